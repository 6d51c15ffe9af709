//! From a release to rows.

use super::codes::{Rule, Statistic, Table};
use super::estimates;
use super::row::{Figure, Group, Row};
use crate::domain::disclose::{
    AvoidableRelease, Cell, CorrelationFigures, CrossTable, Distribution, FINE_POINTS,
    Group as GroupRelease, GroupDifference, GroupSummary, HoursRelease, ItemRelease, Missing,
    OmegaRelease, PEOPLE_STEP, Part, PriorityRelease, Release, Reliability, SHARE_STEP, Summary,
};
use crate::domain::instrument::Instrument;
use crate::domain::stats::{ConfidenceInterval, Proportion};

/// Every quantity of a release, in a fixed order. A quantity that is withheld is a row too.
pub fn rows(instrument: &Instrument, release: &Release) -> Vec<Row> {
    let mut rows = vec![Row::new(Table::Records, Statistic::N, count(release.n))];
    summary(&mut rows, Row::new(Table::Index, Statistic::Mean, ABSENT), &release.index);
    summary(&mut rows, Row::new(Table::Weighted, Statistic::Mean, ABSENT), &release.weighted);
    let weighting = figure(&release.weighting, |&points| plain(points));
    let row = Row::new(Table::Weighted, Statistic::Weighting, weighting);
    rows.push(row.rounded(Some(release.weighting_step()), None));
    for (category, cell) in (0..).zip(&release.categories) {
        let base = Row::new(Table::Category, Statistic::Mean, ABSENT);
        summary(&mut rows, Row { category: Some(category), ..base }, cell);
    }
    for (item, cell) in (0..).zip(&release.items) {
        let base = Row::new(Table::Item, Statistic::Share, ABSENT);
        item_rows(&mut rows, Row { item: Some(item), ..base }, cell);
    }
    for (outcome, cell) in choice_outcomes(instrument).zip(&release.outcomes) {
        let base = Row::new(Table::Outcome, Statistic::Share, ABSENT);
        distribution(&mut rows, Row { outcome: Some(outcome), ..base }, cell);
    }
    priorities(&mut rows, instrument, &release.priorities);
    for (background, cell) in (0..).zip(&release.background) {
        let base = Row::new(Table::Background, Statistic::Share, ABSENT);
        distribution(&mut rows, Row { background: Some(background), ..base }, cell);
    }
    for table in &release.groups {
        for group in &table.groups {
            let place = Group { background: table.background, option: group.option };
            group_rows(&mut rows, place, group);
        }
    }
    for (category, cell) in (0..).zip(&release.reliability) {
        reliability(&mut rows, category, cell);
    }
    for pair in &release.correlations {
        let base = Row::new(Table::Correlation, Statistic::Pearson, ABSENT);
        let base = Row { category: Some(pair.first), category2: Some(pair.second), ..base };
        correlation(&mut rows, base, &pair.figures);
    }
    hours(&mut rows, &release.hours);
    paradox(&mut rows, &release.paradox);
    estimates::rows(&mut rows, &release.randomised);
    rows
}

/// A place for the figure that comes.
const ABSENT: Figure = Figure::Withheld(Rule::NotAsked);

/// What numbers of people are rounded to where they are.
#[expect(clippy::cast_precision_loss, reason = "a small number")]
const PEOPLE: Option<f64> = Some(PEOPLE_STEP as f64);

/// What coefficients and differences of shares are rounded to.
const SHARE: Option<f64> = Some(SHARE_STEP);

/// A number of things in an instrument; there are at most 56 of a kind.
pub(super) fn small(count: usize) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
}

/// The outcomes other than the priorities, as places in the instrument.
pub(super) fn choice_outcomes(instrument: &Instrument) -> impl Iterator<Item = u8> {
    let priorities = instrument.priorities_index();
    let places = (0..).take(instrument.outcomes.len());
    places.filter(move |&place: &u8| Some(usize::from(place)) != priorities)
}

#[expect(clippy::cast_precision_loss, reason = "counts of people are far below 2^53")]
const fn count(people: u64) -> Figure {
    Figure::Shown { value: people as f64, interval: None, n: None }
}

const fn plain(value: f64) -> Figure {
    Figure::Shown { value, interval: None, n: None }
}

