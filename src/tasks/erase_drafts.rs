//! Erases drafts from this device.

use super::keep_draft::{Kept, SLOTS};
use crate::browser::storage;

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
    /// Erases this draft, unless its slot holds another by now.
    pub fn erase(self) {
        if storage::read(self.slot) == Ok(Some(self.stored)) {
            // What can be read can be removed.
            let _ = storage::remove(self.slot);
        }
    }
}
