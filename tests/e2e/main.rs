//! End-to-end: whole journeys through the packed pages in real Chromium and Firefox.
//!
//! Nothing here knows how a page is made. It opens the files of `dist/` from disk, without any
//! network, and does what a person would do. Run by `cargo xtask test`; see `docs/testing.md`.
//! Without `QINGDAN_E2E` in the environment every test says so and returns.
//!
//! - `main_job`, `moves`, `few`, `same`, `served`, `takeover`: the journeys; `shots` takes
//!   pictures.
//! - `hosted`: the journeys deep below a path of a `host`; `installed`: with the variant that can
//!   be installed, and without the host.
//! - `drafts`, `traces`: what a browser keeps, on purpose and otherwise, in a `profile`.
//! - `ways`, `envelopes`, `noise`, `halves`: how the file leaves the page, as it is, sealed, with
//!   dice, in two halves.
//!   `campaign`: from the form to the record that names it.
//! - `sealed`: envelopes gathered by somebody without the key, and opened by the organiser;
//!   `key_pair`: the key made, kept and split.
//! - `tally_organisers`: two organisers who learn totals only, with the command beside them.
//! - `collect`, `camera`, `faults`, `storage`, `room`, `kills`: every way into the organiser's
//!   page, hostile files, and what stays when room runs short or the browser is killed; `journey`:
//!   from the campaign to `report`, whose files are opened by the programs they are for. `inputs`
//!   makes files, `twin` counts natively.
//! - `respondent`, `organiser`: a person with one of the pages; `plan`: what they answer, and what
//!   must come of it.
//! - `access`, `tree`, `keyboard`, `organiser_keys`: every page in every circumstance, for a screen
//!   reader, and without a pointer; `disturbed`: whatever else happens on a phone. `conditions`
//!   makes the circumstances, `keys` presses keys, `layout` looks at a page, `sheet` puts pictures
//!   together.
//! - `leaks`: every channel out of a page, tried; `malice`: a module that tries to get out behind
//!   the guard. `trap` listens for both; `name_server` counts what is looked up. `changed`: a page
//!   of which a byte was changed.
//! - `watch` notices requests, policy violations and barriers; `selftest` proves that it does.
//! - `browser`, `chromium`, `firefox`, `driver` open a browser; `wall` is its only way out;
//!   `run` runs one journey: tools, time, failures.

mod main_job;

mod access;
mod apart;
mod camera;
mod campaign;
mod changed;
mod collect;
mod command;
mod disturbed;
mod drafts;
mod envelopes;
mod estimates;
mod faults;
mod few;
#[cfg(feature = "two-tally")]
mod halves;
mod hosted;
mod installed;
mod journey;
mod key_loss;
mod key_pair;
mod keyboard;
mod kills;
mod leaks;
mod malice;
mod moves;
mod name_server;
mod noise;
mod organiser_keys;
mod report;
mod results;
mod room;
mod same;
mod sealed;
mod served;
mod shots;
mod storage;
mod takeover;
#[cfg(feature = "cli")]
mod tally_organisers;
mod tickets;
mod traces;
mod tree;
mod ways;
mod withdrawn;

mod conditions;
mod host;
mod inputs;
mod keys;
mod layout;
mod organiser;
mod plan;
mod respondent;
mod sealing;
mod sheet;
mod trap;
mod twin;

mod selftest;
mod watch;

mod browser;
mod chromium;
mod driver;
mod firefox;
mod profile;
mod run;
mod wall;
