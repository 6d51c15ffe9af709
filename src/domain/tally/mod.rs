//! Exact counts of records, and nothing else.
//!
//! [`Columns`] keeps the accepted records, one per id, and counts them as they come, by [`Scope`].
//! [`Tally`] is those counts: whole numbers only, so that tallies of parts merge to the tally of
//! the whole, in any order and any grouping (a commutative monoid for each instrument and form;
//! `tests/laws.rs`). No view can show a tally: it can be merged, disclosed
//! ([`disclose`](super::disclose::disclose)), or listed for whoever checks it (`Tally::rows`).
//!
//! # Examples
//! ```
//! use qingdan::domain::instrument::Form;
//! use qingdan::domain::shipped_instrument;
//! use qingdan::domain::simulate::plain;
//! use qingdan::domain::tally::{Added, Columns, Scope};
//!
//! let mut columns = Columns::new(shipped_instrument(), 1);
//! let records: Vec<_> = plain(20, 1).collect();
//! for record in &records {
//!     assert_eq!(columns.add(record), Added::New);
//! }
//! // The same file twice counts once.
//! assert_eq!(columns.add(&records[0]), Added::Identical);
//! assert_eq!(columns.len(), 20);
//! let scope = Scope { campaign: None, form: Form::Full };
//! assert_eq!(columns.tally(scope).ok_or("counted")?.n(), 20);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answers;
mod apart;
mod arrival;
mod block;
mod changes;
mod columns;
mod corrected;
mod counter;
mod counts;
mod file;
mod hours;
mod materialise;
mod more;
mod plan;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod proofs;
mod quality;
mod row;
mod rows;
mod scorer;
mod scores;
mod store;
mod subtotals;
mod visit;

pub(in crate::domain) use answers::{AnswerCounts, PriorityCounts, add};
pub use arrival::{Added, Duplicates};
pub use changes::Changes;
pub use columns::{Columns, RECORDS_MAX, SOURCES_MAX, Scope};
pub use corrected::Corrected;
pub use counts::{MergeError, Tally, paradox_outcomes};
pub use file::{
    Merging, PARTS_MAX, TALLY_BYTES_MAX, TALLY_FORMAT, TallyFile, TallyId, TallyRefusal, read_tally,
};
pub(in crate::domain) use more::{GroupCounts, HoursCounts, STEPS};
pub use quality::{IDENTICAL_MIN, Quality, STRAIGHT_MIN};
pub use rows::CountRow;
pub use scores::CATEGORY_UNITS as TALLY_UNITS;
pub(in crate::domain) use scores::{CATEGORY_UNITS, STEPS_FROM, Spread};
pub use subtotals::{Pieces, Subtotals};
