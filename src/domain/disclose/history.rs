//! What earlier releases have told, so that the next one cannot be subtracted from them.

use super::Withheld;
use super::pattern::Pattern;
use super::sources::Sources;
use crate::domain::tally::Changes;

/// What the releases of one scope have told of its groups so far. Starts empty; each
/// [`disclose_merged`](super::disclose_merged) reads it and brings it up to date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// By background question, group and column; empty before the first release.
    groups: Vec<Vec<Vec<Past>>>,
    /// People in the reduction paradox's table when it was last shown.
    paradox: Option<u64>,
}

/// What has been told of one cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Past {
    /// Whether the last release showed it.
    shown: bool,
    /// Records that came, changed or went since it was last shown; none where it never was.
    since: Option<u64>,
    /// People behind it when it was last shown.
    people: u64,
}

impl History {
    /// Completes a pattern so that nothing follows from it together with earlier releases, and
    /// remembers what it shows.
    ///
    /// A group withheld in the last release is shown again only where at least the minimum of
    /// records have come to it or changed since, and to the others that are still withheld
    /// together: otherwise what was withheld then would be known by subtraction now.
    ///
    /// A group is withheld too where `sources` that withhold it would be told by it.
    pub(super) fn complete(
        &mut self,
        question: usize,
        changes: &Changes,
        sources: &Sources,
        pattern: &mut Pattern,
    ) {
        self.restrict(question, changes, pattern);
        pattern.complete();
        loop {
            if let Some((column, groups)) = self.too_early(question, pattern) {
                for group in groups {
                    pattern.hide(group, column, Withheld::Successive);
                }
            } else if let Some((column, group)) = told(question, sources, pattern) {
                pattern.hide(group, column, Withheld::Differencing);
            } else {
                break;
            }
            pattern.complete();
        }
        self.remember(question, changes, pattern);
    }

    /// The first column that shows groups again too early, and those groups.
    fn too_early(&self, question: usize, pattern: &Pattern) -> Option<(usize, Vec<usize>)> {
        let past = self.groups.get(question)?;
        (0..pattern.published.len()).find_map(|column| {
            let withheld_before = |group: &usize| {
                let Past { shown, people, .. } = past[*group][column];
                !shown && (people > 0 || pattern.people[*group][column] > 0)
            };
            let (still, again): (Vec<usize>, Vec<usize>) = (0..past.len())
                .filter(withheld_before)
                .partition(|&group| pattern.hidden[group][column].is_some());
            let changed: u64 = still.iter().map(|&group| pattern.changed[group][column]).sum();
            let early = !still.is_empty() && changed < pattern.minimum && !again.is_empty();
            early.then_some((column, again))
        })
    }

    /// Withholds what could be told by subtraction, and counts as hidden only the people that
    /// earlier releases left open.
    fn restrict(&self, question: usize, changes: &Changes, pattern: &mut Pattern) {
        let Some(past) = self.groups.get(question) else { return };
        let few = 1..pattern.minimum;
        for (group, cells) in past.iter().enumerate() {
            let came = changed(changes, question, group);
            for (column, cell) in cells.iter().enumerate() {
                let people = pattern.people[group][column];
                let subtracted = if cell.shown {
                    few.contains(&came) || few.contains(&people.abs_diff(cell.people))
                } else {
                    people > 0 && came < pattern.minimum
                };
                if subtracted {
                    pattern.hidden[group][column].get_or_insert(Withheld::Successive);
                }
                pattern.changed[group][column] = came;
                if let Some(since) = cell.since {
                    pattern.fresh[group][column] = people.min(since + came);
                }
            }
            if let Some(rule) = pattern.hidden[group][pattern.last()] {
                pattern.hidden[group].iter_mut().for_each(|cell| *cell = cell.or(Some(rule)));
            }
        }
    }

    /// Remembers what a release shows of a background question.
    fn remember(&mut self, question: usize, changes: &Changes, pattern: &Pattern) {
        if self.groups.len() <= question {
            self.groups.resize(question + 1, Vec::new());
        }
        let past = &mut self.groups[question];
        past.resize(pattern.people.len(), Vec::new());
        for (group, cells) in past.iter_mut().enumerate() {
            cells.resize(pattern.published.len(), Past::default());
            let came = changed(changes, question, group);
            for (column, cell) in cells.iter_mut().enumerate() {
                *cell = if pattern.hidden[group][column].is_none() {
                    Past { shown: true, since: Some(0), people: pattern.people[group][column] }
                } else {
                    let since = cell.since.map(|since| since + came);
                    Past { shown: false, since, ..*cell }
                };
            }
        }
    }

    /// Whether the reduction paradox's table, now of so many people, may be shown; remembers it
    /// if so.
    pub(super) fn allows_paradox(&mut self, people: u64, minimum: u64) -> bool {
        let few = |before: u64| (1..minimum).contains(&people.abs_diff(before));
        let allowed = !self.paradox.is_some_and(few);
        if allowed {
            self.paradox = Some(people);
        }
        allowed
    }
}

/// The last column that tells people whom a source withholds, and the group to be withheld there.
fn told(question: usize, sources: &Sources, pattern: &Pattern) -> Option<(usize, usize)> {
    (0..=pattern.last()).rev().find_map(|column| {
        sources.told_group(question, column, pattern).map(|group| (column, group))
    })
}

/// The changes of a group; where they are not known, there may have been a few.
fn changed(changes: &Changes, question: usize, group: usize) -> u64 {
    changes.groups.get(question).and_then(|groups| groups.get(group)).copied().unwrap_or(1)
}
