//! The batches that this browser keeps: which one is open, where it is kept, and how to take it
//! along.

use qingdan_markup::html;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::page::{Action, current};
use super::question::Asking;
use super::state::Organiser;
use crate::i18n::Language;
use crate::i18n::organise::Messages;
use crate::i18n::organise::collect;
use crate::tasks::collect::{Storage, WORKSPACE_NAME_CHARS_MAX, Workspace};

/// The name of the file that everything is saved as.
pub(super) const BUNDLE_NAME: &str = "qingdan-bundle.ndjson";

/// The name of a tally file.
pub(super) const TALLY_NAME: &str = "qingdan-tally.json";

/// Which batch is open, and what has to be known about where its records are kept; said before
/// anything is read.
pub(super) fn batch(language: Language, state: &Organiser, on: &Callback<Action>) -> Html {
    let words = &Messages::of(language).collect;
    let fine = match state.storage {
        Storage::Unknown | Storage::Demo => true,
        Storage::Kept { short, foreign, .. } => !short && foreign == 0,
        Storage::Memory | Storage::Full { .. } => false,
    };
    if fine && state.workspaces.is_empty() {
        return html! {};
    }
    html! {
        <section class="batches screen-only" aria-label={words.batch_heading}>
            if !state.workspaces.is_empty() {
                { bar(words, state, on) }
            }
            { warnings(words, state, on) }
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
    // What is only in memory would be lost with the batch that it belongs to.
    let busy = state.busy() || matches!(state.storage, Storage::Full { .. });
    let onpick = {
        let (on, shown) = (on.clone(), state.workspace.filter(|_| state.waiting() > 0));
        Callback::from(move |event: yew::Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            let picked = select.value().parse();
            // It is asked about first, and the answer may be no.
            if let Some(shown) = shown {
                select.set_value(&shown.to_string());
            }
            if let Ok(number) = picked {
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
    // The second click of a double click asks for nothing more than the first.
    let oncreate = {
        let on = on.clone();
        Callback::from(move |event: MouseEvent| {
            if event.detail() <= 1 {
                on.emit(Action::Created);
            }
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
                           spellcheck="false"
                           maxlength={WORKSPACE_NAME_CHARS_MAX.to_string()}
                           placeholder={(words.batch_unnamed)(open.number)}
                           value={open.name.clone()} onchange={onname} />
                </label>
                <button id="batch-new" type="button" class="button" disabled={busy}
                        onclick={oncreate}>{ words.batch_new }</button>
            }
        </div>
    }
}

/// What is wrong with the place where records are kept, and what to do about it.
fn warnings(words: &'static collect::Messages, state: &Organiser, on: &Callback<Action>) -> Html {
    let open = state.workspace.is_some();
    html! {
        <>
            {
                match state.storage {
                    Storage::Memory => html! {
                        <p id="storage" class="note">{ words.storage_memory }</p>
                    },
                    Storage::Full { only_in_memory, again } => {
                        full(words, only_in_memory, again, on)
                    }
                    Storage::Kept { short, foreign, .. } => html! {
                        <>
                            if short {
                                <p class="note">{ words.storage_short }</p>
                            }
                            if foreign > 0 {
                                <p class="note">{ (words.storage_foreign)(foreign) }</p>
                            }
                        </>
                    },
                    Storage::Unknown | Storage::Demo => html! {},
                }
            }
            if open && state.elsewhere == state.workspace {
                <p id="elsewhere" class="note note--plain" role="status">
                    { words.storage_other_tab }
                </p>
            }
        </>
    }
}

/// There was not room for everything.
fn full(
    words: &'static collect::Messages,
    only_in_memory: u64,
    again: bool,
    on: &Callback<Action>,
) -> Html {
    html! {
        <div id="storage" class="note stack" role="alert">
            <p>{ (words.storage_full)(only_in_memory) }</p>
            <div class="row">
                <button type="button" class="button" onclick={on.reform(|_| Action::Saved)}>
                    { words.batch_save }
                </button>
                <button id="keep-again" type="button" class="button"
                        onclick={on.reform(|_| Action::KeptAgain)}>{ words.storage_again }</button>
            </div>
            if again {
                <p id="still-full">{ words.storage_still }</p>
            }
        </div>
    }
}

/// Where accepted records are kept, where all is well.
pub(super) fn kept(words: &'static collect::Messages, state: &Organiser) -> Html {
    let Storage::Kept { persistent, local, .. } = state.storage else { return html! {} };
    html! {
        <p id="storage" class="muted">
            { words.storage_kept }
            if state.counts().received > 0 && !persistent {
                { words.storage_not_persistent }
            }
            if local {
                { words.storage_local }
            }
        </p>
    }
}

/// The ways to take everything along, and to erase it.
pub(super) fn keeping(
    messages: &'static Messages,
    state: &Organiser,
    on: &Callback<Action>,
    ask: &Callback<Asking>,
) -> Html {
    let words = &messages.collect;
    let outcome = match state.saved {
        None => "",
        Some(true) => words.batch_saved,
        Some(false) => words.batch_not_saved,
    };
    let way = |id: &'static str, label, hint, onclick: Callback<MouseEvent>, disabled| {
        html! {
            <li key={id} class="exports__file">
                <p class="exports__words muted" id={[id, "-hint"].concat()}>{ hint }</p>
                <button {id} type="button" class="button" aria-describedby={[id, "-hint"].concat()}
                        {disabled} {onclick}>{ label }</button>
            </li>
        }
    };
    let tally = current(state).map(|subject| {
        let save = on.reform(move |_| Action::SavedTally(subject));
        way("save-tally", words.tally_save, words.tally_save_hint, save, state.busy())
    });
    let save = on.reform(|_| Action::Saved);
    let erase = ask.reform(|_| Asking::Erase);
    let all = ask.reform(|_| Asking::EraseAll);
    html! {
        <section class="keeping screen-only" aria-labelledby="keeping">
            <h2 id="keeping">{ words.keep_heading }</h2>
            <ul class="exports__list">
                { way("save-bundle", words.batch_save, words.batch_save_hint, save, state.busy()) }
                { tally.unwrap_or_default() }
                { way("erase", messages.erase, words.erase_hint, erase, false) }
                if state.workspaces.len() > 1 {
                    { way("erase-all", words.batch_erase_all, words.erase_all_hint, all, false) }
                }
            </ul>
            <p class="muted">{ words.erase_traces }</p>
            <p id="save-status" class="status" role="status">{ outcome }</p>
        </section>
    }
}
