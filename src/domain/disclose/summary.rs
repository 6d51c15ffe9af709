//! From the exact scores of a group to its summary.

use super::parts::{Parts, forbidden};
use super::{BINS, Bin, COARSE_POINTS, Cell, GROUP_MIN, Policy, Summary, Withheld};
use crate::domain::stats::{ConfidenceInterval, Proportion, Sample};
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

/// A summary, and whether its scale could be cut without merging anything.
pub(super) struct Summarised {
    pub(super) cell: Cell<Summary>,
    pub(super) whole: bool,
}

/// Describes scores, if the policy allows.
pub(super) fn summarise(scores: &Histogram, units_per_point: u64, policy: Policy) -> Summarised {
    let mut whole = false;
    let cell = describe(scores, units_per_point, policy, &mut whole);
    Summarised { cell, whole }
}

/// Rounds mean and interval and withholds what would tell more.
pub(super) fn coarsen(cell: &mut Cell<Summary>) {
    let Cell::Shown(summary) = cell else { return };
    let round = |points: f64| (points / COARSE_POINTS + 0.5).floor() * COARSE_POINTS;
    let ConfidenceInterval { low, high } = summary.interval;
    summary.coarse = true;
    summary.mean = round(summary.mean);
    summary.interval = ConfidenceInterval { low: round(low), high: round(high) };
    summary.near_edge = near_edge(summary.mean);
    summary.sd = Cell::Withheld(Withheld::SmallPart);
    summary.quartiles = Cell::Withheld(Withheld::SmallPart);
}

fn near_edge(mean: f64) -> bool {
    mean >= EDGE || mean <= f64::from(SCALE_MAX) - EDGE
}

fn describe(
    scores: &Histogram,
    units_per_point: u64,
    policy: Policy,
    whole: &mut bool,
) -> Cell<Summary> {
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
    let histogram = histogram(&parts);
    *whole = (0..STEPS.len()).all(|edge| parts.keeps(edge)) && histogram.shown().is_some();
    Cell::Shown(Summary {
        n: sample.n(),
        coarse: false,
        mean,
        sd: Cell::Shown(sd),
        interval,
        near_edge: near_edge(mean),
        quartiles: Cell::Shown(sample.quartiles()),
        histogram,
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
