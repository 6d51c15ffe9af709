//! The scores beside those of an earlier file of one's own, read on this device only.

use std::cmp::Ordering;

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::super::asked::Asked;
use super::super::view::words_of;
use super::scale;
use crate::browser::files;
use crate::domain::answer::{Answer, Complete, Question};
use crate::domain::change::{Moved, change};
use crate::domain::record::{NotOwn, Record};
use crate::domain::score::Score;
use crate::domain::shipped_instrument;
use crate::i18n::Language;
use crate::i18n::respond::{Compare as Words, Messages};
use crate::tasks::read_earlier::{NotRead, read_file, read_text};

/// Properties of [`Compare`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct CompareProps {
    /// The language shown.
    pub(super) language: Language,
    /// The answers of now.
    pub(super) complete: Complete,
}

/// What reads the earlier file, and the comparison.
#[component]
pub(super) fn Compare(props: &CompareProps) -> Html {
    let CompareProps { language, complete } = props;
    let instrument = shipped_instrument();
    let words = &Messages::of(*language).compare;
    let earlier = use_state(|| None::<Result<Record, NotRead>>);
    let onchange = {
        let earlier = earlier.setter();
        move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let file = input.files().and_then(|list| files::listed(&list).into_iter().next());
            // The same file can be chosen again.
            input.set_value("");
            if let Some(file) = file {
                let earlier = earlier.clone();
                read_file(instrument, file, move |read| earlier.set(Some(read)));
            }
        }
    };
    let field = use_node_ref();
    let onclick = {
        let (earlier, field) = (earlier.setter(), field.clone());
        move |_| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                earlier.set(Some(read_text(instrument, &field.value())));
            }
        }
    };
    let record = earlier.as_ref().and_then(|earlier| earlier.as_ref().ok());
    let refused = earlier.as_ref().and_then(|earlier| earlier.as_ref().err());
    html! {
        <>
            <p class="lede">{ words.lede }</p>
            <p><label class="button compare__file">
                <input id="earlier-file" class="aside" type="file" {onchange}
                       accept=".json,.txt,application/json,text/plain" />
                { words.choose }
            </label></p>
            <label class="muted" for="earlier-text">{ words.paste }</label>
            <textarea id="earlier-text" class="compare__text" rows="3" ref={field}
                      spellcheck="false" autocomplete="off" />
            <p><button id="earlier-read" type="button" class="button" {onclick}>
                { words.read }
            </button></p>
            if let Some(refused) = refused {
                <p id="earlier-refused" class="note note--plain" role="alert">
                    { why(words, *refused) }
                </p>
            }
            <p class="aside" role="status">{ record.map(|_| words.done) }</p>
            if let Some(record) = record {
                { changed(*language, record.complete(), complete) }
            }
        </>
    }
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
    let instrument = shipped_instrument();
    let words = &Messages::of(language).compare;
    let change = change(instrument, then, now);
    let answers = match change.answers.len() {
        0 => words.no_answers.to_owned(),
        count => (words.answers)(count),
    };
    html! {
        <div id="compared">
            <section>
                <h2>{ words.scores }</h2>
                if !change.same_form {
                    <p class="note note--plain">{ words.forms }</p>
                }
                <ul class="answers compare">
                    { moved(words, "index", words.index, change.index) }
                    for (asked, score) in instrument.categories.iter().zip(change.categories) {
                        { moved(words, &asked.id, language.text(&asked.short), score) }
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
fn moved(words: &Words, id: &str, name: &str, moved: Moved) -> Html {
    let shown = |score: Option<Score>| {
        score.map_or_else(|| "–".to_owned(), |score| score.rounded().to_string())
    };
    let by = moved.by().map(|(way, by)| match (way, by.rounded()) {
        (Ordering::Equal, _) => words.same[0].to_owned(),
        (_, 0) => words.same[1].to_owned(),
        (Ordering::Less, points) => (words.differs[0])(points),
        (Ordering::Greater, points) => (words.differs[1])(points),
    });
    html! {
        <li key={id} class="answers__item" id={["moved-", id].concat()}>
            <p class="compare__row">
                <span class="compare__name">{ name }</span>
                <span class="number">
                    { (words.then_now)(&shown(moved.then), &shown(moved.now)) }
                </span>
                <span class="compare__by">{ by }</span>
            </p>
            if let (Some(then), Some(now)) = (moved.then, moved.now) {
                { scale::moved(then, now) }
            }
        </li>
    }
}

/// One question answered differently.
fn answer(language: Language, question: Question, answers: [Answer; 2]) -> Html {
    let messages = Messages::of(language);
    let stem = Asked::of(shipped_instrument(), question).map_or("", |q| language.text(q.stem));
    let [then, now] = answers
        .map(|answer| words_of(language, question, answer).unwrap_or(messages.review.unanswered));
    html! {
        <li key={stem} class="answers__item">
            <p class="answers__stem">{ stem }</p>
            <p class="answers__answer">{ (messages.compare.then_now)(then, now) }</p>
        </li>
    }
}
