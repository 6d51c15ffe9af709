//! People and scores by group.

use super::answers::distribution;
use super::family::Share;
use super::pattern::Pattern;
use super::sources::{Guard, Sources};
use super::summary::{near_edge, step_from};
use super::{
    Background, COARSE_POINTS, Cell, FINE_POINTS, GROUP_MIN, Group, GroupDifference, GroupSummary,
    GroupTable, History, PART_MIN, Policy, Release, SHARE_STEP, Summary, WHOLE_POINTS, Withheld,
    in_steps, round, round_people,
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

/// Fills the tables of groups and the distributions of the background questions, and gives what
/// they withhold. `release` holds everything else already; `changes` are those since the release
/// that `history` ends with.
pub(super) fn fill(
    instrument: &Instrument,
    tally: &Tally,
    release: &mut Release,
    sources: &Sources,
    (history, changes): (&mut History, &Changes),
) -> Vec<Pattern> {
    let totals: Vec<Moments> =
        tally.categories.iter().map(|category| category.moments(CATEGORY_UNITS)).collect();
    let blurs: Vec<Option<f64>> = (0..totals.len())
        .map(|category| {
            let people = sources.blurred(category, totals[category].n);
            super::blur(instrument, tally.form(), category, people)
        })
        .collect();
    let softened: Vec<Option<Withheld>> = release
        .categories
        .iter()
        .zip(&blurs)
        .map(|(cell, blur)| softened(cell.shown()?, *blur))
        .collect();
    let (mut tables, mut background, mut patterns) = (Vec::new(), Background::new(), Vec::new());
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
                softened: &softened,
                sources,
            };
            tables.push(table(&shares));
        }
        patterns.push(pattern);
    }
    (release.groups, release.background) = (tables, background);
    patterns
}

