//! Mean and spread of scores from three exact sums.

use super::{ConfidenceInterval, float, student_t_975, wide};

/// Top of the scale of scores, points.
const SCALE_MAX: f64 = 100.0;

/// People, sum and sum of squares of their scores, exact and therefore mergeable.
///
/// Scores are whole numbers of `1 / units_per_point` points. The results are undefined (none) only
/// where `n·squares` would pass 2¹²⁸: not below 2³¹ people with scores below 2³³ units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moments {
    /// Number of people.
    pub n: u64,
    /// Σx, units.
    pub sum: u128,
    /// Σx², units².
    pub squares: u128,
    /// Units in a point (or in an hour), at least 1.
    pub units_per_point: u64,
}

impl Moments {
    /// Arithmetic mean, points; none without people.
    pub fn mean(&self) -> Option<f64> {
        let units = float(self.n) * float(self.units_per_point);
        (units > 0.0).then(|| wide(self.sum) / units)
    }

    /// Standard deviation with n − 1, points; none below two people.
    pub fn sd(&self) -> Option<f64> {
        self.variance().map(f64::sqrt)
    }

    /// 95 % interval of the mean, points, clipped to 0 to 100; none below two people.
    ///
    /// `mean ± t(0.975; n − 1)·sd/√n` (Student, *Biometrika* 6 (1908) 1–25).
    pub fn mean_interval(&self) -> Option<ConfidenceInterval> {
        let (mean, half) = (self.mean()?, self.half_width()?);
        let clip = |end: f64| end.clamp(0.0, SCALE_MAX);
        Some(ConfidenceInterval { low: clip(mean - half), high: clip(mean + half) })
    }

    /// Half of the width of the unclipped 95 % interval of the mean, points.
    fn half_width(&self) -> Option<f64> {
        Some(student_t_975(self.n.checked_sub(1)?)? * self.sd()? / float(self.n).sqrt())
    }

    /// Variance with n − 1, points².
    ///
    /// With the integers `q` and `r` such that `Σx = q·n + r` and `0 ≤ r < n`, the sum of squares
    /// about the mean is `Σ(x − q)² − r²/n`: its first term is exact, so nothing cancels, and it
    /// fits for every sum of squares that does.
    pub(super) fn variance(&self) -> Option<f64> {
        let others = self.n.checked_sub(1).filter(|&others| others > 0)?;
        let n = u128::from(self.n);
        let (whole, rest) = (self.sum / n, self.sum % n);
        let taken = whole.checked_mul(whole.checked_mul(n)?.checked_add(2 * rest)?)?;
        let about_whole = self.squares.checked_sub(taken)?;
        let squares = wide(about_whole) - wide(rest) * (wide(rest) / float(self.n));
        let units = float(self.units_per_point) * float(self.units_per_point);
        Some(squares.max(0.0) / (float(others) * units))
    }

    /// Variance of the mean, points².
    pub(super) fn mean_variance(&self) -> Option<f64> {
        Some(self.variance()? / float(self.n))
    }
}

/// 95 % interval of hours a week that are known only to lie between bounds: from the lower end of
/// the interval of the mean lower bound to the upper end of that of the mean upper bound,
/// `[L − t·se(L), U + t·se(U)]`; the low end is clipped to 0. None below two people.
///
/// It covers the whole region `[L, U]` with at least 95 % in large samples: each end alone errs
/// with 2.5 % (J. L. Horowitz & C. F. Manski, *J. Am. Stat. Assoc.* 95 (2000) 77–84).
pub fn region_interval(lower: &Moments, upper: &Moments) -> Option<ConfidenceInterval> {
    Some(ConfidenceInterval {
        low: (lower.mean()? - lower.half_width()?).max(0.0),
        high: upper.mean()? + upper.half_width()?,
    })
}

/// `n·Σx² − (Σx)²`; none where it does not fit, or where the sums belong to no numbers.
pub(super) fn spread(n: u64, sum: u128, squares: u128) -> Option<u128> {
    u128::from(n).checked_mul(squares)?.checked_sub(sum.checked_mul(sum)?)
}
