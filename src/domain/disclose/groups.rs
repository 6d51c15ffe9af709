//! People and scores by group.

use super::answers::distribution;
use super::pattern::Pattern;
use super::sources::{Guard, Sources};
use super::{
    Background, COARSE_POINTS, Cell, FINE_POINTS, GROUP_MIN, Group, GroupDifference, GroupSummary,
    GroupTable, History, PART_MIN, Policy, Release, SHARE_STEP, Withheld, round, round_people,
};
use crate::domain::instrument::Instrument;
use crate::domain::stats::{
    ConfidenceInterval, Difference, Moments, Proportion, hedges_g, holm, newcombe, welch,
};
use crate::domain::tally::{CATEGORY_UNITS, Changes, GroupCounts, Tally};

/// Hedges' g is rounded to multiples of this.
const EFFECT_STEP: f64 = 0.01;

/// p is rounded to multiples of this.
const P_STEP: f64 = 0.001;

/// The same where the deviation is rounded to whole points.
const EFFECT_BLUR: f64 = 0.1;
const P_BLUR: f64 = 0.01;

/// Differences with an adjusted p below this go beyond chance.
const CLEAR_BELOW: f64 = 0.05;

/// Fills the tables of groups and the distributions of the background questions. `release` holds
/// everything else already; `changes` are those since the release that `history` ends with.
pub(super) fn fill(
    instrument: &Instrument,
    tally: &Tally,
    release: &mut Release,
    sources: &Sources,
    (history, changes): (&mut History, &Changes),
) {
    let totals: Vec<Moments> =
        tally.categories.iter().map(|category| category.moments(CATEGORY_UNITS)).collect();
    let blurs: Vec<Option<f64>> = (0..totals.len())
        .map(|category| {
            let people = sources.blurred(category, totals[category].n);
            super::blur(instrument, tally.form(), category, people)
        })
        .collect();
    let (mut tables, mut background) = (Vec::new(), Background::new());
    for question in 0..instrument.background.len() {
        let groups = &tally.groups[question];
        let mut pattern = pattern_of(groups, release);
        if release.missing() > 0 {
            pattern.hide_all(Withheld::BelowMinimum);
        } else {
            history.complete(question, changes, sources, &mut pattern);
        }
        let sizes: Vec<_> = pattern.hidden.iter().map(|cells| cells[pattern.last()]).collect();
        let counts = &tally.background[question];
        background.push(match sizes.iter().flatten().next() {
            _ if counts.not_asked == tally.n && tally.n > 0 => Cell::Withheld(Withheld::NotAsked),
            Some(&rule) => Cell::Withheld(rule),
            None => distribution(counts, release.policy, &Guard::default()),
        });
        if counts.answered() > 0 {
            let shares = Shares {
                question,
                groups,
                totals: &totals,
                pattern: &pattern,
                release,
                blurs: &blurs,
                sources,
            };
            tables.push(table(question, groups, &pattern, &totals, &shares));
        }
    }
    (release.groups, release.background) = (tables, background);
}

/// The people behind each cell, and what may not be shown whatever else is.
pub(super) fn pattern_of(groups: &[GroupCounts], release: &Release) -> Pattern {
    let minimum = release.policy.minimum();
    let hidden = |group: &GroupCounts| {
        let size = (1..minimum).contains(&group.n).then_some(Withheld::BelowMinimum);
        scores(group).map(|score| size.or(too_few(score, release.policy))).chain([size]).collect()
    };
    let people = people(groups);
    let published = release.categories.iter().chain([&release.index]);
    Pattern {
        fresh: people.clone(),
        changed: people.iter().map(|cells| vec![0; cells.len()]).collect(),
        people,
        published: published.map(|cell| cell.shown().is_some()).chain([true]).collect(),
        hidden: groups.iter().map(hidden).collect(),
        minimum,
    }
}

/// The people behind each cell: of each group, those with each score, and last all of them.
pub(super) fn people(groups: &[GroupCounts]) -> Vec<Vec<u64>> {
    let people =
        |group: &GroupCounts| scores(group).map(|score| score.n).chain([group.n]).collect();
    groups.iter().map(people).collect()
}

/// The rule against showing scores of so few people, or of few who all have the same.
pub(super) fn too_few(scores: &Moments, policy: Policy) -> Option<Withheld> {
    match scores.n {
        n if n < policy.minimum() => Some(Withheld::BelowMinimum),
        n if n < GROUP_MIN && scores.sd() == Some(0.0) => Some(Withheld::GroupDisclosure),
        _ => None,
    }
}

