//! What can be done with the drafts of this device.

use wasm_bindgen_futures::spawn_local;

use super::super::route::Page;
use super::super::state::{Dispatch, State};
use super::Known;
use crate::browser::clipboard::Copying;
use crate::browser::{document, history};
use crate::domain::draft::{Draft, KeepFault, ResumeCode, ResumeFault};
use crate::domain::interview::Event;
use crate::domain::randomised::{NoiseSeed, SEED_BYTES};
use crate::domain::record::RecordId;
use crate::domain::respondent_instrument;
use crate::tasks::begin_interview::fresh;
use crate::tasks::erase_drafts::{count_drafts, erase_drafts};
use crate::tasks::keep_draft::{Kept, keep_draft};
use crate::tasks::resume_draft::resume_draft;

/// The id of the field for the code.
pub(in super::super) const CODE_FIELD: &str = "code-field";

/// Something the respondent wants done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Act {
    /// Keep a draft, or try again.
    Keep,
    /// Copy the code.
    Copy,
    /// Open the draft with the code that stands in the field [`CODE_FIELD`].
    Open,
    /// Ask before something that cannot be taken back.
    Ask(Ask),
    /// The answer to that.
    Chose(bool),
}

/// What cannot be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Ask {
    /// Erasing answers and drafts.
    Everything,
    /// Erasing the draft of this interview.
    Draft,
    /// Erasing all drafts.
    Drafts,
    /// Going on with a draft in place of the answers on the page.
    Replace,
}

/// What became of copying the code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in super::super) enum Copied {
    /// Not tried.
    #[default]
    No,
    /// It is on the clipboard.
    Yes,
    /// The browser did not take it.
    Failed,
}

/// What is shown of the drafts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in super::super) struct Shown {
    /// The code of the draft that is kept.
    pub(in super::super) code: Option<ResumeCode>,
    /// Why it is not up to date, or why there is none.
    pub(in super::super) fault: Option<KeepFault>,
    /// What became of copying the code.
    pub(in super::super) copied: Copied,
    /// Drafts on this device.
    pub(in super::super) stored: usize,
    /// Why no draft was opened.
    pub(in super::super) refused: Option<ResumeFault>,
    /// What is asked at the moment.
    pub(in super::super) asking: Option<Ask>,
    /// Everything is erased, and no interview can begin: the browser gives no random id.
    pub(in super::super) broken: bool,
}

/// What does something with the drafts.
#[derive(Clone)]
pub(super) struct Desk(pub(super) Dispatch);

/// Brings the draft up to date, where one is kept.
pub(in super::super) fn update(state: &mut State) {
    if state.drafts.kept.is_none() {
        return;
    }
    let draft = draft(state);
    let Known { shown, kept } = &mut state.drafts;
    let result = kept.as_mut().map(|kept| kept.update(respondent_instrument(), &draft));
    shown.fault = result.and_then(Result::err);
    shown.stored = count_drafts();
}

/// Looks at what is there when a page is turned: other pages of this browser may have changed
/// it. And a question belongs to the page it was asked on.
pub(in super::super) fn look(state: &mut State) {
    let Known { shown, kept } = &mut state.drafts;
    (shown.asking, shown.refused, shown.copied) = (None, None, Copied::No);
    let check = kept.as_ref().map(Kept::check);
    shown.fault = check.and_then(Result::err).or(shown.fault);
    shown.stored = count_drafts();
}

/// The interview and the page to go back to.
fn draft(state: &State) -> Draft {
    let at = state.last.number(respondent_instrument()).map_or(0, |(number, _)| number);
    Draft { interview: state.interview.clone(), page: u8::try_from(at).unwrap_or(0) }
}

impl Desk {
    /// Does what is wanted.
    pub(super) fn act(&self, act: Act) {
        match act {
            Act::Keep => self.0.change(keep),
            Act::Copy => self.copy(),
            Act::Open => {
                let touched = self.0.state().interview.touched(respondent_instrument());
                if touched { self.ask(Some(Ask::Replace)) } else { self.open() }
            }
            Act::Ask(ask) => self.ask(Some(ask)),
            Act::Chose(yes) => {
                let asked = self.0.state().drafts.shown.asking;
                self.ask(None);
                match asked.filter(|_| yes) {
                    Some(Ask::Everything) => self.erase_everything(),
                    Some(Ask::Draft) => self.0.change(erase_draft),
                    Some(Ask::Drafts) => self.0.change(erase_all),
                    Some(Ask::Replace) => self.open(),
                    None => {}
                }
            }
        }
    }

    fn ask(&self, ask: Option<Ask>) {
        self.0.change(|state| {
            state.drafts.shown.asking = ask;
            state.drafts.shown.stored = count_drafts();
        });
    }

    fn copy(&self) {
        let code = self.0.state().drafts.shown.code.as_ref().map(ToString::to_string);
        let Some(code) = code else { return };
        let (copying, dispatch) = (Copying::begin(code), self.0.clone());
        spawn_local(async move {
            let copied = if copying.end().await.is_ok() { Copied::Yes } else { Copied::Failed };
            dispatch.change(|state| state.drafts.shown.copied = copied);
        });
    }

    fn open(&self) {
        let instrument = respondent_instrument();
        match resume_draft(instrument, &document::typed(CODE_FIELD)) {
            Ok((draft, kept)) => {
                self.0.change(|state| state.drafts = Known::of(kept));
                self.0.dispatch(&Event::Resumed(Box::new(draft.interview)));
                let page = Page::numbered(instrument, usize::from(draft.page));
                history::replace(&page.fragment(instrument));
            }
            Err(refused) => {
                self.0.change(|state| state.drafts.shown.refused = Some(refused));
            }
        }
    }

    /// Answers, drafts, and the page: what is left is neutral.
    fn erase_everything(&self) {
        self.0.change(erase_all);
        let fresh = fresh();
        let broken = fresh.is_err();
        // No file can come of the empty id: without another one nothing can be begun.
        let nothing = (RecordId([0; 16]), NoiseSeed::of_random([0; SEED_BYTES]));
        let (id, seed) = fresh.unwrap_or(nothing);
        self.0.dispatch(&Event::Erased(id, seed));
        self.0.change(|state| state.drafts.shown.broken = broken);
        history::replace(&Page::Erased.fragment(respondent_instrument()));
    }
}

fn keep(state: &mut State) {
    let shown = &state.drafts.shown;
    let gone = shown.fault == Some(KeepFault::Gone);
    if shown.code.is_some() && !gone {
        return update(state);
    }
    match keep_draft(respondent_instrument(), &draft(state)) {
        Ok(kept) => state.drafts = Known::of(kept),
        // A draft that is gone stays gone, whatever else is wrong.
        Err(fault) => {
            let fault = if gone { KeepFault::Gone } else { fault };
            (state.drafts.shown.fault, state.drafts.shown.copied) = (Some(fault), Copied::No);
        }
    }
}

fn erase_draft(state: &mut State) {
    match state.drafts.kept.as_ref().map(Kept::erase) {
        Some(Err(fault)) => state.drafts.shown.fault = Some(fault),
        _ => state.drafts = Known::default(),
    }
    state.drafts.shown.stored = count_drafts();
}

fn erase_all(state: &mut State) {
    erase_drafts();
    state.drafts = Known::default();
    state.drafts.shown.stored = count_drafts();
}
