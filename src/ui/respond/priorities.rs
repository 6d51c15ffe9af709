//! The question which categories to cut first: tapped in order.

use qingdan_markup::html;
use yew::prelude::*;

use super::question::pressed;
use super::view::View;
use crate::domain::answer::Priorities;
use crate::domain::instrument::{Outcome, PRIORITIES_MAX};
use crate::domain::interview::Event;

/// The categories as buttons that show their place among those chosen.
pub(super) fn priorities(view: &View, outcome: &'static Outcome) -> Html {
    let words = &view.messages.unscored;
    let priorities = &view.interview.answers().priorities;
    let full = priorities.chosen().len() == PRIORITIES_MAX;
    let id = ["q-", &outcome.id].concat();
    let about = [&id, "-note"].concat();
    let hint = if full { words.priorities_full } else { words.priorities_hint };
    html! {
        <fieldset class="question" id={id.clone()} tabindex="-1" aria-describedby={about.clone()}>
            <legend class="question__stem">{ view.text(&outcome.stem) }</legend>
            <p id={about} class="question__recall">{ hint(PRIORITIES_MAX) }</p>
            <div class="question__options">
                for (number, category) in (0_u8..).zip(&view.instrument.categories) {
                    { row(view, &id, number, view.text(&category.name)) }
                }
            </div>
            <div class="question__decline">
                { whole(view, [&id, "-none"].concat(), words.priorities_none,
                        &Priorities::Nothing) }
                { whole(view, [&id, "-pn"].concat(), view.messages.question.declined,
                        &Priorities::Declined) }
            </div>
        </fieldset>
    }
}

fn row(view: &View, id: &str, category: u8, name: &'static str) -> Html {
    let place = view.interview.answers().priorities.chosen().iter().position(|&c| c == category);
    let dispatch = view.dispatch.clone();
    let onclick = move |_| dispatch.dispatch(&Event::ToggledPriority(category));
    html! {
        <button type="button" class="option__face priority" key={category}
                id={format!("{id}-{category}")} aria-pressed={pressed(place.is_some())} {onclick}>
            { name }
            if let Some(place) = place {
                <span class="priority__place" aria-hidden="true">{ place + 1 }</span>
                <span class="aside">{ (view.messages.unscored.place)(place + 1) }</span>
            }
        </button>
    }
}

/// An answer to the question as a whole.
fn whole(view: &View, id: String, words: &'static str, answer: &Priorities) -> Html {
    let picked = view.interview.answers().priorities == *answer;
    let next = if picked { Priorities::Skipped } else { answer.clone() };
    let dispatch = view.dispatch.clone();
    let onclick = move |_| dispatch.dispatch(&Event::AnsweredPriorities(next.clone()));
    html! {
        <button type="button" class="decline" {id} aria-pressed={pressed(picked)} {onclick}>
            { words }
        </button>
    }
}
