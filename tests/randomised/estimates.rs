//! [19] Estimates of shares and means against known truths: without bias, and with intervals that
//! cover the truth as often as they say.
//!
//! What is observed is a number of people, so the coverage of any interval jumps with n and the
//! truth: below 300 people it is between 93 and 98 %, from 300 on between 94 and 96 %.

use qingdan::domain::answer::Answer;
use qingdan::domain::randomised::{TruthProbability, people_needed, randomise};
use qingdan::domain::stats::Proportion;
use rand_pcg::Pcg32;
use rand_pcg::rand_core::{Rng as _, SeedableRng as _};

use super::{full, truth};

const SHARES: [f64; 4] = [0.0, 0.02, 0.5, 1.0];

/// ln(n!) for every n up to a limit.
fn log_factorials(limit: u32) -> Vec<f64> {
    let mut sums = vec![0.0];
    for n in 1..=limit {
        sums.push(sums[sums.len() - 1] + f64::from(n).ln());
    }
    sums
}

/// Every possible count of n people with its probability, where each counts with `share`.
fn binomial(logs: &[f64], n: u32, share: f64) -> impl Iterator<Item = (u64, f64)> {
    let log = |k: u32| logs[k as usize];
    (0..=n).map(move |count| {
        let ways = log(n) - log(count) - log(n - count);
        let odds = f64::from(count) * share.ln() + f64::from(n - count) * (1.0 - share).ln();
        (u64::from(count), (ways + odds).exp())
    })
}

/// The allowed coverage of a 95 % interval.
fn allowed(n: u32) -> std::ops::RangeInclusive<f64> {
    if n < 300 { 0.93..=0.98 } else { 0.94..=0.96 }
}

/// Over all possible outcomes, not some of them: the mean of the estimates is the truth, the mean
/// of their variances is their variance, and the interval covers the truth.
#[test]
fn shares_are_exactly_without_bias_and_covered() {
    let logs = log_factorials(10_000);
    for truth in [truth(1, 2), truth(3, 4), truth(1, 4)] {
        let (a, b) = truth.parts();
        let lambda = f64::from(a) / f64::from(b);
        for options in [2, 3, 5] {
            for n in [30, 100, 300, 1_000, 3_000, 10_000] {
                for share in SHARES {
                    let observed = (1.0 - lambda) / f64::from(options) + lambda * share;
                    let [mut mean, mut squares, mut variance, mut covered] = [0.0; 4];
                    for (count, likely) in binomial(&logs, n, observed) {
                        let observed = Proportion { count, n: u64::from(n) };
                        let found = truth.share(options, 1, observed).expect("people");
                        mean += likely * found.value;
                        squares += likely * (found.value - share).powi(2);
                        variance += likely * found.variance;
                        if (found.interval.low..=found.interval.high).contains(&share) {
                            covered += likely;
                        }
                    }
                    let case = format!("{a}/{b}, {options} options, n = {n}, {share}");
                    assert!((mean - share).abs() < 1e-9, "{case}: mean {mean}");
                    assert!((variance / squares - 1.0).abs() < 1e-6, "{case}: {variance}");
                    let expected = observed * (1.0 - observed) / (f64::from(n) * lambda.powi(2));
                    assert!((variance / expected - 1.0).abs() < 1e-6, "{case}: {variance}");
                    assert!(allowed(n).contains(&covered), "{case}: covered {covered}");
                }
            }
        }
    }
}

/// The same through the sampler: simulated people with a true answer each, randomised as on the
/// phone.
#[test]
fn simulated_people_are_estimated_without_bias() {
    let (rounds, sizes): (u32, &[u32]) =
        if full() { (10_000, &[30, 100, 1_000, 10_000]) } else { (1_000, &[30, 300]) };
    for (options, truth) in [(3, truth(1, 2)), (2, truth(2, 3))] {
        for &n in sizes {
            for share in SHARES {
                check_simulated(truth, options, (n, rounds), share);
            }
        }
    }
}

fn check_simulated(truth: TruthProbability, options: u8, (n, rounds): (u32, u32), share: f64) {
    let mut generator = Pcg32::seed_from_u64(19);
    let [mut sum, mut squares, mut covered] = [0.0; 3];
    // Below this the true answer is option 1, otherwise option 0; 2³² for everybody.
    let border = share * (f64::from(u32::MAX) + 1.0);
    for _ in 0..rounds {
        let mut count = 0;
        for _ in 0..n {
            let answer = Answer::Option(u8::from(f64::from(generator.next_u32()) < border));
            let reported = randomise(truth, options, answer, &mut || generator.next_u32());
            count += u64::from(reported == Answer::Option(1));
        }
        let observed = Proportion { count, n: u64::from(n) };
        let found = truth.share(options, 1, observed).expect("people");
        sum += found.value;
        squares += found.value * found.value;
        if (found.interval.low..=found.interval.high).contains(&share) {
            covered += 1.0;
        }
    }
    let rounds = f64::from(rounds);
    let mean = sum / rounds;
    let standard_error = ((squares / rounds - mean * mean) / rounds).sqrt();
    let case = format!("{options} options, n = {n}, {share}");
    assert!((mean - share).abs() < 3.0 * standard_error, "{case}: {mean} ± {standard_error}");
    // Three standard errors of a share near 0.95 beyond what is allowed.
    let slack = 3.0 * (0.95_f64 * 0.05 / rounds).sqrt();
    let (low, high) = (*allowed(n).start() - slack, *allowed(n).end() + slack);
    let covered = covered / rounds;
    assert!((low..=high).contains(&covered), "{case}: covered {covered}");
}

