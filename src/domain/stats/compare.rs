//! Two groups, or two waves, beside each other.

use serde::{Deserialize, Serialize};

use super::beta::stirling_error;
use super::normal::{NORMAL_80, NORMAL_975};
use super::{ConfidenceInterval, Moments, float, student};

/// The difference of two means, points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// Second mean − first mean, points.
    pub difference: f64,
    /// 95 % interval of the difference, points.
    pub interval: ConfidenceInterval,
    /// Degrees of freedom of its t distribution.
    pub freedom: f64,
    /// Two-sided p of no difference, 0 to 1.
    pub p: f64,
}

/// Second mean − first mean with Welch's interval; none below two people in either group, or where
/// nobody in either group differs from the others.
///
/// `d ± t(0.975; ν)·√(v₁ + v₂)`, `v = s²/n`, `ν = (v₁ + v₂)² / (v₁²/(n₁ − 1) + v₂²/(n₂ − 1))`
/// (B. L. Welch, *Biometrika* 34 (1947) 28–35).
pub fn welch(first: &Moments, second: &Moments) -> Option<Difference> {
    standardised(&[Stratum { first: *first, second: *second }])
}

/// Hedges' g: the difference in standard deviations, free of the bias of small groups.
///
/// `(second mean − first mean) / s · J(m)` with the pooled `s² = ((n₁ − 1)s₁² + (n₂ − 1)s₂²)/m`,
/// `m = n₁ + n₂ − 2` and the exact `J(m) = Γ(m/2) / (√(m/2)·Γ((m − 1)/2))`, not the usual
/// approximation `1 − 3/(4m − 1)` (L. V. Hedges, *J. Educ. Stat.* 6 (1981) 107–128). None below
/// two people in either group, or without spread.
pub fn hedges_g(first: &Moments, second: &Moments) -> Option<f64> {
    let squares = |group: &Moments| Some(float(group.n - 1) * group.variance()?);
    let freedom = float(first.n.checked_sub(1)?) + float(second.n.checked_sub(1)?);
    let pooled = ((squares(first)? + squares(second)?) / freedom).sqrt();
    let difference = second.mean()? - first.mean()?;
    (pooled > 0.0).then(|| difference / pooled * small_sample_factor(freedom))
}

/// p values adjusted for so many comparisons, in the order given; none stays none and is not
/// counted as a comparison.
///
/// The i-th smallest of m becomes the largest `(m − j + 1)·p_j` over `j ≤ i`, at most 1
/// (S. Holm, *Scand. J. Statist.* 6 (1979) 65–70).
pub fn holm(p: &[Option<f64>]) -> Vec<Option<f64>> {
    let mut order: Vec<usize> = (0..p.len()).filter(|&place| p[place].is_some()).collect();
    let value = |place: usize| p[place].unwrap_or(1.0);
    order.sort_by(|&a, &b| value(a).total_cmp(&value(b)));
    let mut adjusted = vec![None; p.len()];
    let mut floor = 0.0_f64;
    for (done, &place) in order.iter().enumerate() {
        let left = float((order.len() - done) as u64);
        floor = floor.max((left * value(place)).min(1.0));
        adjusted[place] = Some(floor);
    }
    adjusted
}

/// The same part of two waves, for example one level and role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stratum {
    /// First wave.
    pub first: Moments,
    /// Second wave.
    pub second: Moments,
}

/// Second wave − first wave, both with the first wave's mix of strata: direct standardisation.
///
/// `d = Σ w(m₂ − m₁)` with `w = n₁/N₁` taken as given, `v = w²(s₁²/n₁ + s₂²/n₂)` summed over the
/// strata, and Satterthwaite's degrees of freedom `(Σ v)² / Σ w⁴(v₁²/(n₁ − 1) + v₂²/(n₂ − 1))`
/// (F. E. Satterthwaite, *Biometrics Bull.* 2 (1946) 110–114). With one stratum it is Welch's.
/// None without strata, below two people in any of them, or without any spread: which strata take
/// part is the caller's decision, and none is left out here.
pub fn standardised(strata: &[Stratum]) -> Option<Difference> {
    let all: u64 = strata.iter().map(|stratum| stratum.first.n).sum();
    let (mut difference, mut variance, mut square) = (0.0, 0.0, 0.0);
    for Stratum { first, second } in strata {
        let weight = float(first.n) / float(all);
        difference += weight * (second.mean()? - first.mean()?);
        for wave in [first, second] {
            let part = weight * weight * wave.mean_variance()?;
            variance += part;
            square += part * part / float(wave.n - 1);
        }
    }
    (variance > 0.0).then(|| {
        let (freedom, error) = (variance * variance / square, variance.sqrt());
        let half = student::quantile_975(freedom) * error;
        let interval = ConfidenceInterval { low: difference - half, high: difference + half };
        let p = student::two_sided(difference / error, freedom);
        Difference { difference, interval, freedom, p }
    })
}

/// What two groups of a given size can show, points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Detectable {
    /// The smallest difference whose 95 % interval excludes zero, in large groups; in small ones
    /// half of [`welch`]'s interval, which is longer.
    pub interval_points: f64,
    /// The difference that is found with a probability of 80 %.
    pub power_points: f64,
}

/// What two groups with these standard deviations (points) and sizes (at least 1) can show, as if
/// the deviations were known.
///
/// `z·√(s₁²/n₁ + s₂²/n₂)` with the exact normal quantiles `z = z(0.975)` = 1.95996… and
/// `z(0.975) + z(0.8)` = 2.80158…, where tables print 1.96 and 2.80 (J. Cohen, *Statistical Power
/// Analysis*, 2nd ed. 1988, chapter 2).
pub fn detectable(sd1: f64, n1: u64, sd2: f64, n2: u64) -> Detectable {
    let error = (sd1 * sd1 / float(n1) + sd2 * sd2 / float(n2)).sqrt();
    Detectable {
        interval_points: NORMAL_975 * error,
        power_points: (NORMAL_975 + NORMAL_80) * error,
    }
}

/// Hedges' `J(m) = Γ(m/2) / (√(m/2)·Γ((m − 1)/2))` for `m ≥ 2`.
///
/// With `x = (m − 1)/2` and Stirling's formula for both gamma functions this is
/// `√(x/(x + ½))·exp(x·ln(1 + 1/2x) − ½ + δ(x + ½) − δ(x))`, where nothing large cancels.
fn small_sample_factor(m: f64) -> f64 {
    let x = (m - 1.0) / 2.0;
    let errors = stirling_error(x + 0.5) - stirling_error(x);
    (x / (x + 0.5)).sqrt() * libm::exp(x.mul_add(libm::log1p(0.5 / x), -0.5) + errors)
}
