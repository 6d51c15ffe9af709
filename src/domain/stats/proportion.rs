//! Shares of people.

use serde::{Deserialize, Serialize};

use super::normal::NORMAL_975;
use super::{ConfidenceInterval, float};

/// Some people out of a number of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proportion {
    /// The people counted, at most `n`.
    pub count: u64,
    /// All people asked about, at least 1.
    pub n: u64,
}

impl Proportion {
    /// The share, 0 to 1.
    pub fn share(self) -> f64 {
        float(self.count) / float(self.n)
    }

    /// 95 % interval of the share, 0 to 1, by Wilson's score method:
    ///
    /// `(2np + z² ± z·√(z² + 4np(1 − p))) / (2(n + z²))`
    ///
    /// E. B. Wilson, *J. Am. Stat. Assoc.* 22 (1927) 209–212; method 3 of R. G. Newcombe,
    /// *Statist. Med.* 17 (1998) 857–872. Recommended for small n by Brown, Cai & `DasGupta`,
    /// *Statist. Sci.* 16 (2001) 101–133.
    pub fn interval(self) -> ConfidenceInterval {
        let (n, share) = (float(self.n), self.share());
        let z2 = NORMAL_975 * NORMAL_975;
        let middle = 2.0 * n * share + z2;
        let half = NORMAL_975 * (z2 + 4.0 * n * share * (1.0 - share)).sqrt();
        let end = |sum: f64| (sum / (2.0 * (n + z2))).clamp(0.0, 1.0);
        // At the ends of the scale the bound is the end itself, without rounding.
        ConfidenceInterval {
            low: if self.count == 0 { 0.0 } else { end(middle - half) },
            high: if self.count == self.n { 1.0 } else { end(middle + half) },
        }
    }
}

/// The difference of two shares.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShareDifference {
    /// Second share − first share, −1 to 1.
    pub difference: f64,
    /// 95 % interval of the difference, −1 to 1.
    pub interval: ConfidenceInterval,
}

/// Second share − first share of independent people, with the interval that joins the Wilson
/// intervals (l, u) of both shares p:
///
/// `d − √((p₂ − l₂)² + (u₁ − p₁)²)` to `d + √((u₂ − p₂)² + (p₁ − l₁)²)`
///
/// Method 10 of R. G. Newcombe, *Statist. Med.* 17 (1998) 873–890.
pub fn newcombe(first: Proportion, second: Proportion) -> ShareDifference {
    let difference = second.share() - first.share();
    let (a, b) = (first.interval(), second.interval());
    let below = libm::hypot(second.share() - b.low, a.high - first.share());
    let above = libm::hypot(b.high - second.share(), first.share() - a.low);
    let clip = |end: f64| end.clamp(-1.0, 1.0);
    let interval =
        ConfidenceInterval { low: clip(difference - below), high: clip(difference + above) };
    ShareDifference { difference, interval }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Newcombe 1998, table I, method 3.
    #[test]
    fn wilson_matches_newcombe_table_1() {
        let check = |count, n, low: f64, high: f64| {
            let interval = Proportion { count, n }.interval();
            assert!((interval.low - low).abs() < 5e-5, "{count}/{n}: {interval:?}");
            assert!((interval.high - high).abs() < 5e-5, "{count}/{n}: {interval:?}");
        };
        check(81, 263, 0.2553, 0.3662);
        check(15, 148, 0.0624, 0.1605);
        check(0, 20, 0.0, 0.1611);
        check(1, 29, 0.0061, 0.1718);
        check(20, 20, 1.0 - 0.1611, 1.0);
    }
}
