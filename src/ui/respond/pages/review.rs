//! All answers, each a link to its question.

use qingdan_markup::html;
use yew::prelude::*;

use super::super::asked::Asked;
use super::super::route::Page;
use super::super::view::View;
use crate::domain::SHAPE;
use crate::domain::answer::{Answer, Priorities, Question};
use crate::domain::instrument::Form;
use crate::domain::interview::Event;

/// The questions of one page that the form asks, with their answers.
type Block = (Page, Vec<(Question, Answer)>);

/// How much is open, the form, and every answer by page.
pub(super) fn review(view: &View) -> Html {
    let words = &view.messages.review;
    let summary = match view.unanswered() {
        0 => words.complete.to_owned(),
        missing => (words.missing)(missing),
    };
    let blocks = blocks(view);
    let open = first_open(view, &blocks);
    html! {
        <>
            <p class="lede" id="open">{ summary }</p>
            if let Some((page, id)) = open {
                <p>
                    <a id="first-open" class="button" href={view.address(page, id)}>
                        { words.first_open }
                    </a>
                </p>
            }
            <p>{ words.hint }</p>
            if SHAPE.quick {
                { form(view) }
            }
            for (page, questions) in blocks {
                <section key={page.fragment(view.instrument)}>
                    <h2>{ super::title(view, page) }</h2>
                    <ul class="answers">
                        for (question, answer) in questions {
                            { row(view, page, question, answer) }
                        }
                        if page == Page::Outcomes {
                            { priorities(view) }
                        }
                    </ul>
                </section>
            }
        </>
    }
}

/// The first question that was passed over.
fn first_open(view: &View, blocks: &[Block]) -> Option<(Page, &'static str)> {
    blocks.iter().find_map(|(page, questions)| {
        let open = questions.iter().find(|(_, answer)| *answer == Answer::Skipped);
        let single = open.and_then(|(question, _)| Asked::of(view.instrument, *question));
        let id = match single {
            Some(asked) => asked.id,
            None if *page == Page::Outcomes => {
                let skipped = view.interview.answers().priorities == Priorities::Skipped;
                let position = view.instrument.priorities_index().filter(|_| skipped)?;
                &view.instrument.outcomes[position].id
            }
            None => return None,
        };
        Some((*page, id))
    })
}

/// The form being answered, and the switch to the other.
fn form(view: &View) -> Html {
    let words = &view.messages.review;
    let form = view.interview.form();
    let other = match form {
        Form::Full => Form::Quick,
        Form::Quick => Form::Full,
    };
    let dispatch = view.dispatch.clone();
    let onclick = move |_| dispatch.dispatch(&Event::PickedForm(other));
    html! {
        <p class="row">
            <span>{ (words.form)(view.form(form)) }</span>
            if view.offers(other) {
                <button type="button" id="switch-form" class="button button--plain" {onclick}>
                    { (words.switch)(view.form(other)) }
                </button>
            }
        </p>
    }
}

/// The questions of each page with their answers, in the order asked.
fn blocks(view: &View) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let instrument = view.instrument;
    let mut add = |page: Page, question: Question| {
        let answer = view.settled(question);
        if answer == Answer::NotAsked {
            return;
        }
        match blocks.last_mut() {
            Some((last, questions)) if *last == page => questions.push((question, answer)),
            _ => blocks.push((page, vec![(question, answer)])),
        }
    };
    for (item, asked) in (0..).zip(&instrument.items) {
        let category = instrument.category_index(&asked.category).unwrap_or_default();
        add(Page::Category(category), Question::Item(item));
    }
    for (outcome, _) in (0..).zip(instrument.choice_outcomes()) {
        add(Page::Outcomes, Question::Outcome(outcome));
    }
    for (background, _) in (0..).zip(&instrument.background) {
        add(Page::Background, Question::Background(background));
    }
    blocks
}

fn row(view: &View, page: Page, question: Question, answer: Answer) -> Html {
    match Asked::of(view.instrument, question) {
        Some(asked) => {
            link(view, page, asked.id, view.text(asked.stem), view.words(question, answer))
        }
        None => Html::default(),
    }
}

fn priorities(view: &View) -> Html {
    let Some(position) = view.instrument.priorities_index() else { return Html::default() };
    let outcome = &view.instrument.outcomes[position];
    let chosen = view.priorities();
    let answer =
        (view.interview.answers().priorities != Priorities::Skipped).then_some(chosen.as_str());
    link(view, Page::Outcomes, &outcome.id, view.text(&outcome.stem), answer)
}

/// A question and its answer; the whole row leads back to the question.
fn link(view: &View, page: Page, id: &str, stem: &str, answer: Option<&str>) -> Html {
    let class = match answer {
        Some(_) => "answers__answer",
        None => "answers__answer answers__answer--open",
    };
    html! {
        <li key={id} class="answers__item">
            <a class="answers__row" id={["review-", id].concat()} href={view.address(page, id)}>
                <span class="answers__stem">{ stem }</span>
                <span {class}>
                    { answer.unwrap_or(view.messages.review.unanswered) }
                </span>
            </a>
        </li>
    }
}
