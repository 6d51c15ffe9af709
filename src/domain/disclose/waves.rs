//! Two waves of one instrument and form.

use super::groups::{round_interval, round_outwards};
use super::{
    Cell, FINE_POINTS, Policy, Release, SHARE_STEP, Summary, WHOLE_MIN, WaveComparison,
    WaveDifference, Withheld, few_step, has_few_scores, round,
};
use crate::domain::instrument::Instrument;
use crate::domain::stats::{
    ConfidenceInterval, Moments, Stratum, detectable, newcombe, ratio, standardised, welch,
};
use crate::domain::tally::{CATEGORY_UNITS, GroupCounts, Tally};

/// Smallest share of people of either wave who must be in cells that can be standardised.
pub const COVERED_MIN: f64 = 0.8;

/// Why two sets of records cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotComparable {
    /// They answered different instruments, or different versions of one.
    #[error("the waves are of different instruments")]
    Instrument,
    /// One answered the full and one the quick form.
    #[error("the waves are of different forms")]
    Form,
    /// The release of one of them belongs to other records.
    #[error("a release is not of its wave")]
    Release,
}

/// One wave: its number, its counts and what is shown of them.
#[derive(Clone, Copy, Debug)]
pub struct Wave<'a> {
    /// Wave, from 1.
    pub number: u8,
    /// The counts.
    pub tally: &'a Tally,
    /// What is shown of them.
    pub release: &'a Release,
}

/// Compares what both waves show exactly: later minus earlier.
///
/// Means with Welch's interval, raw and standardised to the earlier wave's mix of the first two
/// background questions; shares with Newcombe's. The waves are taken as independent: where the
/// same people answered twice, the intervals are too wide. A difference is standardised over the
/// cells with at least the minimum of people in both waves, if these are at least [`COVERED_MIN`]
/// of the people of each.
pub fn compare(
    instrument: &Instrument,
    policy: Policy,
    earlier: Wave,
    later: Wave,
) -> Result<WaveComparison, NotComparable> {
    let waves = [earlier, later];
    if earlier.tally.instrument() != later.tally.instrument() {
        return Err(NotComparable::Instrument);
    }
    if earlier.tally.form() != later.tally.form() {
        return Err(NotComparable::Form);
    }
    if waves.iter().any(|wave| wave.release.n != wave.tally.n) {
        return Err(NotComparable::Release);
    }
    let index = Compared {
        shown: waves.map(|wave| &wave.release.index),
        scores: waves.map(|wave| wave.tally.index.moments),
        strata: waves.map(|wave| wave.tally.cells.iter().map(|cell| cell.index).collect()),
        few: false,
    };
    let category = |category: usize| Compared {
        shown: waves.map(|wave| &wave.release.categories[category]),
        scores: waves.map(|wave| wave.tally.categories[category].moments(CATEGORY_UNITS)),
        strata: waves.map(|wave| {
            let score = |cell: &GroupCounts| cell.categories[category];
            wave.tally.cells.iter().map(score).collect()
        }),
        few: has_few_scores(instrument, earlier.tally.form(), category),
    };
    let categories: Vec<Compared> = (0..instrument.categories.len()).map(category).collect();
    Ok(WaveComparison {
        waves: waves.map(|wave| wave.number),
        n: waves.map(|wave| wave.tally.n),
        index: cell(index.difference(policy)),
        categories: categories.iter().map(|one| cell(one.difference(policy))).collect(),
        share_75: categories.iter().map(|one| cell(one.share_75())).collect(),
    })
}

fn cell<T>(result: Result<T, Withheld>) -> Cell<T> {
    result.map_or_else(Cell::Withheld, Cell::Shown)
}

/// One score in both waves.
struct Compared<'a> {
    shown: [&'a Cell<Summary>; 2],
    scores: [Moments; 2],
    /// The score by cell of the first two background questions.
    strata: [Vec<Moments>; 2],
    /// The scale has few possible scores.
    few: bool,
}

impl Compared<'_> {
    fn difference(&self, policy: Policy) -> Result<WaveDifference, Withheld> {
        let exact = |cell: &Cell<Summary>| match cell {
            Cell::Withheld(rule) => Err(*rule),
            Cell::Shown(summary) if summary.coarse => Err(Withheld::SmallPart),
            Cell::Shown(summary) => Ok(summary.mean),
        };
        let means = [exact(self.shown[0])?, exact(self.shown[1])?];
        let [first, second] = &self.scores;
        let raw = welch(first, second).ok_or(Withheld::TooFew)?;
        let sd = |wave: &Moments| wave.sd().ok_or(Withheld::TooFew);
        let detectable = detectable(sd(first)?, first.n, sd(second)?, second.n);
        let (step, spread) = (self.step(), self.blur().unwrap_or(FINE_POINTS));
        Ok(WaveDifference {
            means,
            points: round(raw.difference, step),
            interval: self.interval(raw.interval),
            standardised: cell(self.standardised(policy)),
            detectable: round(detectable.interval_points, spread),
            detectable_80: round(detectable.power_points, spread),
        })
    }

    /// Points to which differences are rounded: as fine as the waves' own figures.
    fn step(&self) -> f64 {
        if self.blur().is_some() { 1.0 } else { FINE_POINTS }
    }

    /// What the deviations of the waves are rounded to, where that is coarser than usual.
    fn blur(&self) -> Option<f64> {
        let fewest = self.scores[0].n.min(self.scores[1].n);
        (self.few && fewest < WHOLE_MIN).then(|| few_step(fewest))
    }

    fn interval(&self, interval: ConfidenceInterval) -> ConfidenceInterval {
        self.blur().map_or_else(
            || round_interval(interval, FINE_POINTS),
            |step| round_outwards(interval, step),
        )
    }

    fn standardised(&self, policy: Policy) -> Result<(f64, ConfidenceInterval), Withheld> {
        let [first, second] = &self.strata;
        let used: Vec<Stratum> = first
            .iter()
            .zip(second)
            .filter(|(first, second)| first.n.min(second.n) >= policy.minimum())
            .map(|(&first, &second)| Stratum { first, second })
            .collect();
        let people = [
            used.iter().map(|stratum| stratum.first.n).sum::<u64>(),
            used.iter().map(|stratum| stratum.second.n).sum(),
        ];
        let covered = |wave: usize| ratio(people[wave], self.scores[wave].n) >= COVERED_MIN;
        if !(covered(0) && covered(1)) {
            return Err(Withheld::TooFew);
        }
        let figures = standardised(&used).ok_or(Withheld::TooFew)?;
        Ok((round(figures.difference, self.step()), self.interval(figures.interval)))
    }

    fn share_75(&self) -> Result<(f64, ConfidenceInterval), Withheld> {
        let share = |cell: &Cell<Summary>| match cell {
            Cell::Withheld(rule) => Err(*rule),
            Cell::Shown(summary) => match summary.share_75 {
                Cell::Withheld(rule) => Err(rule),
                Cell::Shown(share) => Ok(share),
            },
        };
        let change = newcombe(share(self.shown[0])?, share(self.shown[1])?);
        Ok((round(change.difference, SHARE_STEP), round_interval(change.interval, SHARE_STEP)))
    }
}
