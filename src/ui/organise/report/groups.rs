//! Groups by background: a heat map of means, and each group against everybody else.

use qingdan_markup::html;
use yew::prelude::*;

use super::chart::{shade, shade_steps};
use super::context::{Context, decimals, is_coarse, signed, whole};
use super::withheld::{hatched, patch, reasons, short};
use crate::domain::disclose::{Cell, Group, GroupDifference, GroupSummary, GroupTable, Withheld};

/// One heat map for each background question.
pub(super) fn groups(context: Context) -> Html {
    let words = &context.words.groups;
    let tables = &context.release.groups;
    html! {
        <>
            <p class="muted">{ words.lede }</p>
            if tables.is_empty() {
                <p class="muted">{ words.none }</p>
            } else {
                { legend(context) }
                for table in tables.iter() {
                    { heat(context, table) }
                }
                <p class="muted">{ words.coarse }</p>
            }
        </>
    }
}

/// Which means, as they are written, have which colour.
fn legend(context: Context) -> Html {
    let steps = |(from, to): (u32, u32)| {
        let class = classes!("heatmap__cell", "number", shade(f64::from(from)));
        html! { <li key={from.to_string()} {class}>{ format!("{from}–{to}") }</li> }
    };
    html! {
        <div class="heat-legend">
            <span id="heat-legend" class="muted">{ context.words.groups.legend }</span>
            <ol aria-labelledby="heat-legend">{ for shade_steps().map(steps) }</ol>
        </div>
    }
}

/// The name of a background question.
pub(super) fn name(context: Context, table: &GroupTable) -> String {
    let question = context.background(table.background);
    question.map(|one| context.language.text(&one.name).to_owned()).unwrap_or_default()
}

/// The name of a group.
pub(super) fn group_name(context: Context, table: &GroupTable, group: &Group) -> String {
    let question = context.background(table.background);
    let option = group.option.and_then(|option| question?.options.get(usize::from(option)));
    option
        .map_or(context.words.groups.no_option, |one| context.language.text(&one.label))
        .to_owned()
}

/// Groups in rows, the index and the categories in columns: a number in every cell.
fn heat(context: Context, table: &GroupTable) -> Html {
    let id = format!("groups-{}", table.background);
    let caption = (context.words.groups.caption)(&name(context, table));
    let cells = |group: &'_ Group| -> Vec<Option<_>> {
        let figures = group.categories.iter().chain([&group.index]).map(Cell::withheld);
        figures.chain([group.n.withheld()]).collect()
    };
    let withheld = table.groups.iter().flat_map(cells).flatten();
    html! {
        <div key={id.clone()} class="groups">
            <div class="scroller" tabindex="0" role="region" aria-labelledby={id.clone()}>
                <table class="heatmap" data-groups={table.background.to_string()}>
                    <caption {id}>{ caption }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ name(context, table) }</th>
                            <th scope="col">{ context.words.scores.n }</th>
                            <th scope="col">{ context.index_name() }</th>
                            for category in context.instrument.categories.iter() {
                                <th key={category.id.clone()} scope="col">
                                    { context.text(&category.short) }
                                </th>
                            }
                        </tr>
                    </thead>
                    <tbody>
                        for group in table.groups.iter() {
                            { row(context, table, group) }
                        }
                    </tbody>
                </table>
            </div>
            { reasons(context, withheld) }
        </div>
    }
}

/// Numbers of people by group, where their exact distribution may not be shown.
pub(super) fn sizes(context: Context, table: &GroupTable) -> Html {
    let row = |group: &Group| {
        let name = group_name(context, table, group);
        html! {
            <tr key={name.clone()}>
                <th scope="row">{ name }</th>
                <td class="number">
                    { short(context, &group.n, |&n| (context.words.marks.about_people)(n)) }
                </td>
            </tr>
        }
    };
    html! {
        <>
            <table class="figures sizes">
                <thead>
                    <tr>
                        <th scope="col">{ name(context, table) }</th>
                        <th scope="col">{ context.words.scores.n }</th>
                    </tr>
                </thead>
                <tbody>{ for table.groups.iter().map(row) }</tbody>
            </table>
            { reasons(context, table.groups.iter().filter_map(|group| group.n.withheld())) }
        </>
    }
}

fn row(context: Context, table: &GroupTable, group: &Group) -> Html {
    let name = group_name(context, table, group);
    html! {
        <tr key={name.clone()}>
            <th scope="row">{ name }</th>
            <td class="number">
                { short(context, &group.n, |&n| (context.words.marks.about_people)(n)) }
            </td>
            { mean(context, &group.index) }
            for cell in group.categories.iter() {
                { mean(context, cell) }
            }
        </tr>
    }
}

