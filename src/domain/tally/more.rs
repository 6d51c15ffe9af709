//! Further counts of a tally: groups and hours. Whole numbers only.

use super::answers::add;
use super::scores::{CATEGORY_UNITS, INDEX_UNITS, join, no_moments};
use crate::domain::stats::Moments;

/// Points from which [`GroupCounts::from_50`] counts.
pub(in crate::domain) const HALF_POINTS: u64 = 50;

/// Steps of a score of 5 points: 0 to below 5, …, 95 to below 100, and 100 itself.
pub(in crate::domain) const STEPS: usize = 21;

/// People by the step of two scores: the first score's step times [`STEPS`] plus the second's.
pub(in crate::domain) type Joint = Box<[u64]>;

/// Scores of one group of people, in the units that each [`Moments`] names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::domain) struct GroupCounts {
    /// Number of people.
    pub n: u64,
    /// The index.
    pub index: Moments,
    /// One per category.
    pub categories: Vec<Moments>,
    /// People with [`HALF_POINTS`] or more, one per category.
    pub from_50: Vec<u64>,
}

impl GroupCounts {
    /// Nobody yet, for so many categories.
    pub(super) fn empty(categories: usize) -> Self {
        Self {
            n: 0,
            index: no_moments(INDEX_UNITS),
            categories: vec![no_moments(CATEGORY_UNITS); categories],
            from_50: vec![0; categories],
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.n += other.n;
        join(&mut self.index, &other.index);
        for (category, others) in self.categories.iter_mut().zip(&other.categories) {
            join(category, others);
        }
        add(&mut self.from_50, &other.from_50);
    }
}

/// Hours a week of the people who answered every activity consistently, and counts of the others.
/// What is called avoidable counts everyone who is consistent and gave hours and share for every
/// activity whose share applies, at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::domain) struct HoursCounts {
    /// Lower bounds, hours.
    pub lower: Moments,
    /// Centres, half hours.
    pub central: Moments,
    /// Upper bounds, hours.
    pub upper: Moments,
    /// People whose lower bound exceeds their week, also where an activity is unanswered.
    pub inconsistent: u64,
    /// Other people who left an activity unanswered.
    pub incomplete: u64,
    /// Avoidable: lower, hundredths of an hour.
    pub avoidable_lower: Moments,
    /// Avoidable: centres, quarter hundredths of an hour.
    pub avoidable_central: Moments,
    /// Avoidable: upper, hundredths of an hour.
    pub avoidable_upper: Moments,
}

/// Units per hour of the six sums, in the order of the fields of [`HoursCounts`].
const HOUR_UNITS: [u64; 6] = [1, 2, 1, 100, 400, 100];

impl HoursCounts {
    /// Nobody yet.
    pub(super) fn empty() -> Self {
        Self::of(&HOUR_UNITS.map(no_moments), 0, 0)
    }

    /// The counts with these six sums.
    pub(super) const fn of(sums: &[Moments; 6], inconsistent: u64, incomplete: u64) -> Self {
        let [lower, central, upper, avoidable_lower, avoidable_central, avoidable_upper] = *sums;
        Self {
            lower,
            central,
            upper,
            inconsistent,
            incomplete,
            avoidable_lower,
            avoidable_central,
            avoidable_upper,
        }
    }

    /// The six sums, in the order of the fields.
    pub(super) const fn sums(&self) -> [Moments; 6] {
        [
            self.lower,
            self.central,
            self.upper,
            self.avoidable_lower,
            self.avoidable_central,
            self.avoidable_upper,
        ]
    }

    pub(super) fn merge(&mut self, other: &Self) {
        let mut sums = self.sums();
        for (sum, others) in sums.iter_mut().zip(other.sums()) {
            join(sum, &others);
        }
        let inconsistent = self.inconsistent + other.inconsistent;
        *self = Self::of(&sums, inconsistent, self.incomplete + other.incomplete);
    }
}
