//! Exact counts of records, and nothing else.
//!
//! [`Columns`] keeps the accepted records, one per id. [`Tally`] counts them: whole numbers only,
//! so that tallies of parts merge to the tally of the whole, in any order and any grouping
//! (a commutative monoid for each instrument and form; `tests/laws.rs`). No view can show a
//! tally: it can be merged, or disclosed ([`disclose`](super::disclose::disclose)).

mod columns;
mod counts;

pub use columns::{Added, Columns, Duplicates};
pub(in crate::domain) use counts::{
    AnswerCounts, CATEGORY_UNITS, Histogram, INDEX_UNITS, PriorityCounts, WEIGHTED_UNITS,
};
pub use counts::{MergeError, Tally};
