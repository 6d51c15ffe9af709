//! The line at the top: the mark, the name, and what is always within reach.

use yew::prelude::*;

use crate::i18n::Language;
use crate::i18n::shared::Messages;

/// The masthead with the tools given; `wide` for pages with a wide column.
pub fn masthead(language: Language, wide: bool, tools: Html) -> Html {
    let messages = Messages::of(language);
    html! {
        <header class={classes!("masthead", wide.then_some("masthead--wide"))}>
            <span class="masthead__name">{ mark() }{ messages.name }</span>
            <div class="masthead__tools">{ tools }</div>
        </header>
    }
}

/// The shoulder pole with a load at each end.
fn mark() -> Html {
    html! {
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
            <path d="M2.5 11.5Q16 4.5 29.5 11.5M7 9.6V18M25 9.6V18" />
            <path class="mark__load" d="M3.8 18h6.4v6.4H3.8zM21.8 18h6.4v6.4h-6.4z" />
        </svg>
    }
}

/// Properties of [`LanguageButton`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct LanguageButtonProps {
    /// The language of the page.
    pub language: Language,
    /// Called with the language wanted.
    pub onpick: Callback<Language>,
}

/// Switches to the other language, in the words of the other language.
#[component]
pub fn LanguageButton(props: &LanguageButtonProps) -> Html {
    let other = props.language.other();
    let onpick = props.onpick.reform(move |_| other);
    html! {
        <button id="language" type="button" class="button button--plain" lang={other.tag()}
                onclick={onpick}>
            { Messages::of(props.language).other_language }
        </button>
    }
}
