//! Everything that is kept, as one bundle: a line for each campaign, tally and record.

use super::desk::Desk;
use crate::domain::record::{PACKED_BYTES, unpack};

/// Bytes of one piece of the bundle, roughly.
const PIECE_BYTES: usize = 8 << 20;

/// How far saving has come.
#[derive(Debug)]
pub(super) struct Saving {
    /// Kept records by id.
    rows: std::vec::IntoIter<[u8; PACKED_BYTES]>,
}

impl Desk {
    /// The next piece of the bundle, and whether it is the last; the first begins it anew. What
    /// comes while it is saved is not in it.
    pub(super) fn piece(&mut self, first: bool) -> (Vec<u8>, bool) {
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
            let rows: Vec<_> = self.columns.packed_sorted().collect();
            self.saving = Some(Saving { rows: rows.into_iter() });
        }
        let Some(saving) = &mut self.saving else { return (piece, true) };
        for packed in saving.rows.by_ref() {
            // What was kept was valid when it came.
            if let Ok(record) = unpack(&[self.instrument], &packed) {
                piece.extend_from_slice(record.to_line(self.instrument).as_bytes());
                piece.push(b'\n');
            }
            if piece.len() >= PIECE_BYTES {
                return (piece, false);
            }
        }
        self.saving = None;
        (piece, true)
    }
}
