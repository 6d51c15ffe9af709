//! The fields of each way to a key.

use qingdan_markup::html;
use yew::prelude::*;

use super::state::{KeyEvent, KeyState, Way};
use super::view::{Field, KeyWish};
use crate::i18n::organise::Keys as Words;

/// The fields of a way.
pub(super) fn way(words: &Words, state: &KeyState, way: Way, on: &Callback<KeyWish>) -> Html {
    match way {
        // It is made as soon as it is picked.
        Way::New => Html::default(),
        Way::File => file(words, state, on),
        Way::Paper => text(words.paper, state, Field::Paper, on, KeyWish::ReadPaper),
        Way::Shares => shares(words, state, on),
        Way::Public => text(words.public, state, Field::Public, on, KeyWish::ReadPublic),
    }
}

/// A form that does as wished when it is sent.
pub(super) fn form(on: &Callback<KeyWish>, wish: KeyWish, fields: Html) -> Html {
    let onsubmit = on.reform(move |event: SubmitEvent| {
        event.prevent_default();
        wish.clone()
    });
    html! { <form class="keys__form stack" novalidate=true {onsubmit}>{ fields }</form> }
}

/// A passphrase, described by the element with an id.
pub(super) fn passphrase(
    state: &KeyState,
    field: Field,
    label: &'static str,
    described: Option<String>,
) -> Html {
    let id = field.id(&state.purpose);
    html! {
        <div class="campaigns__field">
            <label for={id.clone()}>{ label }</label>
            <input {id} class="campaigns__input" type="password" autocomplete="off"
                   spellcheck="false" aria-describedby={described} />
        </div>
    }
}

/// The file and its passphrase.
fn file(words: &Words, state: &KeyState, on: &Callback<KeyWish>) -> Html {
    let [label, phrase, open] = words.file;
    let id = Field::File.id(&state.purpose);
    let fields = html! {
        <>
            <div class="campaigns__field keys__chosen">
                <label for={id.clone()}>{ label }</label>
                <input {id} type="file" accept=".json" />
            </div>
            { passphrase(state, Field::Passphrase, phrase, None) }
            <p><button class="button button--primary">{ open }</button></p>
        </>
    };
    form(on, KeyWish::OpenFile, fields)
}

/// A text with a hint and what reads it.
fn text(
    [label, hint, read]: [&'static str; 3],
    state: &KeyState,
    field: Field,
    on: &Callback<KeyWish>,
    wish: KeyWish,
) -> Html {
    let id = field.id(&state.purpose);
    let described = [&id, "-hint"].concat();
    let fields = html! {
        <>
            <div class="campaigns__field">
                <label for={id.clone()}>{ label }</label>
                <textarea {id} class="campaigns__input campaigns__code" rows="3"
                          autocomplete="off" spellcheck="false" dir="auto"
                          aria-describedby={described.clone()} />
                <p id={described} class="muted">{ hint }</p>
            </div>
            <p><button class="button button--primary">{ read }</button></p>
        </>
    };
    form(on, wish, fields)
}

/// Files of shares, or their texts one after the other.
fn shares(words: &Words, state: &KeyState, on: &Callback<KeyWish>) -> Html {
    let [files, label, hint, read, again] = words.shares;
    let id = Field::Shares.id(&state.purpose);
    html! {
        <>
            <div class="campaigns__field keys__chosen">
                <label for={id.clone()}>{ files }</label>
                <input {id} type="file" accept=".txt" multiple=true
                       onchange={on.reform(|_: Event| KeyWish::ReadShares)} />
            </div>
            { text([label, hint, read], state, Field::Share, on, KeyWish::ReadShare) }
            if !state.shares.is_empty() {
                <ul class="keys__shares">
                    for share in &state.shares {
                        <li>
                            { (words.share_read)(share.number(), &share.fingerprint().to_string()) }
                        </li>
                    }
                </ul>
                <p><button type="button" class="button button--plain"
                           onclick={on.reform(|_| KeyWish::Did(KeyEvent::Unread))}>
                    { again }
                </button></p>
            }
        </>
    }
}
