//! The frame of the files that organisers exchange or keep: who wrote them for which plan, and
//! whether they are whole.
//!
//! | bytes | content |
//! |---|---|
//! | 0–1 | which file |
//! | 2 | version, 1 |
//! | 3 | 1 for the first organiser, 2 for the second |
//! | 4–35 | the plan's digest |
//! | then | the content |
//! | last 32 | the SHA-256 of all before |
//!
//! Numbers are unsigned with the high byte first.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::party::Party;
use crate::domain::seal::Fingerprint;

/// Longest file that is read, bytes: the verification of 200,000 records under the longest plan.
pub const FILE_BYTES_MAX: usize = 512 * 1024 * 1024;

const VERSION: u8 = 1;
const HEAD_BYTES: usize = 4 + DIGEST_BYTES;

/// Length of a SHA-256.
pub(super) const DIGEST_BYTES: usize = 32;

/// A SHA-256.
pub(super) type Digest = [u8; DIGEST_BYTES];

/// Why bytes are not the file that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum FileFault {
    /// It is not such a file.
    #[error("not the file that is asked for")]
    OtherFile,
    /// A newer version made it.
    #[error("made by a newer version")]
    Newer,
    /// It is longer than [`FILE_BYTES_MAX`].
    #[error("too long")]
    TooLong,
    /// It is incomplete or changed.
    #[error("incomplete or changed")]
    Damaged,
    /// It was made under another plan.
    #[error("made under another plan")]
    OtherPlan,
}

/// A file with this content.
pub(super) fn framed(magic: [u8; 2], party: Party, plan: &Digest, content: &[u8]) -> Vec<u8> {
    let head = [magic[0], magic[1], VERSION, party.number()];
    let mut bytes = [&head[..], plan, content].concat();
    let check = digest(&bytes);
    bytes.extend(check);
    bytes
}

/// Who wrote a file, and its content.
pub(super) fn unframed<'a>(
    magic: [u8; 2],
    plan: &Digest,
    bytes: &'a [u8],
) -> Result<(Party, &'a [u8]), FileFault> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(FileFault::TooLong);
    }
    match bytes {
        [a, b, ..] if [*a, *b] != magic => return Err(FileFault::OtherFile),
        [_, _, VERSION, ..] => {}
        [_, _, _, ..] => return Err(FileFault::Newer),
        _ => return Err(FileFault::OtherFile),
    }
    let (body, check) = bytes.split_last_chunk().ok_or(FileFault::Damaged)?;
    if digest(body) != *check || body.len() < HEAD_BYTES {
        return Err(FileFault::Damaged);
    }
    let (head, content) = body.split_at(HEAD_BYTES);
    let party = Party::numbered(head[3]).ok_or(FileFault::Damaged)?;
    if head[4..] != *plan {
        return Err(FileFault::OtherPlan);
    }
    Ok((party, content))
}

/// Twenty digits by which the two compare what they exchanged, over the telephone for example.
pub fn file_fingerprint(bytes: &[u8]) -> Fingerprint {
    Fingerprint::of_digest(&digest(bytes))
}

/// The SHA-256 of bytes.
pub(super) fn digest(bytes: &[u8]) -> Digest {
    Sha256::digest(bytes).into()
}

/// A number of at most 32 bits at the beginning of some bytes, and what follows.
pub(super) fn number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (number, rest) = bytes.split_first_chunk()?;
    Some((u32::from_be_bytes(*number), rest))
}
