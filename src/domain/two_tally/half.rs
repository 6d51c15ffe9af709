//! A sealed half: what a respondent hands to one organiser.
//!
//! | bytes | content |
//! |---|---|
//! | 0–1 | `QH` |
//! | 2 | version, 1 |
//! | 3 | 1 for the first organiser, 2 for the second |
//! | 4–7 | key id |
//! | 8–39 | encapsulated key |
//! | then | the half, encrypted: id (16), public share (64), input share |
//! | last 16 | tag |
//!
//! The input share of the second organiser has 64 bytes, so that this half has 200; that of the
//! first has the length that the plan gives it ([`Scheme::half_bytes`](super::Scheme::half_bytes)).
//! Under one plan all halves for one organiser have the same length.
//!
//! Sealed with HPKE base mode (RFC 9180), `info` being [`INFO`], the plan's digest and the
//! organiser's number, and the first eight bytes authenticated with it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::party::Party;
use crate::domain::base64url::{DIGITS, decoded, encoded};
use crate::domain::seal::{KeyId, MESSAGE_EXTRA_BYTES};

/// Longest half, bytes: several times the longest that any plan makes.
pub const HALF_BYTES_MAX: usize = 262_144;

/// Longest text that is searched for halves, bytes: two thousand long halves.
pub const HALVES_TEXT_BYTES_MAX: usize = 64 * 1024 * 1024;

/// What a half's text of any version begins with; the version and a colon follow.
const NAME: &str = "QINGDAN-H";
const VERSION_NAME: &str = "1";

/// What a half's file of any version begins with, and what stands around the half.
const FILE_NAME: &str = "{\"format\":\"qingdan-half/";
const FILE_MIDDLE: &str = "1\",\"half\":\"";
const FILE_END: &str = "\"}";

/// What `info` begins with.
pub(super) const INFO: &[u8] = b"qingdan-half/1";

pub(super) const HEAD_BYTES: usize = 8;
const MAGIC: [u8; 2] = *b"QH";
const VERSION: u8 = 1;

/// A sealed half. Its head is right; whether the rest opens, only its key tells.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SealedHalf(Vec<u8>);

/// Why bytes or a text are no half.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum HalfFault {
    /// It is incomplete or changed.
    #[error("incomplete or changed")]
    Damaged,
    /// A newer version made it.
    #[error("made by a newer version")]
    Newer,
}

/// The text is longer than [`HALVES_TEXT_BYTES_MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the file is too long")]
pub struct TooLong;

/// The first bytes of every half for a key.
pub(super) const fn head(party: Party, [a, b, c, d]: KeyId) -> [u8; HEAD_BYTES] {
    [MAGIC[0], MAGIC[1], VERSION, party.number(), a, b, c, d]
}

impl SealedHalf {
    /// The half of these bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, HalfFault> {
        match bytes {
            [a, b, version, ..] if [*a, *b] == MAGIC && *version != VERSION => {
                Err(HalfFault::Newer)
            }
            [a, b, _, party, rest @ ..]
                if [*a, *b] == MAGIC
                    && Party::numbered(*party).is_some()
                    && rest.len() > HEAD_BYTES - 4 + MESSAGE_EXTRA_BYTES
                    && bytes.len() <= HALF_BYTES_MAX =>
            {
                Ok(Self(bytes.to_vec()))
            }
            _ => Err(HalfFault::Damaged),
        }
    }

    pub(super) fn of_parts(head: [u8; HEAD_BYTES], message: &[u8]) -> Self {
        Self([&head, message].concat())
    }

    /// Its bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Whom it is for.
    pub fn party(&self) -> Party {
        if self.0[3] == Party::Second.number() { Party::Second } else { Party::First }
    }

    /// The id of the key that it is sealed to.
    pub fn key_id(&self) -> KeyId {
        [self.0[4], self.0[5], self.0[6], self.0[7]]
    }

    /// The text: a prefix of eleven characters, then letters, digits, `-` and `_`; 278 characters
    /// in all for the second organiser.
    pub fn to_code(&self) -> String {
        [NAME, VERSION_NAME, ":", &encoded(&self.0)].concat()
    }

    /// The file: one line of JSON.
    pub fn to_file(&self) -> String {
        [FILE_NAME, FILE_MIDDLE, &encoded(&self.0), FILE_END, "\n"].concat()
    }
}

impl fmt::Debug for SealedHalf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealedHalf({}, {} bytes)", self.party(), self.0.len())
    }
}

/// Finds every half, and everything that begins like one and is none, in a file or in any mixture
/// of texts. A text of a half is in one piece. Linear in the length.
pub fn find_halves(
    text: &[u8],
    found: &mut dyn FnMut(Result<SealedHalf, HalfFault>),
) -> Result<(), TooLong> {
    if text.len() > HALVES_TEXT_BYTES_MAX {
        return Err(TooLong);
    }
    let mut rest = text;
    while let Some((&first, after)) = rest.split_first() {
        let here = match first {
            b'Q' => rest.strip_prefix(NAME.as_bytes()).and_then(|after| version(after, b":")),
            b'{' => rest.strip_prefix(FILE_NAME.as_bytes()).and_then(|after| version(after, b"\"")),
            _ => None,
        };
        rest = after;
        let Some((version, body)) = here else { continue };
        let middle = &FILE_MIDDLE.as_bytes()[VERSION_NAME.len() + 1..];
        let file = first == b'{';
        let body = if file && version == VERSION_NAME.as_bytes() {
            body.strip_prefix(middle)
        } else {
            Some(body)
        };
        let digits = body.map_or(0, |body| body.iter().take_while(|b| DIGITS.contains(b)).count());
        let (digits, behind) = body.unwrap_or_default().split_at(digits);
        let ended = !file || behind.starts_with(FILE_END.as_bytes());
        let read = if version != VERSION_NAME.as_bytes() {
            Err(HalfFault::Newer)
        } else if ended && digits.len() <= HALF_BYTES_MAX * 2 {
            let bytes = decoded(digits).ok_or(HalfFault::Damaged);
            bytes.and_then(|bytes| SealedHalf::from_bytes(&bytes))
        } else {
            Err(HalfFault::Damaged)
        };
        // Behind what is damaged the search goes on right after its beginning.
        if read.is_ok() {
            rest = behind;
        }
        found(read);
    }
    Ok(())
}

/// What was no half among files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoHalves {
    /// What begins like a half and is incomplete or changed.
    pub damaged: u64,
    /// Halves that a newer version made.
    pub newer: u64,
    /// Files without anything that begins like a half.
    pub files: u64,
}

impl NoHalves {
    /// Hands over every half in a file, and counts what else there is. How many halves there were.
    pub fn each(&mut self, file: &[u8], take: &mut dyn FnMut(&SealedHalf)) -> Result<u64, TooLong> {
        let (mut found, mut halves) = (false, 0);
        find_halves(file, &mut |half| {
            found = true;
            match half {
                Ok(half) => {
                    halves += 1;
                    take(&half);
                }
                Err(HalfFault::Damaged) => self.damaged += 1,
                Err(HalfFault::Newer) => self.newer += 1,
            }
        })?;
        self.files += u64::from(!found);
        Ok(halves)
    }
}

/// A version and what stands behind it and a sign.
fn version<'a>(text: &'a [u8], sign: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (version, after) = text.split_at(digits);
    Some((version, after.strip_prefix(sign)?)).filter(|_| digits > 0)
}
