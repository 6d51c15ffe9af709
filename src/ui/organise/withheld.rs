//! What is said in place of a quantity that may not be shown.

use yew::prelude::*;

use crate::domain::disclose::{Cell, Policy, Withheld};
use crate::domain::stats::Proportion;
use crate::i18n::organise::{Messages, one_decimal, percent};

/// The rule in words.
pub(super) fn rule(messages: &'static Messages, policy: Policy, withheld: Withheld) -> String {
    match withheld {
        Withheld::BelowMinimum => (messages.below_minimum)(policy.minimum()),
        Withheld::GroupDisclosure => messages.group_disclosure.to_owned(),
        Withheld::SmallPart => messages.small_part.to_owned(),
        Withheld::Complementary => messages.complementary.to_owned(),
        Withheld::NotAsked => messages.not_asked.to_owned(),
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

/// A share that may be withheld.
pub(super) fn share_cell(
    messages: &'static Messages,
    policy: Policy,
    cell: &Cell<Proportion>,
) -> Html {
    match cell {
        Cell::Shown(proportion) => html! { <>{ share(messages, *proportion) }</> },
        Cell::Withheld(withheld) => patch(messages, policy, *withheld),
    }
}
