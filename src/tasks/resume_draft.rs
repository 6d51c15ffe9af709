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
            Err(other) => fault = more_telling(fault, other),
        }
    }
    Err(fault)
}

/// What to say of several drafts that the code does not open. Where one is merely closed, the
/// code may be wrong, whatever versions the others are of.
const fn more_telling(fault: ResumeFault, other: SealFault) -> ResumeFault {
    match (fault, other) {
        (ResumeFault::Damaged, _) | (_, SealFault::Damaged) => ResumeFault::Damaged,
        (ResumeFault::Closed, _) | (_, SealFault::Closed) => ResumeFault::Closed,
        (_, SealFault::OtherFormat) => ResumeFault::OtherVersion,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_that_is_merely_wrong_is_called_wrong_beside_a_draft_of_another_version() {
        use SealFault::{Closed, Damaged, OtherFormat};
        for (faults, expected) in [
            (&[OtherFormat][..], ResumeFault::OtherVersion),
            (&[Closed], ResumeFault::Closed),
            (&[Closed, OtherFormat], ResumeFault::Closed),
            (&[OtherFormat, Closed, OtherFormat], ResumeFault::Closed),
            (&[Damaged, Closed, OtherFormat], ResumeFault::Damaged),
            (&[Closed, OtherFormat, Damaged], ResumeFault::Damaged),
            (&[], ResumeFault::NoDraft),
        ] {
            let found = faults.iter().copied().fold(ResumeFault::NoDraft, more_telling);
            assert_eq!(found, expected, "{faults:?}");
        }
    }
}
