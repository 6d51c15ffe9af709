//! The sources of a merged tally, whose own reports can be subtracted from its report.
//!
//! Each source is taken to have published its own report, made by this program under the lowest
//! minimum, and whoever holds all reports to know every number exactly that they do not withhold.
//! So what is hidden of a source follows unless others hide it too: `differencing.rs` finds what
//! would follow, and the merged report merges or withholds until nothing does.

use std::rc::Rc;

use super::family::{Family, Own, Scale, Share};
use super::parts::Parts;
use super::pattern::Pattern;
use super::{Cell, Distribution, Missing, Policy, Release, Withheld};
use crate::domain::instrument::Instrument;
use crate::domain::tally::{AnswerCounts, Tally};

/// Everything from which a merged tally can be put together; nothing for a tally of records.
#[derive(Debug, Default)]
pub(super) struct Sources<'a> {
    families: Vec<Family<'a>>,
}

/// The shares of one scale, as edges, and what the sources tell of it.
#[derive(Debug, Default)]
pub(super) struct Guard {
    pub(super) shares: Vec<usize>,
    scales: Vec<Scale>,
}

impl Guard {
    /// The parts of a scale, merged until no 1 or 2 people of a source follow.
    pub(super) fn cut<'a>(&self, people: &'a [u64]) -> Parts<'a> {
        let mut parts = Parts::new(people, &self.shares);
        // Merging for one family never tells more of another, so one round is enough.
        for scale in &self.scales {
            parts = parts.guarded(scale.lines());
        }
        parts
    }

    /// The rule that forbids showing these parts beside what the sources show.
    pub(super) fn forbidden(&self, parts: &Parts) -> Option<Withheld> {
        self.scales.iter().find_map(|scale| scale.forbidden(parts))
    }
}

impl<'a> Sources<'a> {
    /// What the sources publish of themselves. Of one source alone the report is the same.
    pub(super) fn new(
        instrument: &Instrument,
        families: &[Vec<&'a Tally>],
        policy: Policy,
    ) -> Self {
        let mut known: Vec<Rc<Own>> = Vec::new();
        let mut own = |tally: &'a Tally| {
            let found = known.iter().find(|own| std::ptr::eq(own.tally, tally)).cloned();
            found.unwrap_or_else(|| {
                known.push(Rc::new(Own::new(instrument, tally)));
                known[known.len() - 1].clone()
            })
        };
        let several = families.iter().filter(|tallies| tallies.len() > 1);
        let families = several.map(|tallies| Family::new(instrument, tallies, policy, &mut own));
        Self { families: families.collect() }
    }

    /// What they tell of a scale of answers or scores, cut with these shares.
    pub(super) fn guard(&self, shares: Vec<usize>, steps: impl Fn(&Tally) -> Vec<u64>) -> Guard {
        let scales = self.families.iter().map(|family| family.scale(&shares, &steps)).collect();
        Guard { shares, scales }
    }

    /// A group that must be withheld in a column of a background question, because people whom a
    /// source withholds would follow.
    pub(super) fn told_group(
        &self,
        question: usize,
        column: usize,
        pattern: &Pattern,
    ) -> Option<usize> {
        self.families.iter().find_map(|family| family.told_group(question, column, pattern))
    }

    /// The groups, as bits, from whose shares in a category a share follows that a source
    /// withholds. `open` are the groups whose shares are shown.
    pub(super) fn told_shares(
        &self,
        question: usize,
        category: usize,
        open: u64,
        few: fn(Share) -> bool,
    ) -> Option<u64> {
        let mut families = self.families.iter();
        families.find_map(|family| family.told_shares(question, category, open, few))
    }

    /// Withholds what else follows: what relates answers, priorities, the crossed table.
    pub(super) fn withhold(&self, instrument: &Instrument, release: &mut Release) {
        self.families.iter().for_each(|family| family.withhold(instrument, release));
    }

    /// Makes means so coarse, or withholds them, that no mean follows of a source that withholds
    /// it, and none that it rounds more closely than there.
    pub(super) fn soften(&self, instrument: &Instrument, release: &mut Release) {
        self.families.iter().for_each(|family| family.soften(instrument, release));
    }

    /// What the mean of a group must be rounded to, so that one that sources round follows no more
    /// closely: points, 0 for nothing. `score` is a category, or after these the index.
    pub(super) fn least_step(&self, question: usize, group: usize, score: usize) -> f64 {
        let least = self.families.iter().map(|family| family.least_step(question, group, score));
        least.fold(0.0, f64::max)
    }

    /// The number of people for which scores of a category are rounded.
    pub(super) fn blurred(&self, category: usize, people: u64) -> u64 {
        self.families.iter().fold(people, |people, family| family.blurred(category, people))
    }

    /// Puts the reasons for missing answers together where those of a source would follow.
    pub(super) fn hide_reasons(&self, release: &mut Release) {
        let together = |shown: &mut Distribution, of: &dyn Fn(&Tally) -> &AnswerCounts| {
            if self.families.iter().any(|family| family.tell_reasons(of)) {
                shown.missing = Missing::Together(shown.missing.total());
            }
        };
        for (place, cell) in release.items.iter_mut().enumerate() {
            if let Cell::Shown(item) = cell {
                together(&mut item.distribution, &|tally| &tally.items[place]);
            }
        }
        for (place, cell) in release.outcomes.iter_mut().enumerate() {
            if let Cell::Shown(shown) = cell {
                together(shown, &|tally| &tally.outcomes[place]);
            }
        }
        for (place, cell) in release.background.iter_mut().enumerate() {
            if let Cell::Shown(shown) = cell {
                together(shown, &|tally| &tally.background[place]);
            }
        }
    }
}
