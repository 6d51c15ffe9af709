//! Counting records one by one, as fast as they come.
//!
//! A [`Counter`] holds the counts of a [`Tally`](super::Tally) in flat arrays of small numbers,
//! from which the tally follows (`materialise.rs`); what follows from other counts is not counted.
//! Counting and taking back are additions and subtractions modulo a power of two, so the order
//! never matters. Nothing overflows up to [`RECORDS_MAX`](super::RECORDS_MAX) records: squares of
//! category scores stay below 2³⁶, and those of indices are summed in 128 bits.

use super::hours::HoursUnits;
use super::more::{HALF_POINTS, STEPS};
use super::plan::Plan;
use super::scorer::{ANSWER_BYTES, CODES, Scored};
use super::scores::{CATEGORY_UNITS, INDEX_UNITS, STEPS_FROM, WEIGHTED_UNITS};
use crate::domain::instrument::{CATEGORIES_MAX, NIBBLES_MAX};

/// Tenths of a point from 0 to 100.
const TENTHS: usize = 1001;

/// Whether a record comes or goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::domain) enum Step {
    /// It is counted.
    Count,
    /// It was counted and is no longer.
    Uncount,
}

impl Step {
    pub(super) const fn of(self, value: u64) -> u64 {
        match self {
            Self::Count => value,
            Self::Uncount => value.wrapping_neg(),
        }
    }

    const fn wide(self, value: u128) -> u128 {
        match self {
            Self::Count => value,
            Self::Uncount => value.wrapping_neg(),
        }
    }

    pub(super) fn one(self, count: &mut u32) {
        *count = count.wrapping_add(match self {
            Self::Count => 1,
            Self::Uncount => u32::MAX,
        });
    }
}

/// People with a quantity, its sum and the sum of its squares.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    pub n: u64,
    pub sum: u128,
    pub squares: u128,
}

impl Sums {
    fn count(&mut self, value: u64, step: Step) {
        self.add(&Self::of(value, step));
    }

    /// What one person adds.
    fn of(value: u64, step: Step) -> Self {
        let square = u128::from(value) * u128::from(value);
        Self { n: step.of(1), sum: step.wide(value.into()), squares: step.wide(square) }
    }

    fn add(&mut self, other: &Self) {
        self.n = self.n.wrapping_add(other.n);
        self.sum = self.sum.wrapping_add(other.sum);
        self.squares = self.squares.wrapping_add(other.squares);
    }
}

/// One number per category.
pub(super) type Lane = [u64; CATEGORIES_MAX];

/// What one record adds to each of its groups, or what a group has: people with a score, sums,
/// squares, and people from 50 points on, by category.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lanes {
    pub n: Lane,
    pub sum: Lane,
    pub squares: Lane,
    pub from_50: Lane,
}

impl Lanes {
    pub(super) fn of(scored: &Scored, step: Step) -> Self {
        let mut lanes = Self::default();
        for (category, &units) in scored.units.iter().enumerate() {
            let present = u64::from(scored.slots[category].is_some());
            lanes.n[category] = step.of(present);
            lanes.sum[category] = step.of(units);
            lanes.squares[category] = step.of(units * units);
            lanes.from_50[category] = step.of(u64::from(units >= HALF_POINTS * CATEGORY_UNITS));
        }
        lanes
    }

    pub(super) fn add(&mut self, other: &Self) {
        let add = |one: &mut Lane, other: &Lane| {
            for (one, other) in one.iter_mut().zip(other) {
                *one = one.wrapping_add(*other);
            }
        };
        add(&mut self.n, &other.n);
        add(&mut self.sum, &other.sum);
        add(&mut self.squares, &other.squares);
        add(&mut self.from_50, &other.from_50);
    }
}

/// One group of people.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Group {
    pub n: u64,
    pub index: Sums,
    pub lanes: Lanes,
}

/// An index.
#[derive(Clone, Debug)]
pub(super) struct Grades {
    pub sums: Sums,
    pub tenths: Vec<u32>,
    pub steps: [u32; STEPS_FROM.len()],
}

