//! How things go together: reliability, correlations, the effect of weighting, hours.

use super::groups::{outwards, round_interval};
use super::sources::Sources;
use super::{
    AvoidableRelease, COARSE_POINTS, Cell, Correlation, CorrelationFigures, FINE_POINTS, GROUP_MIN,
    HoursRelease, ItemRelease, OMEGA_MIN, OmegaRelease, PART_MIN, Release, Reliability, SHARE_STEP,
    WHOLE_MIN, Withheld, round, small,
};
use crate::domain::instrument::Instrument;
use crate::domain::stats::{
    ConfidenceInterval, ItemMoments, Moments, Omega, PairMoments, alpha, alpha_interval,
    fisher_interval, item_rest, omega, pearson, region_interval, spearman,
};
use crate::domain::tally::{HoursCounts, STEPS, Tally};

/// Fewest items of an estimate of omega.
const OMEGA_ITEMS: usize = 3;

/// Hours are rounded to multiples of this where they are exact otherwise.
const FINE_HOURS: f64 = 0.1;

/// Hours are rounded to multiples of this where the answers of an activity had to be merged.
const MERGED_HOURS: f64 = 1.0;

/// Hours of small groups are rounded to multiples of this.
const COARSE_HOURS: f64 = 5.0;

/// Fills what rests on the relations between answers. `release` holds the scores and items.
pub(super) fn fill(
    instrument: &Instrument,
    tally: &Tally,
    release: &mut Release,
    sources: &Sources,
) {
    let people = |category: usize| sources.blurred(category, tally.reliability[category].n);
    release.reliability = (0..tally.reliability.len())
        .map(|category| cell(reliability(instrument, tally, release, (category, people(category)))))
        .collect();
    let categories = tally.categories.len();
    let pairs = (0..categories).flat_map(|first| (first + 1..categories).map(move |c| (first, c)));
    release.correlations = pairs
        .zip(tally.pairs.iter().zip(&tally.joint))
        .map(|((first, second), (pair, joint))| Correlation {
            first: small(first),
            second: small(second),
            figures: cell(correlation(release, [first, second], pair, joint)),
        })
        .collect();
    release.weighting = cell(weighting(tally, release));
    release.hours = cell(hours(instrument, tally, release));
}

fn cell<T>(result: Result<T, Withheld>) -> Cell<T> {
    result.map_or_else(Cell::Withheld, Cell::Shown)
}

/// The rule that withholds figures of so many people about these categories.
fn rule(release: &Release, categories: &[usize], n: u64) -> Option<Withheld> {
    if n < release.policy.minimum() {
        return Some(Withheld::BelowMinimum);
    }
    let withheld = categories.iter().find_map(|&c| release.categories[c].withheld());
    withheld.or((n < GROUP_MIN).then_some(Withheld::TooFew))
}

fn reliability(
    instrument: &Instrument,
    tally: &Tally,
    release: &Release,
    (category, people): (usize, u64),
) -> Result<Reliability, Withheld> {
    let items = &tally.reliability[category];
    let count = items.sums.len();
    if count < 2 {
        return Err(Withheld::NotAsked);
    }
    if let Some(rule) = rule(release, &[category], items.n) {
        return Err(rule);
    }
    let asked = instrument.items_of(category).filter(|&item| instrument.asks(tally.form(), item));
    if super::has_few_scores(instrument, tally.form(), category) && people < WHOLE_MIN {
        // With the items' distributions it would tell the deviation, which is rounded.
        return Err(Withheld::TooFew);
    }
    let rounded = |coefficient: f64| round(coefficient, SHARE_STEP);
    let exact = alpha(items);
    let rest = asked.map(small).zip(item_rest(items));
    Ok(Reliability {
        n: items.n,
        items: small(count),
        alpha: exact.map(rounded),
        interval: exact
            .and_then(|alpha| alpha_interval(alpha, items.n, count))
            .map(|interval| round_interval(interval, SHARE_STEP)),
        omega: omega_of(items),
        item_rest: rest.map(|(item, r)| (item, r.map(rounded))).collect(),
    })
}

fn omega_of(items: &ItemMoments) -> OmegaRelease {
    if items.n < OMEGA_MIN || items.sums.len() < OMEGA_ITEMS {
        return OmegaRelease::TooFew;
    }
    match omega(items) {
        Omega::Estimate(omega) => OmegaRelease::Estimate(round(omega, SHARE_STEP)),
        Omega::NotConverged => OmegaRelease::NotConverged,
    }
}

