//! Everything that is kept, as one bundle: a line for each campaign, tally and record. What came
//! sealed is sealed again to the same key, and so is everything else of a campaign with a key: it
//! would be refused otherwise.

use std::collections::{BTreeMap, BTreeSet};

use super::desk::Desk;
use super::tickets::Wave;
use crate::domain::record::{PACKED_BYTES, unpack};
use crate::domain::seal::{PublicKey, SEAL_RANDOM_BYTES, SealFault};

/// Bytes of one piece of the bundle, roughly.
const PIECE_BYTES: usize = 8 << 20;

/// How far saving has come.
#[derive(Debug)]
pub(super) struct Saving {
    number: u32,
    /// Kept records by id.
    rows: std::vec::IntoIter<[u8; PACKED_BYTES]>,
    /// The keys of the campaigns that are kept.
    keys: BTreeMap<Wave, PublicKey>,
    /// Waves of which some came without anybody looking at a ticket.
    open: BTreeSet<Wave>,
}

/// Why there is no piece: nothing is saved then, rather than a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum SavingFault {
    /// A record could not be sealed. It never goes out in the open instead.
    #[error(transparent)]
    NotSealed(#[from] SealFault),
    /// Everything was erased, or another saving begun.
    #[error("another saving was begun, or everything erased")]
    Over,
}

impl Desk {
    /// Every record that is kept, without a ticket, in the order of the random ids: for the
    /// command, whose user holds the files and the key. The pages have no such thing.
    #[cfg(feature = "cli")]
    pub fn kept(&self) -> impl Iterator<Item = [u8; PACKED_BYTES]> {
        self.columns.packed_sorted()
    }

    /// The next piece of a saving, or the first of a new one, with its number, and whether it is
    /// the last. What comes while it is saved is not in it. The random bytes are used for one
    /// piece only.
    pub(super) fn piece(
        &mut self,
        saving: Option<u32>,
        random: &[u8; SEAL_RANDOM_BYTES],
    ) -> Result<(Vec<u8>, u32, bool), SavingFault> {
        let mut piece = Vec::new();
        if saving.is_none() {
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
            let early = |wave: &Wave| {
                self.tickets.totals_of(*wave, &self.campaigns.keys).early > 0
                    || self.unsealed_of(*wave) > 0
            };
            let open = self.campaigns.keys.keys().copied().filter(early).collect();
            self.savings = self.savings.wrapping_add(1);
            let (number, rows) = (self.savings, rows.into_iter());
            self.saving = Some(Saving { number, rows, keys, open });
        }
        let known = |current: &&mut Saving| saving.is_none_or(|number| number == current.number);
        let current = self.saving.as_mut().filter(known).ok_or(SavingFault::Over)?;
        let of = current.number;
        for (number, packed) in (0_u64..).zip(current.rows.by_ref()) {
            let Saving { keys, open, .. } = current;
            let marked = self.tickets.marked(&packed, open);
            let line = self.sealing.again(keys, self.instrument, &marked, random, number)?;
            if let Some(line) = line {
                piece.extend_from_slice(line.as_bytes());
            // What was kept was valid when it came.
            } else if let Ok(record) = unpack(&[self.instrument], &packed) {
                piece.extend_from_slice(record.to_line(self.instrument).as_bytes());
                piece.push(b'\n');
            }
            if piece.len() >= PIECE_BYTES {
                return Ok((piece, of, false));
            }
        }
        self.saving = None;
        Ok((piece, of, true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::simulate::plain;
    use crate::worker::desk::tests::desk;
    use crate::worker::{Ask, Reply};

    /// So many records that they are saved in several pieces, records.
    const PEOPLE: u64 = 9_000;

    fn full(seed: u64) -> Desk {
        let mut desk = desk();
        for record in plain(PEOPLE, seed) {
            desk.columns.add_packed(&record.pack());
        }
        desk
    }

    fn next(desk: &mut Desk, saving: Option<u32>) -> (Reply, usize) {
        let (reply, piece) = desk.answer(Ask::Bundle { saving, random: [7; 32] }, &[], Vec::new());
        let piece = String::from_utf8(piece.unwrap_or_default()).expect("a text");
        (reply, piece.lines().count())
    }

    /// A file that lacks the rest is never told as saved.
    #[test]
    fn what_is_saved_is_whole() {
        let mut desk = full(1);
        let (reply, first) = next(&mut desk, None);
        assert_eq!(reply, Reply::Piece { saving: 1, last: false });
        let (reply, rest) = next(&mut desk, Some(1));
        assert_eq!((reply, first + rest), (Reply::Piece { saving: 1, last: true }, 9_000));
        // The same asked for twice at once: the second one is whole, and the first one ends.
        assert_eq!(next(&mut desk, None).0, Reply::Piece { saving: 2, last: false });
        assert_eq!(next(&mut desk, None), (Reply::Piece { saving: 3, last: false }, first));
        assert_eq!(next(&mut desk, Some(2)), (Reply::NotSaved, 0));
        assert_eq!(next(&mut desk, Some(3)), (Reply::Piece { saving: 3, last: true }, rest));
        // Erased in the middle, and filled again.
        next(&mut desk, None);
        desk.answer(Ask::Erase, &[], Vec::new());
        assert_eq!(next(&mut desk, Some(4)), (Reply::NotSaved, 0));
        for record in plain(PEOPLE, 2) {
            desk.columns.add_packed(&record.pack());
        }
        assert_eq!(next(&mut desk, None).0, Reply::Piece { saving: 5, last: false });
        assert_eq!(next(&mut desk, Some(4)), (Reply::NotSaved, 0));
    }
}
