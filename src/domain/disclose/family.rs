//! Sources that together are a merged tally, and what each of them publishes of itself.

use std::ops::Range;

use super::differencing::{Line, told};
use super::parts::Parts;
use super::pattern::Pattern;
use super::sources::Sources;
use super::{
    COARSE_POINTS, Cell, GROUP_MIN, History, PART_MIN, Policy, Release, Summary, WHOLE_MIN,
    Withheld, alone, float, groups,
};
use crate::domain::instrument::Instrument;
use crate::domain::tally::{AnswerCounts, Changes, Tally, paradox_outcomes};

/// Sources that together are everybody: files, or an earlier report and the files since.
#[derive(Debug, Default)]
pub(super) struct Family<'a> {
    /// Those that can have reports.
    own: Vec<Own<'a>>,
    /// The others together.
    rest: Option<Tally>,
    /// Fewest people that may be told from others.
    minimum: u64,
}

/// A source and what it publishes of itself.
#[derive(Debug)]
struct Own<'a> {
    tally: &'a Tally,
    release: Release,
    /// One per background question.
    patterns: Vec<Pattern>,
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
    /// What the sources publish of themselves.
    pub(super) fn new(instrument: &Instrument, tallies: &[&'a Tally], policy: Policy) -> Self {
        let mut sources = Self { minimum: policy.minimum(), ..Self::default() };
        for &tally in tallies {
            if tally.n() >= Policy::LOWEST {
                sources.own.push(Own::new(instrument, tally));
            } else {
                let rest =
                    sources.rest.get_or_insert_with(|| Tally::empty(instrument, tally.form()));
                // The caller has merged the same tallies.
                let _: Result<(), _> = rest.merge(tally);
            }
        }
        sources
    }

    /// What they tell of a scale of answers or scores, cut with these shares.
    pub(super) fn scale(&self, shares: &[usize], steps: impl Fn(&Tally) -> Vec<u64>) -> Scale {
        let (mut scale, mut few) = (Scale::default(), Vec::new());
        let rest = self.rest.iter().map(|rest| (rest, true));
        for (tally, rest) in self.own.iter().map(|own| (own.tally, false)).chain(rest) {
            let people = steps(tally);
            few.resize(people.len(), 0);
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
        let reasons = |tally: &Tally| {
            let counts = of(tally);
            vec![counts.not_applicable, counts.dont_know, counts.declined, counts.skipped]
        };
        let unknown = |tally: &Tally| of(tally).answered() < Policy::LOWEST;
        let few = |tally: &&Tally| {
            reasons(tally).iter().any(|people| (1..PART_MIN).contains(people)) || unknown(tally)
        };
        let line = |tally| {
            let people = reasons(tally);
            Line { known: !unknown(tally), ..Line::known(0..people.len(), people) }
        };
        let lines: Vec<Line> = self.tallies().filter(few).map(line).collect();
        told(&lines, 0b1111, PART_MIN).is_some()
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
        if let Some(rest) = &self.rest {
            let people = groups::people(&rest.groups[question]);
            add(&mut few, &people.iter().map(|cells| cells[column]).collect::<Vec<_>>());
        }
        let known = few.iter().sum::<u64>() >= self.minimum;
        lines.push(Line { known, ..Line::known(0..groups, few) });
        let shown = (0..groups)
            .filter(|&group| !pattern.empty(group) && pattern.hidden[group][column].is_none());
        let columns = told(&lines, shown.fold(0, |bits, group| bits | 1 << group), self.minimum)?;
        let found = (0..groups).rev().filter(|group| columns >> group & 1 == 1);
        found.min_by_key(|&group| pattern.people[group][column])
    }

    /// Whether a share of a group in a category follows of a source that withholds it.
    pub(super) fn tell_share(&self, question: usize, group: usize, category: usize) -> bool {
        let (mut from, mut all) = (0, 0);
        for tally in self.tallies() {
            let group = &tally.groups[question][group];
            let (above, n) = (group.from_50[category], group.categories[category].n);
            if above.min(n - above) < PART_MIN || n < GROUP_MIN {
                from += above;
                all += n;
            }
        }
        all > 0 && from.min(all - from) < PART_MIN
    }

    /// Withholds what else follows: what relates answers, priorities, the crossed table.
    pub(super) fn withhold(&self, instrument: &Instrument, release: &mut Release) {
        for (place, cell) in release.reliability.iter_mut().enumerate() {
            self.check(cell, GROUP_MIN, |tally| tally.reliability[place].n);
        }
        for (place, pair) in release.correlations.iter_mut().enumerate() {
            self.check(&mut pair.figures, GROUP_MIN, |tally| tally.pairs[place].n);
        }
        self.check(&mut release.weighting, Policy::LOWEST, |tally| tally.weighting.n);
        self.check(&mut release.hours, Policy::LOWEST, |tally| {
            tally.hours.as_ref().map_or(0, |hours| hours.lower.n)
        });
        if let Cell::Shown(hours) = &mut release.hours {
            self.check(&mut hours.avoidable, Policy::LOWEST, |tally| {
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
            && !self.rest.iter().any(crossed);
        if release.paradox.shown().is_some() && !whole {
            release.paradox = Cell::Withheld(Withheld::Differencing);
        }
    }

    /// Makes figures of scores so coarse that those of the sources' own, where these are coarse and
    /// of few people together, follow no more closely than they are shown there.
    pub(super) fn soften(&self, release: &mut Release) {
        let Release { index, weighted, categories, .. } = release;
        self.soften_cell(index, |own| &own.index, |tally| tally.index.moments.n);
        self.soften_cell(weighted, |own| &own.weighted, |tally| tally.weighted.moments.n);
        for (place, cell) in categories.iter_mut().enumerate() {
            let scored = |tally: &Tally| tally.categories[place].scored();
            self.soften_cell(cell, |own| &own.categories[place], scored);
        }
    }

    /// `of` is the cell in a source's release, `scored` the people behind it.
    fn soften_cell(
        &self,
        cell: &mut Cell<Summary>,
        of: impl Fn(&Release) -> &Cell<Summary>,
        scored: impl Fn(&Tally) -> u64,
    ) {
        let inexact = |own: &&Own| of(&own.release).shown().is_none_or(|summary| summary.coarse);
        let own = self.own.iter().filter(inexact).map(|own| own.tally);
        let people: u64 = own.chain(&self.rest).map(scored).sum();
        if let (Cell::Shown(summary), 1..GROUP_MIN) = (&mut *cell, people) {
            // A mean that is off by half a step is off by so much more for fewer people.
            let least = COARSE_POINTS * float(people) / float(summary.n.max(1));
            super::summary::round_to(summary, least);
        }
    }

    /// The fewest people for whom scores of a category must stay as they are rounded in small
    /// groups: those of the sources that round them, where they are any.
    pub(super) fn blurred(&self, category: usize, people: u64) -> u64 {
        let scored = |tally: &Tally| tally.categories[category].scored();
        let few = self.tallies().map(scored).filter(|&people| people < WHOLE_MIN).sum();
        if few > 0 { people.min(few) } else { people }
    }

    fn tallies(&self) -> impl Iterator<Item = &Tally> {
        self.own.iter().map(|own| own.tally).chain(&self.rest)
    }

    /// Withholds a quantity where the sources with fewer than `own` people have 1 or more
    /// together, and fewer than they or the minimum.
    fn check<T>(&self, cell: &mut Cell<T>, own: u64, people: impl Fn(&Tally) -> u64) {
        let few = self.own.iter().map(|own| people(own.tally)).filter(|&n| n < own);
        let few: u64 = few.chain(self.rest.as_ref().map(&people)).sum();
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
    fn new(instrument: &Instrument, tally: &'a Tally) -> Self {
        let policy = Policy::default();
        let release = alone(instrument, tally, policy, &Sources::default());
        let patterns = tally.groups.iter().enumerate().map(|(question, groups)| {
            let mut pattern = groups::pattern_of(groups, &release);
            let (nothing, none) = (Changes::default(), Sources::default());
            History::default().complete(question, &nothing, &none, &mut pattern);
            pattern
        });
        let patterns = patterns.collect();
        Self { tally, release, patterns }
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

fn add(sums: &mut Vec<u64>, people: &[u64]) {
    sums.resize(people.len(), 0);
    for (sum, people) in sums.iter_mut().zip(people) {
        *sum += people;
    }
}
