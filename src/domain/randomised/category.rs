//! The mean score of a category some of whose items are randomised.
//!
//! Each person's category score is corrected first: instead of the score y of a randomised item
//! counts (y − (1 − λ)·v̄)/λ, with v̄ the mean of the scores of its options. Over the draws this is
//! right on average for every single person, and so is the mean over people. Which items are
//! answered is not randomised, so the rule for when a category counts is the usual one. The
//! corrected score of one person says nothing about that person and is never shown.

use super::estimate::{Estimate, estimated};
use super::{Randomisation, gcd};
use crate::domain::answer::{Answer, Complete};
use crate::domain::instrument::{Form, Instrument};
use crate::domain::score::answered_min;

/// How the scores of one category are corrected, in whole numbers of a small unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryCorrection {
    items: Vec<ItemCorrection>,
    /// Units in a point: divisible by a, by the number of options of every randomised item and by
    /// every number of items.
    units_per_point: i64,
}

/// What the options of one item count.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ItemCorrection {
    /// Position in the instrument.
    item: usize,
    /// In units, one for each option.
    units: Vec<Option<i64>>,
}

/// People, sum and sum of squares of their corrected scores: exact and mergeable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CorrectedMoments {
    /// Number of people with a score in the category.
    pub n: u64,
    /// Σx, units.
    pub sum: i128,
    /// Σx², units².
    pub squares: i128,
}

impl CategoryCorrection {
    /// Prepares a category. None where a randomised item of it has options without a score, or
    /// where there is no such category.
    pub fn new(
        instrument: &Instrument,
        randomisation: &Randomisation,
        category: usize,
    ) -> Option<Self> {
        let (a, b) = randomisation.truth.parts();
        let (a, b) = (i64::from(a), i64::from(b));
        let items: Vec<usize> = instrument.items_of(category).collect();
        let scores = |item: usize| -> Vec<Option<i64>> {
            let options = instrument.options(&instrument.items[item].options);
            options.iter().map(|option| option.score.map(i64::from)).collect()
        };
        let randomised = items.iter().filter(|&&item| randomisation.has(item));
        let options = randomised.map(|&item| scores(item).len());
        let units = options.chain(1..=items.len()).try_fold(1, lowest_common_multiple)?;
        let units_per_point = units.checked_mul(a)?;
        let corrected = items.iter().map(|&item| {
            let scores = scores(item);
            if !randomisation.has(item) {
                let units = scores.iter().map(|score| Some((*score)? * units_per_point)).collect();
                return Some(ItemCorrection { item, units });
            }
            let options = i64::try_from(scores.len()).ok()?;
            let scores: Vec<i64> = scores.into_iter().collect::<Option<_>>()?;
            let noise = (b - a) * scores.iter().sum::<i64>();
            // (k·b·y − (b − a)·Σv)/(a·k) points.
            let corrected = |score| (options * b * score - noise) * (units_per_point / a / options);
            let units = scores.into_iter().map(|score| Some(corrected(score))).collect();
            Some(ItemCorrection { item, units })
        });
        let items: Vec<ItemCorrection> = corrected.collect::<Option<_>>()?;
        (!items.is_empty()).then_some(Self { items, units_per_point })
    }

    /// A person's corrected score, units; none where too few items are answered, as for
    /// [`score`](crate::domain::score::score). `complete` holds the answers of the record.
    pub fn units(&self, complete: &Complete) -> Option<i64> {
        self.units_of(complete.form(), |item| complete.answers().items.get(item).copied())
    }

    /// The same from the answer to each item, by its position in the instrument.
    pub(in crate::domain) fn units_of(
        &self,
        form: Form,
        answer: impl Fn(usize) -> Option<Answer>,
    ) -> Option<i64> {
        let (mut sum, mut answered, mut applicable) = (0, 0, 0);
        for ItemCorrection { item, units } in &self.items {
            match answer(*item)? {
                Answer::NotApplicable | Answer::NotAsked => continue,
                Answer::Option(option) => {
                    if let Some(&Some(units)) = units.get(usize::from(option)) {
                        sum += units;
                        answered += 1;
                    }
                }
                _ => {}
            }
            applicable += 1;
        }
        let enough = answered >= answered_min(form, applicable);
        enough.then(|| i64::try_from(answered).ok().map(|answered| sum / answered)).flatten()
    }

    /// Whether moments can be those of people: no person's corrected score lies beyond those of
    /// the options.
    pub(in crate::domain) fn allows(&self, moments: &CorrectedMoments) -> bool {
        let units = || self.items.iter().flat_map(|item| item.units.iter().flatten());
        let (least, most) = (units().min().copied(), units().max().copied());
        let (Some(least), Some(most)) = (least.map(i128::from), most.map(i128::from)) else {
            return false;
        };
        let CorrectedMoments { n, sum, squares } = *moments;
        let n = i128::from(n);
        // Far above what people can come to, and far below what a number can hold.
        let bound = n * least.abs().max(most.abs()).pow(2);
        (n * least..=n * most).contains(&sum)
            && (0..=bound).contains(&squares)
            && sum.checked_mul(sum).zip(n.checked_mul(squares)).is_some_and(|(two, all)| two <= all)
    }

    /// The mean score of the category, points, with its variance from the choice of people and
    /// from the draws together, and the interval of Student's t. None below two people.
    pub fn estimate(&self, moments: &CorrectedMoments) -> Option<Estimate> {
        let n = i128::from(moments.n);
        let spread = n.checked_mul(moments.squares)? - moments.sum.checked_mul(moments.sum)?;
        let (n, unit) = (wide(n), wide(i128::from(self.units_per_point)));
        let variance = wide(spread.max(0)) / (n * n * (n - 1.0) * unit * unit);
        estimated(moments.n, wide(moments.sum) / (n * unit), variance)
    }
}

impl CorrectedMoments {
    /// Adds one person.
    pub fn add(&mut self, units: i64) {
        let units = i128::from(units);
        self.merge(&Self { n: 1, sum: units, squares: units * units });
    }

    /// Adds other people.
    pub fn merge(&mut self, other: &Self) {
        self.n += other.n;
        self.sum += other.sum;
        self.squares += other.squares;
    }
}

/// Of a number so far and one more; none where it does not fit.
fn lowest_common_multiple(so_far: i64, number: usize) -> Option<i64> {
    let number = i64::try_from(number).ok().filter(|&number| number > 0)?;
    let divisor = gcd(so_far.unsigned_abs(), number.unsigned_abs());
    so_far.checked_mul(number / i64::try_from(divisor).ok()?)
}

/// An exact sum as the nearest floating-point number.
#[expect(clippy::cast_precision_loss, reason = "the one rounding of an exact sum")]
const fn wide(sum: i128) -> f64 {
    sum as f64
}