pub(super) const fn with_interval(value: f64, interval: ConfidenceInterval, n: u64) -> Figure {
    Figure::Shown { value, interval: Some((interval.low, interval.high)), n: Some(n) }
}

fn proportion(share: &Proportion) -> Figure {
    with_interval(share.share(), share.interval(), share.n)
}

/// What a cell shows, or its rule.
pub(super) fn figure<T>(cell: &Cell<T>, of: impl FnOnce(&T) -> Figure) -> Figure {
    match cell {
        Cell::Shown(shown) => of(shown),
        Cell::Withheld(rule) => Figure::Withheld((*rule).into()),
    }
}

/// One row more, like another.
pub(super) fn push(rows: &mut Vec<Row>, base: Row, statistic: Statistic, figure: Figure) {
    rows.push(Row { statistic, figure, ..base });
}

fn summary(rows: &mut Vec<Row>, base: Row, cell: &Cell<Summary>) {
    let summary = match cell {
        Cell::Shown(summary) => summary,
        Cell::Withheld(rule) => {
            return push(rows, base, Statistic::Mean, Figure::Withheld((*rule).into()));
        }
    };
    push(rows, base, Statistic::N, count(summary.n));
    let mean = with_interval(summary.mean, summary.interval, summary.n);
    push(rows, base.rounded(summary.step, summary.spread_step), Statistic::Mean, mean);
    let sd = figure(&summary.sd, |&sd| plain(sd));
    push(rows, base.rounded(summary.spread_step, None), Statistic::Sd, sd);
    let quartiles = [Statistic::Quartile1, Statistic::Median, Statistic::Quartile3];
    for (place, statistic) in quartiles.into_iter().enumerate() {
        let quartile = figure(&summary.quartiles, |quartiles| plain(quartiles[place]));
        push(rows, base, statistic, quartile);
    }
    match &summary.histogram {
        Cell::Shown(bins) => {
            for bin in bins {
                let base = Row { part: Some((bin.from, bin.to)), ..base };
                push(rows, base, Statistic::Bin, count(bin.count));
            }
        }
        Cell::Withheld(rule) => {
            push(rows, base, Statistic::Bin, Figure::Withheld((*rule).into()));
        }
    }
    push(rows, base, Statistic::Share50, figure(&summary.share_50, proportion));
    push(rows, base, Statistic::Share75, figure(&summary.share_75, proportion));
}

fn item_rows(rows: &mut Vec<Row>, base: Row, cell: &Cell<ItemRelease>) {
    let item = match cell {
        Cell::Shown(item) => item,
        Cell::Withheld(rule) => {
            return push(rows, base, Statistic::Share, Figure::Withheld((*rule).into()));
        }
    };
    distribution_rows(rows, base, &item.distribution);
    push(rows, base, Statistic::Mean, figure(&item.mean, |&mean| plain(mean)));
    for marker in &item.markers {
        let last = item.distribution.parts.last().map_or(marker.option, |part| part.last);
        let base = Row { part: Some((marker.option, last)), ..base };
        push(rows, base, Statistic::ShareMarker, figure(&marker.share, proportion));
    }
}

fn distribution(rows: &mut Vec<Row>, base: Row, cell: &Cell<Distribution>) {
    match cell {
        Cell::Shown(shown) => distribution_rows(rows, base, shown),
        Cell::Withheld(rule) => {
            push(rows, base, Statistic::Share, Figure::Withheld((*rule).into()));
        }
    }
}

fn distribution_rows(rows: &mut Vec<Row>, base: Row, shown: &Distribution) {
    people(rows, base, shown.n, shown.missing);
    for Part { first, last, share } in &shown.parts {
        let base = Row { part: Some((*first, *last)), ..base };
        push(rows, base, Statistic::Share, proportion(share));
    }
}

/// How many picked an option, and how many did not.
pub(super) fn people(rows: &mut Vec<Row>, base: Row, n: u64, missing: Missing) {
    push(rows, base, Statistic::N, count(n));
    match missing {
        Missing::Together(_) => {}
        Missing::ByReason { not_applicable, dont_know, declined, skipped } => {
            push(rows, base, Statistic::NotApplicable, count(not_applicable));
            push(rows, base, Statistic::DontKnow, count(dont_know));
            push(rows, base, Statistic::Declined, count(declined));
            push(rows, base, Statistic::Skipped, count(skipped));
        }
    }
    push(rows, base, Statistic::Missing, count(missing.total()));
}

