//! Owns the page's state and carries out its actions.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use qingdan_markup::html;
use yew::prelude::*;

use super::keys::Secret;
use super::page::{Action, OrganisePage, title};
use super::refusals::first_refusals;
use super::refusals::save_refusals;
use super::state::{Dispatch, Event, Organiser};
use super::workspace::{BUNDLE_NAME, TALLY_NAME};
use crate::browser::neighbours::Neighbours;
use crate::browser::{files, print, unload};
use crate::i18n::Language;
use crate::i18n::organise::Messages;
use crate::tasks::collect::{Collector, Revision};
use crate::ui::hooks::{use_document, use_leave_guard};
use crate::worker::RefusalPage;

/// The channel between the windows of this page.
const CHANNEL: &str = "qingdan-organise";

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
            Action::Erased => collector.erase(),
            Action::ErasedAll => collector.erase_all(),
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
            Action::Holds(secret) => {
                collector.hold(secret.map(|Secret(key)| key));
            }
            Action::DrewTickets(list) => collector.keep_tickets(list),
            Action::Counted { unchecked } => collector.count_tickets(unchecked),
            Action::Campaign(line, keep) => collector.keep_campaign(line, keep),
            Action::Did(event) => dispatch.dispatch(event),
            Action::Restarted { .. } | Action::PickedLanguage(_) => {}
        }
    }
}

/// Opens what is folded for printing.
#[hook]
fn use_unfolding() {
    use_effect_with((), |()| {
        let unfolding = print::unfold();
        move || drop(unfolding)
    });
}

/// Lets go of the key when the page is left, or turned into another.
#[hook]
fn use_letting_go(session: &Rc<RefCell<Option<Session>>>) {
    let session = session.clone();
    use_effect_with((), move |()| {
        let release = move || {
            let current = session.borrow().clone();
            current.and_then(|session| session.collector.hold(None));
        };
        let leaving = unload::leaving(release.clone());
        move || {
            drop(leaving);
            release();
        }
    });
}

/// Tells other windows of this page which workspace is open here, and hears which is open there.
/// A number is told as it is, in answer to another one as its negative; 0 is told on leaving.
#[hook]
fn use_neighbours(workspace: Option<u32>, dispatch: &Dispatch) {
    let dispatch = dispatch.clone();
    use_effect_with(workspace, move |&workspace| {
        let own = f64::from(workspace.unwrap_or_default());
        let channel = Rc::new(RefCell::new(None::<Neighbours>));
        let answering = Rc::downgrade(&channel);
        let opened = Neighbours::open(CHANNEL, move |told| {
            dispatch.dispatch(Event::Elsewhere(number(told)));
            if told > 0.0
                && own > 0.0
                && let Some(channel) = answering.upgrade()
                && let Some(channel) = &*channel.borrow()
            {
                channel.tell(-own);
            }
        });
        channel.replace(opened);
        let leave = {
            let channel = Rc::downgrade(&channel);
            move || {
                if let Some(channel) = channel.upgrade()
                    && let Some(channel) = &*channel.borrow()
                {
                    channel.tell(0.0);
                }
            }
        };
        if let Some(channel) = channel.borrow().as_ref() {
            channel.tell(own);
        }
        let leaving = unload::leaving(leave);
        move || drop((leaving, channel))
    });
}

/// The workspace that another window tells of.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "another window of this page tells whole numbers; anything else names no workspace"
)]
fn number(told: f64) -> Option<u32> {
    Some(told.abs() as u32).filter(|number| *number > 0)
}

/// Has refused inputs told.
#[hook]
fn use_refusals(shown: Rc<RefusalPage>, session: &Rc<RefCell<Option<Session>>>) {
    let session = session.clone();
    use_effect_with(shown, move |shown| {
        if let Some(session) = session.borrow().as_ref() {
            session.collector.show_refused((**shown).clone());
        }
    });
}

/// Properties of [`Organise`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct OrganiseProps {
    /// The language shown.
    pub language: Language,
    /// Is told the language that was picked.
    pub onlanguage: Callback<Language>,
}

/// The organiser's page.
#[component]
pub fn Organise(props: &OrganiseProps) -> Html {
    let OrganiseProps { language, onlanguage } = props;
    let state = use_reducer(Organiser::default);
    let session = use_mut_ref(|| None::<Session>);
    use_document(*language, title(*language, &state));
    use_leave_guard(state.unsaved());

    use_effect_with((), {
        let (session, dispatch) = (session.clone(), state.dispatcher());
        move |()| *session.borrow_mut() = Some(Session::start(&dispatch, false, Rc::default()))
    });

    use_unfolding();
    use_letting_go(&session);
    use_neighbours(state.workspace.filter(|_| !state.demo), &state.dispatcher());

    use_refusals(state.refusals_shown.clone(), &session);

    // A new report whenever one is wished for, the choice has changed or a campaign has come that
    // says what was promised: the desk raises the minimum to that.
    let settled = state.reports_now();
    let (policy, campaigns) = (state.policy, state.campaigns.clone());
    use_effect_with((settled, *state.counts(), state.subject, policy, campaigns), {
        let (session, dispatch) = (session.clone(), state.dispatcher());
        let both = state.wanted().and_then(|later| Some([state.compared(later)?, later]));
        move |&(settled, _, subject, policy, _)| {
            let current = session.borrow().clone();
            if let Some(session) = current.filter(|_| settled) {
                let revision = session.next();
                dispatch.dispatch(Event::AskedReport(revision));
                session.collector.report(revision, subject, policy);
                if let Some(both) = both {
                    session.collector.compare(revision, both, policy);
                }
            }
        }
    });

    let on = use_callback(*language, {
        let (onlanguage, dispatch) = (onlanguage.clone(), state.dispatcher());
        move |action: Action, &language| match action {
            Action::PickedLanguage(picked) => onlanguage.emit(picked),
            Action::Restarted { demo } => {
                let last = session.borrow().as_ref().map(|session| session.last.clone());
                let release = |session: &Session| session.collector.hold(None);
                let held = session.borrow().as_ref().and_then(release);
                dispatch.dispatch(Event::Restarted { demo });
                let started = Session::start(&dispatch, demo, last.unwrap_or_default());
                started.collector.show_refused((*first_refusals()).clone());
                if !demo {
                    started.collector.hold(held);
                }
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
