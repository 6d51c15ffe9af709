//! The text that goes with a link or a code, as the organiser changed it by hand. What was changed
//! stays while the page is open: closing what is handed out, another address and another language
//! of the page lose none of it.

use std::collections::BTreeMap;
use std::rc::Rc;

use qingdan_markup::html;
use web_sys::{HtmlTextAreaElement, InputEvent};
use yew::prelude::*;

use super::handout::{Said, copy_then, status};
use crate::i18n::Language;
use crate::i18n::organise::Messages;

/// A text as the page writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui::organise) struct Wording {
    /// The whole text.
    pub(in crate::ui::organise) text: String,
    /// The line of it that says how to take part.
    pub(in crate::ui::organise) how: String,
    /// The link or the code in that line.
    pub(in crate::ui::organise) way: String,
}

/// A text that was changed by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Changed {
    /// What stands in the field.
    text: String,
    /// The text it was made of.
    of: Wording,
    /// Whether it has been copied as it is.
    copied: bool,
}

impl Changed {
    /// The text with the present way to take part; as it is where it no longer has the old one.
    fn now(&self, wording: &Wording) -> String {
        if self.text.contains(&self.of.how) {
            self.text.replace(&self.of.how, &wording.how)
        } else {
            self.text.replace(&self.of.way, &wording.way)
        }
    }
}

/// The texts that were changed, by the code they invite with and the language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::ui::organise) struct Letters(BTreeMap<(String, &'static str), Changed>);

/// What is done to one of them.
pub(in crate::ui::organise) struct Edit {
    /// The code it invites with.
    code: String,
    /// Its language.
    language: Language,
    /// What is done.
    did: Did,
}

/// What is done to a text.
enum Did {
    /// This stands in the field now, made of that.
    Typed(String, Wording),
    /// What stands there was copied.
    Copied,
    /// The page's own text is wanted again.
    Restored,
}

impl Letters {
    /// Whether a changed text has not been copied yet.
    pub(in crate::ui::organise) fn unsaved(&self) -> bool {
        self.0.values().any(|changed| !changed.copied)
    }
}

impl Reducible for Letters {
    type Action = Edit;

    fn reduce(self: Rc<Self>, Edit { code, language, did }: Edit) -> Rc<Self> {
        let mut next = self.as_ref().clone();
        let place = (code, language.tag());
        match did {
            Did::Typed(text, of) if text != of.text => {
                next.0.insert(place, Changed { text, of, copied: false });
            }
            Did::Typed(..) | Did::Restored => {
                next.0.remove(&place);
            }
            Did::Copied => {
                if let Some(changed) = next.0.get_mut(&place) {
                    changed.copied = true;
                }
            }
        }
        Rc::new(next)
    }
}

/// Properties of [`LetterField`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(in crate::ui::organise) struct LetterFieldProps {
    /// The id of the field.
    pub(in crate::ui::organise) id: &'static str,
    /// The language shown.
    pub(in crate::ui::organise) language: Language,
    /// The code it invites with.
    pub(in crate::ui::organise) code: String,
    /// The text as the page writes it.
    pub(in crate::ui::organise) wording: Wording,
    /// What was done last.
    pub(in crate::ui::organise) said: Said,
}

