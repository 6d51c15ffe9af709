//! The figures behind a heat map: people, mean and interval of each group, score by score.

use qingdan_markup::html;
use yew::prelude::*;

use super::chart::mean_bar;
use super::context::Context;
use super::groups::{figure, group_name, name};
use super::withheld::{hatched, reasons};
use crate::domain::disclose::{Cell, Group, GroupSummary, GroupTable};

/// Columns beside the name of a group.
const FIGURES: usize = 3;

/// One row for each group under the index and under each category, all in the order of the survey.
pub(super) fn means(context: Context, place: usize) -> Html {
    let Some(table) = context.release.groups.get(place) else { return html! {} };
    let words = context.words;
    let scores: Vec<&str> = context.score_names().collect();
    let cells: Vec<&Cell<GroupSummary>> = table
        .groups
        .iter()
        .flat_map(|group| (0..scores.len()).map(|at| score(group, at)))
        .collect();
    let near_edge = cells.iter().any(|cell| cell.shown().is_some_and(|one| one.near_edge));
    html! {
        <>
            <p class="muted">{ words.groups.means_lede }</p>
            <table class="parts groups__means">
                <thead>
                    <tr>
                        <th scope="col">{ name(context, table) }</th>
                        <td class="parts__bar" aria-hidden="true" />
                        <th scope="col" class="parts__count">{ words.scores.n }</th>
                        <th scope="col" class="parts__share">{ words.groups.mean }</th>
                    </tr>
                </thead>
                for (at, title) in scores.iter().enumerate() {
                    { body(context, table, at, title) }
                }
            </table>
            if near_edge {
                <p class="muted">{ "* " }{ words.scores.near_edge }</p>
            }
            { reasons(context, cells.iter().filter_map(|cell| cell.withheld())) }
        </>
    }
}

/// A score of a group: first the index, then the categories.
fn score(group: &Group, at: usize) -> &Cell<GroupSummary> {
    at.checked_sub(1).map_or(&group.index, |category| &group.categories[category])
}

/// The groups under one score.
fn body(context: Context, table: &GroupTable, at: usize, title: &str) -> Html {
    html! {
        <tbody key={at}>
            <tr class="parts__head">
                <th scope="rowgroup" colspan={(FIGURES + 1).to_string()}>{ title.to_owned() }</th>
            </tr>
            for group in table.groups.iter() {
                { row(context, group_name(context, table, group), score(group, at)) }
            }
        </tbody>
    }
}

fn row(context: Context, name: String, cell: &Cell<GroupSummary>) -> Html {
    let figures = match cell {
        Cell::Shown(shown) => html! {
            <>
                <td class="parts__bar" aria-hidden="true">{ mean_bar(shown.into()) }</td>
                <td class="parts__count number">
                    { (context.words.marks.about_people)(shown.n) }
                </td>
                <td class="parts__share number">
                    { figure(context, shown) }
                    if shown.near_edge { { "*" } }
                </td>
            </>
        },
        Cell::Withheld(rule) => html! {
            <td colspan={FIGURES.to_string()}>{ hatched(context, *rule) }</td>
        },
    };
    html! {
        <tr key={name.clone()}>
            <th scope="row" class="parts__label">{ name }</th>
            { figures }
        </tr>
    }
}
