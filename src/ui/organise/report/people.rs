//! Who took part, as far as it may be told.

use yew::prelude::*;

use super::answers::{Drawn, answered, options};
use super::context::Context;
use super::withheld::or_patch;
use crate::domain::disclose::{Distribution, Withheld};

/// One distribution for each background question that was asked.
pub(super) fn people(context: Context) -> Html {
    let (words, release) = (&context.words.people, context.release);
    let asked: Vec<_> = context
        .instrument
        .background
        .iter()
        .zip(&release.background)
        .filter(|(_, cell)| cell.withheld() != Some(Withheld::NotAsked))
        .collect();
    let drawn = |shown: &Distribution, scale: &[_]| {
        html! {
            <>
                <p class="muted">{ answered(context, shown) }</p>
                { options(context, shown, scale, Drawn::Bar) }
            </>
        }
    };
    html! {
        <>
            <p class="muted">{ (words.lede)(release.n) }</p>
            if asked.is_empty() {
                <p class="muted">{ words.not_asked }</p>
            }
            for (question, cell) in asked {
                <div key={question.id.clone()} class="question"
                     data-background={question.id.clone()}>
                    <h5 class="question__stem">{ context.text(&question.name) }</h5>
                    { or_patch(context, cell, |shown| drawn(shown, &question.options)) }
                </div>
            }
        </>
    }
}
