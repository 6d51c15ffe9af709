//! Many people counted at once. What has a table for each pair of categories, and a sum for each
//! pair of items, is added pair by pair for a whole block of people: a table then stays in the
//! nearest memory, and a sum in a register. The counts are those of counting one by one, because
//! all of them are sums.

use super::counter::{Counter, Lanes, Step};
use super::more::{HALF_POINTS, STEPS};
use super::plan::Plan;
use super::scorer::{ANSWER_BYTES, Scored};
use super::scores::CATEGORY_UNITS;
use crate::domain::instrument::{CATEGORIES_MAX, NIBBLES_MAX};

/// People counted at once: 16 kB of them, beside one table of 2 kB.
const BLOCK: usize = 128;

/// People that wait to be counted, a column for each item and category.
struct Block {
    people: usize,
    /// Scores of the items asked, category by category; 0 in a category that is not answered whole.
    items: [[u8; BLOCK]; NIBBLES_MAX],
    /// For each category, the people who answered all its items.
    whole: [u64; CATEGORIES_MAX],
    /// People with a score in every category, who alone are in the columns below.
    full: usize,
    /// Category scores, in [`CATEGORY_UNITS`].
    units: [[u32; BLOCK]; CATEGORIES_MAX],
    /// Their steps, 0 to 20.
    steps: [[u8; BLOCK]; CATEGORIES_MAX],
}

impl Block {
    const fn new() -> Self {
        Self {
            people: 0,
            items: [[0; BLOCK]; NIBBLES_MAX],
            whole: [0; CATEGORIES_MAX],
            full: 0,
            units: [[0; BLOCK]; CATEGORIES_MAX],
            steps: [[0; BLOCK]; CATEGORIES_MAX],
        }
    }

    /// Takes in one person. Whether the block is full with that.
    fn push(&mut self, plan: &Plan, scored: &Scored) -> bool {
        let categories = plan.scorer.categories();
        for (place, category) in categories.iter().enumerate() {
            let whole = scored.whole[place];
            self.whole[place] += u64::from(whole);
            let asked = category.first..category.first + category.items;
            for (column, &score) in self.items[asked.clone()].iter_mut().zip(&scored.items[asked]) {
                column[self.people] = if whole { score } else { 0 };
            }
        }
        self.people += 1;
        if scored.reported == categories.len() {
            for place in 0..categories.len() {
                // At most 100 points.
                self.units[place][self.full] = u32::try_from(scored.units[place]).unwrap_or(0);
                self.steps[place][self.full] = u8::try_from(scored.step(place)).unwrap_or(0);
            }
            self.full += 1;
        }
        self.people == BLOCK
    }

    fn clear(&mut self) {
        (self.people, self.full, self.whole) = (0, 0, [0; CATEGORIES_MAX]);
    }
}

impl Counter {
    /// Counts or uncounts the answers of packed records of this form.
    pub(super) fn count_all(
        &mut self,
        plan: &Plan,
        all: impl Iterator<Item = [u8; ANSWER_BYTES]>,
        step: Step,
    ) {
        let mut block = Block::new();
        for answers in all {
            let scored = plan.scorer.score(&answers);
            let lanes = Lanes::of(&scored, step);
            self.count_alone(plan, &scored, &lanes, step);
            if scored.reported < plan.scorer.categories().len() {
                self.count_pairs(&scored, &lanes, step);
            }
            if block.push(plan, &scored) {
                self.add(plan, &block, step);
                block.clear();
            }
        }
        self.add(plan, &block, step);
    }

    fn add(&mut self, plan: &Plan, block: &Block, step: Step) {
        self.add_items(plan, block, step);
        self.add_full(block, step);
        let (mut pair, categories) = (0, self.slots.len());
        for first in 0..categories {
            for second in first + 1..categories {
                self.add_pair(block, [first, second], pair, step);
                pair += 1;
            }
        }
    }

    fn add_items(&mut self, plan: &Plan, block: &Block, step: Step) {
        let categories = plan.scorer.categories().iter().zip(&mut self.items);
        for ((category, sums), whole) in categories.zip(block.whole) {
            let columns = &block.items[category.first..category.first + category.items];
            let of = |column: &[u8; BLOCK]| -> u64 {
                column[..block.people].iter().map(|score| u64::from(*score)).sum()
            };
            let product = |[one, other]: [&[u8; BLOCK]; 2]| -> u64 {
                let both = one[..block.people].iter().zip(&other[..block.people]);
                both.map(|(one, other)| u32::from(*one) * u32::from(*other)).sum::<u32>().into()
            };
            let squares = columns.iter().enumerate().flat_map(|(place, one)| {
                columns[place..].iter().map(move |other| product([one, other]))
            });
            let added = [whole].into_iter().chain(columns.iter().map(of)).chain(squares);
            for (sum, more) in sums.iter_mut().zip(added) {
                *sum = sum.wrapping_add(step.of(more));
            }
        }
    }

    /// Adds the people with a score in every category.
    fn add_full(&mut self, block: &Block, step: Step) {
        let full = block.full;
        let mut lanes = Lanes::default();
        for (place, units) in block.units.iter().take(self.slots.len()).enumerate() {
            let units = units[..full].iter().map(|units| u64::from(*units));
            lanes.n[place] = step.of(full as u64);
            lanes.sum[place] = step.of(units.clone().sum());
            lanes.squares[place] = step.of(units.clone().map(|units| units * units).sum());
            let from_50 = units.filter(|units| *units >= HALF_POINTS * CATEGORY_UNITS);
            lanes.from_50[place] = step.of(from_50.count() as u64);
        }
        self.full_n = self.full_n.wrapping_add(step.of(full as u64));
        self.full.add(&lanes);
    }

    /// Adds them to one pair of categories.
    fn add_pair(&mut self, block: &Block, [first, second]: [usize; 2], pair: usize, step: Step) {
        let [one, other] = [first, second].map(|place| &block.units[place][..block.full]);
        let both = one.iter().zip(other);
        let product = both.map(|(one, other)| u64::from(*one) * u64::from(*other)).sum();
        self.products[pair] = self.products[pair].wrapping_add(step.of(product));
        let [one, other] = [first, second].map(|place| &block.steps[place][..block.full]);
        let joint = &mut self.joint[pair];
        for (&one, &other) in one.iter().zip(other) {
            step.one(&mut joint[usize::from(one) * STEPS + usize::from(other)]);
        }
    }
}
