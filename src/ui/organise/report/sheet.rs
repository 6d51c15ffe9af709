//! The sheet itself: what is printed and saved. Below the minimum, what is missing.

use std::rc::Rc;

use qingdan_markup::html;
use yew::prelude::*;

use super::context::Context;
use super::findings::findings;
use super::fold::{Fold, Part};
use super::groups::groups;
use super::hours::hours;
use super::input::ReportInput;
use super::method::method;
use super::noise::{noise, noisy, not_known};
use super::outcomes::{outcomes, paradox};
use super::people::people;
use super::priorities::priorities;
use super::profile::profile;
use super::quality::quality;
use super::settings::scope_name;
use super::waves::waves;
use crate::domain::instrument::Form;
use crate::domain::tally::paradox_outcomes;
use crate::i18n::Language;

/// Id of the sheet: the part of the page that is saved.
pub(super) const SHEET: &str = "release";

/// How much of a sheet is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// What it is of, and the findings.
    Beginning,
    /// The whole, and so many of its folds although they are closed.
    Folds(usize),
}

/// The folds of a report, in order.
pub(super) fn folds(context: Context) -> Vec<Part> {
    let categories = (0..context.instrument.categories.len()).map(Part::Category);
    let places = 0..context.release.groups.len();
    let groups = places.flat_map(|place| [Part::Means(place), Part::Differences(place)]);
    [Part::Numbers, Part::Index]
        .into_iter()
        .chain(categories)
        .chain(groups)
        .chain([Part::Reliability])
        .chain(correlated(context).then_some(Part::Correlations))
        .chain([Part::Formulas])
        .collect()
}

/// Whether there is a pair of categories.
fn correlated(context: Context) -> bool {
    context.instrument.categories.len() > 1
}

/// The report, as far as it is made.
pub(super) fn sheet(language: Language, input: &Rc<ReportInput>, extent: Extent) -> Html {
    let context = Context::new(language, input);
    match (input.near, context.release.missing()) {
        (true, _) => near(context),
        (false, 0) => released(context, input, extent),
        (false, _) => missing(context),
    }
}

/// Everything that may be shown.
fn released(context: Context, input: &Rc<ReportInput>, extent: Extent) -> Html {
    let words = context.words;
    html! {
        <article id={SHEET} class="release">
            { head(context) }
            { section("findings", words.findings.heading, findings(context)) }
            if noisy(context) {
                { section("noise", context.noise().heading, noise(context)) }
            }
            if let Extent::Folds(made) = extent {
                { details(context, input, made) }
            }
        </article>
    }
}

/// What comes after the findings.
fn details(context: Context, input: &Rc<ReportInput>, made: usize) -> Html {
    let language = context.language;
    let folds = folds(context);
    let fold = |part: Part| {
        let place = folds.iter().position(|one| *one == part).unwrap_or(usize::MAX);
        html! {
            <Fold key={format!("{part:?}")} {language} input={input.clone()} {part}
                  made={place < made} />
        }
    };
    let words = context.words;
    let documented = context.has_cases() || context.has_remedies();
    html! {
        <>
            if context.has_background() {
                { section("people", words.people.heading, people(context)) }
            }
            { section("profile", words.scores.heading, html! {
                <>{ profile(context) }{ fold(Part::Numbers) }</>
            }) }
            { section("spread", words.items.heading, html! {
                <>
                    <p class="muted">{ words.items.lede[usize::from(documented)] }</p>
                    if context.has_cases() {
                        <p class="muted">{ words.items.case_what }</p>
                    }
                    { fold(Part::Index) }
                    for place in 0..context.instrument.categories.len() {
                        { fold(Part::Category(place)) }
                    }
                </>
            }) }
            if context.has_background() {
                { section("groups", words.groups.heading, html! {
                    <>
                        { groups(context) }
                        for place in 0..context.release.groups.len() {
                            { fold(Part::Means(place)) }
                            { fold(Part::Differences(place)) }
                        }
                    </>
                }) }
            }
            { consequences(context) }
            if input.earlier.is_some() {
                { section("waves", words.waves.heading, waves(context)) }
            }
            if let Some(shown) = &input.quality {
                { section("quality", words.quality.heading, quality(context, shown)) }
            }
            { section("research", words.research.heading, html! {
                <>
                    <p class="muted">{ words.research.lede }</p>
                    { fold(Part::Reliability) }
                    if correlated(context) {
                        { fold(Part::Correlations) }
                    }
                </>
            }) }
            { section("method", words.method.heading, html! {
                <>{ method(context) }{ fold(Part::Formulas) }</>
            }) }
            <p class="note note--plain">{ words.method.disclaimer }</p>
            <p class="note">{ words.caveat }</p>
        </>
    }
}

/// Outcomes, priorities and hours, where the instrument asks for them.
fn consequences(context: Context) -> Html {
    let words = context.words;
    html! {
        <>
            if !context.instrument.choice_outcomes().is_empty() {
                { section("outcomes", words.outcomes.heading, outcomes(context)) }
            }
            if paradox_outcomes(context.instrument).is_some() {
                { section("paradox", words.outcomes.paradox_heading, paradox(context)) }
            }
            if context.has_priorities() {
                { section("priorities", words.priorities.heading, priorities(context)) }
            }
            if context.has_hours() {
                { section("hours", words.hours.heading, hours(context)) }
            }
        </>
    }
}

/// The campaign and wave in words, or that tally files were merged; none for other records.
pub(in crate::ui::organise) fn subject(language: Language, input: &ReportInput) -> Option<String> {
    let scope = input.scopes.get(input.scope)?;
    (scope.is_of_campaign() || scope.merged).then(|| scope_name(language, scope))
}

/// What the report is of, that it may be invented, and the standing caveat.
fn head(context: Context) -> Html {
    let (words, input) = (context.words, context.input);
    let form = match context.release.form {
        Form::Full => words.full,
        Form::Quick => words.quick,
    };
    let form = context.instrument.has_quick_form().then_some(form);
    html! {
        <header class="release__head">
            <p class="release__name muted">{ context.text(&context.instrument.title) }</p>
            if let Some(subject) = subject(context.language, input) {
                <p class="release__scope" dir="auto">{ subject }</p>
            }
            <h3 class="release__title">{ (words.title)(form, context.release.n) }</h3>
            if input.demo {
                <p class="note note--plain">{ words.demo }</p>
            }
            <p class="note">{ words.caveat }</p>
            { not_known(context) }
        </header>
    }
}

fn section(id: &'static str, heading: &'static str, inside: Html) -> Html {
    html! {
        <section class={id} aria-labelledby={id}>
            <h4 {id}>{ heading }</h4>
            { inside }
        </section>
    }
}

/// Why a report is not shown beside another one.
fn near(context: Context) -> Html {
    let words = context.words;
    html! {
        <div id="near" class="missing">
            <h3 class="missing__title">{ words.near_heading }</h3>
            <p>{ words.near_why }</p>
            <p class="muted">{ words.near_what }</p>
        </div>
    }
}

/// How many records are missing, and why nothing is shown before.
fn missing(context: Context) -> Html {
    let (words, release) = (context.words, context.release);
    html! {
        <div id="missing" class="missing">
            <h3 class="missing__title">{ (words.missing_heading)(release.missing()) }</h3>
            <progress class="missing__bar" aria-hidden="true" value={release.n.to_string()}
                      max={release.policy.minimum().to_string()} />
            <p>{ (words.missing_why)(release.n, release.policy.minimum()) }</p>
            <p class="muted">{ words.missing_safe }</p>
        </div>
    }
}
