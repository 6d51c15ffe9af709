//! From counts of answers to what may be shown of them.

use super::parts::Parts;
use super::sources::Guard;
use super::{
    Cell, Distribution, ItemRelease, MarkerShare, Missing, PART_MIN, Part, Policy, PriorityRelease,
    PriorityShare, Withheld, small,
};
use crate::domain::instrument::{Instrument, Item};
use crate::domain::stats::{Proportion, ratio};
use crate::domain::tally::{AnswerCounts, PriorityCounts};

/// Borda points of a first, second and third choice.
const BORDA: [u64; 3] = [3, 2, 1];

/// Which options people picked, if the policy and the sources allow.
pub(super) fn distribution(
    counts: &AnswerCounts,
    policy: Policy,
    guard: &Guard,
) -> Cell<Distribution> {
    match cut(counts, policy, guard) {
        Ok(parts) => Cell::Shown(distribution_of(counts, &parts)),
        Err(rule) => Cell::Withheld(rule),
    }
}

/// The options of an item's documented cases, each once, lowest first.
pub(super) fn markers(item: &Item, options: usize) -> Vec<usize> {
    let markers = item.markers.iter().map(|marker| usize::from(marker.option));
    let mut markers: Vec<usize> = markers.filter(|option| (1..options).contains(option)).collect();
    markers.sort_unstable();
    markers.dedup();
    markers
}

/// Describes the answers to an item, if the policy and the sources allow. The shares of `guard` are
/// the item's [`markers`].
pub(super) fn item(
    instrument: &Instrument,
    item: &Item,
    counts: &AnswerCounts,
    policy: Policy,
    guard: &Guard,
) -> Cell<ItemRelease> {
    let parts = match cut(counts, policy, guard) {
        Ok(parts) => parts,
        Err(rule) => return Cell::Withheld(rule),
    };
    let n = counts.answered();
    let merged = parts.ranges().any(|range| range.len() > 1);
    let scores = instrument.options(&item.options).iter().map(|o| u64::from(o.score.unwrap_or(0)));
    let sum: u64 = scores.zip(&counts.options).map(|(score, people)| score * people).sum();
    let share = |option: usize| {
        if parts.keeps(option) {
            Cell::Shown(Proportion { count: parts.people(option..counts.options.len()), n })
        } else {
            Cell::Withheld(Withheld::SmallPart)
        }
    };
    Cell::Shown(ItemRelease {
        distribution: distribution_of(counts, &parts),
        mean: if merged {
            Cell::Withheld(Withheld::Complementary)
        } else {
            Cell::Shown(ratio(sum, n))
        },
        markers: guard
            .shares
            .iter()
            .map(|&option| MarkerShare { option: small(option), share: share(option) })
            .collect(),
    })
}

/// Describes the priorities, if the policy allows.
pub(super) fn priorities(counts: &PriorityCounts, policy: Policy) -> Cell<PriorityRelease> {
    let n = counts.choosers + counts.nothing;
    if n < policy.minimum() {
        return Cell::Withheld(Withheld::BelowMinimum);
    }
    let chosen = |category: usize| -> [u64; 3] {
        std::array::from_fn(|choice| counts.chosen[choice].get(category).copied().unwrap_or(0))
    };
    let categories = (0..counts.chosen[0].len()).map(|category| {
        let chosen = chosen(category);
        let named = proportion(chosen.iter().sum(), n)?;
        let points: u64 = chosen.iter().zip(BORDA).map(|(people, points)| people * points).sum();
        Ok(PriorityShare { named, borda: ratio(points, n) })
    });
    Cell::Shown(PriorityRelease {
        n,
        missing: counts.declined + counts.skipped,
        nothing: cell(proportion(counts.nothing, n)),
        categories: categories.map(cell).collect(),
    })
}

/// Cuts options into parts, or names the rule that forbids showing any.
fn cut<'a>(counts: &'a AnswerCounts, policy: Policy, guard: &Guard) -> Result<Parts<'a>, Withheld> {
    if counts.answered() < policy.minimum() || counts.options.is_empty() {
        return Err(Withheld::BelowMinimum);
    }
    let parts = guard.cut(&counts.options);
    parts.forbidden().or_else(|| guard.forbidden(&parts)).map_or(Ok(parts), Err)
}

fn distribution_of(counts: &AnswerCounts, parts: &Parts) -> Distribution {
    let n = counts.answered();
    let parts = parts.ranges().map(|range| Part {
        first: small(range.start),
        last: small(range.end - 1),
        share: Proportion { count: parts.people(range), n },
    });
    Distribution { n, missing: missing(counts), parts: parts.collect() }
}

/// People without an option: by reason, unless a reason has 1 or 2 people.
fn missing(counts: &AnswerCounts) -> Missing {
    let &AnswerCounts { not_applicable, dont_know, declined, skipped, .. } = counts;
    let reasons = counts.reasons();
    if reasons.iter().any(|people| (1..PART_MIN).contains(people)) {
        Missing::Together(reasons.iter().sum())
    } else {
        Missing::ByReason { not_applicable, dont_know, declined, skipped }
    }
}

/// A share that stands alone: neither side may have fewer than [`PART_MIN`] people. No people at
/// all counts as few here, so that the rule's name does not tell 0 from 1 or 2.
fn proportion(count: u64, n: u64) -> Result<Proportion, Withheld> {
    if count.min(n - count) < PART_MIN {
        return Err(Withheld::SmallPart);
    }
    Ok(Proportion { count, n })
}

fn cell<T>(result: Result<T, Withheld>) -> Cell<T> {
    result.map_or_else(Cell::Withheld, Cell::Shown)
}
