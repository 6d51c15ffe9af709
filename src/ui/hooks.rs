//! Hooks that both pages use.

use yew::prelude::*;

use crate::browser::{document, unload};
use crate::i18n::Language;

/// Keeps the document's language and title those of the page shown.
#[hook]
pub fn use_document(language: Language, title: String) {
    use_effect_with((language, title), |(language, title)| {
        document::set_language(language.tag(), language.direction());
        document::set_title(title);
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
