//! Shares in two waves: of people with high scores, and of the answers to the outcome questions.

use qingdan_markup::html;
use yew::prelude::*;

use super::answers::label;
use super::context::Context;
use super::withheld::{hatched, reasons, short};
use crate::domain::disclose::{Cell, PartChange, ShareChange, WaveComparison};
use crate::domain::instrument::Outcome;

/// Columns beside the words of an answer.
const FIGURES: usize = 3;

/// Two tables: scores, then outcomes.
pub(super) fn shares(context: Context, waves: &WaveComparison) -> Html {
    html! {
        <>
            { scores(context, waves) }
            if !waves.outcomes.is_empty() {
                { outcomes(context, waves) }
            }
        </>
    }
}

/// Changes of the shares with high scores, of the index and of each category.
fn scores(context: Context, waves: &WaveComparison) -> Html {
    let words = &context.words.waves;
    let shares = waves.share_50.iter().zip(&waves.share_75);
    let rows: Vec<_> = context.score_names().zip(shares).collect();
    let withheld = rows.iter().flat_map(|(_, (low, high))| [low.withheld(), high.withheld()]);
    html! {
        <>
            <div class="scroller" tabindex="0" role="region" aria-labelledby="wave-shares-caption">
                <table id="wave-shares" class="figures">
                    <caption id="wave-shares-caption">{ words.shares }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ context.words.scores.category }</th>
                            <th scope="col">{ context.words.scores.share_50 }</th>
                            <th scope="col">{ context.words.scores.share_75 }</th>
                        </tr>
                    </thead>
                    <tbody>
                        for (name, (low, high)) in rows.iter() {
                            <tr key={(*name).to_owned()}>
                                <th scope="row">{ *name }</th>
                                <td>{ short(context, low, |one| change(context, one)) }</td>
                                <td>{ short(context, high, |one| change(context, one)) }</td>
                            </tr>
                        }
                    </tbody>
                </table>
            </div>
            { reasons(context, withheld.flatten()) }
        </>
    }
}

/// A change in whole percentage points, with its interval.
fn change(context: Context, &(share, interval): &ShareChange) -> String {
    context.share_difference(share, interval)
}

/// The answers to each outcome question in both waves.
fn outcomes(context: Context, waves: &WaveComparison) -> Html {
    let words = &context.words.waves;
    let outcomes = context.instrument.choice_outcomes().iter().zip(&waves.outcomes);
    html! {
        <>
            <div class="scroller" tabindex="0" role="region"
                 aria-labelledby="wave-outcomes-caption">
                <table id="wave-outcomes" class="figures stacked">
                    <caption id="wave-outcomes-caption">{ words.outcomes }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ context.words.items.answer }</th>
                            <th scope="col">{ words.earlier }</th>
                            <th scope="col">{ words.later }</th>
                            <th scope="col">{ words.points }</th>
                        </tr>
                    </thead>
                    for (outcome, cell) in outcomes {
                        { outcome_rows(context, outcome, cell) }
                    }
                </table>
            </div>
            { reasons(context, waves.outcomes.iter().filter_map(Cell::withheld)) }
        </>
    }
}

fn outcome_rows(context: Context, outcome: &Outcome, cell: &Cell<Vec<PartChange>>) -> Html {
    let words = &context.words.waves;
    let options = context.instrument.options(&outcome.options);
    html! {
        <tbody key={outcome.id.clone()}>
            <tr class="figures__head">
                <th scope="rowgroup" colspan={(FIGURES + 1).to_string()}>
                    { context.text(&outcome.stem) }
                    if let Some(rule) = cell.withheld() {
                        { " " }{ hatched(context, rule) }
                    }
                </th>
            </tr>
            for part in cell.shown().into_iter().flatten() {
                <tr key={part.first}>
                    <th scope="row">{ label(context, options, part.first, part.last) }</th>
                    <td data-label={words.earlier}>{ context.share(part.shares[0]) }</td>
                    <td data-label={words.later}>{ context.share(part.shares[1]) }</td>
                    <td class="stacked__main" data-label={words.points}>
                        { change(context, &part.change) }
                    </td>
                </tr>
            }
        </tbody>
    }
}