/// The text to change and to copy, under its heading.
#[component]
pub(in crate::ui::organise) fn LetterField(props: &LetterFieldProps) -> Html {
    let LetterFieldProps { id, language, code, wording, said } = props;
    let words = &Messages::of(*language).campaign;
    let own = use_reducer(Letters::default);
    let letters = use_context::<UseReducerHandle<Letters>>().unwrap_or(own);
    let changed = letters.0.get(&(code.clone(), language.tag()));
    let text = changed.map_or_else(|| wording.text.clone(), |changed| changed.now(wording));
    let dispatch = letters.dispatcher();
    let edit = {
        let (code, language) = (code.clone(), *language);
        Callback::from(move |did| dispatch.dispatch(Edit { code: code.clone(), language, did }))
    };
    let oninput = {
        let wording = wording.clone();
        edit.reform(move |event: InputEvent| {
            let field: HtmlTextAreaElement = event.target_unchecked_into();
            Did::Typed(field.value(), wording.clone())
        })
    };
    let hint = [*id, "-hint"].concat();
    html! {
        <>
            <h4>{ words.invitation[0] }</h4>
            <p class="muted" id={hint.clone()}>{ words.invitation[1] }</p>
            <textarea id={*id} class="campaigns__input" rows="14" autocomplete="off"
                      spellcheck="false" dir="auto" value={text} {oninput}
                      aria-label={words.invitation[0]} aria-describedby={hint} />
            <p class="row">
                { copy_then(words, said, id, edit.reform(|()| Did::Copied)) }
                if changed.is_some() {
                    <button id={[*id, "-restore"].concat()} type="button"
                            class="button button--plain" onclick={edit.reform(|_| Did::Restored)}>
                        { words.invitation[2] }
                    </button>
                }
            </p>
            { status(said, id) }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wording(way: &str) -> Wording {
        let how = format!("怎么填：{way}");
        Wording { text: format!("您好\n{how}\n谢谢"), how, way: way.to_owned() }
    }

    fn after(letters: Letters, did: Did) -> Letters {
        let edit = Edit { code: "码".to_owned(), language: Language::Zh, did };
        Rc::new(letters).reduce(edit).as_ref().clone()
    }

    fn shown(letters: &Letters, wording: &Wording) -> Option<String> {
        let place = ("码".to_owned(), Language::Zh.tag());
        letters.0.get(&place).map(|changed| changed.now(wording))
    }

    #[test]
    fn what_was_changed_goes_on_with_another_way_to_take_part() {
        let typed = "各位同事：\n怎么填：甲\n谢谢".to_owned();
        let letters = after(Letters::default(), Did::Typed(typed.clone(), wording("甲")));
        assert_eq!(shown(&letters, &wording("甲")), Some(typed.clone()));
        let now = "各位同事：\n怎么填：https\n谢谢";
        assert_eq!(shown(&letters, &wording("https")).as_deref(), Some(now));
        // Back again, and changed further.
        assert_eq!(shown(&letters, &wording("甲")), Some(typed));
        let letters = after(letters, Did::Typed(now.replace("谢谢", "多谢"), wording("https")));
        let back = "各位同事：\n怎么填：甲\n多谢";
        assert_eq!(shown(&letters, &wording("甲")).as_deref(), Some(back));
    }

    #[test]
    fn a_line_that_was_put_otherwise_keeps_its_words() {
        let letters = Letters::default();
        let letters = after(letters, Did::Typed("请打开 甲 来填".to_owned(), wording("甲")));
        assert_eq!(shown(&letters, &wording("乙")).as_deref(), Some("请打开 乙 来填"));
        let letters = after(letters, Did::Typed("见群公告".to_owned(), wording("甲")));
        assert_eq!(shown(&letters, &wording("乙")).as_deref(), Some("见群公告"));
    }

    #[test]
    fn what_is_not_copied_yet_would_be_lost_with_the_page() {
        let typed = |text: &str| Did::Typed(text.to_owned(), wording("甲"));
        let letters = after(Letters::default(), typed("改了"));
        assert!(letters.unsaved());
        let letters = after(letters, Did::Copied);
        assert!(!letters.unsaved() && shown(&letters, &wording("甲")).is_some());
        let letters = after(letters, typed("又改了"));
        assert!(letters.unsaved());
        let letters = after(letters, Did::Restored);
        assert!(!letters.unsaved() && shown(&letters, &wording("甲")).is_none());
        // Typed back to what the page writes, it is unchanged.
        let letters = after(after(letters, typed("改了")), typed(&wording("甲").text));
        assert_eq!(letters, Letters::default());
    }
}
