//! What the burden leads to: outcome questions, and two of them crossed.

use qingdan_markup::html;
use yew::prelude::*;

use super::answers::{Drawn, answered, option_score, options};
use super::chart::stack;
use super::context::Context;
use super::withheld::{or_patch, reasons, short};
use crate::domain::disclose::{Cell, CrossTable};
use crate::domain::instrument::{Kind, Outcome};
use crate::domain::tally::paradox_outcomes;

/// One stacked bar and its table for each outcome question.
pub(super) fn outcomes(context: Context) -> Html {
    let outcomes = context.instrument.choice_outcomes().iter().zip(&context.release.outcomes);
    html! {
        <>
            <p class="muted">{ context.words.outcomes.lede }</p>
            for (outcome, cell) in outcomes {
                <div key={outcome.id.clone()} class="question" data-outcome={outcome.id.clone()}>
                    <h5 class="question__stem">{ context.text(&outcome.stem) }</h5>
                    { or_patch(context, cell, |shown| html! {
                        <>
                            <p class="muted">{ answered(context, shown) }</p>
                            { drawn(context, outcome, shown) }
                        </>
                    }) }
                </div>
            }
        </>
    }
}

/// A stacked bar where the options have an order, plain bars where they have none.
fn drawn(
    context: Context,
    outcome: &Outcome,
    shown: &crate::domain::disclose::Distribution,
) -> Html {
    let scale = context.instrument.options(&outcome.options);
    let ordered = outcome.kind != Kind::Nominal && outcome.kind != Kind::NetChange;
    html! {
        if ordered {
            { stack((context.words.items.bar)(context.text(&outcome.stem)), &shown.parts,
                    |option| option_score(scale, option)) }
            { options(context, shown, scale, Drawn::Swatch) }
        } else {
            { options(context, shown, scale, Drawn::Bar) }
        }
    }
}

/// The cross-table: the question on a net change by the one with named options.
pub(super) fn paradox(context: Context) -> Html {
    let outcomes = context.instrument.choice_outcomes();
    let stems = paradox_outcomes(context.instrument)
        .map(|(row, column)| [row, column].map(|at| context.text(&outcomes[at].stem)));
    html! {
        <>
            if let Some([row, column]) = stems {
                <p class="muted">{ (context.words.outcomes.paradox_lede)(row, column) }</p>
            }
            { or_patch(context, &context.release.paradox, |shown| cross(context, shown)) }
        </>
    }
}

fn cross(context: Context, shown: &CrossTable) -> Html {
    let words = &context.words.outcomes;
    let outcomes = context.instrument.choice_outcomes();
    let labels = |outcome: u8| -> Vec<&str> {
        let outcome = outcomes.get(usize::from(outcome));
        let options = outcome.map(|one| context.instrument.options(&one.options));
        options.into_iter().flatten().map(|one| context.language.text(&one.label)).collect()
    };
    let (rows, columns) = (labels(shown.rows), labels(shown.columns));
    let stem = outcomes.get(usize::from(shown.columns)).map(|one| context.text(&one.stem));
    let count = |cell: &Cell<u64>| short(context, cell, |&n| n.to_string());
    let withheld = shown.cells.iter().flatten().chain(&shown.row_totals);
    let withheld = withheld.chain(&shown.column_totals).filter_map(Cell::withheld);
    html! {
        <>
            <div class="scroller" tabindex="0" role="region" aria-labelledby="paradox-caption">
                <table id="paradox-table" class="figures cross stacked">
                    <caption id="paradox-caption">{ (words.paradox_caption)(shown.n) }</caption>
                    <thead>
                        <tr>
                            <th scope="col" rowspan="2">{ words.paradox_rows }</th>
                            <th scope="colgroup" colspan={columns.len().to_string()}>
                                { stem.unwrap_or_default() }
                            </th>
                            <th scope="col" rowspan="2">{ words.total }</th>
                        </tr>
                        <tr>
                            for label in columns.iter() {
                                <th key={*label} scope="col">{ *label }</th>
                            }
                        </tr>
                    </thead>
                    <tbody>
                        for (label, (cells, total)) in
                            rows.iter().zip(shown.cells.iter().zip(&shown.row_totals)) {
                            <tr key={*label}>
                                <th scope="row">{ *label }</th>
                                for (label, cell) in columns.iter().zip(cells) {
                                    <td data-label={(*label).to_owned()}>
                                        <span>{ count(cell) }</span>
                                    </td>
                                }
                                <td data-label={words.total}><span>{ count(total) }</span></td>
                            </tr>
                        }
                        <tr key="total">
                            <th scope="row">{ words.total }</th>
                            for (label, cell) in columns.iter().zip(&shown.column_totals) {
                                <td data-label={(*label).to_owned()}>
                                    <span>{ count(cell) }</span>
                                </td>
                            }
                            <td data-label={words.total}>{ shown.n }</td>
                        </tr>
                    </tbody>
                </table>
            </div>
            { reasons(context, withheld) }
        </>
    }
}