impl Grades {
    fn count(&mut self, units: u64, units_per_point: u64, step: Step) {
        self.sums.count(units, step);
        let tenths = (10 * units + units_per_point / 2) / units_per_point;
        if let Some(people) = usize::try_from(tenths).ok().and_then(|t| self.tenths.get_mut(t)) {
            step.one(people);
        }
        let below = STEPS_FROM.iter().rposition(|&from| units >= u64::from(from) * units_per_point);
        step.one(&mut self.steps[below.unwrap_or(0)]);
    }
}

/// Two categories over the people who have both, but not all categories.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Partial {
    pub n: u64,
    pub x: u64,
    pub y: u64,
    pub xx: u64,
    pub yy: u64,
}

/// The running counts of one form.
#[derive(Clone, Debug)]
pub(in crate::domain) struct Counter {
    pub(super) n: u64,
    /// People by code of each answer.
    pub(super) codes: Vec<[u32; CODES]>,
    /// People by score of each category: a place of `Scorer::units` each.
    pub(super) slots: Vec<Vec<u32>>,
    pub(super) index: Grades,
    pub(super) weighted: Grades,
    pub(super) weighting: Sums,
    /// The groups of each [`Division`](super::plan::Division).
    pub(super) groups: Vec<Group>,
    /// For each category: people who answered all items, sums, products (upper triangle).
    pub(super) items: Vec<Vec<u64>>,
    /// People with a score in every category.
    pub(super) full: Lanes,
    pub(super) full_n: u64,
    /// For each pair of categories: the other people who have both.
    pub(super) partial: Vec<Partial>,
    /// For each pair of categories: the sum of products over everyone who has both.
    pub(super) products: Vec<u64>,
    /// For each pair of categories: people by steps.
    pub(super) joint: Vec<[u32; STEPS * STEPS]>,
    /// The six sums of [`HoursCounts`](super::HoursCounts), people inconsistent and incomplete.
    pub(super) hours: [Sums; 6],
    pub(super) inconsistent: u64,
    pub(super) incomplete: u64,
    pub(super) paradox: Vec<u32>,
}

impl Counter {
    /// Nobody yet.
    pub(in crate::domain) fn new(plan: &Plan) -> Self {
        let categories = plan.scorer.categories();
        let grades =
            Grades { sums: Sums::default(), tenths: vec![0; TENTHS], steps: Default::default() };
        let pairs = categories.len() * categories.len().saturating_sub(1) / 2;
        let sums = |items: usize| vec![0; 1 + items + items * (items + 1) / 2];
        Self {
            n: 0,
            codes: vec![[0; CODES]; NIBBLES_MAX],
            slots: vec![vec![0; plan.scorer.units().len()]; categories.len()],
            index: grades.clone(),
            weighted: grades,
            weighting: Sums::default(),
            groups: vec![Group::default(); plan.groups()],
            items: categories.iter().map(|category| sums(category.items)).collect(),
            full: Lanes::default(),
            full_n: 0,
            partial: vec![Partial::default(); pairs],
            products: vec![0; pairs],
            joint: vec![[0; STEPS * STEPS]; pairs],
            hours: Default::default(),
            inconsistent: 0,
            incomplete: 0,
            paradox: vec![0; plan.empty.paradox.len()],
        }
    }

    /// Number of records.
    pub(super) const fn n(&self) -> u64 {
        self.n
    }

    /// Counts or uncounts the answers of a packed record of this form.
    pub(in crate::domain) fn count(
        &mut self,
        plan: &Plan,
        answers: &[u8; ANSWER_BYTES],
        step: Step,
    ) {
        let scored = plan.scorer.score(answers);
        let lanes = Lanes::of(&scored, step);
        self.count_alone(plan, &scored, &lanes, step);
        self.count_items(plan, &scored, step);
        self.count_pairs(&scored, &lanes, step);
    }

    /// Counts everything but items and pairs of categories.
    pub(super) fn count_alone(&mut self, plan: &Plan, scored: &Scored, lanes: &Lanes, step: Step) {
        self.n = self.n.wrapping_add(step.of(1));
        for (people, &code) in self.codes.iter_mut().zip(&scored.codes) {
            step.one(&mut people[usize::from(code)]);
        }
        for (people, slot) in self.slots.iter_mut().zip(&scored.slots) {
            if let Some(slot) = slot {
                step.one(&mut people[usize::from(*slot)]);
            }
        }
        if let Some(index) = scored.index {
            self.index.count(index, INDEX_UNITS, step);
        }
        if let Some(weighted) = scored.weighted {
            self.weighted.count(weighted, WEIGHTED_UNITS, step);
        }
        if let Some(weighting) = scored.weighting() {
            self.weighting.count(weighting, step);
        }
        self.count_groups(plan, scored, lanes, step);
        if let (Some(hours), true) = (&scored.hours, plan.empty.hours.is_some()) {
            self.count_hours(hours, step);
        }
        if let Some([one, two]) = plan.paradox {
            let option =
                |(place, options): (usize, usize)| usize::from(scored.codes[place]).min(options);
            step.one(&mut self.paradox[option(one) * (two.1 + 1) + option(two)]);
        }
    }