/// The scores of a group: one per category, and last the index.
fn scores(group: &GroupCounts) -> impl Iterator<Item = &Moments> {
    group.categories.iter().chain([&group.index])
}

fn table(
    question: usize,
    groups: &[GroupCounts],
    pattern: &Pattern,
    totals: &[Moments],
    shares: &Shares,
) -> GroupTable {
    let options = groups.len() - 1;
    let compared: Vec<Vec<Compared>> = groups
        .iter()
        .zip(&pattern.hidden)
        .map(|(group, rules)| compare(group, rules, totals, shares))
        .collect();
    let p: Vec<Option<f64>> = compared.iter().flatten().map(p_of).collect();
    let clear: Vec<bool> =
        holm(&p).into_iter().map(|p| p.is_some_and(|p| p < CLEAR_BELOW)).collect();
    let groups = groups.iter().enumerate().map(|(place, group)| {
        let rules = &pattern.hidden[place];
        let index = totals.len();
        Group {
            option: (place < options).then(|| super::small(place)),
            n: rules[pattern.last()].map_or(Cell::Shown(round_people(group.n)), Cell::Withheld),
            index: summary(&group.index, rules[index], None),
            categories: (0..index)
                .map(|c| summary(&group.categories[c], rules[c], shares.blurs[c]))
                .collect(),
            differences: differences(place, &compared[place], &clear[place * index..], shares),
        }
    });
    GroupTable { background: super::small(question), groups: groups.collect() }
}

/// Describes the scores of one group, unless a rule withholds them. `blur` is what the deviation of
/// all groups together is rounded to, where that is coarser than usual.
pub(super) fn summary(
    scores: &Moments,
    rule: Option<Withheld>,
    blur: Option<f64>,
) -> Cell<GroupSummary> {
    let figures = || Some((scores.mean()?, scores.sd()?, scores.mean_interval()?));
    let (mean, sd, interval) = match (rule, figures()) {
        (Some(rule), _) => return Cell::Withheld(rule),
        (None, None) => return Cell::Withheld(Withheld::BelowMinimum),
        (None, Some(figures)) => figures,
    };
    let coarse = scores.n < GROUP_MIN;
    let step = if coarse { COARSE_POINTS } else { FINE_POINTS };
    let mean = round(mean, step);
    let mean_step = step;
    let step = step.max(blur.unwrap_or(step));
    Cell::Shown(GroupSummary {
        n: round_people(scores.n),
        step: Some(mean_step),
        spread_step: Some(step),
        mean,
        sd: if coarse { Cell::Withheld(Withheld::SmallPart) } else { Cell::Shown(round(sd, step)) },
        interval: round_interval(interval, step),
        coarse,
        near_edge: super::summary::near_edge(mean),
    })
}

/// A score of a group against that of all the others: Welch's difference and Hedges' g.
type Compared = Result<(Difference, f64), Withheld>;

fn p_of(compared: &Compared) -> Option<f64> {
    compared.as_ref().ok().map(|(welch, _)| welch.p)
}

/// Each category's score of a group against that of all the others.
fn compare(
    group: &GroupCounts,
    rules: &[Option<Withheld>],
    totals: &[Moments],
    shares: &Shares,
) -> Vec<Compared> {
    totals
        .iter()
        .enumerate()
        .map(|(category, total)| {
            let own = &group.categories[category];
            let others = without(total, own);
            let rule = match rules[category] {
                Some(rule) => Some(rule),
                None if own.n.min(others.n) < GROUP_MIN => Some(Withheld::TooFew),
                // g, p and the interval would tell the deviation.
                None if shares.blurs[category] == Some(COARSE_POINTS) => Some(Withheld::TooFew),
                None if !shares.pattern.published[category] => Some(Withheld::Complementary),
                None => None,
            };
            let figures = || Some((welch(&others, own)?, hedges_g(&others, own)?));
            match rule {
                Some(rule) => Err(rule),
                None => figures().ok_or(Withheld::TooFew),
            }
        })
        .collect()
}

