//! People by score.

use std::collections::BTreeMap;

use super::answers::add;
use crate::domain::stats::{Moments, PairMoments};

/// Units per point of a category score: divisible by every number of items up to 10.
pub const CATEGORY_UNITS: u64 = 2520;

/// Units per point of an index: the mean of up to 11 category scores is whole in them.
pub(in crate::domain) const INDEX_UNITS: u64 = CATEGORY_UNITS * 27_720;

/// Units per point of a weighted index: weights sum to at most 17 (11 categories, 3 + 2 + 1).
pub(in crate::domain) const WEIGHTED_UNITS: u64 = CATEGORY_UNITS * 12_252_240;

/// Units per point of [`Graded::tenths`].
const TENTHS_PER_POINT: u64 = 10;

/// Points where the steps of [`Graded::steps`] begin: the edges of the bins of a histogram and of
/// the two shares.
pub(in crate::domain) const STEPS_FROM: [u8; 7] = [0, 20, 40, 50, 60, 75, 80];

/// People by exact score.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::domain) struct Histogram {
    /// People by score, in whole units.
    pub counts: BTreeMap<u64, u64>,
    /// People without a score.
    pub absent: u64,
}

impl Histogram {
    /// People with a score.
    pub(in crate::domain) fn scored(&self) -> u64 {
        self.counts.values().sum()
    }

    /// People, sum and squares of their scores.
    pub(in crate::domain) fn moments(&self, units_per_point: u64) -> Moments {
        let mut moments = no_moments(units_per_point);
        for (&units, &people) in &self.counts {
            let (units, many) = (u128::from(units), u128::from(people));
            moments.n += people;
            moments.sum += units * many;
            moments.squares += units * units * many;
        }
        moments
    }

    /// People with a score of at least so many units.
    pub(super) fn at_least(&self, units: u64) -> u64 {
        self.counts.range(units..).map(|(_, people)| people).sum()
    }

    /// What a summary rests on; quartiles are those of the exact scores.
    pub(in crate::domain) fn spread(&self, units_per_point: u64) -> Spread<'_> {
        let mut steps = STEPS_FROM.map(|from| self.at_least(u64::from(from) * units_per_point));
        for step in 1..steps.len() {
            steps[step - 1] -= steps[step];
        }
        let moments = self.moments(units_per_point);
        Spread { moments, ranked: &self.counts, ranked_units: units_per_point, steps }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (&units, people) in &other.counts {
            *self.counts.entry(units).or_default() += people;
        }
        self.absent += other.absent;
    }
}

/// People by a score that takes too many values to be counted one by one: exact sums, exact steps,
/// and for the quartiles the score rounded to tenths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::domain) struct Graded {
    /// People with a score, its sum and squares, exact.
    pub moments: Moments,
    /// People by score in tenths of a point, halves rounded upwards.
    pub tenths: BTreeMap<u64, u64>,
    /// People between one edge of [`STEPS_FROM`] and the next, compared exactly.
    pub steps: [u64; STEPS_FROM.len()],
    /// People without a score.
    pub absent: u64,
}

impl Graded {
    /// Nobody yet.
    pub(super) const fn empty(units_per_point: u64) -> Self {
        Self {
            moments: no_moments(units_per_point),
            tenths: BTreeMap::new(),
            steps: [0; STEPS_FROM.len()],
            absent: 0,
        }
    }

    /// What a summary rests on; quartiles are those of the scores rounded to tenths.
    pub(in crate::domain) const fn spread(&self) -> Spread<'_> {
        Spread {
            moments: self.moments,
            ranked: &self.tenths,
            ranked_units: TENTHS_PER_POINT,
            steps: self.steps,
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        join(&mut self.moments, &other.moments);
        for (&tenths, people) in &other.tenths {
            *self.tenths.entry(tenths).or_default() += people;
        }
        add(&mut self.steps, &other.steps);
        self.absent += other.absent;
    }
}

/// What a summary of scores rests on.
#[derive(Clone, Copy, Debug)]
pub(in crate::domain) struct Spread<'a> {
    /// People with a score, its sum and squares, exact.
    pub moments: Moments,
    /// People by score, for the quartiles.
    pub ranked: &'a BTreeMap<u64, u64>,
    /// Units per point of the scores in `ranked`.
    pub ranked_units: u64,
    /// People between one edge of [`STEPS_FROM`] and the next, compared exactly.
    pub steps: [u64; STEPS_FROM.len()],
}

impl Spread<'_> {
    /// Whether everyone has the same score, compared exactly: the mean of the squares is the
    /// square of the mean.
    pub(in crate::domain) fn constant(&self) -> bool {
        let Moments { n, sum, squares, .. } = self.moments;
        let (n, mean) = (u128::from(n), sum / u128::from(n.max(1)));
        sum == n * mean && squares == sum * mean
    }
}

/// Nobody yet.
pub(super) const fn no_moments(units_per_point: u64) -> Moments {
    Moments { n: 0, sum: 0, squares: 0, units_per_point }
}

/// Adds the people of `other`; both are in the same units.
pub(super) fn join(moments: &mut Moments, other: &Moments) {
    moments.n += other.n;
    moments.sum += other.sum;
    moments.squares += other.squares;
}

/// Adds the people of `other`.
pub(super) fn join_pairs(pair: &mut PairMoments, other: &PairMoments) {
    pair.n += other.n;
    pair.x += other.x;
    pair.y += other.y;
    pair.xx += other.xx;
    pair.yy += other.yy;
    pair.xy += other.xy;
}
