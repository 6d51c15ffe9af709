//! Which records are reported on, the minimum, what to compare with, and ways to take it along.

use qingdan_markup::html;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::input::{ReportAction, ReportInput, ScopeChoice};
use crate::domain::disclose::Policy;
use crate::domain::instrument::Form;
use crate::i18n::Language;
use crate::i18n::organise::report::Messages;
use crate::ui::parts::wave;
use crate::worker::Promise;

/// The name of a scope without its form.
pub(super) fn scope_name(language: Language, scope: &ScopeChoice) -> String {
    let words = Messages::of(language);
    let merged = Some(words.scope_merged).filter(|_| scope.merged);
    let named = scope.number.as_deref().map(words.scope_number);
    let name = scope.title.as_deref().or(named.as_deref()).or(merged).unwrap_or(words.scope_none);
    let wave = scope
        .wave
        .as_ref()
        .map(|(number, label)| wave(language, *number, label).trim_end().to_owned());
    let apart = merged.filter(|_| scope.is_of_campaign()).map(str::to_owned);
    let parts: Vec<String> = [Some(name.to_owned()), wave, apart].into_iter().flatten().collect();
    parts.join(" · ")
}

/// Whether two scopes differ at most in the form.
fn same_but_form(one: &ScopeChoice, other: &ScopeChoice) -> bool {
    let without_form =
        |scope: &ScopeChoice| ScopeChoice { form: Form::Full, records: 0, ..scope.clone() };
    without_form(one) == without_form(other)
}

/// Properties of [`Settings`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct SettingsProps {
    /// The language shown.
    pub(super) language: Language,
    /// What is reported on.
    pub(super) input: std::rc::Rc<ReportInput>,
    /// Where wishes go.
    pub(super) on: Callback<ReportAction>,
}

/// The heading of the report and its settings.
#[component]
pub(super) fn Settings(props: &SettingsProps) -> Html {
    let SettingsProps { language, input, on } = props;
    let words = Messages::of(*language);
    let shown = input.scopes.get(input.scope);
    let forms: Vec<(usize, &ScopeChoice)> = input
        .scopes
        .iter()
        .enumerate()
        .filter(|(_, scope)| shown.is_some_and(|shown| same_but_form(scope, shown)))
        .collect();
    html! {
        <div class="settings screen-only">
            <h2 id="report" class="settings__title" tabindex="-1">{ words.heading }</h2>
            if forms.len() < input.scopes.len() {
                { scopes(*language, input, on) }
            }
            if shown.is_some_and(|shown| shown.number.is_some()) {
                <p id="campaign-missing" class="muted">{ words.scope_number_hint }</p>
            }
            if forms.len() > 1 {
                { form_choice(words, &forms, input.scope, on) }
            }
            <Minimum language={*language} policy={input.release.policy} promise={input.promise}
                     pooled={shown.is_some_and(ScopeChoice::is_pooled)}
                     on={on.reform(ReportAction::PickedMinimum)} />
            { earlier(*language, input, on) }
        </div>
    }
}

/// Properties of [`AskReport`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(in crate::ui::organise) struct AskReportProps {
    /// The language shown.
    pub(in crate::ui::organise) language: Language,
    /// Records and tally files that are not in the report below; none where there is none.
    pub(in crate::ui::organise) newer: Option<u64>,
    /// The rules that will apply.
    pub(in crate::ui::organise) policy: Policy,
    /// Is told the minimum that was picked.
    pub(in crate::ui::organise) onminimum: Callback<Policy>,
    /// Is told that a report is wished for.
    pub(in crate::ui::organise) onwanted: Callback<()>,
}

/// In the place of a report that nobody has wished for yet: why it waits, the minimum, a button.
/// Above one that stays: how many are not in it, and what a new one costs.
#[component]
pub(in crate::ui::organise) fn AskReport(props: &AskReportProps) -> Html {
    let AskReportProps { language, newer, policy, onminimum, onwanted } = props;
    let words = Messages::of(*language);
    html! {
        <section class="report screen-only" aria-labelledby="report">
            <div class="settings">
                <h2 id="report" class="settings__title" tabindex="-1">{ words.heading }</h2>
                if let Some(newer) = newer {
                    <p id="newer" class="note">{ (words.newer)(*newer) }</p>
                }
                <p>{ if newer.is_some() { words.ask_again } else { words.ask } }</p>
                <Minimum language={*language} policy={*policy} promise={Promise::Nothing}
                         pooled=false on={onminimum} />
                <button id="make-report" type="button" class="button button--primary"
                        onclick={onwanted.reform(|_| ())}>
                    <>{ if newer.is_some() { words.make_again } else { words.make } }</>
                </button>
            </div>
        </section>
    }
}

