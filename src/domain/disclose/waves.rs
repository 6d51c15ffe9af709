//! Two waves of one instrument and form.

use super::groups::round_interval;
use super::{
    Cell, Distribution, FINE_POINTS, PartChange, Policy, Release, SHARE_STEP, ShareChange, Summary,
    WHOLE_MIN, WHOLE_POINTS, WaveComparison, WaveDifference, Withheld, few_step, has_few_scores,
    round,
};
use crate::domain::instrument::Instrument;
use crate::domain::stats::{
    ConfidenceInterval, Moments, Proportion, Stratum, detectable, newcombe, ratio, standardised,
    welch,
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
    /// The one called earlier is no earlier wave than the other.
    #[error("the earlier wave does not come before the later one")]
    Order,
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
/// cells of people who answered both questions, with at least the minimum in both waves, if these
/// are at least [`COVERED_MIN`] of all people of each; nothing is where a wave asked only one of
/// the questions, or none.
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
    if earlier.number >= later.number {
        return Err(NotComparable::Order);
    }
    if waves.iter().any(|wave| wave.release.n != wave.tally.n) {
        return Err(NotComparable::Release);
    }
    let named = named_cells(instrument, waves);
    let strata = |score: &dyn Fn(&GroupCounts) -> Moments| {
        let places = named.as_ref()?;
        Some(waves.map(|wave| places.iter().map(|&at| score(&wave.tally.cells[at])).collect()))
    };
    let index = Compared {
        shown: waves.map(|wave| &wave.release.index),
        scores: waves.map(|wave| wave.tally.index.moments),
        strata: strata(&|cell| cell.index),
        few: false,
    };
    let category = |category: usize| Compared {
        shown: waves.map(|wave| &wave.release.categories[category]),
        scores: waves.map(|wave| wave.tally.categories[category].moments(CATEGORY_UNITS)),
        strata: strata(&|cell| cell.categories[category]),
        few: has_few_scores(instrument, earlier.tally.form(), category),
    };
    let categories: Vec<Compared> = (0..instrument.categories.len()).map(category).collect();
    let shares = |of: fn(&Summary) -> &Cell<Proportion>| {
        [&index].into_iter().chain(&categories).map(|one| cell(one.share(of))).collect()
    };
    let outcomes = earlier.release.outcomes.iter().zip(&later.release.outcomes);
    Ok(WaveComparison {
        waves: waves.map(|wave| wave.number),
        n: waves.map(|wave| wave.tally.n),
        index: cell(index.difference(policy)),
        categories: categories.iter().map(|one| cell(one.difference(policy))).collect(),
        share_50: shares(|summary| &summary.share_50),
        share_75: shares(|summary| &summary.share_75),
        outcomes: outcomes.map(|(first, second)| cell(parts([first, second]))).collect(),
    })
}

fn cell<T>(result: Result<T, Withheld>) -> Cell<T> {
    result.map_or_else(Cell::Withheld, Cell::Shown)
}

/// The cells of the first two background questions whose people answered both; none where a wave
/// was not asked both. People who did not are not alike, and weighting them adjusts nothing.
fn named_cells(instrument: &Instrument, waves: [Wave; 2]) -> Option<Vec<usize>> {
    let [first, second, ..] = instrument.background.as_slice() else { return None };
    let unasked = |wave: &Wave| {
        let mut questions = wave.tally.background.iter().take(2);
        questions.any(|counts| counts.not_asked == wave.tally.n)
    };
    if waves.iter().any(unasked) {
        return None;
    }
    let (rows, columns) = (first.options.len(), second.options.len());
    let row = |row: usize| (0..columns).map(move |column| row * (columns + 1) + column);
    Some((0..rows).flat_map(row).collect())
}

