//! Which categories respondents would lighten first, and what weighting by that changes.

use qingdan_markup::html;
use yew::prelude::*;

use super::chart::share_bar;
use super::context::{Context, rounded};
use super::withheld::{or_patch, patch, reasons, short};
use crate::domain::disclose::{Cell, PriorityRelease, PriorityShare};

/// The table in the order of the survey, and the weighted index.
pub(super) fn priorities(context: Context) -> Html {
    html! {
        <>
            { or_patch(context, &context.release.priorities, |shown| table(context, shown)) }
            { weighting(context) }
        </>
    }
}

fn table(context: Context, shown: &PriorityRelease) -> Html {
    let words = &context.words.priorities;
    html! {
        <>
            <p class="muted">{ (words.lede)(shown.n, shown.missing) }</p>
            <table class="parts priorities__table">
                <thead>
                    <tr>
                        <th scope="col">{ context.words.scores.category }</th>
                        <td class="parts__bar" aria-hidden="true" />
                        <th scope="col" class="parts__share">{ words.named }</th>
                        <th scope="col" class="parts__count">{ words.borda }</th>
                    </tr>
                </thead>
                <tbody>
                    for (category, cell) in
                        context.instrument.categories.iter().zip(&shown.categories) {
                        <tr key={category.id.clone()} data-priority={category.id.clone()}>
                            <th scope="row" class="parts__label">
                                { context.text(&category.name) }
                            </th>
                            { priority(context, cell) }
                        </tr>
                    }
                    <tr key="nothing" data-priority="nothing">
                        <th scope="row" class="parts__label">{ words.nothing }</th>
                        <td class="parts__bar" aria-hidden="true" />
                        <td class="parts__share number">
                            { short(context, &shown.nothing, |&nothing| context.share(nothing)) }
                        </td>
                        <td class="parts__count" />
                    </tr>
                </tbody>
            </table>
            <p class="muted">{ words.borda_what }</p>
            { reasons(context, shown.nothing.withheld()) }
        </>
    }
}

fn priority(context: Context, cell: &Cell<PriorityShare>) -> Html {
    match cell {
        Cell::Withheld(withheld) => html! {
            <td colspan="3">{ patch(context, *withheld) }</td>
        },
        Cell::Shown(PriorityShare { named, borda, .. }) => html! {
            <>
                <td class="parts__bar" aria-hidden="true">
                    { share_bar(named.share(), named.interval()) }
                </td>
                <td class="parts__share number">{ context.share(*named) }</td>
                <td class="parts__count number">{ format!("{borda:.2}") }</td>
            </>
        },
    }
}

/// The distance of the two indices in words.
pub(super) fn apart(context: Context, points: f64) -> String {
    let step = Some(context.release.weighting_step());
    context.about(rounded(points, step), step)
}

/// The weighted index beside the plain one, and how far they are apart.
fn weighting(context: Context) -> Html {
    let (words, release) = (&context.words.priorities, context.release);
    html! {
        <div class="weighting">
            if let (Some(weighted), Some(index)) =
                (release.weighted.shown(), release.index.shown()) {
                <p>
                    { (words.weighted)(&context.mean(weighted.mean, weighted.step),
                                       &context.mean(index.mean, index.step)) }
                    if let Some(&points) = release.weighting.shown() {
                        { context.words.marks.space }
                        { (words.weighting)(&apart(context, points)) }
                    }
                </p>
                <p class="muted">{ words.weighting_what }</p>
            }
        </div>
    }
}
