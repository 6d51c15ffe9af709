//! The questions that move the index most.

use qingdan_markup::html;
use yew::prelude::*;

use super::super::view::View;
use crate::domain::score::{Scores, influence};

/// How many questions are named.
const NAMED: usize = 3;

/// The first few of them; nothing without an index.
pub(super) fn influential(view: &View, scores: &Scores) -> Html {
    let Some(index) = scores.index else { return Html::default() };
    let words = &view.messages.results;
    let found = influence(view.instrument, view.interview.form(), view.interview.answers());
    html! {
        <section class="screen-only">
            <h2>{ words.influence }</h2>
            <p class="muted">{ (words.influence_lede)(index.rounded()) }</p>
            <ul class="answers" id="influence">
                for found in found.into_iter().take(NAMED) {
                    <li key={found.item} class="answers__item">
                        <p class="answers__stem">
                            { view.text(&view.instrument.items[found.item].stem) }
                        </p>
                        <p class="answers__answer">
                            { (words.influence_range)(found.low.rounded(), found.high.rounded()) }
                        </p>
                    </li>
                }
            </ul>
        </section>
    }
}
