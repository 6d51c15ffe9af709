//! The table behind the bars.

use yew::prelude::*;

use super::profile::{mean, points};
use super::release::Context;
use super::withheld::{patch, reasons, share, short};
use crate::domain::disclose::{COARSE_POINTS, Cell, GROUP_MIN, Release, Summary};
use crate::domain::stats::Proportion;
use crate::i18n::organise::one_decimal;

/// Columns of figures beside the name of a row.
const FIGURES: usize = 10;

/// One row for the index, the weighted index and each category, in the order of the survey.
pub(super) fn table(context: Context) -> Html {
    let Context { messages, language, instrument, release } = context;
    let rows = [&release.index, &release.weighted].into_iter().chain(&release.categories);
    let withheld = rows
        .filter_map(Cell::shown)
        .flat_map(|row| [row.sd.withheld(), row.share_50.withheld(), row.share_75.withheld()]);
    html! {
        <div class="numbers">
            <div class="scroller" tabindex="0" role="region" aria-labelledby="numbers-caption">
                <table id="categories" class="figures numbers__table">
                    <caption id="numbers-caption">{ messages.table_caption }</caption>
                    { head(context) }
                    <tbody>
                        { row(context, "index", messages.index, &release.index) }
                        { row(context, "weighted", messages.weighted, &release.weighted) }
                        for (category, cell) in
                            instrument.categories.iter().zip(&release.categories) {
                            { row(context, &category.id, language.text(&category.name), cell) }
                        }
                    </tbody>
                </table>
            </div>
            <p class="muted">{ messages.weighted_what }</p>
            <p class="muted">{ messages.table_note }</p>
            <p class="muted">{ messages.withheld_what }</p>
            { reasons(messages, release.policy, withheld.flatten()) }
            if any_coarse(release) {
                <p class="muted">{ (messages.coarse)(GROUP_MIN, COARSE_POINTS) }</p>
            }
        </div>
    }
}

fn head(context: Context) -> Html {
    let messages = context.messages;
    let column = |words: &'static str| html! { <th scope="col" rowspan="2">{ words }</th> };
    html! {
        <thead>
            <tr>
                { column(messages.category) }
                { column(messages.n) }
                { column(messages.mean) }
                <th scope="colgroup" colspan="2">{ messages.interval }</th>
                { column(messages.sd) }
                { column(messages.quartile_1) }
                { column(messages.median) }
                { column(messages.quartile_3) }
                { column(messages.share_50) }
                { column(messages.share_75) }
            </tr>
            <tr>
                <th scope="col">{ messages.low }</th>
                <th scope="col">{ messages.high }</th>
            </tr>
        </thead>
    }
}

fn row(context: Context, id: &str, name: &str, cell: &Cell<Summary>) -> Html {
    let Context { messages, release, .. } = context;
    html! {
        <tr key={id.to_owned()} data-category={id.to_owned()}>
            <th scope="row">{ name.to_owned() }</th>
            if let Some(summary) = cell.shown() {
                { figures(context, summary) }
            }
            if let Some(withheld) = cell.withheld() {
                <td class="numbers__withheld" colspan={FIGURES.to_string()}>
                    { patch(messages, release.policy, withheld) }
                </td>
            }
        </tr>
    }
}

fn figures(context: Context, summary: &Summary) -> Html {
    let Context { messages, release, .. } = context;
    let percent = |shown: &Cell<Proportion>| {
        short(messages, release.policy, shown, |&one| share(messages, one))
    };
    html! {
        <>
            <td class="n">{ summary.n }</td>
            <td class="mean">{ mean(messages, summary) }</td>
            <td class="low">{ points(summary, summary.interval.low) }</td>
            <td class="high">{ points(summary, summary.interval.high) }</td>
            { spread(context, summary) }
            <td class="share-50">{ percent(&summary.share_50) }</td>
            <td class="share-75">{ percent(&summary.share_75) }</td>
        </>
    }
}

/// Deviation and quartiles; one patch across their columns where they are withheld together.
fn spread(context: Context, summary: &Summary) -> Html {
    let Context { messages, release, .. } = context;
    match (&summary.sd, &summary.quartiles) {
        (Cell::Shown(sd), Cell::Shown([lower, median, upper])) => html! {
            <>
                <td class="sd">{ one_decimal(*sd) }</td>
                <td class="quartile-1">{ one_decimal(*lower) }</td>
                <td class="median">{ one_decimal(*median) }</td>
                <td class="quartile-3">{ one_decimal(*upper) }</td>
            </>
        },
        _ => html! {
            <td class="sd" colspan="4">
                { short(messages, release.policy, &summary.sd, |&sd| one_decimal(sd)) }
            </td>
        },
    }
}

/// Whether any figure of scores is coarse.
fn any_coarse(release: &Release) -> bool {
    let scores = [&release.index, &release.weighted].into_iter().chain(&release.categories);
    scores.filter_map(Cell::shown).any(|summary| summary.coarse)
}
