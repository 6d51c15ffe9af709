//! The whole page for one state.

use std::rc::Rc;

use qingdan_markup::html;
use web_sys::{DataTransfer, File};
use yew::prelude::*;

use super::campaign::{CampaignAction, CampaignPanel};
use super::exports::Exports;
use super::guard::use_guard;
use super::intake::Intake;
use super::keys::{Losing, Risk, Secret};
use super::opening::{Opening, Tickets};
use super::question::{Asking, Question};
use super::received::{campaigns_came, received};
use super::report::{AskReport, ReportAction, ReportInput, ReportView, subject};
use super::state::{Event, Organiser, Stage};
use super::workspace::{batch, keeping};
use crate::browser::bitmap::Grey;
use crate::browser::focus;
use crate::domain::disclose::Policy;
use crate::i18n::Language;
use crate::i18n::organise::{Messages, report};
use crate::i18n::shared;
use crate::ui::parts::{language_button, masthead};
use crate::worker::Subject;

/// The id of everything below the masthead.
const MAIN: &str = "main";

/// What the organiser does.
#[derive(Clone, Debug)]
pub enum Action {
    /// Chose files.
    Chose(Vec<File>),
    /// Dropped files or folders; only valid inside the event.
    Dropped(DataTransfer),
    /// Pasted a text.
    Pasted(String),
    /// Had a picture taken by the camera.
    Scanned(Grey),
    /// Pauses reading, or goes on.
    Paused(bool),
    /// Stops reading.
    Cancelled,
    /// Erases the open workspace.
    Erased,
    /// Erases all workspaces.
    ErasedAll,
    /// Saves everything as one file.
    Saved,
    /// Saves the list of what is refused.
    SavedRefusals,
    /// Tries once more to keep what the browser had no room for.
    KeptAgain,
    /// Opens another workspace.
    Opened(u32),
    /// Begins a new workspace.
    Created,
    /// Names the open workspace.
    Renamed(String),
    /// Saves the counts of what is reported on.
    SavedTally(Subject),
    /// Asked what flagged records change in a report.
    AskedQuality(Subject),
    /// Picked an earlier subject, by its place, to compare with, or none.
    Compared(Option<usize>, Option<[Subject; 2]>, Policy),
    /// Opens envelopes with a key from now on, or with none.
    Holds(Option<Secret>),
    /// Keeps a list of tickets, as its line of a bundle.
    DrewTickets(String),
    /// Counts the tickets that wait; or takes in what waits without a list.
    Counted {
        /// Without a list.
        unchecked: bool,
    },
    /// Keeps a campaign, as its line of a bundle, or forgets it.
    Campaign(String, bool),
    /// Begins again: after a crash, with invented records, or from them back.
    Restarted {
        /// With invented records.
        demo: bool,
    },
    /// Picked a language.
    PickedLanguage(Language),
    /// Did something that concerns the state alone.
    Did(Event),
}

/// Properties of [`OrganisePage`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct OrganisePageProps {
    /// The language shown.
    pub language: Language,
    /// The state shown.
    pub state: Rc<Organiser>,
    /// Where actions go.
    pub on: Callback<Action>,
}

