//! A key that is there: its fingerprint, and how it is kept.

use qingdan_markup::html;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::state::{Held, KeyEvent, KeyState, Sheet, Way};
use super::view::{Field, KeyWish};
use super::ways::{form, passphrase};
use crate::i18n::organise::Keys as Words;

/// The fingerprint, and where the key is; `shown`: whether respondents see it.
pub(super) fn fingerprint(words: &Words, held: &Held, shown: bool) -> Html {
    let place = match held.way {
        Some(Way::New) => 0,
        Some(Way::File | Way::Paper | Way::Shares) => 1,
        Some(Way::Public) => 2,
        None => 3,
    };
    html! {
        <div class="keys__held note note--plain">
            <p>{ words.held[place] }</p>
            <p class="strong">{ words.fingerprint[0] }</p>
            <p class="keys__fingerprint number">{ held.fingerprint().to_string() }</p>
            if shown {
                <p class="muted">{ words.fingerprint[1] }</p>
            }
        </div>
    }
}

/// Keeping a private key: as a file, on paper, in shares.
pub(super) fn care(words: &Words, state: &KeyState, held: &Held, on: &Callback<KeyWish>) -> Html {
    let [heading, phrase, again, why, save] = words.keep_file;
    let described = state.purpose.id("why");
    let fields = html! {
        <>
            <p class="muted" id={described.clone()}>{ why }</p>
            { passphrase(state, Field::New, phrase, Some(described)) }
            { passphrase(state, Field::Again, again, None) }
            <p><button id={state.purpose.id("save")} class="button">{ save }</button></p>
        </>
    };
    let [paper, hint, show] = words.keep_paper;
    let onpaper = on.reform(|_| KeyWish::Did(KeyEvent::Showed(Sheet::Key)));
    html! {
        <>
            <div class="keys__part stack">
                { part(state, heading) }
                { form(on, KeyWish::SaveFile, fields) }
            </div>
            <div class="keys__part stack">
                { part(state, paper) }
                <p class="muted">{ hint }</p>
                <p><button type="button" id={state.purpose.id("sheet")}
                           class="button" onclick={onpaper}>
                    { show }
                </button></p>
            </div>
            { split(words, state, held, on) }
        </>
    }
}

/// The heading of a way to keep it.
fn part(state: &KeyState, words: &'static str) -> Html {
    if state.purpose.is_high() {
        html! { <h4>{ words }</h4> }
    } else {
        html! { <h5>{ words }</h5> }
    }
}

/// The key in three shares.
fn split(words: &Words, state: &KeyState, held: &Held, on: &Callback<KeyWish>) -> Html {
    let [heading, hint, split, save, show] = words.keep_shares;
    let share = |place: usize, number: u8| {
        let name = (words.share)(number);
        let named = |what: &str| [what, " · ", &name].concat();
        let id = |what: &str| state.purpose.id(&[what, &number.to_string()].concat());
        let onshow = on.reform(move |_| KeyWish::Did(KeyEvent::Showed(Sheet::Share(place))));
        html! {
            <li class="row">
                <span class="strong">{ name.clone() }</span>
                <button type="button" id={id("save-share-")} class="button"
                        aria-label={named(save)}
                        onclick={on.reform(move |_| KeyWish::SaveShare(place))}>{ save }</button>
                <button type="button" id={id("show-share-")} class="button"
                        aria-label={named(show)} onclick={onshow}>{ show }</button>
            </li>
        }
    };
    html! {
        <div class="keys__part stack">
            { part(state, heading) }
            <p class="muted">{ hint }</p>
            if held.shares.is_empty() {
                <p><button type="button" id={state.purpose.id("split")}
                           class="button"
                           onclick={on.reform(|_| KeyWish::Split)}>{ split }</button></p>
            } else {
                <ul class="keys__shares">
                    for (place, part) in held.shares.iter().enumerate() {
                        { share(place, part.number()) }
                    }
                </ul>
            }
        </div>
    }
}

/// Whether the fingerprint was compared, and what is missing before a campaign can be made.
pub(super) fn kept(words: &Words, held: &Held, on: &Callback<KeyWish>) -> Html {
    let onchange = on.reform(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        KeyWish::Did(KeyEvent::Compared(input.checked()))
    });
    html! {
        <>
            <label class="choice">
                <input type="checkbox" id="seal-compared" autocomplete="off"
                       checked={held.compared} {onchange} />
                <span>{ words.compared[usize::from(held.way != Some(Way::New))] }</span>
            </label>
            <ul class="keys__missing">
                if !held.kept {
                    <li>{ words.missing[0] }</li>
                }
                if !held.compared {
                    <li>{ words.missing[1] }</li>
                }
                if held.kept && held.compared {
                    <li class="strong">{ words.ready }</li>
                }
            </ul>
        </>
    }
}
