//! Two waves of one survey: raw and standardised differences with their intervals.

use qingdan_markup::html;
use yew::prelude::*;

use super::chart::about_zero;
use super::context::{Context, is_coarse, rounded, signed};
use super::wave_shares::shares;
use super::withheld::{hatched, reasons, short};
use crate::domain::disclose::{Cell, WaveComparison, WaveDifference};

/// Columns of figures beside the name of a row.
const FIGURES: usize = 6;

/// The ends of the scale of differences drawn are multiples of this, points.
const SCALE_STEP: f64 = 5.0;

/// The chart and the table, or why there is none.
pub(super) fn waves(context: Context) -> Html {
    let words = &context.words.waves;
    let names = |place: Option<usize>| {
        let scope = place.and_then(|place| context.input.scopes.get(place));
        scope.map(|scope| super::settings::scope_name(context.language, scope)).unwrap_or_default()
    };
    let Some(waves) = &context.input.waves else {
        return html! { <p class="muted">{ words.cannot }</p> };
    };
    let later = names(Some(context.input.scope));
    let earlier = names(context.input.earlier);
    html! {
        <>
            <p class="muted">{ (words.lede)(&later, waves.n[1], &earlier, waves.n[0]) }</p>
            { chart(context, waves) }
            { table(context, waves) }
            <p class="muted">{ words.note }</p>
            { shares(context, waves) }
        </>
    }
}

/// The index and the categories with their names, in the order of the survey.
fn rows<'a>(
    context: Context<'a>,
    waves: &'a WaveComparison,
) -> impl Iterator<Item = (&'a str, &'a Cell<WaveDifference>)> {
    context.scores(&waves.index, &waves.categories)
}

/// Points with intervals about zero.
fn chart(context: Context, waves: &WaveComparison) -> Html {
    let words = &context.words.waves;
    let ends = rows(context, waves).filter_map(|(_, cell)| cell.shown());
    let farthest = ends
        .map(|shown| shown.interval.low.abs().max(shown.interval.high.abs()))
        .fold(SCALE_STEP, f64::max);
    let end = (farthest / SCALE_STEP).ceil() * SCALE_STEP;
    html! {
        <div class="changes" role="img" aria-label={words.chart}>
            for (name, cell) in rows(context, waves) {
                <div key={name.to_owned()} class="changes__row">
                    <span class="changes__name">{ name }</span>
                    {
                        match cell {
                            Cell::Shown(shown) => html! {
                                <>
                                    { about_zero(shown.points, shown.interval, end) }
                                    <span class="number changes__number">
                                        if is_coarse(Some(shown.step)) { { "≈" } }
                                        { signed(shown.points, 0) }
                                    </span>
                                </>
                            },
                            Cell::Withheld(withheld) => hatched(context, *withheld),
                        }
                    }
                </div>
            }
            <div class="changes__row">
                <span />
                <span class="changes__ends muted">
                    <span>{ "← " }{ words.lighter }</span>
                    <span class="number">{ "0" }</span>
                    <span>{ words.heavier }{ " →" }</span>
                </span>
                <span />
            </div>
        </div>
    }
}

fn table(context: Context, waves: &WaveComparison) -> Html {
    let words = &context.words.waves;
    let withheld = rows(context, waves).filter_map(|(_, cell)| match cell {
        Cell::Shown(shown) => shown.standardised.withheld(),
        Cell::Withheld(rule) => Some(*rule),
    });
    html! {
        <>
            <div class="scroller" tabindex="0" role="region" aria-labelledby="waves-caption">
                <table id="waves-table" class="figures numbers__table stacked">
                    <caption id="waves-caption">{ words.caption }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ context.words.scores.category }</th>
                            <th scope="col">{ words.earlier }</th>
                            <th scope="col">{ words.later }</th>
                            <th scope="col">{ words.difference }</th>
                            <th scope="col">{ words.standardised }</th>
                            <th scope="col">{ words.detectable }</th>
                            <th scope="col">{ words.detectable_80 }</th>
                        </tr>
                    </thead>
                    <tbody>
                        for (name, cell) in rows(context, waves) {
                            <tr key={name.to_owned()}>
                                <th scope="row">{ name }</th>
                                { row(context, cell) }
                            </tr>
                        }
                    </tbody>
                </table>
            </div>
            { reasons(context, withheld) }
        </>
    }
}

fn row(context: Context, cell: &Cell<WaveDifference>) -> Html {
    let shown = match cell {
        Cell::Shown(shown) => shown,
        Cell::Withheld(withheld) => {
            return html! {
                <td class="numbers__withheld" colspan={FIGURES.to_string()}>
                    { hatched(context, *withheld) }
                </td>
            };
        }
    };
    let (words, steps) = (&context.words.waves, [shown.step, shown.spread_step].map(Some));
    let [before, after] = shown.means.map(|mean| context.about(rounded(mean, steps[0]), steps[0]));
    let standardised = short(context, &shown.standardised, |&one| context.difference(one, steps));
    html! {
        <>
            <td data-label={words.earlier}>{ before }</td>
            <td data-label={words.later}>{ after }</td>
            <td class="stacked__main" data-label={words.difference}>
                { context.difference((shown.points, shown.interval), steps) }
            </td>
            <td data-label={words.standardised}><span>{ standardised }</span></td>
            <td data-label={words.detectable}>{ rounded(shown.detectable, steps[1]) }</td>
            <td data-label={words.detectable_80}>{ rounded(shown.detectable_80, steps[1]) }</td>
        </>
    }
}
