//! What the records of a population must show, apart from chance.
//!
//! All figures are of sincere people who answer every item. Missing answers are independent of
//! burdens, so the shares among those who answer an item are the same.

use std::f64::consts::PI;

use statrs::distribution::{ContinuousCDF as _, Normal};

use super::person::thresholds;
use super::population::Population;
use crate::domain::instrument::{Form, Instrument};

/// Intervals of Simpson's rule over an angle of at most a right one. Against four times as many,
/// a probability is off by at most 10⁻⁹ for correlations up to 0.6 and 2·10⁻⁷ up to 0.95.
const SIMPSON_INTERVALS: u8 = 32;

/// What to expect of a score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// Mean, points.
    pub mean: f64,
    /// Standard deviation, points.
    pub sd: f64,
}

/// An item as one group of people answers it.
struct Response {
    category: usize,
    /// Loading times sd of the burden.
    slope: f64,
    sd: f64,
    /// Thresholds in sds from the mean.
    thresholds: Vec<f64>,
    /// Score of each option.
    scores: Vec<f64>,
}

impl Population {
    /// Expected share of each option of an item, 0 to 1; empty for an item that does not exist.
    pub fn option_shares(&self, instrument: &Instrument, item: usize) -> Vec<f64> {
        let Some(question) = instrument.items.get(item) else { return Vec::new() };
        let mut shares = vec![0.0; instrument.options(&question.options).len()];
        for (weight, shift) in self.groups() {
            let Some(response) = self.response(instrument, item, shift) else { continue };
            for (sum, share) in shares.iter_mut().zip(response.shares()) {
                *sum += weight * share;
            }
        }
        shares
    }

    /// Expected mean and sd of a category's score in a form; none where another answer can make
    /// one of its items not applicable, or where it has no items.
    pub fn expected_category(
        &self,
        instrument: &Instrument,
        form: Form,
        category: usize,
    ) -> Option<Expected> {
        let (mean, _, square) = self.moments(instrument, form, category, category)?;
        Some(Expected { mean, sd: (square - mean * mean).max(0.0).sqrt() })
    }

    /// Expected Pearson correlation of two categories' scores in a form; none as for
    /// [`expected_category`](Self::expected_category), and where a score is the same for all.
    pub fn expected_correlation(
        &self,
        instrument: &Instrument,
        form: Form,
        one: usize,
        other: usize,
    ) -> Option<f64> {
        let first = self.expected_category(instrument, form, one)?;
        let second = self.expected_category(instrument, form, other)?;
        let (mean, other_mean, product) = self.moments(instrument, form, one, other)?;
        let correlation = (product - mean * other_mean) / (first.sd * second.sd);
        correlation.is_finite().then_some(correlation)
    }

    /// Every combination of groups: its share of the people and the shift of its burdens.
    fn groups(&self) -> Vec<(f64, f64)> {
        let mut combined = vec![(1.0, self.shift())];
        for groups in self.background.iter().flatten() {
            let options = || groups.shares.iter().zip(&groups.shifts);
            combined = combined
                .iter()
                .flat_map(|(weight, shift)| options().map(move |(w, s)| (weight * w, shift + s)))
                .collect();
        }
        combined
    }

    /// Means of two categories' scores and of their product.
    fn moments(
        &self,
        instrument: &Instrument,
        form: Form,
        one: usize,
        other: usize,
    ) -> Option<(f64, f64, f64)> {
        let (ones, others) = (asked(instrument, form, one)?, asked(instrument, form, other)?);
        let mut sums = (0.0, 0.0, 0.0);
        for (weight, shift) in self.groups() {
            let responses = |items: &[usize]| -> Vec<Response> {
                items.iter().filter_map(|&at| self.response(instrument, at, shift)).collect()
            };
            let (first, second) = (responses(&ones), responses(&others));
            let mean = average(first.iter().map(Response::mean));
            let other_mean = average(second.iter().map(Response::mean));
            let pairs = ones.iter().zip(&first).flat_map(|(item, response)| {
                let others = others.iter().zip(&second);
                others.map(move |(other, another)| {
                    if item == other {
                        response.variance()
                    } else {
                        self.covariance(response, another)
                    }
                })
            });
            let covariance = average(pairs);
            sums.0 += weight * mean;
            sums.1 += weight * other_mean;
            sums.2 += weight * (mean * other_mean + covariance);
        }
        Some(sums)
    }

