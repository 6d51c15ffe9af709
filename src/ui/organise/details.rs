//! What lies behind each category: the spread of its scores and the answers to its questions;
//! then outcomes and priorities.

use yew::prelude::*;

use super::distribution::{answered, histogram, options};
use super::profile::GROUP_SHADE;
use super::release::Context;
use super::withheld::{patch, share, share_cell};
use crate::domain::disclose::{
    Cell, ItemRelease, MarkerShare, PriorityRelease, PriorityShare, Summary,
};
use crate::domain::instrument::Item;
use crate::i18n::organise::one_decimal;
use crate::i18n::shared;
use crate::ui::parts::{Meter, meter};

/// One fold for the index and one for each category.
pub(super) fn details(context: Context) -> Html {
    let Context { messages, language, instrument, release } = context;
    html! {
        <section class="spread" aria-labelledby="spread">
            <h4 id="spread">{ messages.details_heading }</h4>
            <p class="muted">{ messages.details_lede }</p>
            <p class="muted">{ messages.marker_what }</p>
            <details class="fold">
                <summary><span class="fold__title">{ messages.index }</span></summary>
                { spread(context, &release.index) }
            </details>
            for (position, category) in instrument.categories.iter().enumerate() {
                <details key={category.id.clone()} class="fold" data-details={category.id.clone()}>
                    <summary>
                        <span class="fold__title">{ language.text(&category.name) }</span>
                    </summary>
                    <p class="muted">{ language.text(&category.about) }</p>
                    { spread(context, &release.categories[position]) }
                    for item in instrument.items_of(position) {
                        { question(context, &instrument.items[item], &release.items[item]) }
                    }
                </details>
            }
        </section>
    }
}

/// The histogram of a category or of the index.
fn spread(context: Context, cell: &Cell<Summary>) -> Html {
    let Context { messages, release, .. } = context;
    let bins = match cell {
        Cell::Withheld(withheld) => return patch(messages, release.policy, *withheld),
        Cell::Shown(summary) => &summary.histogram,
    };
    html! {
        <div class="question">
            <h5 class="question__stem">{ messages.histogram }</h5>
            {
                match bins {
                    Cell::Shown(bins) => histogram(context, bins),
                    Cell::Withheld(withheld) => patch(messages, release.policy, *withheld),
                }
            }
        </div>
    }
}

/// One item.
fn question(context: Context, item: &Item, cell: &Cell<ItemRelease>) -> Html {
    let Context { messages, language, instrument, release } = context;
    html! {
        <div key={item.id.clone()} class="question" data-item={item.id.clone()}>
            <h5 class="question__stem">{ language.text(&item.stem) }</h5>
            {
                match cell {
                    Cell::Withheld(withheld) => patch(messages, release.policy, *withheld),
                    Cell::Shown(shown) => html! {
                        <>
                            <p class="muted">
                                { answered(messages, &shown.distribution) }
                                if let Cell::Shown(mean) = &shown.mean {
                                    { " · " }{ (messages.item_mean)(&one_decimal(*mean)) }
                                }
                            </p>
                            { options(context, &shown.distribution,
                                      instrument.options(&item.options)) }
                            for marker in shown.markers.iter() {
                                { marker_share(context, item, marker) }
                            }
                        </>
                    },
                }
            }
        </div>
    }
}

/// How many are at or above a documented case.
fn marker_share(context: Context, item: &Item, marker: &MarkerShare) -> Html {
    let Context { messages, language, instrument, release } = context;
    let options = instrument.options(&item.options);
    let Some(option) = options.get(usize::from(marker.option)) else {
        return html! {};
    };
    let titles = sources(context, item, marker.option);
    html! {
        <p class="question__marker">
            { (messages.marker)(&titles, language.text(&option.label)) }
            { messages.comma }
            {
                match &marker.share {
                    Cell::Shown(shown) => {
                        html! { <>{ (messages.marker_share)(&share(messages, *shown)) }</> }
                    }
                    withheld @ Cell::Withheld(_) => share_cell(messages, release.policy, withheld),
                }
            }
        </p>
    }
}