fn correlation(
    release: &Release,
    categories: [usize; 2],
    pair: &PairMoments,
    joint: &[u64],
) -> Result<CorrelationFigures, Withheld> {
    if let Some(rule) = rule(release, &categories, pair.n) {
        return Err(rule);
    }
    // Undefined where everybody has the same score.
    let exact = pearson(pair).ok_or(Withheld::TooFew)?;
    let line = ConfidenceInterval { low: exact, high: exact };
    let interval = fisher_interval(exact, pair.n).unwrap_or(line);
    let ranks = spearman(joint, STEPS).ok_or(Withheld::TooFew)?;
    Ok(CorrelationFigures {
        n: pair.n,
        pearson: round(exact, SHARE_STEP),
        interval: round_interval(interval, SHARE_STEP),
        spearman: round(ranks, SHARE_STEP),
    })
}

/// Mean distance of the two indices, in the precision in which they are shown themselves.
fn weighting(tally: &Tally, release: &Release) -> Result<f64, Withheld> {
    let withheld = release.weighted.withheld().or(release.index.withheld());
    let distance = tally.weighting.mean().filter(|_| withheld.is_none());
    let step = weighting_step(tally.weighting.n);
    match distance.filter(|_| tally.weighting.n >= release.policy.minimum()) {
        Some(points) => Ok(round(points, step)),
        None => Err(withheld.unwrap_or(Withheld::BelowMinimum)),
    }
}

/// What the distance of the two indices of so many people is rounded to, points.
pub(super) const fn weighting_step(people: u64) -> f64 {
    if people < GROUP_MIN { COARSE_POINTS } else { FINE_POINTS }
}

fn hours(
    instrument: &Instrument,
    tally: &Tally,
    release: &Release,
) -> Result<HoursRelease, Withheld> {
    let counts = tally.hours.as_ref().ok_or(Withheld::NotAsked)?;
    let n = counts.lower.n;
    if tally.n < release.policy.minimum() || n < release.policy.minimum() {
        return Err(Withheld::BelowMinimum);
    }
    if n < GROUP_MIN && [counts.lower, counts.upper].iter().any(|sum| sum.sd() == Some(0.0)) {
        return Err(Withheld::GroupDisclosure);
    }
    if has_dominant_hours(tally) {
        return Err(Withheld::SmallPart);
    }
    let step = step_of(instrument, release, n);
    let [lower, central, upper] =
        means([counts.lower, counts.central, counts.upper], step).ok_or(Withheld::BelowMinimum)?;
    let interval = region_interval(&counts.lower, &counts.upper).ok_or(Withheld::BelowMinimum)?;
    Ok(HoursRelease {
        n,
        left_out: counts.inconsistent + counts.incomplete,
        step,
        lower,
        central,
        upper,
        interval: outwards(interval, step),
        avoidable: cell(avoidable(instrument, release, counts)),
    })
}

/// Whether one or two people have most of the hours.
pub(super) fn has_dominant_hours(tally: &Tally) -> bool {
    let sums = tally.hours.as_ref().map(|hours| [hours.lower, hours.central, hours.upper]);
    sums.is_some_and(|sums| sums.iter().any(is_dominated))
}

/// Whether a sum is made by fewer than [`PART_MIN`] people in effect: (Σx)² < 3 Σx². Otherwise the
/// two largest x are at most √⅔ of the sum, and what is left is more than 0.3 times the largest:
/// the p % rule with twice the usual 15 % (Hundepool et al. (2012). *Statistical Disclosure
/// Control*, chapter 4), for which the largest x would have to be known.
fn is_dominated(sum: &Moments) -> bool {
    let parts = sum.squares.checked_mul(u128::from(PART_MIN));
    sum.sum.checked_mul(sum.sum).zip(parts).is_none_or(|(whole, parts)| whole < parts)
}

fn avoidable(
    instrument: &Instrument,
    release: &Release,
    counts: &HoursCounts,
) -> Result<AvoidableRelease, Withheld> {
    let n = counts.avoidable_lower.n;
    if n < release.policy.minimum() {
        return Err(Withheld::BelowMinimum);
    }
    let sums = [counts.avoidable_lower, counts.avoidable_central, counts.avoidable_upper];
    if n < GROUP_MIN && sums.iter().any(|sum| sum.sd() == Some(0.0)) {
        return Err(Withheld::GroupDisclosure);
    }
    if sums.iter().any(is_dominated) {
        return Err(Withheld::SmallPart);
    }
    let step = step_of(instrument, release, n);
    let [lower, central, upper] = means(sums, step).ok_or(Withheld::BelowMinimum)?;
    Ok(AvoidableRelease { n, step, lower, central, upper })
}

