//! Figures of randomised answers: estimates in the place of counts, and what cannot be told.
//!
//! A release is made of the records as they are. Then what would be untrue is taken out of it under
//! a rule of its own, and where noise can be corrected, an estimate is set beside. An estimate of
//! an item is a function of counts that the release shows. That of a category is, like the mean
//! in whose place it stands, one equation in the means of its items: it is shown only where that
//! mean is, and rounded at least as much. Both together, after a report that did not know of the
//! noise, would tell the means of the randomised items: so these have to be shown too. So no
//! estimate tells what a count would not.

use serde::{Deserialize, Serialize};

use super::{
    COARSE_POINTS, Cell, Group, ItemRelease, MarkerShare, Missing, QualityRelease, Release,
    Summary, Withheld, groups, round, summary,
};
use crate::domain::answer::Question;
use crate::domain::instrument::Instrument;
use crate::domain::randomised::{
    CategoryCorrection, CorrectedMoments, Estimate, Noise, Randomisation, TruthProbability,
};
use crate::domain::stats::ConfidenceInterval;
use crate::domain::tally::Corrected;

/// Noise in the answers, and what is estimated in spite of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RandomisedRelease {
    /// Whether it is known of everybody which items were randomised.
    pub known: bool,
    /// λ; none where nothing was randomised, or not alike for everybody: then nothing can be
    /// estimated.
    pub truth: Option<TruthProbability>,
    /// The randomised items that the form asks.
    pub items: Vec<RandomisedItem>,
    /// The categories that they belong to.
    pub categories: Vec<RandomisedCategory>,
}

/// A randomised item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RandomisedItem {
    /// Position in the instrument.
    pub item: u8,
    /// What is estimated.
    pub estimates: Cell<ItemEstimates>,
}

/// Estimates of what was true among those who answered an item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ItemEstimates {
    /// People who picked an option.
    pub n: u64,
    /// People who did not: these are counted, because ways of not answering are not randomised.
    pub missing: Missing,
    /// The options in order, merged as they would be where nothing is randomised.
    pub parts: Vec<PartEstimate>,
    /// Mean of the item's scores, points.
    pub mean: Cell<Estimate>,
    /// Shares at or above each documented case, lowest option first.
    pub markers: Vec<MarkerEstimate>,
}

/// The estimated share of one option, or of several neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PartEstimate {
    /// First option, counted from 0.
    pub first: u8,
    /// Last option.
    pub last: u8,
    /// The share; can be below 0 or above 1.
    pub share: Estimate,
}

/// The estimated share at or above a documented case.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MarkerEstimate {
    /// The option of the case, from 1.
    pub option: u8,
    /// The share; can be below 0 or above 1.
    pub share: Cell<Estimate>,
}

/// A category with randomised items.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RandomisedCategory {
    /// Position in the instrument.
    pub category: u8,
    /// Its mean.
    pub estimate: Cell<ScoreEstimate>,
}

/// The estimated mean of scores.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ScoreEstimate {
    /// People with a score.
    pub n: u64,
    /// What the mean is rounded to, points; none where it is exact.
    pub step: Option<f64>,
    /// The same of the interval.
    pub spread_step: Option<f64>,
    /// The estimate, points; can be below 0 or above 100.
    pub mean: f64,
    /// 95 % interval, points; can reach beyond 0 and 100.
    pub interval: ConfidenceInterval,
}

impl Default for RandomisedRelease {
    /// Nothing was randomised.
    fn default() -> Self {
        Self { known: true, truth: None, items: Vec::new(), categories: Vec::new() }
    }
}

impl RandomisedRelease {
    /// The estimates of an item; none where it is not randomised.
    pub fn item(&self, item: usize) -> Option<&Cell<ItemEstimates>> {
        let found = self.items.iter().find(|one| usize::from(one.item) == item);
        found.map(|one| &one.estimates)
    }

    /// The estimate of a category; none where no item of it is randomised.
    pub fn category(&self, category: usize) -> Option<&Cell<ScoreEstimate>> {
        let found = self.categories.iter().find(|one| usize::from(one.category) == category);
        found.map(|one| &one.estimate)
    }
}

/// A release of records some of whose answers were randomised: nothing in it is biased any more.
/// `corrected` are the sums of the people whom the release counts, where they are known.
pub fn with_noise(
    instrument: &Instrument,
    mut release: Release,
    noise: &Noise,
    corrected: Option<&Corrected>,
) -> Release {
    let form = release.form;
    let touched = noise.categories(instrument, form);
    release.randomised = RandomisedRelease {
        known: noise.known,
        truth: noise.truth.filter(|_| !touched.is_empty()),
        items: Vec::new(),
        categories: touched
            .iter()
            .map(|&at| category(instrument, &release, noise, corrected, at))
            .collect(),
    };
    for &number in &noise.items {
        let place = usize::from(number);
        if !instrument.asks(form, place) {
            continue;
        }
        let Some(cell) = release.items.get_mut(place) else { continue };
        let estimates = match cell {
            Cell::Withheld(rule) => Cell::Withheld(*rule),
            Cell::Shown(shown) => match noise.truth {
                None => Cell::Withheld(Withheld::Randomised),
                Some(truth) => item(instrument, truth, number, shown),
            },
        };
        hide(cell);
        release.randomised.items.push(RandomisedItem { item: number, estimates });
    }
    if !touched.is_empty() {
        take_out(&mut release, &touched);
    }
    release
}

/// Withholds what is shown; what is withheld already keeps its rule.
fn hide<T>(cell: &mut Cell<T>) {
    if cell.shown().is_some() {
        *cell = Cell::Withheld(Withheld::Randomised);
    }
}

