//! The form of a campaign, and beside it what respondents will see.

use qingdan_markup::html;
use web_sys::{HtmlInputElement, InputEvent};
use yew::prelude::*;

use super::entry::{Change, Entry, FIELDS, Trouble};
use super::protecting::{protecting, told};
use crate::browser::text;
use crate::domain::campaign::{
    CONTACT_CHARS_MAX, Campaign, DetailFault, FormChoice, MINIMUM_HIGHEST, MINIMUM_LOWEST,
    PURPOSE_CHARS_MAX, TITLE_CHARS_MAX, TextFault, WAVE_LABEL_CHARS_MAX,
};
use crate::domain::{SHAPE, shipped_instrument};
use crate::i18n::Language;
use crate::i18n::organise::{Campaign as Words, Messages, report};
use crate::ui::organise::keys::{KeyDesk, Loss, Purpose};
use crate::ui::parts::{invited, lines, wave};

/// The id of the first field.
pub(super) const FIRST_FIELD: &str = "campaign-title-field";

/// The id of the form.
const FORM: &str = "campaign-form";

/// Ids of the text fields.
const IDS: [&str; 4] = [FIRST_FIELD, "campaign-label", "campaign-purpose", "campaign-contact"];

/// Their limits, characters.
const LIMITS: [usize; 4] =
    [TITLE_CHARS_MAX, WAVE_LABEL_CHARS_MAX, PURPOSE_CHARS_MAX, CONTACT_CHARS_MAX];

/// The form and the preview.
pub(super) fn form(
    language: Language,
    entry: &Entry,
    trouble: Option<Trouble>,
    onchange: &Callback<Change>,
    oncreate: &Callback<()>,
    onloss: &Callback<Option<Loss>>,
) -> Html {
    let words = &Messages::of(language).campaign;
    let campaign = entry.campaign(shipped_instrument(), entry.id.unwrap_or_default());
    let onsubmit = oncreate.reform(|event: SubmitEvent| event.prevent_default());
    let onready = onchange.reform(Change::Key);
    // The section of the key has forms of its own, so it stands outside of this one.
    html! {
        <div class="campaigns__desk">
          <div class="campaigns__form stack">
            <form id={FORM} class="stack" novalidate=true {onsubmit}>
                if entry.id.is_some() {
                    <h3>{ words.form[1] }{ " · " }{ wave(language, entry.wave, "") }</h3>
                } else {
                    <h3>{ words.form[0] }</h3>
                }
                for at in 0..FIELDS.len() {
                    { field(words, entry, at, campaign.as_ref().err(), onchange) }
                }
                if SHAPE.quick {
                    { forms(words, entry, true, onchange) }
                }
                if SHAPE.background {
                    { background(language, entry, onchange) }
                }
                { minimum(words, entry, campaign.as_ref().err(), onchange) }
                { sealing(language, entry, onchange) }
                { protecting(language, entry, campaign.as_ref().ok(), onchange) }
            </form>
            if entry.sealed {
                // Another opening of the form is another key.
                <KeyDesk key={entry.opening} {language} purpose={Purpose::Seal}
                         last={entry.last.clone()} {onready} {onloss} />
            }
            <p><button id="campaign-create" form={FORM} class="button button--primary">
                { words.create }
            </button></p>
            if let Some(trouble) = trouble {
                { super::trouble(language, trouble) }
            }
          </div>
            if let Ok(campaign) = campaign {
                <div class="campaigns__preview stack">
                    <h3>{ words.preview }</h3>
                    { preview(language, &campaign) }
                </div>
            }
        </div>
    }
}

/// The campaign as respondents will see it.
fn preview(language: Language, campaign: &Campaign) -> Html {
    let words = report::Messages::of(language);
    let forms = [words.full, words.quick];
    let details = Some(campaign.details());
    let lines = lines(language, shipped_instrument(), campaign.terms(), details, forms);
    let told = told(language, campaign.extensions());
    html! {
        <>
            { invited(lines, Html::default()) }
            for line in told {
                <p key={line.clone()} class="muted">{ line.clone() }</p>
            }
        </>
    }
}

/// One text, kept as it is typed and tidied when the field is left.
pub(super) fn field(
    words: &Words,
    entry: &Entry,
    at: usize,
    fault: Option<&DetailFault>,
    onchange: &Callback<Change>,
) -> Html {
    let fault = match fault {
        Some(DetailFault::Text(field, fault)) if *field == FIELDS[at] => Some(*fault),
        _ => None,
    };
    let (id, hint) = (IDS[at], [IDS[at], "-hint"].concat());
    let oninput = onchange.reform(move |event: InputEvent| Change::Text(at, typed(&event)));
    let onleave =
        onchange.reform(move |event: Event| Change::Text(at, text::normal(typed(&event).trim())));
    // A space at the end is tidied away as soon as the field is left.
    let told = fault.filter(|fault| *fault != TextFault::Untrimmed);
    html! {
        <div class="campaigns__field">
            <label for={id}>{ words.fields[at] }</label>
            <input {id} class="campaigns__input" type="text" autocomplete="off" dir="auto"
                   spellcheck="false"
                   value={entry.texts[at].clone()} {oninput} onchange={onleave}
                   maxlength={(2 * LIMITS[at]).to_string()}
                   aria-invalid={told.map(|_| "true")} aria-describedby={hint.clone()} />
            <p id={hint} class={if told.is_some() { "campaigns__fault" } else { "muted" }}>
                { told.map_or_else(|| words.hints[at].to_owned(), words.fault) }
            </p>
        </div>
    }
}

