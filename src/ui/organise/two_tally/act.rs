//! Does what is wished.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use yew::prelude::*;

use super::fields::Text;
use super::page::{Saving, Wish};
use super::state::{Doing, Event, Save, Slot, TwoTally};
use crate::browser::download::{self, NotTaken};
use crate::browser::{field, print};
use crate::domain::campaign::read_campaign;
use crate::domain::shipped_instrument;
use crate::domain::two_tally::{
    INVITATION_FILE_NAME, Party, Plan, public_key_text, read_public_key,
};
use crate::tasks::read_chosen::read_chosen;
use crate::tasks::two_tally::{self, Bytes, Input, Running};
use crate::worker::codes_in_picture;

/// The dispatcher of a [`TwoTally`].
type Dispatch = UseReducerDispatcher<TwoTally>;

/// What became of saving something.
pub(super) type Said = UseStateSetter<Option<(Saving, bool)>>;

/// Names of the files that are handed out.
const PUBLIC_KEY_NAME: &str = "qingdan-public-key.txt";
const PLAN_NAME: &str = "qingdan-two-tallies-plan.txt";
const CSV_NAME: &str = "qingdan-two-tallies.csv";

/// What those of the exchange begin with; the organiser's number and the kind follow.
const EXCHANGE_NAME: &str = "qingdan-two-tallies";

/// What goes on beside the state: a task, and the codes that the camera has seen.
#[derive(Debug, Default)]
pub(super) struct Desk {
    running: Option<Running>,
    seen: BTreeSet<String>,
}

impl Desk {
    /// Ends what is going on.
    pub(super) fn stop(&mut self) {
        self.running = None;
    }
}

/// Does what is wished, and dispatches what comes of it.
pub(super) fn act(
    state: &UseReducerHandle<TwoTally>,
    desk: &Rc<RefCell<Desk>>,
    said: &Said,
    wish: Wish,
) {
    let dispatch = state.dispatcher();
    match wish {
        Wish::Did(event) => {
            if matches!(event, Event::PutPlanAside | Event::Key(None)) {
                stop(desk, &dispatch);
            }
            said.set(None);
            dispatch.dispatch(event);
        }
        Wish::Typed(text) => dispatch.dispatch(read(text, &field::take(text.id()))),
        Wish::ChoseText(text, file) => read_chosen(file, move |content| {
            dispatch.dispatch(read(text, &content.unwrap_or_default()));
        }),
        Wish::MakePlan => make_plan(state, &dispatch),
        Wish::Gave(slot, file) => {
            let plan = state.plan.clone();
            two_tally::read(file, move |bytes| {
                dispatch.dispatch(Event::Gave(slot, bytes.clone()));
                if let (Some(plan), Some(bytes)) = (plan, bytes) {
                    look(slot, plan, bytes, dispatch);
                }
            });
        }
        Wish::Chose(files) => dispatch.dispatch(Event::Inputs(two_tally::inputs(files), 0)),
        Wish::Dropped(transfer) => two_tally::walk(&transfer, move |inputs, unreadable| {
            dispatch.dispatch(Event::Inputs(inputs, unreadable));
        }),
        Wish::Pasted(text) => {
            dispatch.dispatch(Event::Inputs(vec![Input::Text(text.into())], 0));
        }
        Wish::Scanned(grey) => {
            for code in codes_in_picture(grey.width, &grey.pixels) {
                let again = !desk.borrow_mut().seen.insert(code.clone());
                dispatch.dispatch(Event::Scanned(again));
                if !again {
                    dispatch.dispatch(Event::Inputs(vec![Input::Text(code.into())], 0));
                }
            }
        }
        Wish::Verify => begin(state, desk, Doing::Verifies, false),
        Wish::Count { allow_missing } => begin(state, desk, Doing::Counts, allow_missing),
        Wish::Stop => stop(desk, &dispatch),
        Wish::Save(saving) => {
            let Some(saved) = save(state, saving) else { return };
            said.set(Some((saving, saved.is_ok())));
            match saving {
                Saving::Plan if saved.is_ok() => dispatch.dispatch(Event::PlanSaved),
                Saving::Made(made) if saved.is_ok() => dispatch.dispatch(Event::Saved(made)),
                _ => {}
            }
        }
        Wish::Print => print::now(),
        // The component does these.
        Wish::Risked(_) | Wish::PickedLanguage(_) => {}
    }
}

