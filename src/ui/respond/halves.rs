//! Campaigns with a plan: joining them, and how the two halves of the record leave the page.
//!
//! The halves of the same answers are always the same, and those of other answers from the same
//! interview would be dropped together with the first. So as soon as a half may be in other hands
//! (shared, saved, copied, shown as a code), no answer changes any more. The page can be left
//! without a question once both were handed over as far as the page or the person can tell.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::campaign::Invitation;
use super::state::{Dispatch, State};
use super::ways::{Fate, Way, card, fate_of};
use crate::browser::clipboard::Copying;
use crate::browser::{picture, share};
use crate::domain::interview::{Event, Interview};
use crate::domain::respondent_instrument;
use crate::domain::two_tally::{
    InvitationFault, Party, Plan, PlanRefusal, Scheme, SealedHalf, read_invitation,
};
use crate::i18n::respond::Halves as Words;
use crate::tasks::hand_half::{save_half, share_half, split_record};
use crate::tasks::leave_page::NotLeaving;

/// What splits the record of the campaign read last, and why an invitation was not taken.
#[derive(Debug, Default)]
pub(super) struct Split {
    /// The plan made ready; none for a campaign without one.
    pub(super) scheme: Option<Scheme<'static>>,
    /// Why what was read last was not taken.
    pub(super) refused: Option<Refused>,
}

/// Why an invitation was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It cannot be read.
    Fault(InvitationFault),
    /// A half may be in other hands already.
    Locked,
}

/// Something to do with a half.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Take a way; for the code, show or hide it.
    Take(Way),
    /// The person says that what a way gave arrived.
    Kept(Way),
}

/// What became of one half.
#[derive(Clone, Debug, Default)]
pub(super) struct Handed {
    /// The last act, and what became of it.
    pub(super) last: Option<(Act, Fate)>,
    /// Whether it was handed over, as far as the page or the person can tell.
    pub(super) over: bool,
    /// Its text, where copying was refused.
    pub(super) by_hand: Option<String>,
    /// Address of the picture of its code, where that is shown.
    pub(super) card: Option<String>,
}

/// What is known of both halves.
pub(super) type Known = [Handed; 2];

/// Whether no answer may change any more. Not known to be so is a campaign that seals records, of
/// which a later one replaces an earlier.
pub(super) fn locked(interview: &Interview, invitation: &Invitation) -> bool {
    let seals = invitation.campaign_of(interview).is_some() && invitation.split.scheme.is_none();
    interview.exported() && interview.terms().is_some_and(|terms| terms.sealed) && !seals
}

/// Whether an event is one that may not be while the answers are locked.
pub(super) fn refuses(state: &State, event: &Event) -> bool {
    let allowed = matches!(event, Event::Exported | Event::Erased(..) | Event::Resumed(_));
    !allowed && locked(&state.interview, &state.invitation)
}

/// Reads a text that holds a plan and joins its campaign; false for any other text, which is then
/// nobody's business here.
pub(super) fn receive(state: &mut State, text: &str) -> bool {
    let instrument = respondent_instrument();
    let read = read_invitation(instrument, text);
    if matches!(read, Err(InvitationFault::Plan(PlanRefusal::NoPlan | PlanRefusal::TooLong))) {
        return false;
    }
    match read {
        Err(fault) => {
            state.invitation.refused = None;
            state.invitation.split.refused = Some(Refused::Fault(fault));
        }
        Ok(read) if locked(&state.interview, &state.invitation) && differs(state, read.plan()) => {
            state.invitation.split.refused = Some(Refused::Locked);
        }
        Ok(read) => {
            if let Ok(scheme) = Scheme::new(instrument, read.plan().clone()) {
                let split = Split { scheme: Some(scheme), refused: None };
                let campaign = Some(read.campaign().clone());
                Invitation { campaign, split, ..Invitation::default() }.take(state);
            } else {
                let other = InvitationFault::Plan(PlanRefusal::OtherInstrument);
                state.invitation.split.refused = Some(Refused::Fault(other));
            }
        }
    }
    true
}

/// Whether another plan is known than this one: halves of both would be two people.
fn differs(state: &State, plan: &Plan) -> bool {
    state.invitation.split.scheme.as_ref().is_some_and(|scheme| scheme.plan() != plan)
}

/// The halves, and what hands them over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Halves<'a> {
    known: &'a Known,
    dispatch: &'a Dispatch,
}

