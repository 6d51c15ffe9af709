//! How a form is counted.

use super::counter::Counter;
use super::counts::{Tally, paradox_outcomes};
use super::scorer::Scorer;
use crate::domain::instrument::{Form, Instrument};

/// What a form asks, prepared once for counting.
#[derive(Clone, Debug)]
pub(in crate::domain) struct Plan {
    pub(super) scorer: Scorer,
    /// The tally of nobody.
    pub(super) empty: Tally,
    /// Ways of dividing the people into groups.
    pub(super) divisions: Vec<Division>,
    /// Where the two outcomes of the paradox stand among the codes, and their options.
    pub(super) paradox: Option<[(usize, usize); 2]>,
    /// How many numbers a counter has.
    pub(super) numbers: usize,
}

/// People divided by one background question, or by the first two at once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Division {
    /// The first group among those of all divisions.
    pub first: usize,
    /// The question, or the first of the two.
    pub question: usize,
    /// The second question, whose groups stand beside one another.
    pub crossed: Option<usize>,
}

impl Plan {
    /// Prepares the counting of a form.
    pub(in crate::domain) fn new(instrument: &Instrument, form: Form) -> Self {
        let scorer = Scorer::new(instrument, form);
        let (mut divisions, mut first, mut next) = (Vec::new(), 0, 0);
        let groups = |question: usize| scorer.background()[question] + 1;
        while next < scorer.background().len() {
            let crossed = (next == 0 && scorer.background().len() > 1).then_some(1);
            divisions.push(Division { first, question: next, crossed });
            first += groups(next) * crossed.map_or(1, groups);
            next += if crossed.is_some() { 2 } else { 1 };
        }
        let outcomes = instrument.background.len() + instrument.items.len();
        let outcome = |place: usize| {
            let options = &instrument.outcomes[place].options;
            (outcomes + place, instrument.options(options).len())
        };
        let mut plan = Self {
            empty: Tally::empty(instrument, form),
            divisions,
            paradox: paradox_outcomes(instrument).map(|(one, two)| [outcome(one), outcome(two)]),
            scorer,
            numbers: 0,
        };
        plan.numbers = Counter::new(&plan).numbers();
        plan
    }

    /// Number of groups of all divisions.
    pub(super) fn groups(&self) -> usize {
        let groups = |question: usize| self.scorer.background()[question] + 1;
        self.divisions
            .iter()
            .map(|division| groups(division.question) * division.crossed.map_or(1, groups))
            .sum()
    }
}
