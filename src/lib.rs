//! Qingdan 轻担: an anonymous, server-less self-report of grassroots workload.
//!
//! # Where to start
//! 1. [`domain`]: what is asked, scored, exported, counted and released. Pure: no browser, no
//!    clock, no randomness, no language choice. Its module page holds the glossary.
//! 2. [`i18n`]: every word of the interface, one static per language.
//! 3. `browser`: one Web API per file, no knowledge of this application.
//! 4. `tasks`: flows that touch both worlds, one verb per file.
//! 5. `worker`: what the organiser's page computes off the main thread.
//! 6. `ui`: the pages.
//! 7. `cli`: the command `qingdan`, native only.
//!
//! `ARCHITECTURE.md` has the map and the invariants; `tests/tidy.rs` enforces them.

pub mod domain;
pub mod i18n;

#[cfg(feature = "cli")]
pub mod cli;

#[cfg(feature = "ui")]
pub mod browser;
#[cfg(feature = "ui")]
pub mod tasks;
#[cfg(feature = "ui")]
pub mod ui;
#[cfg(feature = "worker")]
pub mod worker;
