//! The scores beside those of an earlier file of one's own, read on this device only.

use std::cmp::Ordering;

use qingdan_markup::html;
use yew::prelude::*;

use super::super::asked::Asked;
use super::super::state::Dispatch;
use super::super::view::{View, words_of};
use super::intake::intake;
use super::protected::compared;
use super::scale;
use crate::domain::answer::{Answer, Complete, Question};
use crate::domain::change::{Moved, change};
use crate::domain::record::{NotOwn, Record};
use crate::domain::score::Score;
use crate::domain::{SHAPE, respondent_instrument};
use crate::i18n::Language;
use crate::i18n::respond::{Compare as Words, Messages};
use crate::tasks::read_earlier::{NotRead, read_text};

/// The ids of the file, the field for a file's text, and the button.
const IDS: [&str; 3] = ["earlier-file", "earlier-text", "earlier-read"];

/// The earlier file: none read yet, its record, or why it cannot be compared.
pub(in super::super) type Earlier = Option<Result<Record, NotRead>>;

/// What reads the earlier file, and the comparison.
pub(super) fn compare(view: &View) -> Html {
    let words = &view.messages.compare;
    let record = view.earlier.as_ref().and_then(|earlier| earlier.as_ref().ok());
    let refused = view.earlier.as_ref().and_then(|earlier| earlier.as_ref().err());
    html! {
        <>
            <p class="lede">{ words.lede }</p>
            { intake(view, IDS, [words.paste, words.read], read) }
            if let Some(refused) = refused {
                <p id="earlier-refused" class="note note--plain" role="alert" tabindex="-1">
                    { why(words, *refused) }
                </p>
            }
            <p class="aside" role="status"><>{ record.map(|_| words.done) }</></p>
            if let Some(record) = record {
                { compared(view, record) }
                { changed(view.language, record.complete(),
                          &view.interview.finish(view.instrument)) }
            }
        </>
    }
}

/// Reads what was chosen or pasted.
fn read(dispatch: &Dispatch, text: Option<String>) {
    let read = text.ok_or(NotRead::Unreadable);
    let read = read.and_then(|text| read_text(respondent_instrument(), &text));
    dispatch.change(|state| state.earlier = Some(read));
}

/// Why a file is not compared.
const fn why(words: &Words, refused: NotRead) -> &'static str {
    match refused {
        NotRead::Unreadable => words.unreadable,
        NotRead::NotOwn(NotOwn::OtherInstrument) => words.other_version,
        NotRead::NotOwn(NotOwn::NotARecord) => words.not_a_record,
    }
}

/// Then and now: the index, every category, every answer that changed.
fn changed(language: Language, then: &Complete, now: &Complete) -> Html {
    let instrument = respondent_instrument();
    let words = &Messages::of(language).compare;
    let own = instrument.index_name.as_ref().filter(|_| SHAPE.index_name);
    let index = own.map_or(words.index, |name| language.text(name));
    let change = change(instrument, then, now);
    let answers = match change.answers.len() {
        0 => words.no_answers.to_owned(),
        count => (words.answers)(count),
    };
    html! {
        <div id="compared" tabindex="-1">
            <section>
                <h2>{ words.scores }</h2>
                if !change.same_form {
                    <p class="note note--plain">{ words.forms }</p>
                }
                <ul class="answers compare">
                    { moved(words, "index", index, change.index, change.same_form) }
                    for (asked, score) in instrument.categories.iter().zip(change.categories) {
                        { moved(words, &asked.id, language.text(&asked.short), score,
                                change.same_form) }
                    }
                </ul>
                <p class="muted">{ words.note }</p>
            </section>
            <section>
                <h2>{ answers }</h2>
                <ul class="answers" id="changed-answers">
                    for (question, then, now) in change.answers {
                        { answer(language, question, [then, now]) }
                    }
                </ul>
            </section>
        </div>
    }
}

/// One score then and now.
fn moved(words: &Words, id: &str, name: &str, moved: Moved, comparable: bool) -> Html {
    let shown = |score: Option<Score>| {
        score.map_or_else(|| "–".to_owned(), |score| score.rounded().to_string())
    };
    // The difference of the numbers shown, so that the reader's own sum is right.
    let rounded = moved.then.zip(moved.now).map(|(then, now)| [then.rounded(), now.rounded()]);
    let by = rounded.filter(|_| comparable).map(|[then, now]| match then.cmp(&now) {
        Ordering::Equal if moved.then == moved.now => words.same[0].to_owned(),
        Ordering::Equal => words.same[1].to_owned(),
        Ordering::Greater => (words.differs[0])(then - now),
        Ordering::Less => (words.differs[1])(now - then),
    });
    html! {
        <li key={id} class="answers__item" id={["moved-", id].concat()}>
            <p class="compare__row">
                <span class="compare__name">{ name }</span>
                <span class="number">
                    { (words.then_now)(&shown(moved.then), &shown(moved.now)) }
                </span>
                <span class="compare__by"><>{ by }</></span>
            </p>
            if let (Some(then), Some(now), true) = (moved.then, moved.now, comparable) {
                { scale::moved(then, now) }
            }
        </li>
    }
}

/// One question answered differently.
fn answer(language: Language, question: Question, answers: [Answer; 2]) -> Html {
    let messages = Messages::of(language);
    let stem = Asked::of(respondent_instrument(), question).map_or("", |q| language.text(q.stem));
    let [then, now] = answers
        .map(|answer| words_of(language, question, answer).unwrap_or(messages.review.unanswered));
    html! {
        <li key={stem} class="answers__item">
            <p class="answers__stem">{ stem }</p>
            <p class="answers__answer">{ (messages.compare.then_now)(then, now) }</p>
        </li>
    }
}
