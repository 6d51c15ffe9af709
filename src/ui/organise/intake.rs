//! Where records come in: the drop zone, the choosers, pasted texts, the camera, and how far
//! reading has come.

use std::rc::Rc;

use qingdan_markup::html;
use web_sys::{File, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::page::Action;
use super::scan::Scan;
use super::state::{Organiser, Stage};
use super::taken::{Taken, use_taken};
use super::workspace::kept;
use crate::browser::files;
use crate::i18n::Language;
use crate::i18n::organise::{Messages, size};
use crate::tasks::collect::{Place, Switched};

/// From so many files on, a file dialog may have left some out.
const DIALOG_FILES_MANY: usize = 500;

/// Properties of [`Intake`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct IntakeProps {
    /// The language shown.
    pub(super) language: Language,
    /// The state shown.
    pub(super) state: Rc<Organiser>,
    /// Where actions go.
    pub(super) on: Callback<Action>,
}

/// The drop zone with its two choosers; takes files at any time, dropped anywhere on the page.
#[component]
pub(super) fn Intake(props: &IntakeProps) -> Html {
    let IntakeProps { language, state, on } = props;
    let messages = Messages::of(*language);
    let ontaken = use_memo(on.clone(), |on| on.reform(action));
    // Among invented records nothing is taken.
    let over = use_taken(&ontaken, !state.demo);
    // Files chosen in a dialog last, and whether it was that for folders.
    let chosen = use_state_eq(|| None::<(usize, bool)>);
    let small = !state.untouched();
    let title = if small { messages.drop_more } else { messages.drop_title };
    let take = {
        let (on, chosen) = (on.clone(), chosen.setter());
        Callback::from(move |files: Vec<File>| {
            chosen.set(Some((files.len(), false)));
            chose(files, &on);
        })
    };
    let folder = {
        let (on, chosen) = (on.clone(), chosen.setter());
        Callback::from(move |files: Vec<File>| {
            chosen.set(Some((files.len(), true)));
            chose(files, &on);
        })
    };

    html! {
        <section class="intake screen-only" aria-labelledby="intake-title">
            if state.demo {
                <h2 id="intake-title">{ messages.collect_heading }</h2>
            } else {
                <div class={classes!("dropzone", small.then_some("dropzone--small"),
                                     over.then_some("dropzone--over"))}>
                    { picture() }
                    <h2 id="intake-title" class="dropzone__title">{ title }</h2>
                    <div class="dropzone__buttons">
                        { chooser("files", messages.choose_files, false, &take) }
                        { chooser("folder", messages.choose_folder, true, &folder) }
                    </div>
                    <p class="dropzone__hint muted">{ messages.drop_hint }</p>
                </div>
                <p id="chosen" class="status" role="status">
                    { few_chosen(messages, *chosen) }
                </p>
            }
            { progress(messages, state, on) }
            <p id="status" class="status" role="status">{ status(messages, state) }</p>
            { missed(messages, state) }
            { kept(&messages.collect, state) }
            if !state.demo {
                <div class="intake__ways">
                    <Paste language={*language} on={on.reform(Action::Pasted)} />
                    <Scan language={*language} scanned={state.scanned}
                          on={on.reform(Action::Scanned)} />
                </div>
            }
            if state.untouched() && !state.demo {
                { offer(messages, on) }
            }
            if state.place == Place::Page {
                <p id="in-page" class="note note--plain">{ messages.in_page }</p>
            }
            if state.stage.crashed() {
                { crashed(messages, on) }
            }
        </section>
    }
}

/// Takes what a dialog gave, if anything.
fn chose(files: Vec<File>, on: &Callback<Action>) {
    if !files.is_empty() {
        on.emit(Action::Chose(files));
    }
}

/// What is done with what was dropped or pasted.
fn action(taken: Taken) -> Action {
    match taken {
        Taken::Files(files) => Action::Chose(files),
        Taken::Dropped(transfer) => Action::Dropped(transfer),
        Taken::Text(text) => Action::Pasted(text),
    }
}

/// A look at a report of invented records.
fn offer(messages: &'static Messages, on: &Callback<Action>) -> Html {
    html! {
        <p class="intake__demo">
            <span class="muted">{ messages.collect.demo_hint }</span>
            <button id="demo" type="button" class="button button--plain"
                    onclick={on.reform(|_| Action::Restarted { demo: true })}>
                { messages.collect.demo }
            </button>
        </p>
    }
}

/// What a dialog that gave few files may have left out.
fn few_chosen(messages: &'static Messages, chosen: Option<(usize, bool)>) -> String {
    match chosen {
        Some((0, false)) => messages.collect.chosen_none.to_owned(),
        Some((0, true)) => messages.collect.chosen_no_folder.to_owned(),
        Some((files, false)) if files >= DIALOG_FILES_MANY => (messages.collect.chosen_many)(files),
        Some(_) | None => String::new(),
    }
}

/// Sheets of paper coming to hang from the pole.
fn picture() -> Html {
    html! {
        <svg class="dropzone__picture" viewBox="0 0 160 64" aria-hidden="true">
            <path class="dropzone__pole" d="M14 22Q80 6 146 22" />
            <path class="dropzone__rope" d="M26 19.4V32M134 19.4V32M80 14V26" />
            <path class="dropzone__sheet" d="M14 32h24v26H14zM122 32h24v26h-24zM68 26h24v26H68z" />
            <path class="dropzone__lines"
                  d="M19 39h14M19 45h14M19 51h9M127 39h14M127 45h14M127 51h9
                     M73 33h14M73 39h14M73 45h9" />
        </svg>
    }
}

