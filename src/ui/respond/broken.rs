//! What is shown where no interview can begin.

use qingdan_markup::html;
use yew::prelude::*;

use crate::i18n::Language;
use crate::i18n::respond::Messages;

/// The browser has no randomness: says so in both languages.
pub(super) fn broken() -> Html {
    html! {
        <main class="shell__column page" role="alert">
            for language in Language::ALL.iter().copied() {
                <section key={language.tag()} lang={language.tag()}>
                    <h1>{ Messages::of(language).erase.broken }</h1>
                    <p>{ Messages::of(language).erase.broken_text }</p>
                </section>
            }
        </main>
    }
}
