//! A dialog that asks before something that cannot be taken back.

use qingdan_markup::html;
use yew::prelude::*;

/// The id of the dialog. It is on the page all the time; `browser::dialog` opens and closes it.
pub const CONFIRM: &str = "confirm";

/// A dialog with a question, what saying yes does, and the words of yes and of no. `onchoose` is
/// told the choice; closing the dialog in any other way counts as no.
pub fn confirm([question, consequence, yes, no]: [&str; 4], onchoose: &Callback<bool>) -> Html {
    html! {
        <dialog class="dialog" id={CONFIRM} aria-labelledby="confirm-question"
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
