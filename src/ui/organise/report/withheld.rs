//! What is said in place of a quantity that may not be shown.

use qingdan_markup::html;
use yew::prelude::*;

use super::context::Context;
use crate::domain::disclose::{Cell, Withheld};
use crate::i18n::Language;
use crate::i18n::organise::{self, report};

/// Why a quantity is withheld.
fn reason(context: Context, withheld: Withheld) -> String {
    reason_of(context.language, context.release.policy.minimum(), withheld)
}

fn reason_of(language: Language, minimum: u64, withheld: Withheld) -> String {
    let words = &report::Messages::of(language).withheld;
    match withheld {
        Withheld::BelowMinimum => (words.below_minimum)(minimum),
        Withheld::GroupDisclosure => words.group_disclosure.to_owned(),
        Withheld::SmallPart => words.small_part.to_owned(),
        Withheld::Complementary => words.complementary.to_owned(),
        Withheld::NotAsked => words.not_asked.to_owned(),
        Withheld::Successive => words.successive.to_owned(),
        Withheld::TooFew => words.too_few.to_owned(),
        Withheld::Differencing => words.differencing.to_owned(),
        Withheld::NotCovered => words.not_covered.to_owned(),
        Withheld::Randomised => organise::Messages::of(language).noise.withheld.to_owned(),
    }
}

/// The letter that stands for a rule in the narrow cells of a table.
const fn letter(withheld: Withheld) -> &'static str {
    match withheld {
        Withheld::BelowMinimum => "a",
        Withheld::GroupDisclosure => "b",
        Withheld::SmallPart => "c",
        Withheld::Complementary => "d",
        Withheld::NotAsked => "e",
        Withheld::Successive => "f",
        Withheld::TooFew => "g",
        Withheld::Differencing => "h",
        Withheld::NotCovered => "i",
        Withheld::Randomised => "j",
    }
}

/// Why a quantity is withheld, and that it is.
pub(super) fn rule(context: Context, withheld: Withheld) -> String {
    why_withheld(context.language, context.release.policy.minimum(), withheld)
}

/// The same where there is no release of records.
pub(in crate::ui::organise) fn why_withheld(
    language: Language,
    minimum: u64,
    withheld: Withheld,
) -> String {
    let (words, reason) = (report::Messages::of(language), reason_of(language, minimum, withheld));
    match withheld {
        Withheld::NotAsked => reason,
        _ => format!("{reason}{}{}", words.marks.comma, words.withheld.word),
    }
}

/// A hatched patch that names the rule.
pub(super) fn patch(context: Context, withheld: Withheld) -> Html {
    html! { <span class="withheld">{ rule(context, withheld) }</span> }
}

/// What a view makes of a cell, or the patch.
pub(super) fn or_patch<T>(context: Context, cell: &Cell<T>, view: impl FnOnce(&T) -> Html) -> Html {
    match cell {
        Cell::Shown(shown) => view(shown),
        Cell::Withheld(withheld) => patch(context, *withheld),
    }
}

/// A quantity in a narrow cell of a table; where withheld, a short word with the letter of the
/// rule, and the rule itself for screen readers. [`reasons`] explains the letters.
pub(super) fn short<T>(context: Context, cell: &Cell<T>, words: impl FnOnce(&T) -> String) -> Html {
    match cell {
        Cell::Shown(shown) => html! { <>{ words(shown) }</> },
        Cell::Withheld(withheld) => hatched(context, *withheld),
    }
}

/// The short word with the letter of the rule.
pub(super) fn hatched(context: Context, withheld: Withheld) -> Html {
    html! {
        <span class="withheld withheld--short">
            { context.words.withheld.word }
            <sup aria-hidden="true">{ letter(withheld) }</sup>
            <span class="aside">
                { context.words.marks.comma }{ reason(context, withheld) }
            </span>
        </span>
    }
}

/// The rules behind the letters of a table, each once, under it.
pub(super) fn reasons(context: Context, withheld: impl IntoIterator<Item = Withheld>) -> Html {
    let mut rules: Vec<Withheld> = Vec::new();
    for withheld in withheld {
        if !rules.contains(&withheld) {
            rules.push(withheld);
        }
    }
    rules.sort_unstable_by_key(|&rule| letter(rule));
    let reasons: Vec<String> =
        rules.iter().map(|&rule| format!("{} {}", letter(rule), reason(context, rule))).collect();
    html! {
        if !reasons.is_empty() {
            <p class="muted withheld-why">
                { (context.words.withheld.why)(&reasons.join(context.words.marks.semicolon)) }
            </p>
        }
    }
}
