//! Who took part, as far as it may be told.

use qingdan_markup::html;
use yew::prelude::*;

use super::answers::{Drawn, answered, options};
use super::context::Context;
use super::groups::sizes;
use super::withheld::patch;
use crate::domain::disclose::{Cell, Distribution, GroupTable, Withheld};

/// One distribution for each background question that was asked.
pub(super) fn people(context: Context) -> Html {
    let (words, release) = (&context.words.people, context.release);
    let asked: Vec<_> = context
        .instrument
        .background
        .iter()
        .zip(&release.background)
        .enumerate()
        .filter(|(_, (_, cell))| cell.withheld() != Some(Withheld::NotAsked))
        .collect();
    // Where a group is withheld its question's exact distribution is too: then what is left.
    let table = |place: usize| {
        let told = |table: &&GroupTable| {
            usize::from(table.background) == place
                && table.groups.iter().any(|group| group.n.shown().is_some())
        };
        release.groups.iter().find(told)
    };
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
            for (place, (question, cell)) in asked {
                <div key={question.id.clone()} class="question"
                     data-background={question.id.clone()}>
                    <h5 class="question__stem">{ context.text(&question.name) }</h5>
                    {
                        match (cell, table(place)) {
                            (Cell::Shown(shown), _) => drawn(shown, &question.options),
                            (Cell::Withheld(_), Some(table)) => sizes(context, table),
                            (Cell::Withheld(rule), None) => patch(context, *rule),
                        }
                    }
                </div>
            }
        </>
    }
}
