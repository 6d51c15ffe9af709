//! What one organiser tells the other about the halves it has: one file each way.
//!
//! The content of the file ([`frame`](super::frame), `QV`):
//!
//! | bytes | content |
//! |---|---|
//! | 0–3 | number of entries |
//! | then | the entries, in ascending order of their ids, none twice |
//!
//! and of an entry
//!
//! | bytes | content |
//! |---|---|
//! | 0–15 | id |
//! | 16–79 | the public share as this half has it |
//! | then | Prio3's verifier share: field elements of 16 bytes, low byte first, then 32 bytes |
//!
//! Entries tell whether a record is as it must be, and nothing else of it (zero knowledge).

use std::collections::BTreeMap;

use prio::codec::{Encode as _, ParameterizedDecode as _};
use prio::field::Field128;
use prio::vdaf::Aggregator as _;
use prio::vdaf::prio3::{Prio3VerifierShare, Prio3VerifyState};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::circuit::{ELEMENT_BYTES, SEED_BYTES};
use super::frame::{Digest, FileFault, digest, framed, number, unframed};
use super::half::SealedHalf;
use super::ledger::Ledger;
use super::party::Party;
use super::scheme::{Half, ID_BYTES, PUBLIC_BYTES, PairId, Scheme, Unopened};
use crate::domain::seal::PrivateKey;

const MAGIC: [u8; 2] = *b"QV";

/// Most halves of one count.
pub const HALVES_MAX: usize = 200_000;

/// An organiser at work on its halves.
#[derive(Debug)]
pub struct Verifier<'a> {
    pub(super) scheme: &'a Scheme<'a>,
    pub(super) key: &'a PrivateKey,
    pub(super) party: Party,
    verification_key: Zeroizing<[u8; SEED_BYTES]>,
    entries: BTreeMap<PairId, Entry>,
    counts: HalfCounts,
}

/// What is known of an id.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Entry {
    /// One half, by the digest of what was sealed, and what is told of it.
    Once(Digest, Vec<u8>),
    /// Several different halves: none of them counts.
    Repeated,
}

/// The key is not that of one of the two organisers, or the plan was not made for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("the key is not that of one of the two organisers of this plan")]
pub struct NotOurs;

/// How many halves there were, by what became of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HalfCounts {
    /// Halves in the verification.
    pub verified: u64,
    /// Files that came more than once.
    pub copies: u64,
    /// Different halves with one id: all of them are dropped.
    pub repeated: u64,
    /// Halves that were counted in an earlier count.
    pub counted_before: u64,
    /// Halves beyond [`HALVES_MAX`].
    pub no_room: u64,
    /// Halves that did not open, by reason.
    pub unopened: BTreeMap<Unopened, u64>,
}

/// What one organiser tells the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    pub(super) party: Party,
    pub(super) plan: Digest,
    pub(super) entries: BTreeMap<PairId, Vec<u8>>,
}

pub(super) type State = Prio3VerifyState<Field128, SEED_BYTES>;
pub(super) type VerifierShare = Prio3VerifierShare<Field128, SEED_BYTES>;

impl<'a> Verifier<'a> {
    /// Begins, with the organiser's own key.
    pub fn new(scheme: &'a Scheme<'a>, key: &'a PrivateKey) -> Result<Self, NotOurs> {
        let (party, verification_key) = scheme.plan().verification_key(key).ok_or(NotOurs)?;
        let (entries, counts) = (BTreeMap::new(), HalfCounts::default());
        Ok(Self { scheme, key, party, verification_key, entries, counts })
    }

    /// Which of the two this is.
    pub const fn party(&self) -> Party {
        self.party
    }

    /// Takes one half. Its order among the others does not matter.
    pub fn add(&mut self, sealed: &SealedHalf) {
        let seen = digest(sealed.as_bytes());
        let told = self.scheme.open(sealed, self.party, self.key).and_then(|half| {
            let (_, told) = self.verify(&half).ok_or(Unopened::NoShare)?;
            Ok((half.id, told))
        });
        let (id, told) = match told {
            Ok(told) => told,
            Err(reason) => {
                *self.counts.unopened.entry(reason).or_default() += 1;
                return;
            }
        };
        let full = self.entries.len() == HALVES_MAX;
        match self.entries.get_mut(&id) {
            None if full => self.counts.no_room += 1,
            None => {
                self.entries.insert(id, Entry::Once(seen, told));
            }
            Some(Entry::Once(first, _)) if *first == seen => self.counts.copies += 1,
            Some(Entry::Repeated) => self.counts.repeated += 1,
            Some(entry) => {
                *entry = Entry::Repeated;
                self.counts.repeated += 2;
            }
        }
    }

