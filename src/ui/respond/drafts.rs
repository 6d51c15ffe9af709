//! Drafts kept on this device, encrypted, only when asked for; and erasing.

mod desk;

use yew::prelude::*;

use self::desk::Desk;
pub(super) use self::desk::{Act, Ask, CODE_FIELD, Copied, Shown};
use super::route::Page;
use super::state::InterviewState;
use super::view::View;
use crate::domain::draft::Draft;
use crate::domain::shipped_instrument;
use crate::ui::parts::Confirm;

/// What is known of the drafts on this device, and what changes it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Drafts {
    /// What is shown of them.
    pub(super) shown: Shown,
    /// The page to go back to.
    pub(super) page: Page,
    /// Does something with them.
    pub(super) act: Callback<Act>,
}

impl Drafts {
    /// Whether the interview as it stands is kept.
    pub(super) const fn safe(&self) -> bool {
        self.shown.code.is_some() && self.shown.fault.is_none()
    }

    /// Does something at a click.
    pub(super) fn on(&self, act: Act) -> Callback<MouseEvent> {
        self.act.reform(move |_| act)
    }
}

/// The drafts of this device. Once a draft is kept, every change keeps it up to date.
#[hook]
pub(super) fn use_drafts(state: &UseReducerHandle<InterviewState>, page: Page) -> Drafts {
    let shown = use_state_eq(Shown::default);
    let kept = use_mut_ref(|| None);
    let last = use_mut_ref(|| Page::Welcome);
    let instrument = shipped_instrument();
    let number = page.number(instrument).map_or(0, |(number, _)| number);
    if number > 0 || page == Page::Welcome {
        last.replace(page);
    }
    let last = *last.borrow();
    let at = last.number(instrument).map_or(0, |(number, _)| number);
    let draft = Draft { interview: state.0.clone(), page: u8::try_from(at).unwrap_or(0) };
    let desk = Desk {
        shown: shown.clone(),
        kept,
        draft: draft.clone(),
        dispatch: state.dispatcher(),
        touched: state.0.touched(instrument),
    };
    use_effect_with(draft, {
        let desk = desk.clone();
        move |_| desk.update()
    });
    // Other pages of this browser may have changed what is there. And a question belongs to the
    // page it was asked on.
    use_effect_with(page, {
        let desk = desk.clone();
        move |_| desk.look()
    });
    Drafts { shown: (*shown).clone(), page: last, act: Callback::from(move |act| desk.act(act)) }
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
    html! {
        <Confirm open={ask.is_some()} {question} consequence={[consequence, &more].concat()} {yes}
                 no={view.shared.cancel} onchoose={view.drafts.act.reform(Act::Chose)} />
    }
}