    fn count_groups(&mut self, plan: &Plan, scored: &Scored, lanes: &Lanes, step: Step) {
        let place = |question| plan.scorer.group(question, &scored.codes);
        let index = scored.index.map(|index| Sums::of(index, step));
        for division in &plan.divisions {
            let mut at = place(division.question);
            if let Some(crossed) = division.crossed {
                at = at * (plan.scorer.background()[crossed] + 1) + place(crossed);
            }
            let group = &mut self.groups[division.first + at];
            group.n = group.n.wrapping_add(step.of(1));
            group.lanes.add(lanes);
            if let Some(index) = &index {
                group.index.add(index);
            }
        }
    }

    fn count_items(&mut self, plan: &Plan, scored: &Scored, step: Step) {
        let categories = plan.scorer.categories().iter().zip(&mut self.items);
        for ((category, sums), whole) in categories.zip(scored.whole) {
            if !whole {
                continue;
            }
            let answered = &scored.items[category.first..category.first + category.items];
            let mut sums = sums.iter_mut();
            let mut add = |value: u64| {
                if let Some(sum) = sums.next() {
                    *sum = sum.wrapping_add(value);
                }
            };
            add(step.of(1));
            for &score in answered {
                add(step.of(score.into()));
            }
            for (place, &first) in answered.iter().enumerate() {
                let first = step.of(first.into());
                for &second in &answered[place..] {
                    add(first.wrapping_mul(second.into()));
                }
            }
        }
    }

    pub(super) fn count_pairs(&mut self, scored: &Scored, lanes: &Lanes, step: Step) {
        let categories = self.slots.len();
        let full = scored.reported == categories;
        if full {
            self.full_n = self.full_n.wrapping_add(step.of(1));
            self.full.add(lanes);
        }
        let steps: [usize; CATEGORIES_MAX] = std::array::from_fn(|place| scored.step(place));
        let mut pair = 0;
        for first in 0..categories {
            let others = categories - first - 1;
            if scored.slots[first].is_none() {
                pair += others;
                continue;
            }
            let signed = lanes.sum[first];
            for second in first + 1..categories {
                if scored.slots[second].is_some() {
                    let product = &mut self.products[pair];
                    *product = product.wrapping_add(signed.wrapping_mul(scored.units[second]));
                    step.one(&mut self.joint[pair][steps[first] * STEPS + steps[second]]);
                    if !full {
                        self.partial[pair].add(lanes, first, second, step);
                    }
                }
                pair += 1;
            }
        }
    }

    fn count_hours(&mut self, hours: &HoursUnits, step: Step) {
        if hours.inconsistent {
            self.inconsistent = self.inconsistent.wrapping_add(step.of(1));
            return;
        }
        if hours.whole {
            let values = [hours.lower, hours.central_halves, hours.upper];
            for (sums, value) in self.hours[..3].iter_mut().zip(values) {
                sums.count(value.into(), step);
            }
        } else {
            self.incomplete = self.incomplete.wrapping_add(step.of(1));
        }
        for (sums, value) in self.hours[3..].iter_mut().zip(hours.avoidable.iter().flatten()) {
            sums.count(u64::from(*value), step);
        }
    }
}

impl Partial {
    fn add(&mut self, lanes: &Lanes, first: usize, second: usize, step: Step) {
        self.n = self.n.wrapping_add(step.of(1));
        self.x = self.x.wrapping_add(lanes.sum[first]);
        self.y = self.y.wrapping_add(lanes.sum[second]);
        self.xx = self.xx.wrapping_add(lanes.squares[first]);
        self.yy = self.yy.wrapping_add(lanes.squares[second]);
    }
}