/// One score in both waves.
struct Compared<'a> {
    shown: [&'a Cell<Summary>; 2],
    scores: [Moments; 2],
    /// The score by cell of the first two background questions; none where they were not asked.
    strata: Option<[Vec<Moments>; 2]>,
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
        // Where a mean is rounded, its exact value must not follow more closely from differences.
        let rounded = self.summaries().any(|summary| summary.step.is_some());
        let difference = if rounded { means[1] - means[0] } else { raw.difference };
        let beside = difference - raw.difference;
        Ok(WaveDifference {
            step,
            spread_step: spread,
            means,
            points: round(difference, step),
            interval: self.interval(raw.interval),
            standardised: cell(self.standardised(policy, beside)),
            // Half of Welch's interval, which stands beside it.
            detectable: round((raw.interval.high - raw.interval.low) / 2.0, spread),
            detectable_80: round(detectable.power_points, spread),
        })
    }

    /// Points to which differences are rounded: as coarse as the coarser of the two means.
    fn step(&self) -> f64 {
        let least = self.few_step().map_or(FINE_POINTS, |_| WHOLE_POINTS);
        self.summaries().filter_map(|summary| summary.step).fold(least, f64::max)
    }

    /// What the deviations of the waves are rounded to, where that is coarser than usual.
    fn blur(&self) -> Option<f64> {
        let shown = self.summaries().filter_map(|summary| summary.spread_step);
        shown.chain(self.few_step()).reduce(f64::max)
    }

    /// The same because of few possible scores.
    fn few_step(&self) -> Option<f64> {
        let fewest = self.scores[0].n.min(self.scores[1].n);
        (self.few && fewest < WHOLE_MIN).then(|| few_step(fewest))
    }

    fn summaries(&self) -> impl Iterator<Item = &Summary> {
        self.shown.iter().filter_map(|cell| cell.shown())
    }

    fn interval(&self, interval: ConfidenceInterval) -> ConfidenceInterval {
        round_interval(interval, self.blur().unwrap_or(FINE_POINTS))
    }

    /// `beside` is how far the raw difference stands from the exact one; this one stands as far.
    fn standardised(
        &self,
        policy: Policy,
        beside: f64,
    ) -> Result<(f64, ConfidenceInterval), Withheld> {
        let [first, second] = self.strata.as_ref().ok_or(Withheld::NotAsked)?;
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
            return Err(Withheld::NotCovered);
        }
        let figures = standardised(&used).ok_or(Withheld::TooFew)?;
        Ok((round(figures.difference + beside, self.step()), self.interval(figures.interval)))
    }

    /// The change of a share that both waves show.
    fn share(&self, of: fn(&Summary) -> &Cell<Proportion>) -> Result<ShareChange, Withheld> {
        let share = |cell: &Cell<Summary>| match cell {
            Cell::Withheld(rule) => Err(*rule),
            Cell::Shown(summary) => match *of(summary) {
                Cell::Withheld(rule) => Err(rule),
                Cell::Shown(share) => Ok(share),
            },
        };
        Ok(change([share(self.shown[0])?, share(self.shown[1])?]))
    }
}

/// Second share minus first.
fn change([first, second]: [Proportion; 2]) -> ShareChange {
    let change = newcombe(first, second);
    (round(change.difference, SHARE_STEP), round_interval(change.interval, SHARE_STEP))
}

