//! How the items of a category go together, from exact sums over complete cases.

use super::{ConfidenceInterval, float, snedecor};

/// Sums over the people who answered every item of a category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemMoments {
    /// Number of people.
    pub n: u64,
    /// Σx per item, points.
    pub sums: Vec<u64>,
    /// Σxy, points²: upper triangle with the diagonal, row by row, so k(k + 1)/2 for k items.
    pub products: Vec<u64>,
}

impl ItemMoments {
    /// Nobody yet, for so many items.
    pub fn new(items: usize) -> Self {
        Self { n: 0, sums: vec![0; items], products: vec![0; items * (items + 1) / 2] }
    }

    /// Counts a person's scores, 0 to 100, one per item.
    pub fn add(&mut self, scores: &[u8]) {
        self.change(scores, |count, one| count + one);
    }

    /// Takes back a person's scores that were counted.
    pub fn remove(&mut self, scores: &[u8]) {
        self.change(scores, |count, one| count - one);
    }

    /// Counts the people of another group who answered the same items.
    pub fn merge(&mut self, other: &Self) {
        self.n += other.n;
        let pairs = self.sums.iter_mut().zip(&other.sums);
        for (sum, more) in pairs.chain(self.products.iter_mut().zip(&other.products)) {
            *sum += more;
        }
    }

    fn change(&mut self, scores: &[u8], count: fn(u64, u64) -> u64) {
        self.n = count(self.n, 1);
        let mut products = self.products.iter_mut();
        for (first, sum) in self.sums.iter_mut().enumerate() {
            *sum = count(*sum, scores[first].into());
            for (second, product) in scores[first..].iter().zip(&mut products) {
                *product = count(*product, u64::from(scores[first]) * u64::from(*second));
            }
        }
    }

    /// `nΣxy − ΣxΣy` for all pairs of items, row by row: n(n − 1) times the covariances, exact.
    pub(super) fn scatter(&self) -> Vec<Vec<i128>> {
        let items = self.sums.len();
        let pair = |row: usize, column: usize| {
            let (first, second) = (row.min(column), row.max(column));
            let product = self.products[first * items - first * (first + 1) / 2 + second];
            let apart = i128::from(self.sums[first]) * i128::from(self.sums[second]);
            i128::from(self.n) * i128::from(product) - apart
        };
        (0..items).map(|row| (0..items).map(|column| pair(row, column)).collect()).collect()
    }
}

/// Cronbach's alpha, at most 1 and possibly negative; none below two items or two people, or where
/// everyone has the same sum.
///
/// `k/(k − 1)·(1 − Σσᵢ²/σ²)` with σ² the variance of the sum (L. J. Cronbach, *Psychometrika* 16
/// (1951) 297–334). The fraction is one of exact integers.
pub fn alpha(items: &ItemMoments) -> Option<f64> {
    let scatter = items.scatter();
    let own: i128 = scatter.iter().enumerate().map(|(place, row)| row[place]).sum();
    let all: i128 = scatter.iter().flatten().sum();
    let k = float(scatter.len() as u64);
    (scatter.len() > 1 && all > 0).then(|| k * signed(all - own) / ((k - 1.0) * signed(all)))
}

/// 95 % interval of alpha from `n` people and `k` items; none below two of either.
///
/// `1 − (1 − α)·F(0.975; n − 1, (n − 1)(k − 1))` to `1 − (1 − α)·F(0.025; …)` (L. S. Feldt,
/// *Psychometrika* 30 (1965) 357–370; L. S. Feldt, D. J. Woodruff & F. A. Salih, *Appl. Psychol.
/// Meas.* 11 (1987) 93–103).
pub fn alpha_interval(alpha: f64, n: u64, k: usize) -> Option<ConfidenceInterval> {
    let people = n.checked_sub(1).filter(|&people| people > 0)?;
    let both = people.checked_mul(u64::try_from(k).ok()?.checked_sub(1)?).filter(|&b| b > 0)?;
    let quantile = |share| snedecor::quantile(share, float(people), float(both), 1.0);
    let end = |share| 1.0 - (1.0 - alpha) * quantile(share);
    Some(ConfidenceInterval { low: end(0.975), high: end(0.025) })
}

/// Correlation of each item with the sum of the others, −1 to 1; none where either is the same for
/// everyone.
///
/// The corrected item–total correlation (J. C. Nunnally, *Psychometric Theory*, 2nd ed. 1978,
/// chapter 8), from exact integers.
pub fn item_rest(items: &ItemMoments) -> Vec<Option<f64>> {
    let scatter = items.scatter();
    let all: i128 = scatter.iter().flatten().sum();
    let correlation = |(place, row): (usize, &Vec<i128>)| {
        let (own, with_all) = (row[place], row.iter().sum::<i128>());
        let rest = all - 2 * with_all + own;
        let scale = signed(own).sqrt() * signed(rest).sqrt();
        (own > 0 && rest > 0).then(|| (signed(with_all - own) / scale).clamp(-1.0, 1.0))
    };
    scatter.iter().enumerate().map(correlation).collect()
}

/// An exact integer as the nearest floating-point number.
#[expect(clippy::cast_precision_loss, reason = "the one rounding of an exact integer")]
pub(super) const fn signed(exact: i128) -> f64 {
    exact as f64
}
