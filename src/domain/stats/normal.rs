//! Quantiles of the standard normal distribution.

/// 97.5 % quantile, √2·erf⁻¹(0.95).
pub(in crate::domain) const NORMAL_975: f64 = 1.959_963_984_540_054;

/// 80 % quantile, √2·erf⁻¹(0.6).
pub(super) const NORMAL_80: f64 = 0.841_621_233_572_914_3;
