//! The line at the top: the mark, the name, and what is always within reach.

use qingdan_markup::html;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::i18n::Language;
use crate::i18n::shared::Messages;

/// The masthead with the tools given; `wide` for pages with a wide column.
pub fn masthead(language: Language, wide: bool, tools: Html) -> Html {
    let messages = Messages::of(language);
    html! {
        <header class={if wide { "masthead masthead--wide" } else { "masthead" }}>
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

/// Switches the language: a button in the words of the other language, or a list of more.
/// `onpick` is told the language wanted.
pub fn language_button(language: Language, onpick: &Callback<Language>) -> Html {
    match *Language::ALL {
        [first, second] => switch(onpick, if language == first { second } else { first }),
        _ => list(language, onpick, Language::ALL),
    }
}

fn switch(onpick: &Callback<Language>, other: Language) -> Html {
    html! {
        <button id="language" type="button" class="button button--plain" lang={other.tag()}
                onclick={onpick.reform(move |_| other)}>
            { other.name() }
        </button>
    }
}

fn list(shown: Language, onpick: &Callback<Language>, languages: &'static [Language]) -> Html {
    let onpick = onpick.clone();
    let onchange = move |event: Event| {
        let tag = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value());
        let picked = languages.iter().find(|language| Some(language.tag()) == tag.as_deref());
        if let Some(&language) = picked {
            onpick.emit(language);
        }
    };
    html! {
        <select id="language" class="button button--plain" {onchange}
                aria-label={Messages::of(shown).language}>
            for language in languages.iter().copied() {
                <option value={language.tag()} lang={language.tag()}
                        selected={language == shown}>
                    { language.name() }
                </option>
            }
        </select>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[component]
    fn Listed() -> Html {
        list(Language::En, &Callback::noop(), Language::ALL)
    }

    #[test]
    fn a_list_names_every_language_and_selects_the_one_of_the_page() {
        let renderer = yew::LocalServerRenderer::<Listed>::new().hydratable(false);
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let html = tokio::task::LocalSet::new().block_on(&runtime, renderer.render());
        for language in Language::ALL {
            assert!(html.contains(&format!(">{}</option>", language.name())), "{html}");
        }
        assert_eq!(html.matches(" selected").count(), 1, "{html}");
        assert!(html.contains("value=\"en\" selected"), "{html}");
    }
}
