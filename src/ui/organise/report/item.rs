//! One question of a category: a stacked bar, its table, and the documented cases.

use qingdan_markup::html;
use yew::prelude::*;

use super::answers::{Drawn, answered, option_score, options};
use super::chart::stack;
use super::context::{Context, whole};
use super::noise::estimates;
use super::withheld::{or_patch, patch};
use crate::domain::disclose::{Cell, ItemRelease};
use crate::domain::instrument::{Case, Item};
use crate::domain::randomised::Estimate;
use crate::domain::stats::Proportion;

/// The share of people at or above a documented case.
#[derive(Clone, Copy)]
pub(super) enum CaseShare {
    /// Counted.
    Counted(Proportion),
    /// Estimated from randomised answers.
    Estimated(Estimate),
}

impl CaseShare {
    fn words(self, context: Context) -> String {
        match self {
            Self::Counted(share) => context.share(share),
            Self::Estimated(share) => {
                (context.noise().estimated)(&super::noise::share(context, &share))
            }
        }
    }
}

/// The question, how it was answered, and the cases beside it.
pub(super) fn question(context: Context, place: usize) -> Html {
    let item = &context.instrument.items[place];
    let Some(cell) = context.release.items.get(place) else { return html! {} };
    html! {
        <div key={item.id.clone()} class="question" data-item={item.id.clone()}>
            <h6 class="question__stem">{ context.text(&item.stem) }</h6>
            if let Some(estimated) = context.release.randomised.item(place) {
                { or_patch(context, estimated, |shown| estimates(context, item, shown)) }
            } else {
                { or_patch(context, cell, |shown| html! {
                    <>
                        <p class="muted">{ summary(context, shown) }</p>
                        { bar(context, item, shown) }
                        for case in item.cases() {
                            { case_share(context, item, &case, case_of(shown, &case)) }
                        }
                    </>
                }) }
            }
        </div>
    }
}

/// How many answered, and the mean where it may be shown.
fn summary(context: Context, shown: &ItemRelease) -> String {
    let people = answered(context, &shown.distribution);
    match &shown.mean {
        Cell::Shown(mean) => {
            format!("{people} · {}", (context.words.items.mean)(&whole(*mean)))
        }
        Cell::Withheld(_) => people,
    }
}

fn bar(context: Context, item: &Item, shown: &ItemRelease) -> Html {
    let scale = context.instrument.options(&item.options);
    let title = (context.words.items.bar)(context.text(&item.stem));
    html! {
        <>
            { stack(title, &shown.distribution.parts, |option| option_score(scale, option)) }
            { options(context, &shown.distribution, scale, Drawn::Swatch) }
        </>
    }
}

/// The share at or above a documented case, in words.
fn case_of(shown: &ItemRelease, case: &Case) -> Option<Cell<CaseShare>> {
    let found = shown.markers.iter().find(|marker| marker.option == case.lowest)?;
    Some(match found.share {
        Cell::Shown(share) => Cell::Shown(CaseShare::Counted(share)),
        Cell::Withheld(rule) => Cell::Withheld(rule),
    })
}

/// Where a documented case falls, and how many people are at or above its lowest option. Nothing
/// where that is the first option of all: everyone is.
pub(super) fn case_share(
    context: Context,
    item: &Item,
    case: &Case,
    people: Option<Cell<CaseShare>>,
) -> Html {
    let (words, shared) = (&context.words.items, context.shared());
    let options = context.instrument.options(&item.options);
    let label = |option: u8| {
        let option = options.get(usize::from(option))?;
        Some((shared.quoted)(context.text(&option.label)))
    };
    let document = context.instrument.document(&case.figure.document);
    let (Some(people), Some(document)) = (people, document) else { return html! {} };
    let (Some(low), Some(high)) = (label(case.lowest), label(case.highest)) else {
        return html! {};
    };
    let (range, share_words): (_, fn(&str) -> String) = if case.lowest == case.highest {
        (low, words.case_share)
    } else {
        ((words.case_range)(&low, &high), words.case_share_low)
    };
    let title = (shared.title)(context.text(&document.title));
    html! {
        <p class="question__marker">
            { (words.case)(&title, context.text(&case.figure.figure), &range) }
            { context.words.marks.comma }
            {
                match people {
                    Cell::Shown(shown) => html! { <>{ share_words(&shown.words(context)) }</> },
                    Cell::Withheld(withheld) => patch(context, withheld),
                }
            }
            { context.words.marks.stop }
        </p>
    }
}
