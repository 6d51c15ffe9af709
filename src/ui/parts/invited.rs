//! A campaign as respondents see it; the organiser sees the same while writing it.

use qingdan_markup::html;
use yew::prelude::*;

use crate::domain::SHAPE;
use crate::domain::campaign::{Details, FormChoice, Terms};
use crate::domain::instrument::Instrument;
use crate::domain::record::campaign_number;
use crate::i18n::Language;
use crate::i18n::shared;

/// A campaign: its title, what else is known of it line by line, and what can be done about it.
pub fn invited([title, lines]: [String; 2], foot: Html) -> Html {
    html! {
        <section id="campaign" class="note note--plain stack--tight">
            <h2 dir="auto">{ title }</h2>
            <p class="lines">{ lines }</p>
            { foot }
        </section>
    }
}

/// Whose campaign it is and what it asks: the title, and the other lines. Without details only its
/// number is known. `forms` are the names of the full and of the quick form.
pub fn lines(
    language: Language,
    instrument: &Instrument,
    terms: Terms,
    details: Option<&Details>,
    forms: [&str; 2],
) -> [String; 2] {
    let shared = shared::Messages::of(language);
    let words = &shared.joining;
    let mut background = background_names(language, instrument, terms.background);
    if background.is_empty() && SHAPE.background {
        background.push(words.none);
    }
    let background = background.join(shared.comma);
    let both = [forms[0], shared.comma, forms[1]].concat();
    let forms = match terms.form {
        FormChoice::Either => &both,
        FormChoice::FullOnly => forms[0],
        FormChoice::QuickOnly => forms[1],
    };
    let number = campaign_number(terms.campaign.id);
    let [before, title, label, purpose, contact, unchecked] = match details {
        Some(d) => ["", &d.title, &d.wave_label, &d.purpose, &d.contact, words.unchecked],
        None => [words.unknown, &number, "", "", "", ""],
    };
    let mut lines = wave(language, terms.campaign.wave, label);
    let forms = if SHAPE.quick { forms } else { "" };
    let texts = [purpose, contact, forms, &background, unchecked];
    for (name, text) in words.fields.into_iter().zip(texts) {
        if !text.is_empty() {
            lines.push('\n');
            lines.push_str(name);
            lines.push_str(text);
        }
    }
    [[before, title].concat(), lines]
}

/// The wave in words: its number and its label, which may be empty.
pub fn wave(language: Language, number: u8, label: &str) -> String {
    let [before, after] = shared::Messages::of(language).joining.wave;
    [before, &number.to_string(), after, label].concat()
}

/// Names of the background questions of a mask.
pub fn background_names(language: Language, instrument: &Instrument, background: u8) -> Vec<&str> {
    let mut names = Vec::new();
    for (at, question) in instrument.background.iter().enumerate() {
        if background >> at & 1 == 1 {
            names.push(language.text(&question.name));
        }
    }
    names
}
