//! Counting: which records both organisers accept, and each one's half of the totals.
//!
//! Both compute the same from the same two verifications: a record counts where both have a half
//! with its id, both halves say the same of what both were to get alike, and the proof holds. All
//! others are dropped by both and counted by reason.
//!
//! The content of the file of a half of the totals ([`frame`](super::frame), `QS`):
//!
//! | bytes | content |
//! |---|---|
//! | 0–3 | number of people |
//! | 4–35 | SHA-256 of their ids, ascending |
//! | then | one field element for each cell, 16 bytes, low byte first |

use std::collections::{BTreeMap, BTreeSet};

use prio::codec::Encode as _;
use prio::field::Field128;
use prio::vdaf::prio3::Prio3VerifierMessage;
use prio::vdaf::{Aggregatable as _, AggregateShare, Aggregator as _, VerifyTransition};
use serde::{Deserialize, Serialize};

use super::circuit::{ELEMENT_BYTES, SEED_BYTES};
use super::frame::{Digest, FileFault, framed, number, unframed};
use super::half::SealedHalf;
use super::ledger::{Ledger, Overlap, digest_of};
use super::party::Party;
use super::scheme::{PUBLIC_BYTES, PairId, Scheme};
use super::verification::{Verification, Verifier, are_elements};

const MAGIC: [u8; 2] = *b"QS";

/// Fewest of an organiser's own verified halves that the other one must have too, percent. Whoever
/// withholds verifications picks the people of a count.
pub const MATCHED_PERCENT_MIN: u64 = 90;

/// What the two verifications say together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    own: Verification,
    /// What both say together of each record that counts.
    accepted: BTreeMap<PairId, Message>,
    counts: MatchCounts,
}

/// What the verifier shares of both come to.
type Message = Prio3VerifierMessage<SEED_BYTES>;

/// How many records there were, by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchCounts {
    /// Records that count.
    pub accepted: u64,
    /// Records of which only this organiser has a half.
    pub only_own: u64,
    /// Records of which only the other organiser has a half.
    pub only_other: u64,
    /// Records whose halves do not belong together.
    pub different: u64,
    /// Records whose proof does not hold: some cell or some sum is not as it must be.
    pub invalid: u64,
}

/// Both verifications are of one organiser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("both verifications are of the {0} organiser")]
pub struct SameParty(pub Party);

/// Why there is no half of the totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum CountFault {
    /// Fewer people than the plan's minimum would be counted.
    #[error("{people} records can be counted, at least {minimum} are needed")]
    TooFew {
        /// As many as there are.
        people: u64,
        /// As many as are needed.
        minimum: u64,
    },
    /// The other organiser lacks more than [`MATCHED_PERCENT_MIN`] allows.
    #[error("the other organiser lacks {missing} of the {own} halves that were verified here")]
    ManyMissing {
        /// Halves that the other one lacks.
        missing: u64,
        /// Halves verified here.
        own: u64,
    },
    /// Some of the people were counted before, in another company.
    #[error(transparent)]
    Overlap(#[from] Overlap),
    /// The halves that were verified are not all there any more.
    #[error("{missing} halves that were verified are not there any more")]
    Gone {
        /// As many as are not there.
        missing: u64,
    },
    /// The own verification, or the ledger, is of the other organiser.
    #[error("the own verification and the ledger must be of the organiser whose key this is")]
    NotOwn,
}

/// One organiser's half of the totals: alone it is chance.
#[derive(Clone, PartialEq, Eq)]
pub struct TotalHalf {
    pub(super) party: Party,
    pub(super) plan: Digest,
    pub(super) people: u32,
    /// Digest of the ids that were counted.
    pub(super) ids: Digest,
    /// Elements of the field, one a cell.
    pub(super) cells: Vec<u8>,
}

impl std::fmt::Debug for TotalHalf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TotalHalf({}, {} people)", self.party, self.people)
    }
}

impl Match {
    /// Matches the own verification with that of the other organiser.
    pub fn new(
        scheme: &Scheme<'_>,
        own: Verification,
        other: &Verification,
    ) -> Result<Self, SameParty> {
        if own.party == other.party {
            return Err(SameParty(own.party));
        }
        let (mut accepted, mut counts) = (BTreeMap::new(), MatchCounts::default());
        for (id, told) in &own.entries {
            let Some(theirs) = other.entries.get(id) else {
                counts.only_own += 1;
                continue;
            };
            let pair = if own.party == Party::First { [told, theirs] } else { [theirs, told] };
            if !belong_together(pair) {
                counts.different += 1;
            } else if let Some(message) = scheme.message(pair) {
                accepted.insert(*id, message);
            } else {
                counts.invalid += 1;
            }
        }
        counts.accepted = accepted.len() as u64;
        let strange = other.entries.keys().filter(|id| !own.entries.contains_key(*id));
        counts.only_other = strange.count() as u64;
        Ok(Self { own, accepted, counts })
    }

    /// How many records there were.
    pub const fn counts(&self) -> MatchCounts {
        self.counts
    }