fn mean(context: Context, cell: &Cell<GroupSummary>) -> Html {
    match cell {
        Cell::Shown(GroupSummary { mean, step, .. }) => html! {
            <td class={classes!("number", "heatmap__cell", shade(mean.round()))}>
                if is_coarse(Some(*step)) { { "≈" } }
                { whole(*mean) }
            </td>
        },
        Cell::Withheld(withheld) => html! {
            <td class="heatmap__withheld">{ hatched(context, *withheld) }</td>
        },
    }
}

/// Each group against everybody else, for researchers.
pub(super) fn differences(context: Context, place: usize) -> Html {
    let Some(table) = context.release.groups.get(place) else { return html! {} };
    let words = &context.words.groups;
    html! {
        <>
            <p class="muted">{ words.differences_lede }</p>
            for group in table.groups.iter() {
                { against_others(context, table, group) }
            }
        </>
    }
}

fn against_others(context: Context, table: &GroupTable, group: &Group) -> Html {
    let (words, name) = (&context.words.groups, group_name(context, table, group));
    let id = format!("differences-{}-{}", table.background, group.option.map_or(99, u32::from));
    if let Some(rule) = all_withheld(group) {
        return html! {
            <div key={id.clone()} class="differences">
                <p class="strong">{ name }{ " " }{ patch(context, rule) }</p>
            </div>
        };
    }
    let withheld = group.differences.iter().filter_map(|cell| cell.shown()?.share_50.withheld());
    html! {
        <div key={id.clone()} class="differences">
            <div class="scroller" tabindex="0" role="region" aria-labelledby={id.clone()}>
                <table class="figures differences__table">
                    <caption {id}>{ name }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ context.words.scores.category }</th>
                            <th scope="col">{ words.difference }</th>
                            <th scope="col">{ words.hedges_g }</th>
                            <th scope="col">{ words.p_holm }</th>
                            <th scope="col">{ words.share_50 }</th>
                        </tr>
                    </thead>
                    <tbody>
                        for (category, cell) in
                            context.instrument.categories.iter().zip(&group.differences) {
                            <tr key={category.id.clone()}>
                                <th scope="row">{ context.text(&category.name) }</th>
                                { difference(context, cell) }
                            </tr>
                        }
                    </tbody>
                </table>
            </div>
            { reasons(context, withheld) }
        </div>
    }
}

/// The one rule that withholds every difference of a group, if there is one.
fn all_withheld(group: &Group) -> Option<Withheld> {
    let rule = group.differences.first()?.withheld()?;
    group.differences.iter().all(|cell| cell.withheld() == Some(rule)).then_some(rule)
}

fn difference(context: Context, cell: &Cell<GroupDifference>) -> Html {
    let shown = match cell {
        Cell::Shown(shown) => shown,
        Cell::Withheld(withheld) => {
            return html! { <td colspan="4">{ patch(context, *withheld) }</td> };
        }
    };
    let [spread, effect, p] = shown.steps;
    html! {
        <>
            <td>{ context.difference((shown.points, shown.interval), [None, Some(spread)]) }</td>
            <td>{ signed(shown.hedges_g, decimals(effect)) }</td>
            <td>{ p_value(shown.p_holm, p) }</td>
            <td>
                { short(context, &shown.share_50, |&(share, interval)| {
                    context.share_difference(share, interval)
                }) }
            </td>
        </>
    }
}

/// A p value with as many decimals as are known; very small ones as a bound.
fn p_value(p: f64, step: f64) -> String {
    let decimals = decimals(step);
    if p < step { format!("<{step:.decimals$}") } else { format!("{p:.decimals$}") }
}

/// The number of comparisons shown, and of those that go beyond chance after adjustment over all.
pub(super) fn clear_differences(table: &GroupTable) -> (usize, usize) {
    let shown = table.groups.iter().flat_map(|group| &group.differences).filter_map(Cell::shown);
    shown.fold((0, 0), |(all, clear), one| (all + 1, clear + usize::from(one.clear)))
}

/// A mean of a group with its interval, as far as they are known.
pub(super) fn figure(context: Context, shown: &GroupSummary) -> String {
    let (mean, interval) = (shown.mean, shown.interval);
    context.mean_interval((mean, Some(shown.step)), (interval, Some(shown.spread_step)))
}
