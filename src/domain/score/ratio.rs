//! An exact score.

use std::cmp::Ordering;

/// A score from 0 to 100 as an exact ratio of integers, in lowest terms.
///
/// Numerators and denominators stay far below 2⁶⁴: a category score has a denominator of at most
/// [`ITEMS_PER_CATEGORY_MAX`](crate::domain::instrument::ITEMS_PER_CATEGORY_MAX), and an index
/// divides a sum of at most [`CATEGORIES_MAX`](crate::domain::instrument::CATEGORIES_MAX) of
/// those by at most the sum of their weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Score {
    numerator: u64,
    denominator: u64,
}

impl Score {
    /// `numerator / denominator`; none for a denominator of 0.
    pub fn new(numerator: u64, denominator: u64) -> Option<Self> {
        let divisor = gcd(numerator, denominator);
        (denominator != 0)
            .then(|| Self { numerator: numerator / divisor, denominator: denominator / divisor })
    }

    /// A score without a fraction.
    pub const fn whole(score: u64) -> Self {
        Self { numerator: score, denominator: 1 }
    }

    /// Weighted mean of scores; none when there are none or all weights are 0.
    pub fn mean(weighted: impl Iterator<Item = (u64, Self)>) -> Option<Self> {
        let (mut sum, mut weights) = (Self::whole(0), 0);
        for (weight, score) in weighted {
            weights += weight;
            sum = Self::new(
                sum.numerator * score.denominator + weight * score.numerator * sum.denominator,
                sum.denominator * score.denominator,
            )?;
        }
        Self::new(sum.numerator, sum.denominator.checked_mul(weights)?)
    }

    /// How far two scores are apart, exactly.
    #[must_use]
    pub fn apart(self, other: Self) -> Self {
        let (left, right) =
            (self.numerator * other.denominator, other.numerator * self.denominator);
        Self::new(left.abs_diff(right), self.denominator * other.denominator).unwrap_or(self)
    }

    /// Numerator and denominator in lowest terms.
    pub const fn parts(self) -> (u64, u64) {
        (self.numerator, self.denominator)
    }

    /// The nearest integer, halves upwards: what is shown.
    pub const fn rounded(self) -> u64 {
        (2 * self.numerator + self.denominator) / (2 * self.denominator)
    }

    /// The nearest tenth, halves upwards, in tenths.
    pub const fn tenths(self) -> u64 {
        (20 * self.numerator + self.denominator) / (2 * self.denominator)
    }

    /// Whether the score is at least a whole number.
    pub const fn at_least(self, whole: u8) -> bool {
        self.numerator >= whole as u64 * self.denominator
    }

    /// The score in units of `1 / units_per_point`; none where that is not exact.
    pub fn units(self, units_per_point: u64) -> Option<u64> {
        units_per_point
            .is_multiple_of(self.denominator)
            .then(|| self.numerator * (units_per_point / self.denominator))
    }

    /// As a floating-point number, for drawing.
    #[expect(clippy::cast_precision_loss, reason = "both parts are far below 2^52")]
    pub fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

impl PartialOrd for Score {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Score {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = u128::from(self.numerator) * u128::from(other.denominator);
        let right = u128::from(other.numerator) * u128::from(self.denominator);
        left.cmp(&right)
    }
}

/// Greatest common divisor; 1 for two zeros, so that it can always divide.
const fn gcd(a: u64, b: u64) -> u64 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    if a == 0 { 1 } else { a }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_halves_upwards() {
        let check = |numerator, denominator, rounded, tenths| {
            let score = Score::new(numerator, denominator).expect("not 0");
            assert_eq!((score.rounded(), score.tenths()), (rounded, tenths), "{score:?}");
        };
        check(0, 3, 0, 0);
        check(145, 4, 36, 363);
        check(255, 4, 64, 638);
        check(1, 2, 1, 5);
        check(200, 3, 67, 667);
        check(100, 1, 100, 1000);
    }

    #[test]
    fn weighted_mean_is_exact() {
        let score = |n, d| Score::new(n, d).expect("not 0");
        let mean = Score::mean([(4, score(145, 4)), (1, score(80, 3))].into_iter());
        assert_eq!(mean, Score::new(4 * 145 * 3 + 80 * 4, 60));
        assert_eq!(Score::mean(std::iter::empty()), None);
    }

    #[test]
    fn units_are_exact_or_nothing() {
        assert_eq!(Score::new(145, 4).and_then(|s| s.units(2520)), Some(145 * 630));
        assert_eq!(Score::new(1, 11).and_then(|s| s.units(2520)), None);
    }
}
