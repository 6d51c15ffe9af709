//! From the exact scores of a group to its summary.

use super::groups::round_outwards;
use super::parts::{Parts, forbidden};
use super::{
    BINS, Bin, COARSE_POINTS, Cell, FEW_MIN, GROUP_MIN, Policy, Summary, WHOLE_MIN, Withheld,
    few_step, round,
};
use crate::domain::stats::{ConfidenceInterval, Proportion, Sample};
use crate::domain::tally::{STEPS_FROM, Spread};

/// Means from here on, or as far from the other end, have intervals that are too narrow.
const EDGE: f64 = 85.0;

/// Places of the two shares among [`STEPS_FROM`].
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
pub(super) fn summarise(scores: &Spread, policy: Policy) -> Summarised {
    let mut whole = false;
    let cell = describe(scores, policy, &mut whole);
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

/// Rounds mean, interval and deviation of a scale of few scores.
pub(super) fn blur(cell: &mut Cell<Summary>) {
    let Cell::Shown(summary) = cell else { return };
    if summary.coarse || !(GROUP_MIN..WHOLE_MIN).contains(&summary.n) {
        return;
    }
    let step = few_step(summary.n);
    summary.mean = round(summary.mean, 1.0);
    summary.interval = round_outwards(summary.interval, step);
    if let Cell::Shown(sd) = &mut summary.sd {
        *sd = round(*sd, step);
    }
    if summary.n < FEW_MIN {
        // Between two scores they tell exactly how many people are below.
        summary.quartiles = Cell::Withheld(Withheld::SmallPart);
    }
}

pub(super) fn near_edge(mean: f64) -> bool {
    mean >= EDGE || mean <= f64::from(SCALE_MAX) - EDGE
}

fn describe(scores: &Spread, policy: Policy, whole: &mut bool) -> Cell<Summary> {
    let n = scores.moments.n;
    if n < policy.minimum() {
        return Cell::Withheld(Withheld::BelowMinimum);
    }
    if scores.constant() && n < GROUP_MIN {
        return Cell::Withheld(Withheld::GroupDisclosure);
    }
    let ranks = Sample::new(scores.ranked, scores.ranked_units);
    let moments = &scores.moments;
    let (Some(ranks), Some(mean), Some(sd), Some(interval)) =
        (ranks, moments.mean(), moments.sd(), moments.mean_interval())
    else {
        return Cell::Withheld(Withheld::BelowMinimum);
    };
    let parts = Parts::new(&scores.steps, &[SHARE_50, SHARE_75]);
    let share = |edge: usize| match parts.forbidden() {
        Some(rule) => Cell::Withheld(rule),
        None if !parts.keeps(edge) => Cell::Withheld(Withheld::SmallPart),
        None => {
            let count = parts.people(edge..STEPS_FROM.len());
            Cell::Shown(Proportion { count, n })
        }
    };
    let histogram = histogram(&parts);
    *whole = (0..STEPS_FROM.len()).all(|edge| parts.keeps(edge)) && histogram.shown().is_some();
    Cell::Shown(Summary {
        n,
        coarse: false,
        mean,
        sd: Cell::Shown(sd),
        interval,
        near_edge: near_edge(mean),
        quartiles: Cell::Shown(ranks.quartiles()),
        histogram,
        share_50: share(SHARE_50),
        share_75: share(SHARE_75),
    })
}

/// The bins between those kept edges that are edges of bins.
fn histogram(parts: &Parts) -> Cell<Vec<Bin>> {
    let width = SCALE_MAX / BINS;
    let edges: Vec<usize> = (0..STEPS_FROM.len())
        .filter(|&edge| STEPS_FROM[edge].is_multiple_of(width) && parts.keeps(edge))
        .collect();
    let bins: Vec<Bin> = edges
        .iter()
        .enumerate()
        .map(|(place, &edge)| {
            let next = edges.get(place + 1).copied().unwrap_or(STEPS_FROM.len());
            let (from, to) = (STEPS_FROM[edge], STEPS_FROM.get(next).copied().unwrap_or(SCALE_MAX));
            Bin { from, to, count: parts.people(edge..next), merged: to - from > width }
        })
        .collect();
    match forbidden(&bins.iter().map(|bin| bin.count).collect::<Vec<_>>()) {
        Some(rule) => Cell::Withheld(rule),
        None => Cell::Shown(bins),
    }
}
