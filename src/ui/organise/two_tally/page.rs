//! The page of two tallies for one state: five steps, one below the other.

use std::rc::Rc;

use qingdan_markup::html;
use web_sys::{DataTransfer, File};
use yew::prelude::*;

use super::counting::{combining, counting};
use super::fields::{Text, button, needs};
use super::halves::verifying;
use super::plan::planning;
use super::state::{Event, Save, Slot, TwoTally};
use crate::browser::bitmap::Grey;
use crate::domain::two_tally::public_key_text;
use crate::i18n::Language;
use crate::i18n::organise::two_tally::Messages;
use crate::i18n::shared;
use crate::ui::organise::keys::{KeyDesk, Loss, Purpose};
use crate::ui::parts::{language_button, masthead};

/// The id of everything below the masthead.
pub(super) const MAIN: &str = "main";

/// What an organiser wishes.
#[derive(Clone, Debug)]
pub enum Wish {
    /// A change of the state alone.
    Did(Event),
    /// What was typed is to be read.
    Typed(Text),
    /// A file was chosen instead.
    ChoseText(Text, File),
    /// A plan.
    MakePlan,
    /// A file of the exchange was chosen.
    Gave(Slot, File),
    /// Files with halves were chosen.
    Chose(Vec<File>),
    /// Files or folders were dropped; only valid inside the event.
    Dropped(DataTransfer),
    /// A text with halves was pasted.
    Pasted(String),
    /// The camera took a picture.
    Scanned(Grey),
    /// The halves are to be verified.
    Verify,
    /// The halves are to be counted.
    Count {
        /// Although the other organiser lacks many.
        allow_missing: bool,
    },
    /// What is going on is to be stopped.
    Stop,
    /// Something is to be saved.
    Save(Saving),
    /// The tables are to be printed.
    Print,
    /// Something would be lost with the key, or nothing any more.
    Risked(Option<Loss>),
    /// A language was picked.
    PickedLanguage(Language),
}

/// What is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// The public key.
    PublicKey,
    /// The plan.
    Plan,
    /// The invitation.
    Invitation,
    /// A file of the exchange.
    Made(Save),
    /// The tables.
    Csv,
}

/// Properties of [`TwoTallyPage`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TwoTallyPageProps {
    /// The language shown.
    pub language: Language,
    /// The state shown.
    pub state: Rc<TwoTally>,
    /// What was saved last, and whether the browser took it.
    pub said: Option<(Saving, bool)>,
    /// Whether something is being dragged over the page.
    pub over: bool,
    /// Where wishes go.
    pub on: Callback<Wish>,
}

/// Five steps.
#[component]
pub fn TwoTallyPage(props: &TwoTallyPageProps) -> Html {
    let TwoTallyPageProps { language, state, said, over, on } = props;
    let words = Messages::of(*language);
    let tools = language_button(*language, &on.reform(Wish::PickedLanguage));
    let steps = [
        key(words, *language, props),
        planning(*language, state, *said, on),
        with_plan(state, words, || verifying(*language, state, *said, *over, on)),
        with_plan(state, words, || counting(words, state, *said, on)),
        with_plan(state, words, || combining(*language, state, *said, on)),
    ];
    html! {
        <div class="shell organise" lang={language.tag()}>
            <a class="skip" href="#main">{ shared::Messages::of(*language).skip }</a>
            { masthead(*language, true, tools) }
            <main id={MAIN} class="shell__column shell__column--wide page tally" tabindex="-1">
                <h1 class="screen-only">{ words.heading }</h1>
                <p class="lede screen-only">{ words.lede }</p>
                <div class="tally__truth screen-only">
                    { list(words.holds.0, &words.holds.1) }
                    { list(words.holds_not.0, &words.holds_not.1) }
                </div>
                { contents(words) }
                for (at, step) in steps.into_iter().enumerate() {
                    { section(words, at, step) }
                }
                <p class="opening__other screen-only">
                    <a id="leave-tallies" class="button button--plain"
                       href={crate::ui::organise::root::ORGANISE}>{ words.back }</a>
                </p>
                <footer class="page__foot organise__foot screen-only">
                    <h2 class="organise__foot-title">{ words.foot.0 }</h2>
                    <ul>
                        for line in words.foot.1 {
                            <li key={line}>{ line }</li>
                        }
                    </ul>
                </footer>
            </main>
        </div>
    }
}

