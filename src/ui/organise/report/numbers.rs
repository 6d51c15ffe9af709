//! The table behind the bars: one decimal, for those who go on calculating.

use qingdan_markup::html;
use yew::prelude::*;

use super::context::{Context, rounded};
use super::noise::minus;
use super::withheld::{patch, reasons, short};
use crate::domain::disclose::{
    COARSE_POINTS, Cell, GROUP_MIN, Release, ScoreEstimate, Summary, Withheld,
};
use crate::domain::stats::Proportion;
use crate::i18n::organise::one_decimal;

/// Columns of figures beside the name of a row.
const FIGURES: usize = 10;

/// One row for the index, the weighted index and each category, in the order of the survey.
pub(super) fn numbers(context: Context) -> Html {
    let (words, release) = (&context.words.scores, context.release);
    let rows = [&release.index, &release.weighted].into_iter().chain(&release.categories);
    let withheld = rows
        .filter_map(Cell::shown)
        .flat_map(|row| [row.sd.withheld(), row.share_50.withheld(), row.share_75.withheld()]);
    html! {
        <div class="numbers">
            <div class="scroller" tabindex="0" role="region" aria-labelledby="numbers-caption">
                <table id="categories" class="figures numbers__table">
                    <caption id="numbers-caption">{ words.caption }</caption>
                    { head(context) }
                    <tbody>
                        { row(context, "index", context.index_name(), &release.index) }
                        if context.has_priorities() {
                            { row(context, "weighted", words.weighted, &release.weighted) }
                        }
                        for (place, category) in context.instrument.categories.iter().enumerate() {
                            if let Some(Cell::Shown(one)) = release.randomised.category(place) {
                                { estimate(context, &category.id, context.text(&category.name),
                                           one) }
                            } else {
                                { row(context, &category.id, context.text(&category.name),
                                      &release.categories[place]) }
                            }
                        }
                    </tbody>
                </table>
            </div>
            if context.has_priorities() {
                <p class="muted">{ words.weighted_what }</p>
            }
            <p class="muted">{ words.table_note }</p>
            <p class="muted">{ context.words.withheld.what }</p>
            { reasons(context, withheld.flatten()) }
            if any_coarse(release) {
                <p class="muted">{ (context.words.withheld.coarse)(GROUP_MIN, COARSE_POINTS) }</p>
            }
        </div>
    }
}

fn head(context: Context) -> Html {
    let words = &context.words.scores;
    let column = |words: &'static str| html! { <th scope="col" rowspan="2">{ words }</th> };
    html! {
        <thead>
            <tr>
                { column(words.category) }
                { column(words.n) }
                { column(words.mean) }
                <th scope="colgroup" colspan="2">{ words.interval }</th>
                { column(words.sd) }
                { words.quartiles.iter().map(|words| column(words)).collect::<Html>() }
                { column(words.share_50) }
                { column(words.share_75) }
            </tr>
            <tr>
                <th scope="col">{ words.low }</th>
                <th scope="col">{ words.high }</th>
            </tr>
        </thead>
    }
}

fn row(context: Context, id: &str, name: &str, cell: &Cell<Summary>) -> Html {
    html! {
        <tr key={id.to_owned()} data-category={id.to_owned()}>
            <th scope="row">{ name.to_owned() }</th>
            if let Some(summary) = cell.shown() {
                { figures(context, summary) }
            }
            if let Some(withheld) = cell.withheld() {
                <td class="numbers__withheld" colspan={FIGURES.to_string()}>
                    { patch(context, withheld) }
                </td>
            }
        </tr>
    }
}

/// An estimated mean with its interval; nothing else of the category can be estimated.
fn estimate(context: Context, id: &str, name: &str, shown: &ScoreEstimate) -> Html {
    html! {
        <tr key={id.to_owned()} data-category={id.to_owned()}>
            <th scope="row">{ name.to_owned() }</th>
            <td class="n">{ shown.n }</td>
            <td class="mean">
                { (context.noise().estimated)(&minus(&rounded(shown.mean, shown.step))) }
            </td>
            <td class="low">{ minus(&rounded(shown.interval.low, shown.spread_step)) }</td>
            <td class="high">{ minus(&rounded(shown.interval.high, shown.spread_step)) }</td>
            <td class="numbers__withheld" colspan={(FIGURES - 4).to_string()}>
                { patch(context, Withheld::Randomised) }
            </td>
        </tr>
    }
}

fn figures(context: Context, summary: &Summary) -> Html {
    let percent = |shown: &Cell<Proportion>| short(context, shown, |&one| context.share(one));
    html! {
        <>
            <td class="n">{ summary.n }</td>
            <td class="mean">
                { context.about(rounded(summary.mean, summary.step), summary.step) }
            </td>
            <td class="low">{ rounded(summary.interval.low, summary.spread_step) }</td>
            <td class="high">{ rounded(summary.interval.high, summary.spread_step) }</td>
            { spread(context, summary) }
            <td class="share-50">{ percent(&summary.share_50) }</td>
            <td class="share-75">{ percent(&summary.share_75) }</td>
        </>
    }
}

/// Deviation and quartiles; one patch across their columns where they are withheld together.
fn spread(context: Context, summary: &Summary) -> Html {
    match (&summary.sd, &summary.quartiles) {
        (Cell::Shown(sd), Cell::Shown([lower, median, upper])) => html! {
            <>
                <td class="sd">{ rounded(*sd, summary.spread_step) }</td>
                <td class="quartile-1">{ one_decimal(*lower) }</td>
                <td class="median">{ one_decimal(*median) }</td>
                <td class="quartile-3">{ one_decimal(*upper) }</td>
            </>
        },
        _ => html! {
            <td class="sd" colspan="4">
                { short(context, &summary.sd, |&sd| rounded(sd, summary.spread_step)) }
            </td>
        },
    }
}

/// Whether any figure of scores is coarse.
fn any_coarse(release: &Release) -> bool {
    let scores = [&release.index, &release.weighted].into_iter().chain(&release.categories);
    scores.filter_map(Cell::shown).any(|summary| summary.coarse)
}