fn priorities(rows: &mut Vec<Row>, instrument: &Instrument, cell: &Cell<PriorityRelease>) {
    let outcome = instrument.priorities_index().and_then(|place| u8::try_from(place).ok());
    let base = Row { outcome, ..Row::new(Table::Priority, Statistic::Named, ABSENT) };
    let shown = match cell {
        Cell::Shown(shown) => shown,
        Cell::Withheld(rule) => {
            return push(rows, base, Statistic::Named, Figure::Withheld((*rule).into()));
        }
    };
    push(rows, base, Statistic::N, count(shown.n));
    push(rows, base, Statistic::Missing, count(shown.missing));
    push(rows, base, Statistic::Nothing, figure(&shown.nothing, proportion));
    for (category, cell) in (0..).zip(&shown.categories) {
        let base = Row { category: Some(category), ..base };
        push(rows, base, Statistic::Named, figure(cell, |share| proportion(&share.named)));
        push(rows, base, Statistic::Borda, figure(cell, |share| plain(share.borda)));
    }
}

fn group_rows(rows: &mut Vec<Row>, place: Group, group: &GroupRelease) {
    let base = Row {
        background: Some(place.background),
        group: Some(place),
        ..Row::new(Table::Group, Statistic::N, ABSENT)
    };
    push(rows, base.rounded(PEOPLE, None), Statistic::N, figure(&group.n, |&n| count(n)));
    group_summary(rows, base, &group.index);
    for (category, cell) in (0..).zip(&group.categories) {
        group_summary(rows, Row { category: Some(category), ..base }, cell);
    }
    let base = Row { table: Table::Difference, ..base };
    for (category, cell) in (0..).zip(&group.differences) {
        difference(rows, Row { category: Some(category), ..base }, cell);
    }
}

fn group_summary(rows: &mut Vec<Row>, base: Row, cell: &Cell<GroupSummary>) {
    let mean = figure(cell, |group| with_interval(group.mean, group.interval, group.n));
    let steps = cell.shown().map(|group| (group.step, group.spread_step));
    let (step, spread) = steps.unzip();
    push(rows, base.rounded(step, spread), Statistic::Mean, mean);
    let sd = match cell {
        Cell::Shown(group) => figure(&group.sd, |&sd| plain(sd)),
        Cell::Withheld(rule) => Figure::Withheld((*rule).into()),
    };
    push(rows, base.rounded(spread, None), Statistic::Sd, sd);
}

fn difference(rows: &mut Vec<Row>, base: Row, cell: &Cell<GroupDifference>) {
    let interval = |low_high: ConfidenceInterval| Some((low_high.low, low_high.high));
    let points = figure(cell, |difference| Figure::Shown {
        value: difference.points,
        interval: interval(difference.interval),
        n: None,
    });
    let steps = cell.shown().map(|difference| difference.steps);
    let [spread, effect, p] = steps.map_or([None; 3], |steps| steps.map(Some));
    push(rows, base.rounded(Some(FINE_POINTS), spread), Statistic::Points, points);
    let effect = base.rounded(effect, None);
    push(rows, effect, Statistic::HedgesG, figure(cell, |d| plain(d.hedges_g)));
    push(rows, base.rounded(p, None), Statistic::PHolm, figure(cell, |d| plain(d.p_holm)));
    let share = match cell {
        Cell::Shown(difference) => figure(&difference.share_50, |&(value, low_high)| {
            Figure::Shown { value, interval: interval(low_high), n: None }
        }),
        Cell::Withheld(rule) => Figure::Withheld((*rule).into()),
    };
    push(rows, base.rounded(SHARE, SHARE), Statistic::PointsShare50, share);
}

