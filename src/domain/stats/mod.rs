//! Statistics of a group: exact integers in, floating point out.
//!
//! Scores arrive as counted whole numbers of a small unit, so that sums, ranks and squares are
//! exact and independent of any order; the only rounding is in the last division. Distributions
//! (Student t, normal) come from `statrs`. Every formula names its source; `tests/statistics.rs`
//! compares the results with scipy's.

mod proportion;
mod sample;
mod student;

pub use proportion::Proportion;
pub use sample::Sample;
pub use student::student_t_975;

use serde::{Deserialize, Serialize};

/// A 95 % confidence interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConfidenceInterval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// A count as a floating-point number. Counts of people are far below 2⁵³.
#[expect(clippy::cast_precision_loss, reason = "counts of people are far below 2^53")]
const fn float(count: u64) -> f64 {
    count as f64
}

/// A ratio of counts.
pub(in crate::domain) const fn ratio(part: u64, whole: u64) -> f64 {
    float(part) / float(whole)
}
