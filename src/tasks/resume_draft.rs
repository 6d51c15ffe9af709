//! Opens a draft of this device with its code.

use super::keep_draft::{Kept, SLOTS};
use super::seal_draft::{SealFault, unseal_draft};
use crate::browser::storage;
use crate::domain::draft::{Draft, DraftFault, ResumeCode, ResumeFault, read_draft};
use crate::domain::instrument::Instrument;

/// Tries the code as typed on every draft.
pub fn resume_draft(instrument: &Instrument, typed: &str) -> Result<(Draft, Kept), ResumeFault> {
    if typed.trim().is_empty() {
        return Err(ResumeFault::Empty);
    }
    let code = ResumeCode::parse(typed).ok_or(ResumeFault::NoCode)?;
    let mut fault = ResumeFault::NoDraft;
    for slot in SLOTS {
        let stored = storage::read(slot).map_err(|_| ResumeFault::NoStorage)?;
        let Some(stored) = stored else { continue };
        match unseal_draft(&code, &stored) {
            Ok(bytes) => {
                return match read_draft(instrument, &bytes) {
                    Ok(draft) => Ok((draft, Kept { code, slot, stored })),
                    Err(DraftFault::Damaged) => Err(ResumeFault::Damaged),
                    Err(DraftFault::OtherFormat | DraftFault::OtherInstrument) => {
                        Err(ResumeFault::OtherVersion)
                    }
                };
            }
            Err(SealFault::Closed) if fault == ResumeFault::NoDraft => fault = ResumeFault::Closed,
            Err(SealFault::Closed) => {}
            Err(SealFault::OtherFormat) => fault = ResumeFault::OtherVersion,
            Err(SealFault::Damaged) => fault = ResumeFault::Damaged,
        }
    }
    Err(fault)
}