/// Withholds everything that randomised items of these categories make untrue.
fn take_out(release: &mut Release, touched: &[u8]) {
    hide(&mut release.index);
    hide(&mut release.weighted);
    hide(&mut release.weighting);
    for &category in touched {
        let category = usize::from(category);
        hide(&mut release.categories[category]);
        release.reliability.get_mut(category).into_iter().for_each(hide);
    }
    for group in release.groups.iter_mut().flat_map(|table| &mut table.groups) {
        let Group { index, categories, differences, .. } = group;
        hide(index);
        for &category in touched {
            categories.get_mut(usize::from(category)).into_iter().for_each(hide);
            differences.get_mut(usize::from(category)).into_iter().for_each(hide);
        }
    }
    for pair in &mut release.correlations {
        if touched.contains(&pair.first) || touched.contains(&pair.second) {
            hide(&mut pair.figures);
        }
    }
}

/// What an item's counts, which may be shown, let be estimated.
fn item(
    instrument: &Instrument,
    truth: TruthProbability,
    number: u8,
    shown: &ItemRelease,
) -> Cell<ItemEstimates> {
    let options = instrument.options_of(Question::Item(number));
    let all = u8::try_from(options.len()).unwrap_or(u8::MAX);
    let ItemRelease { distribution, mean, markers } = shown;
    let parts = distribution.parts.iter().map(|part| {
        let share = truth.share(all, part.last + 1 - part.first, part.share)?;
        Some(PartEstimate { first: part.first, last: part.last, share })
    });
    let Some(parts) = parts.collect() else { return Cell::Withheld(Withheld::TooFew) };
    let estimated =
        |estimate: Option<Estimate>| estimate.map_or(Cell::Withheld(Withheld::TooFew), Cell::Shown);
    let mean = match mean {
        Cell::Withheld(rule) => Cell::Withheld(*rule),
        // Shown only where no options are merged.
        Cell::Shown(_) => {
            let scores: Option<Vec<u8>> = options.iter().map(|option| option.score).collect();
            let counts: Vec<u64> = distribution.parts.iter().map(|part| part.share.count).collect();
            estimated(scores.and_then(|scores| truth.mean(&scores, &counts)))
        }
    };
    let marker = |MarkerShare { option, share }: &MarkerShare| MarkerEstimate {
        option: *option,
        share: match share {
            Cell::Withheld(rule) => Cell::Withheld(*rule),
            Cell::Shown(share) => estimated(truth.share(all, all.saturating_sub(*option), *share)),
        },
    };
    let markers = markers.iter().map(marker).collect();
    let (n, missing) = (distribution.n, distribution.missing);
    Cell::Shown(ItemEstimates { n, missing, parts, mean, markers })
}

/// The estimate of a category's mean, where that mean could be shown.
fn category(
    instrument: &Instrument,
    release: &Release,
    noise: &Noise,
    corrected: Option<&Corrected>,
    place: u8,
) -> RandomisedCategory {
    let estimate = || -> Result<ScoreEstimate, Withheld> {
        let summary = match &release.categories[usize::from(place)] {
            Cell::Shown(summary) => summary,
            Cell::Withheld(rule) => return Err(*rule),
        };
        let randomisation = noise.randomisation(instrument).ok_or(Withheld::Randomised)?;
        let own = instrument.items_of(usize::from(place)).filter(|&item| noise.has(item));
        let mut asked = own.filter(|&item| instrument.asks(release.form, item));
        let mean = |item: usize| release.items.get(item)?.shown()?.mean.shown();
        if asked.any(|item| mean(item).is_none()) {
            return Err(Withheld::Complementary);
        }
        // Where other people have come since, the sums of those counted here are not known.
        let sums = corrected.filter(|sums| *sums.randomisation() == randomisation);
        let sums = sums.ok_or(Withheld::Successive)?.categories();
        let sums = sums.iter().find(|(category, _)| *category == place);
        let (_, moments) = sums.ok_or(Withheld::Randomised)?;
        if moments.n != summary.n {
            return Err(Withheld::Successive);
        }
        score(instrument, &randomisation, place, moments, summary).ok_or(Withheld::Randomised)
    };
    let estimate = estimate().map_or_else(Cell::Withheld, Cell::Shown);
    RandomisedCategory { category: place, estimate }
}

fn score(
    instrument: &Instrument,
    randomisation: &Randomisation,
    place: u8,
    moments: &CorrectedMoments,
    summary: &Summary,
) -> Option<ScoreEstimate> {
    let correction = CategoryCorrection::new(instrument, randomisation, usize::from(place))?;
    let Estimate { n, value, interval, .. } = correction.estimate(moments)?;
    let [step, spread_step] =
        [summary.step, summary.spread_step].map(|step| Some(widened(step?, randomisation.truth())));
    Some(ScoreEstimate {
        n,
        step,
        spread_step,
        mean: step.map_or(value, |step| round(value, step)),
        interval: spread_step.map_or(interval, |step| groups::round_interval(interval, step)),
    })
}

/// What a figure is rounded to that changes up to 1/λ times as much with one answer.
fn widened(step: f64, truth: TruthProbability) -> f64 {
    let (a, b) = truth.parts();
    let wide = step * f64::from(b.div_ceil(a));
    if wide < COARSE_POINTS { summary::step_from(wide) } else { wide }
}

/// Flags of records whose answers were randomised tell nothing: copies differ, and who picked the
/// same option throughout does not seem to have. Hours are never randomised.
pub(super) fn without_flags(mut quality: QualityRelease, release: &Release) -> QualityRelease {
    if !release.randomised.items.is_empty() {
        hide(&mut quality.identical);
        hide(&mut quality.straight);
        hide(&mut quality.any);
        hide(&mut quality.index);
        quality.categories.iter_mut().for_each(hide);
    }
    quality
}
