//! What may be shown beyond single distributions: groups, relations, hours, the paradox.

use serde::{Deserialize, Serialize};

use super::{Cell, Distribution};
use crate::domain::stats::{ConfidenceInterval, Proportion};

/// The fixed list of what a release publishes, by the name of its field: there are no others, no
/// filters, and no crossing of background questions. `docs/disclosure.md` tells of each.
pub const TABLES: [&str; 15] = [
    "n",
    "index",
    "weighted",
    "weighting",
    "categories",
    "items",
    "outcomes",
    "priorities",
    "background",
    "groups",
    "reliability",
    "correlations",
    "hours",
    "paradox",
    "randomised",
];

/// People by one background question, and how heavy each group's load is. Groups stand in the
/// order of the question's options; they are never ordered by a score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GroupTable {
    /// The background question, counted from 0.
    pub background: u8,
    /// One per option, and last the people who picked none.
    pub groups: Vec<Group>,
}

/// The people who picked one option of a background question, or none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Group {
    /// The option, counted from 0; none for the people who picked none.
    pub option: Option<u8>,
    /// Number of people, rounded to a multiple of [`PEOPLE_STEP`](super::PEOPLE_STEP); 0 only where
    /// there is nobody. Withheld with everything else of the group.
    pub n: Cell<u64>,
    /// The index.
    pub index: Cell<GroupSummary>,
    /// One per category.
    pub categories: Vec<Cell<GroupSummary>>,
    /// This group without anybody else against all the others together: one per category.
    pub differences: Vec<Cell<GroupDifference>>,
}

/// Scores of one group. From [`GROUP_MIN`](super::GROUP_MIN) people on, points are rounded to
/// multiples of [`FINE_POINTS`](super::FINE_POINTS).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GroupSummary {
    /// Number of people with a score, rounded to a multiple of [`PEOPLE_STEP`](super::PEOPLE_STEP).
    pub n: u64,
    /// What the mean is rounded to, points.
    pub step: f64,
    /// What interval and deviation are rounded to, points.
    pub spread_step: f64,
    /// Mean, points.
    pub mean: f64,
    /// Standard deviation (n − 1), points; withheld in a small group.
    pub sd: Cell<f64>,
    /// 95 % interval of the mean (Student t), clipped to 0 to 100.
    pub interval: ConfidenceInterval,
    /// Mean and interval are rounded to [`COARSE_POINTS`](super::COARSE_POINTS).
    pub coarse: bool,
    /// The mean is at least 85 or at most 15: the interval is too narrow there.
    pub near_edge: bool,
}

/// One group against all the others together, in one category; only where both have at least
/// [`GROUP_MIN`](super::GROUP_MIN) people. Rounded: points to
/// [`FINE_POINTS`](super::FINE_POINTS), shares to hundredths, and the rest as it says.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GroupDifference {
    /// Mean of the group minus mean of the others, points.
    pub points: f64,
    /// Its 95 % interval (Welch).
    pub interval: ConfidenceInterval,
    /// What the interval is rounded to, points; what Hedges' g is; what p is.
    pub steps: [f64; 3],
    /// Hedges' g.
    pub hedges_g: f64,
    /// Two-sided p of Welch's test, adjusted over the categories (Holm).
    pub p_holm: f64,
    /// p adjusted over all comparisons of the table, of every group in every category, is below
    /// 0.05.
    pub clear: bool,
    /// Share with 50 points or more: the group's minus the others', in percentage points / 100,
    /// with its 95 % interval (Newcombe).
    pub share_50: Cell<(f64, ConfidenceInterval)>,
}

/// How far the items of one category go together. For researchers; never gates a display.
/// Coefficients are rounded to multiples of [`SHARE_STEP`](super::SHARE_STEP), of a category with
/// few possible scores below [`WHOLE_MIN`](super::WHOLE_MIN) people to multiples of 0.05.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Reliability {
    /// People who answered every item of the category.
    pub n: u64,
    /// Number of items.
    pub items: u8,
    /// Cronbach's alpha; none where the items do not vary.
    pub alpha: Option<f64>,
    /// Its 95 % interval (Feldt).
    pub interval: Option<ConfidenceInterval>,
    /// Omega total.
    pub omega: OmegaRelease,
    /// For each item asked, in order: its place in the instrument, and its correlation with the
    /// mean of the other items of the category.
    pub item_rest: Vec<(u8, Option<f64>)>,
}

/// Omega, where it can be estimated.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum OmegaRelease {
    /// The estimate.
    Estimate(f64),
    /// The one-factor model did not converge, or only to an improper solution.
    NotConverged,
    /// Fewer than 100 people, or fewer than three items.
    TooFew,
}

/// How far two categories go together.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Correlation {
    /// The first category, counted from 0.
    pub first: u8,
    /// The second, greater than the first.
    pub second: u8,
    /// What may be shown of it.
    pub figures: Cell<CorrelationFigures>,
}

