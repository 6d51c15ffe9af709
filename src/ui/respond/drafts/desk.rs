//! What can be done with the drafts of this device.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::super::route::Page;
use super::super::state::Dispatch;
use crate::browser::clipboard::Copying;
use crate::browser::{document, history};
use crate::domain::draft::{Draft, KeepFault, ResumeCode, ResumeFault};
use crate::domain::interview::Event;
use crate::domain::shipped_instrument;
use crate::tasks::begin_interview::fresh_id;
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
}

/// Everything that is needed to do it.
#[derive(Clone)]
pub(super) struct Desk {
    pub(super) shown: UseStateHandle<Shown>,
    pub(super) kept: Rc<RefCell<Option<Kept>>>,
    pub(super) draft: Draft,
    pub(super) dispatch: Dispatch,
    pub(super) touched: bool,
}

impl Desk {
    /// Does what is wanted.
    pub(super) fn act(&self, act: Act) {
        match act {
            Act::Keep => self.keep(),
            Act::Copy => self.copy(),
            Act::Open if self.touched => self.act(Act::Ask(Ask::Replace)),
            Act::Open => self.open(),
            Act::Ask(ask) => self.show(|shown| shown.asking = Some(ask)),
            Act::Chose(yes) => {
                let asked = self.shown.asking;
                self.show(|shown| shown.asking = None);
                match asked.filter(|_| yes) {
                    Some(Ask::Everything) => self.erase_everything(),
                    Some(Ask::Draft) => self.erase_draft(),
                    Some(Ask::Drafts) => self.erase_drafts(),
                    Some(Ask::Replace) => self.open(),
                    None => {}
                }
            }
        }
    }

    /// Brings the draft up to date, where one is kept.
    pub(super) fn update(&self) {
        let mut kept = self.kept.borrow_mut();
        let Some(kept) = kept.as_mut() else { return };
        let fault = kept.update(shipped_instrument(), &self.draft).err();
        self.show(|shown| shown.fault = fault);
    }

    /// Looks at what is there when a page is turned.
    pub(super) fn look(&self) {
        self.show(|shown| {
            shown.asking = None;
            shown.refused = None;
            shown.copied = Copied::No;
        });
    }

    /// Changes what is shown; the number of drafts is counted anew each time.
    fn show(&self, change: impl FnOnce(&mut Shown)) {
        let mut shown = (*self.shown).clone();
        change(&mut shown);
        shown.stored = count_drafts();
        self.shown.set(shown);
    }

    fn keep(&self) {
        let gone = self.shown.fault == Some(KeepFault::Gone);
        if self.shown.code.is_some() && !gone {
            return self.update();
        }
        let result = keep_draft(shipped_instrument(), &self.draft);
        self.show(|shown| {
            shown.copied = Copied::No;
            match result {
                Ok(kept) => {
                    (shown.code, shown.fault) = (Some(kept.code.clone()), None);
                    self.kept.replace(Some(kept));
                }
                // A draft that is gone stays gone, whatever else is wrong.
                Err(fault) => shown.fault = Some(if gone { KeepFault::Gone } else { fault }),
            }
        });
    }

    fn copy(&self) {
        let Some(code) = &self.shown.code else { return };
        let copying = Copying::begin(code.to_string());
        let desk = self.clone();
        spawn_local(async move {
            let copied = if copying.end().await.is_ok() { Copied::Yes } else { Copied::Failed };
            desk.show(|shown| shown.copied = copied);
        });
    }

    fn open(&self) {
        let instrument = shipped_instrument();
        match resume_draft(instrument, &document::typed(CODE_FIELD)) {
            Ok((draft, kept)) => {
                self.show(|shown| (shown.code, shown.fault) = (Some(kept.code.clone()), None));
                self.kept.replace(Some(kept));
                self.dispatch.dispatch(Event::Resumed(Box::new(draft.interview)));
                let page = Page::numbered(instrument, usize::from(draft.page));
                history::replace(&page.fragment(instrument));
            }
            Err(refused) => self.show(|shown| shown.refused = Some(refused)),
        }
    }

    fn erase_draft(&self) {
        if let Some(kept) = self.kept.take() {
            kept.erase();
        }
        self.forget();
    }

    fn erase_drafts(&self) {
        self.kept.take();
        erase_drafts();
        self.forget();
    }

    /// Answers, drafts, and the page: what is left is neutral.
    fn erase_everything(&self) {
        let Ok(id) = fresh_id() else { return };
        self.erase_drafts();
        self.dispatch.dispatch(Event::Erased(id));
        history::replace(&Page::Erased.fragment(shipped_instrument()));
    }

    fn forget(&self) {
        self.show(|shown| *shown = Shown::default());
    }
}
