//! What a release says of itself as a whole, besides its rows.

use super::codes::NoiseCode;
use crate::domain::disclose::{Policy, Release};
use crate::domain::instrument::Form;
use crate::domain::randomised::TruthProbability;

/// What a release says of itself as a whole, besides its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The form answered.
    pub form: Form,
    /// The rules that it keeps.
    pub policy: Policy,
    /// Records counted.
    pub n: u64,
    /// Whether answers were randomised.
    pub noise: NoiseCode,
    /// λ, where answers were randomised alike for everybody.
    pub truth: Option<TruthProbability>,
    /// The randomised items, counted from 0.
    pub items: Vec<u8>,
}

impl From<&Release> for Head {
    fn from(release: &Release) -> Self {
        let randomised = &release.randomised;
        Self {
            form: release.form,
            policy: release.policy,
            n: release.n,
            noise: NoiseCode::from(randomised),
            truth: randomised.truth,
            items: randomised.items.iter().map(|one| one.item).collect(),
        }
    }
}

impl From<&Head> for Head {
    fn from(head: &Head) -> Self {
        head.clone()
    }
}
