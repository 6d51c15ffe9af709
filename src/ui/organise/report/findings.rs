//! The findings: plain sentences that follow from the release by fixed rules. No rule looks for
//! the heaviest or the lightest group, category or person; what is named is named in order.

use yew::prelude::*;

use super::answers::label;
use super::context::{Context, signed, whole};
use super::groups::{clear_differences, name};
use super::hours::activities;
use super::profile::headline;
use super::withheld::rule;
use crate::domain::disclose::{Cell, Distribution, Release, Withheld};
use crate::domain::instrument::{Kind, Outcome};
use crate::domain::stats::Proportion;
use crate::i18n::organise::one_decimal;

/// Mean distance of the weighted from the plain index below which weighting makes no practical
/// difference, points.
const WEIGHTING_SMALL: f64 = 3.0;

/// The index, the categories in a line each, and everything else in sentences.
pub(super) fn findings(context: Context) -> Html {
    let sentences = sentences(context);
    html! {
        <>
            { headline(context) }
            if let Some(index) = index(context) {
                <p class="findings__index">{ index }</p>
            }
            <p>{ (context.words.findings.categories)(context.instrument.categories.len()) }</p>
            <ul class="findings__categories">
                for (category, cell) in
                    context.instrument.categories.iter().zip(&context.release.categories) {
                    <li key={category.id.clone()}>
                        { context.text(&category.short) }
                        { " " }
                        {
                            match cell {
                                Cell::Shown(summary) => html! {
                                    <>
                                        <b class="number">
                                            { context.mean(summary.mean, summary.coarse) }
                                        </b>
                                        { context.words.marks.comma }
                                        { context.band(summary.mean) }
                                    </>
                                },
                                Cell::Withheld(withheld) => html! {
                                    <span class="withheld">{ rule(context, *withheld) }</span>
                                },
                            }
                        }
                    </li>
                }
            </ul>
            <ul class="findings__more">
                for sentence in sentences {
                    <li key={sentence.clone()}>{ sentence.clone() }</li>
                }
            </ul>
        </>
    }
}

/// What the index means, and whether its interval crosses into another band.
fn index(context: Context) -> Option<String> {
    let summary = context.release.index.shown()?;
    let bands = &context.instrument.bands;
    let band = context.band_of(summary.mean)?;
    let words = &context.words.findings;
    let mut sentence = (words.index_band)(context.text(&band.name), context.text(&band.meaning));
    let (low, high) = (summary.interval.low, summary.interval.high);
    let crossed = bands
        .iter()
        .skip(1)
        .map(|band| f64::from(band.from))
        .find(|&edge| low < edge && edge <= high);
    if let Some(edge) = crossed {
        sentence.push_str(context.words.marks.space);
        sentence.push_str(&(words.index_border)(&whole(edge)));
    }
    Some(sentence)
}

/// Hours, paradox, weighting, groups, waves, quality, and how much is withheld.
fn sentences(context: Context) -> Vec<String> {
    let mut found = hours(context);
    found.extend(outcomes(context));
    found.extend(weighting(context));
    found.extend(context.release.groups.iter().filter_map(|table| {
        let words = &context.words.findings;
        let name = name(context, table);
        match clear_differences(table) {
            (0, _) => None,
            (all, 0) => Some((words.differences_none)(&name, all)),
            (all, clear) => Some((words.differences)(&name, all, clear)),
        }
    }));
    found.extend(waves(context));
    found.extend(quality(context));
    let hidden = withheld(context.release);
    found.extend((hidden > 0).then(|| (context.words.findings.withheld)(hidden)));
    found
}

fn hours(context: Context) -> Vec<String> {
    let (Some(asked), Some(shown)) = (&context.instrument.hours, context.release.hours.shown())
    else {
        return Vec::new();
    };
    let words = &context.words.findings;
    let mut found =
        vec![(words.hours)(&activities(context, asked), &whole(shown.lower), &whole(shown.upper))];
    let avoidable = shown.avoidable.shown();
    found.extend(avoidable.map(|one| (words.avoidable)(&whole(one.lower), &whole(one.upper))));
    found
}