/// The rule against telling the mean of all, where it is rounded to hide another. `blur` is what
/// its deviation is rounded to because of few possible scores, which hides no mean.
fn softened(all: &Summary, blur: Option<f64>) -> Option<Withheld> {
    let step = all.step?;
    if all.coarse {
        return Some(Withheld::Complementary);
    }
    (blur.is_none() || step > WHOLE_POINTS).then_some(Withheld::Differencing)
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

fn table(shares: &Shares) -> GroupTable {
    let &Shares { question, groups, totals, pattern, .. } = shares;
    let (options, index) = (groups.len() - 1, totals.len());
    let compared: Vec<Vec<Compared>> =
        (0..groups.len()).map(|place| compare(place, shares)).collect();
    let p: Vec<Option<f64>> = compared.iter().flatten().map(p_of).collect();
    let clear: Vec<bool> =
        holm(&p).into_iter().map(|p| p.is_some_and(|p| p < CLEAR_BELOW)).collect();
    let hidden: Vec<_> = (0..index).map(|category| shares.hidden(category)).collect();
    let groups = groups.iter().enumerate().map(|(place, group)| {
        let rules = &pattern.hidden[place];
        let least = |score| shares.sources.least_step(question, place, score);
        Group {
            option: (place < options).then(|| super::small(place)),
            n: rules[pattern.last()].map_or(Cell::Shown(round_people(group.n)), Cell::Withheld),
            index: summary(&group.index, rules[index], None, least(index)),
            categories: (0..index)
                .map(|c| summary(&group.categories[c], rules[c], shares.blurs[c], least(c)))
                .collect(),
            differences: differences(
                (place, &compared[place], &clear[place * index..]),
                &hidden,
                shares,
            ),
        }
    });
    GroupTable { background: super::small(question), groups: groups.collect() }
}

/// Describes the scores of one group, unless a rule withholds them. `blur` is what the deviation of
/// all groups together is rounded to, where that is coarser than usual, and `least` what the mean
/// must be rounded to, points.
pub(super) fn summary(
    scores: &Moments,
    rule: Option<Withheld>,
    blur: Option<f64>,
    least: f64,
) -> Cell<GroupSummary> {
    let figures = || Some((scores.mean()?, scores.sd()?, scores.mean_interval()?));
    let (mean, sd, interval) = match (rule, figures()) {
        (Some(rule), _) => return Cell::Withheld(rule),
        (None, None) => return Cell::Withheld(Withheld::BelowMinimum),
        (None, Some(figures)) => figures,
    };
    let coarse = scores.n < GROUP_MIN;
    let step = if coarse { COARSE_POINTS } else { step_from(least) };
    let mean = round(mean, step);
    let spread_step = step.max(blur.unwrap_or(step));
    let sd = if coarse {
        Cell::Withheld(Withheld::SmallPart)
    } else {
        Cell::Shown(round(sd, spread_step))
    };
    Cell::Shown(GroupSummary {
        n: round_people(scores.n),
        step,
        spread_step,
        mean,
        sd,
        interval: round_interval(interval, spread_step),
        coarse,
        near_edge: near_edge(mean),
    })
}

/// A score of a group against that of all the others: Welch's difference and Hedges' g.
type Compared = Result<(Difference, f64), Withheld>;

fn p_of(compared: &Compared) -> Option<f64> {
    compared.as_ref().ok().map(|(welch, _)| welch.p)
}

/// Each category's score of a group against that of all the others.
fn compare(place: usize, shares: &Shares) -> Vec<Compared> {
    let &Shares { question, groups, totals, pattern, .. } = shares;
    let rules = &pattern.hidden[place];
    totals
        .iter()
        .enumerate()
        .map(|(category, total)| {
            let own = &groups[place].categories[category];
            let others = without(total, own);
            let rule = match rules[category] {
                Some(rule) => Some(rule),
                None if own.n.min(others.n) < GROUP_MIN => Some(Withheld::TooFew),
                // g, p and the interval would tell the deviation.
                None if shares.blurs[category] == Some(COARSE_POINTS) => Some(Withheld::TooFew),
                None if !pattern.published[category] => Some(Withheld::Complementary),
                // They would tell the mean of the group, or of all, which is rounded.
                None if shares.sources.least_step(question, place, category) > 0.0 => {
                    Some(Withheld::Differencing)
                }
                None => shares.softened[category],
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
/// differs after adjustment over the whole table, `hidden` which groups' shares it withholds.
fn differences(
    (place, compared, clear): (usize, &[Compared], &[bool]),
    hidden: &[Vec<Option<Withheld>>],
    shares: &Shares,
) -> Vec<Cell<GroupDifference>> {
    let adjusted = holm(&compared.iter().map(p_of).collect::<Vec<_>>());
    let cell = |(category, figures): (usize, &Compared)| match figures {
        Err(rule) => Cell::Withheld(*rule),
        Ok((welch, g)) => {
            let blur = shares.blurs[category];
            let (effect, p) =
                if blur.is_some() { (EFFECT_BLUR, P_BLUR) } else { (EFFECT_STEP, P_STEP) };
            let share_50 = match hidden[category][place] {
                Some(rule) => Cell::Withheld(rule),
                None => shares.difference(place, category),
            };
            Cell::Shown(GroupDifference {
                points: round(welch.difference, FINE_POINTS),
                interval: round_interval(welch.interval, blur.unwrap_or(FINE_POINTS)),
                steps: [blur.unwrap_or(FINE_POINTS), effect, p],
                hedges_g: round(*g, effect),
                p_holm: round(adjusted[category].unwrap_or(1.0), p),
                clear: clear[category],
                share_50,
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
        outwards(interval, step)
    }
}

/// Two bounds as multiples of a step: the lower one never above, the upper one never below what
/// it was.
pub(super) fn outwards(interval: ConfidenceInterval, step: f64) -> ConfidenceInterval {
    let ConfidenceInterval { low, high } = interval;
    let (low, high) = (in_steps(low, step, f64::floor), in_steps(high, step, f64::ceil));
    ConfidenceInterval { low, high }
}

/// What the figures of one background question are made of.
struct Shares<'a> {
    question: usize,
    groups: &'a [GroupCounts],
    totals: &'a [Moments],
    pattern: &'a Pattern,
    release: &'a Release,
    /// For each category what its deviation is rounded to, where that is coarser than usual.
    blurs: &'a [Option<f64>],
    /// For each category the rule against telling its mean, where it is rounded to hide another.
    softened: &'a [Option<Withheld>],
    sources: &'a Sources<'a>,
}

impl Shares<'_> {
    /// For each group the rule that withholds its share of 50 points or more in a category, beside
    /// those that withhold its scores. The groups for which it is withheld are known together, as
    /// the category's share without the rest; so all are withheld unless those are nobody, or
    /// several with no small part among them.
    fn hidden(&self, category: usize) -> Vec<Option<Withheld>> {
        let groups = self.groups.len();
        let own = |group: usize| {
            let small = few(self.share(group, category)).then_some(Withheld::SmallPart);
            small.or(self.pattern.hidden[group][category])
        };
        let mut rules: Vec<Option<Withheld>> = (0..groups).map(own).collect();
        loop {
            let hidden: Vec<usize> = (0..groups)
                .filter(|&group| rules[group].is_some() && self.share(group, category).n > 0)
                .collect();
            let shares = hidden.iter().map(|&group| self.share(group, category));
            let together = shares.fold(Share::default(), |sum, share| sum + share);
            if hidden.len() == 1 || few(together) {
                let all = rules.iter().map(|rule| rule.or(Some(Withheld::Complementary)));
                return all.collect();
            }
            let shown = (0..groups).filter(|&group| rules[group].is_none());
            let open = shown.fold(0, |bits, group| bits | 1 << group);
            let Some(told) = self.sources.told_shares(self.question, category, open, few) else {
                return rules;
            };
            let told = (0..groups).rev().filter(|group| told >> group & 1 == 1);
            let smallest = told.min_by_key(|&group| self.share(group, category).n);
            let Some(group) = smallest else { return rules };
            rules[group] = Some(Withheld::Differencing);
        }
    }

    /// The share of a group without the others' share.
    fn difference(&self, place: usize, category: usize) -> Cell<(f64, ConfidenceInterval)> {
        let summary = self.release.categories[category].shown();
        let Some(&all) = summary.and_then(|summary| summary.share_50.shown()) else {
            return Cell::Withheld(Withheld::Complementary);
        };
        let own = self.share(place, category);
        let own = Proportion { count: own.above, n: own.n };
        let others =
            Proportion { count: all.count - own.count, n: self.totals[category].n - own.n };
        let change = newcombe(others, own);
        Cell::Shown((
            round(change.difference, SHARE_STEP),
            round_interval(change.interval, SHARE_STEP),
        ))
    }

    fn share(&self, group: usize, category: usize) -> Share {
        let group = &self.groups[group];
        Share { above: group.from_50[category], n: group.categories[category].n }
    }
}

/// Whether these are people, and fewer than [`PART_MIN`] on one side.
fn few(share: Share) -> bool {
    share.n > 0 && share.above.min(share.n - share.above) < PART_MIN
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
        // Written as short as they are: 3 times 0.2 would be 0.6000000000000001.
        let ends = ConfidenceInterval { low: 0.61, high: 0.59 };
        assert_eq!(round_interval(ends, 0.2), ConfidenceInterval { low: 0.6, high: 0.6 });
    }
}