/// A step that needs the plan, or that it does.
fn with_plan(state: &TwoTally, words: &'static Messages, step: impl Fn() -> Html) -> Html {
    if state.plan.is_some() { step() } else { needs(words, &words.verify.missing[..1]) }
}

fn list(heading: &'static str, lines: &[&'static str]) -> Html {
    html! {
        <section>
            <h2>{ heading }</h2>
            <ul>
                for line in lines {
                    <li key={*line}>{ *line }</li>
                }
            </ul>
        </section>
    }
}

/// Ways to the steps.
fn contents(words: &'static Messages) -> Html {
    html! {
        <nav class="contents screen-only" aria-label={words.contents}>
            <ul>
                for (at, name) in words.steps.iter().enumerate() {
                    <li key={*name}>
                        <a href={format!("#{}", id(at))}>{ format!("{} {name}", at + 1) }</a>
                    </li>
                }
            </ul>
        </nav>
    }
}

/// The id of the heading of a step, counted from 0.
fn id(at: usize) -> String {
    format!("tally-step-{}", at + 1)
}

/// A step: its number and name, who does it, and the rest. Only the tables are printed.
fn section(words: &'static Messages, at: usize, step: Html) -> Html {
    let class = if at + 1 == words.steps.len() {
        "tally__step stack"
    } else {
        "tally__step stack screen-only"
    };
    html! {
        <section key={at} {class} aria-labelledby={id(at)}>
            <h2 id={id(at)} class="screen-only">{ format!("{} {}", at + 1, words.steps[at]) }</h2>
            <p class="screen-only">{ words.who[at] }</p>
            { step }
        </section>
    }
}

/// The key, and its public half to be sent.
fn key(words: &'static Messages, language: Language, props: &TwoTallyPageProps) -> Html {
    let TwoTallyPageProps { state, said, on, .. } = props;
    let onsecret = on.reform(|secret| Wish::Did(Event::Key(secret)));
    html! {
        <>
            <KeyDesk {language} purpose={Purpose::Halves} {onsecret}
                     onloss={on.reform(Wish::Risked)} />
            if let Some(public) = state.public() {
                <div class="campaigns__field">
                    <label for="tally-public">{ words.public.label }</label>
                    <textarea id="tally-public" class="campaigns__input campaigns__code" rows="2"
                              readonly=true autocomplete="off" spellcheck="false"
                              value={public_key_text(public)}
                              aria-describedby="tally-public-hint" />
                    <p id="tally-public-hint" class="muted">{ words.public.hint }</p>
                    <p>{ button("tally-save-public", words.public.save, false, on,
                                Wish::Save(Saving::PublicKey)) }</p>
                    { status(words, *said, Saving::PublicKey) }
                </div>
            }
            if let Some(party) = state.party() {
                <p id="tally-party" class="strong">{ (words.you_are)(party) }</p>
            }
            if state.is_stranger() {
                <p id="tally-stranger" class="note" role="alert">{ words.stranger }</p>
            }
        </>
    }
}

/// What became of saving something.
pub(super) fn status(
    words: &'static Messages,
    said: Option<(Saving, bool)>,
    saving: Saving,
) -> Html {
    let told = said.filter(|(what, _)| *what == saving);
    let told = told.map(|(_, taken)| words.saved[usize::from(!taken)]);
    html! { <p class="status" role="status"><>{ told }</></p> }
}
