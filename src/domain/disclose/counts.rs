//! Counts without exact scores: what two organisers count ahead (`domain/two_tally`).
//!
//! The rules are those of every release: the minimum, small parts, group disclosure, few possible
//! scores, reasons. Those that keep means of items, categories and index from following from each
//! other are not needed: there are no means of categories. A crossed table is shown whole or not
//! at all: every group with anybody in it has the minimum of people, and of people with a score,
//! and all groups are cut at the same edges, so that no part of any group has 1 or 2 people. Then
//! a reader who subtracts groups from one another, or from everybody, gets parts of groups that
//! are shown anyway.

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
    /// For each group, the last of which picked none: people with a score in each part, rounded to
    /// multiples of [`PEOPLE_STEP`](super::PEOPLE_STEP).
    pub groups: Vec<Vec<u64>>,
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

/// What may be shown of people by group and band. `groups` are all people of each group, `people`
/// those of them in each band, and last those without a score.
pub(in crate::domain) fn disclose_strata(
    groups: &[u64],
    people: &[Vec<u64>],
    few: bool,
    policy: Policy,
) -> Cell<StratumRelease> {
    let scored = |group: &Vec<u64>| group[..group.len() - 1].to_vec();
    let people: Vec<Vec<u64>> = people.iter().map(scored).collect();
    let sizes: Vec<u64> = people.iter().map(|group| group.iter().sum()).collect();
    if let Some(rule) = too_few(sizes.iter().sum(), few, policy) {
        return Cell::Withheld(rule);
    }
    let below = |size: &u64| (1..policy.minimum()).contains(size);
    if groups.iter().chain(&sizes).any(below) {
        return Cell::Withheld(Withheld::BelowMinimum);
    }
    let mut parts: Vec<(usize, usize)> = (0..people[0].len()).map(|band| (band, band)).collect();
    let count = |group: &Vec<u64>, part: (usize, usize)| group[part.0..=part.1].iter().sum::<u64>();
    let is_small = |part| people.iter().any(|group| (1..PART_MIN).contains(&count(group, part)));
    while let Some(at) = parts.iter().position(|&part| is_small(part)).filter(|_| parts.len() > 1) {
        let all = |part| people.iter().map(|group| count(group, part)).sum::<u64>();
        let below = at.checked_sub(1).map(|below| (all(parts[below]), below));
        let above = parts.get(at + 1).map(|&above| (all(above), at));
        let Some((_, lower)) = below.into_iter().chain(above).min() else { break };
        let (_, last) = parts.remove(lower + 1);
        parts[lower].1 = last;
    }
    let cells = |group: &Vec<u64>| parts.iter().map(|&part| count(group, part)).collect();
    let cells: Vec<Vec<u64>> = people.iter().map(cells).collect();
    let mut inhabited = cells.iter().filter(|group| group.iter().any(|people| *people > 0));
    if let Some(rule) = inhabited.find_map(|group| forbidden(group)) {
        return Cell::Withheld(rule);
    }
    Cell::Shown(StratumRelease {
        parts: parts.iter().map(|&(first, last)| (small(first), small(last))).collect(),
        groups: cells
            .iter()
            .map(|g| g.iter().map(|&people| round_people(people)).collect())
            .collect(),
    })
}
