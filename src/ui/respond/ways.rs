//! The ways in which the file leaves the page: what starts them, and what became of them.
//!
//! A copied text may have been pasted somewhere, so a later change is a new revision; but it is
//! nowhere until it is pasted, and the next copy overwrites it, so only the person's word for it
//! lets the page be left without a question. A download inside an application that may ignore it
//! counts as nothing before the person says that it is there.

pub(super) mod card;
mod order;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use self::card::Drawing;
pub(super) use self::order::{Means, Way};
use super::state::Dispatch;
use crate::browser::clipboard::Copying;
use crate::browser::share::{self, NotShared};
use crate::browser::{document, download, picture};
use crate::domain::answer::Complete;
use crate::domain::interview::{Event, Interview};
use crate::domain::randomised::Randomisation;
use crate::domain::record::anonymise;
use crate::domain::respondent_instrument;
use crate::domain::seal::Envelope;
use crate::domain::ticket::{Ticket, TicketFault};
use crate::i18n::respond::Ways as Words;
use crate::tasks::export_record::export_record;
use crate::tasks::leave_page::{NotLeaving, Outgoing};
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
    /// There was nothing that could leave.
    Stopped(NotLeaving),
}

/// What became of an act with one state of what leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Note {
    /// That state's name ([`Known::state_of`]).
    code: String,
    act: Act,
    fate: Fate,
}

/// The code as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Card {
    /// The name of the state that it shows.
    code: String,
    /// The code's text.
    pub(super) text: String,
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
    /// Whether what leaves was copied and it is not known to be pasted, or has another ticket
    /// than what has left.
    pub(super) unsure: bool,
    /// The ticket as typed.
    pub(super) ticket: String,
    notes: Vec<Note>,
    card: Option<Card>,
    /// The envelope, and the state that it is of: every way gives the same one.
    sealed: Option<(String, Envelope)>,
    /// The true answers of the file that has left last, and what was randomised of them.
    left: Option<(Option<Randomisation>, Complete)>,
}

impl Known {
    /// The name of the state of what leaves: the record's code and the ticket. It never leaves.
    fn state_of(&self, interview: &Interview) -> String {
        let record = anonymise(respondent_instrument(), interview);
        [record.to_code(), self.ticket.clone()].concat()
    }

    /// The ticket typed; none where nothing is.
    pub(super) fn ticket(&self) -> Result<Option<Ticket>, TicketFault> {
        match Ticket::parse(&self.ticket) {
            Err(TicketFault::Empty) => Ok(None),
            read => read.map(Some),
        }
    }

    /// Forgets the envelope: the campaign may have another key.
    pub(super) fn unseal(&mut self) {
        (self.sealed, self.card) = (None, None);
    }

    /// The state of which copying was refused, so that its text has to be copied by hand.
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

    /// The name of the state of what leaves: everything else asks by it.
    pub(super) fn state_of(&self, interview: &Interview) -> String {
        self.known.state_of(interview)
    }

