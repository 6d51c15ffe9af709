//! The report: everything that a release lets be seen.

use yew::prelude::*;

use super::details::{details, outcomes, priorities};
use super::profile::{headline, profile};
use super::table::table;
use crate::domain::disclose::Release;
use crate::domain::instrument::{Form, Instrument};
use crate::domain::shipped_instrument;
use crate::i18n::Language;
use crate::i18n::organise::Messages;

/// What every part of the report needs.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// The words.
    pub(super) messages: &'static Messages,
    /// The language, for the instrument's own words.
    pub(super) language: Language,
    /// The instrument answered.
    pub(super) instrument: &'static Instrument,
    /// What may be shown.
    pub(super) release: &'a Release,
}

/// The report; below the minimum, a page that says what is missing.
pub(super) fn report(messages: &'static Messages, language: Language, release: &Release) -> Html {
    let context = Context { messages, language, instrument: shipped_instrument(), release };
    let form = match release.form {
        Form::Full => messages.full,
        Form::Quick => messages.quick,
    };
    if release.missing() > 0 {
        return missing(context);
    }
    html! {
        <article id="release" class="release">
            <h3 class="release__title">{ (messages.report_title)(form, release.n) }</h3>
            <p class="note">{ messages.caveat }</p>
            { headline(context) }
            { profile(context) }
            { table(context) }
            { details(context) }
            { outcomes(context) }
            { priorities(context) }
            <p class="note note--plain">{ messages.disclaimer }</p>
        </article>
    }
}

/// How many records are missing, and why nothing is shown before.
fn missing(context: Context) -> Html {
    let Context { messages, release, .. } = context;
    html! {
        <div id="missing" class="missing">
            <h3 class="missing__title">{ (messages.missing_heading)(release.missing()) }</h3>
            <progress class="missing__bar" aria-hidden="true" value={release.n.to_string()}
                      max={release.policy.minimum().to_string()} />
            <p>{ (messages.missing_why)(release.n, release.policy.minimum()) }</p>
            <p class="muted">{ messages.missing_safe }</p>
        </div>
    }
}
