//! Marks of records whose tickets were looked at: what a saved batch carries in a ticket's place.
//!
//! A record that is sealed again has lost its ticket. The mark in its place says that the ticket
//! was looked at before, and was valid, or that the organiser went on without looking. It is
//! computed from the record alone, so that it tells nothing of the ticket, and with a key that
//! follows from the private key, so that nobody else can make one.

use super::TICKET_BYTES;
use crate::domain::mac::{MAC_BYTES, hmac_sha256};
use crate::domain::record::{PACKED_BYTES, TICKET_FROM};

/// Length of the key of marks.
pub const MARK_KEY_BYTES: usize = MAC_BYTES;

/// The four bits that no ticket has.
const KIND_BITS: u8 = 0xf0;

/// What a mark says of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It had a valid ticket.
    Counted,
    /// Nobody looked at its ticket.
    Unchecked,
}

/// The key of the marks of one wave. It opens nothing and tells nothing about any ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkKey([u8; MARK_KEY_BYTES]);

impl Mark {
    const fn bits(self) -> u8 {
        match self {
            Self::Counted => 0xf0,
            Self::Unchecked => 0xe0,
        }
    }

    /// The mark whose bits a packed record has where tickets have none; whether it is genuine, its
    /// key says.
    pub fn claimed(packed: &[u8; PACKED_BYTES]) -> Option<Self> {
        let bits = packed[TICKET_FROM] & KIND_BITS;
        [Self::Counted, Self::Unchecked].into_iter().find(|mark| mark.bits() == bits)
    }
}

impl MarkKey {
    /// The key of these bytes.
    pub const fn from_bytes(bytes: [u8; MARK_KEY_BYTES]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub const fn to_bytes(self) -> [u8; MARK_KEY_BYTES] {
        self.0
    }

    /// Puts a mark into the ticket's place of a packed record: HMAC-SHA256 of the kind and the
    /// record without it, 60 bits of that.
    pub fn put(self, mark: Mark, packed: &mut [u8; PACKED_BYTES]) {
        packed[TICKET_FROM..][..TICKET_BYTES].fill(0);
        let code = hmac_sha256(&self.0, &[&[mark.bits()], packed]);
        packed[TICKET_FROM..][..TICKET_BYTES].copy_from_slice(&code[..TICKET_BYTES]);
        packed[TICKET_FROM] = packed[TICKET_FROM] & !KIND_BITS | mark.bits();
    }

    /// Takes the mark out of a packed record; none, and the record as it was, where there is no
    /// genuine one.
    pub fn take(self, packed: &mut [u8; PACKED_BYTES]) -> Option<Mark> {
        let mark = Mark::claimed(packed)?;
        let mut genuine = *packed;
        self.put(mark, &mut genuine);
        if genuine != *packed {
            return None;
        }
        packed[TICKET_FROM..][..TICKET_BYTES].fill(0);
        Some(mark)
    }
}
