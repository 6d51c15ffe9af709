//! The file: the ways in which it leaves the page, all of it in words, then as it is. The first
//! way stands in the bar as well.

use qingdan_markup::html;
use yew::prelude::*;

use super::super::asked::Asked;
use super::super::view::View;
use super::super::ways::{Act, Way};
use super::protected::{self, crowd, mark};
use super::sealed::{kept_back, ticket, ticket_held};
use super::ways::{button, said, ways};
use crate::domain::SHAPE;
use crate::domain::answer::Question;
use crate::domain::leaving::{Leaving, leaving};
use crate::domain::record::{RECORD_FORMAT, campaign_number};
use crate::domain::seal::Envelope;
use crate::tasks::leave_page::is_sealed;

/// The page that shows the file and lets it out. Of a record that is sealed nothing is on the page
/// in the form in which it would leave otherwise.
pub(super) fn export(view: &View) -> Html {
    let words = &view.messages.export;
    let code = view.ways.state_of(view.interview);
    let sealed = is_sealed(view.interview);
    let campaign = view.invitation.campaign_of(view.interview);
    let leaving = leaving(view.instrument, view.interview, campaign).ok();
    let known = leaving.as_ref().and_then(|leaving| leaving.crowd);
    let text = match &leaving {
        _ if sealed => view.ways.envelope(&code).map(Envelope::to_code).unwrap_or_default(),
        Some(Leaving { record, .. }) => record.to_json(view.instrument),
        None => String::new(),
    };
    let open = !sealed && leaving.is_some();
    html! {
        <>
            <p class="lede">{ words.lede }</p>
            if sealed {
                <p id="sealed">{ view.messages.sealed.about }</p>
            } else {
                <p id="open">{ view.messages.sealed.open }</p>
            }
            if !view.interview.touched(view.instrument) {
                <p id="nothing" class="note">{ words.empty }</p>
            }
            { kept_back(view) }
            { crowd(view, known) }
            { protected::again(view) }
            { ticket(view) }
            { ways(view, &code, &text) }
            { protected::shown(view) }
            { answers(view, leaving.as_ref()) }
            { head(view, leaving.as_ref()) }
            if open {
                { raw(view, text, &code) }
            }
        </>
    }
}

/// The file as it is.
fn raw(view: &View, json: String, code: &str) -> Html {
    let words = &view.messages.export;
    html! {
        <details class="fold" id="raw-fold">
            <summary><span class="fold__title">{ words.raw }</span></summary>
            <pre id="raw" class="raw" tabindex="0" role="region" aria-label={words.raw_label}>
                { json }
            </pre>
            { button(view, "copy-raw", view.messages.ways.names[2], Act::Take(Way::Copy)) }
            <p class="muted">{ said(view, Way::Copy, code) }</p>
        </details>
    }
}

/// The fields besides the answers; no id where nothing can leave.
fn head(view: &View, leaving: Option<&Leaving>) -> Html {
    let words = &view.messages.export;
    let (instrument, interview) = (view.instrument, view.interview);
    let campaign = interview.campaign().map_or_else(
        || words.no_campaign.to_owned(),
        |campaign| [&campaign_number(campaign.id), " / ", &campaign.wave.to_string()].concat(),
    );
    let values: [String; 8] = [
        RECORD_FORMAT.to_owned(),
        instrument.id.clone(),
        instrument.version.clone(),
        instrument.hash.to_string(),
        view.form(interview.form()).to_owned(),
        campaign,
        leaving.map_or_else(|| "—".to_owned(), |leaving| leaving.record.id().to_string()),
        interview.revision().to_string(),
    ];
    html! {
        <section>
            <h2>{ words.about_file }</h2>
            <dl class="facts">
                for (name, value) in words.fields.into_iter().zip(values) {
                    <dt key={name}>{ name }</dt>
                    <dd>{ value }</dd>
                }
                { ticket_held(view) }
            </dl>
            <p class="muted">{ words.id_note }</p>
        </section>
    }
}

/// Every answer in words, as it leaves and in the order of the file; where nothing can leave, as it
/// was given.
pub(super) fn answers(view: &View, leaving: Option<&Leaving>) -> Html {
    let messages = view.messages;
    let (background, rest): (Vec<Question>, Vec<Question>) = view
        .instrument
        .questions()
        .map(|(question, _)| question)
        .partition(|question| matches!(question, Question::Background(_)));
    html! {
        <>
            if SHAPE.background {
                <section>
                    <h2>{ messages.unscored.background }</h2>
                    <ul class="answers">
                        for question in background {
                            { row(view, leaving, question) }
                        }
                    </ul>
                </section>
            }
            <section>
                <h2>{ messages.detail.answers }</h2>
                <ul class="answers">
                    for question in rest {
                        { row(view, leaving, question) }
                    }
                    if let Some(position) = view.instrument.priorities_index() {
                        { line(view.text(&view.instrument.outcomes[position].stem),
                               &view.priorities(), "") }
                    }
                </ul>
            </section>
        </>
    }
}

fn row(view: &View, leaving: Option<&Leaving>, question: Question) -> Html {
    let Some(asked) = Asked::of(view.instrument, question) else { return Html::default() };
    let answer = leaving.map_or_else(
        || view.settled(question),
        |leaving| leaving.record.complete().answers().get(question),
    );
    let words = view.words(question, answer).unwrap_or(view.messages.review.unanswered);
    let mark = leaving.map_or("", |leaving| mark(view, leaving, question));
    line(view.text(asked.stem), words, mark)
}

/// A question, its answer, and what is to be said of that.
fn line(stem: &str, answer: &str, mark: &'static str) -> Html {
    html! {
        <li class="answers__item">
            <p class="answers__stem">{ stem }</p>
            <p class="answers__answer">
                { answer }
                if !mark.is_empty() {
                    <span class="muted">{ " · " }{ mark }</span>
                }
            </p>
        </li>
    }
}
