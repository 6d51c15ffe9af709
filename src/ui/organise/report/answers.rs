//! Distributions: parts of a scale and the people in each.

use qingdan_markup::html;
use yew::prelude::*;

use super::chart::{share_bar, swatch};
use super::context::Context;
use crate::domain::disclose::{Bin, Distribution, Missing};
use crate::domain::instrument::ResponseOption;
use crate::domain::stats::Proportion;

/// What stands in the narrow column of a distribution's table.
#[derive(Clone, Copy)]
pub(super) enum Drawn {
    /// A bar as long as the share.
    Bar,
    /// A field of the shade that the option has in the stacked bar above.
    Swatch,
}

/// Bars of a histogram of scores.
pub(super) fn histogram(context: Context, bins: &[Bin]) -> Html {
    let words = &context.words.items;
    let n: u64 = bins.iter().map(|bin| bin.count).sum();
    let row = |bin: &Bin| {
        let merged = if bin.merged { format!(" · {}", words.merged) } else { String::new() };
        let label = format!("{}{merged}", (words.bin)(bin.from, bin.to));
        part(context, label, Proportion { count: bin.count, n }, None)
    };
    html! {
        <>
            { table(context, words.score, "parts", bins.iter().map(row).collect()) }
            <p class="muted">{ words.bin_note }</p>
        </>
    }
}

/// The options of a question with the people who picked each.
pub(super) fn options(
    context: Context,
    distribution: &Distribution,
    options: &[ResponseOption],
    drawn: Drawn,
) -> Html {
    let rows = distribution.parts.iter().map(|one| {
        let score = match drawn {
            Drawn::Bar => None,
            Drawn::Swatch => Some(f64::midpoint(
                option_score(options, one.first),
                option_score(options, one.last),
            )),
        };
        part(context, label(context, options, one.first, one.last), one.share, score)
    });
    let class = match drawn {
        Drawn::Bar => "parts",
        Drawn::Swatch => "parts parts--swatches",
    };
    table(context, context.words.items.answer, class, rows.collect())
}

/// The words of an option, or of several neighbours.
pub(super) fn label(context: Context, options: &[ResponseOption], first: u8, last: u8) -> String {
    let picked = options.get(usize::from(first)..=usize::from(last)).unwrap_or_default();
    let labels: Vec<&str> = picked.iter().map(|one| context.language.text(&one.label)).collect();
    labels.join(context.words.marks.joined)
}

/// The score of an option; where options have none, its place between the first and the last.
pub(super) fn option_score(options: &[ResponseOption], option: u8) -> f64 {
    if let Some(score) = options.get(usize::from(option)).and_then(|one| one.score) {
        return f64::from(score);
    }
    let last = u8::try_from(options.len().saturating_sub(1)).unwrap_or(u8::MAX).max(1);
    100.0 * f64::from(option) / f64::from(last)
}

/// A table whose second column is drawn.
fn table(context: Context, what: &'static str, class: &'static str, rows: Vec<Html>) -> Html {
    html! {
        <table {class}>
            <thead>
                <tr>
                    <th scope="col">{ what }</th>
                    <td class="parts__bar" aria-hidden="true" />
                    <th scope="col" class="parts__count">{ context.words.scores.n }</th>
                    <th scope="col" class="parts__share">{ context.words.items.share }</th>
                </tr>
            </thead>
            <tbody><>{ rows }</></tbody>
        </table>
    }
}

/// One row; with a score, its shade instead of a bar.
fn part(context: Context, label: String, share: Proportion, score: Option<f64>) -> Html {
    html! {
        <tr key={label.clone()}>
            <th scope="row" class="parts__label">
                if let Some(score) = score {
                    { swatch(score) }
                }
                { label }
            </th>
            <td class="parts__bar" aria-hidden="true">
                if score.is_none() {
                    { share_bar(share.share(), share.interval()) }
                }
            </td>
            <td class="parts__count number">{ share.count }</td>
            <td class="parts__share number">{ context.share(share) }</td>
        </tr>
    }
}

/// How many answered, and how many did not and why.
pub(super) fn answered(context: Context, distribution: &Distribution) -> String {
    people(context, distribution.n, distribution.missing)
}

/// The same from the two numbers.
pub(super) fn people(context: Context, n: u64, missing: Missing) -> String {
    let items = &context.words.items;
    let mut words = vec![(items.answered)(n)];
    match missing {
        Missing::Together(0) => {}
        Missing::Together(n) => words.push((items.missing_together)(n)),
        Missing::ByReason { not_applicable, dont_know, declined, skipped } => {
            let reasons = [
                (items.not_applicable, not_applicable),
                (items.dont_know, dont_know),
                (items.declined, declined),
                (items.skipped, skipped),
            ];
            words.extend(reasons.iter().filter(|(_, n)| *n > 0).map(|(words, n)| words(*n)));
        }
    }
    words.join(" · ")
}
