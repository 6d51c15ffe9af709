//! What takes a file or a pasted text, on the pages that read one.

use qingdan_markup::html;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::state::Dispatch;
use super::super::view::View;
use crate::browser::{document, files};
use crate::tasks::read_chosen::read_chosen;

/// What takes the text; none where the browser could not read the file.
pub(super) type Taken = fn(&Dispatch, Option<String>);

/// A file chooser, a field and a button. Their ids are those of the file, the field and the
/// button; the words name the field and the button.
pub(super) fn intake(
    view: &View,
    [file, field, button]: [&'static str; 3],
    [paste, read]: [&'static str; 2],
    taken: Taken,
) -> Html {
    let dispatch = view.dispatch.clone();
    let onchange =
        move |event: Event| choose(dispatch.clone(), &event.target_unchecked_into(), taken);
    let dispatch = view.dispatch.clone();
    let onclick = move |_| taken(&dispatch, Some(document::typed(field)));
    html! {
        <>
            <p><label class="button compare__file">
                <input id={file} class="aside" type="file" autocomplete="off" {onchange}
                       accept=".json,.txt,application/json,text/plain" />
                { view.messages.compare.choose }
            </label></p>
            <label class="muted" for={field}>{ paste }</label>
            <textarea id={field} class="compare__text" rows="3"
                      spellcheck="false" autocomplete="off" />
            <p><button id={button} type="button" class="button" {onclick}>
                { read }
            </button></p>
        </>
    }
}

/// Reads the file chosen; the same one can be chosen again. What is read after the page was
/// turned comes too late.
fn choose(dispatch: Dispatch, input: &HtmlInputElement, taken: Taken) {
    let file = input.files().and_then(|list| files::listed(&list).into_iter().next());
    input.set_value("");
    let turns = dispatch.state().turns;
    if let Some(file) = file {
        read_chosen(file, move |text| {
            let turned = dispatch.state().turns != turns;
            if !turned {
                taken(&dispatch, text);
            }
        });
    }
}
