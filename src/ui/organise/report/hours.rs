//! Hours a week between bounds, and what they cost.

use qingdan_markup::html;
use yew::prelude::*;

use super::chart::span;
use super::context::{Context, decimals, is_coarse, rounded, whole};
use super::cost::Costing;
use super::withheld::{or_patch, reasons, short};
use crate::domain::disclose::{AvoidableRelease, Cell, HoursRelease};
use crate::domain::instrument::Hours;

/// The ends of the scale of hours drawn are multiples of this.
const SCALE_STEP: f64 = 20.0;

/// The bounds drawn, in a table, and the cost calculator.
pub(super) fn hours(context: Context) -> Html {
    let Some(asked) = &context.instrument.hours else { return html! {} };
    html! {
        <>
            <p class="muted">{ (context.words.hours.lede)(&activities(context, asked)) }</p>
            { or_patch(context, &context.release.hours, |shown| bounds(context, asked, shown)) }
        </>
    }
}

/// The categories that the timed activities belong to, in order.
pub(super) fn activities(context: Context, asked: &Hours) -> String {
    categories(context, asked.activities.iter())
}

/// On how many people and activities the avoidable hours rest.
fn avoidable_basis(context: Context, asked: &Hours, n: u64) -> String {
    let pairs = asked.avoidable.iter().map(|pair| &pair.hours);
    let others = asked.activities.len().saturating_sub(asked.avoidable.len());
    (context.words.hours.avoidable_n)(n, &categories(context, pairs), others)
}

/// The categories of some items, in a list.
fn categories<'a>(context: Context, items: impl Iterator<Item = &'a String>) -> String {
    let names = items.filter_map(|id| {
        let item = &context.instrument.items[context.instrument.item_index(id)?];
        let category = context.instrument.category_index(&item.category)?;
        Some(context.language.text(&context.instrument.categories[category].short))
    });
    context.shared().list(names)
}

fn bounds(context: Context, asked: &Hours, shown: &HoursRelease) -> Html {
    let words = &context.words.hours;
    let figures = [shown.lower, shown.central, shown.upper];
    let [low, central, high] = figures.map(|hours| rounded(hours, Some(shown.step)));
    let chart = if is_coarse(Some(shown.step)) { words.chart_coarse } else { words.chart };
    let title = chart(&low, &central, &high);
    let end = (shown.upper / SCALE_STEP).ceil().max(1.0) * SCALE_STEP;
    html! {
        <>
            <p>{ title.clone() }</p>
            { span(title, figures, end) }
            { table(context, shown) }
            if decimals(shown.step) == 0 {
                <p class="muted">{ (words.rounded)(&whole(shown.step)) }</p>
            }
            <p class="muted">{ (words.n)(shown.n, shown.left_out) }</p>
            if let Some(avoidable) = shown.avoidable.shown() {
                <p class="muted">{ avoidable_basis(context, asked, avoidable.n) }</p>
            }
            <p class="muted">{ (words.assumptions)(asked.open_central, asked.open_upper) }</p>
            <Costing language={context.language} lower={shown.lower} upper={shown.upper} />
        </>
    }
}

fn table(context: Context, shown: &HoursRelease) -> Html {
    let words = &context.words.hours;
    let write = |hours: f64| rounded(hours, Some(shown.step));
    let figure = |hours: f64| html! { <td>{ (words.hours)(&write(hours)) }</td> };
    let interval =
        (context.words.marks.between)(&write(shown.interval.low), &write(shown.interval.high));
    html! {
        <>
            <div class="scroller" tabindex="0" role="region" aria-label={words.all}>
                <table id="hours-table" class="figures">
                    <thead>
                        <tr>
                            <th scope="col">{ words.bounds }</th>
                            <th scope="col">{ words.lower }</th>
                            <th scope="col">{ words.central }</th>
                            <th scope="col">{ words.upper }</th>
                            <th scope="col">{ words.interval }</th>
                        </tr>
                    </thead>
                    <tbody>
                        <tr>
                            <th scope="row">{ words.all }</th>
                            { figure(shown.lower) }
                            { figure(shown.central) }
                            { figure(shown.upper) }
                            <td>{ interval }</td>
                        </tr>
                        <tr>
                            <th scope="row">{ words.avoidable }</th>
                            { avoidable(context, &shown.avoidable) }
                        </tr>
                    </tbody>
                </table>
            </div>
            { reasons(context, shown.avoidable.withheld()) }
        </>
    }
}

fn avoidable(context: Context, cell: &Cell<AvoidableRelease>) -> Html {
    let words = &context.words.hours;
    match cell {
        Cell::Shown(AvoidableRelease { lower, central, upper, step, .. }) => html! {
            <>
                for (place, bound) in [lower, central, upper].into_iter().enumerate() {
                    <td key={place}>{ (words.hours)(&rounded(*bound, Some(*step))) }</td>
                }
                <td />
            </>
        },
        Cell::Withheld(_) => html! {
            <td colspan="4">{ short(context, cell, |_| String::new()) }</td>
        },
    }
}
