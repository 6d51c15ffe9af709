//! Counts without exact scores: what two organisers count ahead (`domain/two_tally`).
//!
//! The rules are those of every release: the minimum, small parts, group disclosure, few possible
//! scores, reasons. Those that keep means of items, categories and index from following from each
//! other are not needed: there are no means of categories. A crossed table is shown whole or not
//! at all: groups with few people are one row, every row with anybody in it has the minimum of
//! people, and of people with a score, and all rows are cut at the same edges, so that no part of
//! any row has 1 or 2 people. Then a reader who subtracts rows from one another, or from everybody,
//! gets parts of rows that are shown anyway.

use super::answers::{distribution, item, markers, priorities};
use super::parts::{Parts, forbidden};
use super::sources::Sources;
use super::{
    Background, Cell, Distribution, HISTOGRAM_MIN, ItemRelease, PART_MIN, Part, Policy,
    PriorityRelease, Withheld, disclose, round_people, small,
};
use crate::domain::instrument::Instrument;
use crate::domain::stats::Proportion;
use crate::domain::tally::Tally;

/// People by answer.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CountRelease {
    /// Number of people.
    pub n: u64,
    /// One per item, also of items that the form does not ask ([`Withheld::NotAsked`]).
    pub items: Vec<Cell<ItemRelease>>,
    /// One per outcome other than the priorities.
    pub outcomes: Vec<Cell<Distribution>>,
    /// Which categories people would cut first.
    pub priorities: Cell<PriorityRelease>,
    /// One per background question, each only where none of its groups is withheld.
    pub background: Background,
}

/// People by band of a score.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BandRelease {
    /// People with a score.
    pub n: u64,
    /// People without one.
    pub without: u64,
    /// The bands in order, neighbours merged where needed.
    pub parts: Vec<Part>,
}

/// People by band of a score and by group.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StratumRelease {
    /// First and last band of each part, neighbours merged where needed; the same for all groups.
    pub parts: Vec<(u8, u8)>,
    /// For each row the groups in it, by their options from 0; behind the last option those who
    /// picked none. Groups with few people are one row.
    pub groups: Vec<Vec<u8>>,
    /// For each row: people with a score in each part, rounded to multiples of
    /// [`PEOPLE_STEP`](super::PEOPLE_STEP).
    pub people: Vec<Vec<u64>>,
}

/// What may be shown of a tally that holds answers and groups alone.
pub(in crate::domain) fn disclose_counts(
    instrument: &Instrument,
    tally: &Tally,
    policy: Policy,
) -> CountRelease {
    let alone = Sources::new(instrument, &[], policy);
    let items =
        instrument.items.iter().zip(&tally.items).enumerate().map(|(place, (of, counts))| {
            if !instrument.asks(tally.form(), place) {
                return Cell::Withheld(Withheld::NotAsked);
            }
            let guard = alone.guard(markers(of, counts.options.len()), |_| Vec::new());
            item(instrument, of, counts, policy, &guard)
        });
    let guard = alone.guard(Vec::new(), |_| Vec::new());
    CountRelease {
        n: tally.n,
        items: items.collect(),
        outcomes: tally.outcomes.iter().map(|o| distribution(o, policy, &guard)).collect(),
        priorities: match instrument.priorities_index() {
            Some(_) => priorities(&tally.priorities, policy),
            None => Cell::Withheld(Withheld::NotAsked),
        },
        background: disclose(instrument, tally, policy).background,
    }
}

/// What may be shown of people by band. `few`: the score has few possible values.
pub(in crate::domain) fn disclose_bands(
    people: &[u64],
    without: u64,
    few: bool,
    policy: Policy,
) -> Cell<BandRelease> {
    let n: u64 = people.iter().sum();
    if let Some(rule) = too_few(n, few, policy) {
        return Cell::Withheld(rule);
    }
    let parts = Parts::new(people, &[]);
    if let Some(rule) = parts.forbidden() {
        return Cell::Withheld(rule);
    }
    let shown = parts.ranges().map(|range| Part {
        first: small(range.start),
        last: small(range.end - 1),
        share: Proportion { count: parts.people(range), n },
    });
    Cell::Shown(BandRelease { n, without, parts: shown.collect() })
}

fn too_few(n: u64, few: bool, policy: Policy) -> Option<Withheld> {
    if n < policy.minimum() {
        Some(Withheld::BelowMinimum)
    } else {
        (few && n < HISTOGRAM_MIN).then_some(Withheld::SmallPart)
    }
}

