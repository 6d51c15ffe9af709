//! Keeping a draft on this device, and going on with it. The button that keeps it is in the bar.

use qingdan_markup::html;
use yew::prelude::*;

use super::super::drafts::{Act, Ask, CODE_FIELD, Copied};
use super::super::view::View;

/// What a draft is; once there is one, its code.
pub(super) fn draft(view: &View) -> Html {
    let words = &view.messages.draft;
    let shown = view.drafts.shown;
    let Some(code) = &shown.code else {
        return html! {
            <>
                { lines(&words.about) }
                { fault(view) }
                { all(view) }
            </>
        };
    };
    let copied = match shown.copied {
        Copied::No => "",
        Copied::Yes => words.copied,
        Copied::Failed => words.not_copied,
    };
    html! {
        <>
            if shown.fault.is_none() {
                <p class="draft__stand" id="draft-kept">{ words.kept }</p>
            } else {
                { fault(view) }
            }
            <h2>{ words.code }</h2>
            <p class="draft__code" id="code" aria-label={code.to_string()}>
                for group in code.groups() {
                    <span class="draft__group">{ group }</span>
                }
            </p>
            <div class="row">
                { button("copy-code", words.copy, view.drafts.on(Act::Copy)) }
                <span id="copied" role="status">{ copied }</span>
            </div>
            { lines(&words.about_code) }
            { button("erase-draft", words.erase, view.drafts.on(Act::Ask(Ask::Draft))) }
        </>
    }
}

/// The field for the code and the button that tries it. What is typed stays in the field.
pub(super) fn resume(view: &View) -> Html {
    let words = &view.messages.draft;
    let refused = view.drafts.shown.refused;
    let onsubmit = view.drafts.onsubmit();
    html! {
        <>
            <form class="draft__form" {onsubmit}>
                <label for={CODE_FIELD}>{ words.enter }</label>
                <input id={CODE_FIELD} class="draft__field" type="text" inputmode="text"
                       autocomplete="off" autocapitalize="characters" spellcheck="false"
                       maxlength="40" aria-describedby="code-hint code-refused"
                       aria-invalid={refused.map(|_| "true")} />
                <p class="muted" id="code-hint">{ words.enter_hint }</p>
                <p id="code-refused" class={refused.map(|_| "note")} role="alert">
                    <>{ refused.map(|fault| (words.refused)(fault)) }</>
                </p>
                <button id="open-draft" class="button button--primary">{ words.open }</button>
            </form>
            { all(view) }
        </>
    }
}

/// Why nothing is kept, or why it is not up to date.
fn fault(view: &View) -> Html {
    let words = &view.messages.draft;
    html! {
        if let Some(fault) = view.drafts.shown.fault {
            <p class="note" id="draft-fault" role="alert">
                { words.failed }{ " " }{ (words.fault)(fault) }
            </p>
        }
    }
}

/// How many drafts there are, and the button that erases them.
fn all(view: &View) -> Html {
    let words = &view.messages.draft;
    let stored = view.drafts.shown.stored;
    html! {
        if stored > 0 {
            <section>
                <h2 id="stored">{ (words.stored)(stored) }</h2>
                <p>{ words.others }</p>
                { button("erase-drafts", words.erase_all, view.drafts.on(Act::Ask(Ask::Drafts))) }
            </section>
        }
    }
}

fn lines(lines: &[&'static str]) -> Html {
    html! {
        <ul class="draft__lines">
            for line in lines.iter().copied() {
                <li>{ line }</li>
            }
        </ul>
    }
}

fn button(id: &'static str, label: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! { <p><button type="button" {id} class="button" {onclick}>{ label }</button></p> }
}
