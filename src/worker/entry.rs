//! Entries of the log in which a workspace is kept: what came since the entry before.
//!
//! | bytes | content |
//! |---|---|
//! | 0–3 | `QDL` and the version, 3 |
//! | 4–7 | length of the head, little-endian |
//! | 8–11 | length of the subtotals, little-endian |
//! | 12–19 | checksum of the subtotals and the records, little-endian |
//! | then | the head, JSON |
//! | then | the subtotals of the records, or nothing |
//! | then | packed records, 64 bytes each |
//!
//! Subtotals are used only where the checksum is right; otherwise the records are counted anew, as
//! those of earlier versions, which are still read: version 2 has no checksum, version 1 no
//! subtotals and not the length of them either.

use serde::{Deserialize, Serialize};

use super::refused::Refused;
use super::sealed::{SealedCounts, SealedTo};
use super::subject::Subject;
use super::ticket_totals::TicketTotals;
use super::tickets::MarkedWave;
use crate::domain::disclose::Policy;
use crate::domain::record::PACKED_BYTES;

/// The first bytes of an entry, the last of them its version.
const MARK: [u8; 4] = *b"QDL\x03";

/// The same of the versions before.
const MARK_1: [u8; 4] = *b"QDL\x01";
const MARK_2: [u8; 4] = *b"QDL\x02";

/// Bytes before the head.
const PREFIX_BYTES: usize = 20;

/// What came since the entry before. Taking in all entries of a log in their order gives the same
/// state again, whenever and wherever it stopped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Everything but records.
    pub head: Head,
    /// Records that changed something, packed, in the order in which they came.
    pub rows: Vec<u8>,
    /// Their [`Subtotals`](crate::domain::tally::Subtotals); empty where nobody made them.
    pub subtotals: Vec<u8>,
}

/// The part of an entry that is not records. It comes after the records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Head {
    /// Records that were there already; they are counted and not kept again.
    pub identical: u64,
    /// Inputs refused.
    pub refused: u64,
    /// Of them, those that are listed.
    #[serde(with = "super::listed")]
    pub refusals: Vec<Refused>,
    /// Bytes read.
    pub bytes: u64,
    /// What became of envelopes. They themselves are not kept, nor is any ticket.
    pub sealed: SealedCounts,
    /// Campaigns and waves whose records came sealed for the first time, and to which key.
    pub keys: Vec<SealedTo>,
    /// By campaign and wave how many of the records were kept that came sealed.
    pub sealed_rows: Vec<(([u8; 4], u8), u64)>,
    /// What tickets came to, by campaign and wave. No ticket is kept, nor which were used.
    pub tickets: Vec<(([u8; 4], u8), TicketTotals)>,
    /// Keys of marks, of waves that were counted or restored for the first time.
    pub marks: Vec<MarkedWave>,
    /// Lists of tickets that came, as the lines of a bundle.
    pub lists: Vec<String>,
    /// Campaigns that came, as the lines of a bundle.
    pub campaigns: Vec<String>,
    /// Campaigns that were dropped.
    pub dropped: Vec<String>,
    /// Tally files that came.
    pub tallies: Vec<String>,
    /// Subjects of which a report was made after all that.
    pub reported: Vec<(Subject, Policy)>,
    /// Ids drawn for tally files of subjects.
    pub tally_ids: Vec<(Subject, [u8; 16])>,
}

/// Bytes that are no entry of this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an entry of a log that this version reads")]
pub struct ForeignEntry;