/// The groups of a background question as rows: those with fewer people than the minimum are one
/// row, together with the smallest of the others as long as even that has too few. Who is in which
/// row follows from numbers of people alone, never from a score; none where one row would be left.
fn rows(groups: &[u64], policy: Policy) -> Option<Vec<Vec<usize>>> {
    let below = |size: u64| (1..policy.minimum()).contains(&size);
    let (mut pooled, mut rows): (Vec<usize>, Vec<usize>) =
        (0..groups.len()).partition(|&group| below(groups[group]));
    let people = |row: &[usize]| row.iter().map(|&group| groups[group]).sum::<u64>();
    while below(people(&pooled)) {
        let inhabited = rows.iter().copied().filter(|&group| groups[group] > 0);
        let smallest = inhabited.min_by_key(|&group| groups[group])?;
        rows.retain(|&group| group != smallest);
        pooled.push(smallest);
    }
    pooled.sort_unstable();
    let pooled = Some(pooled).filter(|pooled| !pooled.is_empty());
    let mut rows: Vec<Vec<usize>> =
        rows.into_iter().map(|group| vec![group]).chain(pooled).collect();
    rows.sort_unstable();
    (rows.iter().filter(|row| people(row) > 0).count() > 1).then_some(rows)
}

/// What may be shown of people by group and band. `groups` are all people of each group, `people`
/// those of them in each band, and last those without a score.
pub(in crate::domain) fn disclose_strata(
    groups: &[u64],
    people: &[Vec<u64>],
    few: bool,
    policy: Policy,
) -> Cell<StratumRelease> {
    let Some(rows) = rows(groups, policy) else {
        return Cell::Withheld(Withheld::BelowMinimum);
    };
    let bands = people[0].len() - 1;
    let row = |row: &Vec<usize>| -> Vec<u64> {
        (0..bands).map(|band| row.iter().map(|&group| people[group][band]).sum()).collect()
    };
    let people: Vec<Vec<u64>> = rows.iter().map(row).collect();
    let sizes: Vec<u64> = people.iter().map(|row| row.iter().sum()).collect();
    if let Some(rule) = too_few(sizes.iter().sum(), few, policy) {
        return Cell::Withheld(rule);
    }
    if sizes.iter().any(|size| (1..policy.minimum()).contains(size)) {
        return Cell::Withheld(Withheld::BelowMinimum);
    }
    let parts = common_parts(&people);
    let cells = |row: &Vec<u64>| parts.iter().map(|&part| count(row, part)).collect();
    let cells: Vec<Vec<u64>> = people.iter().map(cells).collect();
    let mut inhabited = cells.iter().filter(|row| row.iter().any(|people| *people > 0));
    if let Some(rule) = inhabited.find_map(|row| forbidden(row)) {
        return Cell::Withheld(rule);
    }
    let places = |row: Vec<usize>| row.into_iter().map(small).collect();
    Cell::Shown(StratumRelease {
        parts: parts.iter().map(|&(first, last)| (small(first), small(last))).collect(),
        groups: rows.into_iter().map(places).collect(),
        people: cells.iter().map(|row| row.iter().map(|&n| round_people(n)).collect()).collect(),
    })
}

/// The people in some bands, the last one included.
fn count(row: &[u64], (first, last): (usize, usize)) -> u64 {
    row[first..=last].iter().sum()
}

