//! The folded part of the form: randomised items, and the roster.

use qingdan_markup::html;
use web_sys::{HtmlInputElement, InputEvent};
use yew::prelude::*;

use super::entry::{Change, Entry};
use super::picture::qr;
use super::protection::{Protect, RosterTrouble};
use crate::domain::campaign::{Campaign, Extensions};
use crate::domain::crowd::ALIKE_MIN;
use crate::domain::instrument::{Instrument, Item};
use crate::domain::randomised::{
    ITEMS_MAX, Randomisation, RandomisationFault, TruthProbability, people_needed,
};
use crate::domain::{SHAPE, shipped_instrument};
use crate::i18n::Language;
use crate::i18n::organise::{Messages, Protection as Words};

/// Longest number that is typed, digits.
const DIGITS_MAX: usize = 9;

/// The part of the form, open at first where the wave before used something of it. `campaign` is
/// what the form makes, if it does.
pub(super) fn protecting(
    language: Language,
    entry: &Entry,
    campaign: Option<&Campaign>,
    onchange: &Callback<Change>,
) -> Html {
    let words = &Messages::of(language).protection;
    let used = entry.protection.is_used();
    html! {
        <details class="fold" id="campaign-protection" open={entry.protected}>
            <summary><span class="fold__title">{ words.heading }</span></summary>
            <div class="fold__inside stack">
                { noise(language, entry, onchange) }
                if SHAPE.background {
                    { roster(language, entry, onchange) }
                }
                if let Some(campaign) = campaign.filter(|_| used) {
                    <p class="muted" id="campaign-dense">{ dense(words, campaign) }</p>
                }
            </div>
        </details>
    }
}

/// How dense the QR code of a campaign's code is.
fn dense(words: &Words, campaign: &Campaign) -> String {
    let qr = qr(&campaign.to_code());
    qr.map_or_else(|| words.not_dense.to_owned(), |qr| (words.dense)(qr.size()))
}

fn noise(language: Language, entry: &Entry, onchange: &Callback<Change>) -> Html {
    let words = &Messages::of(language).protection;
    let instrument = shipped_instrument();
    html! {
        <fieldset class="campaigns__part">
            <legend>{ words.noise }</legend>
            for line in words.noise_means.iter() {
                <p key={*line} class="muted">{ *line }</p>
            }
            { cost(words, instrument) }
            <fieldset class="campaigns__part">
                <legend>{ words.chance }</legend>
                <div class="row">
                    for truth in TruthProbability::OFFERED {
                        { chance(words, entry, truth, onchange) }
                    }
                </div>
            </fieldset>
            <details class="fold" id="campaign-noise-items">
                <summary>
                    <span class="fold__title" aria-live="polite">
                        { (words.chosen)(entry.protection.items.len(), ITEMS_MAX) }
                    </span>
                </summary>
                for (place, category) in instrument.categories.iter().enumerate() {
                    <fieldset key={category.id.as_str()} class="campaigns__part">
                        <legend>{ language.text(&category.name) }</legend>
                        <div class="stack--tight">
                            for item in instrument.items_of(place) {
                                { item_choice(language, entry, item, onchange) }
                            }
                        </div>
                    </fieldset>
                }
            </details>
        </fieldset>
    }
}

fn chance(
    words: &Words,
    entry: &Entry,
    truth: TruthProbability,
    onchange: &Callback<Change>,
) -> Html {
    let (a, b) = truth.parts();
    let label = (words.chances[usize::from(truth == TruthProbability::HALF)])(a, b);
    let onchange = onchange.reform(move |_: Event| Change::Protect(Protect::Truth(truth)));
    html! {
        <label key={a} class="choice">
            <input type="radio" name="campaign-chance" autocomplete="off"
                   id={format!("campaign-chance-{a}-{b}")}
                   checked={entry.protection.truth == truth} {onchange} />
            <span>{ label }</span>
        </label>
    }
}

/// An item that can be chosen, or why it cannot be.
fn item_choice(
    language: Language,
    entry: &Entry,
    place: usize,
    onchange: &Callback<Change>,
) -> Html {
    let words = &Messages::of(language).protection;
    let instrument = shipped_instrument();
    let (Some(item), Ok(number)) = (instrument.items.get(place), u8::try_from(place)) else {
        return Html::default();
    };
    let why = match may(instrument, number) {
        Ok(()) => None,
        Err(RandomisationFault::Hours(_)) => Some(words.not_this[1]),
        Err(_) => Some(words.not_this[0]),
    };
    let chosen = entry.protection.items.contains(&number);
    let disabled = why.is_some() || (!chosen && !entry.protection.has_room());
    let onchange = onchange.reform(move |_: Event| Change::Protect(Protect::Item(number)));
    html! {
        <label key={item.id.as_str()} class="choice">
            <input type="checkbox" autocomplete="off" id={["campaign-noise-", &item.id].concat()}
                   checked={chosen} {disabled} {onchange} />
            <span>
                { language.text(&item.stem) }
                if let Some(why) = why {
                    <span class="muted">{ " · " }{ why }</span>
                }
            </span>
        </label>
    }
}

