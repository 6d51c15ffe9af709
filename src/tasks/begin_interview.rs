//! Begins an interview under a fresh random id.

use crate::browser::random::{self, NoRandomness};
use crate::domain::instrument::Instrument;
use crate::domain::interview::Interview;
use crate::domain::record::RecordId;

/// A fresh random id.
pub fn fresh_id() -> Result<RecordId, NoRandomness> {
    random::bytes().map(RecordId)
}

/// A new interview under a fresh random id.
pub fn begin_interview(instrument: &Instrument) -> Result<Interview, NoRandomness> {
    Ok(Interview::new(instrument, fresh_id()?, None))
}
