//! From running counts to the tally.

use super::counter::{Counter, Grades, Group, Sums};
use super::counts::Tally;
use super::more::{GroupCounts, HoursCounts};
use super::plan::Plan;
use super::scores::{CATEGORY_UNITS, Graded, Histogram};
use super::{AnswerCounts, PriorityCounts};
use crate::domain::stats::{ItemMoments, Moments, PairMoments};

/// Codes of answers without an option (`record/packed.rs`).
const NOT_APPLICABLE: usize = 11;
const DONT_KNOW: usize = 12;
const DECLINED: usize = 13;
const SKIPPED: usize = 14;
const NOT_ASKED: usize = 15;

impl Counter {
    /// The tally of everyone counted.
    pub(in crate::domain) fn tally(&self, plan: &Plan) -> Tally {
        let mut tally = plan.empty.clone();
        tally.n = self.n;
        let questions = tally.background.iter_mut().chain(&mut tally.items);
        let mut places = self.codes.iter();
        for (counts, codes) in questions.chain(&mut tally.outcomes).zip(&mut places) {
            answers(counts, codes);
        }
        self.priorities(places.as_slice(), plan, &mut tally.priorities);
        for (histogram, people) in tally.categories.iter_mut().zip(&self.slots) {
            *histogram = self.histogram(plan, people);
        }
        self.grades(&self.index, &mut tally.index);
        self.grades(&self.weighted, &mut tally.weighted);
        moments(&self.weighting, &mut tally.weighting);
        self.groups(plan, &mut tally);
        for (items, sums) in tally.reliability.iter_mut().zip(&self.items) {
            let count = items.sums.len();
            let (sums_of, products) = sums[1..].split_at(count);
            *items = ItemMoments { n: sums[0], sums: sums_of.into(), products: products.into() };
        }
        self.pairs(&mut tally);
        if let Some(hours) = &mut tally.hours {
            let mut sums = hours.sums();
            for (sum, counted) in sums.iter_mut().zip(&self.hours) {
                moments(counted, sum);
            }
            *hours = HoursCounts::of(&sums, self.inconsistent, self.incomplete);
        }
        tally.paradox = self.paradox.iter().copied().map(u64::from).collect();
        tally
    }

    /// `places` are the codes of the three priorities.
    fn priorities(&self, places: &[[u32; 16]], plan: &Plan, counts: &mut PriorityCounts) {
        let Some(first) = places.first().filter(|_| plan.scorer.asks_priorities()) else {
            counts.not_asked = self.n;
            return;
        };
        for (chosen, codes) in counts.chosen.iter_mut().zip(places) {
            for (people, &counted) in chosen.iter_mut().zip(codes) {
                *people = counted.into();
            }
        }
        counts.choosers = counts.chosen[0].iter().sum();
        counts.nothing = first[NOT_APPLICABLE].into();
        counts.declined = first[DECLINED].into();
        counts.skipped = first[SKIPPED].into();
    }

    fn histogram(&self, plan: &Plan, people: &[u32]) -> Histogram {
        let scores = plan.scorer.units().iter().zip(people).filter(|(_, people)| **people > 0);
        let counts = scores.map(|(&units, &people)| (units.into(), people.into())).collect();
        let mut histogram = Histogram { counts, absent: 0 };
        histogram.absent = self.n - histogram.scored();
        histogram
    }

    fn grades(&self, counted: &Grades, graded: &mut Graded) {
        moments(&counted.sums, &mut graded.moments);
        let tenths = (0..).zip(&counted.tenths).filter(|(_, people)| **people > 0);
        graded.tenths = tenths.map(|(tenths, &people)| (tenths, people.into())).collect();
        graded.steps = counted.steps.map(u64::from);
        graded.absent = self.n - counted.sums.n;
    }

    fn groups(&self, plan: &Plan, tally: &mut Tally) {
        for division in &plan.divisions {
            let count = |question: usize| plan.scorer.background()[question] + 1;
            let beside = division.crossed.map_or(1, count);
            let groups = self.groups[division.first..].iter().enumerate();
            for (place, group) in groups.take(count(division.question) * beside) {
                let (row, column) = (place / beside, place % beside);
                let mut counts = GroupCounts::empty(self.slots.len());
                of_group(group, &mut counts);
                tally.groups[division.question][row].merge(&counts);
                if let Some(crossed) = division.crossed {
                    tally.groups[crossed][column].merge(&counts);
                    tally.cells[place] = counts;
                }
            }
        }
    }

    fn pairs(&self, tally: &mut Tally) {
        let categories = self.slots.len();
        let places = (0..categories).flat_map(|x| (x + 1..categories).map(move |y| (x, y)));
        for (pair, (x, y)) in places.enumerate() {
            let (partial, full) = (&self.partial[pair], &self.full);
            let sum = |one: u64, other: u64| u128::from(one) + u128::from(other);
            tally.pairs[pair] = PairMoments {
                n: self.full_n + partial.n,
                x: sum(full.sum[x], partial.x),
                y: sum(full.sum[y], partial.y),
                xx: sum(full.squares[x], partial.xx),
                yy: sum(full.squares[y], partial.yy),
                xy: self.products[pair].into(),
            };
            if tally.pairs[pair].n > 0 {
                for (people, &counted) in tally.joint[pair].iter_mut().zip(&self.joint[pair]) {
                    *people = counted.into();
                }
            }
        }
    }
}

fn answers(counts: &mut AnswerCounts, codes: &[u32; 16]) {
    for (people, &counted) in counts.options.iter_mut().zip(codes) {
        *people = counted.into();
    }
    counts.not_applicable = codes[NOT_APPLICABLE].into();
    counts.dont_know = codes[DONT_KNOW].into();
    counts.declined = codes[DECLINED].into();
    counts.skipped = codes[SKIPPED].into();
    counts.not_asked = codes[NOT_ASKED].into();
}

/// Keeps the units.
const fn moments(sums: &Sums, moments: &mut Moments) {
    moments.n = sums.n;
    moments.sum = sums.sum;
    moments.squares = sums.squares;
}

fn of_group(group: &Group, counts: &mut GroupCounts) {
    counts.n = group.n;
    moments(&group.index, &mut counts.index);
    for (place, category) in counts.categories.iter_mut().enumerate() {
        *category = Moments {
            n: group.lanes.n[place],
            sum: group.lanes.sum[place].into(),
            squares: group.lanes.squares[place].into(),
            units_per_point: CATEGORY_UNITS,
        };
        counts.from_50[place] = group.lanes.from_50[place];
    }
}
