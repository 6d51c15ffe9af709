//! Flagged records: how many, and the results with and without them.

use qingdan_markup::html;
use yew::prelude::*;

use super::context::Context;
use super::groups::figure;
use super::withheld::{reasons, short};
use crate::domain::disclose::{Cell, GroupSummary, QualityRelease, Summary, Withheld};

/// The flags, then the means with and without flagged records.
pub(super) fn quality(context: Context, shown: &QualityRelease) -> Html {
    let words = &context.words.quality;
    let flags = [
        Some((words.identical, &shown.identical)),
        Some((words.straight, &shown.straight)),
        context.has_hours().then_some((words.impossible, &shown.impossible)),
        Some((words.any, &shown.any)),
    ];
    // What the form does not ask about is no flag.
    let asked = |cell: &Cell<_>| cell.withheld() != Some(Withheld::NotAsked);
    let flags = || flags.iter().copied().flatten().filter(|(_, cell)| asked(cell));
    html! {
        <>
            <p class="muted">{ words.lede }</p>
            <table id="flags" class="figures">
                <thead>
                    <tr>
                        <th scope="col">{ words.flag }</th>
                        <th scope="col">{ words.share }</th>
                    </tr>
                </thead>
                <tbody>
                    for (name, cell) in flags() {
                        <tr key={name}>
                            <th scope="row">{ name }</th>
                            <td>{ short(context, cell, |&share| context.share(share)) }</td>
                        </tr>
                    }
                </tbody>
            </table>
            { reasons(context, flags().filter_map(|(_, cell)| cell.withheld())) }
            { with_and_without(context, shown) }
        </>
    }
}

fn with_and_without(context: Context, shown: &QualityRelease) -> Html {
    let (words, release) = (&context.words.quality, context.release);
    let categories = release.categories.iter().zip(&shown.categories);
    let rows: Vec<_> = context.scores((&release.index, &shown.index), categories).collect();
    let withheld = rows.iter().flat_map(|(_, (one, other))| [one.withheld(), other.withheld()]);
    html! {
        <>
            <div class="scroller" tabindex="0" role="region" aria-labelledby="quality-caption">
                <table id="quality-table" class="figures">
                    <caption id="quality-caption">{ words.caption }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ context.words.scores.category }</th>
                            <th scope="col">{ words.with }</th>
                            <th scope="col">{ words.without }</th>
                        </tr>
                    </thead>
                    <tbody>
                        for (name, (one, other)) in rows.iter() {
                            <tr key={(*name).to_owned()}>
                                <th scope="row">{ *name }</th>
                                <td>{ short(context, one, |all| mean(context, all)) }</td>
                                <td>{ without_flagged(context, other) }</td>
                            </tr>
                        }
                    </tbody>
                </table>
            </div>
            { reasons(context, withheld.flatten()) }
        </>
    }
}

fn without_flagged(context: Context, cell: &Cell<GroupSummary>) -> Html {
    short(context, cell, |shown| figure(context, shown))
}

/// A mean with its interval.
fn mean(context: Context, summary: &Summary) -> String {
    context.mean_interval((summary.mean, summary.step), (summary.interval, summary.spread_step))
}
