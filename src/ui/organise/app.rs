//! Owns the page's state and carries out its actions.

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;

use super::page::{Action, OrganisePage};
use super::state::{Dispatch, Event, Organiser, Stage};
use crate::browser::{files, print};
use crate::i18n::Language;
use crate::i18n::organise::Messages;
use crate::tasks::import_files::Importer;
use crate::ui::hooks::{use_document, use_leave_guard};
use crate::worker::{Ask, Revision};

/// The importer, and the number of the last request.
#[derive(Clone)]
struct Session {
    importer: Importer,
    last: Rc<Cell<Revision>>,
}

impl Session {
    fn start(dispatch: &Dispatch, last: Rc<Cell<Revision>>) -> Self {
        let dispatch = dispatch.clone();
        let importer = Importer::start(move |notice| dispatch.dispatch(Event::Told(notice)));
        Self { importer, last }
    }

    fn next(&self) -> Revision {
        self.last.set(self.last.get().next());
        self.last.get()
    }

    /// Carries out what the state alone cannot.
    fn act(&self, action: Action, dispatch: &Dispatch) {
        match action {
            Action::Chose(files) => self.importer.read(self.next(), files),
            Action::Dropped(transfer) => {
                // The browser forgets what was dropped as soon as the event is over.
                let dropped = files::dropped(&transfer);
                let walked = dispatch.clone();
                dispatch.dispatch(Event::WalkBegan);
                self.importer.read_dropped(self.next(), dropped, move |unread| {
                    walked.dispatch(Event::WalkEnded(unread));
                });
            }
            Action::Cancelled => self.importer.ask(Ask::Cancel(self.next())),
            Action::Erased => {
                let revision = self.next();
                dispatch.dispatch(Event::AskedErase(revision));
                self.importer.ask(Ask::Erase(revision));
            }
            Action::Did(event) => dispatch.dispatch(event),
            Action::Restarted | Action::PickedLanguage(_) => {}
        }
    }
}

/// The organiser's page.
#[component]
pub fn Organise() -> Html {
    let language = use_state(Language::default);
    let state = use_reducer(Organiser::default);
    let session = use_mut_ref(|| None::<Session>);
    use_document(*language, Messages::of(*language).title.to_owned());
    use_leave_guard(state.counts.accepted > 0);

    use_effect_with((), {
        let (session, dispatch) = (session.clone(), state.dispatcher());
        move |()| *session.borrow_mut() = Some(Session::start(&dispatch, Rc::default()))
    });

    use_effect_with((), |()| {
        let unfolding = print::unfold();
        move || drop(unfolding)
    });

    // A new release whenever reading has ended or the choice has changed.
    let settled = matches!(state.stage, Stage::Ended { .. }) && state.counts.accepted > 0;
    use_effect_with((settled, state.counts, state.form, state.policy), {
        let (session, dispatch) = (session.clone(), state.dispatcher());
        move |&(settled, _, form, policy)| {
            if let Some(session) = session.borrow().as_ref().filter(|_| settled) {
                let revision = session.next();
                dispatch.dispatch(Event::AskedRelease(revision));
                session.importer.ask(Ask::Release { revision, form, policy });
            }
        }
    });

    let on = use_callback((), {
        let (language, dispatch) = (language.setter(), state.dispatcher());
        move |action: Action, ()| match action {
            Action::PickedLanguage(picked) => language.set(picked),
            Action::Restarted => {
                let last = session.borrow().as_ref().map(|session| session.last.clone());
                let started = Session::start(&dispatch, last.unwrap_or_default());
                dispatch.dispatch(Event::AskedErase(started.next()));
                session.replace(Some(started));
            }
            action => {
                // A copy, because a reply may come back before the request returns.
                let current = session.borrow().clone();
                if let Some(session) = current {
                    session.act(action, &dispatch);
                }
            }
        }
    });

    html! { <OrganisePage language={*language} state={Rc::new((*state).clone())} {on} /> }
}