    /// The envelope of a state, where one was made.
    pub(super) fn envelope(&self, code: &str) -> Option<&'a Envelope> {
        self.known.sealed.as_ref().filter(|(of, _)| of == code).map(|(_, envelope)| envelope)
    }

    /// The ticket as typed, and as read.
    pub(super) fn ticket(&self) -> (&'a str, Result<Option<Ticket>, TicketFault>) {
        (&self.known.ticket, self.known.ticket())
    }

    /// A handler that takes what is typed as a ticket.
    pub(super) fn on_ticket(&self, field: &'static str) -> Callback<InputEvent> {
        let dispatch = self.dispatch.clone();
        Callback::from(move |_| {
            dispatch.change(|state| {
                state.ways.ticket = document::typed(field);
                state.ways.unsure = state.interview.exported();
            });
        })
    }

    /// A handler that does something with the file.
    pub(super) fn on(&self, act: Act, words: &'static Words) -> Callback<MouseEvent> {
        let hands = Hands(self.dispatch.clone());
        Callback::from(move |_| hands.act(act, words))
    }

    /// The last act of a way with this state, and what became of it.
    pub(super) fn fate(&self, way: Way, code: &str) -> Option<(Act, Fate)> {
        let notes = &self.known.notes;
        let note = notes.iter().find(|note| note.act.way() == way && note.code == code)?;
        Some((note.act, note.fate))
    }

    /// Whether a file of this interview has left whose randomised answers had other truths or other
    /// odds: together with the next it tells more than either. None is known of a file that left
    /// before a draft was opened.
    pub(super) fn tells_more(&self, interview: &Interview, noise: Option<&Randomisation>) -> bool {
        match &self.known.left {
            None => noise.is_some() && interview.revision() > 0 && !interview.exported(),
            Some((before, complete)) => {
                let now = interview.finish(respondent_instrument());
                before.as_ref() != noise || noise.is_some_and(|noise| noise.differs(complete, &now))
            }
        }
    }

    /// Whether what leaves is not known to have left as it is.
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
    fn state_of(&self) -> String {
        let state = self.0.state();
        state.ways.state_of(&state.interview)
    }

    /// What leaves; an envelope is made once for each state.
    fn leaving(&self, code: &str) -> Result<Outgoing, NotLeaving> {
        let state = self.0.state();
        if let Some((of, envelope)) = &state.ways.sealed
            && of == code
        {
            return Ok(Outgoing::Sealed(*envelope));
        }
        let campaign = state.invitation.campaign.as_ref();
        let tickets = campaign.is_some_and(|campaign| campaign.extensions().tickets);
        let ticket = if tickets { state.ways.ticket() } else { Ok(None) };
        let ticket = ticket.map_err(|_| NotLeaving::Ticket)?;
        let leaving = Outgoing::of(respondent_instrument(), &state.interview, campaign, ticket)?;
        drop(state);
        if let Outgoing::Sealed(envelope) = leaving {
            self.0.change(|state| state.ways.sealed = Some((code.to_owned(), envelope)));
        }
        Ok(leaving)
    }

    /// Does something with the file as it is now. What needs a tap begins inside it.
    fn act(&self, act: Act, words: &'static Words) {
        let instrument = respondent_instrument();
        let interview = self.0.state().interview.clone();
        let code = self.state_of();
        let leaving = match self.leaving(&code) {
            Ok(leaving) => leaving,
            Err(why) => return self.note(code, act, Fate::Stopped(why)),
        };
        match act {
            Act::Take(Way::Share) => match share_record(instrument, &interview, &leaving) {
                Ok(sheet) => {
                    let hands = self.clone();
                    spawn_local(async move {
                        hands.note(code, act, fate_of(share::end(sheet).await));
                    });
                }
                Err(error) => self.note(code, act, fate_of(Err(error))),
            },
            Act::Take(Way::Save) => {
                let saved = export_record(instrument, &interview, &leaving);
                self.note(code, act, fate(saved.is_ok()));
            }
            Act::Take(Way::Copy) => self.copy(code, act, leaving.text(instrument)),
            Act::CopyCode => self.copy(code, act, leaving.code()),
            Act::Take(Way::Code) => self.show(code, leaving.code(), words),
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
    fn show(&self, code: String, text: String, words: &'static Words) {
        let shown = self.0.state().ways.card.as_ref().is_some_and(|card| card.code == code);
        let drawing = if shown { None } else { card::draw(&text, words.caption) };
        let Some(Drawing { svg, size: (width, height) }) = drawing else {
            return self.0.change(|state| state.ways.card = None);
        };
        let address = picture::address(&svg);
        let card = Card { code: code.clone(), text, address, png: Vec::new() };
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

    /// Notes what became of an act. After a success with what leaves as it still is, nothing is
    /// left to lose; after copying only once the person says so, and after a download that this
    /// browser may have ignored, it has not gone out before that.
    fn note(&self, code: String, act: Act, fate: Fate) {
        let ignored = matches!(act, Act::Take(way) if self.0.state().ways.means.doubtful(way));
        if fate == Fate::Done && !ignored && self.state_of() == code {
            let state = self.0.state();
            // What was known to have gone out stays so when it is copied again.
            let known = state.interview.exported() && !state.ways.unsure;
            let campaign = state.invitation.campaign_of(&state.interview);
            let noise = campaign.and_then(|campaign| campaign.extensions().randomised.clone());
            let complete = state.interview.finish(respondent_instrument());
            drop(state);
            self.0.change(|state| {
                state.ways.unsure = act.copies() && !known;
                state.ways.left = Some((noise, complete));
            });
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

/// What became of sharing.
pub(super) fn fate_of(shared: Result<(), NotShared>) -> Fate {
    match shared {
        Ok(()) => Fate::Done,
        Err(NotShared::Cancelled) => Fate::Cancelled,
        Err(NotShared::Failed) => Fate::Failed,
    }
}
