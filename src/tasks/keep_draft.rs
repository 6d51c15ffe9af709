//! Keeps a draft on this device.
//!
//! Several drafts lie side by side, because people share phones: a new one takes a free slot, and
//! a slot is written again only while it holds what this page wrote there last. So nobody's draft
//! is ever replaced by another's, and one that was erased does not come back.

use super::seal_draft::seal_draft;
use crate::browser::random::{self, NoRandomness};
use crate::browser::storage::{self, StorageFault};
use crate::domain::draft::{Draft, KeepFault, ResumeCode};
use crate::domain::instrument::Instrument;

/// The places of drafts on a device. The names say what lies there, because whoever finds it
/// should know.
pub const SLOTS: [&str; 8] = [
    "qingdan-draft-1",
    "qingdan-draft-2",
    "qingdan-draft-3",
    "qingdan-draft-4",
    "qingdan-draft-5",
    "qingdan-draft-6",
    "qingdan-draft-7",
    "qingdan-draft-8",
];

/// A draft that this page keeps.
#[derive(Clone, Debug)]
pub struct Kept {
    /// What opens it.
    pub code: ResumeCode,
    pub(super) slot: &'static str,
    /// What was stored last.
    pub(super) stored: String,
}

impl From<StorageFault> for KeepFault {
    fn from(fault: StorageFault) -> Self {
        match fault {
            StorageFault::Absent => Self::NoStorage,
            StorageFault::Full | StorageFault::NotKept => Self::Full,
        }
    }
}

impl From<NoRandomness> for KeepFault {
    fn from(_: NoRandomness) -> Self {
        Self::NoRandomness
    }
}

/// Keeps a draft in a free slot under a new code.
pub fn keep_draft(instrument: &Instrument, draft: &Draft) -> Result<Kept, KeepFault> {
    for slot in SLOTS {
        if storage::read(slot)?.is_none() {
            let code = ResumeCode::of_random(random::bytes()?);
            let mut kept = Kept { code, slot, stored: String::new() };
            kept.write(instrument, draft)?;
            return Ok(kept);
        }
    }
    Err(KeepFault::NoSlot)
}

impl Kept {
    /// Brings the draft up to date, in its slot and under its code.
    pub fn update(&mut self, instrument: &Instrument, draft: &Draft) -> Result<(), KeepFault> {
        self.check()?;
        self.write(instrument, draft)
    }

    /// Whether its slot still holds what this page stored there last.
    pub fn check(&self) -> Result<(), KeepFault> {
        let stored = storage::read(self.slot)?;
        if stored.as_ref() == Some(&self.stored) { Ok(()) } else { Err(KeepFault::Gone) }
    }

    fn write(&mut self, instrument: &Instrument, draft: &Draft) -> Result<(), KeepFault> {
        let sealed = seal_draft(&self.code, random::bytes()?, &draft.to_bytes(instrument))?;
        storage::write(self.slot, &sealed)?;
        self.stored = sealed;
        Ok(())
    }
}
