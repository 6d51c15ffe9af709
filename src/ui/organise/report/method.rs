//! How the report was made: in plain words, then names and sources of the methods.

use qingdan_markup::html;
use yew::prelude::*;

use super::context::Context;
use super::noise::noisy;
use crate::domain::instrument::Document;
use crate::i18n::organise::Messages;
use crate::ui::organise::opening::ticket_totals;

/// Top of the scale, points.
const SCALE_MAX: u8 = 100;

/// How many digits of the instrument's checksum are shown.
const HASH_DIGITS: usize = 16;

/// Plain words, bands, disclosure rules, articles, and what the figures are not.
pub(super) fn method(context: Context) -> Html {
    let (words, instrument) = (&context.words.method, context.instrument);
    let hash: String = instrument.hash.to_string().chars().take(HASH_DIGITS).collect();
    html! {
        <>
            { tickets(context) }
            if context.input.unsealed > 0 {
                <p class="method__unsealed">
                    { (Messages::of(context.language).sealed.unsealed)(context.input.unsealed) }
                </p>
            }
            for line in words.plain.iter() {
                <p key={*line}>{ *line }</p>
            }
            <p>{ context.words.scores.interval_what }</p>
            <h5>{ words.bands }</h5>
            <ul>
                { bands(context) }
            </ul>
            <h5>{ words.disclosure }</h5>
            <ul>
                for line in (words.rules)(context.release.policy.minimum()) {
                    <li key={line.clone()}>{ line.clone() }</li>
                }
                if noisy(context) {
                    <li>{ context.noise().rule }</li>
                }
            </ul>
            if !instrument.documents.is_empty() {
                <h5>{ words.documents }</h5>
                <ul>
                    for one in instrument.documents.iter() {
                        <li key={one.id.clone()}>{ document(context, one) }</li>
                    }
                </ul>
            }
            <p class="muted">
                { (words.instrument)(&instrument.id, &instrument.version, &hash) }
            </p>
        </>
    }
}

/// How the records came together, where people had tickets.
fn tickets(context: Context) -> Html {
    let Some(found) = context.input.tickets else { return Html::default() };
    let words = &Messages::of(context.language).sealed.tickets;
    html! {
        <>
            <h5 class="method__tickets">{ words.heading }</h5>
            { ticket_totals(words, found) }
        </>
    }
}

fn bands(context: Context) -> Html {
    let bands = &context.instrument.bands;
    let ends = bands.iter().skip(1).map(|band| band.from).chain([SCALE_MAX]);
    let line = |(band, end): (&crate::domain::instrument::Band, u8)| {
        let (name, meaning) =
            (context.language.text(&band.name), context.language.text(&band.meaning));
        let words = (context.words.method.band)(name, band.from, end, meaning);
        html! { <li key={band.from}>{ words }</li> }
    };
    bands.iter().zip(ends).map(line).collect()
}

/// An article with author, outlet and date, as far as known.
fn document(context: Context, one: &Document) -> String {
    let title = (context.shared().title)(context.language.text(&one.title));
    let texts = [&one.author, &one.outlet].into_iter().flatten();
    let texts = texts.map(|text| context.language.text(text));
    let rest: Vec<&str> = texts.chain(one.date.as_deref()).collect();
    (context.words.method.document)(&title, &rest)
}

/// Names and sources of the methods, for researchers.
pub(super) fn formulas(context: Context) -> Html {
    html! {
        <dl class="facts">
            for [name, source] in context.words.method.formula.iter() {
                <dt key={*name}>{ *name }</dt>
                <dd key={*source}>{ *source }</dd>
            }
            for [name, source] in context.noise().formulas.iter().filter(|_| noisy(context)) {
                <dt key={*name}>{ *name }</dt>
                <dd key={*source}>{ *source }</dd>
            }
        </dl>
    }
}
