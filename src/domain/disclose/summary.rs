//! From the exact scores of a group to its summary.

use super::groups::round_interval;
use super::parts::{Parts, forbidden};
use super::sources::Guard;
use super::{
    BINS, Bin, COARSE_POINTS, Cell, FEW_MIN, GROUP_MIN, Policy, Summary, WHOLE_MIN, Withheld,
    few_step, round,
};
use crate::domain::stats::{Proportion, Sample};
use crate::domain::tally::{STEPS_FROM, Spread};

/// Means from here on, or as far from the other end, have intervals that are too narrow.
const EDGE: f64 = 85.0;

/// Places of the two shares among [`STEPS_FROM`].
const SHARE_50: usize = 3;
const SHARE_75: usize = 5;

/// The places of both.
pub(super) const SHARES: [usize; 2] = [SHARE_50, SHARE_75];

/// Steps of rounding, points.
const STEPS: [f64; 6] = [0.1, 0.2, 0.5, 1.0, 2.0, COARSE_POINTS];

/// Top of the scale, points.
const SCALE_MAX: u8 = 100;

/// A summary, and whether its scale could be cut without merging anything.
pub(super) struct Summarised {
    pub(super) cell: Cell<Summary>,
    pub(super) whole: bool,
}

/// Describes scores, if the policy and the sources allow. `guard` is cut with [`SHARES`].
pub(super) fn summarise(scores: &Spread, policy: Policy, guard: &Guard) -> Summarised {
    let mut whole = false;
    let cell = describe(scores, policy, guard, &mut whole);
    Summarised { cell, whole }
}

/// Rounds mean and interval and withholds what would tell more.
pub(super) fn coarsen(cell: &mut Cell<Summary>) {
    let Cell::Shown(summary) = cell else { return };
    summary.coarse = true;
    round_figures(summary, COARSE_POINTS, COARSE_POINTS);
    summary.near_edge = near_edge(summary.mean);
    summary.sd = Cell::Withheld(Withheld::SmallPart);
    summary.quartiles = Cell::Withheld(Withheld::SmallPart);
}

/// Rounds mean, interval and deviation of a scale of few scores as for so many people.
pub(super) fn blur(cell: &mut Cell<Summary>, people: u64) {
    let Cell::Shown(summary) = cell else { return };
    if summary.coarse || summary.n < GROUP_MIN || people >= WHOLE_MIN {
        return;
    }
    let step = few_step(people);
    round_figures(summary, 1.0, step);
    if people < FEW_MIN {
        // Between two scores they tell exactly how many people are below.
        summary.quartiles = Cell::Withheld(Withheld::SmallPart);
    }
}

/// Rounds mean, interval and deviation to a step of at least so many points.
pub(super) fn round_to(summary: &mut Summary, least: f64) {
    if summary.coarse {
        return;
    }
    let step = STEPS.into_iter().find(|&step| step >= least).unwrap_or(COARSE_POINTS);
    let spread = summary.spread_step.map_or(step, |before| before.max(step));
    round_figures(summary, summary.step.map_or(step, |before| before.max(step)), spread);
}

/// Rounds the mean to one step, and interval (outwards) and deviation to another.
fn round_figures(summary: &mut Summary, step: f64, spread: f64) {
    (summary.step, summary.spread_step) = (Some(step), Some(spread));
    summary.mean = round(summary.mean, step);
    summary.interval = round_interval(summary.interval, spread);
    if let Cell::Shown(sd) = &mut summary.sd {
        *sd = round(*sd, spread);
    }
}

pub(super) fn near_edge(mean: f64) -> bool {
    mean >= EDGE || mean <= f64::from(SCALE_MAX) - EDGE
}

fn describe(scores: &Spread, policy: Policy, guard: &Guard, whole: &mut bool) -> Cell<Summary> {
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
    let parts = guard.cut(Parts::new(&scores.steps, &SHARES));
    if let Some(rule) = guard.forbidden(&parts) {
        return Cell::Withheld(rule);
    }
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
        step: None,
        spread_step: None,
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