/// Whether an item may be randomised.
fn may(instrument: &Instrument, item: u8) -> Result<(), RandomisationFault> {
    Randomisation::new(instrument, TruthProbability::HALF, &[item]).map(|_| ())
}

/// How many people are needed, by chance and number of options.
fn cost(words: &Words, instrument: &Instrument) -> Html {
    let count = |item: &Item| u8::try_from(instrument.options(&item.options).len()).ok();
    let items = (0..).zip(&instrument.items).filter(|(item, _)| may(instrument, *item).is_ok());
    let mut options: Vec<u8> = items.filter_map(|(_, item)| count(item)).collect();
    options.sort_unstable();
    options.dedup();
    let fraction = |(a, b)| (words.chances[0])(a, b);
    let row = |label: String, truth: Option<TruthProbability>| {
        html! {
            <tr key={label.clone()}>
                <th scope="row">{ label }</th>
                for &options in &options {
                    <td key={options} class="number">{ people_needed(truth, options) }</td>
                }
            </tr>
        }
    };
    html! {
        <div class="scroller" tabindex="0" role="region" aria-labelledby="campaign-cost">
            <table class="figures">
                <caption id="campaign-cost">{ words.cost }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ words.chance }</th>
                        for &options in &options {
                            <th key={options} scope="col">{ (words.cost_options)(options) }</th>
                        }
                    </tr>
                </thead>
                <tbody>
                    for truth in TruthProbability::OFFERED {
                        { row(fraction(truth.parts()), Some(truth)) }
                    }
                    { row(words.cost_direct.to_owned(), None) }
                </tbody>
            </table>
        </div>
    }
}

fn roster(language: Language, entry: &Entry, onchange: &Callback<Change>) -> Html {
    let words = &Messages::of(language).protection;
    let asked = |at: usize| entry.background >> at & 1 == 1;
    let questions = shipped_instrument().background.iter().enumerate();
    let trouble = entry.protection.roster(shipped_instrument(), entry.background).err();
    let wrong = trouble.map(|trouble| {
        words.roster_wrong[match trouble {
            RosterTrouble::Number => 0,
            RosterTrouble::Missing => 1,
            RosterTrouble::TooMany => 2,
        }]
    });
    html! {
        <fieldset class="campaigns__part" aria-describedby={wrong.map(|_| "campaign-roster-wrong")}>
            <legend>{ words.roster }</legend>
            for line in (words.roster_means)(ALIKE_MIN) {
                <p key={line.clone()} class="muted">{ line.clone() }</p>
            }
            if entry.background == 0 {
                <p>{ words.roster_useless }</p>
            } else {
                { number("campaign-people", words.people, &entry.protection.people,
                         onchange.reform(|event: InputEvent| {
                             Change::Protect(Protect::People(typed(&event)))
                         })) }
                for (at, question) in questions.filter(|(at, _)| asked(*at)) {
                    <fieldset key={question.id.as_str()} class="campaigns__part">
                        <legend>{ language.text(&question.name) }</legend>
                        <div class="campaigns__counts">
                            for (place, option) in question.options.iter().enumerate() {
                                { number(&format!("campaign-{}-{place}", question.id),
                                         language.text(&option.label),
                                         &entry.protection.counts[at][place],
                                         onchange.reform(move |event: InputEvent| {
                                             Change::Protect(
                                                 Protect::Count(at, place, typed(&event)))
                                         })) }
                            }
                        </div>
                    </fieldset>
                }
            }
            <p id="campaign-roster-wrong" class="campaigns__fault" aria-live="polite">
                { wrong.unwrap_or_default() }
            </p>
        </fieldset>
    }
}

/// A field for a number of people.
fn number(id: &str, label: &str, value: &str, oninput: Callback<InputEvent>) -> Html {
    html! {
        <div key={id.to_owned()} class="campaigns__field">
            <label for={id.to_owned()}>{ label.to_owned() }</label>
            <input id={id.to_owned()} class="campaigns__input campaigns__input--number" type="text"
                   inputmode="numeric" autocomplete="off" value={value.to_owned()} {oninput}
                   maxlength={DIGITS_MAX.to_string()} />
        </div>
    }
}

fn typed(event: &Event) -> String {
    let input: HtmlInputElement = event.target_unchecked_into();
    input.value()
}

/// A campaign's noise and roster in the words of a summary for its organiser.
pub(super) fn listed(language: Language, extensions: &Extensions) -> Vec<String> {
    let words = &Messages::of(language).protection;
    let noise = extensions.randomised.as_ref().map(|randomised| {
        let (a, b) = randomised.truth().parts();
        (words.listed_noise)(randomised.items().len(), a, b)
    });
    let roster = extensions.roster.as_ref().map(|roster| (words.listed_roster)(roster.people()));
    noise.into_iter().chain(roster).collect()
}

/// The same as respondents are told.
pub(super) fn told(language: Language, extensions: &Extensions) -> Vec<String> {
    let words = &Messages::of(language).protection;
    let noise = extensions.randomised.as_ref().map(|randomised| {
        let (a, b) = randomised.truth().parts();
        (words.told_noise)(randomised.items().len(), a, b)
    });
    let roster = extensions.roster.as_ref().map(|_| (words.told_roster)(ALIKE_MIN));
    noise.into_iter().chain(roster).collect()
}