    fn response(&self, instrument: &Instrument, item: usize, shift: f64) -> Option<Response> {
        let (question, graded) = (instrument.items.get(item)?, self.items.get(item)?);
        let category = instrument.category_index(&question.category)?;
        let burden = self.burdens.get(category)?;
        let slope = graded.loading * burden.sd;
        let sd = (slope * slope + 1.0 - graded.loading * graded.loading).sqrt();
        let mean = graded.location + graded.loading * (burden.mean + shift);
        let options = instrument.options(&question.options);
        let thresholds = thresholds(options.len()).map(|at| (at - mean) / sd).collect();
        let scores = options.iter().map(|o| f64::from(o.score.unwrap_or(0))).collect();
        Some(Response { category, slope, sd, thresholds, scores })
    }

    /// Covariance of the scores of two items within a group: both are step functions of two normal
    /// numbers with correlation r, so it is `Σ Σ dₐ·d_b·∫₀ʳ φ₂(a, b; t) dt` over their thresholds
    /// and steps (R. L. Plackett, *Biometrika* 41 (1954) 351–360).
    fn covariance(&self, one: &Response, other: &Response) -> f64 {
        let factor = if one.category == other.category { 1.0 } else { self.correlation };
        let r = factor * one.slope * other.slope / (one.sd * other.sd);
        let steps = one.steps().flat_map(|a| other.steps().map(move |b| (a, b)));
        steps.map(|((a, rise), (b, other_rise))| rise * other_rise * orthant(a, b, r)).sum()
    }
}

impl Response {
    /// Share of each option.
    fn shares(&self) -> impl Iterator<Item = f64> {
        let normal = Normal::standard();
        let ends = self.thresholds.iter().map(move |&at| normal.cdf(at)).chain([1.0]);
        ends.scan(0.0, |before, end| Some(end - std::mem::replace(before, end)))
    }

    fn mean(&self) -> f64 {
        self.shares().zip(&self.scores).map(|(share, score)| share * score).sum()
    }

    fn variance(&self) -> f64 {
        let mean = self.mean();
        let squares = self.shares().zip(&self.scores);
        squares.map(|(share, score)| share * (score - mean) * (score - mean)).sum()
    }

    /// Thresholds with the rise of the score there.
    fn steps(&self) -> impl Iterator<Item = (f64, f64)> {
        let rises = self.scores.windows(2).map(|pair| pair[1] - pair[0]);
        self.thresholds.iter().copied().zip(rises)
    }
}

/// The items of a category that a form asks; none where another answer can make one of them not
/// applicable, or where there are none.
fn asked(instrument: &Instrument, form: Form, category: usize) -> Option<Vec<usize>> {
    let items = instrument.items_of(category).filter(|&item| instrument.asks(form, item));
    let items: Vec<usize> = items.collect();
    let free = |&item: &usize| instrument.items[item].not_applicable_when.is_none();
    (!items.is_empty() && items.iter().all(free)).then_some(items)
}

fn average(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / count
}

/// `∫₀ʳ φ₂(a, b; t) dt`, by how much the probability that both of two normal numbers exceed a and
/// b is greater at correlation r than at 0. With `t = sin θ` the integrand is
/// `exp(−(a² + b² − 2ab·sin θ) / (2·cos² θ)) / 2π`.
fn orthant(a: f64, b: f64, r: f64) -> f64 {
    let density = |angle: f64| {
        let cosine = angle.cos();
        let exponent = (a * a + b * b - 2.0 * a * b * angle.sin()) / (2.0 * cosine * cosine);
        (-exponent).exp() / (2.0 * PI)
    };
    let end = r.clamp(-1.0, 1.0).asin();
    let width = end / f64::from(SIMPSON_INTERVALS);
    let weighted = (0..=SIMPSON_INTERVALS).map(|place| {
        let weight = match place {
            0 | SIMPSON_INTERVALS => 1.0,
            _ if place % 2 == 1 => 4.0,
            _ => 2.0,
        };
        weight * density(f64::from(place) * width)
    });
    weighted.sum::<f64>() * width / 3.0
}

#[cfg(test)]
mod tests {
    use super::orthant;
    use std::f64::consts::PI;

    #[test]
    fn the_integral_agrees_with_the_orthant_probability() {
        // Both above 0: 1/4 + asin(r)/2π (W. F. Sheppard, 1899).
        for r in [-0.9_f64, -0.3, 0.0, 0.25, 0.5, 0.99] {
            assert!((orthant(0.0, 0.0, r) - r.asin() / (2.0 * PI)).abs() < 1e-12, "{r}");
        }
        // P(X > 1, Y > 1) at correlation 0.5 and 0, by scipy.stats.multivariate_normal and norm.
        assert!((orthant(1.0, 1.0, 0.5) - (0.062_514_094_7 - 0.025_171_489_6)).abs() < 1e-9);
    }
}
