//! Opened records that wait for their tickets to be counted.

use std::collections::BTreeSet;
use std::fmt;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use zeroize::Zeroizing;

use crate::domain::record::PACKED_BYTES;

/// Packed records with their tickets, which are overwritten when they are let go of.
#[derive(Default)]
pub(super) struct Waiting {
    rows: Zeroizing<Vec<u8>>,
    /// Hashes of them: what came again is known by them, and adds nothing but to the copies.
    seen: BTreeSet<u64>,
    copies: u64,
}

impl fmt::Debug for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Waiting(..)")
    }
}

impl Waiting {
    /// They, each once.
    pub(super) fn rows(&self) -> &[[u8; PACKED_BYTES]] {
        self.rows.as_chunks().0
    }

    /// Takes one in, once.
    pub(super) fn add(&mut self, packed: &[u8; PACKED_BYTES]) {
        let mut hasher = DefaultHasher::new();
        packed.hash(&mut hasher);
        if self.seen.insert(hasher.finish()) {
            self.rows.extend_from_slice(packed);
        } else {
            self.copies += 1;
        }
    }

    /// As many as came, copies too.
    pub(super) fn came(&self) -> u64 {
        self.rows().len() as u64 + self.copies
    }

    /// Those of them that had come before.
    pub(super) const fn copies(&self) -> u64 {
        self.copies
    }
}
