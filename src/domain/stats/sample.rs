//! Mean, spread and ranks of a sample of scores.

use std::collections::BTreeMap;

use super::{ConfidenceInterval, float, student_t_975, wide};

/// Top of the scale, points.
const SCALE_MAX: f64 = 100.0;

/// A sample of at least one score, exact: how many people have which score, in whole numbers of
/// a small unit.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    counts: &'a BTreeMap<u64, u64>,
    units_per_point: u64,
    n: u64,
}

impl<'a> Sample<'a> {
    /// A sample; none without people. `counts` are people by score, in units of
    /// `1 / units_per_point` points.
    pub fn new(counts: &'a BTreeMap<u64, u64>, units_per_point: u64) -> Option<Self> {
        let n = counts.values().sum();
        (n > 0 && units_per_point > 0).then_some(Self { counts, units_per_point, n })
    }

    /// Number of people.
    pub const fn n(self) -> u64 {
        self.n
    }

    /// Arithmetic mean, points.
    pub fn mean(self) -> f64 {
        wide(self.sum()) / (float(self.n) * float(self.units_per_point))
    }

    /// Standard deviation with n − 1, points; none for one person.
    ///
    /// With the integers `q` and `r` such that `Σx = q·n + r` and `0 ≤ r < n`, the sum of squares
    /// about the mean is `Σ(x − q)² − r²/n`: its first term is exact, so nothing cancels.
    pub fn sd(self) -> Option<f64> {
        let others = self.n.checked_sub(1).filter(|&others| others > 0)?;
        let (whole, rest) = (self.sum() / u128::from(self.n), self.sum() % u128::from(self.n));
        let about_whole: u128 = self
            .counts
            .iter()
            .map(|(&units, &people)| {
                let distance = u128::from(units).abs_diff(whole);
                u128::from(people) * distance * distance
            })
            .sum();
        let squares = wide(about_whole) - wide(rest) * (wide(rest) / float(self.n));
        Some((squares.max(0.0) / float(others)).sqrt() / float(self.units_per_point))
    }

    /// 95 % interval of the mean, points, clipped to 0 to 100; none for one person.
    ///
    /// `mean ± t(0.975; n − 1)·sd/√n` (Student 1908).
    pub fn mean_interval(self) -> Option<ConfidenceInterval> {
        let half = student_t_975(self.n - 1)? * self.sd()? / float(self.n).sqrt();
        let mean = self.mean();
        let clip = |end: f64| end.clamp(0.0, SCALE_MAX);
        Some(ConfidenceInterval { low: clip(mean - half), high: clip(mean + half) })
    }

    /// Lower quartile, median and upper quartile, points, by type 7 of Hyndman & Fan
    /// (*Am. Statist.* 50 (1996) 361–365), the default of R and numpy: the value at rank
    /// `(n − 1)·k/4`, counted from 0, linear between neighbours.
    pub fn quartiles(self) -> [f64; 3] {
        [1, 2, 3].map(|quarter| {
            let (rank, rest) = ((self.n - 1) * quarter / 4, (self.n - 1) * quarter % 4);
            let (low, high) = (self.ranked(rank), self.ranked((rank + 1).min(self.n - 1)));
            let quarters = 4 * u128::from(low) + u128::from(rest) * u128::from(high - low);
            wide(quarters) / (4.0 * float(self.units_per_point))
        })
    }

    /// Number of people with at least so many points.
    pub fn at_least(self, points: u8) -> u64 {
        let from = u64::from(points) * self.units_per_point;
        self.counts.range(from..).map(|(_, people)| people).sum()
    }

    /// Whether everyone has the same score.
    pub fn constant(self) -> bool {
        self.ranked(0) == self.ranked(self.n - 1)
    }

    fn sum(self) -> u128 {
        self.counts.iter().map(|(&units, &people)| u128::from(units) * u128::from(people)).sum()
    }

    /// The score at a rank, counted from 0, in units.
    fn ranked(self, rank: u64) -> u64 {
        let mut below = 0;
        for (&units, &people) in self.counts {
            below += people;
            if rank < below {
                return units;
            }
        }
        self.counts.keys().next_back().copied().unwrap_or(0)
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these quartiles are exact")]
mod tests {
    use super::*;

    /// `numpy.quantile`, `numpy.std(ddof=1)` and `scipy.stats.t.interval` of the same numbers.
    #[test]
    fn describes_a_small_sample() {
        // 10, 20, 20, 35 and 50 points in quarters of a point.
        let counts = BTreeMap::from([(40, 1), (80, 2), (140, 1), (200, 1)]);
        let sample = Sample::new(&counts, 4).expect("five people");
        assert_eq!((sample.n(), sample.mean()), (5, 27.0));
        assert_eq!(sample.quartiles(), [20.0, 20.0, 35.0]);
        assert_eq!([0, 20, 21, 50, 51].map(|points| sample.at_least(points)), [5, 4, 2, 1, 0]);
        let near = |found: Option<f64>, expected: f64| {
            assert!(found.is_some_and(|f| (f - expected).abs() < 1e-12), "{found:?} {expected}");
        };
        near(sample.sd(), 15.652_475_842_498_53);
        near(sample.mean_interval().map(|interval| interval.low), 7.564_884_263_615_447);
        near(sample.mean_interval().map(|interval| interval.high), 46.435_115_736_384_55);
    }

    #[test]
    fn equal_scores_have_no_spread_and_ends_are_clipped() {
        let counts = BTreeMap::from([(100, 7)]);
        let sample = Sample::new(&counts, 1).expect("seven people");
        assert!(sample.constant());
        assert_eq!(sample.sd(), Some(0.0));
        let counts = BTreeMap::from([(0, 1), (100, 2)]);
        let interval = Sample::new(&counts, 1).and_then(Sample::mean_interval);
        assert_eq!(interval, Some(ConfidenceInterval { low: 0.0, high: 100.0 }));
    }

    #[test]
    fn one_person_has_no_spread_and_nobody_is_no_sample() {
        let counts = BTreeMap::from([(50, 1)]);
        let sample = Sample::new(&counts, 1).expect("one person");
        assert_eq!((sample.sd(), sample.mean_interval()), (None, None));
        assert_eq!(sample.quartiles(), [50.0; 3]);
        assert!(Sample::new(&BTreeMap::new(), 1).is_none());
    }
}
