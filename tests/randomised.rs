//! Randomised response: odds by enumeration of every draw, estimates against known truths.
//!
//! Numbers in brackets are those of the design's list of adversarial tests.

#[path = "randomised/category.rs"]
mod category;
#[path = "randomised/estimates.rs"]
mod estimates;
#[path = "randomised/oracle.rs"]
mod oracle;
#[path = "randomised/record.rs"]
mod record;
#[path = "randomised/sampler.rs"]
mod sampler;

use qingdan::domain::randomised::TruthProbability;

/// Whether the long versions run.
fn full() -> bool {
    std::env::var_os("QINGDAN_FULL").is_some()
}

fn truth(a: u8, b: u8) -> TruthProbability {
    TruthProbability::new(a, b).expect("a probability")
}

/// Chi-square of counts against equal expectations.
#[expect(clippy::cast_precision_loss, reason = "counts far below 2^53")]
fn chi_square(counts: &[u64]) -> f64 {
    let expected = counts.iter().sum::<u64>() as f64 / counts.len() as f64;
    counts.iter().map(|&count| (count as f64 - expected).powi(2) / expected).sum()
}

/// Highest chi-square that chance passes once in a million times: the cube-root approximation of
/// E. B. Wilson & M. M. Hilferty, *Proc. Natl. Acad. Sci.* 17 (1931) 684–688.
#[expect(clippy::cast_precision_loss, reason = "few cells")]
fn chi_square_limit(cells: usize) -> f64 {
    const ONE_IN_A_MILLION: f64 = 4.753_424_3;
    let freedom = (cells - 1) as f64;
    let step = 2.0 / (9.0 * freedom);
    freedom * (1.0 - step + ONE_IN_A_MILLION * step.sqrt()).powi(3)
}

/// With one degree of freedom the limit is known: the square of the normal quantile 4.8916. The
/// approximation is least exact there, and on the safe side.
#[test]
fn the_limit_of_chi_square_is_near_the_exact_one() {
    let exact = 4.891_638_5_f64.powi(2);
    let limit = chi_square_limit(2);
    assert!((exact..1.2 * exact).contains(&limit), "{limit} instead of {exact}");
}