fn reliability(rows: &mut Vec<Row>, category: u8, cell: &Cell<Reliability>) {
    let base = Row::new(Table::Reliability, Statistic::Alpha, ABSENT).rounded(SHARE, SHARE);
    let base = Row { category: Some(category), ..base };
    let shown = match cell {
        Cell::Shown(shown) => shown,
        Cell::Withheld(rule) => {
            return push(rows, base, Statistic::Alpha, Figure::Withheld((*rule).into()));
        }
    };
    let estimate = |value: Option<f64>| value.map_or(Figure::Withheld(Rule::TooFew), plain);
    let alpha = match (shown.alpha, shown.interval) {
        (Some(alpha), Some(interval)) => with_interval(alpha, interval, shown.n),
        (alpha, _) => estimate(alpha),
    };
    push(rows, base, Statistic::Alpha, alpha);
    let omega = match shown.omega {
        OmegaRelease::Estimate(omega) => plain(omega),
        OmegaRelease::NotConverged => Figure::Withheld(Rule::NotConverged),
        OmegaRelease::TooFew => Figure::Withheld(Rule::TooFew),
    };
    push(rows, base, Statistic::Omega, omega);
    for &(item, r) in &shown.item_rest {
        push(rows, Row { item: Some(item), ..base }, Statistic::ItemRest, estimate(r));
    }
}

fn correlation(rows: &mut Vec<Row>, base: Row, cell: &Cell<CorrelationFigures>) {
    let base = base.rounded(SHARE, SHARE);
    let pearson = figure(cell, |pair| with_interval(pair.pearson, pair.interval, pair.n));
    push(rows, base, Statistic::Pearson, pearson);
    push(rows, base, Statistic::Spearman, figure(cell, |pair| plain(pair.spearman)));
}

fn hours(rows: &mut Vec<Row>, cell: &Cell<HoursRelease>) {
    let base = Row::new(Table::Hours, Statistic::Lower, ABSENT);
    let shown = match cell {
        Cell::Shown(shown) => shown,
        Cell::Withheld(rule) => {
            return push(rows, base, Statistic::Lower, Figure::Withheld((*rule).into()));
        }
    };
    push(rows, base, Statistic::N, count(shown.n));
    push(rows, base, Statistic::LeftOut, count(shown.left_out));
    let base = base.rounded(Some(shown.step), Some(shown.step));
    push(rows, base, Statistic::Lower, with_interval(shown.lower, shown.interval, shown.n));
    push(rows, base, Statistic::Central, with_interval(shown.central, shown.interval, shown.n));
    push(rows, base, Statistic::Upper, with_interval(shown.upper, shown.interval, shown.n));
    let avoidable = |of: fn(&AvoidableRelease) -> f64| {
        figure(&shown.avoidable, |hours| Figure::Shown {
            value: of(hours),
            interval: None,
            n: Some(hours.n),
        })
    };
    let base = base.rounded(shown.avoidable.shown().map(|hours| hours.step), None);
    push(rows, base, Statistic::AvoidableLower, avoidable(|hours| hours.lower));
    push(rows, base, Statistic::AvoidableCentral, avoidable(|hours| hours.central));
    push(rows, base, Statistic::AvoidableUpper, avoidable(|hours| hours.upper));
}

fn paradox(rows: &mut Vec<Row>, cell: &Cell<CrossTable>) {
    let base = Row::new(Table::Paradox, Statistic::N, ABSENT);
    let shown = match cell {
        Cell::Shown(shown) => shown,
        Cell::Withheld(rule) => {
            return push(rows, base, Statistic::N, Figure::Withheld((*rule).into()));
        }
    };
    let base = Row { outcome: Some(shown.rows), outcome2: Some(shown.columns), ..base };
    let base = base.rounded(PEOPLE, None);
    push(rows, base, Statistic::N, count(shown.n));
    let options = |cells: &[Cell<u64>]| -> Vec<(u8, Figure)> {
        (0..).zip(cells).map(|(option, cell)| (option, figure(cell, |&n| count(n)))).collect()
    };
    for (option, people) in options(&shown.row_totals) {
        push(rows, Row { part: Some((option, option)), ..base }, Statistic::N, people);
    }
    for (option, people) in options(&shown.column_totals) {
        push(rows, Row { option2: Some(option), ..base }, Statistic::N, people);
    }
    for (row, cells) in (0..).zip(&shown.cells) {
        for (option, people) in options(cells) {
            let base = Row { part: Some((row, row)), option2: Some(option), ..base };
            push(rows, base, Statistic::N, people);
        }
    }
}
