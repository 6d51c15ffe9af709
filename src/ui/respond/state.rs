//! The page's state, and the one way to change it.

use std::cell::{Ref, RefCell};
use std::fmt::{self, Debug, Formatter};
use std::rc::Rc;

use yew::Callback;

use super::campaign::Invitation;
use super::drafts::{self, Known as Drafts};
use super::pages::{Earlier, Stage};
use super::route::{Page, Route};
use super::ways::Known as Ways;
use crate::domain::campaign::JOIN;
use crate::domain::interview::{Event, Interview};
use crate::domain::respondent_instrument;
use crate::i18n::Language;

/// Everything that the page is a function of.
#[derive(Debug)]
pub(super) struct State {
    /// What has been answered.
    pub(super) interview: Interview,
    /// The page shown.
    pub(super) route: Route,
    /// Whether the page was open before, and its answers are gone.
    pub(super) reopened: bool,
    /// The question that was gone to from the review.
    pub(super) changing: Option<String>,
    /// Whether the whole page is shown, or its beginning.
    pub(super) whole: bool,
    /// The page within the survey that was shown last.
    pub(super) last: Page,
    /// The language shown.
    pub(super) language: Language,
    /// What is known of the ways out.
    pub(super) ways: Ways,
    /// What is known of the halves.
    #[cfg(feature = "two-tally")]
    pub(super) halves: super::halves::Known,
    /// What is known of the drafts on this device.
    pub(super) drafts: Drafts,
    /// The campaign whose code was read last.
    pub(super) invitation: Invitation,
    /// How far the picture of the results is.
    pub(super) picture: Stage,
    /// The earlier file that was read last.
    pub(super) earlier: Earlier,
    /// Pages turned so far: what was begun on a page before comes too late for this one.
    pub(super) turns: u32,
}

impl State {
    /// What is shown after having gone to each of these routes.
    pub(super) fn new(
        interview: Interview,
        routes: [Option<Route>; 2],
        language: Language,
    ) -> Self {
        let mut state = Self {
            interview,
            route: Route::default(),
            whole: true,
            last: Page::Welcome,
            language,
            ways: Ways::default(),
            #[cfg(feature = "two-tally")]
            halves: super::halves::Known::default(),
            drafts: Drafts::default(),
            invitation: Invitation::default(),
            picture: Stage::default(),
            earlier: None,
            turns: 0,
            reopened: false,
            changing: None,
        };
        for route in routes.into_iter().flatten() {
            state.route = state.arrive(route);
        }
        state.remember();
        state
    }

    /// Goes to a page, at first to its beginning. What belonged to the page before is put away.
    fn turn(&mut self, route: Route) {
        let route = self.arrive(route);
        let before = std::mem::replace(&mut self.route, route);
        let page = before.page;
        if page == self.route.page {
            return;
        }
        self.changing = before.question;
        self.whole = self.route.question.is_some();
        self.turns += 1;
        (self.picture, self.earlier) = (Stage::default(), None);
        drafts::look(self);
        if self.remember() {
            drafts::update(self);
        }
    }

    /// Where a route leads to: a link with a campaign's code joins it, on the first page.
    fn arrive(&mut self, route: Route) -> Route {
        match (&route.page, &route.question) {
            (Page::Join, Some(code)) => {
                Invitation::receive(self, &[JOIN, code].concat());
                Route::default()
            }
            _ => route,
        }
    }

    /// Remembers the page, where it is one within the survey; whether it is another one.
    fn remember(&mut self) -> bool {
        let (before, page) = (self.last, self.route.page);
        if page == Page::Welcome || page.number(respondent_instrument()).is_some() {
            self.last = page;
        }
        before != self.last
    }
}

/// The state, and where what changes it goes: events of the interview, and anything else. After
/// each change the page is drawn anew.
#[derive(Clone)]
pub(super) struct Dispatch(Rc<(RefCell<State>, Callback<()>)>);

impl Dispatch {
    pub(super) fn new(state: State, redraw: Callback<()>) -> Self {
        Self(Rc::new((RefCell::new(state), redraw)))
    }

    /// The state as it is now.
    pub(super) fn state(&self) -> Ref<'_, State> {
        self.0.0.borrow()
    }

    /// Changes the state.
    pub(super) fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.0.0.borrow_mut());
        self.0.1.emit(());
    }

    /// Takes an event; one that changes nothing draws nothing. A draft that is kept is brought
    /// up to date.
    pub(super) fn dispatch(&self, event: &Event) {
        if self.state().drafts.shown.broken {
            return;
        }
        #[cfg(feature = "two-tally")]
        if super::halves::refuses(&self.state(), event) {
            // Drawn anew, because the browser shows what was tapped as chosen.
            return self.change(|_| {});
        }
        let next = self.state().interview.after(respondent_instrument(), event);
        if let Some(next) = next {
            self.change(|state| {
                state.interview = next;
                state.picture = Stage::default();
                // What was done with other answers goes with them.
                if matches!(event, Event::Erased(..) | Event::Resumed(_)) {
                    state.ways.forget();
                    #[cfg(feature = "two-tally")]
                    {
                        state.halves = super::halves::Known::default();
                    }
                    state.earlier = None;
                }
                drafts::update(state);
            });
        }
    }

    /// Goes to a page, unless it is shown already.
    pub(super) fn turn(&self, route: Route) {
        let over = self.state().drafts.shown.broken && route.page != Page::Erased;
        if !over && self.state().route != route {
            self.change(|state| state.turn(route));
        }
    }
}

impl Debug for Dispatch {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        f.debug_tuple("Dispatch").finish_non_exhaustive()
    }
}
