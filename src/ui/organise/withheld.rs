//! What is said in place of a quantity that may not be shown.

use yew::prelude::*;

use crate::domain::disclose::{Cell, Policy, Withheld};
use crate::domain::stats::Proportion;
use crate::i18n::organise::{Messages, one_decimal, percent};

/// Why a quantity is withheld.
fn reason(messages: &'static Messages, policy: Policy, withheld: Withheld) -> String {
    match withheld {
        Withheld::BelowMinimum => (messages.below_minimum)(policy.minimum()),
        Withheld::GroupDisclosure => messages.group_disclosure.to_owned(),
        Withheld::SmallPart => messages.small_part.to_owned(),
        Withheld::Complementary => messages.complementary.to_owned(),
        Withheld::NotAsked => messages.not_asked.to_owned(),
    }
}

/// Why a quantity is withheld, and that it is.
pub(super) fn rule(messages: &'static Messages, policy: Policy, withheld: Withheld) -> String {
    let reason = reason(messages, policy, withheld);
    match withheld {
        Withheld::NotAsked => reason,
        _ => format!("{reason}{}{}", messages.comma, messages.withheld),
    }
}

/// The reasons of what stands withheld in the cells of a table, each once, under the table.
pub(super) fn reasons(
    messages: &'static Messages,
    policy: Policy,
    withheld: impl IntoIterator<Item = Withheld>,
) -> Html {
    let mut reasons: Vec<String> = Vec::new();
    for withheld in withheld {
        let reason = reason(messages, policy, withheld);
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    html! {
        if !reasons.is_empty() {
            <p class="muted">{ (messages.withheld_why)(&reasons.join(messages.semicolon)) }</p>
        }
    }
}

/// A hatched patch that names the rule.
pub(super) fn patch(messages: &'static Messages, policy: Policy, withheld: Withheld) -> Html {
    html! { <span class="withheld">{ rule(messages, policy, withheld) }</span> }
}

/// A share with its interval, in percent.
pub(super) fn share(messages: &'static Messages, share: Proportion) -> String {
    let interval = share.interval();
    let end = |share| one_decimal(100.0 * share);
    let (low, high) = (end(interval.low), end(interval.high));
    (messages.share_with_interval)(&percent(share.share()), &low, &high)
}

/// A quantity in a cell of a table; where withheld, a short word, and the rule for screen readers.
pub(super) fn short<T>(
    messages: &'static Messages,
    policy: Policy,
    cell: &Cell<T>,
    words: impl FnOnce(&T) -> String,
) -> Html {
    match cell {
        Cell::Shown(shown) => html! { <>{ words(shown) }</> },
        Cell::Withheld(withheld) => html! {
            <span class="withheld">
                { messages.withheld }
                <span class="aside">
                    { messages.comma }{ reason(messages, policy, *withheld) }
                </span>
            </span>
        },
    }
}
