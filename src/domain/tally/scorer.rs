//! Scores straight from packed answers: whole numbers and tables, no fractions, no allocation.
//!
//! Proven equal to [`score`](crate::domain::score::score) and
//! [`estimate_hours`](crate::domain::score::estimate_hours) in `proofs.rs`.

use super::hours::{HoursTable, HoursUnits};
use super::more::STEPS;
use super::scores::CATEGORY_UNITS;
use crate::domain::instrument::{
    CATEGORIES_MAX, Form, Instrument, NIBBLES_MAX, PRIORITIES_MAX, ResponseOption,
};
use crate::domain::score::{PRIORITY_WEIGHTS, answered_min};

/// Length of the answers of a packed record.
pub(super) const ANSWER_BYTES: usize = NIBBLES_MAX / 2;

/// Values that an answer of 4 bits can take.
pub(super) const CODES: usize = 16;

/// The code for "not applicable" (`record/packed.rs`).
pub(super) const NOT_APPLICABLE: u8 = 11;

/// In a table of scores: no score.
const NONE: u8 = u8::MAX;

/// Index units per category unit: the mean of up to 11 category scores is whole in them.
const INDEX_FACTOR: u64 = 27_720;

/// Weighted units per category unit: weights sum to at most 17.
const WEIGHTED_FACTOR: u64 = 12_252_240;

/// Weighted units per index unit.
const WEIGHTED_PER_INDEX: u64 = WEIGHTED_FACTOR / INDEX_FACTOR;

/// Points of a whole item score.
const ITEM_POINTS: usize = 100;

/// Category units in one of the [`STEPS`].
const STEP_UNITS: u64 = 100 / (STEPS as u64 - 1) * CATEGORY_UNITS;

/// Everything of one form that scoring needs.
#[derive(Clone, Debug)]
pub(in crate::domain) struct Scorer {
    /// Items asked, category by category.
    items: Vec<ItemTable>,
    categories: Vec<CategoryTable>,
    index_categories_min: usize,
    /// Where the three priorities stand; none where the instrument does not ask.
    priorities: Option<usize>,
    /// By number of answered items and sum of their scores: the place among [`Scorer::units`].
    slots: Vec<u16>,
    /// Every score that a category can have, ascending, in [`CATEGORY_UNITS`].
    units: Vec<u32>,
    /// Sums of a number of items in [`Scorer::slots`].
    stride: usize,
    hours: Option<HoursTable>,
    /// Options of each background question.
    background: Vec<usize>,
}

/// Where an item's answer stands, and the score of each of its codes.
#[derive(Clone, Debug)]
struct ItemTable {
    place: usize,
    scores: [u8; CODES],
}

/// The items asked of one category.
#[derive(Clone, Copy, Debug)]
pub(super) struct CategoryTable {
    /// The first one among those of all categories.
    pub first: usize,
    /// How many.
    pub items: usize,
    /// By number of applicable items: answers needed for a score.
    answered_min: [u8; CODES],
}

/// What one record's answers come to.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    /// The answers of 4 bits.
    pub codes: [u8; NIBBLES_MAX],
    /// Scores of the items asked, category by category; 255 without one.
    pub items: [u8; NIBBLES_MAX],
    /// For each category, whether every item asked is answered.
    pub whole: [bool; CATEGORIES_MAX],
    /// For each category, the place of its score among [`Scorer::units`]; none without a score.
    pub slots: [Option<u16>; CATEGORIES_MAX],
    /// For each category, its score in [`CATEGORY_UNITS`]; 0 without a score.
    pub units: [u64; CATEGORIES_MAX],
    /// Categories with a score.
    pub reported: usize,
    /// In [`INDEX_UNITS`](super::INDEX_UNITS).
    pub index: Option<u64>,
    /// In [`WEIGHTED_UNITS`](super::WEIGHTED_UNITS).
    pub weighted: Option<u64>,
    /// None where the instrument asks for no hours.
    pub hours: Option<HoursUnits>,
}

impl Scored {
    /// Distance between weighted index and index, in [`WEIGHTED_UNITS`](super::WEIGHTED_UNITS).
    pub(super) fn weighting(&self) -> Option<u64> {
        Some(self.weighted?.abs_diff(self.index? * WEIGHTED_PER_INDEX))
    }

    /// The step of a category's score, 0 to 20.
    pub(super) fn step(&self, category: usize) -> usize {
        usize::try_from(self.units[category] / STEP_UNITS).unwrap_or(STEPS - 1).min(STEPS - 1)
    }
}

impl Scorer {
    /// Prepares the tables of a form.
    pub(in crate::domain) fn new(instrument: &Instrument, form: Form) -> Self {
        let (mut items, mut categories) = (Vec::new(), Vec::new());
        for category in 0..instrument.categories.len() {
            let first = items.len();
            let asked = instrument.items_of(category).filter(|&item| instrument.asks(form, item));
            items.extend(asked.map(|item| ItemTable {
                place: instrument.background.len() + item,
                scores: scores(instrument.options(&instrument.items[item].options)),
            }));
            let needed = |applicable| u8::try_from(answered_min(form, applicable)).unwrap_or(NONE);
            let answered_min = std::array::from_fn(needed);
            categories.push(CategoryTable { first, items: items.len() - first, answered_min });
        }
        let most = categories.iter().map(|category| category.items).max().unwrap_or(0);
        let stride = most * ITEM_POINTS + 1;
        let outcomes = instrument.background.len() + instrument.items.len();
        let (slots, units) = slots(most, stride);
        Self {
            items,
            categories,
            index_categories_min: usize::from(instrument.index_categories_min).max(1),
            priorities: instrument.priorities_index().map(|outcome| outcomes + outcome),
            slots,
            units,
            stride,
            hours: HoursTable::new(instrument),
            background: instrument.background.iter().map(|b| b.options.len()).collect(),
        }
    }

