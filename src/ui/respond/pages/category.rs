//! The items of one category.

use qingdan_markup::html;
use yew::prelude::*;

use super::super::view::View;
use super::card;
use crate::domain::answer::Question;

/// The items that the form asks, below one another.
pub(super) fn category(view: &View, category: usize) -> Html {
    let Some(about) = view.instrument.categories.get(category).map(|c| view.text(&c.about)) else {
        return Html::default();
    };
    html! {
        <>
            <p class="lede">{ about }</p>
            <div class="questions">
                for item in items(view, category).take(view.shown()) {
                    { card(view, Question::Item(item)) }
                }
            </div>
            if view.whole {
                <p class="muted page__foot">{ view.messages.question.hint }</p>
            }
        </>
    }
}

/// Positions and ids of the items that the form asks.
fn items(view: &View, category: usize) -> impl Iterator<Item = u8> {
    let (instrument, form) = (view.instrument, view.interview.form());
    instrument
        .items_of(category)
        .filter(move |&item| instrument.asks(form, item))
        .filter_map(|item| u8::try_from(item).ok())
}