/// Means of hours, rounded: bounds outwards, for a lower bound above the hours is none, and the
/// centre to the nearest multiple.
fn means(sums: [Moments; 3], step: f64) -> Option<[f64; 3]> {
    let [low, central, high] = sums.map(|sum| sum.mean());
    let bounds = outwards(ConfidenceInterval { low: low?, high: high? }, step);
    Some([bounds.low, round(central?, step), bounds.high])
}

/// How far hours are rounded. They are sums over the answers to the activities: where of one
/// activity a part is hidden, exact hours would tell it.
fn step_of(instrument: &Instrument, release: &Release, n: u64) -> f64 {
    let hides = |id: &String| {
        let item = instrument.item_index(id).and_then(|item| release.items.get(item));
        item.and_then(Cell::shown).and_then(|item: &ItemRelease| item.mean.shown()).is_none()
    };
    if n < GROUP_MIN {
        COARSE_HOURS
    } else if instrument.hours.as_ref().is_some_and(|hours| hours.activities.iter().any(hides)) {
        MERGED_HOURS
    } else {
        FINE_HOURS
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::disclose::{Policy, disclose};
    use crate::domain::instrument::Form;
    use crate::domain::score::{Score, Scores, score};
    use crate::domain::shipped_instrument;
    use crate::domain::simulate::{Population, Simulation};
    use crate::domain::tally::{Columns, Scope};

    #[test]
    fn hours_of_one_or_two_people_are_no_mean() {
        let dominated = |hours: &[u128]| {
            is_dominated(&Moments {
                n: hours.len() as u64,
                sum: hours.iter().sum(),
                squares: hours.iter().map(|hours| hours * hours).sum(),
                units_per_point: 1,
            })
        };
        assert!(dominated(&[40, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
        assert!(dominated(&[40, 40, 0, 0, 0, 0, 0, 0, 0, 0]));
        assert!(dominated(&[40, 1, 1, 1, 1, 1, 1, 1, 1, 1]));
        assert!(!dominated(&[40, 40, 40, 0, 0, 0, 0, 0, 0, 0]));
        assert!(!dominated(&[40, 9, 9, 9, 9, 9, 9, 9, 9, 9]));
        assert!(!dominated(&[0; 10]), "nobody has hours");
    }

    /// Spearman's rho of the exact scores of the people who have both.
    fn exact_spearman(people: &[Scores], [first, second]: [usize; 2]) -> f64 {
        let both = people.iter().filter_map(|scores| {
            let of = |category: usize| scores.categories[category].score.map(Score::to_f64);
            of(first).zip(of(second))
        });
        let both: Vec<(f64, f64)> = both.collect();
        let mut grades: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
        for &(x, y) in &both {
            grades[0].push(x);
            grades[1].push(y);
        }
        for grades in &mut grades {
            grades.sort_by(f64::total_cmp);
            grades.dedup_by(|one, other| (*one - *other).abs() < 1e-9);
        }
        let side = grades[0].len().max(grades[1].len());
        let place =
            |of: usize, score: f64| grades[of].partition_point(|grade| *grade < score - 1e-9);
        let mut joint = vec![0; side * side];
        for &(x, y) in &both {
            joint[place(0, x) * side + place(1, y)] += 1;
        }
        spearman(&joint, side).expect("scores differ")
    }

    /// Scores in steps of 5 points move Spearman's rho by no more than docs/statistics.md says.
    #[test]
    fn steps_move_spearman_a_little() {
        let instrument = shipped_instrument();
        for (people, bound) in [(60, 0.05), (300, 0.02), (1_000, 0.02)] {
            let mut farthest: f64 = 0.0;
            for seed in 1..=8 {
                let plain = Population { people, seed, quick: 0.0, ..Population::new(instrument) };
                let mut columns = Columns::new(instrument, 7);
                let mut scores = Vec::new();
                for record in Simulation::new(instrument, plain).expect("a population") {
                    columns.add(&record);
                    scores.push(score(instrument, record.complete()));
                }
                let scope = Scope { campaign: None, form: Form::Full };
                let tally = columns.tally(scope).expect("records");
                let release = disclose(instrument, tally, Policy::default());
                for pair in &release.correlations {
                    let Cell::Shown(shown) = &pair.figures else { continue };
                    let places = [pair.first, pair.second].map(usize::from);
                    let exact = exact_spearman(&scores, places);
                    farthest = farthest.max((exact - shown.spearman).abs());
                }
            }
            assert!((0.004..bound).contains(&farthest), "{people} people: {farthest}");
        }
    }
}