/// The first scope of each campaign and wave; the form is chosen apart.
fn scopes(language: Language, input: &ReportInput, on: &Callback<ReportAction>) -> Html {
    let words = Messages::of(language);
    let mut firsts: Vec<(usize, &ScopeChoice)> = Vec::new();
    for (place, scope) in input.scopes.iter().enumerate() {
        if !firsts.iter().any(|(_, one)| same_but_form(one, scope)) {
            firsts.push((place, scope));
        }
    }
    let shown = input.scopes.get(input.scope);
    let chosen = |scope: &ScopeChoice| shown.is_some_and(|shown| same_but_form(shown, scope));
    let on = on.clone();
    let onchange = Callback::from(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        if let Ok(place) = select.value().parse() {
            on.emit(ReportAction::PickedScope(place));
        }
    });
    html! {
        <div class="settings__part">
            <label class="settings__legend" for="scope">{ words.scope_legend }</label>
            <select id="scope" class="settings__select" {onchange}>
                for (place, scope) in firsts {
                    <option key={place} value={place.to_string()} selected={chosen(scope)}>
                        { scope_name(language, scope) }
                    </option>
                }
            </select>
        </div>
    }
}

/// One form or the other, never both together.
fn form_choice(
    words: &'static Messages,
    forms: &[(usize, &ScopeChoice)],
    shown: usize,
    on: &Callback<ReportAction>,
) -> Html {
    html! {
        <fieldset class="settings__part">
            <legend class="settings__legend">{ words.form_legend }</legend>
            <div class="row">
                for &(place, scope) in forms {
                    { form_radio(words, scope, place == shown,
                                 on.reform(move |_| ReportAction::PickedScope(place))) }
                }
            </div>
            <p class="muted">{ words.form_hint }</p>
        </fieldset>
    }
}

fn form_radio(
    words: &'static Messages,
    scope: &ScopeChoice,
    checked: bool,
    onchange: Callback<Event>,
) -> Html {
    let (id, label) = match scope.form {
        Form::Full => ("form-full", words.form_full),
        Form::Quick => ("form-quick", words.form_quick),
    };
    html! {
        <label key={id} class="choice">
            <input {id} type="radio" name="form" {checked} {onchange} />
            <span class="number">{ label(scope.records) }</span>
        </label>
    }
}

/// Properties of [`Minimum`].
#[derive(Clone, Debug, PartialEq, Properties)]
struct MinimumProps {
    language: Language,
    policy: Policy,
    promise: Promise,
    pooled: bool,
    on: Callback<Policy>,
}

/// The fewest people that a shown figure rests on. Where only one number keeps what was promised,
/// there is nothing to pick.
#[component]
fn Minimum(props: &MinimumProps) -> Html {
    let MinimumProps { language, policy, promise, pooled, on } = props;
    let words = Messages::of(*language);
    let wrong = use_state(|| None::<String>);
    let (lowest, highest) = (promise.least().unwrap_or(Policy::LOWEST), Policy::HIGHEST);
    let fixed = lowest >= highest;
    let onchange = {
        let (wrong, on) = (wrong.clone(), on.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let typed = input.value().trim().parse().ok().filter(|typed| *typed >= lowest);
            match typed.and_then(|typed| Policy::new(typed).ok()) {
                Some(policy) => {
                    wrong.set(None);
                    on.emit(policy);
                }
                None => wrong.set(Some(input.value())),
            }
        })
    };
    let wrong = wrong.as_ref().filter(|_| !fixed);
    let hint = match (wrong, *promise) {
        (Some(_), _) => (words.minimum_wrong)(lowest, highest, policy.minimum()),
        (None, Promise::Unknown) if *pooled => (words.minimum_unknown_pooled)(highest),
        (None, Promise::Unknown) => (words.minimum_unknown)(highest),
        (None, Promise::Minimum(_)) if fixed => (words.minimum_highest)(highest),
        (None, Promise::Minimum(_)) => (words.minimum_promised)(lowest, highest),
        (None, Promise::Nothing) => (words.minimum_hint)(lowest, highest),
    };
    let value = wrong.cloned().unwrap_or_else(|| policy.minimum().to_string());
    let range = [lowest, highest, 1].map(|number| (!fixed).then(|| number.to_string()));
    let [min, max, step] = range;
    html! {
        <div class="settings__part">
            <label class="settings__legend" for="minimum">{ words.minimum_label }</label>
            <input id="minimum" class="settings__number" type="number" inputmode="numeric"
                   {min} {max} {step} readonly={fixed} {value} {onchange}
                   aria-invalid={wrong.is_some().then_some("true")}
                   aria-describedby="minimum-hint" />
            <p id="minimum-hint" class="muted">{ hint }</p>
        </div>
    }
}

/// What to compare with: earlier waves of the same campaign and form.
fn earlier(language: Language, input: &ReportInput, on: &Callback<ReportAction>) -> Html {
    let words = &Messages::of(language).waves;
    let choices = input.earlier_choices.iter();
    let others: Vec<(usize, &ScopeChoice)> =
        choices.filter_map(|&place| Some((place, input.scopes.get(place)?))).collect();
    let onchange = on.reform(|event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        ReportAction::PickedEarlier(select.value().parse().ok())
    });
    html! {
        if !others.is_empty() {
            <div class="settings__part">
                <label class="settings__legend" for="earlier">{ words.pick }</label>
                <select id="earlier" class="settings__select" {onchange}>
                    <option value="" selected={input.earlier.is_none()}>{ words.nothing }</option>
                    for (place, scope) in others {
                        <option key={place} value={place.to_string()}
                                selected={input.earlier == Some(place)}>
                            { scope_name(language, scope) }
                        </option>
                    }
                </select>
            </div>
        }
    }
}
