//! Campaigns that randomise items or tell who is asked: what the dice do, how many people have the
//! same background, and what is left out of the file.

use qingdan_markup::html;
use yew::prelude::*;

use super::super::asked::Asked;
use super::super::view::View;
use crate::domain::answer::Question;
use crate::domain::campaign::Campaign;
use crate::domain::crowd::{ALIKE_MIN, Crowd, told};
use crate::domain::leaving::{Crowded, Leaving};
use crate::domain::randomised::Randomisation;
use crate::domain::record::Record;
use crate::ui::parts::background_names;

/// Drawings of few, some and many people; the words beside them say the same.
const SHAPES: [&str; 3] = ["●○○", "●●○", "●●●"];

/// Which items of a campaign are randomised, and how.
pub(super) fn items(view: &View, campaign: Option<&Campaign>) -> Html {
    let words = &view.messages.noise;
    let noise = campaign.and_then(|campaign| campaign.extensions().randomised.as_ref());
    let Some(noise) = noise else { return Html::default() };
    html! {
        <div id="noise" class="stack--tight">
            <p>{ words.about[0] }</p>
            <ul>
                for item in noise.items().iter().map(|item| Question::Item(*item)) {
                    <li>
                        <>{ Asked::of(view.instrument, item).map(|asked| view.text(asked.stem)) }</>
                        <p class="muted"><>{ odds(view, noise, item) }</></p>
                    </li>
                }
            </ul>
            <p>{ words.about[1] }</p>
        </div>
    }
}

/// What the dice of a question do, where it is randomised.
pub(in super::super) fn odds(
    view: &View,
    noise: &Randomisation,
    question: Question,
) -> Option<String> {
    let Question::Item(item) = question else { return None };
    let options = view.instrument.options_of(question).len();
    let (a, b) = noise.truth().parts();
    let odds = noise.truth().odds(u8::try_from(options).ok()?);
    noise.has(item.into()).then(|| (view.messages.noise.odds)([a, b], options, odds))
}

/// That a file of this interview has left with which the next one tells more than either.
pub(super) fn again(view: &View) -> Html {
    html! {
        if view.ways.tells_more(view.interview, view.noise()) {
            <p id="noise-again" class="note" role="status">{ view.messages.noise.again }</p>
        }
    }
}

/// What the marks beside answers mean, where the campaign randomises items.
pub(super) fn shown(view: &View) -> Html {
    html! {
        if view.noise().is_some() {
            <p id="noise-shown" class="note note--plain">{ view.messages.noise.shown }</p>
        }
    }
}

/// How many people have the same background, and which answers are left out where they are few.
pub(super) fn crowd(view: &View, crowd: Option<Crowded>) -> Html {
    let Some(Crowded { alike, coarsened }) = crowd else { return Html::default() };
    let words = &view.messages.crowd;
    let level = Crowd::of(alike);
    let names = background_names(view.language, view.instrument, coarsened.dropped);
    let few = || words.few.to_owned();
    let left = if coarsened.alike < ALIKE_MIN { words.still_few } else { words.shows };
    html! {
        <section id="crowd" class="note note--plain stack--tight">
            <p>
                <span aria-hidden="true">{ SHAPES[level as usize] }{ " " }</span>
                <span class="strong">{ words.levels[level as usize] }</span>
                { if level == Crowd::Few { few() } else { (words.alike)(told(alike)) } }
            </p>
            if !names.is_empty() {
                <p id="left-out">
                    { words.left_out[0] }{ view.shared.list(names) }{ words.left_out[1] }{ left }
                </p>
            }
            <p class="muted">{ words.clue }</p>
        </section>
    }
}

/// What stands beside an answer of the file that need not be the one given: randomised, or left
/// out. Ways of not answering are not randomised.
pub(super) fn mark(view: &View, leaving: &Leaving, question: Question) -> &'static str {
    let dropped = leaving.crowd.map_or(0, |crowd| crowd.coarsened.dropped);
    let thrown = |item: u8| {
        let answer = leaving.record.complete().answers().get(question);
        answer.option().is_some() && view.noise().is_some_and(|noise| noise.has(item.into()))
    };
    match question {
        Question::Background(at) if dropped >> at & 1 == 1 => view.messages.crowd.mark,
        Question::Item(item) if thrown(item) => view.messages.noise.mark,
        _ => "",
    }
}

/// That an earlier file may hold randomised answers: where its campaign is not known to have none.
pub(super) fn compared(view: &View, record: &Record) -> Html {
    let known = view.invitation.campaign.as_ref().filter(|known| {
        Some(known.terms().campaign) == record.campaign() && known.extensions().randomised.is_none()
    });
    html! {
        if record.campaign().is_some() && known.is_none() {
            <p id="noise-compared" class="note note--plain">{ view.messages.noise.compare }</p>
        }
    }
}
