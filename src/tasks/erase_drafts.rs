//! Erases drafts from this device.

use super::keep_draft::{Kept, SLOTS};
use crate::browser::storage;
use crate::domain::draft::KeepFault;

/// How many drafts are on this device, as far as can be seen.
pub fn count_drafts() -> usize {
    SLOTS.iter().filter(|slot| matches!(storage::read(slot), Ok(Some(_)))).count()
}

/// Erases all drafts of this device. [`count_drafts`] tells what came of it.
pub fn erase_drafts() {
    for slot in SLOTS {
        // Without storage there is nothing to erase.
        let _ = storage::remove(slot);
    }
}

impl Kept {
    /// Erases this draft, unless its slot holds another by now or none.
    pub fn erase(&self) -> Result<(), KeepFault> {
        self.check()?;
        Ok(storage::remove(self.slot)?)
    }
}
