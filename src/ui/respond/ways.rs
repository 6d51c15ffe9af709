//! The ways in which the file leaves the page: what starts them, and what became of them.

mod card;
mod order;

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use self::card::Drawing;
use self::order::Means;
pub(super) use self::order::Way;
use super::state::InterviewState;
use crate::browser::clipboard::{self, Copying};
use crate::browser::share::{self, NotShared};
use crate::browser::{download, focus, picture};
use crate::domain::interview::Event;
use crate::domain::record::{Record, anonymise};
use crate::domain::shipped_instrument;
use crate::i18n::respond::Ways as Words;
use crate::tasks::export_record::export_record;
use crate::tasks::share_record::share_record;

/// The name of every saved picture.
const PICTURE_NAME: &str = "qingdan.png";

/// Something to do with the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Take a way; for the code, show or hide it.
    Take(Way),
    /// Copy the code's text.
    CopyCode,
    /// Save the picture of the code.
    SavePicture,
    /// The person says that the code reached somebody.
    Kept,
}

impl Act {
    /// The way it belongs to.
    const fn way(self) -> Way {
        match self {
            Self::Take(way) => way,
            _ => Way::Code,
        }
    }
}

/// What became of an act, as far as it can be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It succeeded.
    Done,
    /// The person took it back.
    Cancelled,
    /// The browser did not do it.
    Failed,
}

/// What became of an act with one state of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Note {
    code: String,
    act: Act,
    fate: Fate,
}

/// The code as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Card {
    /// The code's text.
    pub(super) code: String,
    /// Address of its picture: an SVG, and the PNG as soon as it is drawn.
    pub(super) address: String,
    /// The PNG's bytes; none until it is drawn.
    pub(super) png: Vec<u8>,
}

/// All that is known of the ways out.
#[derive(Clone, Debug, Default, PartialEq)]
struct Known {
    notes: Vec<Note>,
    card: Option<Card>,
}

enum Change {
    Noted(Note),
    Shown(Option<Card>),
    Drawn(Card),
}

impl Reducible for Known {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut next = (*self).clone();
        match change {
            Change::Noted(note) => {
                next.notes.retain(|old| old.act.way() != note.act.way());
                next.notes.push(note);
            }
            Change::Shown(card) => next.card = card,
            // Closed or changed in the meantime: the picture comes too late.
            Change::Drawn(card) => match &mut next.card {
                Some(shown) if shown.code == card.code => *shown = card,
                _ => return self,
            },
        }
        Rc::new(next)
    }
}

/// What became of the ways out, and what starts them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ways {
    /// The ways of this browser.
    pub(super) means: Means,
    known: Rc<Known>,
    onact: Callback<(Act, &'static Words)>,
}

impl Ways {
    /// A handler that does something with the file.
    pub(super) fn on(&self, act: Act, words: &'static Words) -> Callback<MouseEvent> {
        let onact = self.onact.clone();
        Callback::from(move |_| onact.emit((act, words)))
    }

    /// The last act of a way with this state of the record, and what became of it.
    pub(super) fn fate(&self, way: Way, code: &str) -> Option<(Act, Fate)> {
        let notes = &self.known.notes;
        let note = notes.iter().find(|note| note.act.way() == way && note.code == code)?;
        Some((note.act, note.fate))
    }

    /// The code, where this one is shown.
    pub(super) fn card(&self, code: &str) -> Option<&Card> {
        self.known.card.as_ref().filter(|card| card.code == code)
    }
}

