//! Hooks that both pages use.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::browser::{document, unload};
use crate::i18n::Language;

/// How long the title follows the page later: after the page has been painted and has its
/// address in the browser's history.
const LATER_MS: u32 = 80;

/// Keeps the document's language and title those of the page shown.
#[hook]
pub fn use_document(language: Language, title: String) {
    use_effect_with(language, |language| {
        document::set_language(language.tag(), language.direction());
    });
    use_effect_with(title, |title| {
        let later = title_later(title.clone());
        move || drop(later)
    });
}

/// Makes the browser ask before the page is left, as long as something would be lost.
#[hook]
pub fn use_leave_guard(unsaved: bool) {
    use_effect_with(unsaved, |&unsaved| {
        let guard = if unsaved { unload::guard() } else { None };
        move || drop(guard)
    });
}

/// Sets the title of the document a little later, unless that is dropped before.
pub(super) fn title_later(title: String) -> Timeout {
    Timeout::new(LATER_MS, move || document::set_title(&title))
}
