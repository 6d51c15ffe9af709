//! Snedecor's F distribution.

use super::beta::{Beta, incomplete_beta};

/// Far more of Newton's steps than are needed: about six.
const MAX_STEPS: usize = 60;

/// Relative change of F that ends the search: Newton's next step would be about its square.
const TOLERANCE: f64 = 1e-8;

/// Distribution function at `f ≥ 0`, its complement, and its slope in ln F, for positive degrees
/// of freedom.
pub(super) fn distribution(f: f64, freedom1: f64, freedom2: f64) -> Beta {
    let (x, whole) = (freedom1 * f, freedom1.mul_add(f, freedom2));
    incomplete_beta(freedom1 / 2.0, freedom2 / 2.0, x / whole, freedom2 / whole)
}

/// Quantile for a share of 0.025 to 0.975 and degrees of freedom of at least 1, from a first guess
/// between 1 and the quantile.
///
/// Newton's method on ln F. The slope in ln F is steepest at F = 1 for all degrees of freedom, so
/// that the function is convex below and concave above it: steps from such a guess never pass the
/// quantile.
pub(super) fn quantile(share: f64, freedom1: f64, freedom2: f64, guess: f64) -> f64 {
    let mut log = libm::log(guess);
    for _ in 0..MAX_STEPS {
        let beta = distribution(libm::exp(log), freedom1, freedom2);
        let step = (share - beta.lower) / beta.slope;
        log += step;
        if step.abs() < TOLERANCE {
            break;
        }
    }
    libm::exp(log)
}
