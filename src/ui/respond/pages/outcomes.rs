//! The questions about consequences.

use qingdan_markup::html;
use yew::prelude::*;

use super::super::priorities::priorities;
use super::super::view::View;
use super::card;
use crate::domain::answer::Question;

/// Every outcome, and the priorities last.
pub(super) fn outcomes(view: &View) -> Html {
    let numbered = (0_u8..).zip(view.instrument.choice_outcomes());
    let last = view.instrument.priorities_index();
    html! {
        <>
            <p class="lede">{ view.messages.unscored.outcomes_lede }</p>
            <div class="questions">
                for (number, _) in numbered.take(view.shown()) {
                    { card(view, Question::Outcome(number)) }
                }
                if let Some(outcome) = last.filter(|_| view.whole) {
                    { priorities(view, &view.instrument.outcomes[outcome]) }
                }
            </div>
        </>
    }
}