/// The ways out of the interview as it stands.
#[hook]
pub(super) fn use_ways(state: &UseReducerHandle<InterviewState>) -> Ways {
    let means = use_state_eq(Means::default);
    let known = use_reducer_eq(Known::default);
    use_effect_with((), {
        let means = means.setter();
        move |()| means.set(Means::found())
    });
    let by_hand = known
        .notes
        .iter()
        .any(|note| (note.act, note.fate) == (Act::Take(Way::Copy), Fate::Failed));
    use_effect_with(by_hand, |by_hand| {
        if *by_hand {
            clipboard::select("manual");
        }
    });
    // Opened from the bar, the code is elsewhere on the page.
    let shown = known.card.is_some() && means.first() == Way::Code;
    use_effect_with(shown, |shown| {
        if *shown {
            focus::go_to("way-code");
        }
    });
    let hands = Hands { state: state.clone(), known: known.clone() };
    let onact = Callback::from(move |(act, words)| hands.act(act, words));
    Ways { means: (*means).clone(), known: Rc::new((*known).clone()), onact }
}

/// What doing something needs.
#[derive(Clone)]
struct Hands {
    state: UseReducerHandle<InterviewState>,
    known: UseReducerHandle<Known>,
}

impl Hands {
    fn record(&self) -> Record {
        anonymise(shipped_instrument(), &self.state.0)
    }

    /// Does something with the file as it is now. What needs a tap begins inside it.
    fn act(&self, act: Act, words: &'static Words) {
        let (instrument, interview) = (shipped_instrument(), &self.state.0);
        let record = self.record();
        let code = record.to_code();
        match act {
            Act::Take(Way::Share) => match share_record(instrument, interview) {
                Ok(sheet) => {
                    let hands = self.clone();
                    spawn_local(async move {
                        hands.note(code, act, fate_of(share::end(sheet).await));
                    });
                }
                Err(error) => self.note(code, act, fate_of(Err(error))),
            },
            Act::Take(Way::Save) => {
                self.note(code, act, fate(export_record(instrument, interview).is_ok()));
            }
            Act::Take(Way::Copy) => self.copy(code, act, record.to_json(instrument)),
            Act::CopyCode => self.copy(code.clone(), act, code),
            Act::Take(Way::Code) => self.show(code, words),
            Act::SavePicture => {
                let png = self.known.card.as_ref().map_or(&[][..], |card| &card.png);
                let saved = download::save(PICTURE_NAME, "image/png", png);
                self.note(code, act, fate(!png.is_empty() && saved.is_ok()));
            }
            Act::Kept => self.note(code, act, Fate::Done),
        }
    }

    fn copy(&self, code: String, act: Act, text: String) {
        let (copying, hands) = (Copying::begin(text), self.clone());
        spawn_local(async move {
            hands.note(code, act, fate(copying.end().await.is_ok()));
        });
    }

    /// Shows the code, or hides it where it is shown; then draws the picture to keep.
    fn show(&self, code: String, words: &'static Words) {
        let shown = self.known.card.as_ref().is_some_and(|card| card.code == code);
        let drawing = if shown { None } else { card::draw(&code, words.caption) };
        let Some(Drawing { svg, size: (width, height) }) = drawing else {
            return self.known.dispatch(Change::Shown(None));
        };
        let address = picture::address(&svg);
        let card = Card { code: code.clone(), address, png: Vec::new() };
        self.known.dispatch(Change::Shown(Some(card)));
        let known = self.known.dispatcher();
        spawn_local(async move {
            // Where the browser draws nothing, the SVG stays and can still be scanned.
            if let Ok(picture) = picture::png(&svg, width, height).await {
                let (address, png) = (picture.address, picture.bytes);
                known.dispatch(Change::Drawn(Card { code, address, png }));
            }
        });
    }

    /// Notes what became of an act; after a success with the record as it still is, nothing is
    /// left to lose.
    fn note(&self, code: String, act: Act, fate: Fate) {
        if fate == Fate::Done && self.record().to_code() == code {
            self.state.dispatch(Event::Exported);
        }
        self.known.dispatch(Change::Noted(Note { code, act, fate }));
    }
}

const fn fate(done: bool) -> Fate {
    if done { Fate::Done } else { Fate::Failed }
}

fn fate_of(shared: Result<(), NotShared>) -> Fate {
    match shared {
        Ok(()) => Fate::Done,
        Err(NotShared::Cancelled) => Fate::Cancelled,
        Err(NotShared::Failed) => Fate::Failed,
    }
}