    /// Whether the other organiser lacks no more than [`MATCHED_PERCENT_MIN`] allows.
    pub fn check_missing(&self) -> Result<(), CountFault> {
        let own = self.own.entries.len() as u64;
        let MatchCounts { only_own, .. } = self.counts;
        if (own - only_own) * 100 < own * MATCHED_PERCENT_MIN {
            return Err(CountFault::ManyMissing { missing: only_own, own });
        }
        Ok(())
    }
}

/// Whether both have the same public share, and it is that of these halves: its parts are those
/// that each computed from its own half.
fn belong_together([first, second]: [&Vec<u8>; 2]) -> bool {
    let part = |told: &[u8]| told[told.len() - SEED_BYTES..].to_vec();
    let public = &first[..PUBLIC_BYTES];
    public == &second[..PUBLIC_BYTES] && *public == [part(first), part(second)].concat()
}

impl Scheme<'_> {
    /// What both say together of a record; none where its proof does not hold.
    fn message(&self, [first, second]: [&Vec<u8>; 2]) -> Option<Message> {
        let shares = [self.verifier_share(first)?, self.verifier_share(second)?];
        self.vdaf.verifier_shares_to_message(&self.context, &(), shares).ok()
    }

    /// Reads the file of a half of the totals: any bytes give one or a fault, and only what
    /// [`TotalHalf::to_bytes`] writes is taken.
    pub fn read_total_half(&self, bytes: &[u8]) -> Result<TotalHalf, FileFault> {
        let (party, content) = unframed(MAGIC, &self.context, bytes)?;
        let (people, content) = number(content).ok_or(FileFault::Damaged)?;
        let (ids, cells) = content.split_first_chunk().ok_or(FileFault::Damaged)?;
        if cells.len() != self.tables.number * ELEMENT_BYTES || !are_elements(cells) {
            return Err(FileFault::Damaged);
        }
        Ok(TotalHalf { party, plan: self.context, people, ids: *ids, cells: cells.to_vec() })
    }
}

/// Adds up the halves of the records that count, one half at a time.
#[derive(Debug)]
pub struct Counter<'a> {
    verifier: &'a Verifier<'a>,
    matched: &'a Match,
    /// Ids that are still to come.
    left: BTreeSet<PairId>,
    sum: AggregateShare<Field128>,
}

impl<'a> Counter<'a> {
    /// Begins, with what both verifications say together.
    pub fn new(verifier: &'a Verifier<'a>, matched: &'a Match) -> Result<Self, CountFault> {
        if matched.own.party != verifier.party() {
            return Err(CountFault::NotOwn);
        }
        let people = matched.counts.accepted;
        let minimum = u64::from(verifier.scheme.plan().declared().minimum);
        if people < minimum {
            return Err(CountFault::TooFew { people, minimum });
        }
        let sum = verifier.scheme.vdaf.aggregate_init(&());
        let left = matched.accepted.keys().copied().collect();
        Ok(Self { verifier, matched, left, sum })
    }

    /// Takes one of the halves that were verified; any other is passed over.
    pub fn add(&mut self, sealed: &SealedHalf) {
        let Verifier { scheme, key, party, .. } = self.verifier;
        let Ok(half) = scheme.open(sealed, *party, key) else { return };
        let Some(message) = self.matched.accepted.get(&half.id) else { return };
        let Some((state, told)) = self.verifier.verify(&half) else { return };
        // Exactly the half that the other organiser was told of, and once.
        if self.matched.own.entries.get(&half.id) != Some(&told) || !self.left.contains(&half.id) {
            return;
        }
        let next = scheme.vdaf.verify_next(&scheme.context, state, message.clone());
        let Ok(VerifyTransition::Finish(share)) = next else { return };
        if self.sum.accumulate(&share).is_ok() {
            self.left.remove(&half.id);
        }
    }

    /// The half of the totals, once all halves have come. It is entered into the ledger, which the
    /// caller writes down before anything else.
    pub fn finish(self, ledger: &mut Ledger) -> Result<TotalHalf, CountFault> {
        let party = self.verifier.party();
        if ledger.party() != party {
            return Err(CountFault::NotOwn);
        }
        if !self.left.is_empty() {
            return Err(CountFault::Gone { missing: self.left.len() as u64 });
        }
        let ids: BTreeSet<PairId> = self.matched.accepted.keys().copied().collect();
        ledger.enter(&ids)?;
        let mut cells = Vec::new();
        self.sum.encode(&mut cells).map_err(|_| CountFault::NotOwn)?;
        // At most HALVES_MAX.
        let people = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        let plan = self.verifier.scheme.context;
        Ok(TotalHalf { party, plan, people, ids: digest_of(&ids), cells })
    }
}

impl TotalHalf {
    /// Whose half it is.
    pub const fn party(&self) -> Party {
        self.party
    }

    /// Number of people counted.
    pub const fn people(&self) -> u32 {
        self.people
    }

    /// The file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let content = [&self.people.to_be_bytes()[..], &self.ids, &self.cells].concat();
        framed(MAGIC, self.party, &self.plan, &content)
    }
}
