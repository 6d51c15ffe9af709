//! Owns the page's state and carries out its actions.

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;

use super::page::{Action, OrganisePage};
use super::refusals::save_refusals;
use super::state::{Dispatch, Event, Organiser, Stage};
use super::workspace::{BUNDLE_NAME, TALLY_NAME};
use crate::browser::{files, print};
use crate::i18n::Language;
use crate::i18n::organise::Messages;
use crate::tasks::collect::{Collector, Revision};
use crate::ui::hooks::{use_document, use_leave_guard};

/// Records of the example.
const DEMO_RECORDS: u32 = 300;

/// The collector, and the number of the last request for a report.
#[derive(Clone)]
struct Session {
    collector: Collector,
    last: Rc<Cell<Revision>>,
}

impl Session {
    fn start(dispatch: &Dispatch, demo: bool, last: Rc<Cell<Revision>>) -> Self {
        let dispatch = dispatch.clone();
        let notify = move |notice| dispatch.dispatch(Event::Told(notice));
        let collector = if demo {
            Collector::demonstrate(DEMO_RECORDS, notify)
        } else {
            Collector::start(notify)
        };
        Self { collector, last }
    }

    /// A number greater than every one that the page has seen.
    fn next(&self) -> Revision {
        self.last.set(self.last.get().next());
        self.last.get()
    }

    /// Carries out what the state alone cannot.
    fn act(&self, action: Action, language: Language, dispatch: &Dispatch) {
        let collector = &self.collector;
        match action {
            Action::Chose(files) => collector.read(files),
            Action::Pasted(text) => {
                collector.read_text(Messages::of(language).collect.paste_name, &text);
            }
            Action::Dropped(transfer) => {
                // The browser forgets what was dropped as soon as the event is over.
                let dropped = files::dropped(&transfer);
                let walked = dispatch.clone();
                dispatch.dispatch(Event::WalkBegan);
                collector.read_dropped(dropped, move |unread| {
                    walked.dispatch(Event::WalkEnded(unread));
                });
            }
            Action::Scanned(grey) => {
                collector.scan(u32::try_from(grey.width).unwrap_or_default(), &grey.pixels);
            }
            Action::Paused(paused) => collector.pause(paused),
            Action::Cancelled => collector.cancel(),
            Action::Erased => {
                dispatch.dispatch(Event::AskedErase);
                collector.erase();
            }
            Action::ErasedAll => {
                dispatch.dispatch(Event::AskedErase);
                collector.erase_all();
            }
            Action::Saved => collector.save(BUNDLE_NAME),
            Action::SavedRefusals => save_refusals(language, collector.clone()),
            Action::KeptAgain => collector.keep_again(),
            Action::Opened(number) => collector.open(number),
            Action::Created => collector.create(String::new()),
            Action::Renamed(name) => collector.rename(name),
            Action::SavedTally(subject) => collector.save_tally(subject, TALLY_NAME),
            Action::AskedQuality(subject) => collector.quality(self.last.get(), subject),
            Action::Compared(place, subjects, policy) => {
                dispatch.dispatch(Event::PickedEarlier(place));
                if let Some(subjects) = subjects {
                    collector.compare(self.last.get(), subjects, policy);
                }
            }
            Action::Campaign(line, keep) => collector.keep_campaign(line, keep),
            Action::Did(event) => dispatch.dispatch(event),
            Action::Restarted { .. } | Action::PickedLanguage(_) => {}
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
    use_leave_guard(state.unsaved());

    use_effect_with((), {
        let (session, dispatch) = (session.clone(), state.dispatcher());
        move |()| *session.borrow_mut() = Some(Session::start(&dispatch, false, Rc::default()))
    });

    use_effect_with((), |()| {
        let unfolding = print::unfold();
        move || drop(unfolding)
    });

    use_effect_with(state.refusals_shown, {
        let session = session.clone();
        move |&shown| {
            if let Some(session) = session.borrow().as_ref() {
                session.collector.show_refused(shown);
            }
        }
    });

    // A new report whenever reading has ended or the choice has changed.
    let settled = state.stage == Stage::Ended && state.counts().accepted > 0;
    use_effect_with((settled, *state.counts(), state.subject, state.policy), {
        let (session, dispatch) = (session.clone(), state.dispatcher());
        move |&(settled, _, subject, policy)| {
            let current = session.borrow().clone();
            if let Some(session) = current.filter(|_| settled) {
                let revision = session.next();
                dispatch.dispatch(Event::AskedReport(revision));
                session.collector.report(revision, subject, policy);
            }
        }
    });

    let on = use_callback(*language, {
        let (setter, dispatch) = (language.setter(), state.dispatcher());
        move |action: Action, &language| match action {
            Action::PickedLanguage(picked) => setter.set(picked),
            Action::Restarted { demo } => {
                let last = session.borrow().as_ref().map(|session| session.last.clone());
                dispatch.dispatch(Event::Restarted { demo });
                let started = Session::start(&dispatch, demo, last.unwrap_or_default());
                started.collector.show_refused(super::REFUSALS_SHOWN);
                session.replace(Some(started));
            }
            action => {
                // A copy, because a reply may come back before the request returns.
                let current = session.borrow().clone();
                if let Some(session) = current {
                    session.act(action, language, &dispatch);
                }
            }
        }
    });

    html! { <OrganisePage language={*language} state={Rc::new((*state).clone())} {on} /> }
}
