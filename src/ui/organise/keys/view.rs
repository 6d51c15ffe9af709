//! The section of a key for one state.

use std::rc::Rc;

use qingdan_markup::html;
use yew::prelude::*;

use super::keep::{care, fingerprint, kept};
use super::sheet::sheet;
use super::state::{Ending, Held, KeyEvent, KeyState, Purpose, Told, Way};
use super::tickets::drawing;
use super::ways::way;
use crate::i18n::Language;
use crate::i18n::organise::{Keys as Words, Messages};

/// What the organiser wishes of a key.
#[derive(Clone, Debug)]
pub enum KeyWish {
    /// A change of the state alone.
    Did(KeyEvent),
    /// A new key.
    Make,
    /// The key in the chosen file.
    OpenFile,
    /// The key that was typed from paper.
    ReadPaper,
    /// The share that was pasted.
    ReadShare,
    /// The shares in the chosen files.
    ReadShares,
    /// The public key of the campaign that was pasted.
    ReadPublic,
    /// The key as a file.
    SaveFile,
    /// The key in shares.
    Split,
    /// A share as a file, by its place.
    SaveShare(usize),
    /// Tickets.
    Draw,
    /// The sheet on paper.
    Print,
}

/// A field of the section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    File,
    Passphrase,
    Paper,
    Shares,
    Share,
    Public,
    New,
    Again,
    Number,
}

/// What the id of the heading ends with.
pub(super) const HEADING: &str = "heading";

/// What the id of the button of a way ends with, before the way's number.
const WAY: &str = "way-";

/// Properties of [`KeyView`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct KeyViewProps {
    /// The language shown.
    pub language: Language,
    /// The state shown.
    pub state: Rc<KeyState>,
    /// Where wishes go.
    pub on: Callback<KeyWish>,
}

impl Purpose {
    /// What the ids of its section begin with: there may be several on the page.
    pub(super) const fn prefix(&self) -> &'static str {
        ["seal-", "care-", "tickets-", "open-", "halves-"][self.place()]
    }

    /// Whether its section stands by itself, not below a heading of a campaign.
    pub(super) const fn is_high(&self) -> bool {
        matches!(self, Self::Care | Self::Open | Self::Halves)
    }

    /// An id in its section.
    pub(super) fn id(&self, name: &str) -> String {
        [self.prefix(), name].concat()
    }

    /// Its place among words.
    pub(super) const fn place(&self) -> usize {
        match self {
            Self::Seal => 0,
            Self::Care => 1,
            Self::Tickets(_) => 2,
            Self::Open => 3,
            Self::Halves => 4,
        }
    }
}

impl Field {
    /// The field's id in the section for a purpose.
    pub(super) fn id(self, purpose: &Purpose) -> String {
        let name = match self {
            Self::File => "file",
            Self::Passphrase => "passphrase",
            Self::Paper => "paper",
            Self::Shares => "shares",
            Self::Share => "share",
            Self::Public => "public",
            Self::New => "new",
            Self::Again => "again",
            Self::Number => "number",
        };
        purpose.id(name)
    }
}

/// The section of a key.
#[component]
pub fn KeyView(props: &KeyViewProps) -> Html {
    let KeyViewProps { language, state, on } = props;
    let words = &Messages::of(*language).keys;
    let (purpose, place) = (&state.purpose, state.purpose.place());
    let heading = purpose.id(HEADING);
    html! {
        <section class="keys stack" aria-labelledby={heading.clone()}
                 aria-busy={state.working.then_some("true")}>
            if purpose.is_high() {
                <h3 id={heading} tabindex="-1">{ words.headings[place] }</h3>
            } else {
                <h4 id={heading} tabindex="-1">{ words.headings[place] }</h4>
            }
            <p class="muted">{ words.ledes[place] }</p>
            <p id={purpose.id("status")} class="keys__status status" role="status">
                { status(words, state) }
            </p>
            if let Some(held) = &state.held {
                { there(*language, state, held, on) }
            } else {
                { choice(words, state, on) }
                if let Some(picked) = state.way {
                    // Another way has fields of its own: nothing typed goes from one to the other.
                    <div key={picked as u8} class="stack">{ way(words, state, picked, on) }</div>
                }
            }
        </section>
    }
}

/// The ways to a key.
fn choice(words: &Words, state: &KeyState, on: &Callback<KeyWish>) -> Html {
    let button = |way: Way| {
        let wish = match way {
            Way::New => KeyWish::Make,
            way => KeyWish::Did(KeyEvent::Picked(Some(way))),
        };
        let id = state.purpose.id(&[WAY, &(way as u8).to_string()].concat());
        let picked = (state.way == Some(way)).to_string();
        html! {
            <button type="button" {id} class="button" aria-pressed={picked}
                    onclick={on.reform(move |_| wish.clone())}>
                { words.ways[way as usize] }
            </button>
        }
    };
    html! { <p class="row">{ for state.ways().iter().map(|way| button(*way)) }</p> }
}

/// What can be done with a key that is there.
fn there(language: Language, state: &KeyState, held: &Held, on: &Callback<KeyWish>) -> Html {
    let words = &Messages::of(language).keys;
    let forget = on.reform(|_| KeyWish::Did(KeyEvent::Wanted(Ending::Forgot)));
    html! {
        <>
            { fingerprint(words, held, state.purpose != Purpose::Halves) }
            if let Some(shown) = &held.sheet {
                { sheet(language, &state.purpose, held, shown, on) }
            } else if let Purpose::Tickets(_) = state.purpose {
                { drawing(words, state, on) }
            } else if held.secret.is_some() && cares(state, held) {
                { care(words, state, held, on) }
            }
            if state.purpose == Purpose::Seal {
                { kept(words, held, on) }
            }
            <p><button type="button" id={state.purpose.id("forget")}
                       class="button button--plain" onclick={forget}>
                { if held.secret.is_some() { words.forget } else { words.back } }
            </button></p>
        </>
    }
}

/// Whether the key can be kept here once more: one that is to be used has been kept before.
fn cares(state: &KeyState, held: &Held) -> bool {
    match state.purpose {
        Purpose::Open => false,
        Purpose::Halves => held.way == Some(Way::New),
        _ => true,
    }
}

/// What became of the last thing done.
fn status(words: &Words, state: &KeyState) -> String {
    let told = match state.told {
        _ if state.working => words.working,
        None => "",
        Some(Told::Saved(true)) => words.said[0],
        Some(Told::Saved(false)) => words.said[1],
        Some(Told::Printed) => words.said[2],
        Some(Told::Split) => words.said[3],
        Some(Told::Drawn) => words.said[4],
        Some(Told::TicketsPrinted) => words.said[5],
        Some(Told::NoRandomness) => words.no_randomness,
        Some(Told::Differ) => words.differ,
        Some(Told::NoFile) => words.no_file,
        Some(Told::NoPaper) => words.no_paper,
        Some(Told::OtherKey) => words.other_key,
        Some(Told::KeyFile(fault)) => (words.key_file_fault)(fault),
        Some(Told::Share(fault)) => (words.share_fault)(fault),
        Some(Told::Public(fault)) => (words.public_fault)(fault),
        Some(Told::Number) => return (words.draw.1)(crate::domain::ticket::TICKETS_MAX),
    };
    told.to_owned()
}
