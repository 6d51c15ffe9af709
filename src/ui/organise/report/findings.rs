//! The findings: plain sentences that follow from the release by fixed rules. No rule looks for
//! the heaviest or the lightest group, category or person; what is named is named in order.

use qingdan_markup::html;
use yew::prelude::*;

use super::answers::label;
use super::context::{Context, decimals, signed, whole, whole_bounds};
use super::groups::{clear_differences, name};
use super::hours::activities;
use super::input::ReportInput;
use super::priorities::apart;
use super::profile::headline;
use super::withheld::rule;
use crate::domain::disclose::{Cell, Distribution};
use crate::domain::instrument::{Kind, Outcome};
use crate::domain::report::{Figure, Rule, rows};
use crate::domain::stats::Proportion;

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
            if context.instrument.categories.len() > 1 {
                { categories(context) }
            }
            <ul class="findings__more">
                for sentence in sentences {
                    <li key={sentence.clone()}>{ sentence.clone() }</li>
                }
            </ul>
        </>
    }
}

/// The categories, a line each, in the order of the survey.
fn categories(context: Context) -> Html {
    html! {
        <>
            <p>{ (context.words.findings.categories)(context.instrument.categories.len()) }</p>
            <ul class="findings__categories">
                for (place, (category, cell)) in
                    context.instrument.categories.iter().zip(&context.release.categories)
                        .enumerate() {
                    <li key={category.id.clone()}>
                        { context.text(&category.short) }
                        { " " }
                        {
                            match cell {
                                Cell::Shown(summary) => html! {
                                    <>
                                        <b class="number">
                                            { context.mean(summary.mean, summary.step) }
                                        </b>
                                        { context.words.marks.comma }
                                        { context.band(summary.mean, summary.step) }
                                    </>
                                },
                                Cell::Withheld(withheld) => match estimate(context, place) {
                                    Some(estimate) => html! { <span>{ estimate }</span> },
                                    None => html! {
                                        <span class="withheld">{ rule(context, *withheld) }</span>
                                    },
                                },
                            }
                        }
                    </li>
                }
            </ul>
        </>
    }
}

/// The estimate of a category with randomised items, where there is one.
fn estimate(context: Context, category: usize) -> Option<String> {
    let estimate = context.release.randomised.category(category)?.shown()?;
    Some((context.noise().estimated)(&super::noise::rounded_mean(estimate)))
}

/// What the index means, and whether its interval crosses into another band; where it is rounded
/// over the border of two bands, neither is claimed.
fn index(context: Context) -> Option<String> {
    let summary = context.release.index.shown()?;
    let bands = &context.instrument.bands;
    let [band, other] = context.bands_of(summary.mean, summary.step)?;
    let words = &context.words.findings;
    if other.from != band.from {
        let [low, high] = [band, other].map(|band| context.text(&band.name));
        return Some((words.index_bands)(low, high, &whole(f64::from(other.from))));
    }
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
    let randomised = context.release.randomised.items.len();
    found.extend((randomised > 0).then(|| (context.noise().finding)(randomised)));
    found.extend(waves(context));
    found.extend(quality(context));
    let hidden = withheld(context);
    found.extend((hidden > 0).then(|| (context.words.findings.withheld)(hidden)));
    found
}

fn hours(context: Context) -> Vec<String> {
    let (Some(asked), Some(shown)) = (&context.instrument.hours, context.release.hours.shown())
    else {
        return Vec::new();
    };
    let words = &context.words.findings;
    let bounds = |lower: f64, upper: f64, step: f64| {
        let [lower, upper] = whole_bounds(lower, upper);
        context.about((context.words.marks.range)(&lower, &upper), Some(step))
    };
    let taken = bounds(shown.lower, shown.upper, shown.step);
    let mut found = vec![(words.hours)(&activities(context, asked), &taken)];
    let avoidable = shown.avoidable.shown();
    found.extend(avoidable.map(|one| (words.avoidable)(&bounds(one.lower, one.upper, one.step))));
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
    let step = context.release.weighting_step();
    // Rounded, the distance may lie on either side.
    let (least, most) = (points - step / 2.0, points + step / 2.0);
    let sentence = match () {
        () if most <= WEIGHTING_SMALL => words.weighting_small,
        () if least >= WEIGHTING_SMALL => words.weighting_large,
        () => words.weighting_unsure,
    };
    Some(sentence(&apart(context, points)))
}

fn waves(context: Context) -> Option<String> {
    let shown = context.input.waves.as_ref()?.index.shown()?;
    let words = &context.words.findings;
    let [places, spread] = [shown.step, shown.spread_step].map(decimals);
    let (low, high) = (signed(shown.interval.low, spread), signed(shown.interval.high, spread));
    let interval = (context.words.marks.interval_signed)(&low, &high);
    let clear = shown.interval.low > 0.0 || shown.interval.high < 0.0;
    let sentence = if clear { words.waves_clear } else { words.waves_unclear };
    let points = context.about(signed(shown.points, places), Some(shown.step));
    Some(sentence(&points, &interval))
}

fn quality(context: Context) -> Option<String> {
    let shown = context.input.quality.as_ref()?;
    let (with, without) = (context.release.index.shown()?, shown.index.shown()?);
    Some((context.words.findings.quality)(
        &context.share(*shown.any.shown()?),
        &context.mean(with.mean, with.step),
        &context.mean(without.mean, Some(without.step)),
    ))
}

/// Quantities withheld to protect people: of the release as many as its files list, and those of
/// the comparison of waves and of the quality of the records.
fn withheld(context: Context) -> usize {
    let ReportInput { release, waves, quality, .. } = context.input;
    let rows = rows(context.instrument, release);
    let protects = |rule: &Rule| {
        let named = matches!(rule, Rule::NotAsked | Rule::TooFew | Rule::NotConverged);
        !named && !matches!(rule, Rule::NotCovered | Rule::Randomised)
    };
    let released = rows.iter().filter_map(|row| match row.figure {
        Figure::Withheld(rule) => Some(rule),
        Figure::Shown { .. } => None,
    });
    let compared = waves.iter().flat_map(|waves| {
        let means = [&waves.index].into_iter().chain(&waves.categories);
        let mixed = means.clone().filter_map(|cell| cell.shown()?.standardised.withheld());
        let shares = waves.share_50.iter().chain(&waves.share_75).map(Cell::withheld);
        let outcomes = waves.outcomes.iter().map(Cell::withheld);
        means.map(Cell::withheld).chain(shares).chain(outcomes).flatten().chain(mixed)
    });
    let flagged = quality.iter().flat_map(|quality| {
        let flags = [&quality.identical, &quality.straight, &quality.impossible, &quality.any];
        let means = [&quality.index].into_iter().chain(&quality.categories);
        flags.map(Cell::withheld).into_iter().chain(means.map(Cell::withheld)).flatten()
    });
    released.chain(compared.chain(flagged).map(Rule::from)).filter(protects).count()
}