/// Files in, counts, report.
#[component]
pub fn OrganisePage(props: &OrganisePageProps) -> Html {
    let OrganisePageProps { language, state, on } = props;
    let messages = Messages::of(*language);
    let asking = use_state(|| None::<Asking>);
    use_beginning(state);
    use_going_to_report(state.wants_report() && reported(state).is_some());
    let tools = language_button(*language, &on.reform(Action::PickedLanguage));
    let full = state.counts().received > 0;
    let wishes = use_callback((on.clone(), state.clone()), |wish: ReportAction, (on, state)| {
        if let Some(action) = wished(state, wish) {
            on.emit(action);
        }
    });
    let ask = use_callback(asking.setter(), |wanted, setter| setter.set(Some(wanted)));
    let campaigns = use_callback((on.clone(), ask.clone()), |action, (on, ask)| match action {
        CampaignAction::Created(campaign) => on.emit(Action::Campaign(campaign.to_line(), true)),
        CampaignAction::Drew(list) => on.emit(Action::DrewTickets(list)),
        CampaignAction::Removed(campaign) => ask.emit(Asking::Remove(Box::new(campaign))),
    });
    let onchoose = answered(&asking, on);
    let guard = use_guard(state, on, &ask);
    let oncount = use_callback(on.clone(), |unchecked, on| on.emit(Action::Counted { unchecked }));
    let holds = use_callback(on.clone(), |secret, on| on.emit(Action::Holds(secret)));

    html! {
        <div class="shell organise" lang={language.tag()}>
            <a class="skip" href="#main">{ shared::Messages::of(*language).skip }</a>
            { masthead(*language, true, tools) }
            <main id={MAIN} class="shell__column shell__column--wide page" tabindex="-1">
                <h1 class="screen-only">{ messages.heading }</h1>
                <p class="lede screen-only">{ messages.lede }</p>
                { contents(*language, state) }
                if state.demo {
                    { demo_banner(messages, on) }
                } else {
                    { batch(*language, state, &guard.on) }
                    <Opening language={*language} state={state.clone()} on={holds} />
                }
                <Intake language={*language} state={state.clone()} on={guard.on} />
                { campaigns_came(messages, state) }
                <Tickets language={*language} state={state.clone()} on={oncount} />
                if full {
                    { received(messages, *language, state, on) }
                }
                { ask_report(*language, state, on) }
                { on_paper(messages, state) }
                if let Some(report) = reported(state) {
                    <ReportView language={*language} report={report.clone()} on={wishes}
                                newer={state.newer().is_some()} />
                    if report.release.missing() == 0 {
                        <Exports language={*language} report={report.clone()}
                                 subject={current(state)} />
                    }
                }
                if !state.demo {
                    <ContextProvider<Risk> context={(*guard.risk).clone()}>
                        <CampaignPanel language={*language} campaigns={state.campaigns.clone()}
                                       taken={taken(state)} on={campaigns} />
                    </ContextProvider<Risk>>
                }
                if full && !state.demo {
                    { keeping(messages, state, on, &ask) }
                }
                { foot(messages) }
            </main>
            <Question language={*language} asking={(*asking).clone()} {onchoose} />
            <Losing language={*language} asked={guard.asked} onanswer={guard.onanswer} />
        </div>
    }
}

/// The way to a report that nobody has wished for yet, or to a new one.
fn ask_report(language: Language, state: &Organiser, on: &Callback<Action>) -> Html {
    if !state.is_settled() || state.reports_now() {
        return Html::default();
    }
    if state.shared {
        let words = Messages::of(language).collect.report_other_tab;
        return html! { <p id="report-elsewhere" class="note screen-only">{ words }</p> };
    }
    let onminimum = on.reform(|policy| Action::Did(Event::PickedMinimum(policy)));
    let onwanted = on.reform(|()| Action::Did(Event::WantedReport));
    let newer = state.newer();
    html! { <AskReport {language} {newer} policy={state.policy} {onminimum} {onwanted} /> }
}

/// Does what was asked about, after a yes.
fn answered(asking: &UseStateHandle<Option<Asking>>, on: &Callback<Action>) -> Callback<bool> {
    let (asking, on) = (asking.clone(), on.clone());
    Callback::from(move |yes| {
        // Before it is set: the handle shows the latest state.
        let asked = (*asking).clone().filter(|_| yes);
        asking.set(None);
        if let Some(asked) = asked {
            on.emit(asked.action());
        }
    })
}

/// What a print says where there is no report.
fn on_paper(messages: &'static Messages, state: &Organiser) -> Html {
    match shown(state) {
        None => html! { <p id="no-report" class="paper-only">{ messages.collect.report_none }</p> },
        Some(_) => Html::default(),
    }
}

/// What is done when something is wished of a report.
fn wished(state: &Organiser, wish: ReportAction) -> Option<Action> {
    if state.shared {
        return None;
    }
    Some(match (wish, current(state)) {
        (ReportAction::PickedScope(place), _) => Action::Did(Event::PickedSubject(place)),
        (ReportAction::PickedMinimum(policy), _) => Action::Did(Event::PickedMinimum(policy)),
        (ReportAction::AskedQuality, Some(subject)) => Action::AskedQuality(subject),
        (ReportAction::PickedEarlier(place), Some(later)) => {
            let earlier = place.and_then(|place| state.subjects.get(place));
            let both = earlier.map(|earlier| [*earlier, later]);
            Action::Compared(place, both, state.policy)
        }
        (ReportAction::AskedQuality | ReportAction::PickedEarlier(_), None) => return None,
    })
}

