//! Drawing tickets, and the sheet of them.

use qingdan_markup::html;
use yew::prelude::*;

use super::state::KeyState;
use super::view::{Field, KeyWish};
use super::ways::form;
use crate::domain::campaign::Campaign;
use crate::domain::ticket::{TICKETS_MAX, Ticket};
use crate::i18n::Language;
use crate::i18n::organise::{Keys as Words, Messages};
use crate::ui::parts::wave;

/// How many tickets are to be drawn, and what to know before.
pub(super) fn drawing(words: &Words, state: &KeyState, on: &Callback<KeyWish>) -> Html {
    let (label, hint, draw) = words.draw;
    let id = Field::Number.id(&state.purpose);
    let described = [&id, "-hint"].concat();
    let fields = html! {
        <>
            <ul>
                for rule in words.draw_rules {
                    <li>{ rule }</li>
                }
            </ul>
            <div class="campaigns__field">
                <label for={id.clone()}>{ label }</label>
                <input {id} class="campaigns__input campaigns__input--number" type="number"
                       inputmode="numeric" autocomplete="off" min="1"
                       max={TICKETS_MAX.to_string()} aria-describedby={described.clone()} />
                <p id={described} class="muted">{ hint(TICKETS_MAX) }</p>
            </div>
            <p><button id="tickets-draw" class="button button--primary">{ draw }</button></p>
        </>
    };
    form(on, KeyWish::Draw, fields)
}

/// The tickets as they are cut: two in a row, without numbers, in the order of the draw.
pub(super) fn sheet(language: Language, campaign: &Campaign, tickets: &[Ticket]) -> Html {
    let words = &Messages::of(language).keys;
    let details = campaign.details();
    let wave = wave(language, details.wave, &details.wave_label);
    let beside = AttrValue::from((words.ticket)(&details.title, &wave));
    let cut = |ticket: &Ticket| {
        html! {
            <li class="ticket" dir="auto">
                <code>{ ticket.to_string() }</code>{ beside.clone() }
            </li>
        }
    };
    html! { <ul class="tickets">{ for tickets.iter().map(cut) }</ul> }
}