impl<'a> Halves<'a> {
    /// The halves in a state.
    pub(super) const fn of(state: &'a State, dispatch: &'a Dispatch) -> Self {
        Self { known: &state.halves, dispatch }
    }

    /// What became of a half.
    pub(super) const fn handed(&self, party: Party) -> &'a Handed {
        &self.known[party as usize]
    }

    /// A handler that does something with a half.
    pub(super) fn on(&self, party: Party, act: Act, words: &'static Words) -> Callback<MouseEvent> {
        let hands = Hands { dispatch: self.dispatch.clone(), party };
        Callback::from(move |_| hands.act(act, words))
    }
}

/// What does something with one half.
#[derive(Clone)]
struct Hands {
    dispatch: Dispatch,
    party: Party,
}

impl Hands {
    fn half(&self) -> Result<SealedHalf, NotLeaving> {
        let state = self.dispatch.state();
        let known = state.invitation.campaign_of(&state.interview);
        let scheme = known.and(state.invitation.split.scheme.as_ref());
        let scheme = scheme.ok_or(NotLeaving::NoCampaign)?;
        let [first, second] = split_record(respondent_instrument(), &state.interview, scheme)?;
        Ok(if self.party == Party::First { first } else { second })
    }

    /// Does something with the half. What needs a tap begins inside it.
    fn act(&self, act: Act, words: &'static Words) {
        let half = match self.half() {
            Ok(half) => half,
            Err(why) => return self.note(act, Fate::Stopped(why)),
        };
        match act {
            Act::Take(Way::Share) => match share_half(&half) {
                Ok(sheet) => {
                    let hands = self.clone();
                    spawn_local(async move {
                        hands.note(act, fate_of(share::end(sheet).await));
                    });
                }
                Err(error) => self.note(act, fate_of(Err(error))),
            },
            Act::Take(Way::Save) => {
                let done = save_half(&half).is_ok();
                self.note(act, if done { Fate::Done } else { Fate::Failed });
            }
            Act::Take(Way::Copy) => {
                let text = half.to_code();
                let (copying, hands) = (Copying::begin(text.clone()), self.clone());
                spawn_local(async move {
                    let done = copying.end().await.is_ok();
                    hands.change(|half| half.by_hand = (!done).then_some(text));
                    // Its text now stands on the page where it was not copied.
                    hands.note(act, if done { Fate::Done } else { Fate::Failed });
                    hands.lock();
                });
            }
            Act::Take(Way::Code) => self.show(&half, words),
            Act::Kept(_) => self.note(act, Fate::Done),
        }
    }

    /// Shows the code, or hides it where it is shown; then draws the picture to keep.
    fn show(&self, half: &SealedHalf, words: &'static Words) {
        let shown = self.dispatch.state().halves[self.party as usize].card.is_some();
        let drawing = if shown { None } else { card::draw(&half.to_code(), words.caption) };
        let Some(card::Drawing { svg, size: (width, height) }) = drawing else {
            return self.change(|half| half.card = None);
        };
        self.lock();
        self.change(|half| half.card = Some(picture::address(&svg)));
        let hands = self.clone();
        spawn_local(async move {
            // Where the browser draws nothing, the SVG stays and can still be scanned.
            let Ok(picture) = picture::png(&svg, width, height).await else { return };
            // Closed in the meantime: the picture comes too late.
            hands.change(|half| half.card = half.card.take().map(|_| picture.address));
        });
    }

    fn change(&self, change: impl FnOnce(&mut Handed)) {
        self.dispatch.change(|state| change(&mut state.halves[self.party as usize]));
    }

    /// From now on the half may be in other hands.
    fn lock(&self) {
        self.dispatch.dispatch(&Event::Exported);
        self.dispatch.change(|state| {
            state.ways.unsure = !state.halves.iter().all(|half| half.over);
        });
    }

    /// Notes what became of an act. Only the person knows of a text that it was pasted, and of a
    /// download that this browser may have ignored.
    fn note(&self, act: Act, fate: Fate) {
        let doubtful = match act {
            Act::Take(Way::Copy) => true,
            Act::Take(way) => self.dispatch.state().ways.means.doubtful(way),
            Act::Kept(_) => false,
        };
        self.change(|half| {
            half.over |= fate == Fate::Done && !doubtful;
            half.last = Some((act, fate));
        });
        if fate == Fate::Done {
            self.lock();
        }
    }
}
