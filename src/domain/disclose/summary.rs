//! From the exact scores of a group to its summary.

use super::parts::{Parts, forbidden};
use super::{BINS, Bin, Cell, GROUP_MIN, Policy, Summary, Withheld};
use crate::domain::stats::{Proportion, Sample};
use crate::domain::tally::Histogram;

/// Means from here on, or as far from the other end, have intervals that are too narrow.
const EDGE: f64 = 85.0;

/// Points where the steps of the score scale begin: the edges of the bins and of the two shares.
const STEPS: [u8; 7] = [0, 20, 40, 50, 60, 75, 80];

/// Places of the two shares among [`STEPS`].
const SHARE_50: usize = 3;
const SHARE_75: usize = 5;

/// Top of the scale, points.
const SCALE_MAX: u8 = 100;

/// Describes scores, if the policy allows.
pub(super) fn summarise(scores: &Histogram, units_per_point: u64, policy: Policy) -> Cell<Summary> {
    let sample = Sample::new(&scores.counts, units_per_point);
    let Some(sample) = sample.filter(|sample| sample.n() >= policy.minimum()) else {
        return Cell::Withheld(Withheld::BelowMinimum);
    };
    if sample.constant() && sample.n() < GROUP_MIN {
        return Cell::Withheld(Withheld::GroupDisclosure);
    }
    let (Some(sd), Some(interval)) = (sample.sd(), sample.mean_interval()) else {
        return Cell::Withheld(Withheld::BelowMinimum);
    };
    let mean = sample.mean();
    let people = STEPS.map(|from| sample.at_least(from));
    let people: [u64; STEPS.len()] =
        std::array::from_fn(|step| people[step] - people.get(step + 1).unwrap_or(&0));
    let parts = Parts::new(&people, &[SHARE_50, SHARE_75]);
    let share = |edge: usize| match parts.forbidden() {
        Some(rule) => Cell::Withheld(rule),
        None if !parts.keeps(edge) => Cell::Withheld(Withheld::SmallPart),
        None => {
            let count = parts.people(edge..STEPS.len());
            Cell::Shown(Proportion { count, n: sample.n() })
        }
    };
    Cell::Shown(Summary {
        n: sample.n(),
        mean,
        sd,
        interval,
        near_edge: mean >= EDGE || mean <= f64::from(SCALE_MAX) - EDGE,
        quartiles: sample.quartiles(),
        histogram: histogram(&parts),
        share_50: share(SHARE_50),
        share_75: share(SHARE_75),
    })
}

/// The bins between those kept edges that are edges of bins.
fn histogram(parts: &Parts) -> Cell<Vec<Bin>> {
    let width = SCALE_MAX / BINS;
    let edges: Vec<usize> = (0..STEPS.len())
        .filter(|&edge| STEPS[edge].is_multiple_of(width) && parts.keeps(edge))
        .collect();
    let bins: Vec<Bin> = edges
        .iter()
        .enumerate()
        .map(|(place, &edge)| {
            let next = edges.get(place + 1).copied().unwrap_or(STEPS.len());
            let (from, to) = (STEPS[edge], STEPS.get(next).copied().unwrap_or(SCALE_MAX));
            Bin { from, to, count: parts.people(edge..next), merged: to - from > width }
        })
        .collect();
    match forbidden(&bins.iter().map(|bin| bin.count).collect::<Vec<_>>()) {
        Some(rule) => Cell::Withheld(rule),
        None => Cell::Shown(bins),
    }
}