/// A file input under a label that looks like a button.
pub(super) fn chooser(
    id: &'static str,
    label: &'static str,
    folder: bool,
    take: &Callback<Vec<File>>,
) -> Html {
    let chosen = take.clone();
    let onchange = move |event: web_sys::Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let files = input.files().map(|list| files::listed(&list)).unwrap_or_default();
        // So that choosing the same files again is a change again.
        input.set_value("");
        chosen.emit(files);
    };
    // Also where the dialog could not hold as many names as were picked in it.
    let oncancel = take.reform(|_: web_sys::Event| Vec::new());
    let look = if folder { "button chooser" } else { "button button--primary chooser" };
    html! {
        <label class={look}>
            <input {id} class="aside" type="file" multiple=true
                   webkitdirectory={folder} {onchange} {oncancel} />
            { label }
        </label>
    }
}

/// Properties of [`Paste`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct PasteProps {
    /// The language shown.
    pub(super) language: Language,
    /// Where texts go.
    pub(super) on: Callback<String>,
}

/// A field for texts, folded away.
#[component]
pub(super) fn Paste(props: &PasteProps) -> Html {
    let words = &Messages::of(props.language).collect;
    let field = use_node_ref();
    let onclick = {
        let (field, on) = (field.clone(), props.on.clone());
        Callback::from(move |_| {
            let Some(area) = field.cast::<HtmlTextAreaElement>() else { return };
            let text = area.value();
            if !text.trim().is_empty() {
                area.set_value("");
                on.emit(text);
            }
        })
    };
    html! {
        <details class="fold paste">
            <summary>{ words.paste_heading }</summary>
            <div class="paste__inside">
                <label for="paste">{ words.paste_label }</label>
                <textarea id="paste" ref={field} rows="4" spellcheck="false" autocomplete="off" />
                <button id="read-paste" type="button" class="button" {onclick}>
                    { words.paste_read }
                </button>
            </div>
        </details>
    }
}

/// How far reading has come, and the ways to pause and to stop it.
fn progress(messages: &'static Messages, state: &Organiser, on: &Callback<Action>) -> Html {
    let words = &messages.collect;
    let cancel = html! {
        <button id="cancel" type="button" class="button"
                onclick={on.reform(|_| Action::Cancelled)}>{ messages.cancel }</button>
    };
    if state.stage != Stage::Reading {
        return if state.walking > 0 {
            html! { <div class="progress">{ cancel }</div> }
        } else {
            html! {}
        };
    }
    let progress = &state.progress;
    let paused = progress.paused;
    let text = (messages.reading_progress)(u64::from(progress.done), u64::from(progress.total));
    let amount = (words.reading)(
        progress.counts.records(),
        &size(progress.done_bytes),
        &size(progress.total_bytes),
    );
    // Many small files are counted in files, a few large ones in bytes.
    let sized = progress.total_bytes > 0;
    let (done, total) = if sized {
        (progress.done_bytes, progress.total_bytes)
    } else {
        (u64::from(progress.done), u64::from(progress.total).max(1))
    };
    html! {
        <div class="progress">
            <label class="progress__words number" for="progress">{ text }</label>
            <progress id="progress" value={done.to_string()} max={total.to_string()} />
            <p class="progress__more muted number">
                if sized {
                    <span id="amount">{ amount }</span>
                }
                if progress.rate > 0 && !paused {
                    <span>{ (words.rate)(progress.rate) }</span>
                }
                if let Some(seconds) = progress.left_seconds.filter(|_| !paused) {
                    <span>{ (words.left)(seconds) }</span>
                }
            </p>
            <div class="progress__buttons">
                <button id="pause" type="button" class="button"
                        onclick={on.reform(move |_| Action::Paused(!paused))}>
                    { if paused { words.resume } else { words.pause } }
                </button>
                { cancel }
            </div>
        </div>
    }
}

/// What has happened, in one sentence, for eyes and screen readers.
fn status(messages: &'static Messages, state: &Organiser) -> String {
    if state.walking > 0 {
        return messages.walking.to_owned();
    }
    let (received, tallies) = (state.counts().records() + state.waiting(), state.counts().tallies);
    match (state.stage, state.progress.unread) {
        (Stage::Ended, 0) if tallies > 0 => (messages.collect.finished_tallies)(received, tallies),
        (Stage::Ended, 0) => (messages.finished)(received),
        (Stage::Ended, unread) => (messages.cancelled)(received, unread),
        (Stage::Erased, _) => messages.erased.to_owned(),
        (Stage::Reading, _) if state.progress.paused => messages.collect.paused.to_owned(),
        (Stage::Empty | Stage::Reading | Stage::Crashed, _) => String::new(),
    }
}

/// Says what could not be done with a batch.
fn missed(messages: &'static Messages, state: &Organiser) -> Html {
    let (id, words) = match state.missed {
        Some(Switched::NotErased) => ("not-erased", messages.not_erased),
        Some(Switched::NotOpened) => ("not-opened", messages.not_opened),
        _ => return Html::default(),
    };
    html! { <p id={id} class="note" role="alert">{ words }</p> }
}

/// Says that the desk has stopped, and offers a new one.
fn crashed(messages: &'static Messages, on: &Callback<Action>) -> Html {
    html! {
        <div id="crashed" class="note" role="alert">
            <p>{ messages.crashed }</p>
            <button type="button" class="button"
                    onclick={on.reform(|_| Action::Restarted { demo: false })}>
                { messages.crashed_again }
            </button>
        </div>
    }
}
