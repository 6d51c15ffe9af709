//! Drafts kept on this device, encrypted, only when asked for; and erasing.

mod desk;

use qingdan_markup::html;
use yew::prelude::*;

use self::desk::Desk;
pub(super) use self::desk::{Act, Ask, CODE_FIELD, Copied, Shown, look, update};
use super::route::Page;
use super::state::{Dispatch, State};
use super::view::View;
use crate::tasks::erase_drafts::count_drafts;
use crate::tasks::keep_draft::Kept;
use crate::ui::parts::confirm;

/// What is known of the drafts on this device.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// What is shown of them.
    pub(super) shown: Shown,
    /// The draft of this interview.
    kept: Option<Kept>,
}

impl Known {
    /// What is known once a draft of this interview lies on the device.
    fn of(kept: Kept) -> Self {
        let (code, stored) = (Some(kept.code.clone()), count_drafts());
        Self { shown: Shown { code, stored, ..Shown::default() }, kept: Some(kept) }
    }
}

/// What is known of the drafts on this device, and what changes it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Drafts<'a> {
    /// What is shown of them.
    pub(super) shown: &'a Shown,
    /// The page to go back to.
    pub(super) page: Page,
    dispatch: &'a Dispatch,
}

impl<'a> Drafts<'a> {
    /// The drafts in a state.
    pub(super) const fn of(state: &'a State, dispatch: &'a Dispatch) -> Self {
        Self { shown: &state.drafts.shown, page: state.last, dispatch }
    }

    /// Whether the interview as it stands is kept.
    pub(super) const fn safe(&self) -> bool {
        self.shown.code.is_some() && self.shown.fault.is_none()
    }

    /// Does something at a click.
    pub(super) fn on(&self, act: Act) -> Callback<MouseEvent> {
        let desk = Desk(self.dispatch.clone());
        Callback::from(move |_| desk.act(act))
    }

    /// Opens the draft when the form with its code is sent.
    pub(super) fn onsubmit(&self) -> Callback<SubmitEvent> {
        let desk = Desk(self.dispatch.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            desk.act(Act::Open);
        })
    }
}

/// Above every page: that the draft is no longer up to date.
pub(super) fn warning(view: &View, page: Page) -> Html {
    let words = &view.messages.draft;
    if view.drafts.shown.fault.is_none()
        || view.drafts.shown.code.is_none()
        || matches!(page, Page::Draft | Page::Erased)
    {
        return Html::default();
    }
    note(view, "draft-failed", words.failed, words.look)
}

/// After the file has gone out: that the draft is still there.
pub(super) fn reminder(view: &View, page: Page) -> Html {
    let words = &view.messages.draft;
    if page != Page::Export || view.drafts.shown.code.is_none() || !view.interview.exported() {
        return Html::default();
    }
    note(view, "draft-reminder", words.still_there, words.to_erase)
}

fn note(view: &View, id: &'static str, text: &'static str, link: &'static str) -> Html {
    html! {
        <p class="note draft__note" {id}>
            { text }
            { " " }
            <a href={Page::Draft.fragment(view.instrument)}>{ link }</a>
        </p>
    }
}

/// The question before something that cannot be taken back.
pub(super) fn question(view: &View) -> Html {
    let (words, erase) = (&view.messages.draft, &view.messages.erase);
    let stored = view.drafts.shown.stored;
    let ask = view.drafts.shown.asking;
    let [question, consequence, yes] = match ask {
        None | Some(Ask::Everything) => [erase.question, erase.consequence, erase.yes],
        Some(Ask::Draft) => words.ask_draft,
        Some(Ask::Drafts) => words.ask_drafts,
        Some(Ask::Replace) => words.ask_replace,
    };
    let more = match ask {
        Some(Ask::Everything) if stored > 0 => (words.also)(stored),
        _ => String::new(),
    };
    let desk = Desk(view.dispatch.clone());
    let onchoose = Callback::from(move |yes| desk.act(Act::Chose(yes)));
    confirm([question, &[consequence, &more].concat(), yes, view.shared.cancel], &onchoose)
}
