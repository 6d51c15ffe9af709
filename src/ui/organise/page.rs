//! The whole page for one state.

use std::rc::Rc;

use web_sys::{DataTransfer, File};
use yew::prelude::*;

use super::intake::Intake;
use super::received::received;
use super::release::report;
use super::settings::settings;
use super::state::{Event, Organiser, Stage};
use crate::browser::dialog;
use crate::i18n::Language;
use crate::i18n::organise::Messages;
use crate::i18n::shared;
use crate::ui::parts::{CONFIRM, confirm, language_button, masthead};

/// What the organiser does.
#[derive(Clone, Debug)]
pub enum Action {
    /// Chose files.
    Chose(Vec<File>),
    /// Dropped files or folders; only valid inside the event.
    Dropped(DataTransfer),
    /// Stops reading.
    Cancelled,
    /// Erases everything.
    Erased,
    /// Begins again after a crash.
    Restarted,
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
    let asking = use_state(|| false);
    use_effect_with(*asking, |&asking| dialog::show(CONFIRM, asking));
    let onlanguage = on.reform(Action::PickedLanguage);
    let tools = language_button(*language, &onlanguage);
    let full = state.counts.received > 0;

    html! {
        <div class="shell organise" lang={language.tag()}>
            <a class="skip" href="#main">{ shared::Messages::of(*language).skip }</a>
            { masthead(*language, true, tools) }
            <main id="main" class="shell__column shell__column--wide page" tabindex="-1">
                <h1 class="screen-only">{ messages.heading }</h1>
                <p class="lede screen-only">{ messages.lede }</p>
                <Intake language={*language} state={state.clone()} on={on.clone()} />
                if full {
                    { received(messages, *language, state, on) }
                }
                // Not while reading: reports a file apart would show what that file holds.
                if let Some(released) = state.released.as_ref().filter(|_| !state.busy()) {
                    <section class="report" aria-labelledby="report">
                        { settings(messages, state, released, on) }
                        if released.held > 0 {
                            <p id="held" class="note">
                                { (messages.held)(released.held, state.policy.minimum()) }
                            </p>
                        }
                        { report(messages, *language, &released.release) }
                    </section>
                }
                { foot(messages, full, &asking) }
            </main>
            { question(messages, &asking, on) }
        </div>
    }
}

/// What the page does and does not do, and the way to erase everything.
fn foot(messages: &'static Messages, full: bool, asking: &UseStateHandle<bool>) -> Html {
    let setter = asking.setter();
    html! {
        <footer class="page__foot organise__foot screen-only">
            <div>
                <h2 class="organise__foot-title">{ messages.foot_heading }</h2>
                <ul>
                    for line in messages.foot.iter() {
                        <li key={*line}>{ *line }</li>
                    }
                </ul>
            </div>
            if full {
                <button id="erase" type="button" class="button"
                        onclick={move |_| setter.set(true)}>{ messages.erase }</button>
            }
        </footer>
    }
}

/// Asks before everything is erased.
fn question(
    messages: &'static Messages,
    asking: &UseStateHandle<bool>,
    on: &Callback<Action>,
) -> Html {
    let (setter, on) = (asking.setter(), on.clone());
    let onchoose = Callback::from(move |yes| {
        setter.set(false);
        if yes {
            on.emit(Action::Erased);
        }
    });
    let words =
        [messages.erase_heading, messages.erase_text, messages.erase_confirm, messages.erase_keep];
    confirm(words, &onchoose)
}

impl Organiser {
    /// Whether the page has nothing to show but the place for files.
    pub fn untouched(&self) -> bool {
        matches!(self.stage, Stage::Empty | Stage::Erased) && self.walking == 0
    }
}