/// Bands merged with their smaller neighbours until no row has a part of 1 or 2 people.
fn common_parts(people: &[Vec<u64>]) -> Vec<(usize, usize)> {
    let mut parts: Vec<(usize, usize)> = (0..people[0].len()).map(|band| (band, band)).collect();
    let is_small = |part| people.iter().any(|row| (1..PART_MIN).contains(&count(row, part)));
    while let Some(at) = parts.iter().position(|&part| is_small(part)).filter(|_| parts.len() > 1) {
        let all = |part| people.iter().map(|row| count(row, part)).sum::<u64>();
        let below = at.checked_sub(1).map(|below| (all(parts[below]), below));
        let above = parts.get(at + 1).map(|&above| (all(above), at));
        let Some((_, lower)) = below.into_iter().chain(above).min() else { break };
        let (_, last) = parts.remove(lower + 1);
        parts[lower].1 = last;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strata(groups: &[u64], people: &[&[u64]]) -> Cell<StratumRelease> {
        let people: Vec<Vec<u64>> = people.iter().map(|&group| group.to_vec()).collect();
        disclose_strata(groups, &people, false, Policy::default())
    }

    /// In each list the last number is of people without a score.
    #[test]
    fn a_crossed_table_is_shown_whole_or_not_at_all() {
        let shown = strata(&[32, 13, 0], &[&[20, 9, 3, 0], &[6, 4, 3, 0], &[0; 4]]);
        let shown = shown.shown().expect("enough everywhere");
        assert_eq!(shown.parts, [(0, 0), (1, 1), (2, 2)]);
        assert_eq!(shown.people, [[20, 10, 5], [5, 5, 5], [0, 0, 0]]);
        // A part of two people in one group is merged in all of them, with the smaller neighbour.
        let shown = strata(&[32, 12, 0], &[&[20, 9, 3, 0], &[6, 4, 2, 0], &[0; 4]]);
        let shown = shown.shown().expect("enough everywhere");
        assert_eq!(shown.parts, [(0, 0), (1, 2)]);
        assert_eq!(shown.people, [[20, 10], [5, 5], [0, 0]]);
        // Nine of ten with a score; nine people beside one other group.
        let few = strata(&[32, 10, 0], &[&[20, 9, 3, 0], &[6, 3, 0, 1], &[0; 4]]);
        assert_eq!(few, Cell::Withheld(Withheld::BelowMinimum));
        let few = strata(&[32, 9, 0], &[&[20, 9, 3, 0], &[6, 3, 0, 0], &[0; 4]]);
        assert_eq!(few, Cell::Withheld(Withheld::BelowMinimum));
        // All of a small group in one band.
        let same = strata(&[32, 13, 0], &[&[20, 9, 3, 0], &[13, 0, 0, 0], &[0; 4]]);
        assert_eq!(same, Cell::Withheld(Withheld::GroupDisclosure));
    }

    #[test]
    fn groups_with_few_people_are_one_row() {
        let rows = |groups: &[u64]| rows(groups, Policy::default());
        assert_eq!(rows(&[20, 10, 0]), Some(vec![vec![0], vec![1], vec![2]]));
        assert_eq!(rows(&[20, 3, 30, 7]), Some(vec![vec![0], vec![1, 3], vec![2]]));
        // Two people are hidden by the smallest of the others, also if that is not their neighbour.
        assert_eq!(rows(&[20, 2, 30, 12]), Some(vec![vec![0], vec![1, 3], vec![2]]));
        assert_eq!(rows(&[20, 2]), None);
        assert_eq!(rows(&[3, 9, 0]), None, "one row for all");
        assert_eq!(rows(&[40, 0, 0]), None, "everybody in one group");
    }

    /// Every table of two groups of 10 to 12 people in three bands: what is shown has no part of 1
    /// or 2 people, and no small group in one part.
    #[test]
    fn no_small_part_in_any_small_table() {
        let groups: Vec<Vec<u64>> = (0..=12_u64)
            .flat_map(|low| (0..=12 - low).map(move |middle| (low, middle)))
            .flat_map(|(low, middle)| (0..=12).map(move |high| vec![low, middle, high, 0]))
            .filter(|group| (10..=12).contains(&group.iter().sum::<u64>()))
            .collect();
        let mut shown = 0;
        for one in &groups {
            for other in &groups {
                let people = [one.clone(), other.clone()];
                let sizes = [one.iter().sum(), other.iter().sum()];
                let cell = disclose_strata(&sizes, &people, false, Policy::default());
                let Some(release) = cell.shown() else { continue };
                shown += 1;
                for group in &people {
                    let parts = release.parts.iter().map(|&(first, last)| {
                        group[usize::from(first)..=usize::from(last)].iter().sum::<u64>()
                    });
                    let parts: Vec<u64> = parts.collect();
                    assert!(parts.iter().all(|part| !(1..PART_MIN).contains(part)), "{people:?}");
                    assert!(parts.iter().filter(|&&part| part > 0).count() > 1, "{people:?}");
                }
            }
        }
        assert!(shown > 1_000, "only {shown} tables are shown");
    }

    #[test]
    fn bands_follow_the_rules_of_every_distribution() {
        let bands = |people: &[u64], few| disclose_bands(people, 1, few, Policy::default());
        let parts = |cell: Cell<BandRelease>| -> Vec<u64> {
            let shown = cell.shown().cloned().expect("shown");
            shown.parts.iter().map(|part| part.share.count).collect()
        };
        assert_eq!(parts(bands(&[5, 2, 4, 9], false)), [5, 6, 9]);
        assert_eq!(bands(&[5, 1, 3, 0], false), Cell::Withheld(Withheld::BelowMinimum));
        assert_eq!(bands(&[0, 20, 0, 0], false), Cell::Withheld(Withheld::GroupDisclosure));
        assert_eq!(bands(&[9, 10, 10, 10], true), Cell::Withheld(Withheld::SmallPart));
        assert_eq!(parts(bands(&[10, 10, 10, 10], true)), [10; 4]);
    }
}