    /// Scores the answers of a packed record.
    pub(super) fn score(&self, answers: &[u8; ANSWER_BYTES]) -> Scored {
        let mut scored = Scored {
            codes: codes(answers),
            items: [NONE; NIBBLES_MAX],
            whole: [false; CATEGORIES_MAX],
            slots: [None; CATEGORIES_MAX],
            units: [0; CATEGORIES_MAX],
            reported: 0,
            index: None,
            weighted: None,
            hours: None,
        };
        let mut sum = 0;
        for (place, category) in self.categories.iter().enumerate() {
            self.category(place, *category, &mut scored);
            sum += scored.units[place];
        }
        if scored.reported >= self.index_categories_min {
            scored.index = Some(sum * (INDEX_FACTOR / scored.reported as u64));
            scored.weighted = self.weighted(&scored, sum);
        }
        scored.hours = self.hours.as_ref().map(|hours| hours.estimate(&scored.codes));
        scored
    }

    /// Scores one category.
    fn category(&self, place: usize, category: CategoryTable, scored: &mut Scored) {
        let (mut answered, mut applicable, mut sum) = (0, 0, 0);
        let asked = category.first..category.first + category.items;
        for (item, found) in self.items[asked.clone()].iter().zip(&mut scored.items[asked]) {
            let code = scored.codes[item.place];
            let score = item.scores[usize::from(code)];
            *found = score;
            applicable += usize::from(code != NOT_APPLICABLE);
            answered += usize::from(score != NONE);
            sum += if score == NONE { 0 } else { usize::from(score) };
        }
        scored.whole[place] = answered == category.items;
        if answered < usize::from(category.answered_min[applicable]) {
            return;
        }
        let slot = self.slots[answered * self.stride + sum];
        scored.slots[place] = Some(slot);
        scored.units[place] = self.units[usize::from(slot)].into();
        scored.reported += 1;
    }

    /// The index weighted by the priorities, given the sum of the category scores.
    fn weighted(&self, scored: &Scored, sum: u64) -> Option<u64> {
        let first = self.priorities?;
        let chosen = &scored.codes[first..first + PRIORITIES_MAX];
        if usize::from(chosen[0]) >= self.categories.len() {
            return None;
        }
        let (mut sum, mut weights) = (sum, scored.reported as u64);
        for (&category, weight) in chosen.iter().zip(PRIORITY_WEIGHTS) {
            let category = usize::from(category);
            if category < self.categories.len() && scored.slots[category].is_some() {
                sum += weight * scored.units[category];
                weights += weight;
            }
        }
        Some(sum * (WEIGHTED_FACTOR / weights))
    }

    /// Whether the hours of the answers exceed the working week.
    pub(super) fn inconsistent(&self, answers: &[u8; ANSWER_BYTES]) -> bool {
        self.hours.as_ref().is_some_and(|hours| hours.estimate(&codes(answers)).inconsistent)
    }

    /// The group of the answers to a background question: the option, or the last one for none.
    pub(super) fn group(&self, question: usize, codes: &[u8; NIBBLES_MAX]) -> usize {
        usize::from(codes[question]).min(self.background[question])
    }

    /// Whether the instrument asks what to cut first.
    pub(super) const fn asks_priorities(&self) -> bool {
        self.priorities.is_some()
    }

    /// The tables of the categories.
    pub(super) fn categories(&self) -> &[CategoryTable] {
        &self.categories
    }

    /// Every score that a category can have, ascending, in [`CATEGORY_UNITS`].
    pub(super) fn units(&self) -> &[u32] {
        &self.units
    }

    /// Options of each background question.
    pub(super) fn background(&self) -> &[usize] {
        &self.background
    }
}

/// The score of each code of an item.
fn scores(options: &[ResponseOption]) -> [u8; CODES] {
    std::array::from_fn(|code| options.get(code).and_then(|option| option.score).unwrap_or(NONE))
}

/// The answers of 4 bits, one a byte.
pub(super) fn codes(answers: &[u8; ANSWER_BYTES]) -> [u8; NIBBLES_MAX] {
    let mut codes = [0; NIBBLES_MAX];
    for (pair, &byte) in codes.chunks_exact_mut(2).zip(answers) {
        (pair[0], pair[1]) = (byte >> 4, byte & 15);
    }
    codes
}

/// For every number of items up to `most` and every sum of their scores: the place of their mean
/// among all such means, and these means in [`CATEGORY_UNITS`].
fn slots(most: usize, stride: usize) -> (Vec<u16>, Vec<u32>) {
    let mean = |items: usize, sum: usize| {
        let units = (sum as u64 * CATEGORY_UNITS) / items.max(1) as u64;
        u32::try_from(units).unwrap_or(u32::MAX)
    };
    let each = (1..=most).flat_map(|items| (0..=items * ITEM_POINTS).map(move |sum| (items, sum)));
    let mut units: Vec<u32> = each.clone().map(|(items, sum)| mean(items, sum)).collect();
    units.sort_unstable();
    units.dedup();
    let mut slots = vec![0; (most + 1) * stride];
    for (items, sum) in each {
        let slot = units.binary_search(&mean(items, sum)).unwrap_or(0);
        slots[items * stride + sum] = u16::try_from(slot).unwrap_or(u16::MAX);
    }
    (slots, units)
}
