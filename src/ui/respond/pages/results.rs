//! The scores: the picture, the profile, the hours, what moves the index, how it is all computed,
//! and keeping it.

use qingdan_markup::html;
use yew::prelude::*;

use super::super::view::View;
use super::headline::headline;
use super::hours::hours;
use super::influence::influential;
use super::keep::keep;
use super::profile::profile;
use crate::domain::SHAPE;
use crate::domain::score::{Scores, score};

/// The page of scores.
pub(super) fn results(view: &View) -> Html {
    let complete = view.interview.finish(view.instrument);
    let scores = score(view.instrument, &complete);
    html! {
        <>
            { headline(view, &scores) }
            { profile(view, &scores) }
            { hours(view, &complete) }
            { influential(view, &scores) }
            { method(view, &scores) }
            { keep(view) }
        </>
    }
}

/// How the scores are computed and what the bands mean.
fn method(view: &View, scores: &Scores) -> Html {
    let words = &view.messages.results;
    // The last one is about priorities.
    let lines = if SHAPE.priorities { 4 } else { 3 };
    let least = usize::from(view.instrument.index_categories_min).min(scores.categories.len());
    html! {
        <section>
            <details class="fold" id="method">
                <summary><span class="fold__title">{ words.method }</span></summary>
                <ul class="stack--tight">
                    for line in (words.method_text)(least).into_iter().take(lines) {
                        <li>{ line }</li>
                    }
                </ul>
            </details>
            <details class="fold" id="bands">
                <summary><span class="fold__title">{ words.bands }</span></summary>
                <dl class="facts">
                    for band in &view.instrument.bands {
                        <dt key={band.from}>
                            <span class="strong">{ view.text(&band.name) }</span>
                            <span class="muted number">{ " ≥ " }{ band.from }</span>
                        </dt>
                        <dd>{ view.text(&band.meaning) }</dd>
                    }
                </dl>
            </details>
        </section>
    }
}
