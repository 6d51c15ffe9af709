//! The formulas of statistics against worked examples as they were printed (here), against R and
//! scipy on the same data, by laws that hold for all data, and by how often the intervals cover the
//! truth (in `tests/statistics/`).

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "statistics/coverage.rs"]
mod coverage;
#[path = "statistics/laws.rs"]
mod laws;
#[path = "statistics/oracle.rs"]
mod oracle;
#[path = "statistics/random.rs"]
mod random;

use qingdan::domain::stats::{
    ItemMoments, Moments, Proportion, alpha, alpha_interval, detectable, holm, newcombe, welch,
};

fn near(place: &str, found: f64, printed: f64, half_a_unit: f64) {
    assert!((found - printed).abs() <= half_a_unit, "{place}: {found} instead of {printed}");
}

/// R. G. Newcombe, *Statist. Med.* 17 (1998) 857–872, table I, method 3 (Wilson).
#[test]
fn wilson_of_newcombe_1998_table_1() {
    for (count, n, low, high) in [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ] {
        let interval = Proportion { count, n }.interval();
        near(&format!("{count}/{n} low"), interval.low, low, 5e-5);
        near(&format!("{count}/{n} high"), interval.high, high, 5e-5);
    }
}

/// R. G. Newcombe, *Statist. Med.* 17 (1998) 873–890, table II, method 10: eight contrasts, first
/// share − second share there.
#[test]
fn differences_of_newcombe_1998_table_2() {
    for (a, m, b, n, low, high) in [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0),
        (10, 10, 0, 10, 0.6075, 1.0),
    ] {
        let found = newcombe(Proportion { count: b, n }, Proportion { count: a, n: m });
        near(&format!("{a}/{m} − {b}/{n} low"), found.interval.low, low, 5e-5);
        near(&format!("{a}/{m} − {b}/{n} high"), found.interval.high, high, 5e-5);
    }
}

/// Student's sleep data (*Biometrika* 6 (1908) 1–25), as Welch's test of R's manual page `sleep`
/// and `t.test` print it: t = −1.8608, df = 17.776, p = 0.07939, −3.3654832 to 0.2054832.
#[test]
fn welch_of_the_sleep_data() {
    // Extra hours of sleep in tenths, moved up by 2 hours to be counted without a sign.
    let group = |tenths: [i64; 10]| {
        let moved = tenths.map(|tenth| u128::try_from(tenth + 20).unwrap());
        let squares = moved.iter().map(|x| x * x).sum();
        Moments { n: 10, sum: moved.iter().sum(), squares, units_per_point: 10 }
    };
    let first = group([7, -16, -2, -12, -1, 34, 37, 8, 0, 20]);
    let second = group([19, 8, 11, 1, -1, 44, 55, 16, 46, 34]);
    let found = welch(&second, &first).unwrap();
    near("difference", found.difference, 0.75 - 2.33, 1e-12);
    near("freedom", found.freedom, 17.776, 5e-4);
    near("p", found.p, 0.07939, 5e-6);
    near("low", found.interval.low, -3.365_483_2, 5e-8);
    near("high", found.interval.high, 0.205_483_2, 5e-8);
}

/// The procedure of S. Holm, *Scand. J. Statist.* 6 (1979) 65–70, carried out by hand: 0.01, 0.02,
/// 0.022 and 0.09 times 4, 3, 2 and 1, none below the one before it.
#[test]
fn holm_by_hand() {
    let found = holm(&[Some(0.02), None, Some(0.09), Some(0.01), Some(0.022)]);
    let expected = [Some(0.06), None, Some(0.09), Some(0.04), Some(0.06)];
    for (found, expected) in found.iter().zip(expected) {
        assert_eq!(found.is_some(), expected.is_some());
        near("p", found.unwrap_or(0.0), expected.unwrap_or(0.0), 1e-12);
    }
    assert_eq!(holm(&[Some(0.6), Some(0.7)]), [Some(1.0), Some(1.0)]);
}

/// Alpha of perfectly parallel and of unrelated items, from its definition; and Feldt's interval
/// from the upper 2.5 % points of F that E. S. Pearson & H. O. Hartley print (*Biometrika Tables
/// for Statisticians* I, 3rd ed. 1966, table 18): 2.77 for 10 and 20 degrees of freedom, 3.42 for
/// 20 and 10, the inverse of which is the lower 2.5 % point for 10 and 20.
#[test]
fn alpha_by_definition_and_feldt_from_printed_tables() {
    let mut parallel = ItemMoments::new(3);
    for score in [0, 25, 100] {
        parallel.add(&[score; 3]);
    }
    near("parallel", alpha(&parallel).unwrap(), 1.0, 1e-15);
    let mut unrelated = ItemMoments::new(2);
    for row in [[0, 0], [0, 100], [100, 0], [100, 100]] {
        unrelated.add(&row);
    }
    near("unrelated", alpha(&unrelated).unwrap(), 0.0, 1e-15);
    let interval = alpha_interval(0.8, 11, 3).unwrap();
    near("low", interval.low, 1.0 - 0.2 * 2.77, 0.2 * 0.005);
    near("high", interval.high, 1.0 - 0.2 / 3.42, 0.2 * 0.005 / (3.42 * 3.42));
}

/// What the guide for organisers says of waves with a standard deviation of 20: the interval of a
/// mean, half of Welch's interval of a difference, and what is found with 80 % power.
#[test]
fn the_table_of_the_guide_is_true() {
    let [guide, chinese] = [include_str!("../docs/guide.md"), include_str!("../docs/guide.zh.md")];
    for n in [20_u64, 30, 50, 100, 200, 500] {
        // n scores of 50 points with Σ(x − 50)² = 20²·(n − 1), in units of 1/100 point.
        let people = u128::from(n);
        let squares = people * 5_000 * 5_000 + 2_000 * 2_000 * (people - 1);
        let wave = Moments { n, sum: people * 5_000, squares, units_per_point: 100 };
        let mean = wave.mean_interval().unwrap();
        let both = welch(&wave, &wave).unwrap().interval;
        let numbers = [
            (mean.high - mean.low) / 2.0,
            (both.high - both.low) / 2.0,
            detectable(20.0, n, 20.0, n).power_points,
        ];
        let [mean, half, power] = numbers.map(|number| format!("{number:.1}"));
        let row = format!("| {n} | ±{mean} points | {half} points | {power} points |");
        assert!(guide.contains(&row), "{row}");
        assert!(chinese.contains(&row.replace("points", "分")), "{row}");
    }
}

/// The detectable differences printed in the design of the instrument, for sd 20 in each wave.
#[test]
fn detectable_differences_of_the_design() {
    for (n, interval, power) in [(20, 12.4, 17.7), (50, 7.8, 11.2), (100, 5.5, 7.9)] {
        let found = detectable(20.0, n, 20.0, n);
        near(&format!("{n} interval"), found.interval_points, interval, 0.05);
        near(&format!("{n} power"), found.power_points, power, 0.05);
    }
}