/// Which forms are asked; `either`: whether that may be left to the respondent.
pub(super) fn forms(
    words: &Words,
    entry: &Entry,
    either: bool,
    onchange: &Callback<Change>,
) -> Html {
    let choice = |at: usize, form: FormChoice| {
        let onchange = onchange.reform(move |_: Event| Change::Form(form));
        html! {
            <label class="choice">
                <input type="radio" name="campaign-form" autocomplete="off"
                       id={format!("campaign-form-{at}")}
                       checked={entry.form == form} {onchange} />
                <span>{ words.forms[at] }</span>
            </label>
        }
    };
    html! {
        <fieldset class="campaigns__part">
            <legend>{ words.forms[0] }</legend>
            <div class="row">
                if either {
                    { choice(1, FormChoice::Either) }
                }
                { choice(2, FormChoice::FullOnly) }
                { choice(3, FormChoice::QuickOnly) }
            </div>
        </fieldset>
    }
}

/// Which background questions are asked.
pub(super) fn background(language: Language, entry: &Entry, onchange: &Callback<Change>) -> Html {
    let words = &Messages::of(language).campaign;
    html! {
        <fieldset class="campaigns__part">
            <legend>{ words.background[0] }</legend>
            <div class="row">
                for (at, question) in shipped_instrument().background.iter().enumerate() {
                    <label key={question.id.as_str()} class="choice">
                        <input type="checkbox" autocomplete="off"
                               id={["campaign-", &question.id].concat()}
                               checked={entry.background >> at & 1 == 1}
                               onchange={onchange.reform(move |_: Event| Change::Background(at))} />
                        <span>{ language.text(&question.name) }</span>
                    </label>
                }
            </div>
            <p class="muted">{ words.background[1] }</p>
        </fieldset>
    }
}

/// The fewest people in a published group.
pub(super) fn minimum(
    words: &Words,
    entry: &Entry,
    fault: Option<&DetailFault>,
    onchange: &Callback<Change>,
) -> Html {
    let oninput = onchange.reform(|event: InputEvent| Change::Minimum(typed(&event)));
    let wrong = fault == Some(&DetailFault::Minimum);
    html! {
        <div class="campaigns__field">
            <label for="campaign-minimum">{ words.minimum.0 }</label>
            <input id="campaign-minimum" class="campaigns__input campaigns__input--number"
                   type="number" inputmode="numeric" autocomplete="off"
                   min={MINIMUM_LOWEST.to_string()} max={MINIMUM_HIGHEST.to_string()}
                   value={entry.minimum.clone()} {oninput}
                   aria-invalid={wrong.then_some("true")}
                   aria-describedby="campaign-minimum-hint" />
            <p id="campaign-minimum-hint"
               class={if wrong { "campaigns__fault" } else { "muted" }}>
                { (words.minimum.1)(MINIMUM_LOWEST, MINIMUM_HIGHEST) }
            </p>
        </div>
    }
}

/// Whether records are sealed, and whether there are paper tickets.
fn sealing(language: Language, entry: &Entry, onchange: &Callback<Change>) -> Html {
    let words = &Messages::of(language).keys;
    let choice = |sealed: bool| {
        let id = ["campaign-open", "campaign-sealed"][usize::from(sealed)];
        html! {
            <label class="choice">
                <input type="radio" name="campaign-seal" autocomplete="off" {id}
                       checked={entry.sealed == sealed}
                       onchange={onchange.reform(move |_: Event| Change::Sealed(sealed))} />
                <span>{ words.seal[1 + usize::from(sealed)] }</span>
            </label>
        }
    };
    html! {
        <>
            <fieldset class="campaigns__part">
                <legend>{ words.seal[0] }</legend>
                <div class="row">{ choice(false) }{ choice(true) }</div>
                <p class="muted">{ words.seal_means }</p>
            </fieldset>
            if entry.sealed {
                <div class="campaigns__part">
                    <label class="choice">
                        <input type="checkbox" id="campaign-tickets" autocomplete="off"
                               checked={entry.extensions.tickets}
                               onchange={onchange.reform(|_: Event| Change::Tickets)} />
                        <span>{ words.seal[3] }</span>
                    </label>
                    <p class="muted">{ words.tickets_mean }</p>
                </div>
            }
        </>
    }
}

/// What stands in the field of an event.
fn typed(event: &Event) -> String {
    let input: HtmlInputElement = event.target_unchecked_into();
    input.value()
}
