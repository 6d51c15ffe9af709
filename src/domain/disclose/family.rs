//! Sources that together are a merged tally, and what each of them publishes of itself.

use std::ops::{Add, Range};
use std::rc::Rc;

use super::differencing::{Line, fewer_than, told};
use super::means;
use super::parts::Parts;
use super::pattern::Pattern;
use super::sources::Sources;
use super::{
    Cell, GROUP_MIN, Group, History, PART_MIN, Policy, Release, WHOLE_MIN, Withheld, alone, groups,
    relations,
};
use crate::domain::instrument::Instrument;
use crate::domain::tally::{AnswerCounts, Changes, GroupCounts, Tally, add, paradox_outcomes};

/// Sources that together are everybody: files, or an earlier report and the files since.
#[derive(Debug, Default)]
pub(super) struct Family<'a> {
    /// Those that can have reports.
    own: Vec<Rc<Own<'a>>>,
    /// The others together, and what they would publish as one source.
    rest: Option<(Tally, Release)>,
    /// Fewest people that may be told from others.
    minimum: u64,
}

/// A source and what it publishes of itself.
#[derive(Debug)]
pub(super) struct Own<'a> {
    pub(super) tally: &'a Tally,
    release: Release,
    /// One per background question.
    patterns: Vec<Pattern>,
}

/// People with 50 points or more, of all with a score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Share {
    pub(super) above: u64,
    pub(super) n: u64,
}

impl Add for Share {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { above: self.above + other.above, n: self.n + other.n }
    }
}

/// What the sources tell of one scale.
#[derive(Debug, Default)]
pub(super) struct Scale {
    /// Whether fewer people than the minimum would follow, because their sources show nothing.
    few: bool,
    /// What each source merges, by step of the scale.
    lines: Vec<Line>,
    /// People of the sources that show nothing, by step.
    dark: Vec<u64>,
}

impl Scale {
    /// What the sources merge.
    pub(super) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The rule that forbids showing these parts beside what the sources show.
    pub(super) fn forbidden(&self, parts: &Parts) -> Option<Withheld> {
        let inhabited = |range: &Range<usize>| range.clone().any(|step| self.in_dark(step) > 0);
        let inhabited = parts.ranges().filter(inhabited).count();
        let all: u64 = self.dark.iter().sum();
        let alike = (1..GROUP_MIN).contains(&all) && inhabited < 2;
        (self.few || alike).then_some(Withheld::Differencing)
    }

    fn in_dark(&self, step: usize) -> u64 {
        self.dark.get(step).copied().unwrap_or(0)
    }
}

