//! Student's t distribution: its square is F with 1 and as many degrees of freedom.

use super::normal::NORMAL_975;
use super::{float, snedecor};

/// 97.5 % quantile of Student's t distribution with `freedom` degrees of freedom; none for 0.
pub fn student_t_975(freedom: u64) -> Option<f64> {
    (freedom > 0).then(|| quantile_975(float(freedom)))
}

/// 97.5 % quantile for degrees of freedom of at least 1, also between whole numbers.
pub(super) fn quantile_975(freedom: f64) -> f64 {
    // The first term of the expansion of R. A. Fisher & E. A. Cornish, *Technometrics* 2 (1960)
    // 209–225; the next ones are positive, so this lies below the quantile.
    let guess = NORMAL_975 + (NORMAL_975.powi(3) + NORMAL_975) / (4.0 * freedom);
    snedecor::quantile(0.95, 1.0, freedom, guess * guess).sqrt()
}

/// Probability that a t variable lies as far from 0 as `t` or farther, 0 to 1.
pub(super) fn two_sided(t: f64, freedom: f64) -> f64 {
    snedecor::distribution(t * t, 1.0, freedom).upper
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `scipy.stats.t.ppf(0.975, freedom)`, scipy 1.17.
    #[test]
    fn quantiles_match_scipy() {
        for (freedom, expected) in [
            (1, 12.706_204_736_174_694_f64),
            (2, 4.302_652_729_749_462),
            (9, 2.262_157_162_798_205),
            (29, 2.045_229_642_132_703),
            (38, 2.024_394_163_911_969_4),
            (158, 1.975_092_072_712_084_4),
            (999, 1.962_341_461_133_449_3),
            (9_999, 1.960_201_263_621_357),
            (1_000_000, 1.959_966_356_814_107),
        ] {
            let quantile = student_t_975(freedom).expect("at least one degree of freedom");
            assert!((quantile - expected).abs() < 1e-12, "{freedom}: {quantile}");
        }
        assert_eq!(student_t_975(0), None);
    }
}
