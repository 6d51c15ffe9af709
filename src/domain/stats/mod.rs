//! Statistics of a group: exact integers in, floating point out.
//!
//! Scores arrive as counted whole numbers of a small unit, so that sums, ranks and squares are
//! exact and independent of any order; the only rounding is in the last division. Every formula
//! names its source; `tests/statistics_formulas.rs` compares the results with R's and scipy's.

mod beta;
mod compare;
mod correlation;
mod moments;
mod normal;
mod omega;
mod proportion;
mod reliability;
mod sample;
mod snedecor;
mod student;

pub use compare::{
    Detectable, Difference, Stratum, detectable, hedges_g, holm, standardised, welch,
};
pub use correlation::{PairMoments, fisher_interval, pearson, spearman};
pub use moments::{Moments, region_interval};
pub(in crate::domain) use normal::NORMAL_975;
pub use omega::{Omega, omega};
pub use proportion::{Proportion, ShareDifference, newcombe};
pub use reliability::{ItemMoments, alpha, alpha_interval, item_rest};
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

/// A sum as the nearest floating-point number.
#[expect(clippy::cast_precision_loss, reason = "the one rounding of an exact sum")]
const fn wide(sum: u128) -> f64 {
    sum as f64
}
