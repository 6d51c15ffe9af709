//! Numbers that follow from a seed.

use rand_pcg::Pcg32;
use rand_pcg::rand_core::{Rng as _, SeedableRng as _};
use statrs::distribution::{ContinuousCDF as _, Normal};

/// A deterministic source of numbers (PCG-XSH-RR 64/32): the same seed gives the same numbers on
/// every machine. Not for secrets.
#[derive(Clone, Debug)]
pub(super) struct Source {
    generator: Pcg32,
    normal: Normal,
}

impl Source {
    pub(super) fn new(seed: u64) -> Self {
        Self { generator: Pcg32::seed_from_u64(seed), normal: Normal::standard() }
    }

    /// A number between 0 and 1, neither of them, uniform in steps of 2⁻³².
    pub(super) fn share(&mut self) -> f64 {
        (f64::from(self.generator.next_u32()) + 0.5) / (f64::from(u32::MAX) + 1.0)
    }

    /// Whether something of this probability happens.
    pub(super) fn chance(&mut self, probability: f64) -> bool {
        self.share() < probability
    }

    /// A standard normal number, by the quantile of a uniform one; within ±6.3.
    pub(super) fn normal(&mut self) -> f64 {
        let share = self.share();
        self.normal.inverse_cdf(share)
    }

    /// A number from 0 to `end` − 1, each as likely as the others; 0 for `end` = 0, which is at
    /// most 255.
    pub(super) fn below(&mut self, end: usize) -> u8 {
        let end = u8::try_from(end).unwrap_or(u8::MAX);
        let scaled = (u64::from(self.generator.next_u32()) * u64::from(end)) >> 32;
        u8::try_from(scaled).unwrap_or(u8::MAX)
    }

    /// A place with the given shares, which sum to 1.
    pub(super) fn place(&mut self, shares: &[f64]) -> usize {
        let mut rest = self.share();
        let reached = shares.iter().position(|share| {
            rest -= share;
            rest < 0.0
        });
        reached.unwrap_or(shares.len().saturating_sub(1))
    }

    /// Fills with random bytes.
    pub(super) fn fill(&mut self, bytes: &mut [u8]) {
        self.generator.fill_bytes(bytes);
    }
}
