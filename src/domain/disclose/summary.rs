//! From the exact scores of a group to its summary.

use super::groups::round_interval;
use super::parts::{Parts, forbidden};
use super::sources::Guard;
use super::{
    BINS, Bin, COARSE_POINTS, Cell, FEW_MIN, FINE_POINTS, GROUP_MIN, HISTOGRAM_MIN, Policy,
    Summary, WHOLE_MIN, WHOLE_POINTS, Withheld, few_step, round,
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
const STEPS: [f64; 6] = [FINE_POINTS, 0.2, 0.5, 1.0, 2.0, COARSE_POINTS];

/// Top of the scale, points.
const SCALE_MAX: u8 = 100;

/// A summary, and whether its scale could be cut without merging anything.
pub(super) struct Summarised {
    pub(super) cell: Cell<Summary>,
    pub(super) whole: bool,
}

/// Describes scores exactly, if the policy and the sources allow; [`settle`] rounds them. The
/// shares of `guard` are [`SHARES`].
pub(super) fn summarise(scores: &Spread, policy: Policy, guard: &Guard) -> Summarised {
    let mut whole = false;
    let cell = describe(scores, policy, guard, &mut whole);
    Summarised { cell, whole }
}

/// Has mean and interval rounded and withholds what would tell more.
pub(super) fn coarsen(cell: &mut Cell<Summary>) {
    let Cell::Shown(summary) = cell else { return };
    summary.coarse = true;
    raise(summary, COARSE_POINTS, COARSE_POINTS);
    summary.sd = Cell::Withheld(Withheld::SmallPart);
    summary.quartiles = Cell::Withheld(Withheld::SmallPart);
}

/// Has mean, interval and deviation of a scale of few scores rounded as for so many people.
pub(super) fn blur(cell: &mut Cell<Summary>, people: u64) {
    let Cell::Shown(summary) = cell else { return };
    if summary.coarse || summary.n < GROUP_MIN || people >= WHOLE_MIN {
        return;
    }
    let step = few_step(people);
    raise(summary, WHOLE_POINTS, step);
    if people < HISTOGRAM_MIN {
        summary.histogram = Cell::Withheld(Withheld::SmallPart);
    }
    if people < FEW_MIN {
        // Between two scores they tell exactly how many people are below.
        summary.quartiles = Cell::Withheld(Withheld::SmallPart);
    }
}

/// Has mean, interval and deviation rounded to a step of at least so many points.
pub(super) fn round_to(summary: &mut Summary, least: f64) {
    let step = step_from(least);
    raise(summary, step, step);
}

/// The finest step of at least so many points.
pub(super) fn step_from(least: f64) -> f64 {
    STEPS.into_iter().find(|&step| step >= least).unwrap_or(COARSE_POINTS)
}

/// Has the mean rounded to at least one step, and interval and deviation to another.
fn raise(summary: &mut Summary, step: f64, spread: f64) {
    let coarser = |before: Option<f64>, step: f64| before.map_or(step, |before| before.max(step));
    summary.step = Some(coarser(summary.step, step));
    summary.spread_step = Some(coarser(summary.spread_step, spread));
}

/// Rounds the figures, once, to the coarsest step that anything asks for.
pub(super) fn settle(cell: &mut Cell<Summary>) {
    let Cell::Shown(summary) = cell else { return };
    if let Some(step) = summary.step {
        summary.mean = round(summary.mean, step);
    }
    if let Some(step) = summary.spread_step {
        summary.interval = round_interval(summary.interval, step);
        if let Cell::Shown(sd) = &mut summary.sd {
            *sd = round(*sd, step);
        }
    }
    summary.near_edge = near_edge(summary.mean);
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
    let parts = guard.cut(&scores.steps);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::stats::ConfidenceInterval;

    fn exact(mean: f64) -> Cell<Summary> {
        Cell::Shown(Summary {
            n: 200,
            coarse: false,
            step: None,
            spread_step: None,
            mean,
            sd: Cell::Shown(12.3),
            interval: ConfidenceInterval { low: mean - 2.0, high: mean + 2.0 },
            near_edge: near_edge(mean),
            quartiles: Cell::Shown([30.0, 42.0, 55.0]),
            histogram: Cell::Withheld(Withheld::SmallPart),
            share_50: Cell::Withheld(Withheld::SmallPart),
            share_75: Cell::Withheld(Withheld::SmallPart),
        })
    }

    /// Several rules may ask for rounding: what is shown is the exact figure rounded to the
    /// coarsest step, and the warning belongs to the figure that is shown.
    #[test]
    fn figures_are_rounded_once() {
        let settled = |mean: f64, steps: &[f64]| {
            let mut cell = exact(mean);
            if let Cell::Shown(summary) = &mut cell {
                for &step in steps {
                    round_to(summary, step);
                }
            }
            settle(&mut cell);
            cell.shown().expect("shown").clone()
        };
        let untouched = settled(42.45, &[]);
        assert_eq!((untouched.mean, untouched.step), (42.45, None));
        // By way of 42.5 it would be 43.
        let twice = settled(42.45, &[0.4, 0.7]);
        assert_eq!((twice.mean, twice.step, twice.sd), (42.0, Some(1.0), Cell::Shown(12.0)));
        assert_eq!(settled(42.45, &[0.7, 0.4]), twice);
        let edge = settled(84.8, &[1.0]);
        assert_eq!((edge.mean, edge.near_edge), (85.0, true));
    }
}
