//! People by answer.

use crate::domain::instrument::PRIORITIES_MAX;

/// People by answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::domain) struct AnswerCounts {
    /// One per option.
    pub options: Vec<u64>,
    /// Not applicable.
    pub not_applicable: u64,
    /// Don't know.
    pub dont_know: u64,
    /// Prefer not to say.
    pub declined: u64,
    /// Passed over.
    pub skipped: u64,
    /// Not asked in this form.
    pub not_asked: u64,
}

impl AnswerCounts {
    /// Nobody yet, for so many options.
    pub(super) fn empty(options: usize) -> Self {
        Self { options: vec![0; options], ..Self::default() }
    }

    /// People who picked an option.
    pub(in crate::domain) fn answered(&self) -> u64 {
        self.options.iter().sum()
    }

    /// People without an option who were asked: not applicable, don't know, declined, skipped.
    pub(in crate::domain) const fn reasons(&self) -> [u64; 4] {
        [self.not_applicable, self.dont_know, self.declined, self.skipped]
    }

    /// People without an option: not applicable, don't know, declined, skipped, not asked.
    pub(super) const fn missing(&self) -> [u64; 5] {
        [self.not_applicable, self.dont_know, self.declined, self.skipped, self.not_asked]
    }

    /// Sets what [`Self::missing`] gives.
    pub(super) const fn set_missing(&mut self, people: [u64; 5]) {
        [self.not_applicable, self.dont_know, self.declined, self.skipped, self.not_asked] = people;
    }

    pub(super) fn merge(&mut self, other: &Self) {
        add(&mut self.options, &other.options);
        self.not_applicable += other.not_applicable;
        self.dont_know += other.dont_know;
        self.declined += other.declined;
        self.skipped += other.skipped;
        self.not_asked += other.not_asked;
    }
}

/// People by priorities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::domain) struct PriorityCounts {
    /// For the first, second and third choice: one count per category.
    pub chosen: [Vec<u64>; PRIORITIES_MAX],
    /// People who chose at least one category.
    pub choosers: u64,
    /// "None for now".
    pub nothing: u64,
    /// Prefer not to say.
    pub declined: u64,
    /// Passed over.
    pub skipped: u64,
    /// The instrument does not ask.
    pub not_asked: u64,
}

impl PriorityCounts {
    /// Nobody yet, for so many categories.
    pub(super) fn empty(categories: usize) -> Self {
        Self { chosen: std::array::from_fn(|_| vec![0; categories]), ..Self::default() }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (people, others) in self.chosen.iter_mut().zip(&other.chosen) {
            add(people, others);
        }
        self.choosers += other.choosers;
        self.nothing += other.nothing;
        self.declined += other.declined;
        self.skipped += other.skipped;
        self.not_asked += other.not_asked;
    }
}

/// Adds counts place by place.
pub(in crate::domain) fn add(counts: &mut [u64], others: &[u64]) {
    for (count, other) in counts.iter_mut().zip(others) {
        *count += other;
    }
}

/// All people of these counts; none where there are more than a number can hold.
pub(super) fn total<'a>(mut counts: impl Iterator<Item = &'a u64>) -> Option<u64> {
    counts.try_fold(0_u64, |sum, &more| sum.checked_add(more))
}
