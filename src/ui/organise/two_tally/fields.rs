//! Parts that several steps share: texts and files that are given, digits to compare, what is
//! still missing.

use qingdan_markup::html;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

use super::page::Wish;
use super::state::{Given, Is, Slot, TwoTally, Wrong};
use crate::browser::files;
use crate::i18n::organise::two_tally::Messages;
use crate::worker::ExchangeKind;

/// A text that is given in a field or as a file: what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    /// The other organiser's public key.
    Partner,
    /// The campaign.
    Campaign,
    /// The plan, or an invitation with it.
    Plan,
}

impl Text {
    /// The id of its field.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Partner => "tally-partner",
            Self::Campaign => "tally-campaign",
            Self::Plan => "tally-plan-text",
        }
    }
}

impl Slot {
    /// The id of its field.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Ledger => "tally-ledger",
            Self::Own => "tally-own",
            Self::Other => "tally-other",
            Self::OwnTotals => "tally-own-totals",
            Self::OtherTotals => "tally-other-totals",
        }
    }
}

/// A field for a text, what reads it, and a file instead.
pub(super) fn text(
    text: Text,
    [label, hint, read, file]: [&'static str; 4],
    on: &Callback<Wish>,
) -> Html {
    let id = text.id();
    let (described, chosen) = ([id, "-hint"].concat(), [id, "-file"].concat());
    let onsubmit = on.reform(move |event: SubmitEvent| {
        event.prevent_default();
        Wish::Typed(text)
    });
    let onfile = choosing(&on.reform(move |file| Wish::ChoseText(text, file)));
    html! {
        <form class="keys__form stack" novalidate=true {onsubmit}>
            <div class="campaigns__field">
                <label for={id}>{ label }</label>
                <textarea {id} class="campaigns__input campaigns__code" rows="3"
                          autocomplete="off" spellcheck="false" dir="auto"
                          aria-describedby={described.clone()} />
                <p id={described} class="muted">{ hint }</p>
            </div>
            <p><button id={[id, "-read"].concat()} class="button">{ read }</button></p>
            <div class="campaigns__field keys__chosen">
                <label for={chosen.clone()}>{ file }</label>
                <input id={chosen} type="file" onchange={onfile} />
            </div>
        </form>
    }
}

/// Hands over the file that was chosen; nothing is chosen afterwards.
fn choosing(on: &Callback<File>) -> Callback<web_sys::Event> {
    let on = on.clone();
    Callback::from(move |event: web_sys::Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let chosen = input.files().map(|list| files::listed(&list)).unwrap_or_default();
        input.set_value("");
        if let Some(file) = chosen.into_iter().next() {
            on.emit(file);
        }
    })
}

/// A file of the exchange: a field for it, and what it turned out to be.
pub(super) fn slot(
    words: &'static Messages,
    state: &TwoTally,
    slot: Slot,
    on: &Callback<Wish>,
) -> Html {
    let [label, hint] = words.slots.each[slot as usize];
    let id = slot.id();
    let described = [id, "-hint"].concat();
    let onchange = choosing(&on.reform(move |file| Wish::Gave(slot, file)));
    let given = state.given[slot as usize].as_ref();
    html! {
        <div class="keys__form tally__slot">
            <div class="campaigns__field keys__chosen">
                <label for={id}>{ label }</label>
                <input {id} type="file" {onchange} aria-describedby={described.clone()} />
                <p id={described} class="muted">{ hint }</p>
            </div>
            <div id={[id, "-is"].concat()} role="status">
                if let Some(given) = given {
                    { is(words, slot, given, on) }
                }
            </div>
        </div>
    }
}

/// What a given file turned out to be.
fn is(words: &'static Messages, slot: Slot, given: &Given, on: &Callback<Wish>) -> Html {
    let slots = &words.slots;
    let aside = html! {
        <button id={[slot.id(), "-aside"].concat()} type="button" class="button button--plain"
                onclick={on.reform(move |_| Wish::Did(super::state::Event::PutAside(slot)))}>
            { words.put_aside }
        </button>
    };
    let wrong = match &given.is {
        Is::Unknown => return html! { <p class="muted">{ slots.looking }</p> },
        Is::Good(looked) => {
            let told = match slot.kind() {
                ExchangeKind::Ledger => (slots.ledger)(looked.number),
                ExchangeKind::Verification => (slots.verification)(looked.party, looked.number),
                ExchangeKind::Totals => (slots.totals)(looked.party, looked.number),
            };
            return html! {
                <div class="keys__held note note--plain">
                    <p>{ told }</p>
                    { digits(words, &looked.fingerprint) }
                    <p>{ aside }</p>
                </div>
            };
        }
        Is::Bad(Wrong::File(fault)) => (slots.fault)(*fault),
        Is::Bad(Wrong::Party) => slots.party,
        Is::Bad(Wrong::Unread) => slots.unread,
    };
    html! { <div class="note" role="alert"><p>{ wrong }</p><p>{ aside }</p></div> }
}

/// Twenty digits to compare.
pub(super) fn digits(words: &'static Messages, fingerprint: &str) -> Html {
    html! {
        <>
            <p class="muted">{ words.digits }</p>
            <p class="tally__digits number">{ fingerprint.to_owned() }</p>
        </>
    }
}

/// What is still missing; nothing where nothing is.
pub(super) fn needs(words: &'static Messages, missing: &[&'static str]) -> Html {
    html! {
        if !missing.is_empty() {
            <div class="tally__needs muted">
                <p>{ words.needs }</p>
                <ul>
                    for one in missing {
                        <li key={*one}>{ *one }</li>
                    }
                </ul>
            </div>
        }
    }
}

/// A button with an id that wishes something.
pub(super) fn button(
    id: &'static str,
    label: &'static str,
    primary: bool,
    on: &Callback<Wish>,
    wish: Wish,
) -> Html {
    let class = if primary { "button button--primary" } else { "button" };
    html! {
        <button {id} type="button" {class} onclick={on.reform(move |_: MouseEvent| wish.clone())}>
            { label }
        </button>
    }
}
