//! Everything that is kept, as one bundle: a line for each campaign, tally and record. What came
//! sealed is sealed again to the same key, and so is everything else of a campaign with a key: it
//! would be refused otherwise.

use std::collections::BTreeMap;

use super::desk::Desk;
use super::tickets::Wave;
use crate::domain::record::{PACKED_BYTES, unpack};
use crate::domain::seal::{PublicKey, SEAL_RANDOM_BYTES, SealFault};

/// Bytes of one piece of the bundle, roughly.
const PIECE_BYTES: usize = 8 << 20;

/// How far saving has come.
#[derive(Debug)]
pub(super) struct Saving {
    /// Kept records by id.
    rows: std::vec::IntoIter<[u8; PACKED_BYTES]>,
    /// The keys of the campaigns that are kept.
    keys: BTreeMap<Wave, PublicKey>,
}

impl Desk {
    /// The next piece of the bundle, and whether it is the last; the first begins it anew. What
    /// comes while it is saved is not in it. The random bytes are used for one piece only. Nothing
    /// where a record could not be sealed: it never goes out in the open instead.
    pub(super) fn piece(
        &mut self,
        first: bool,
        random: &[u8; SEAL_RANDOM_BYTES],
    ) -> Result<(Vec<u8>, bool), SealFault> {
        let mut piece = Vec::new();
        if first {
            for line in self.campaigns.lines() {
                piece.extend_from_slice(line.as_bytes());
                piece.push(b'\n');
            }
            for line in self.tallies.lines(self.instrument) {
                piece.extend_from_slice(line.as_bytes());
                piece.push(b'\n');
            }
            for line in self.tickets.lines() {
                piece.extend_from_slice(line.as_bytes());
            }
            let rows: Vec<_> = self.columns.packed_sorted().collect();
            let keys = self.campaigns.public_keys(self.instrument);
            self.saving = Some(Saving { rows: rows.into_iter(), keys });
        }
        let Some(saving) = &mut self.saving else { return Ok((piece, true)) };
        for (number, packed) in (0_u64..).zip(saving.rows.by_ref()) {
            let marked = self.tickets.marked(&packed);
            let Saving { keys, .. } = saving;
            let line = self.sealing.again(keys, self.instrument, &marked, random, number)?;
            if let Some(line) = line {
                piece.extend_from_slice(line.as_bytes());
            // What was kept was valid when it came.
            } else if let Ok(record) = unpack(&[self.instrument], &packed) {
                piece.extend_from_slice(record.to_line(self.instrument).as_bytes());
                piece.push(b'\n');
            }
            if piece.len() >= PIECE_BYTES {
                return Ok((piece, false));
            }
        }
        self.saving = None;
        Ok((piece, true))
    }
}