/// A share below 0 or above 1 stays as it is, and so do the ends of its interval.
#[test]
fn nothing_is_clipped() {
    let half = TruthProbability::HALF;
    let none = half.share(2, 1, Proportion { count: 0, n: 40 }).expect("people");
    assert!((none.value + 0.5).abs() < 1e-12 && none.interval.low < -0.49, "{none:?}");
    let all = half.share(2, 1, Proportion { count: 40, n: 40 }).expect("people");
    assert!((all.value - 1.5).abs() < 1e-12 && all.interval.high > 1.49, "{all:?}");
    let low = half.mean(&[0, 50, 100], &[40, 0, 0]).expect("people");
    assert!((low.value + 50.0).abs() < 1e-12, "{low:?}");
}

#[test]
fn several_options_are_estimated_together() {
    let half = TruthProbability::HALF;
    let shares = |chosen, count| half.share(5, chosen, Proportion { count, n: 200 });
    let (first, second, both) = (shares(1, 40), shares(1, 90), shares(2, 130));
    let value = |found: Option<qingdan::domain::randomised::Estimate>| found.expect("people").value;
    assert!((value(first) + value(second) - value(both)).abs() < 1e-12);
    assert!((value(shares(5, 200)) - 1.0).abs() < 1e-12);
    for (options, chosen, count, n) in [(5, 6, 1, 9), (0, 0, 0, 9), (5, 1, 1, 1), (5, 1, 9, 8)] {
        assert_eq!(half.share(options, chosen, Proportion { count, n }), None);
    }
}

/// Half-widths of the design: how many people give ±5 points of a share of 0.2.
#[test]
fn as_many_people_are_needed_as_the_design_says() {
    let check = |a, b, options: u8, people: u64| {
        let (truth, n) = (truth(a, b), 1_000_000);
        let lambda = f64::from(a) / f64::from(b);
        let observed = (1.0 - lambda) / f64::from(options) + 0.2 * lambda;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
        let count = (observed * 1e6).round() as u64;
        let found = truth.share(options, 1, Proportion { count, n }).expect("people");
        let needed = 1.96_f64.powi(2) * found.variance * 1e6 / 0.05_f64.powi(2);
        #[expect(clippy::cast_precision_loss, reason = "a count")]
        let expected = people as f64;
        assert!((needed - expected).abs() < 1.0, "{a}/{b} of {options}: {needed}");
        assert_eq!(people_needed(Some(truth), options), people, "as the page says");
    };
    for (options, people) in [(2, 6_009), (3, 5_163), (5, 3_934), (6, 3_550)] {
        check(1, 4, options, people);
    }
    for (options, people) in [(2, 1_399), (3, 1_202), (5, 984), (6, 921)] {
        check(1, 2, options, people);
    }
    for (options, people) in [(2, 545), (3, 489), (5, 438), (6, 424)] {
        check(3, 4, options, people);
    }
    assert_eq!(people_needed(None, 5), 246);
}

/// The mean of scores is that of the estimated shares, and the design's deviation is met: 2.28 and
/// 1.14 points on a scale of 0 to 4, with everybody in the middle.
#[test]
fn means_agree_with_shares() {
    let scores = [0, 25, 50, 75, 100];
    let counts = [31, 7, 52, 60, 18];
    let n = counts.iter().sum();
    for truth in [truth(1, 2), truth(3, 4), truth(2, 7)] {
        let shares = counts.map(|count| truth.share(5, 1, Proportion { count, n }));
        let mean: f64 = scores
            .iter()
            .zip(shares)
            .map(|(&score, share)| f64::from(score) * share.expect("people").value)
            .sum();
        let found = truth.mean(&scores, &counts).expect("people");
        assert!((found.value - mean).abs() < 1e-10, "{truth:?}: {} {mean}", found.value);
    }
    assert_eq!(TruthProbability::HALF.mean(&scores, &counts[1..]), None);
    assert_eq!(TruthProbability::HALF.mean(&scores, &[0, 1, 0, 0, 0]), None);
}
