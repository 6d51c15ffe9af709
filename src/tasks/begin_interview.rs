//! Begins an interview under a fresh random number, with a fresh seed of its draws.

use crate::browser::random::{self, NoRandomness};
use crate::domain::instrument::Instrument;
use crate::domain::interview::Interview;
use crate::domain::randomised::NoiseSeed;
use crate::domain::record::RecordId;

/// A fresh random number and a fresh seed, which have nothing to do with each other.
pub fn fresh() -> Result<(RecordId, NoiseSeed), NoRandomness> {
    Ok((RecordId(random::bytes()?), NoiseSeed::of_random(random::bytes()?)))
}

/// A new interview under a fresh random number.
pub fn begin_interview(instrument: &Instrument) -> Result<Interview, NoRandomness> {
    let (id, seed) = fresh()?;
    Ok(Interview::new(instrument, id, None).with_seed(seed))
}
