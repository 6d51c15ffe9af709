//! What lies behind each category: its figure, the spread of its scores, the answers to its
//! questions with the documented cases, and the remedies of the articles.

use qingdan_markup::html;
use yew::prelude::*;

use super::answers::histogram;
use super::chart::{mean_bar, scale};
use super::context::{Context, Figure};
use super::item::question;
use super::noise::estimated;
use super::withheld::{or_patch, patch};
use crate::domain::disclose::{Cell, Summary};
use crate::domain::instrument::Category;

/// What stands in the fold of a category.
pub(super) fn category(context: Context, place: usize) -> Html {
    let category = &context.instrument.categories[place];
    let items: Vec<usize> = context.instrument.items_of(place).collect();
    html! {
        <>
            <p class="muted">{ (context.words.items.about)(context.text(&category.about)) }</p>
            if let Some(Cell::Shown(estimate)) = context.release.randomised.category(place) {
                { estimated(context, estimate) }
            } else {
                { spread(context, &context.release.categories[place]) }
            }
            <section class="spread__part">
                <h5>{ context.words.items.questions }</h5>
                for item in items {
                    { question(context, item) }
                }
            </section>
            { remedies(context, category) }
        </>
    }
}

/// The mean of a category or of the index in words, and its histogram.
pub(super) fn spread(context: Context, cell: &Cell<Summary>) -> Html {
    or_patch(context, cell, |summary| {
        html! {
            <>
                { figure(context, summary.into()) }
                <section class="spread__part">
                    <h5>{ context.words.items.histogram }</h5>
                    <p class="muted">{ context.words.items.histogram_lede }</p>
                    {
                        match &summary.histogram {
                            Cell::Shown(bins) => histogram(context, bins),
                            Cell::Withheld(withheld) => patch(context, *withheld),
                        }
                    }
                </section>
            </>
        }
    })
}

fn figure(context: Context, figure: Figure) -> Html {
    let words = (context.words.items.category)(
        &context.mean(figure.mean, figure.step),
        &context.interval(figure.interval),
        &context.band(figure.mean, figure.step),
    );
    html! {
        <div class="spread__figure">
            <p class="strong">{ words }</p>
            { mean_bar(figure) }
            { scale() }
            if figure.near_edge {
                <p class="muted">{ context.words.scores.near_edge }</p>
            }
        </div>
    }
}

/// What the articles propose against this category's burden, with the articles.
fn remedies(context: Context, category: &Category) -> Html {
    let words = &context.words.items;
    let sources = |documents: &[String]| {
        let titles: Vec<String> = documents
            .iter()
            .filter_map(|id| context.instrument.document(id))
            .map(|document| (context.shared().title)(context.language.text(&document.title)))
            .collect();
        (words.remedy_source)(&context.shared().list(titles.iter().map(String::as_str)))
    };
    html! {
        if !category.remedies.is_empty() {
            <section class="spread__part">
                <h5>{ words.remedies }</h5>
                <p class="muted">{ words.remedies_what }</p>
                <ul class="remedies">
                    for (number, remedy) in category.remedies.iter().enumerate() {
                        <li key={number}>
                            { context.language.text(&remedy.text) }
                            <span class="muted">{ sources(&remedy.documents) }</span>
                        </li>
                    }
                </ul>
            </section>
        }
    }
}
