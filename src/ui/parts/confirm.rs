//! A dialog that asks before something that cannot be taken back.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// Properties of [`Confirm`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ConfirmProps {
    /// Whether the dialog is shown.
    pub open: bool,
    /// The question.
    pub question: AttrValue,
    /// What saying yes does.
    pub consequence: AttrValue,
    /// The button that does it.
    pub yes: AttrValue,
    /// The button that leaves things as they are.
    pub no: AttrValue,
    /// Called with the choice; closing the dialog in any other way counts as no.
    pub onchoose: Callback<bool>,
}

/// A modal dialog with two buttons. The browser keeps the focus in it and closes it on Escape.
#[component]
pub fn Confirm(props: &ConfirmProps) -> Html {
    let ConfirmProps { open, question, consequence, yes, no, onchoose } = props;
    let dialog = use_node_ref();
    use_effect_with(*open, {
        let dialog = dialog.clone();
        move |&open| {
            let Some(dialog) = dialog.cast::<HtmlDialogElement>() else { return };
            if !open {
                dialog.close();
            } else if !dialog.open() {
                // Fails only for a dialog that is open or not in the document; this is neither.
                let _ = dialog.show_modal();
            }
        }
    });
    html! {
        <dialog ref={dialog} class="dialog" id="confirm" aria-labelledby="confirm-question"
                onclose={onchoose.reform(|_| false)}>
            <h2 id="confirm-question">{ question }</h2>
            <p>{ consequence }</p>
            <div class="dialog__buttons">
                <button id="confirm-no" type="button" class="button"
                        onclick={onchoose.reform(|_| false)}>{ no }</button>
                <button id="confirm-yes" type="button" class="button button--primary"
                        onclick={onchoose.reform(|_| true)}>{ yes }</button>
            </div>
        </dialog>
    }
}
