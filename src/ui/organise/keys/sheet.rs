//! What is printed of a key: the key itself, a share, tickets.

use qingdan_markup::html;
use qrcodegen::{QrCode, QrCodeEcc};
use yew::prelude::*;

use super::state::{Ending, Held, KeyEvent, Purpose, Secret, Sheet};
use super::tickets;
use super::view::KeyWish;
use crate::domain::seal::PAPER_PREFIX;
use crate::i18n::Language;
use crate::i18n::organise::Messages;
use crate::ui::organise::campaign::drawing;

/// Characters between spaces on paper.
const GROUP_CHARS: usize = 4;

/// The sheet on the screen, with what prints it and what puts it away.
pub(super) fn sheet(
    language: Language,
    purpose: &Purpose,
    held: &Held,
    shown: &Sheet,
    on: &Callback<KeyWish>,
) -> Html {
    let words = &Messages::of(language).keys;
    let [once, print, put_away, until, well, done] = words.sheet;
    let warning = match shown {
        Sheet::Tickets(_) => until,
        _ if held.printed => well,
        _ => once,
    };
    let class = if held.printed { "button" } else { "button button--primary" };
    html! {
        <>
            <p class="note" role="status">{ warning }</p>
            <p class="row">
                <button type="button" id="sheet-print" class={class}
                        onclick={on.reform(|_| KeyWish::Print)}>{ print }</button>
                if held.printed {
                    <button type="button" id="sheet-done" class="button button--primary"
                            onclick={on.reform(|_| KeyWish::Did(KeyEvent::OnPaper))}>
                        { done }
                    </button>
                }
                <button type="button" id="sheet-close" class="button"
                        onclick={on.reform(|_| KeyWish::Did(KeyEvent::Wanted(Ending::PutAway)))}>
                    { put_away }
                </button>
            </p>
            <article class="notice sheet" lang={language.tag()}>
                { body(language, purpose, held, shown) }
            </article>
        </>
    }
}

fn body(language: Language, purpose: &Purpose, held: &Held, shown: &Sheet) -> Html {
    let words = &Messages::of(language).keys;
    match (shown, purpose, &held.secret) {
        (Sheet::Key, _, Some(Secret(key))) => {
            let [title, means, care, label] = words.key_sheet;
            let text = key.to_paper();
            let digits = text.strip_prefix(PAPER_PREFIX).unwrap_or(&text);
            written(held, [title, means, care, label, words.fingerprint[0]], &text, &spaced(digits))
        }
        (Sheet::Share(place), ..) => {
            let Some(share) = held.shares.get(*place) else { return Html::default() };
            let (title, [means, care, label]) = &words.share_sheet;
            let (title, text) = (title(share.number()), share.to_code());
            written(held, [&title, means, care, label, words.fingerprint[0]], &text, &text)
        }
        (Sheet::Tickets(drawn), Purpose::Tickets(campaign), _) => {
            tickets::sheet(language, campaign, drawn)
        }
        _ => Html::default(),
    }
}

/// A sheet with a secret as a QR code and as a text.
fn written(held: &Held, words: [&str; 5], coded: &str, text: &str) -> Html {
    let [title, means, care, label, fingerprint] = words;
    let qr = QrCode::encode_text(coded, QrCodeEcc::Medium).ok();
    html! {
        <>
            <p class="notice__title">{ title.to_owned() }</p>
            <p class="strong">{ means.to_owned() }</p>
            <p>{ care.to_owned() }</p>
            <div>
                <p class="strong">{ fingerprint.to_owned() }</p>
                <p class="keys__fingerprint number">{ held.fingerprint().to_string() }</p>
            </div>
            if let Some(qr) = &qr {
                <div class="notice__code">{ drawing(qr, AttrValue::from(label.to_owned())) }</div>
            }
            <p class="keys__text"><code>{ text.to_owned() }</code></p>
        </>
    }
}

/// A text in groups.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() * 2);
    for (place, char) in text.chars().enumerate() {
        if place > 0 && place % GROUP_CHARS == 0 {
            spaced.push(' ');
        }
        spaced.push(char);
    }
    spaced
}
