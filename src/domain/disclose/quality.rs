//! What differs when flagged records are left out.

use super::groups::summary;
use super::{Cell, GroupSummary, PART_MIN, Policy, QualityRelease, Release, Withheld};
use crate::domain::instrument::Instrument;
use crate::domain::stats::{Moments, Proportion};
use crate::domain::tally::{CATEGORY_UNITS, Quality};

/// Turns counts of flags into what may be shown of them, beside the release of all records.
///
/// Figures without flagged records can be subtracted from the figures with them: what is left are
/// the flagged ones. So a figure is withheld where that is fewer people than the minimum, and with
/// a category the index, because it is the mean of the categories.
pub fn disclose_quality(
    instrument: &Instrument,
    policy: Policy,
    quality: &Quality,
    release: &Release,
) -> QualityRelease {
    let share = |count| flagged(Proportion { count, n: quality.n }, policy);
    let with = release.categories.iter().map(|cell| cell.shown().map(|summary| summary.n));
    let without = quality.without.categories.iter().map(|c| c.moments(CATEGORY_UNITS));
    let figures: Vec<(Option<u64>, Moments)> = with.zip(without).collect();
    let mut rules: Vec<Option<Withheld>> = figures
        .iter()
        .zip(&release.categories)
        .map(|((with, without), cell)| cell.withheld().or(subtraction(*with, without, policy)))
        .collect();
    let index = quality.without.index.moments;
    let with = release.index.shown().map(|summary| summary.n);
    let mut index_rule = release.index.withheld().or(subtraction(with, &index, policy));
    let subtracted = |rule: &Option<Withheld>| *rule == Some(Withheld::Complementary);
    if rules.iter().any(subtracted) {
        index_rule.get_or_insert(Withheld::Complementary);
    } else if subtracted(&index_rule) {
        for rule in &mut rules {
            rule.get_or_insert(Withheld::Complementary);
        }
    }
    let quality = QualityRelease {
        identical: share(quality.identical),
        straight: quality.straight.map_or(Cell::Withheld(Withheld::NotAsked), share),
        impossible: share(quality.impossible),
        any: share(quality.any),
        index: figure(&index, index_rule, policy, None),
        categories: figures
            .iter()
            .zip(rules)
            .enumerate()
            .map(|(category, ((_, without), rule))| {
                let blur = super::blur(instrument, release.form, category, without.n);
                figure(without, rule, policy, blur)
            })
            .collect(),
    };
    super::randomised::without_flags(quality, release)
}

/// A share of flagged records; neither side may have 1 or 2.
fn flagged(share: Proportion, policy: Policy) -> Cell<Proportion> {
    let small = |people: u64| (1..PART_MIN).contains(&people);
    if share.n < policy.minimum() {
        Cell::Withheld(Withheld::BelowMinimum)
    } else if small(share.count) || small(share.n - share.count) {
        Cell::Withheld(Withheld::SmallPart)
    } else {
        Cell::Shown(share)
    }
}

/// The rule against subtracting the figure without flagged records from the one with them.
fn subtraction(with: Option<u64>, without: &Moments, policy: Policy) -> Option<Withheld> {
    let left = with.unwrap_or(0).abs_diff(without.n);
    (1..policy.minimum()).contains(&left).then_some(Withheld::Complementary)
}

fn figure(
    scores: &Moments,
    rule: Option<Withheld>,
    policy: Policy,
    blur: Option<f64>,
) -> Cell<GroupSummary> {
    summary(scores, rule.or(super::groups::too_few(scores, policy)), blur, 0.0)
}
