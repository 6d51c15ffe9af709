//! Tables for researchers: how far questions and categories go together.

use qingdan_markup::html;
use yew::prelude::*;

use super::context::Context;
use super::withheld::{reasons, short};
use crate::domain::disclose::{Cell, Correlation, OmegaRelease, Reliability};
use crate::domain::instrument::Category;
use crate::domain::stats::ConfidenceInterval;

/// Alpha and omega of each category, and each item against the rest.
pub(super) fn reliability(context: Context) -> Html {
    let words = &context.words.research;
    let rows = || context.instrument.categories.iter().zip(&context.release.reliability);
    html! {
        <>
            <p class="muted">{ words.reliability_lede }</p>
            <div class="scroller" tabindex="0" role="region" aria-label={words.reliability}>
                <table id="reliability" class="figures">
                    <thead>
                        <tr>
                            <th scope="col">{ context.words.scores.category }</th>
                            <th scope="col">{ context.words.scores.n }</th>
                            <th scope="col">{ words.items }</th>
                            <th scope="col">{ words.alpha }</th>
                            <th scope="col">{ words.omega }</th>
                        </tr>
                    </thead>
                    <tbody>
                        for (category, cell) in rows() {
                            { reliability_row(context, category, cell) }
                        }
                    </tbody>
                </table>
            </div>
            { reasons(context, rows().filter_map(|(_, cell)| cell.withheld())) }
            if rows().any(|(_, cell)| cell.shown().is_some()) {
                { item_rest(context) }
            }
        </>
    }
}

/// Each item against the rest of its category.
fn item_rest(context: Context) -> Html {
    let words = &context.words.research;
    html! {
        <>
            <h5>{ words.item_rest }</h5>
            <div class="scroller" tabindex="0" role="region" aria-label={words.item_rest}>
                <table id="item-rest" class="figures">
                    <thead>
                        <tr>
                            <th scope="col">{ words.item }</th>
                            <th scope="col">{ "r" }</th>
                        </tr>
                    </thead>
                    <tbody>
                        for shown in context.release.reliability.iter().filter_map(Cell::shown) {
                            { items(context, shown) }
                        }
                    </tbody>
                </table>
            </div>
        </>
    }
}

fn reliability_row(context: Context, category: &Category, cell: &Cell<Reliability>) -> Html {
    let words = &context.words.research;
    html! {
        <tr key={category.id.clone()}>
            <th scope="row">{ context.text(&category.name) }</th>
            if let Some(shown) = cell.shown() {
                <td>{ shown.n }</td>
                <td>{ shown.items }</td>
                <td>{ alpha(context, shown) }</td>
                <td>
                    {
                        match shown.omega {
                            OmegaRelease::Estimate(omega) => two(omega),
                            OmegaRelease::NotConverged => words.not_converged.to_owned(),
                            OmegaRelease::TooFew => words.too_few.to_owned(),
                        }
                    }
                </td>
            } else {
                <td colspan="4">{ short(context, cell, |_| String::new()) }</td>
            }
        </tr>
    }
}

fn alpha(context: Context, shown: &Reliability) -> String {
    match (shown.alpha, shown.interval) {
        (Some(alpha), Some(interval)) => coefficient(context, alpha, interval),
        (Some(alpha), None) => two(alpha),
        (None, _) => "–".to_owned(),
    }
}

fn items(context: Context, shown: &Reliability) -> Html {
    let stem = |item: u8| context.instrument.items.get(usize::from(item));
    html! {
        <>
            for (item, r) in shown.item_rest.iter() {
                <tr key={*item}>
                    <th scope="row">
                        { stem(*item).map_or("", |item| context.text(&item.stem)) }
                    </th>
                    <td>{ r.map_or_else(|| "–".to_owned(), two) }</td>
                </tr>
            }
        </>
    }
}

/// Every pair of categories.
pub(super) fn correlations(context: Context) -> Html {
    let words = &context.words.research;
    let pairs = &context.release.correlations;
    html! {
        <>
            <p class="muted">{ words.correlations_lede }</p>
            <div class="scroller" tabindex="0" role="region" aria-label={words.correlations}>
                <table id="correlations" class="figures">
                    <thead>
                        <tr>
                            <th scope="col">{ context.words.scores.category }</th>
                            <th scope="col">{ context.words.scores.n }</th>
                            <th scope="col">{ words.pearson }</th>
                            <th scope="col">{ words.spearman }</th>
                        </tr>
                    </thead>
                    <tbody>
                        for pair in pairs.iter() {
                            { pair_row(context, pair) }
                        }
                    </tbody>
                </table>
            </div>
            { reasons(context, pairs.iter().filter_map(|pair| pair.figures.withheld())) }
        </>
    }
}

fn pair_row(context: Context, pair: &Correlation) -> Html {
    let name = |place: u8| {
        let category = context.instrument.categories.get(usize::from(place));
        category.map_or("", |category| context.text(&category.short))
    };
    html! {
        <tr key={format!("{}-{}", pair.first, pair.second)}>
            <th scope="row">
                { (context.words.research.pair)(name(pair.first), name(pair.second)) }
            </th>
            if let Some(shown) = pair.figures.shown() {
                <td>{ shown.n }</td>
                <td>{ coefficient(context, shown.pearson, shown.interval) }</td>
                <td>{ two(shown.spearman) }</td>
            } else {
                <td colspan="3">{ short(context, &pair.figures, |_| String::new()) }</td>
            }
        </tr>
    }
}

fn coefficient(context: Context, figure: f64, interval: ConfidenceInterval) -> String {
    let between = (context.words.marks.between)(&two(interval.low), &two(interval.high));
    (context.words.marks.bracketed)(&two(figure), &between)
}

/// A coefficient with two decimals and a proper minus.
fn two(figure: f64) -> String {
    format!("{figure:.2}").replace('-', "−")
}