    /// The state after verifying a half, and its entry without the id; none where the proof cannot
    /// be looked at.
    pub(super) fn verify(&self, half: &Half) -> Option<(State, Vec<u8>)> {
        let Scheme { vdaf, context, .. } = self.scheme;
        let public = self.scheme.public_share(&half.public)?;
        let (place, key) = (self.party.place(), &*self.verification_key);
        let begun = vdaf.verify_init(key, context, place, &(), &half.id, &public, &half.share);
        let (state, share) = begun.ok()?;
        let mut told = half.public.to_vec();
        share.encode(&mut told).ok()?;
        Some((state, told))
    }

    /// What is told to the other organiser, without what the ledger has counted already, and how
    /// many halves there were.
    pub fn finish(mut self, ledger: &Ledger) -> (Verification, HalfCounts) {
        let mut entries = BTreeMap::new();
        for (id, entry) in self.entries {
            match entry {
                Entry::Repeated => {}
                Entry::Once(..) if ledger.has(&id) => self.counts.counted_before += 1,
                Entry::Once(_, told) => {
                    entries.insert(id, told);
                }
            }
        }
        self.counts.verified = entries.len() as u64;
        let plan = self.scheme.context;
        (Verification { party: self.party, plan, entries }, self.counts)
    }
}

impl Scheme<'_> {
    /// Length of an entry without its id.
    fn told_bytes(&self) -> usize {
        PUBLIC_BYTES + self.vdaf.verifier_len() * ELEMENT_BYTES + SEED_BYTES
    }

    /// The verifier share of an entry.
    pub(super) fn verifier_share(&self, told: &[u8]) -> Option<VerifierShare> {
        // Its lengths are read off any state: this one is of the second organiser, all zeros.
        let second = (&self.vdaf, Party::Second.place());
        let state = State::get_decoded_with_param(&second, &[0; 2 * SEED_BYTES]).ok()?;
        VerifierShare::get_decoded_with_param(&state, told.get(PUBLIC_BYTES..)?).ok()
    }

    /// Reads the file of a verification: any bytes give one or a fault, and only what
    /// [`Verification::to_bytes`] writes is taken.
    pub fn read_verification(&self, bytes: &[u8]) -> Result<Verification, FileFault> {
        let (party, content) = unframed(MAGIC, &self.context, bytes)?;
        let (number, content) = number(content).ok_or(FileFault::Damaged)?;
        let records = content.chunks_exact(ID_BYTES + self.told_bytes());
        let whole = records.remainder().is_empty() && records.len() == number as usize;
        if !whole || records.len() > HALVES_MAX {
            return Err(FileFault::Damaged);
        }
        let (mut entries, mut last) = (BTreeMap::new(), None);
        for record in records {
            let (id, told) = record.split_first_chunk().ok_or(FileFault::Damaged)?;
            if last >= Some(*id) || !are_elements(&told[PUBLIC_BYTES..told.len() - SEED_BYTES]) {
                return Err(FileFault::Damaged);
            }
            last = Some(*id);
            entries.insert(*id, told.to_vec());
        }
        Ok(Verification { party, plan: self.context, entries })
    }
}

/// Whether bytes are elements of the field, each written in the one way there is.
pub(super) fn are_elements(bytes: &[u8]) -> bool {
    use prio::codec::Decode as _;
    bytes.chunks(ELEMENT_BYTES).all(|element| Field128::get_decoded(element).is_ok())
}

impl Verification {
    /// Who tells.
    pub const fn party(&self) -> Party {
        self.party
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The file.
    pub fn to_bytes(&self) -> Vec<u8> {
        // At most HALVES_MAX.
        let number = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let mut content = number.to_be_bytes().to_vec();
        for (id, told) in &self.entries {
            content.extend(id);
            content.extend(told);
        }
        framed(MAGIC, self.party, &self.plan, &content)
    }
}
