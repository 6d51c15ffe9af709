//! Rows of records and the index of their ids, in memory that grows in pieces.
//!
//! A row takes 47 bytes; the index takes 4 bytes a slot and at most seven eighths of its slots are
//! used. Rows are never moved, so growing never holds them twice.

use std::hash::{DefaultHasher, Hasher as _};

use super::scorer::ANSWER_BYTES;

/// Length of a record's id.
pub(super) const ID_BYTES: usize = 16;

/// Length of a row: id, revision, form, source, answers.
const ROW_BYTES: usize = ID_BYTES + 3 + ANSWER_BYTES;

/// Rows in one piece of memory.
const CHUNK_ROWS: usize = 4096;

/// Slots of the smallest index; a power of two.
const SLOTS_MIN: usize = 1024;

/// A record without its id and what all records share. Of two with one id the greater revision
/// wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Version {
    pub revision: u8,
    /// 1 for the quick form.
    pub form: u8,
    /// Place among the sources.
    pub source: u8,
    pub answers: [u8; ANSWER_BYTES],
}

/// All rows, in the order of arrival.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    chunks: Vec<Vec<u8>>,
    len: u32,
}

impl Rows {
    pub(super) const fn len(&self) -> u32 {
        self.len
    }

    /// Adds a row.
    pub(super) fn push(&mut self, id: &[u8; ID_BYTES], version: &Version) {
        if self.len as usize == self.chunks.len() * CHUNK_ROWS {
            self.chunks.push(Vec::with_capacity(CHUNK_ROWS * ROW_BYTES));
        }
        if let Some(chunk) = self.chunks.last_mut() {
            chunk.extend_from_slice(id);
            chunk.extend_from_slice(&[version.revision, version.form, version.source]);
            chunk.extend_from_slice(&version.answers);
        }
        self.len += 1;
    }

    /// Puts another version into an existing row.
    pub(super) fn replace(&mut self, row: u32, version: &Version) {
        let (chunk, from) = place(row);
        let rest = &mut self.chunks[chunk][from + ID_BYTES..from + ROW_BYTES];
        rest[..3].copy_from_slice(&[version.revision, version.form, version.source]);
        rest[3..].copy_from_slice(&version.answers);
    }

    /// The id of an existing row.
    pub(super) fn id(&self, row: u32) -> &[u8; ID_BYTES] {
        let (chunk, from) = place(row);
        self.chunks[chunk][from..].first_chunk().unwrap_or(&[0; ID_BYTES])
    }

    /// The version in an existing row.
    pub(super) fn version(&self, row: u32) -> Version {
        let (chunk, from) = place(row);
        let rest = &self.chunks[chunk][from + ID_BYTES..from + ROW_BYTES];
        let mut answers = [0; ANSWER_BYTES];
        answers.copy_from_slice(&rest[3..]);
        Version { revision: rest[0], form: rest[1], source: rest[2], answers }
    }
}

/// The chunk of a row, and where the row begins in it.
const fn place(row: u32) -> (usize, usize) {
    (row as usize / CHUNK_ROWS, row as usize % CHUNK_ROWS * ROW_BYTES)
}

/// Finds the row of an id: open addressing with linear probing.
///
/// Ids are random where respondents are honest. Whoever makes files can choose them, so they are
/// spread by a hash whose key nobody outside knows: no set of ids makes the index slow.
///
/// A slot holds a row number plus one in as many low bits as the number of slots needs, and bits
/// of the hash above them, so that a row is seldom looked at in vain.
#[derive(Clone, Debug)]
pub(super) struct Index {
    key: u64,
    slots: Vec<u32>,
}

impl Index {
    pub(super) fn new(key: u64) -> Self {
        Self { key, slots: vec![0; SLOTS_MIN] }
    }

    /// The keyed hash of some bytes.
    pub(super) fn hash(&self, bytes: &[u8]) -> u64 {
        keyed_hash(self.key, bytes)
    }

    /// The row with this id.
    pub(super) fn find(&self, rows: &Rows, id: &[u8; ID_BYTES], hash: u64) -> Option<u32> {
        let (mut at, tag) = self.start(hash);
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return None;
            }
            if slot & !self.mask() == tag {
                let row = (slot & self.mask()) - 1;
                if rows.id(row) == id {
                    return Some(row);
                }
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// Adds the last row, whose id is not in the index.
    pub(super) fn insert_last(&mut self, rows: &Rows, hash: u64) {
        if rows.len() as usize > self.slots.len() / 8 * 7 {
            self.slots = vec![0; 2 * self.slots.len()];
            for row in 0..rows.len() {
                self.put(row, self.hash(rows.id(row)));
            }
        } else {
            self.put(rows.len() - 1, hash);
        }
    }

    fn put(&mut self, row: u32, hash: u64) {
        let (mut at, tag) = self.start(hash);
        while self.slots[at] != 0 {
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = tag | (row + 1);
    }

    /// The bits of a slot that hold a row: as many as there are slots.
    const fn mask(&self) -> u32 {
        #[expect(clippy::cast_possible_truncation, reason = "at most 2^31 slots")]
        let slots = self.slots.len() as u32;
        slots - 1
    }

    /// Where to begin, and the bits of the hash beside the row.
    #[expect(clippy::cast_possible_truncation, reason = "two halves of the hash")]
    const fn start(&self, hash: u64) -> (usize, u32) {
        ((hash >> 32) as usize & (self.slots.len() - 1), hash as u32 & !self.mask())
    }
}

/// `SipHash` of a key and some bytes.
pub(super) fn keyed_hash(key: u64, bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write_u64(key);
    hasher.write(bytes);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u32) -> [u8; ID_BYTES] {
        let mut id = [0; ID_BYTES];
        id[12..].copy_from_slice(&number.to_be_bytes());
        id
    }

    /// Every id is found again at its row, and no other is, while the index grows many times.
    #[test]
    fn ids_are_found_after_growing() {
        let (mut rows, mut index) = (Rows::default(), Index::new(7));
        let version = Version { revision: 1, form: 0, source: 2, answers: [3; ANSWER_BYTES] };
        for number in 0..20_000 {
            let hash = index.hash(&id(number));
            assert_eq!(index.find(&rows, &id(number), hash), None);
            rows.push(&id(number), &version);
            index.insert_last(&rows, hash);
        }
        rows.replace(9_999, &Version { revision: 9, ..version });
        for number in 0..20_000 {
            assert_eq!(index.find(&rows, &id(number), index.hash(&id(number))), Some(number));
            let revision = if number == 9_999 { 9 } else { 1 };
            assert_eq!(rows.version(number), Version { revision, ..version });
        }
    }
}
