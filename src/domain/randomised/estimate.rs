//! What was true among many people, estimated from randomised answers.
//!
//! Nothing is clipped: an estimate below 0 or above 1 is chance, and cutting it off would bend
//! every mean of estimates.

use serde::{Deserialize, Serialize};

use super::TruthProbability;
use crate::domain::stats::{ConfidenceInterval, Moments, NORMAL_975, Proportion, student_t_975};

/// An estimate without bias.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// People whose randomised answers it rests on.
    pub n: u64,
    /// The estimate, a share or points; it can lie outside of the scale.
    pub value: f64,
    /// Its variance, from the choice of people and from the draws together, estimated.
    pub variance: f64,
    /// 95 % interval, which can reach outside of the scale.
    pub interval: ConfidenceInterval,
}

impl Estimate {
    /// Square root of the variance.
    pub fn standard_error(&self) -> f64 {
        self.variance.sqrt()
    }
}

impl TruthProbability {
    /// λ.
    pub(super) fn lambda(self) -> f64 {
        f64::from(self.a) / f64::from(self.b)
    }

    /// The share of people for whom one of `chosen` options is the true one of an item with
    /// `options` options, from the people whose records hold one of them; none below two people,
    /// or where there are no such options.
    ///
    /// With q = s·(1 − λ)/k and r the observed share: (r − q)/λ. Its variance is r(1 − r)/(nλ²),
    /// which r(1 − r)/((n − 1)λ²) estimates without bias (S. L. Warner, *J. Am. Stat. Assoc.* 60
    /// (1965) 63–69; A. Chaudhuri & R. Mukerjee, *Randomized Response*, 1988). The interval is
    /// Wilson's for r, with both ends carried over.
    pub fn share(self, options: u8, chosen: u8, observed: Proportion) -> Option<Estimate> {
        if observed.n < 2 || observed.count > observed.n || chosen > options || options == 0 {
            return None;
        }
        let lambda = self.lambda();
        let noise = f64::from(chosen) * (1.0 - lambda) / f64::from(options);
        let truth = |share: f64| (share - noise) / lambda;
        let (share, ends) = (observed.share(), observed.interval());
        let others = Proportion { count: observed.n - 1, n: observed.n };
        let variance = share * (1.0 - share) / (people(observed.n) * others.share());
        Some(Estimate {
            n: observed.n,
            value: truth(share),
            variance: variance / (lambda * lambda),
            interval: ConfidenceInterval { low: truth(ends.low), high: truth(ends.high) },
        })
    }

    /// The mean of what the true options count, `scores`, from how many records hold each option;
    /// none below two people, or where scores and counts are not of the same options.
    ///
    /// With v̄ the mean of all scores and ȳ the observed one: (ȳ − (1 − λ)·v̄)/λ, with variance
    /// s²/(nλ²). The interval uses Student's t.
    pub fn mean(self, scores: &[u8], counts: &[u64]) -> Option<Estimate> {
        if scores.len() != counts.len() {
            return None;
        }
        let add = |power: u32| {
            let terms = scores.iter().zip(counts);
            terms.map(|(&score, &count)| u128::from(count) * u128::from(score).pow(power)).sum()
        };
        let (sum, squares): (u128, u128) = (add(1), add(2));
        let observed = Moments { n: counts.iter().sum(), sum, squares, units_per_point: 1 };
        let sd = observed.sd()?;
        let options = u32::try_from(scores.len()).ok()?;
        let noise = scores.iter().map(|&score| f64::from(score)).sum::<f64>() / f64::from(options);
        let lambda = self.lambda();
        let value = (observed.mean()? - (1.0 - lambda) * noise) / lambda;
        let variance = sd * sd / (people(observed.n) * lambda * lambda);
        estimated(observed.n, value, variance)
    }
}

/// An estimate with the interval of Student's t; none below two people.
pub(super) fn estimated(n: u64, value: f64, variance: f64) -> Option<Estimate> {
    let half = student_t_975(n.checked_sub(1)?)? * variance.sqrt();
    let interval = ConfidenceInterval { low: value - half, high: value + half };
    Some(Estimate { n, value, variance, interval })
}

/// True share for which [`people_needed`] counts.
const SHARE_NEEDED: f64 = 0.2;

/// Margin to either side for which [`people_needed`] counts.
const MARGIN_NEEDED: f64 = 0.05;

/// People who must answer an item with `options` options so that the 95 % interval of a true
/// share of 20 % reaches 5 percentage points to either side: z²·r(1 − r)/(λ²h²), rounded up.
/// Without λ the answers are true.
pub fn people_needed(truth: Option<TruthProbability>, options: u8) -> u64 {
    let lambda = truth.map_or(1.0, TruthProbability::lambda);
    let observed = (1.0 - lambda) / f64::from(options.max(1)) + lambda * SHARE_NEEDED;
    let half = lambda * MARGIN_NEEDED / NORMAL_975;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few thousand")]
    let people = (observed * (1.0 - observed) / (half * half)).ceil() as u64;
    people
}

/// A number of people as a floating-point number.
#[expect(clippy::cast_precision_loss, reason = "counts of people are far below 2^53")]
pub(super) const fn people(n: u64) -> f64 {
    n as f64
}
