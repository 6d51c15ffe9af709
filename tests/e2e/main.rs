//! End-to-end: whole journeys through the two packed pages in real Chromium and Firefox.
//!
//! Nothing here knows how a page is made. It opens the files of `dist/` from disk, without any
//! network, and does what a person would do. Run by `cargo xtask test`; see `docs/testing.md`.
//! Without `QINGDAN_E2E` in the environment every test says so and returns.
//!
//! - `main_job`, `moves`, `few`, `same`, `served`: the journeys; `shots` takes pictures.
//! - `respondent`, `organiser`: a person with one of the pages; `plan`: what they answer, and what
//!   must come of it.
//! - `watch` notices requests, policy violations and barriers; `selftest` proves that it does.
//! - `browser`, `chromium`, `firefox`, `driver` open a browser; `wall` is its only way out;
//!   `run` runs one journey: tools, time, failures.

mod main_job;

mod few;
mod moves;
mod same;
mod served;
mod shots;

mod organiser;
mod plan;
mod respondent;

mod selftest;
mod watch;

mod browser;
mod chromium;
mod driver;
mod firefox;
mod run;
mod wall;
