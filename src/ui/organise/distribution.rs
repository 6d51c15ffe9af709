//! Distributions: parts of a scale and the people in each.

use yew::prelude::*;

use super::profile::GROUP_SHADE;
use super::release::Context;
use super::withheld::share;
use crate::domain::disclose::{Bin, Distribution, Missing};
use crate::domain::instrument::ResponseOption;
use crate::domain::stats::Proportion;
use crate::i18n::organise::Messages;
use crate::ui::parts::{Meter, meter};

/// Bars of a histogram of scores.
pub(super) fn histogram(context: Context, bins: &[Bin]) -> Html {
    let messages = context.messages;
    let n: u64 = bins.iter().map(|bin| bin.count).sum();
    let row = |bin: &Bin| {
        let merged = if bin.merged { format!(" · {}", messages.merged) } else { String::new() };
        let label = format!("{}{merged}", (messages.bin)(bin.from, bin.to));
        part(messages, label, Proportion { count: bin.count, n })
    };
    html! {
        <>
            { parts_table(messages, messages.score, bins.iter().map(row).collect()) }
            <p class="muted">{ messages.bin_note }</p>
        </>
    }
}

/// Bars of the options of a question.
pub(super) fn options(
    context: Context,
    distribution: &Distribution,
    options: &[ResponseOption],
) -> Html {
    let Context { messages, language, .. } = context;
    let label = |first: u8, last: u8| {
        let picked = options.get(usize::from(first)..=usize::from(last)).unwrap_or_default();
        let labels: Vec<&str> = picked.iter().map(|one| language.text(&one.label)).collect();
        labels.join(messages.joined)
    };
    let rows = distribution.parts.iter();
    let rows = rows.map(|one| part(messages, label(one.first, one.last), one.share)).collect();
    parts_table(messages, messages.answer, rows)
}

/// A table whose middle column is drawn.
fn parts_table(messages: &'static Messages, what: &'static str, rows: Vec<Html>) -> Html {
    html! {
        <table class="parts">
            <thead>
                <tr>
                    <th scope="col">{ what }</th>
                    <td class="parts__bar" aria-hidden="true" />
                    <th scope="col" class="parts__count">{ messages.n }</th>
                    <th scope="col" class="parts__share">{ messages.share }</th>
                </tr>
            </thead>
            <tbody>{ rows }</tbody>
        </table>
    }
}

fn part(messages: &'static Messages, label: String, proportion: Proportion) -> Html {
    let interval = proportion.interval();
    let drawn = Meter {
        value: 100.0 * proportion.share(),
        band: GROUP_SHADE,
        interval: Some((100.0 * interval.low, 100.0 * interval.high)),
    };
    html! {
        <tr key={label.clone()}>
            <th scope="row" class="parts__label">{ label }</th>
            <td class="parts__bar" aria-hidden="true">{ meter(Some(drawn)) }</td>
            <td class="parts__count number">{ proportion.count }</td>
            <td class="parts__share number">{ share(messages, proportion) }</td>
        </tr>
    }
}

/// How many answered, and how many did not and why.
pub(super) fn answered(messages: &'static Messages, distribution: &Distribution) -> String {
    let mut words = vec![(messages.answered)(distribution.n)];
    match distribution.missing {
        Missing::Together(0) => {}
        Missing::Together(n) => words.push((messages.missing_together)(n)),
        Missing::ByReason { not_applicable, dont_know, declined, skipped } => {
            let reasons = [
                (messages.not_applicable, not_applicable),
                (messages.dont_know, dont_know),
                (messages.declined, declined),
                (messages.skipped, skipped),
            ];
            words.extend(reasons.iter().filter(|(_, n)| *n > 0).map(|(words, n)| words(*n)));
        }
    }
    words.join(" · ")
}