impl<'a> Family<'a> {
    /// What the sources publish of themselves. `own` looks a tally's own report up, or makes it.
    pub(super) fn new(
        instrument: &Instrument,
        tallies: &[&'a Tally],
        policy: Policy,
        own: &mut impl FnMut(&'a Tally) -> Rc<Own<'a>>,
    ) -> Self {
        let (with, without): (Vec<&Tally>, Vec<&Tally>) =
            tallies.iter().partition(|tally| tally.n() >= Policy::LOWEST);
        let rest = without.first().map(|&first| {
            let mut rest = first.clone();
            for tally in &without[1..] {
                // The caller has merged the same tallies.
                let _: Result<(), _> = rest.merge(tally);
            }
            let release = alone(instrument, &rest, Policy::default(), &Sources::default());
            (rest, release)
        });
        Self { own: with.into_iter().map(own).collect(), rest, minimum: policy.minimum() }
    }

    /// What they tell of a scale of answers or scores, cut with these shares.
    pub(super) fn scale(&self, shares: &[usize], steps: impl Fn(&Tally) -> Vec<u64>) -> Scale {
        let mut scale = Scale::default();
        let length = self.tallies().next().map_or(0, |tally| steps(tally).len());
        let mut few = vec![0; length];
        scale.dark = vec![0; length];
        let rest = self.rest.iter().map(|(rest, _)| (rest, true));
        for (tally, rest) in self.own.iter().map(|own| (own.tally, false)).chain(rest) {
            let people = steps(tally);
            if rest || people.iter().sum::<u64>() < Policy::LOWEST {
                add(&mut few, &people);
                continue;
            }
            let parts = Parts::new(&people, shares);
            if parts.forbidden().is_some() {
                add(&mut scale.dark, &people);
                scale.lines.push(Line::known(0..people.len(), people));
                continue;
            }
            for range in parts.ranges().filter(|range| range.len() > 1) {
                let mut line = vec![0; people.len()];
                line[range.clone()].copy_from_slice(&people[range.clone()]);
                scale.lines.push(Line::known(range, line));
            }
        }
        scale.few = (1..self.minimum).contains(&few.iter().sum());
        add(&mut scale.dark, &few);
        scale.lines.push(Line::known(0..few.len(), few));
        scale
    }

    /// Whether the reasons for missing answers follow of 1 or 2 people.
    pub(super) fn tell_reasons(&self, of: impl Fn(&Tally) -> &AnswerCounts) -> bool {
        let reasons = |tally: &Tally| of(tally).reasons().to_vec();
        let unknown = |tally: &Tally| of(tally).answered() < Policy::LOWEST;
        let few = |tally: &&Tally| {
            reasons(tally).iter().any(|people| (1..PART_MIN).contains(people)) || unknown(tally)
        };
        let line = |tally| {
            let people = reasons(tally);
            Line { known: !unknown(tally), ..Line::known(0..people.len(), people) }
        };
        let lines: Vec<Line> = self.tallies().filter(few).map(line).collect();
        told(&lines, 0b1111, fewer_than(PART_MIN)).is_some()
    }

    /// A group that must be withheld in a column of a background question, because people whom a
    /// source withholds would follow: of those that would tell, the one with the fewest people.
    pub(super) fn told_group(
        &self,
        question: usize,
        column: usize,
        pattern: &Pattern,
    ) -> Option<usize> {
        let groups = pattern.people.len();
        let mut few = vec![0; groups];
        let mut lines = Vec::new();
        for own in &self.own {
            let own = &own.patterns[question];
            let people = |group: usize| own.people[group][column];
            if (0..groups).map(people).sum::<u64>() < Policy::LOWEST {
                add(&mut few, &(0..groups).map(people).collect::<Vec<_>>());
                continue;
            }
            let withheld = |group: &usize| own.hidden[*group][column].is_some();
            let hidden = |group| if withheld(&group) { people(group) } else { 0 };
            let known = own.published[column];
            let line = (0..groups).map(hidden).collect();
            lines.push(Line { known, ..Line::known((0..groups).filter(withheld), line) });
        }
        if let Some((rest, _)) = &self.rest {
            let people = groups::people(&rest.groups[question]);
            add(&mut few, &people.iter().map(|cells| cells[column]).collect::<Vec<_>>());
        }
        let known = few.iter().sum::<u64>() >= self.minimum;
        lines.push(Line { known, ..Line::known(0..groups, few) });
        let shown = (0..groups)
            .filter(|&group| !pattern.empty(group) && pattern.hidden[group][column].is_none());
        let open = shown.fold(0, |bits, group| bits | 1 << group);
        let columns = told(&lines, open, fewer_than(self.minimum))?;
        let found = (0..groups).rev().filter(|group| columns >> group & 1 == 1);
        found.min_by_key(|&group| pattern.people[group][column])
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
        let groups = self.tallies().next()?.groups[question].len();
        let shares = |tally: &Tally| -> Vec<Share> {
            let share = |group: &GroupCounts| Share {
                above: group.from_50[category],
                n: group.categories[category].n,
            };
            tally.groups[question].iter().map(share).collect()
        };
        let mut lines = Vec::new();
        let mut unknown = vec![Share::default(); groups];
        let mut open_sum = |shares: &[Share]| {
            for (sum, share) in unknown.iter_mut().zip(shares) {
                *sum = *sum + *share;
            }
        };
        for own in &self.own {
            let mut hidden = shares(own.tally);
            let shown = |group: &usize| own.shows_share(question, *group, category);
            (0..groups).filter(shown).for_each(|group| hidden[group] = Share::default());
            let summary = own.release.categories[category].shown();
            if summary.is_some_and(|summary| summary.share_50.shown().is_some()) {
                lines.push(Line::known((0..groups).filter(|group| !shown(group)), hidden));
            } else {
                open_sum(&hidden);
            }
        }
        self.rest.iter().for_each(|(rest, _)| open_sum(&shares(rest)));
        // Their sum is the category's share without those of the other sources.
        let sum = unknown.iter().fold(Share::default(), |sum, &share| sum + share);
        lines.push(Line { known: !few(sum), ..Line::known(0..groups, unknown) });
        told(&lines, open, few)
    }

    /// What the mean of a group must be rounded to, points; 0 where nothing asks for it.
    pub(super) fn least_step(&self, question: usize, group: usize, score: usize) -> f64 {
        let people = |tally: &Tally| {
            let group = &tally.groups[question][group];
            group.categories.get(score).unwrap_or(&group.index).n
        };
        let inexact = |own: &&Rc<Own>| {
            let shown = own.group(question, group).map(|group| {
                let cell = group.categories.get(score).unwrap_or(&group.index);
                cell.shown().is_some_and(|summary| !summary.coarse)
            });
            shown != Some(true)
        };
        let rest = self.rest.iter().map(|(rest, _)| people(rest));
        let few = self.own.iter().filter(inexact).map(|own| people(own.tally)).chain(rest).sum();
        means::least_step(few, self.tallies().map(people).sum()).unwrap_or(0.0)
    }

    /// Withholds what else follows: what relates answers, priorities, the crossed table.
    pub(super) fn withhold(&self, instrument: &Instrument, release: &mut Release) {
        for (place, cell) in release.reliability.iter_mut().enumerate() {
            self.check(cell, GROUP_MIN, |tally| tally.reliability[place].n);
        }
        for (place, pair) in release.correlations.iter_mut().enumerate() {
            self.check(&mut pair.figures, GROUP_MIN, |tally| tally.pairs[place].n);
        }
        self.check(&mut release.weighting, GROUP_MIN, |tally| tally.weighting.n);
        self.check(&mut release.hours, GROUP_MIN, |tally| {
            tally.hours.as_ref().map_or(0, |hours| hours.lower.n)
        });
        if release.hours.shown().is_some()
            && self.own.iter().any(|own| relations::has_dominant_hours(own.tally))
        {
            release.hours = Cell::Withheld(Withheld::Differencing);
        }
        if let Cell::Shown(hours) = &mut release.hours {
            self.check(&mut hours.avoidable, GROUP_MIN, |tally| {
                tally.hours.as_ref().map_or(0, |hours| hours.avoidable_lower.n)
            });
        }
        let choosers = |tally: &Tally| tally.priorities.choosers + tally.priorities.nothing;
        self.check(&mut release.priorities, Policy::LOWEST, choosers);
        if let Cell::Shown(priorities) = &mut release.priorities {
            self.check_share(&mut priorities.nothing, |tally| {
                (tally.priorities.nothing, choosers(tally))
            });
            for (category, cell) in priorities.categories.iter_mut().enumerate() {
                self.check_share(cell, |tally| {
                    let chosen = tally.priorities.chosen.iter();
                    let named = chosen.filter_map(|people| people.get(category)).sum();
                    (named, choosers(tally))
                });
            }
        }
        let crossed = |rest: &Tally| rest.paradox.iter().sum::<u64>() > 0;
        let whole = self.own.iter().all(|own| own.shows_paradox(instrument))
            && !self.rest.iter().any(|(rest, _)| crossed(rest));
        if release.paradox.shown().is_some() && !whole {
            release.paradox = Cell::Withheld(Withheld::Differencing);
        }
    }

    /// Makes means so coarse, or withholds them, that none follows that a source hides.
    pub(super) fn soften(&self, instrument: &Instrument, release: &mut Release) {
        let own = self.own.iter().map(|own| (own.tally, &own.release));
        let rest = self.rest.iter().map(|(rest, release)| (rest, release));
        let sources: Vec<means::Source> = own.chain(rest).collect();
        means::soften(&sources, instrument, release);
    }

    /// The fewest people for whom scores of a category must stay as they are rounded in small
    /// groups: those of the sources that round them, where they are any.
    pub(super) fn blurred(&self, category: usize, people: u64) -> u64 {
        let scored = |tally: &Tally| tally.categories[category].scored();
        let few = self.tallies().map(scored).filter(|&people| people < WHOLE_MIN).sum();
        if few > 0 { people.min(few) } else { people }
    }

    fn tallies(&self) -> impl Iterator<Item = &Tally> {
        self.own.iter().map(|own| own.tally).chain(self.rest.iter().map(|(rest, _)| rest))
    }

    /// Withholds a quantity where the sources with fewer than `own` people have 1 or more
    /// together, and fewer than they or the minimum.
    fn check<T>(&self, cell: &mut Cell<T>, own: u64, people: impl Fn(&Tally) -> u64) {
        let few = self.own.iter().map(|own| people(own.tally)).filter(|&n| n < own);
        let few: u64 = few.chain(self.rest.iter().map(|(rest, _)| people(rest))).sum();
        if cell.shown().is_some() && (1..own.max(self.minimum)).contains(&few) {
            *cell = Cell::Withheld(Withheld::Differencing);
        }
    }

    /// Withholds a share that would tell one of the sources that withhold theirs.
    fn check_share<T>(&self, cell: &mut Cell<T>, of: impl Fn(&Tally) -> (u64, u64)) {
        let few = self
            .tallies()
            .map(of)
            .filter(|&(count, n)| n > 0 && (n < Policy::LOWEST || count.min(n - count) < PART_MIN));
        let (count, n) = few.fold((0, 0), |sum, few| (sum.0 + few.0, sum.1 + few.1));
        if cell.shown().is_some() && n > 0 && count.min(n - count) < PART_MIN {
            *cell = Cell::Withheld(Withheld::Differencing);
        }
    }
}

impl<'a> Own<'a> {
    pub(super) fn new(instrument: &Instrument, tally: &'a Tally) -> Self {
        let none = Sources::default();
        let mut release = alone(instrument, tally, Policy::default(), &none);
        let before = (&mut History::default(), &Changes::default());
        let patterns = groups::fill(instrument, tally, &mut release, &none, before);
        Self { tally, release, patterns }
    }

    /// What it publishes of a group.
    fn group(&self, question: usize, group: usize) -> Option<&Group> {
        let mut tables = self.release.groups.iter();
        let table = tables.find(|table| usize::from(table.background) == question)?;
        table.groups.get(group)
    }

    /// Whether it publishes the share of a group in a category.
    fn shows_share(&self, question: usize, group: usize, category: usize) -> bool {
        let difference =
            self.group(question, group).and_then(|group| group.differences[category].shown());
        difference.is_some_and(|difference| difference.share_50.shown().is_some())
    }

    /// Whether its crossed table is published without a withheld cell: then its questions are shown
    /// and no cell has fewer people than the minimum.
    fn shows_paradox(&self, instrument: &Instrument) -> bool {
        let Some((rows, columns)) = paradox_outcomes(instrument) else { return false };
        let [rows, columns] = [rows, columns].map(|outcome| {
            let shown = self.release.outcomes[outcome].shown()?;
            (shown.n > 0).then_some(self.tally.outcomes[outcome].options.len())
        });
        let (Some(rows), Some(columns)) = (rows, columns) else { return false };
        let cells = self.tally.paradox.chunks(columns + 1).take(rows);
        cells.flat_map(|row| &row[..columns]).all(|&people| people >= Policy::LOWEST)
    }
}
