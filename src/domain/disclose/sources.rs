//! The sources of a merged tally, whose own reports can be subtracted from its report.
//!
//! Each source is taken to have published its own report, made by this program under the lowest
//! minimum, and whoever holds all reports to know every number exactly that they do not withhold.
//! So what is hidden of a source follows unless others hide it too: `differencing.rs` finds what
//! would follow, and the merged report merges or withholds until nothing does.

use super::family::{Family, Scale};
use super::parts::Parts;
use super::pattern::Pattern;
use super::{Cell, Missing, Policy, Release, Withheld};
use crate::domain::instrument::Instrument;
use crate::domain::tally::{AnswerCounts, Tally};

/// Everything from which a merged tally can be put together; nothing for a tally of records.
#[derive(Debug, Default)]
pub(super) struct Sources<'a> {
    families: Vec<Family<'a>>,
}

/// What the sources tell of one scale.
#[derive(Debug, Default)]
pub(super) struct Guard {
    scales: Vec<Scale>,
}

impl Guard {
    /// The parts of a scale merged until no 1 or 2 people of a source follow.
    pub(super) fn cut<'a>(&self, mut parts: Parts<'a>) -> Parts<'a> {
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
        let several = families.iter().filter(|tallies| tallies.len() > 1);
        let families = several.map(|tallies| Family::new(instrument, tallies, policy));
        Self { families: families.collect() }
    }

    /// What they tell of a scale of answers or scores, cut with these shares.
    pub(super) fn guard(&self, shares: &[usize], steps: impl Fn(&Tally) -> Vec<u64>) -> Guard {
        let scales = self.families.iter().map(|family| family.scale(shares, &steps));
        Guard { scales: scales.collect() }
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

    /// Whether a share of a group in a category follows of a source that withholds it.
    pub(super) fn tell_share(&self, question: usize, group: usize, category: usize) -> bool {
        self.families.iter().any(|family| family.tell_share(question, group, category))
    }

    /// Withholds what else follows: what relates answers, priorities, the crossed table.
    pub(super) fn withhold(&self, instrument: &Instrument, release: &mut Release) {
        self.families.iter().for_each(|family| family.withhold(instrument, release));
    }

    /// Makes figures of scores so coarse that those of the sources' own, where these are coarse and
    /// of few people together, follow no more closely than they are shown there.
    pub(super) fn soften(&self, release: &mut Release) {
        self.families.iter().for_each(|family| family.soften(release));
    }

    /// The number of people for which scores of a category are rounded.
    pub(super) fn blurred(&self, category: usize, people: u64) -> u64 {
        self.families.iter().fold(people, |people, family| family.blurred(category, people))
    }

    /// Puts the reasons for missing answers together where those of a source would follow.
    pub(super) fn hide_reasons(&self, release: &mut Release) {
        let items = release.items.iter_mut().enumerate().filter_map(|(place, cell)| match cell {
            Cell::Shown(item) => Some((place, &mut item.distribution)),
            Cell::Withheld(_) => None,
        });
        for (place, shown) in items {
            if self.tell_reasons(|tally| &tally.items[place]) {
                shown.missing = Missing::Together(shown.missing.total());
            }
        }
        for (place, cell) in release.outcomes.iter_mut().enumerate() {
            if let Cell::Shown(shown) = cell
                && self.tell_reasons(|tally| &tally.outcomes[place])
            {
                shown.missing = Missing::Together(shown.missing.total());
            }
        }
    }

    fn tell_reasons(&self, of: impl Fn(&Tally) -> &AnswerCounts) -> bool {
        self.families.iter().any(|family| family.tell_reasons(&of))
    }
}
