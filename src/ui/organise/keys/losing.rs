//! What is asked before a key or tickets are lost that are nowhere else.

use qingdan_markup::html;
use yew::prelude::*;

use super::state::Loss;
use crate::browser::dialog;
use crate::i18n::Language;
use crate::i18n::organise::Messages;

/// The id of the dialog, which is on the page only while something is asked.
const LOSING: &str = "losing";

/// Where the page is told what would be lost if it were left for the collector's.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui::organise) struct Risk(pub(in crate::ui::organise) Callback<Option<Loss>>);

/// Properties of [`Losing`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(in crate::ui::organise) struct LosingProps {
    /// The language shown.
    pub(in crate::ui::organise) language: Language,
    /// What would be lost; nothing is asked where that is nothing.
    pub(in crate::ui::organise) asked: Option<Loss>,
    /// Is told the answer; closing the dialog in any other way counts as no.
    pub(in crate::ui::organise) onanswer: Callback<bool>,
}

/// The dialog with the question.
#[component]
pub(in crate::ui::organise) fn Losing(props: &LosingProps) -> Html {
    let LosingProps { language, asked, onanswer } = props;
    use_effect_with(asked.is_some(), |&asked| {
        if asked {
            dialog::show(LOSING, true);
        }
    });
    let Some(loss) = asked else { return Html::default() };
    // Closed before it goes, so that the focus is back where it was.
    let answer = |yes: bool| {
        onanswer.reform(move |_: MouseEvent| {
            dialog::show(LOSING, false);
            yes
        })
    };
    let [question, means, yes, no] = Messages::of(*language).keys.losing[*loss as usize];
    html! {
        <dialog class="dialog" id={LOSING} aria-labelledby="losing-question"
                onclose={onanswer.reform(|_| false)}>
            <h2 id="losing-question">{ question }</h2>
            <p>{ means }</p>
            <div class="dialog__buttons">
                <button id="losing-no" type="button" class="button"
                        onclick={answer(false)}>{ no }</button>
                <button id="losing-yes" type="button" class="button button--primary"
                        onclick={answer(true)}>{ yes }</button>
            </div>
        </dialog>
    }
}