/// What is shown of a group against all the others. `clear` tells of each category whether it
/// differs after adjustment over the whole table.
fn differences(
    place: usize,
    compared: &[Compared],
    clear: &[bool],
    shares: &Shares,
) -> Vec<Cell<GroupDifference>> {
    let adjusted = holm(&compared.iter().map(p_of).collect::<Vec<_>>());
    let cell = |(category, figures): (usize, &Compared)| match figures {
        Err(rule) => Cell::Withheld(*rule),
        Ok((welch, g)) => {
            let blur = shares.blurs[category];
            let (effect, p) =
                if blur.is_some() { (EFFECT_BLUR, P_BLUR) } else { (EFFECT_STEP, P_STEP) };
            Cell::Shown(GroupDifference {
                points: round(welch.difference, FINE_POINTS),
                interval: round_interval(welch.interval, blur.unwrap_or(FINE_POINTS)),
                steps: Some([blur.unwrap_or(FINE_POINTS), effect, p]),
                hedges_g: round(*g, effect),
                p_holm: round(adjusted[category].unwrap_or(1.0), p),
                clear: clear[category],
                share_50: shares.difference(place, category),
            })
        }
    };
    compared.iter().enumerate().map(cell).collect()
}

/// The people of `total` who are not in `part`.
fn without(total: &Moments, part: &Moments) -> Moments {
    Moments {
        n: total.n.saturating_sub(part.n),
        sum: total.sum.saturating_sub(part.sum),
        squares: total.squares.saturating_sub(part.squares),
        ..*total
    }
}

/// Rounds both ends: to tenths or finer to the nearest multiple, to coarser steps outwards, so that
/// a coarse interval still covers what it should.
pub(super) fn round_interval(interval: ConfidenceInterval, step: f64) -> ConfidenceInterval {
    let ConfidenceInterval { low, high } = interval;
    if step <= FINE_POINTS {
        ConfidenceInterval { low: round(low, step), high: round(high, step) }
    } else {
        ConfidenceInterval { low: (low / step).floor() * step, high: (high / step).ceil() * step }
    }
}

/// Shares of 50 points or more by group.
struct Shares<'a> {
    question: usize,
    groups: &'a [GroupCounts],
    totals: &'a [Moments],
    pattern: &'a Pattern,
    release: &'a Release,
    /// For each category what its deviation is rounded to, where that is coarser than usual.
    blurs: &'a [Option<f64>],
    sources: &'a Sources<'a>,
}

impl Shares<'_> {
    /// The share of a group without the others' share. The groups of a category for which it is
    /// withheld are known together, as the category's share without the rest; so all are
    /// withheld unless those are nobody, or several with no small part among them.
    fn difference(&self, place: usize, category: usize) -> Cell<(f64, ConfidenceInterval)> {
        let category_share = |release: &Release| {
            Some(release.categories[category].shown()?.share_50.shown().copied())
        };
        let Some(all) = category_share(self.release).flatten() else {
            return Cell::Withheld(Withheld::Complementary);
        };
        let hides = |&group: &usize| {
            self.pattern.hidden[group][category].is_some()
                || has_small_part(self.share(group, category))
        };
        let hidden = (0..self.groups.len()).filter(|&g| !self.pattern.empty(g)).filter(hides);
        let (mut several, mut together) = (0, Proportion { count: 0, n: 0 });
        for share in hidden.map(|group| self.share(group, category)) {
            several += 1;
            together.count += share.count;
            together.n += share.n;
        }
        let own = self.share(place, category);
        if has_small_part(own) {
            return Cell::Withheld(Withheld::SmallPart);
        }
        let others =
            Proportion { count: all.count - own.count, n: self.totals[category].n - own.n };
        if several == 1 || (several > 1 && has_small_part(together)) || has_small_part(others) {
            return Cell::Withheld(Withheld::Complementary);
        }
        if self.sources.tell_share(self.question, place, category) {
            return Cell::Withheld(Withheld::Differencing);
        }
        let change = newcombe(others, own);
        Cell::Shown((
            round(change.difference, SHARE_STEP),
            round_interval(change.interval, SHARE_STEP),
        ))
    }

    fn share(&self, group: usize, category: usize) -> Proportion {
        let group = &self.groups[group];
        Proportion { count: group.from_50[category], n: group.categories[category].n }
    }
}

/// Whether fewer than [`PART_MIN`] people are on one side.
fn has_small_part(share: Proportion) -> bool {
    share.count.min(share.n - share.count) < PART_MIN
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A coarse interval still covers what it should; a fine one is rounded like any number.
    #[test]
    fn coarse_intervals_are_rounded_outwards() {
        let interval = ConfidenceInterval { low: 12.46, high: 17.54 };
        let rounded = [FINE_POINTS, 1.0, COARSE_POINTS].map(|step| round_interval(interval, step));
        let expected = [[12.5, 17.5], [12.0, 18.0], [10.0, 20.0]];
        assert_eq!(rounded, expected.map(|[low, high]| ConfidenceInterval { low, high }));
    }
}
