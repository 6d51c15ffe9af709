//! Which records are reported on, and the minimum.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::page::Action;
use super::state::{Event, Organiser};
use crate::domain::disclose::Policy;
use crate::domain::instrument::Form;
use crate::i18n::organise::Messages;
use crate::worker::Released;

/// The heading of the report and its settings.
pub(super) fn settings(
    messages: &'static Messages,
    state: &Organiser,
    released: &Released,
    on: &Callback<Action>,
) -> Html {
    let both = released.full > 0 && released.quick > 0;
    html! {
        <div class="settings screen-only">
            <h2 id="report" class="settings__title">{ messages.report_heading }</h2>
            if both {
                { forms(messages, state, released, on) }
            }
            { minimum(messages, state, on) }
        </div>
    }
}

/// One form or the other, never both together.
fn forms(
    messages: &'static Messages,
    state: &Organiser,
    released: &Released,
    on: &Callback<Action>,
) -> Html {
    let choice = |id: &'static str, form: Form, words: String| {
        let onchange = on.reform(move |_| Action::Did(Event::PickedForm(form)));
        html! {
            <label class="choice">
                <input {id} type="radio" name="form" checked={state.form == form} {onchange} />
                <span class="number">{ words }</span>
            </label>
        }
    };
    html! {
        <fieldset class="settings__part">
            <legend class="settings__legend">{ messages.form_legend }</legend>
            <div class="row">
                { choice("form-full", Form::Full, (messages.form_full)(released.full)) }
                { choice("form-quick", Form::Quick, (messages.form_quick)(released.quick)) }
            </div>
            <p class="muted">{ messages.form_hint }</p>
        </fieldset>
    }
}

/// The fewest people that a shown figure rests on.
fn minimum(messages: &'static Messages, state: &Organiser, on: &Callback<Action>) -> Html {
    let onchange = on.reform(|event: yew::Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Action::Did(Event::TypedMinimum(input.value()))
    });
    let (lowest, highest) = (Policy::LOWEST, Policy::HIGHEST);
    let valid = state.minimum_valid();
    let hint = if valid {
        (messages.minimum_hint)(lowest, highest)
    } else {
        (messages.minimum_wrong)(lowest, highest, state.policy.minimum())
    };
    html! {
        <div class="settings__part">
            <label class="settings__legend" for="minimum">{ messages.minimum_label }</label>
            <input id="minimum" class="settings__number" type="number" inputmode="numeric"
                   min={lowest.to_string()} max={highest.to_string()} step="1"
                   value={state.minimum_typed.clone()} {onchange}
                   aria-invalid={(!valid).then_some("true")} aria-describedby="minimum-hint" />
            <p id="minimum-hint" class="muted">{ hint }</p>
        </div>
    }
}
