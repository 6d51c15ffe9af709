//! What an organiser has counted already, kept as a file beside the plan.
//!
//! Two totals whose people differ by one give that one away. So every id is counted once: a count
//! that shares some people, but not all, with an earlier one is refused. The same count again gives
//! the same file again, which tells nothing new.
//!
//! The content of the file ([`frame`](super::frame), `QL`), for each count, in ascending order of
//! the digests:
//!
//! | bytes | content |
//! |---|---|
//! | 0–31 | SHA-256 of the ids of the count |
//! | 32–35 | number of ids |
//! | then | the ids, ascending |

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::frame::{Digest, FileFault, digest, framed, number, unframed};
use super::party::Party;
use super::scheme::{ID_BYTES, PairId, Scheme};

const MAGIC: [u8; 2] = *b"QL";

/// The counts that an organiser has made under a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    party: Party,
    plan: Digest,
    counts: BTreeMap<Digest, BTreeSet<PairId>>,
}

/// A count shares people with an earlier one, but is not the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{people} people of this count were in an earlier count")]
pub struct Overlap {
    /// As many of its people as were counted before.
    pub people: u64,
}

/// The ids of a count, in ascending order, as one number.
pub(super) fn digest_of(ids: &BTreeSet<PairId>) -> Digest {
    digest(ids.iter().copied().collect::<Vec<_>>().as_flattened())
}

impl Scheme<'_> {
    /// The ledger of an organiser that has counted nothing yet.
    pub const fn new_ledger(&self, party: Party) -> Ledger {
        Ledger { party, plan: self.context, counts: BTreeMap::new() }
    }

    /// Reads the file of a ledger: any bytes give one or a fault, and only what
    /// [`Ledger::to_bytes`] writes is taken.
    pub fn read_ledger(&self, bytes: &[u8]) -> Result<Ledger, FileFault> {
        let (party, mut content) = unframed(MAGIC, &self.context, bytes)?;
        let mut ledger = self.new_ledger(party);
        while !content.is_empty() {
            let (ids, rest) = read_count(content).ok_or(FileFault::Damaged)?;
            let digest = digest_of(&ids);
            let last = ledger.counts.last_key_value().map(|(digest, _)| *digest);
            let again = ids.iter().any(|id| ledger.has(id));
            if content[..digest.len()] != digest || last >= Some(digest) || again {
                return Err(FileFault::Damaged);
            }
            ledger.counts.insert(digest, ids);
            content = rest;
        }
        Ok(ledger)
    }
}

/// The ids of the first count in some bytes, and what follows.
fn read_count(bytes: &[u8]) -> Option<(BTreeSet<PairId>, &[u8])> {
    let (_, rest): (&Digest, _) = bytes.split_first_chunk()?;
    let (people, rest) = number(rest)?;
    let (ids, rest) = rest.split_at_checked((people as usize).checked_mul(ID_BYTES)?)?;
    let (ids, _) = ids.as_chunks::<ID_BYTES>();
    let ascending = ids.windows(2).all(|pair| pair[0] < pair[1]) && !ids.is_empty();
    ascending.then(|| (ids.iter().copied().collect(), rest))
}

impl Ledger {
    /// Whose it is.
    pub const fn party(&self) -> Party {
        self.party
    }

    /// Number of counts.
    pub fn counts(&self) -> usize {
        self.counts.len()
    }

    /// Whether an id was counted.
    pub(super) fn has(&self, id: &PairId) -> bool {
        self.counts.values().any(|ids| ids.contains(id))
    }

    /// Enters a count.
    pub(super) fn enter(&mut self, ids: &BTreeSet<PairId>) -> Result<(), Overlap> {
        let digest = digest_of(ids);
        if self.counts.contains_key(&digest) {
            return Ok(());
        }
        let people = ids.iter().filter(|id| self.has(id)).count() as u64;
        if people > 0 {
            return Err(Overlap { people });
        }
        self.counts.insert(digest, ids.clone());
        Ok(())
    }

    /// The file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut content = Vec::new();
        for (digest, ids) in &self.counts {
            content.extend(digest);
            // At most HALVES_MAX.
            content.extend(u32::try_from(ids.len()).unwrap_or(u32::MAX).to_be_bytes());
            content.extend(ids.iter().flatten());
        }
        framed(MAGIC, self.party, &self.plan, &content)
    }
}
