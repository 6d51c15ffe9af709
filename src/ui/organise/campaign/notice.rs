//! The notice for a wall: one page of A4.

use qingdan_markup::html;
use qrcodegen::QrCode;
use yew::prelude::*;

use super::picture::drawing;
use super::protecting::told;
use crate::domain::campaign::Campaign;
use crate::i18n::Language;
use crate::i18n::organise::Messages;
use crate::ui::parts::wave;

/// The notice as it is printed; on the screen it is its own preview. `linked` says whether the QR
/// code opens the page.
pub(super) fn notice(language: Language, campaign: &Campaign, qr: &QrCode, linked: bool) -> Html {
    let (words, keys) = (&Messages::of(language).campaign, &Messages::of(language).keys);
    let extensions = campaign.extensions();
    let details = campaign.details();
    let way = usize::from(!linked);
    html! {
        <article id="notice" class="notice" lang={language.tag()}>
            <header>
                <p class="notice__title" dir="auto">{ details.title.clone() }</p>
                <p class="notice__wave">{ wave(language, details.wave, &details.wave_label) }</p>
            </header>
            <p class="notice__purpose" dir="auto">{ details.purpose.clone() }</p>
            <div class="notice__code">
                { drawing(qr, words.picture[way]) }
                <p>{ words.scan[way] }</p>
            </div>
            <ul class="notice__lines">
                for line in (words.promises)(details.minimum) {
                    <li>{ line }</li>
                }
                for line in told(language, extensions) {
                    <li>{ line }</li>
                }
                if extensions.tickets {
                    <li>{ keys.ticketed }</li>
                }
            </ul>
            if let Some(key) = &extensions.key {
                <div class="notice__key">
                    <p>{ keys.noticed[0] }</p>
                    <p class="keys__fingerprint number">{ key.fingerprint().to_string() }</p>
                    <p>{ keys.noticed[1] }</p>
                </div>
            }
            if !details.contact.is_empty() {
                <p class="notice__contact" dir="auto">
                    { (words.letter.contact)(&details.contact) }
                </p>
            }
        </article>
    }
}
