//! What lies behind each category: the spread of its scores and the answers to its questions;
//! then outcomes and priorities.

use yew::prelude::*;

use super::distribution::{answered, histogram, options};
use super::profile::GROUP_SHADE;
use super::release::Context;
use super::withheld::{patch, reasons, share, short};
use crate::domain::disclose::{Cell, ItemRelease, PriorityRelease, PriorityShare, Summary};
use crate::domain::instrument::{Case, Item};
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
                            for case in item.cases() {
                                { case_share(context, item, &case, shown) }
                            }
                        </>
                    },
                }
            }
        </div>
    }
}

/// Where a documented case falls, and how many people are at or above its lowest option. Nothing
/// where that is the first option of all: everyone is.
fn case_share(context: Context, item: &Item, case: &Case, shown: &ItemRelease) -> Html {
    let Context { messages, language, instrument, release } = context;
    let words = shared::Messages::of(language);
    let options = instrument.options(&item.options);
    let label = |option: u8| {
        let option = options.get(usize::from(option))?;
        Some((words.quoted)(language.text(&option.label)))
    };
    let people = shown.markers.iter().find(|marker| marker.option == case.lowest);
    let document = instrument.document(&case.figure.document);
    let (Some(people), Some(document)) = (people, document) else { return html! {} };
    let (Some(low), Some(high)) = (label(case.lowest), label(case.highest)) else {
        return html! {};
    };
    let (range, share_words): (_, fn(&str) -> String) = if case.lowest == case.highest {
        (low, messages.marker_share)
    } else {
        ((messages.marker_range)(&low, &high), messages.marker_share_low)
    };
    let title = (words.title)(language.text(&document.title));
    html! {
        <p class="question__marker">
            { (messages.marker)(&title, language.text(&case.figure.figure), &range) }
            { messages.comma }
            {
                match &people.share {
                    Cell::Shown(shown) => html! { <>{ share_words(&share(messages, *shown)) }</> },
                    Cell::Withheld(withheld) => patch(messages, release.policy, *withheld),
                }
            }
        </p>
    }
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
                            { short(messages, release.policy, &shown.nothing, |&nothing| {
                                share(messages, nothing)
                            }) }
                        </td>
                        <td class="parts__count" />
                    </tr>
                </tbody>
            </table>
            <p class="muted">{ messages.borda_what }</p>
            { reasons(messages, release.policy, shown.nothing.withheld()) }
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
