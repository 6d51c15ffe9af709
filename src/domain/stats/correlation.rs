//! How two scores of the same people go together.

use super::moments::spread;
use super::normal::NORMAL_975;
use super::{ConfidenceInterval, float, wide};

/// Sums over the people who have both of two scores: whole numbers of any unit, so that they merge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PairMoments {
    /// Number of people.
    pub n: u64,
    /// Σx.
    pub x: u128,
    /// Σy.
    pub y: u128,
    /// Σx².
    pub xx: u128,
    /// Σy².
    pub yy: u128,
    /// Σxy.
    pub xy: u128,
}

/// Pearson's correlation, −1 to 1; none where either score is the same for everyone.
///
/// `(nΣxy − ΣxΣy) / √((nΣx² − (Σx)²)(nΣy² − (Σy)²))`: three exact integers, so nothing cancels.
pub fn pearson(pair: &PairMoments) -> Option<f64> {
    let together = u128::from(pair.n).checked_mul(pair.xy)?;
    let apart = pair.x.checked_mul(pair.y)?;
    let magnitude = wide(together.abs_diff(apart));
    let product = if together < apart { -magnitude } else { magnitude };
    let (x, y) = (spread(pair.n, pair.x, pair.xx)?, spread(pair.n, pair.y, pair.yy)?);
    (x > 0 && y > 0).then(|| (product / (wide(x).sqrt() * wide(y).sqrt())).clamp(-1.0, 1.0))
}

/// 95 % interval of a correlation, −1 to 1; none below four people, or where all points lie on a
/// line (r = ±1), for which the transformation is infinite.
///
/// `tanh(artanh r ± z/√(n − 3))` (R. A. Fisher, *Metron* 1 (1921) 3–32).
pub fn fisher_interval(r: f64, n: u64) -> Option<ConfidenceInterval> {
    let freedom = n.checked_sub(3).filter(|&freedom| freedom > 0 && r.abs() < 1.0)?;
    let half = NORMAL_975 / float(freedom).sqrt();
    Some(ConfidenceInterval {
        low: libm::tanh(libm::atanh(r) - half),
        high: libm::tanh(libm::atanh(r) + half),
    })
}

/// Spearman's rank correlation of two graded scores, −1 to 1; none where either is the same for
/// everyone, or where `joint` is not `side·side` counts (of at most 2³⁰ people).
///
/// `joint[side·x + y]` people have grade x of the one score and y of the other. Equal grades get
/// their mean rank; the result is Pearson's correlation of those ranks, which is the one corrected
/// for ties (M. G. Kendall, *Rank Correlation Methods*, 4th ed. 1970, chapter 3). Ranks are counted
/// doubled, as whole numbers.
pub fn spearman(joint: &[u64], side: usize) -> Option<f64> {
    if side == 0 || joint.len() != side.checked_mul(side)? {
        return None;
    }
    let rows: Vec<u64> = joint.chunks(side).map(|row| row.iter().sum()).collect();
    let column = |y: usize| joint.iter().skip(y).step_by(side).sum();
    let columns: Vec<u64> = (0..side).map(column).collect();
    let (row_ranks, column_ranks) = (doubled_ranks(&rows), doubled_ranks(&columns));
    let mut pair = PairMoments { n: rows.iter().sum(), ..PairMoments::default() };
    for (x, row) in row_ranks.iter().zip(joint.chunks(side)) {
        for (y, &people) in column_ranks.iter().zip(row) {
            let people = u128::from(people);
            pair.x += people * x;
            pair.y += people * y;
            pair.xx += people * x * x;
            pair.yy += people * y * y;
            pair.xy += people * x * y;
        }
    }
    pearson(&pair)
}

/// Twice the mean rank of each grade, counted from 1.
fn doubled_ranks(people: &[u64]) -> Vec<u128> {
    let mut below = 0;
    let rank = |&people: &u64| {
        let first = below;
        below += u128::from(people);
        first + below + 1
    };
    people.iter().map(rank).collect()
}