fn stop(desk: &RefCell<Desk>, dispatch: &Dispatch) {
    desk.borrow_mut().stop();
    dispatch.dispatch(Event::Stopped);
}

/// What a text says.
fn read(text: Text, content: &str) -> Event {
    match text {
        Text::Partner => Event::Partner(read_public_key(content)),
        Text::Campaign => Event::Campaign(Box::new(read_campaign(shipped_instrument(), content))),
        Text::Plan => Event::PlanText(content.to_owned()),
    }
}

/// Makes the plan of what was put together.
fn make_plan(state: &TwoTally, dispatch: &Dispatch) {
    let draft = &state.draft;
    let (Some(own), Some(Some(partner)), Some(Ok(campaign))) =
        (state.public(), &draft.partner, &draft.campaign)
    else {
        return;
    };
    let mut keys = [own.clone(), partner.clone()];
    if draft.party == Party::Second {
        keys.reverse();
    }
    let plan = two_tally::make_plan(campaign, keys, draft.strata);
    dispatch.dispatch(Event::Planned(Box::new(plan)));
}

/// Has a file of the exchange looked at.
fn look(slot: Slot, plan: Rc<Plan>, bytes: Bytes, dispatch: Dispatch) {
    let file = bytes.clone();
    two_tally::look(plan, slot.kind(), bytes, move |looked| {
        dispatch.dispatch(Event::LookedAt(slot, file, looked));
    });
}

/// Begins to verify or to count.
fn begin(
    state: &UseReducerHandle<TwoTally>,
    desk: &RefCell<Desk>,
    doing: Doing,
    allow_missing: bool,
) {
    let Some(task) = state.task().filter(|_| state.running.is_none()) else { return };
    let dispatch = state.dispatcher();
    let turn = state.turn.wrapping_add(1);
    let tell = {
        let dispatch = dispatch.clone();
        move |news| dispatch.dispatch(Event::Told(turn, news))
    };
    let running = match doing {
        Doing::Verifies => two_tally::verify(task, tell),
        Doing::Counts => {
            let Some(verifications) = state.verifications() else { return };
            two_tally::count(task, verifications, allow_missing, tell)
        }
    };
    dispatch.dispatch(Event::Began(doing));
    desk.borrow_mut().running = Some(running);
}

/// Hands a file to the browser; nothing where there is none.
fn save(state: &TwoTally, saving: Saving) -> Option<Result<(), NotTaken>> {
    let text = |name, text: String| download::save(name, "text/plain", text.as_bytes());
    Some(match saving {
        Saving::PublicKey => text(PUBLIC_KEY_NAME, public_key_text(state.public()?) + "\n"),
        // With its campaign, where that is known: the one who saved it can still invite.
        Saving::Plan => {
            let invitation = state.invitation.as_ref().map(|invitation| invitation.to_code());
            text(PLAN_NAME, invitation.unwrap_or(state.plan.as_ref()?.to_code()) + "\n")
        }
        Saving::Invitation => {
            let file = state.invitation.as_ref()?.to_file();
            download::save(INVITATION_FILE_NAME, "application/json", file.as_bytes())
        }
        Saving::Made(save) => {
            let bytes = match save {
                Save::Verification => &state.verified.as_ref()?.file,
                Save::Ledger => state.good(Slot::Ledger)?.0,
                Save::Totals => &state.counted.as_ref()?.file,
            };
            let name = exchange_name(state.party()?, save);
            download::save(&name, "application/octet-stream", bytes)
        }
        Saving::Csv => {
            let csv = &state.totals.as_ref()?.as_ref().ok()?.csv;
            download::save(CSV_NAME, "text/csv", csv.as_bytes())
        }
    })
}

/// The name of a file of the exchange.
fn exchange_name(party: Party, save: Save) -> String {
    let number = if party == Party::First { "1" } else { "2" };
    let kind = match save {
        Save::Verification => "verification",
        Save::Ledger => "ledger",
        Save::Totals => "totals",
    };
    format!("{EXCHANGE_NAME}-{kind}-{number}.bin")
}