/// Begins at the top when the page has become another one: what had the focus is gone.
#[hook]
fn use_beginning(state: &Organiser) {
    let is = (state.demo, state.stage == Stage::Erased || state.missed.is_some());
    let before = use_mut_ref(|| is);
    use_effect_with(is, move |&is| {
        let (was_demo, _) = before.replace(is);
        if is.0 != was_demo || is.1 {
            focus::begin_at(MAIN);
        }
    });
}

/// Goes to the report that was wished for: the button is gone.
#[hook]
fn use_going_to_report(shown: bool) {
    use_effect_with(shown, |&shown| {
        if shown {
            focus::go_to_if_lost("report");
        }
    });
}

/// What is reported. Not while reading: reports a file apart would show what that file holds.
fn reported(state: &Organiser) -> Option<&Rc<ReportInput>> {
    state.report.as_ref().filter(|_| !state.busy())
}

/// The report that can be read.
fn shown(state: &Organiser) -> Option<&Rc<ReportInput>> {
    reported(state).filter(|report| report.release.missing() == 0)
}

/// The title of the page: of the report where there is one, so that a print bears its name.
pub(super) fn title(language: Language, state: &Organiser) -> String {
    let page = Messages::of(language).title;
    let Some(report) = shown(state) else { return page.to_owned() };
    let heading = report::Messages::of(language).heading;
    format!("{heading} · {}", subject(language, report).as_deref().unwrap_or(page))
}

/// Ways to the parts of the page that there are now.
fn contents(language: Language, state: &Organiser) -> Html {
    let messages = Messages::of(language);
    let (full, report) = (state.counts().received > 0, report::Messages::of(language).heading);
    let parts = [
        ("#intake-title", messages.collect_heading, true),
        ("#received-title", messages.received_heading, full),
        ("#report", report, reported(state).is_some() || state.is_settled()),
        ("#campaigns", messages.campaign.heading, !state.demo),
        ("#keeping", messages.collect.keep_heading, full && !state.demo),
    ];
    html! {
        <nav class="contents screen-only" aria-label={messages.contents}>
            <ul>
                for (place, name, _) in parts.into_iter().filter(|part| part.2) {
                    <li key={place}><a href={place}>{ name }</a></li>
                }
            </ul>
        </nav>
    }
}

/// Ids and waves that a further wave cannot have.
fn taken(state: &Organiser) -> Rc<Vec<([u8; 4], u8)>> {
    let seen = state.subjects.iter().filter_map(|subject| subject.campaign);
    Rc::new(state.campaigns_known.iter().copied().chain(seen).collect())
}

/// What is reported on.
pub(super) fn current(state: &Organiser) -> Option<Subject> {
    state.subjects.get(state.report.as_ref()?.scope).copied()
}

/// Says that everything here is invented.
fn demo_banner(messages: &'static Messages, on: &Callback<Action>) -> Html {
    html! {
        <div id="demo-banner" class="note demo" role="note">
            <p>{ messages.collect.demo_banner }</p>
            <button id="leave-demo" type="button" class="button"
                    onclick={on.reform(|_| Action::Restarted { demo: false })}>
                { messages.collect.demo_leave }
            </button>
        </div>
    }
}

/// What the page does and does not do.
fn foot(messages: &'static Messages) -> Html {
    html! {
        <footer class="page__foot organise__foot screen-only">
            <h2 class="organise__foot-title">{ messages.foot_heading }</h2>
            <ul>
                for line in messages.foot.iter() {
                    <li key={*line}>{ *line }</li>
                }
            </ul>
        </footer>
    }
}

impl Stage {
    /// Whether the desk has stopped.
    pub const fn crashed(self) -> bool {
        matches!(self, Self::Crashed)
    }
}
