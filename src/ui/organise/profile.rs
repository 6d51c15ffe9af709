//! The index, and the bars of the categories with their intervals.

use yew::prelude::*;

use super::release::Context;
use super::withheld::{patch, rule};
use crate::domain::disclose::{Cell, Summary};
use crate::i18n::organise::{Messages, one_decimal};
use crate::ui::parts::{Meter, meter};

/// The one shade of groups: their bars carry whiskers, which must be seen on them.
pub(super) const GROUP_SHADE: usize = 1;

/// The overall index, large.
pub(super) fn headline(context: Context) -> Html {
    let Context { messages, instrument, release, .. } = context;
    let least = instrument.index_categories_min;
    let what = (messages.index_what)(least, instrument.categories.len());
    html! {
        <section class="headline" aria-labelledby="headline">
            <h4 id="headline" class="headline__title">{ messages.index_heading }</h4>
            {
                match &release.index {
                    Cell::Shown(summary) => figure(context, summary),
                    Cell::Withheld(withheld) => patch(messages, release.policy, *withheld),
                }
            }
            <p class="muted">{ what }</p>
            <p class="muted">{ messages.interval_what }</p>
        </section>
    }
}

fn figure(context: Context, summary: &Summary) -> Html {
    let messages = context.messages;
    let interval = &summary.interval;
    let (low, high) = (points(summary, interval.low), points(summary, interval.high));
    html! {
        <>
            <div class="headline__row">
                <span class="headline__number number">{ mean(messages, summary) }</span>
                <div class="headline__beside">
                    <p class="headline__words number">
                        { (messages.mean_with_interval)(&low, &high) }
                        { " · " }{ (messages.based_on)(summary.n) }
                    </p>
                    { meter(Some(bar(summary))) }
                    { scale() }
                </div>
            </div>
            if summary.near_edge {
                <p class="note note--plain">{ messages.near_edge }</p>
            }
        </>
    }
}

/// One bar a category, in the order of the survey.
pub(super) fn profile(context: Context) -> Html {
    let Context { messages, language, instrument, release } = context;
    html! {
        <section class="profile" aria-labelledby="profile">
            <h4 id="profile">{ messages.categories_heading }</h4>
            <p class="muted">{ messages.categories_lede }</p>
            // The table below says the same in words.
            <div class="bars" aria-hidden="true">
                for (category, cell) in instrument.categories.iter().zip(&release.categories) {
                    { row(context, &category.id, language.text(&category.name), cell) }
                }
                <div class="bars__foot"><span />{ scale() }<span /></div>
            </div>
            if any_near_edge(context) {
                <p class="muted">{ "* " }{ messages.near_edge }</p>
            }
        </section>
    }
}

fn row(context: Context, id: &str, name: &str, cell: &Cell<Summary>) -> Html {
    let Context { messages, release, .. } = context;
    let edge = cell.shown().is_some_and(|summary| summary.near_edge);
    html! {
        <div key={id.to_owned()} class="bars__row">
            <span class="bars__name">{ name.to_owned() }</span>
            if let Some(summary) = cell.shown() {
                { meter(Some(bar(summary))) }
                <span class="bars__number number">
                    { mean(messages, summary) }
                    if edge { { "*" } }
                </span>
            }
            if let Some(withheld) = cell.withheld() {
                <span class="withheld bars__withheld">
                    { rule(messages, release.policy, withheld) }
                </span>
            }
        </div>
    }
}

fn any_near_edge(context: Context) -> bool {
    let near = |cell: &Cell<Summary>| cell.shown().is_some_and(|summary| summary.near_edge);
    context.release.categories.iter().any(near)
}

/// A mean in words: "about" where it is coarse.
pub(super) fn mean(messages: &'static Messages, summary: &Summary) -> String {
    let points = points(summary, summary.mean);
    if summary.coarse { (messages.about)(&points) } else { points }
}

/// A figure of a summary in points: whole where the summary is coarse.
pub(super) fn points(summary: &Summary, figure: f64) -> String {
    if summary.coarse { format!("{figure:.0}") } else { one_decimal(figure) }
}

/// The bar of a mean.
pub(super) fn bar(summary: &Summary) -> Meter {
    let interval = Some((summary.interval.low, summary.interval.high));
    Meter { value: summary.mean, band: GROUP_SHADE, interval }
}

/// The scale under a bar.
pub(super) fn scale() -> Html {
    html! {
        <span class="scale muted number" aria-hidden="true">
            <span>{ "0" }</span><span>{ "50" }</span><span>{ "100" }</span>
        </span>
    }
}
