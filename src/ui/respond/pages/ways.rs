//! The ways in which the file leaves the page, one row each, the best of this browser first.

use qingdan_markup::html;
use yew::prelude::*;

use super::super::view::View;
use super::super::ways::{Act, Card, Fate, Way};
use super::sealed::no_ticket;
use crate::tasks::leave_page::file_names;

/// The ways, best first; a way that often fails here comes last, with the reason.
pub(super) fn ways(view: &View, code: &str, text: &str) -> Html {
    let words = &view.messages.ways;
    let means = &view.ways.means;
    let app = words.apps.get(means.agent as usize);
    html! {
        <section class="stack">
            <h2>{ words.title }</h2>
            <p>{ words.lede }</p>
            <ul class="ways">
                for way in means.ways.iter().copied() {
                    if means.doubtful(way) {
                        <li class="note note--plain" id="inside">
                            <>{ app.map(|app| (words.inside)(app)) }</>
                        </li>
                    }
                    <li class="way">
                        { row(view, way, code) }
                        if way == Way::Copy && failed(view, way, code) {
                            <textarea id="manual" class="way__manual" rows="5" readonly=true
                                      autocomplete="off" spellcheck="false"
                                      aria-label={words.manual} value={text.to_owned()} />
                        }
                    </li>
                }
            </ul>
            if means.agent.inside() {
                <p class="muted" id="browser">{ words.browser }</p>
            }
            <p class="muted">{ words.after }</p>
        </section>
    }
}

/// A way: a button over the whole width, what it opens, what became of it.
fn row(view: &View, way: Way, code: &str) -> Html {
    let words = &view.messages.ways;
    let card = view.ways.card(code).filter(|_| way == Way::Code);
    let expanded = (way == Way::Code).then(|| if card.is_some() { "true" } else { "false" });
    let [saved, shared] = file_names(view.interview);
    let named = match way {
        Way::Share => (words.named)(shared),
        Way::Save => (words.named)(saved),
        _ => String::new(),
    };
    // What the bar shows need not be seen twice.
    let in_bar = way == view.ways.means.first()
        && view.ways.fate(way, code).is_some_and(|(act, _)| act == Act::Take(way));
    html! {
        <>
            <button type="button" id={["way-", name(way)].concat()} class="way__button"
                    aria-expanded={expanded} onclick={view.ways.on(Act::Take(way), words)}>
                <span class="way__name">{ words.names[way as usize] }</span>
                <span class="way__note">{ words.notes[way as usize] }{ named }</span>
            </button>
            if let Some(card) = card {
                { panel(view, card) }
            }
            <p class={if in_bar { "aside" } else { "way__status" }} role="status"
               id={[name(way), "-status"].concat()}>
                { said(view, way, code) }
            </p>
            if confirmable(view, way, code) {
                <p>{ kept(view, way) }</p>
            }
        </>
    }
}

/// The code, opened: its picture, its text, and what a person can say about it.
fn panel(view: &View, card: &Card) -> Html {
    let words = &view.messages.ways;
    let savable = view.ways.means.ways.contains(&Way::Save)
        && !view.ways.means.doubtful(Way::Save)
        && !card.png.is_empty();
    html! {
        <div class="way__panel stack" id="code-panel">
            <img id="code-picture" class="way__picture" src={card.address.clone()}
                 alt={words.picture} />
            if savable {
                { button(view, "save-picture", words.save_picture, Act::SavePicture) }
            }
            <p>{ words.kept_note }</p>
            { kept(view, Way::Code) }
            <p>{ words.code }</p>
            <p id="code-text" class="way__code">{ card.text.clone() }</p>
            { button(view, "copy-code", words.copy_code, Act::CopyCode) }
        </div>
    }
}

/// The button with which the person says that what a way gave arrived.
fn kept(view: &View, way: Way) -> Html {
    let (id, label) = match way {
        Way::Copy => ("kept-copy", 1),
        Way::Code => ("kept", 2),
        _ => ("kept-download", 0),
    };
    button(view, id, view.messages.ways.kept[label], Act::Kept(way))
}

/// Whether a way was taken of which only the person can know whether it succeeded.
fn confirmable(view: &View, way: Way, code: &str) -> bool {
    (way == Way::Copy || view.ways.means.doubtful(way))
        && view.ways.fate(way, code).is_some_and(|(_, fate)| fate == Fate::Done)
}

/// A button that does something with the file.
pub(super) fn button(view: &View, id: &'static str, label: &'static str, act: Act) -> Html {
    let onclick = view.ways.on(act, &view.messages.ways);
    html! { <button type="button" {id} class="button" {onclick}>{ label }</button> }
}

/// What became of a way with the record as it is.
pub(super) fn said(view: &View, way: Way, code: &str) -> String {
    let words = &view.messages.ways;
    let Some((act, fate)) = view.ways.fate(way, code) else { return String::new() };
    match fate {
        Fate::Cancelled => words.cancelled.to_owned(),
        Fate::Stopped(why) => view.messages.sealed.stopped[why as usize].to_owned(),
        Fate::Done => match act {
            Act::Take(way) if view.ways.means.doubtful(way) => words.doubtful.to_owned(),
            Act::Take(Way::Save) => {
                let [name, _] = file_names(view.interview);
                [&(view.messages.picture.saved)(name), words.done[way as usize]].concat()
            }
            Act::Take(way) => words.done[way as usize].to_owned(),
            Act::CopyCode => words.done[Way::Copy as usize].to_owned(),
            Act::SavePicture => words.picture_saved.to_owned(),
            Act::Kept(_) => words.done[Way::Code as usize].to_owned(),
        },
        Fate::Failed => {
            let failed = if act == Act::CopyCode { Way::Copy } else { way };
            let other = view.ways.means.instead_of(way);
            let other = (words.instead)(words.names[other as usize]);
            [words.failed[failed as usize], &other].concat()
        }
    }
}

/// What the bar says of the first way, and the id it says it under. None before anything was done.
pub(in super::super) fn outcome(view: &View) -> Option<(&'static str, String)> {
    let (words, interview) = (&view.messages.ways, view.interview);
    let code = view.ways.state_of(interview);
    let first = view.ways.means.first();
    let fate = view.ways.fate(first, &code).filter(|(act, _)| *act == Act::Take(first));
    match fate {
        Some((_, fate)) => {
            let id = match fate {
                Fate::Done => "saved",
                Fate::Cancelled => "cancelled",
                Fate::Failed | Fate::Stopped(_) => "failed",
            };
            Some((id, said(view, first, &code)))
        }
        None if interview.exported() && !view.ways.unsure() => {
            Some(("saved", words.already.to_owned()))
        }
        None => match no_ticket(view) {
            Some(said) => Some(("no-ticket", said.to_owned())),
            None if interview.revision() > 0 => {
                Some(("changed", (view.messages.export.changed)(interview.revision())))
            }
            None => None,
        },
    }
}

fn failed(view: &View, way: Way, code: &str) -> bool {
    view.ways.fate(way, code).is_some_and(|(_, fate)| fate == Fate::Failed)
}

const fn name(way: Way) -> &'static str {
    match way {
        Way::Share => "share",
        Way::Save => "download",
        Way::Copy => "copy",
        Way::Code => "code",
    }
}