/// Titles of the documents whose cases fall into an option of an item.
fn sources(context: Context, item: &Item, option: u8) -> String {
    let Context { language, instrument, .. } = context;
    let words = shared::Messages::of(language);
    let mut titles: Vec<String> = item
        .markers
        .iter()
        .filter(|marker| marker.option == option)
        .filter_map(|marker| item.figures.get(usize::from(marker.figure)))
        .filter_map(|figure| instrument.document(&figure.document))
        .map(|document| (words.title)(language.text(&document.title)))
        .collect();
    titles.dedup();
    words.list(titles.iter().map(String::as_str))
}

/// The outcome questions.
pub(super) fn outcomes(context: Context) -> Html {
    let Context { messages, language, instrument, release } = context;
    let outcomes = instrument.choice_outcomes().iter().zip(&release.outcomes);
    html! {
        <section class="outcomes" aria-labelledby="outcomes">
            <h4 id="outcomes">{ messages.outcomes_heading }</h4>
            <p class="muted">{ messages.outcomes_lede }</p>
            for (outcome, cell) in outcomes {
                <div key={outcome.id.clone()} class="question" data-outcome={outcome.id.clone()}>
                    <h5 class="question__stem">{ language.text(&outcome.stem) }</h5>
                    {
                        match cell {
                            Cell::Withheld(withheld) => patch(messages, release.policy, *withheld),
                            Cell::Shown(shown) => html! {
                                <>
                                    <p class="muted">{ answered(messages, shown) }</p>
                                    { options(context, shown,
                                              instrument.options(&outcome.options)) }
                                </>
                            },
                        }
                    }
                </div>
            }
        </section>
    }
}

/// Which categories respondents would lighten first, in the order of the survey.
pub(super) fn priorities(context: Context) -> Html {
    let Context { messages, release, .. } = context;
    html! {
        <section class="priorities" aria-labelledby="priorities">
            <h4 id="priorities">{ messages.priorities_heading }</h4>
            {
                match &release.priorities {
                    Cell::Withheld(withheld) => patch(messages, release.policy, *withheld),
                    Cell::Shown(shown) => priority_table(context, shown),
                }
            }
        </section>
    }
}

fn priority_table(context: Context, shown: &PriorityRelease) -> Html {
    let Context { messages, language, instrument, release } = context;
    html! {
        <>
            <p class="muted">{ (messages.priorities_lede)(shown.n, shown.missing) }</p>
            <table class="parts priorities__table">
                <thead>
                    <tr>
                        <th scope="col">{ messages.category }</th>
                        <td class="parts__bar" aria-hidden="true" />
                        <th scope="col" class="parts__share">{ messages.named }</th>
                        <th scope="col" class="parts__count">{ messages.borda }</th>
                    </tr>
                </thead>
                <tbody>
                    for (category, cell) in instrument.categories.iter().zip(&shown.categories) {
                        <tr key={category.id.clone()} data-priority={category.id.clone()}>
                            <th scope="row" class="parts__label">
                                { language.text(&category.name) }
                            </th>
                            { priority(context, cell) }
                        </tr>
                    }
                    <tr key="nothing" data-priority="nothing">
                        <th scope="row" class="parts__label">{ messages.priorities_nothing }</th>
                        <td class="parts__bar" aria-hidden="true" />
                        <td class="parts__share number">
                            { share_cell(messages, release.policy, &shown.nothing) }
                        </td>
                        <td class="parts__count" />
                    </tr>
                </tbody>
            </table>
            <p class="muted">{ messages.borda_what }</p>
        </>
    }
}

fn priority(context: Context, cell: &Cell<PriorityShare>) -> Html {
    let Context { messages, release, .. } = context;
    match cell {
        Cell::Withheld(withheld) => html! {
            <td colspan="3">{ patch(messages, release.policy, *withheld) }</td>
        },
        Cell::Shown(PriorityShare { named, borda, .. }) => {
            let interval = named.interval();
            let drawn = Meter {
                value: 100.0 * named.share(),
                band: GROUP_SHADE,
                interval: Some((100.0 * interval.low, 100.0 * interval.high)),
            };
            html! {
                <>
                    <td class="parts__bar" aria-hidden="true">{ meter(Some(drawn)) }</td>
                    <td class="parts__share number">{ share(messages, *named) }</td>
                    <td class="parts__count number">{ format!("{borda:.2}") }</td>
                </>
            }
        }
    }
}