/// The parts of an outcome that begin and end at the same options in both waves. They add up
/// what both waves show, so nothing follows from them that did not follow from these.
fn parts(waves: [&Cell<Distribution>; 2]) -> Result<Vec<PartChange>, Withheld> {
    let waves = match waves {
        [Cell::Shown(first), Cell::Shown(second)] => [first, second],
        [Cell::Withheld(rule), _] | [_, Cell::Withheld(rule)] => return Err(*rule),
    };
    let begins = |wave: usize, option: u8| waves[wave].parts.iter().any(|p| p.first == option);
    let firsts: Vec<u8> =
        waves[0].parts.iter().map(|part| part.first).filter(|&at| begins(1, at)).collect();
    if firsts.len() < 2 {
        // One part is everybody, in both waves.
        return Err(Withheld::SmallPart);
    }
    let end = waves[0].parts.last().map_or(0, |part| part.last);
    let ends = firsts.iter().skip(1).map(|next| next - 1).chain([end]);
    let part = |(&first, last): (&u8, u8)| {
        let shares = [0, 1].map(|wave: usize| {
            let inside = waves[wave].parts.iter().filter(|p| (first..=last).contains(&p.first));
            let count = inside.map(|part| part.share.count).sum();
            Proportion { count, n: waves[wave].n }
        });
        PartChange { first, last, shares, change: change(shares) }
    };
    Ok(firsts.iter().zip(ends).map(part).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::disclose::{Missing, Part, disclose};
    use crate::domain::instrument::Form;
    use crate::domain::shipped_instrument;
    use crate::domain::simulate::demo;
    use crate::domain::tally::Columns;

    fn tally(seed: u64) -> Tally {
        let instrument = shipped_instrument();
        let mut columns = Columns::new(instrument, 1);
        for record in demo(instrument, 3_000, seed) {
            columns.add(&record);
        }
        let mut scopes = columns.scopes().into_iter();
        let full = scopes.find(|(scope, _)| scope.form == Form::Full).expect("full forms").0;
        columns.tally(full).expect("records").clone()
    }

    /// Why the index of two waves is not standardised, if it is not.
    fn not_standardised(waves: &[Tally; 2]) -> Option<Withheld> {
        let (instrument, policy) = (shipped_instrument(), Policy::default());
        let releases = waves.each_ref().map(|tally| disclose(instrument, tally, policy));
        let wave =
            |at: usize| Wave { number: [1, 2][at], tally: &waves[at], release: &releases[at] };
        let compared = compare(instrument, policy, wave(0), wave(1)).expect("comparable");
        compared.index.shown().expect("shown in both").standardised.withheld()
    }

    /// People who named no level are no group that could be weighted: nothing would be adjusted.
    #[test]
    fn only_people_who_answered_both_questions_are_standardised() {
        let mut waves = [tally(1), tally(2)];
        assert_eq!(not_standardised(&waves), None);
        let asked = waves.clone();
        for wave in &mut waves {
            let all = wave.index.moments;
            for cell in &mut wave.cells {
                cell.index = Moments { n: 0, sum: 0, squares: 0, ..all };
            }
            wave.cells.last_mut().expect("the people who named neither").index = all;
        }
        assert_eq!(not_standardised(&waves), Some(Withheld::NotCovered));
        for question in 0..2 {
            let mut waves = asked.clone();
            waves[1].background[question].not_asked = waves[1].n;
            assert_eq!(not_standardised(&waves), Some(Withheld::NotAsked));
        }
    }

    /// Where the mean of a wave is rounded to hide another, the difference is that of the shown
    /// means, so that the exact mean does not follow from it; and it is rounded no further.
    #[test]
    fn differences_tell_no_more_than_the_means() {
        let (instrument, policy) = (shipped_instrument(), Policy::default());
        let waves = [tally(1), tally(2)];
        let mut releases = waves.each_ref().map(|tally| disclose(instrument, tally, policy));
        let difference = |releases: &[Release; 2]| {
            let wave =
                |at: usize| Wave { number: [1, 2][at], tally: &waves[at], release: &releases[at] };
            let compared = compare(instrument, policy, wave(0), wave(1)).expect("comparable");
            let index = *compared.index.shown().expect("shown in both");
            let standardised = index.standardised.shown().expect("standardised").0;
            (index.step, index.points, standardised, index.means)
        };
        let exact = difference(&releases);
        assert!((exact.0 - FINE_POINTS).abs() < 1e-9);
        let Cell::Shown(index) = &mut releases[0].index else { panic!("withheld") };
        (index.step, index.spread_step) = (Some(0.2), Some(0.2));
        index.mean = round(index.mean, 0.2) + 2.0;
        let (step, points, standardised, means) = difference(&releases);
        assert!((step - 0.2).abs() < 1e-9, "{step}");
        assert!((points - round(means[1] - means[0], 0.2)).abs() < 1e-9, "{points} {means:?}");
        assert!((exact.2 - standardised - 2.0).abs() < 0.31, "{} {standardised}", exact.2);
    }

    /// Parts without a common edge are together everybody: nothing is compared.
    #[test]
    fn outcomes_without_a_common_edge_are_not_compared() {
        let wave = |edge: u8| {
            let part = |(first, last)| Part { first, last, share: Proportion { count: 6, n: 12 } };
            let missing = Missing::Together(0);
            let parts = [(0, edge - 1), (edge, 4)].map(part).to_vec();
            Cell::Shown(Distribution { n: 12, missing, parts })
        };
        assert_eq!(parts([&wave(1), &wave(3)]), Err(Withheld::SmallPart));
        assert_eq!(parts([&wave(2), &wave(2)]).map(|parts| parts.len()), Ok(2));
    }
}
