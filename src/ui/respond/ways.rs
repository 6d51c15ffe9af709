//! The ways in which the file leaves the page: what starts them, and what became of them.
//!
//! A copied text may have been pasted somewhere, so a later change is a new revision; but it is
//! nowhere until it is pasted, and the next copy overwrites it, so only the person's word for it
//! lets the page be left without a question. A download inside an application that may ignore it
//! counts as nothing before the person says that it is there.

mod card;
mod order;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use self::card::Drawing;
pub(super) use self::order::{Means, Way};
use super::state::Dispatch;
use crate::browser::clipboard::Copying;
use crate::browser::share::{self, NotShared};
use crate::browser::{download, picture};
use crate::domain::interview::Event;
use crate::domain::record::{Record, anonymise};
use crate::domain::respondent_instrument;
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
    /// The person says that what a way gave arrived.
    Kept(Way),
}

impl Act {
    /// The way it belongs to.
    const fn way(self) -> Way {
        match self {
            Self::Take(way) | Self::Kept(way) => way,
            _ => Way::Code,
        }
    }

    /// Whether it only puts a text on the clipboard.
    const fn copies(self) -> bool {
        matches!(self, Self::Take(Way::Copy) | Self::CopyCode)
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
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The ways of this browser.
    pub(super) means: Means,
    /// Whether the record as it is was copied and it is not known to be pasted.
    pub(super) unsure: bool,
    notes: Vec<Note>,
    card: Option<Card>,
}

impl Known {
    /// The code of the record of which copying was refused, so that its text has to be copied by
    /// hand.
    pub(super) fn by_hand(&self) -> Option<String> {
        let refused = (Act::Take(Way::Copy), Fate::Failed);
        let note = self.notes.iter().find(|note| (note.act, note.fate) == refused)?;
        Some(note.code.clone())
    }

    /// The code shown that was asked for in the bar: then it is elsewhere on the page.
    pub(super) fn code_elsewhere(&self) -> Option<String> {
        let card = self.card.as_ref().filter(|_| self.means.first() == Way::Code)?;
        Some(card.code.clone())
    }

    /// Forgets all but what this browser can do.
    pub(super) fn forget(&mut self) {
        *self = Self { means: std::mem::take(&mut self.means), ..Self::default() };
    }
}

/// What became of the ways out, and what starts them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ways<'a> {
    /// The ways of this browser.
    pub(super) means: &'a Means,
    known: &'a Known,
    dispatch: &'a Dispatch,
}

impl<'a> Ways<'a> {
    /// The ways out in a state.
    pub(super) const fn of(known: &'a Known, dispatch: &'a Dispatch) -> Self {
        Self { means: &known.means, known, dispatch }
    }

    /// A handler that does something with the file.
    pub(super) fn on(&self, act: Act, words: &'static Words) -> Callback<MouseEvent> {
        let hands = Hands(self.dispatch.clone());
        Callback::from(move |_| hands.act(act, words))
    }

    /// The last act of a way with this state of the record, and what became of it.
    pub(super) fn fate(&self, way: Way, code: &str) -> Option<(Act, Fate)> {
        let notes = &self.known.notes;
        let note = notes.iter().find(|note| note.act.way() == way && note.code == code)?;
        Some((note.act, note.fate))
    }

    /// Whether the record as it is was copied and it is not known to be pasted.
    pub(super) const fn unsure(&self) -> bool {
        self.known.unsure
    }

    /// The code, where this one is shown.
    pub(super) fn card(&self, code: &str) -> Option<&'a Card> {
        self.known.card.as_ref().filter(|card| card.code == code)
    }
}

/// What does something with the file.
#[derive(Clone)]
struct Hands(Dispatch);

impl Hands {
    fn record(&self) -> Record {
        anonymise(respondent_instrument(), &self.0.state().interview)
    }

    /// Does something with the file as it is now. What needs a tap begins inside it.
    fn act(&self, act: Act, words: &'static Words) {
        let instrument = respondent_instrument();
        let interview = self.0.state().interview.clone();
        let record = self.record();
        let code = record.to_code();
        match act {
            Act::Take(Way::Share) => match share_record(instrument, &interview) {
                Ok(sheet) => {
                    let hands = self.clone();
                    spawn_local(async move {
                        hands.note(code, act, fate_of(share::end(sheet).await));
                    });
                }
                Err(error) => self.note(code, act, fate_of(Err(error))),
            },
            Act::Take(Way::Save) => {
                self.note(code, act, fate(export_record(instrument, &interview).is_ok()));
            }
            Act::Take(Way::Copy) => self.copy(code, act, record.to_json(instrument)),
            Act::CopyCode => self.copy(code.clone(), act, code),
            Act::Take(Way::Code) => self.show(code, words),
            Act::SavePicture => {
                let png = match &self.0.state().ways.card {
                    Some(card) => card.png.clone(),
                    None => Vec::new(),
                };
                let saved = download::save(PICTURE_NAME, "image/png", &png);
                self.note(code, act, fate(!png.is_empty() && saved.is_ok()));
            }
            Act::Kept(_) => self.note(code, act, Fate::Done),
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
        let shown = self.0.state().ways.card.as_ref().is_some_and(|card| card.code == code);
        let drawing = if shown { None } else { card::draw(&code, words.caption) };
        let Some(Drawing { svg, size: (width, height) }) = drawing else {
            return self.0.change(|state| state.ways.card = None);
        };
        let address = picture::address(&svg);
        let card = Card { code: code.clone(), address, png: Vec::new() };
        self.0.change(|state| state.ways.card = Some(card));
        let dispatch = self.0.clone();
        spawn_local(async move {
            // Where the browser draws nothing, the SVG stays and can still be scanned.
            let Ok(picture) = picture::png(&svg, width, height).await else { return };
            dispatch.change(|state| {
                // Closed or changed in the meantime: the picture comes too late.
                if let Some(card) = state.ways.card.as_mut().filter(|card| card.code == code) {
                    (card.address, card.png) = (picture.address, picture.bytes);
                }
            });
        });
    }

    /// Notes what became of an act. After a success with the record as it still is, nothing is
    /// left to lose; after copying only once the person says so, and after a download that this
    /// browser may have ignored, the record has not gone out before that.
    fn note(&self, code: String, act: Act, fate: Fate) {
        let ignored = matches!(act, Act::Take(way) if self.0.state().ways.means.doubtful(way));
        if fate == Fate::Done && !ignored && self.record().to_code() == code {
            let state = self.0.state();
            // What was known to have gone out stays so when it is copied again.
            let known = state.interview.exported() && !state.ways.unsure;
            drop(state);
            self.0.change(|state| state.ways.unsure = act.copies() && !known);
            self.0.dispatch(&Event::Exported);
        }
        self.0.change(|state| {
            let notes = &mut state.ways.notes;
            notes.retain(|old| old.act.way() != act.way());
            notes.push(Note { code, act, fate });
        });
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