/// Burden reduction that made it heavier, and burden reduction that had to be proved.
fn outcomes(context: Context) -> Vec<String> {
    let outcomes = context.instrument.choice_outcomes().iter().zip(&context.release.outcomes);
    outcomes
        .filter_map(|(outcome, cell)| {
            let options = context.instrument.options(&outcome.options);
            let picked: Vec<usize> = match outcome.kind {
                Kind::NetChange => {
                    let heavier = |place: &usize| options[*place].value.is_some_and(|v| v > 0);
                    (0..options.len()).filter(heavier).collect()
                }
                Kind::Nominal => vec![0],
                _ => return None,
            };
            answered(context, outcome, cell.shown()?, &picked)
        })
        .collect()
}

/// The share of people who picked one of some neighbouring options, if parts begin and end there.
fn answered(
    context: Context,
    outcome: &Outcome,
    shown: &Distribution,
    picked: &[usize],
) -> Option<String> {
    let first = u8::try_from(*picked.first()?).ok()?;
    let last = u8::try_from(*picked.last()?).ok()?;
    let inside = |part: &&crate::domain::disclose::Part| part.first >= first && part.last <= last;
    let parts: Vec<_> = shown.parts.iter().filter(inside).collect();
    let begins = parts.first()?.first == first && parts.last()?.last == last;
    let count = parts.iter().map(|part| part.share.count).sum();
    let options = context.instrument.options(&outcome.options);
    let quoted: Vec<String> = (first..=last)
        .map(|option| (context.shared().quoted)(&label(context, options, option, option)))
        .collect();
    let quoted = quoted.join(context.words.marks.joined);
    begins.then(|| {
        let share = context.share(Proportion { count, n: shown.n });
        (context.words.findings.answered)(context.text(&outcome.stem), &quoted, &share)
    })
}

fn weighting(context: Context) -> Option<String> {
    let points = *context.release.weighting.shown()?;
    let words = &context.words.findings;
    let sentence =
        if points < WEIGHTING_SMALL { words.weighting_small } else { words.weighting_large };
    Some(sentence(&one_decimal(points)))
}

fn waves(context: Context) -> Option<String> {
    let shown = context.input.waves.as_ref()?.index.shown()?;
    let words = &context.words.findings;
    let (low, high) = (signed(shown.interval.low, 1), signed(shown.interval.high, 1));
    let interval = (context.words.marks.interval_signed)(&low, &high);
    let clear = shown.interval.low > 0.0 || shown.interval.high < 0.0;
    let sentence = if clear { words.waves_clear } else { words.waves_unclear };
    Some(sentence(&signed(shown.points, 1), &interval))
}

fn quality(context: Context) -> Option<String> {
    let shown = context.input.quality.as_ref()?;
    let (with, without) = (context.release.index.shown()?, shown.index.shown()?);
    Some((context.words.findings.quality)(
        &context.share(*shown.any.shown()?),
        &context.mean(with.mean, with.coarse),
        &context.mean(without.mean, without.coarse),
    ))
}

/// Quantities withheld to protect people, in the index, categories, items, outcomes and groups.
fn withheld(release: &Release) -> usize {
    let protects = |rule: &Withheld| !matches!(rule, Withheld::NotAsked | Withheld::TooFew);
    let scores = [&release.index, &release.weighted].into_iter().chain(&release.categories);
    let items = release.items.iter().map(Cell::withheld);
    let outcomes = release.outcomes.iter().map(Cell::withheld);
    let groups = release.groups.iter().flat_map(|table| &table.groups);
    let groups = groups.flat_map(|group| group.categories.iter().map(Cell::withheld));
    let rules = scores.map(Cell::withheld).chain(items).chain(outcomes).chain(groups);
    rules.flatten().filter(protects).count()
}
