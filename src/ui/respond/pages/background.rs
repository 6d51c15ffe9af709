//! The questions about the respondent: coarse and optional.

use qingdan_markup::html;
use yew::prelude::*;

use super::super::view::View;
use super::card;
use crate::domain::answer::Question;

/// The background questions that are asked.
pub(super) fn background(view: &View) -> Html {
    let lede = match asked(view).next() {
        Some(_) => view.messages.unscored.background_lede,
        None => view.shared.joining.none,
    };
    html! {
        <>
            <p class="lede">{ lede }</p>
            <div class="questions">
                for question in asked(view).take(view.shown()) {
                    { card(view, question) }
                }
            </div>
        </>
    }
}

fn asked<'a>(view: &'a View) -> impl Iterator<Item = Question> + 'a {
    let questions = (0..).map(Question::Background).zip(&view.instrument.background);
    questions
        .map(|(question, _)| question)
        .filter(|question| view.interview.asks(view.instrument, *question))
}
