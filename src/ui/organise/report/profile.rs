//! The index, large, and the bars of the categories with their intervals.

use qingdan_markup::html;
use yew::prelude::*;

use super::chart::{mean_bar, scale};
use super::context::{Context, Figure};
use super::noise::{drawn, rounded_mean};
use super::withheld::{or_patch, rule};
use crate::domain::disclose::{Cell, Summary};

/// The overall index.
pub(super) fn headline(context: Context) -> Html {
    let words = &context.words.scores;
    let least = context.instrument.index_categories_min;
    html! {
        <div class="headline">
            <p class="headline__title">{ context.index_name() }</p>
            { or_patch(context, &context.release.index, |summary| figure(context, summary)) }
            <p class="muted">
                {
                    match context.instrument.categories.len() {
                        1 => words.index_what_one.to_owned(),
                        all => (words.index_what)(least, all),
                    }
                }
            </p>
        </div>
    }
}

fn figure(context: Context, summary: &Summary) -> Html {
    let figure = Figure::from(summary);
    html! {
        <>
            <div class="headline__row">
                <span class="headline__number number">
                    { context.mean(figure.mean, figure.step) }
                </span>
                <div class="headline__beside">
                    <p class="headline__words number">
                        { context.interval(figure.interval) }
                        { " · " }{ (context.words.marks.people)(summary.n) }
                    </p>
                    { mean_bar(figure) }
                    { scale() }
                </div>
            </div>
            if figure.near_edge {
                <p class="note note--plain">{ context.words.scores.near_edge }</p>
            }
        </>
    }
}

/// One bar a category, in the order of the survey. The table after it says the same in figures.
pub(super) fn profile(context: Context) -> Html {
    let words = &context.words.scores;
    html! {
        <>
            <p class="muted">{ words.lede }</p>
            <p class="muted">{ words.interval_what }</p>
            <div class="bars" role="img" aria-label={words.chart}>
                for (place, category) in context.instrument.categories.iter().enumerate() {
                    { row(context, (&category.id, place), context.text(&category.name),
                          &context.release.categories[place]) }
                }
                <div class="bars__foot"><span />{ scale() }<span /><span /></div>
            </div>
            if any_near_edge(context) {
                <p class="muted">{ "* " }{ words.near_edge }</p>
            }
        </>
    }
}

fn row(context: Context, (id, place): (&str, usize), name: &str, cell: &Cell<Summary>) -> Html {
    if let Some(Cell::Shown(estimate)) = context.release.randomised.category(place) {
        return html! {
            <div key={id.to_owned()} class="bars__row">
                <span class="bars__name">{ name.to_owned() }</span>
                { mean_bar(drawn(estimate)) }
                <span class="bars__number number">{ rounded_mean(estimate) }</span>
                <span class="bars__band">{ (context.noise().estimated)("") }</span>
            </div>
        };
    }
    html! {
        <div key={id.to_owned()} class="bars__row">
            <span class="bars__name">{ name.to_owned() }</span>
            if let Some(summary) = cell.shown() {
                { mean_bar(summary.into()) }
                <span class="bars__number number">
                    { context.mean(summary.mean, summary.step) }
                    if summary.near_edge { { "*" } }
                </span>
                <span class="bars__band">{ context.band(summary.mean, summary.step) }</span>
            }
            if let Some(withheld) = cell.withheld() {
                <span class="withheld bars__withheld">{ rule(context, withheld) }</span>
            }
        </div>
    }
}

fn any_near_edge(context: Context) -> bool {
    let near = |cell: &Cell<Summary>| cell.shown().is_some_and(|summary| summary.near_edge);
    context.release.categories.iter().any(near)
}
