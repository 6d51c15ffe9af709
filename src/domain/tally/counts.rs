//! The counts themselves.

use super::answers::{AnswerCounts, PriorityCounts, add};
use super::file::TallyId;
use super::more::{GroupCounts, HoursCounts, Joint, STEPS};
use super::scores::{Graded, Histogram, INDEX_UNITS, WEIGHTED_UNITS, join, join_pairs, no_moments};
use crate::domain::instrument::{Form, Instrument, InstrumentHash, Kind};
use crate::domain::stats::{ItemMoments, Moments, PairMoments};

/// Exact counts of the records of one instrument and form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    pub(super) instrument: InstrumentHash,
    pub(super) form: Form,
    /// Number of records.
    pub(in crate::domain) n: u64,
    /// One per item.
    pub(in crate::domain) items: Vec<AnswerCounts>,
    /// One per outcome other than the priorities.
    pub(in crate::domain) outcomes: Vec<AnswerCounts>,
    /// One per background question.
    pub(in crate::domain) background: Vec<AnswerCounts>,
    /// Which categories would be cut first.
    pub(in crate::domain) priorities: PriorityCounts,
    /// One per category, in [`CATEGORY_UNITS`](super::CATEGORY_UNITS).
    pub(in crate::domain) categories: Vec<Histogram>,
    /// The index, in [`INDEX_UNITS`].
    pub(in crate::domain) index: Graded,
    /// The index weighted by priorities, in [`WEIGHTED_UNITS`].
    pub(in crate::domain) weighted: Graded,
    /// Distance between a person's weighted index and index, in [`WEIGHTED_UNITS`].
    pub(in crate::domain) weighting: Moments,
    /// For each background question: one group per option, and last the people who picked none.
    pub(in crate::domain) groups: Vec<Vec<GroupCounts>>,
    /// The first two background questions crossed, the groups of the second beside one another;
    /// empty where there are fewer than two questions.
    pub(in crate::domain) cells: Vec<GroupCounts>,
    /// For each category: the items asked, over the people who answered all of them.
    pub(in crate::domain) reliability: Vec<ItemMoments>,
    /// For each pair of categories, (0, 1), (0, 2) … (1, 2) …: people with a score in both, in
    /// [`CATEGORY_UNITS`](super::CATEGORY_UNITS).
    pub(in crate::domain) pairs: Vec<PairMoments>,
    /// For each pair of categories, in the same order: people by the steps of both scores.
    pub(in crate::domain) joint: Vec<Joint>,
    /// Hours a week; none where the form does not ask every activity.
    pub(in crate::domain) hours: Option<HoursCounts>,
    /// The two outcomes of [`paradox_outcomes`] crossed, row by row: for each option of the first
    /// and last none, one count per option of the second and last none. Empty without them.
    pub(in crate::domain) paradox: Vec<u64>,
}

/// Why tallies cannot be merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MergeError {
    /// They are of different instruments or forms.
    #[error("the tallies are of different instruments or forms")]
    Different,
    /// They are of different waves.
    #[error("the tallies are of different waves")]
    OtherWave,
    /// The same counts would be merged twice.
    #[error("{id} would be counted twice")]
    Repeated {
        /// The file that is there twice.
        id: TallyId,
    },
    /// More people or more files than a tally can hold.
    #[error("too many people or files")]
    TooMany,
    /// There is nothing to merge.
    #[error("nothing to merge")]
    Nothing,
}

