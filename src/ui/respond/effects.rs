//! What the page does besides showing itself, after each drawing.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;

use super::app::window_title;
use super::route::{Page, Route};
use super::state::Dispatch;
use super::view::View;
use super::ways::Means;
use crate::browser::{clipboard, dialog, document, focus, history, unload};
use crate::domain::respondent_instrument;
use crate::i18n::Language;
use crate::tasks::erase_drafts::count_drafts;
use crate::ui::hooks::title_later;
use crate::ui::parts::CONFIRM;

/// How long only the beginning of a new page is there: until it has been painted.
const BEGINNING_MS: u32 = 40;

/// What was done last, so that nothing is done twice.
#[derive(Debug, Default)]
pub(super) struct Effects {
    /// The language of the document.
    language: Option<Language>,
    /// The title of the document.
    title: String,
    /// What sets it.
    naming: Option<Timeout>,
    /// The browser's question before the page is left.
    guard: Option<EventListener>,
    /// Whether the dialog is open.
    asking: bool,
    /// The code of the record whose text was selected, to be copied by hand.
    by_hand: Option<String>,
    /// The code that was gone to.
    code: Option<String>,
    /// Whether a campaign's code was refused.
    refused: bool,
    /// Whether an earlier file was read, or refused.
    read: Option<bool>,
    /// The route, and whether the whole page was shown.
    at: Option<(Route, bool)>,
    /// The route of which the whole page is shown.
    seen: Option<Route>,
    /// What shows the rest of the page.
    rest: Option<Timeout>,
    /// What follows the address.
    address: Option<[EventListener; 2]>,
}

impl Effects {
    /// Nothing is done yet; the page begins on a route.
    pub(super) fn new(seen: Route) -> Self {
        Self { seen: Some(seen), ..Self::default() }
    }

    /// Follows the address, and looks at what this browser can do and what it keeps.
    pub(super) fn begin(&mut self, dispatch: &Dispatch) {
        let turn = dispatch.clone();
        self.address = history::on_change(move |fragment| {
            turn.turn(Route::of_fragment(respondent_instrument(), &fragment));
        });
        let (means, stored) = (Means::found(), count_drafts());
        if means != Means::default() || stored > 0 {
            dispatch.change(|state| {
                state.ways.means = means;
                state.drafts.shown.stored = stored;
            });
        }
    }

    /// Does what has not been done for the state as it is now.
    pub(super) fn follow(&mut self, dispatch: &Dispatch) {
        let state = dispatch.state();
        let view = View::of(&state, dispatch);
        if changed(&mut self.language, Some(state.language)) {
            document::set_language(state.language.tag(), state.language.direction());
        }
        let title = window_title(&view, &state.route);
        if self.title != title {
            self.title.clone_from(&title);
            self.naming = Some(title_later(title));
        }
        let touched = state.interview.touched(view.instrument);
        let out = state.interview.exported() && !state.ways.unsure;
        let unsaved = touched && !out && !view.drafts.safe();
        if unsaved != self.guard.is_some() {
            self.guard = if unsaved { unload::guard() } else { None };
        }
        let (asking, by_hand) = (state.drafts.shown.asking.is_some(), state.ways.by_hand());
        let (code, at) = (state.ways.code_elsewhere(), (state.route.clone(), state.whole));
        let refused = state.invitation.was_refused();
        let read = state.earlier.as_ref().map(Result::is_ok);
        let changing = state.changing.clone().filter(|_| state.route.page == Page::Review);
        // What takes the focus may bring about events that look at the state.
        drop(state);
        if changed(&mut self.at, Some(at.clone())) {
            self.turn(dispatch, at, changing);
        }
        if changed(&mut self.read, read)
            && let Some(read) = read
        {
            focus::go_to(if read { "compared" } else { "earlier-refused" });
        }
        if changed(&mut self.refused, refused) && refused {
            focus::go_to("join-refused");
        }
        if changed(&mut self.asking, asking) {
            dialog::show(CONFIRM, asking);
        }
        if changed(&mut self.by_hand, by_hand) && self.by_hand.is_some() {
            clipboard::select("manual");
        }
        // Opened from the bar, the code is elsewhere on the page.
        if changed(&mut self.code, code) && self.code.is_some() {
            focus::go_to("way-code");
        }
    }

    /// Goes to the top of a new page; once the whole page is there, the focus follows.
    /// Back from changing an answer, the review goes on where it was left.
    fn turn(
        &mut self,
        dispatch: &Dispatch,
        (route, whole): (Route, bool),
        changing: Option<String>,
    ) {
        self.rest = None;
        let seen = whole.then(|| route.clone());
        let new = changed(&mut self.seen, seen);
        match &route.question {
            _ if !whole => {
                focus::to_top();
                let rest = dispatch.clone();
                let show = move || rest.change(|state| state.whole = true);
                self.rest = Some(Timeout::new(BEGINNING_MS, show));
            }
            Some(question) => focus::go_to(&["q-", question].concat()),
            None if new => match changing {
                Some(question) => focus::go_to(&["review-", &question].concat()),
                None => focus::begin_at("title"),
            },
            None => {}
        }
    }
}

/// Puts a new value in place of an old one; whether it is another.
fn changed<T: PartialEq>(old: &mut T, new: T) -> bool {
    let changed = *old != new;
    *old = new;
    changed
}