impl Entry {
    /// Whether nothing came.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The entry as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Plain data without maps: writing it as JSON cannot fail.
        let head = serde_json::to_vec(&self.head).unwrap_or_default();
        let length = |part: &[u8]| u32::try_from(part.len()).unwrap_or(u32::MAX).to_le_bytes();
        let lengths = [length(&head), length(&self.subtotals)].concat();
        let sum = checksum([&self.subtotals, &self.rows]).to_le_bytes();
        [MARK.as_slice(), &lengths, &sum, &head, &self.subtotals, &self.rows].concat()
    }

    /// Reads an entry.
    pub fn read(bytes: &[u8]) -> Result<Self, ForeignEntry> {
        fn length(bytes: &[u8]) -> Result<(usize, &[u8]), ForeignEntry> {
            let (length, rest) = bytes.split_first_chunk().ok_or(ForeignEntry)?;
            let length = usize::try_from(u32::from_le_bytes(*length));
            Ok((length.map_err(|_| ForeignEntry)?, rest))
        }
        let (mark, rest) = bytes.split_first_chunk().ok_or(ForeignEntry)?;
        let (head, rest) = length(rest)?;
        let (subtotals, sum, rest) = match *mark {
            MARK_1 => (0, None, rest),
            MARK_2 => {
                let (subtotals, rest) = length(rest)?;
                (subtotals, None, rest)
            }
            MARK => {
                let (subtotals, rest) = length(rest)?;
                let (sum, rest) = rest.split_first_chunk().ok_or(ForeignEntry)?;
                (subtotals, Some(u64::from_le_bytes(*sum)), rest)
            }
            _ => return Err(ForeignEntry),
        };
        let (head, rest) = rest.split_at_checked(head).ok_or(ForeignEntry)?;
        let (subtotals, rows) = rest.split_at_checked(subtotals).ok_or(ForeignEntry)?;
        let head: Head = serde_json::from_slice(head).map_err(|_| ForeignEntry)?;
        if rows.len() % PACKED_BYTES != 0 || head.refusals.len() as u64 > head.refused {
            return Err(ForeignEntry);
        }
        let whole = sum == Some(checksum([subtotals, rows]));
        let subtotals = if whole { subtotals.to_vec() } else { Vec::new() };
        Ok(Self { head, rows: rows.to_vec(), subtotals })
    }

    /// How many bytes it will have without the subtotals, roughly.
    pub fn size_bytes(&self) -> usize {
        const REFUSAL_BYTES: usize = 120;
        let head = &self.head;
        let texts = head.campaigns.iter().chain(&head.dropped).chain(&head.tallies);
        let texts = texts.chain(&head.lists);
        PREFIX_BYTES
            + self.rows.len()
            + REFUSAL_BYTES * head.refusals.len()
            + texts.map(String::len).sum::<usize>()
    }
}

/// A checksum in eight bytes at a time, four of them side by side: some nanoseconds a record. A
/// change within one word of eight always gives another one; it protects against nobody's intent.
fn checksum(parts: [&[u8]; 2]) -> u64 {
    // Odd, so that no two words give the same product; its bits are those of the golden ratio.
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    const LANES: usize = 4;
    let step = |sum: u64, word: u64| (sum.rotate_left(29) ^ word).wrapping_mul(FACTOR);
    let mut lanes = [1, 2, 3, 4];
    for part in parts {
        let (words, rest) = part.as_chunks::<8>();
        let (blocks, words) = words.as_chunks::<LANES>();
        for block in blocks {
            for (lane, word) in lanes.iter_mut().zip(block) {
                *lane = step(*lane, u64::from_le_bytes(*word));
            }
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        for word in words.iter().chain([&last, &(part.len() as u64).to_le_bytes()]) {
            lanes[0] = step(lanes[0], u64::from_le_bytes(*word));
        }
    }
    lanes.into_iter().fold(0, step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Reason;
    use crate::worker::Cause;

    #[test]
    fn an_entry_is_read_back_and_a_damaged_one_is_not() {
        let (rows, subtotals) = (vec![7; 2 * PACKED_BYTES], vec![1; 30]);
        let mut entry = Entry { rows, subtotals, ..Entry::default() };
        entry.head.refusals = vec![Refused::whole("甲.json", Cause::Record(Reason::Empty))];
        assert_eq!(Entry::read(&entry.to_bytes()), Err(ForeignEntry), "one of none is listed");
        entry.head.refused = 1;
        entry.head.bytes = 1 << 40;
        let bytes = entry.to_bytes();
        assert_eq!(Entry::read(&bytes), Ok(entry));
        for end in 0..bytes.len() {
            let whole_rows = end == bytes.len() - PACKED_BYTES || end == bytes.len() - 128;
            let read = Entry::read(&bytes[..end]);
            assert_eq!(read.is_ok(), whole_rows, "{end}");
            assert!(read.is_ok_and(|entry| entry.subtotals.is_empty()) || !whole_rows);
        }
        for place in (bytes.len() - 2 * PACKED_BYTES - 30..bytes.len()).chain(12..PREFIX_BYTES) {
            let mut flipped = bytes.clone();
            flipped[place] ^= 4;
            let read = Entry::read(&flipped).expect("an entry");
            assert!(read.subtotals.is_empty() && read.rows.len() == 2 * PACKED_BYTES, "{place}");
        }
        let mut later = bytes;
        later[3] = 4;
        assert_eq!(Entry::read(&later), Err(ForeignEntry));
        let first = [b"QDL\x01".as_slice(), &[2, 0, 0, 0], b"{}", &[7; PACKED_BYTES]].concat();
        let rows = vec![7; PACKED_BYTES];
        let expected = Entry { rows, ..Entry::default() };
        assert_eq!(Entry::read(&first), Ok(expected.clone()));
        let lengths = [2, 0, 0, 0, 3, 0, 0, 0];
        let second = [b"QDL\x02".as_slice(), &lengths, b"{}", &[1; 3], &[7; PACKED_BYTES]];
        assert_eq!(Entry::read(&second.concat()), Ok(expected), "its subtotals are left");
    }
}
