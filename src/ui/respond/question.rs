//! One question with one answer.

use qingdan_markup::html;
use yew::prelude::*;

use super::asked::Asked;
use super::pages::protected::odds;
use super::view::View;
use crate::domain::answer::{Answer, Question};
use crate::domain::instrument::Nonresponse;
use crate::domain::interview::Event;

/// The question, its options as radio buttons, and the ways of not answering; where it is settled
/// without being asked, why. Picking what is picked takes it back.
pub(super) fn card(
    view: &View,
    question: Question,
    answer: Answer,
    settled: Option<AttrValue>,
) -> Html {
    let Some(asked) = Asked::of(view.instrument, question) else {
        return Html::default();
    };
    let id = ["q-", asked.id].concat();
    let pick = |wanted: Answer| {
        let dispatch = view.dispatch.clone();
        // As it is at the tap, which may come before the last one has been drawn.
        Callback::from(move |()| {
            let before = dispatch.state().interview.answers().get(question);
            let picked = if before == wanted { Answer::Skipped } else { wanted };
            dispatch.dispatch(&Event::Answered(question, picked));
        })
    };
    let notes: Vec<_> = asked.recall_apart().into_iter().chain(asked.instruction).collect();
    let dice = view.noise().and_then(|noise| odds(view, noise, question));
    let described = !notes.is_empty() || dice.is_some();
    let about = [&id, "-note"].concat();
    html! {
        <fieldset class="question" key={asked.id} id={id.clone()} tabindex="-1"
                  aria-describedby={described.then(|| about.clone())}>
            <legend class="question__stem">{ view.text(asked.stem) }</legend>
            if described {
                <div id={about}>
                    for text in notes {
                        <p class="question__recall">{ view.text(text) }</p>
                    }
                    if let Some(dice) = dice {
                        <p class="question__recall">{ dice }</p>
                    }
                </div>
            }
            if let Some(reason) = settled {
                <p class="note note--plain">{ reason }</p>
            } else {
                <div class="question__options">
                    for (number, option) in (0_u8..).zip(asked.options) {
                        { option_row(&id, number, view.text(&option.label),
                                     answer == Answer::Option(number),
                                     &pick(Answer::Option(number))) }
                    }
                </div>
                <div class="question__decline">
                    for way in ways(&asked, view) {
                        { decline(&id, way, answer == way.answer, &pick(way.answer)) }
                    }
                </div>
            }
        </fieldset>
    }
}

/// One option: the whole row is the target.
fn option_row(id: &str, number: u8, label: &str, picked: bool, onpick: &Callback<()>) -> Html {
    let onclick = onpick.reform(|_: MouseEvent| ());
    // Browsers do not click a radio button that is picked when the space bar is released.
    let onspace = onpick.clone();
    let onkeyup = move |event: KeyboardEvent| {
        if picked && event.key() == " " {
            event.prevent_default();
            onspace.emit(());
        }
    };
    html! {
        <label class="option" key={number}>
            <input class="option__input" type="radio" id={format!("{id}-{number}")}
                   name={id.to_owned()} value={number.to_string()} autocomplete="off"
                   checked={picked} {onclick} {onkeyup} />
            <span class="option__face">{ label }</span>
        </label>
    }
}

/// A way of not answering.
#[derive(Clone, Copy)]
struct Way {
    answer: Answer,
    code: &'static str,
    words: &'static str,
}

/// The ways of not answering that a question offers.
fn ways(asked: &Asked, view: &View) -> impl Iterator<Item = Way> {
    let words = &view.messages.question;
    let offered = |way| asked.offers.contains(&way);
    let all = [
        (offered(Nonresponse::NotApplicable), Answer::NotApplicable, "na", words.not_applicable),
        (offered(Nonresponse::DontKnow), Answer::DontKnow, "dk", words.dont_know),
        (true, Answer::Declined, "pn", words.declined),
    ];
    all.into_iter().filter(|(offered, ..)| *offered).map(|(_, answer, code, words)| Way {
        answer,
        code,
        words,
    })
}

fn decline(id: &str, way: Way, picked: bool, onpick: &Callback<()>) -> Html {
    let onclick = onpick.reform(|_: MouseEvent| ());
    html! {
        <button type="button" class="decline" key={way.code} id={[id, "-", way.code].concat()}
                aria-pressed={pressed(picked)} {onclick}>
            { way.words }
        </button>
    }
}

/// The value of `aria-pressed`.
pub(super) const fn pressed(pressed: bool) -> &'static str {
    if pressed { "true" } else { "false" }
}
