//! The batches that this browser keeps: which one is open, where it is kept, and how to take it
//! along.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::page::{Action, Asking, current};
use super::state::Organiser;
use crate::i18n::Language;
use crate::i18n::organise::Messages;
use crate::i18n::organise::collect;
use crate::tasks::collect::{Storage, WORKSPACE_NAME_CHARS_MAX, Workspace};

/// The name of the file that everything is saved as.
pub(super) const BUNDLE_NAME: &str = "qingdan-bundle.ndjson";

/// The name of a tally file.
pub(super) const TALLY_NAME: &str = "qingdan-tally.json";

/// Properties of [`Batches`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct BatchesProps {
    /// The language shown.
    pub(super) language: Language,
    /// The state shown.
    pub(super) state: Rc<Organiser>,
    /// Where actions go.
    pub(super) on: Callback<Action>,
    /// Asks before something is erased.
    pub(super) ask: Callback<Asking>,
}

/// Which batch is open, and where accepted records are kept; said before anything is read.
#[component]
pub(super) fn Batches(props: &BatchesProps) -> Html {
    let BatchesProps { language, state, on, ask } = props;
    let words = &Messages::of(*language).collect;
    let known = !state.workspaces.is_empty();
    html! {
        <section class="batches screen-only" aria-labelledby="batches-title">
            <h2 id="batches-title" class="aside">{ words.batch_heading }</h2>
            if known {
                { bar(words, state, on) }
            }
            { storage(words, state, on) }
            if state.counts().received > 0 {
                { saving(words, state, on) }
            }
            if state.workspaces.len() > 1 {
                <button id="erase-all" type="button" class="button"
                        onclick={ask.reform(|_| Asking::EraseAll)}>
                    { words.batch_erase_all }
                </button>
            }
        </section>
    }
}

fn name(words: &collect::Messages, workspace: &Workspace) -> String {
    if workspace.name.is_empty() {
        (words.batch_unnamed)(workspace.number)
    } else {
        workspace.name.clone()
    }
}

/// The open batch, its name, and the way to another one.
fn bar(words: &'static collect::Messages, state: &Organiser, on: &Callback<Action>) -> Html {
    let busy = state.busy();
    let onpick = {
        let on = on.clone();
        Callback::from(move |event: yew::Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            if let Ok(number) = select.value().parse() {
                on.emit(Action::Opened(number));
            }
        })
    };
    let onname = {
        let on = on.clone();
        Callback::from(move |event: yew::Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let clean = input.value().chars().filter(|c| !c.is_control()).collect::<String>();
            let name: String = clean.trim().chars().take(WORKSPACE_NAME_CHARS_MAX).collect();
            on.emit(Action::Renamed(name));
        })
    };
    let open = state.workspaces.iter().find(|one| Some(one.number) == state.workspace);
    html! {
        <div class="batches__bar">
            <label class="batches__part">
                <span class="batches__label">{ words.batch_current }</span>
                <select id="batch" disabled={busy} onchange={onpick}>
                    if open.is_none() {
                        <option value="" selected=true>{ "—" }</option>
                    }
                    for one in state.workspaces.iter() {
                        <option key={one.number} value={one.number.to_string()}
                                selected={Some(one.number) == state.workspace}>
                            { name(words, one) }
                        </option>
                    }
                </select>
            </label>
            if let Some(open) = open {
                <label class="batches__part">
                    <span class="batches__label">{ words.batch_name }</span>
                    <input key={open.number} id="batch-name" type="text" autocomplete="off"
                           maxlength={WORKSPACE_NAME_CHARS_MAX.to_string()}
                           placeholder={(words.batch_unnamed)(open.number)}
                           value={open.name.clone()} onchange={onname} />
                </label>
                <button id="batch-new" type="button" class="button" disabled={busy}
                        onclick={on.reform(|_| Action::Created)}>{ words.batch_new }</button>
            }
        </div>
    }
}

/// Where accepted records are kept.
fn storage(words: &'static collect::Messages, state: &Organiser, on: &Callback<Action>) -> Html {
    match state.storage {
        Storage::Unknown | Storage::Demo => html! {},
        Storage::Memory => html! { <p id="storage" class="note">{ words.storage_memory }</p> },
        Storage::Full { only_in_memory } => html! {
            <div id="storage" class="note" role="alert">
                <p>{ (words.storage_full)(only_in_memory) }</p>
                <button id="keep-again" type="button" class="button"
                        onclick={on.reform(|_| Action::KeptAgain)}>
                    { words.storage_again }
                </button>
            </div>
        },
        Storage::Kept { persistent, short, local, foreign } => {
            let kept = state.counts().received > 0;
            html! {
                <>
                    <p id="storage" class="muted">
                        { words.storage_kept }
                        if kept && !persistent {
                            { words.storage_not_persistent }
                        }
                        if local {
                            { words.storage_local }
                        }
                    </p>
                    if short {
                        <p class="note">{ words.storage_short }</p>
                    }
                    if foreign > 0 {
                        <p class="note">{ (words.storage_foreign)(foreign) }</p>
                    }
                </>
            }
        }
    }
}

/// The way to take everything along.
fn saving(words: &'static collect::Messages, state: &Organiser, on: &Callback<Action>) -> Html {
    let outcome = match state.saved {
        None => "",
        Some(true) => words.batch_saved,
        Some(false) => words.batch_not_saved,
    };
    html! {
        <div class="batches__save">
            <button id="save-bundle" type="button" class="button" disabled={state.busy()}
                    onclick={on.reform(|_| Action::Saved)}>{ words.batch_save }</button>
            <p class="muted">{ words.batch_save_hint }</p>
            if let Some(subject) = current(state).filter(|_| !state.demo) {
                <button id="save-tally" type="button" class="button" disabled={state.busy()}
                        onclick={on.reform(move |_| Action::SavedTally(subject))}>
                    { words.tally_save }
                </button>
                <p class="muted">{ words.tally_save_hint }</p>
            }
            <p id="save-status" role="status">{ outcome }</p>
        </div>
    }
}
