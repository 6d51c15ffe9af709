//! The counts themselves.

use std::collections::BTreeMap;

use crate::domain::answer::{Answer, Complete, Priorities};
use crate::domain::instrument::{Form, Instrument, InstrumentHash, PRIORITIES_MAX};
use crate::domain::score::{Score, score};

/// Units per point of a category score: divisible by every number of items up to 10.
pub(in crate::domain) const CATEGORY_UNITS: u64 = 2520;

/// Units per point of an index: the mean of up to 11 category scores is whole in them.
pub(in crate::domain) const INDEX_UNITS: u64 = CATEGORY_UNITS * 27_720;

/// Units per point of a weighted index: weights sum to at most 17 (11 categories, 3 + 2 + 1).
pub(in crate::domain) const WEIGHTED_UNITS: u64 = CATEGORY_UNITS * 12_252_240;

/// Exact counts of the records of one instrument and form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    instrument: InstrumentHash,
    form: Form,
    /// Number of records.
    pub(in crate::domain) n: u64,
    /// One per item.
    pub(in crate::domain) items: Vec<AnswerCounts>,
    /// One per outcome other than the priorities.
    pub(in crate::domain) outcomes: Vec<AnswerCounts>,
    /// Which categories would be cut first.
    pub(in crate::domain) priorities: PriorityCounts,
    /// One per category, in [`CATEGORY_UNITS`].
    pub(in crate::domain) categories: Vec<Histogram>,
    /// The index, in [`INDEX_UNITS`].
    pub(in crate::domain) index: Histogram,
    /// The index weighted by priorities, in [`WEIGHTED_UNITS`].
    pub(in crate::domain) weighted: Histogram,
}

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

/// People by exact score.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::domain) struct Histogram {
    /// People by score, in whole units.
    pub counts: BTreeMap<u64, u64>,
    /// People without a score.
    pub absent: u64,
}

/// Tallies of different instruments or forms never merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the tallies are of different instruments or forms")]
pub struct MergeError;

impl Tally {
    /// The tally of no records: the neutral element of [`Tally::merge`].
    pub fn empty(instrument: &Instrument, form: Form) -> Self {
        let counts =
            |options: usize| AnswerCounts { options: vec![0; options], ..AnswerCounts::default() };
        let categories = instrument.categories.len();
        Self {
            instrument: instrument.hash,
            form,
            n: 0,
            items: instrument
                .items
                .iter()
                .map(|item| counts(instrument.options(&item.options).len()))
                .collect(),
            outcomes: instrument
                .choice_outcomes()
                .iter()
                .map(|outcome| counts(instrument.options(&outcome.options).len()))
                .collect(),
            priorities: PriorityCounts {
                chosen: std::array::from_fn(|_| vec![0; categories]),
                ..PriorityCounts::default()
            },
            categories: vec![Histogram::default(); categories],
            index: Histogram::default(),
            weighted: Histogram::default(),
        }
    }

    /// The instrument answered.
    pub const fn instrument(&self) -> InstrumentHash {
        self.instrument
    }

    /// The form answered.
    pub const fn form(&self) -> Form {
        self.form
    }

    /// Number of records.
    pub const fn n(&self) -> u64 {
        self.n
    }

    /// Counts one more record of this instrument and form.
    pub(in crate::domain) fn count(&mut self, instrument: &Instrument, complete: &Complete) {
        let answers = complete.answers();
        self.n += 1;
        for (counts, &answer) in self.items.iter_mut().zip(&answers.items) {
            counts.count(answer);
        }
        for (counts, &answer) in self.outcomes.iter_mut().zip(&answers.outcomes) {
            counts.count(answer);
        }
        self.priorities.count(&answers.priorities);
        let scores = score(instrument, complete);
        for (histogram, category) in self.categories.iter_mut().zip(&scores.categories) {
            histogram.count(category.score, CATEGORY_UNITS);
        }
        self.index.count(scores.index, INDEX_UNITS);
        self.weighted.count(scores.weighted, WEIGHTED_UNITS);
    }

    /// Adds the counts of other records.
    pub fn merge(&mut self, other: &Self) -> Result<(), MergeError> {
        if (self.instrument, self.form) != (other.instrument, other.form) {
            return Err(MergeError);
        }
        self.n += other.n;
        for (counts, others) in self.items.iter_mut().zip(&other.items) {
            counts.merge(others);
        }
        for (counts, others) in self.outcomes.iter_mut().zip(&other.outcomes) {
            counts.merge(others);
        }
        self.priorities.merge(&other.priorities);
        for (histogram, others) in self.categories.iter_mut().zip(&other.categories) {
            histogram.merge(others);
        }
        self.index.merge(&other.index);
        self.weighted.merge(&other.weighted);
        Ok(())
    }
}

impl AnswerCounts {
    /// People who picked an option.
    pub(in crate::domain) fn answered(&self) -> u64 {
        self.options.iter().sum()
    }

    fn count(&mut self, answer: Answer) {
        let place = match answer {
            Answer::Option(option) => self.options.get_mut(usize::from(option)),
            Answer::NotApplicable => Some(&mut self.not_applicable),
            Answer::DontKnow => Some(&mut self.dont_know),
            Answer::Declined => Some(&mut self.declined),
            Answer::Skipped => Some(&mut self.skipped),
            Answer::NotAsked => Some(&mut self.not_asked),
        };
        if let Some(people) = place {
            *people += 1;
        }
    }

    fn merge(&mut self, other: &Self) {
        add(&mut self.options, &other.options);
        self.not_applicable += other.not_applicable;
        self.dont_know += other.dont_know;
        self.declined += other.declined;
        self.skipped += other.skipped;
        self.not_asked += other.not_asked;
    }
}

impl PriorityCounts {
    fn count(&mut self, priorities: &Priorities) {
        match priorities {
            Priorities::Chosen(chosen) => {
                self.choosers += 1;
                for (people, &category) in self.chosen.iter_mut().zip(chosen) {
                    if let Some(people) = people.get_mut(usize::from(category)) {
                        *people += 1;
                    }
                }
            }
            Priorities::Nothing => self.nothing += 1,
            Priorities::Declined => self.declined += 1,
            Priorities::Skipped => self.skipped += 1,
            Priorities::NotAsked => self.not_asked += 1,
        }
    }

    fn merge(&mut self, other: &Self) {
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

impl Histogram {
    /// Counts a score. Every score is whole in its units, so none is rounded.
    fn count(&mut self, score: Option<Score>, units_per_point: u64) {
        match score.and_then(|score| score.units(units_per_point)) {
            Some(units) => *self.counts.entry(units).or_default() += 1,
            None => self.absent += 1,
        }
    }

    fn merge(&mut self, other: &Self) {
        for (&units, people) in &other.counts {
            *self.counts.entry(units).or_default() += people;
        }
        self.absent += other.absent;
    }
}

/// Adds counts place by place.
fn add(counts: &mut [u64], others: &[u64]) {
    for (count, other) in counts.iter_mut().zip(others) {
        *count += other;
    }
}
