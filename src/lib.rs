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
//!
//! # As a library
//! Without default features the crate is [`domain`] and [`i18n`] alone: no browser, no threads, no
//! clock. The names follow the data, and each step below has an example of its own:
//!
//! | from | to | by |
//! |---|---|---|
//! | bytes of a file | [`Instrument`] | [`Instrument::parse`] |
//! | what somebody taps | [`Complete`] | [`Interview`] |
//! | settled answers | [`Scores`] | [`score`] |
//! | an interview | [`Record`] | [`anonymise`] |
//! | bytes of a file | [`Record`] | [`read_json`], for many [`Reader`] |
//! | records | [`Tally`] | [`Columns`] |
//! | a tally | [`Release`] | [`disclose`] |
//! | a release | CSV, JSON, codebook, syntax | [`report`] |
//!
//! From invented records to what may be published of them:
//!
//! ```
//! use qingdan::domain::bundle::{Part, Reader, What};
//! use qingdan::domain::disclose::{Policy, disclose};
//! use qingdan::domain::instrument::Form;
//! use qingdan::domain::shipped_instrument;
//! use qingdan::domain::simulate::plain;
//! use qingdan::domain::tally::{Columns, Scope};
//!
//! let instrument = shipped_instrument();
//! // Forty invented people; each record is one line, as in a bundle.
//! let lines: Vec<String> = plain(40, 1).map(|record| record.to_line(instrument)).collect();
//! let bundle = lines.join("\n");
//!
//! // Read them back. Nothing stops the reader: what is no record is refused with its reason.
//! let (mut columns, mut refused) = (Columns::new(instrument, 1), 0);
//! let reader = Reader::new(&[instrument]);
//! reader.read_part(bundle.as_bytes(), Part::whole(bundle.len()), &mut |found| match found.what {
//!     What::Record(packed) => {
//!         columns.add_packed(&packed);
//!     }
//!     _ => refused += 1,
//! });
//! assert_eq!((columns.len(), refused), (40, 0));
//!
//! // Count them, and keep back what would tell about single people.
//! let scope = Scope { campaign: None, form: Form::Full };
//! let tally = columns.tally(scope).ok_or("counted")?;
//! let release = disclose(instrument, tally, Policy::default());
//! let index = release.index.shown().ok_or("shown from ten people on")?;
//! assert!(index.mean > 0.0 && index.mean < 100.0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Instrument`]: domain::instrument::Instrument
//! [`Instrument::parse`]: domain::instrument::Instrument::parse
//! [`Complete`]: domain::answer::Complete
//! [`Interview`]: domain::interview::Interview
//! [`Scores`]: domain::score::Scores
//! [`score`]: domain::score::score
//! [`Record`]: domain::record::Record
//! [`anonymise`]: domain::record::anonymise
//! [`read_json`]: domain::record::read_json
//! [`Reader`]: domain::bundle::Reader
//! [`Tally`]: domain::tally::Tally
//! [`Columns`]: domain::tally::Columns
//! [`Release`]: domain::disclose::Release
//! [`disclose`]: domain::disclose::disclose
//! [`report`]: domain::report

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

/// Examples of Rust in the documents, run with the others.
#[cfg(doctest)]
mod documents {
    #[doc = include_str!("../docs/book/developers.md")]
    mod developers {}
    #[doc = include_str!("../docs/book/developers.zh.md")]
    mod developers_zh {}
}