/// Coefficients of two categories, rounded to multiples of [`SHARE_STEP`](super::SHARE_STEP).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CorrelationFigures {
    /// People with a score in both.
    pub n: u64,
    /// Pearson's r.
    pub pearson: f64,
    /// Its 95 % interval (Fisher z).
    pub interval: ConfidenceInterval,
    /// Spearman's rho of the scores in steps of 5 points.
    pub spearman: f64,
}

/// Hours a week, between bounds: rounded to tenths; to whole hours where the answers to one of the
/// activities had to be merged; below [`GROUP_MIN`](super::GROUP_MIN) people to multiples of 5.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct HoursRelease {
    /// People who answered every activity consistently.
    pub n: u64,
    /// People whose lower bound exceeds their working week, counted out; together with those who
    /// left an activity unanswered.
    pub left_out: u64,
    /// What hours are rounded to: lower bounds down, upper bounds up, centres to the nearest.
    pub step: f64,
    /// Mean of the lower bounds, hours a week.
    pub lower: f64,
    /// Mean of the centres, hours a week; rests on the middle of each band.
    pub central: f64,
    /// Mean of the upper bounds, hours a week; rests on the cap of the open band.
    pub upper: f64,
    /// 95 % interval that covers the whole region between the two means.
    pub interval: ConfidenceInterval,
    /// What respondents themselves call avoidable.
    pub avoidable: Cell<AvoidableRelease>,
}

/// Self-rated avoidable hours a week, between bounds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AvoidableRelease {
    /// People who gave hours and share for every activity whose share applies.
    pub n: u64,
    /// What hours are rounded to: the lower bound down, the upper up, the centre to the nearest.
    pub step: f64,
    /// Mean of the lower bounds, hours a week.
    pub lower: f64,
    /// Mean of the centres, hours a week.
    pub central: f64,
    /// Mean of the upper bounds, hours a week.
    pub upper: f64,
}

/// Two outcomes against each other: counts of people, all rounded to multiples of
/// [`PEOPLE_STEP`](super::PEOPLE_STEP).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CrossTable {
    /// The outcome in the rows, counted from 0.
    pub rows: u8,
    /// The outcome in the columns.
    pub columns: u8,
    /// People who answered both.
    pub n: u64,
    /// One row per option of the first, one cell per option of the second.
    pub cells: Vec<Vec<Cell<u64>>>,
    /// People by option of the first outcome.
    pub row_totals: Vec<Cell<u64>>,
    /// People by option of the second.
    pub column_totals: Vec<Cell<u64>>,
}

/// What differs when flagged records are left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct QualityRelease {
    /// Records with the very answers of another one to all items, at least 20 of them options.
    pub identical: Cell<Proportion>,
    /// Records with the same option in every share question (at least 10 answered); withheld as not
    /// asked where the form has fewer.
    pub straight: Cell<Proportion>,
    /// Records whose hours exceed their working week.
    pub impossible: Cell<Proportion>,
    /// Records with any of these flags.
    pub any: Cell<Proportion>,
    /// The index without them.
    pub index: Cell<GroupSummary>,
    /// The categories without them.
    pub categories: Vec<Cell<GroupSummary>>,
}

/// Who took part, as far as it may be told: one distribution per background question.
pub type Background = Vec<Cell<Distribution>>;

/// Two waves of one instrument and form, the second minus the first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WaveComparison {
    /// Wave numbers: earlier, later.
    pub waves: [u8; 2],
    /// People in each.
    pub n: [u64; 2],
    /// The index.
    pub index: Cell<WaveDifference>,
    /// One per category.
    pub categories: Vec<Cell<WaveDifference>>,
    /// Share with 50 points or more: of the index, then one per category.
    pub share_50: Vec<Cell<ShareChange>>,
    /// The same with 75 points or more.
    pub share_75: Vec<Cell<ShareChange>>,
    /// One per outcome other than the priorities: its parts that are the same in both waves,
    /// neighbours merged where one of the waves merged them.
    pub outcomes: Vec<Cell<Vec<PartChange>>>,
}

/// Difference of two shares, −1 to 1, and its 95 % interval (Newcombe), both rounded to
/// hundredths.
pub type ShareChange = (f64, ConfidenceInterval);

/// Neighbouring options of an outcome in two waves.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PartChange {
    /// First option, counted from 0.
    pub first: u8,
    /// Last option.
    pub last: u8,
    /// The share of each wave.
    pub shares: [Proportion; 2],
    /// Later minus earlier.
    pub change: ShareChange,
}

/// One mean in two waves.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WaveDifference {
    /// What means and differences are rounded to, points; a mean may be finer in one wave.
    pub step: f64,
    /// What the intervals and the detectable differences are rounded to, points.
    pub spread_step: f64,
    /// The two means, points.
    pub means: [f64; 2],
    /// Later minus earlier, points.
    pub points: f64,
    /// Its 95 % interval (Welch).
    pub interval: ConfidenceInterval,
    /// The same with the later wave weighted to the earlier one's mix of level and role.
    pub standardised: Cell<(f64, ConfidenceInterval)>,
    /// The smallest difference whose interval excludes zero, points.
    pub detectable: f64,
    /// The difference found with 80 % power, points.
    pub detectable_80: f64,
}
