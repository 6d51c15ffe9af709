//! Rows of estimates from randomised answers. The counts in whose place they stand are rows too,
//! withheld under a rule of their own.

use super::codes::{Rule, Statistic, Table};
use super::flatten::{figure, people, push, with_interval};
use super::row::{Figure, Row};
use crate::domain::disclose::{Cell, ItemEstimates, RandomisedRelease, ScoreEstimate};
use crate::domain::randomised::Estimate;

/// The estimates of a release, items first; a row for each that is withheld.
pub(super) fn rows(rows: &mut Vec<Row>, randomised: &RandomisedRelease) {
    let truth = randomised.truth;
    for one in &randomised.items {
        let base = Row::new(Table::Item, Statistic::ShareEstimate, ABSENT);
        item(rows, Row { item: Some(one.item), truth, ..base }, &one.estimates);
    }
    for one in &randomised.categories {
        let base = Row::new(Table::Category, Statistic::MeanEstimate, ABSENT);
        category(rows, Row { category: Some(one.category), truth, ..base }, &one.estimate);
    }
}

/// A place for the figure that comes.
const ABSENT: Figure = Figure::Withheld(Rule::Randomised);

/// An estimate, or its rule; λ stands beside estimates only.
fn estimate<T>(rows: &mut Vec<Row>, base: Row, cell: &Cell<T>, of: impl FnOnce(&T) -> Figure) {
    let truth = base.truth.filter(|_| cell.shown().is_some());
    push(rows, Row { truth, ..base }, base.statistic, figure(cell, of));
}

fn item(rows: &mut Vec<Row>, base: Row, cell: &Cell<ItemEstimates>) {
    let plain = |estimate: &Estimate| with_interval(estimate.value, estimate.interval, estimate.n);
    let Cell::Shown(shown) = cell else {
        return estimate(rows, base, cell, |_| ABSENT);
    };
    people(rows, Row { truth: None, ..base }, shown.n, shown.missing);
    for part in &shown.parts {
        let base = Row { part: Some((part.first, part.last)), ..base };
        estimate(rows, base, &Cell::Shown(part.share), plain);
    }
    let mean = Row { statistic: Statistic::MeanEstimate, ..base };
    estimate(rows, mean, &shown.mean, plain);
    for marker in &shown.markers {
        let last = shown.parts.last().map_or(marker.option, |part| part.last);
        let part = Some((marker.option, last));
        let base = Row { part, statistic: Statistic::ShareMarkerEstimate, ..base };
        estimate(rows, base, &marker.share, plain);
    }
}

fn category(rows: &mut Vec<Row>, base: Row, cell: &Cell<ScoreEstimate>) {
    let steps = cell.shown().map(|shown| (shown.step, shown.spread_step));
    let (step, spread) = steps.unwrap_or_default();
    let score = |shown: &ScoreEstimate| with_interval(shown.mean, shown.interval, shown.n);
    estimate(rows, base.rounded(step, spread), cell, score);
}