impl Tally {
    /// The tally of no records: the neutral element of [`Tally::merge`].
    pub fn empty(instrument: &Instrument, form: Form) -> Self {
        let categories = instrument.categories.len();
        let pairs = categories * categories.saturating_sub(1) / 2;
        let group = |_| GroupCounts::empty(categories);
        let groups = instrument
            .background
            .iter()
            .map(|question| (0..=question.options.len()).map(group).collect());
        let asked = |category| {
            instrument.items_of(category).filter(|&item| instrument.asks(form, item)).count()
        };
        Self {
            instrument: instrument.hash,
            form,
            n: 0,
            items: instrument
                .items
                .iter()
                .map(|item| AnswerCounts::empty(instrument.options(&item.options).len()))
                .collect(),
            outcomes: instrument
                .choice_outcomes()
                .iter()
                .map(|outcome| AnswerCounts::empty(instrument.options(&outcome.options).len()))
                .collect(),
            background: instrument
                .background
                .iter()
                .map(|question| AnswerCounts::empty(question.options.len()))
                .collect(),
            priorities: PriorityCounts::empty(categories),
            categories: vec![Histogram::default(); categories],
            index: Graded::empty(INDEX_UNITS),
            weighted: Graded::empty(WEIGHTED_UNITS),
            weighting: no_moments(WEIGHTED_UNITS),
            groups: groups.collect(),
            cells: vec![GroupCounts::empty(categories); cells(instrument)],
            reliability: (0..categories).map(|c| ItemMoments::new(asked(c))).collect(),
            pairs: vec![PairMoments::default(); pairs],
            joint: vec![vec![0; STEPS * STEPS].into_boxed_slice(); pairs],
            hours: asks_hours(instrument, form).then(HoursCounts::empty),
            paradox: paradox_outcomes(instrument).map_or_else(Vec::new, |(rows, columns)| {
                let options = |outcome: usize| {
                    instrument.options(&instrument.outcomes[outcome].options).len() + 1
                };
                vec![0; options(rows) * options(columns)]
            }),
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

    /// Adds the counts of other records.
    ///
    /// # Examples
    /// Counts of two halves merge to the counts of the whole.
    /// ```
    /// use qingdan::domain::instrument::Form;
    /// use qingdan::domain::record::Record;
    /// use qingdan::domain::shipped_instrument;
    /// use qingdan::domain::simulate::plain;
    /// use qingdan::domain::tally::{Columns, Scope, Tally};
    ///
    /// let records: Vec<Record> = plain(30, 5).collect();
    /// let count = |records: &[Record]| -> Tally {
    ///     let mut columns = Columns::new(shipped_instrument(), 1);
    ///     for record in records {
    ///         columns.add(record);
    ///     }
    ///     let scope = Scope { campaign: None, form: Form::Full };
    ///     columns.tally(scope).cloned().unwrap_or_else(|| unreachable!("there are records"))
    /// };
    /// let mut merged = count(&records[..12]);
    /// merged.merge(&count(&records[12..]))?;
    /// assert_eq!(merged, count(&records));
    /// # Ok::<(), qingdan::domain::tally::MergeError>(())
    /// ```
    pub fn merge(&mut self, other: &Self) -> Result<(), MergeError> {
        if (self.instrument, self.form) != (other.instrument, other.form) {
            return Err(MergeError::Different);
        }
        self.n += other.n;
        each(&mut self.items, &other.items, AnswerCounts::merge);
        each(&mut self.outcomes, &other.outcomes, AnswerCounts::merge);
        each(&mut self.background, &other.background, AnswerCounts::merge);
        self.priorities.merge(&other.priorities);
        each(&mut self.categories, &other.categories, Histogram::merge);
        self.index.merge(&other.index);
        self.weighted.merge(&other.weighted);
        join(&mut self.weighting, &other.weighting);
        for (groups, others) in self.groups.iter_mut().zip(&other.groups) {
            each(groups, others, GroupCounts::merge);
        }
        each(&mut self.cells, &other.cells, GroupCounts::merge);
        each(&mut self.reliability, &other.reliability, ItemMoments::merge);
        each(&mut self.pairs, &other.pairs, join_pairs);
        each(&mut self.joint, &other.joint, |joint, others| add(joint, others));
        if let (Some(hours), Some(others)) = (&mut self.hours, &other.hours) {
            hours.merge(others);
        }
        add(&mut self.paradox, &other.paradox);
        Ok(())
    }
}

/// Merges place by place.
fn each<T>(counts: &mut [T], others: &[T], merge: impl Fn(&mut T, &T)) {
    for (count, other) in counts.iter_mut().zip(others) {
        merge(count, other);
    }
}

/// Number of cells of the first two background questions crossed; 0 without two.
pub(super) fn cells(instrument: &Instrument) -> usize {
    match instrument.background.as_slice() {
        [first, second, ..] => (first.options.len() + 1) * (second.options.len() + 1),
        _ => 0,
    }
}

/// Whether a form asks every activity of the hours estimate.
pub(super) fn asks_hours(instrument: &Instrument, form: Form) -> bool {
    instrument.hours.as_ref().is_some_and(|hours| {
        hours
            .activities
            .iter()
            .all(|id| instrument.item_index(id).is_some_and(|item| instrument.asks(form, item)))
    })
}

/// Places of the two outcomes of the reduction paradox: whether measures changed the load, and
/// whether they had to be proved. The first outcome of kind [`Kind::NetChange`] and the first of
/// kind [`Kind::Nominal`]; none without both.
pub fn paradox_outcomes(instrument: &Instrument) -> Option<(usize, usize)> {
    let first = |kind| instrument.choice_outcomes().iter().position(|o| o.kind == kind);
    Some((first(Kind::NetChange)?, first(Kind::Nominal)?))
}
