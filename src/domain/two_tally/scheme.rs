//! A plan made ready: its tables, its circuit, its VDAF.

use prio::codec::{Encode as _, ParameterizedDecode as _};
use prio::field::Field128;
use prio::flp::Flp as _;
use prio::vdaf::prio3::{Prio3InputShare, Prio3PublicShare};
use prio::vdaf::test_utils::TestVectorClient as _;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::circuit::{AGGREGATORS, Cells, ELEMENT_BYTES, SEED_BYTES, Vdaf};
use super::half::{self, HEAD_BYTES, SealedHalf};
use super::party::Party;
use super::plan::Plan;
use super::tables::Tables;
use crate::domain::instrument::Instrument;
use crate::domain::record::Record;
use crate::domain::seal::{
    MESSAGE_EXTRA_BYTES, NoRandomness, PrivateKey, SealFault, check_random, open_message,
    seal_message,
};

/// Length of the id that both halves of a record carry, random and new for each pair.
pub const ID_BYTES: usize = 16;

/// Length of what both organisers get alike.
pub(super) const PUBLIC_BYTES: usize = SEED_BYTES * AGGREGATORS as usize;

/// Length of the random bytes of Prio3 for one record.
const SHARD_RANDOM_BYTES: usize = 2 * SEED_BYTES * AGGREGATORS as usize;

/// Length of the random bytes of one sealing.
const SEAL_BYTES: usize = 32;

/// Length of the random bytes that a pair of halves takes: id, Prio3's, and two sealings.
pub const HALVES_RANDOM_BYTES: usize = ID_BYTES + SHARD_RANDOM_BYTES + 2 * SEAL_BYTES;

/// The random id of a pair of halves. It is not the record's.
pub type PairId = [u8; ID_BYTES];

/// A plan, ready to split records and to verify halves.
#[derive(Clone, Debug)]
pub struct Scheme<'a> {
    pub(super) instrument: &'a Instrument,
    pub(super) plan: Plan,
    pub(super) tables: Tables,
    pub(super) cells: Cells,
    pub(super) vdaf: Vdaf,
    /// What Prio3's random oracles are bound to: the digest of the plan.
    pub(super) context: [u8; 32],
}

/// There is no scheme: the plan is for another instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the plan is for another instrument")]
pub struct OtherInstrument;

/// Why a record was not split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SplitFault {
    /// There were no random numbers, or a half could not be sealed.
    #[error(transparent)]
    Seal(#[from] SealFault),
    /// The record answers another instrument.
    #[error("the record answers another instrument")]
    OtherInstrument,
    /// The record belongs to another campaign or wave, or to none.
    #[error("the record belongs to another campaign")]
    OtherCampaign,
    /// The record is of the other form, or leaves out a question that is counted.
    #[error("the record does not fit the tables of the plan")]
    DoesNotFit,
}

impl From<NoRandomness> for SplitFault {
    fn from(fault: NoRandomness) -> Self {
        Self::Seal(fault.into())
    }
}

/// Why a sealed half is not taken. It holds nothing of the half, so that counts of it tell no more
/// than how many there were.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error, Serialize, Deserialize,
)]
pub enum Unopened {
    /// It is for the other organiser.
    #[error("for the other organiser")]
    OtherParty,
    /// It is sealed to another key.
    #[error("sealed to another key")]
    OtherKey,
    /// It was changed, cut or lengthened, or made for another plan.
    #[error("damaged, or made for another plan")]
    Damaged,
    /// It opens, and no share is in it.
    #[error("no share in it")]
    NoShare,
}

/// An opened half.
pub(super) struct Half {
    pub(super) id: PairId,
    pub(super) public: [u8; PUBLIC_BYTES],
    pub(super) share: Prio3InputShare<Field128, SEED_BYTES>,
}

impl<'a> Scheme<'a> {
    /// Makes a plan ready.
    pub fn new(instrument: &'a Instrument, plan: Plan) -> Result<Self, OtherInstrument> {
        if plan.declared().instrument != instrument.hash {
            return Err(OtherInstrument);
        }
        let tables = Tables::new(instrument, plan.declared());
        let cells = Cells::new(tables.number, tables.equations());
        let vdaf = cells.clone().vdaf().ok_or(OtherInstrument)?;
        let context = plan.digest();
        Ok(Self { instrument, plan, tables, cells, vdaf, context })
    }

    /// The plan.
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Number of cells that each record sets or leaves.
    pub const fn cells(&self) -> usize {
        self.tables.number
    }

    /// Length of every sealed half for an organiser, bytes.
    pub fn half_bytes(&self, party: Party) -> usize {
        HEAD_BYTES + MESSAGE_EXTRA_BYTES + ID_BYTES + PUBLIC_BYTES + self.share_bytes(party)
    }

    fn share_bytes(&self, party: Party) -> usize {
        match party {
            Party::First => {
                (self.cells.input_len() + self.cells.proof_len()) * ELEMENT_BYTES + SEED_BYTES
            }
            Party::Second => 2 * SEED_BYTES,
        }
    }

    /// Splits a record into two halves and seals each to its organiser. Either half alone is
    /// chance. The random bytes are used for one record only.
    pub fn split(
        &self,
        record: &Record,
        random: &[u8; HALVES_RANDOM_BYTES],
    ) -> Result<[SealedHalf; 2], SplitFault> {
        if record.instrument() != self.instrument.hash {
            return Err(SplitFault::OtherInstrument);
        }
        if record.campaign() != Some(self.plan.declared().campaign) {
            return Err(SplitFault::OtherCampaign);
        }
        let cells = self.tables.cells(self.instrument, record).ok_or(SplitFault::DoesNotFit)?;
        let cells = cells.into_iter().map(|cell| Field128::from(u128::from(cell))).collect();
        self.split_cells(&cells, random)
    }

    /// The same with any cells, right or wrong.
    pub(super) fn split_cells(
        &self,
        cells: &Vec<Field128>,
        random: &[u8; HALVES_RANDOM_BYTES],
    ) -> Result<[SealedHalf; 2], SplitFault> {
        let (id, rest) = random.split_at(ID_BYTES);
        let (shard, seals) = rest.split_at(SHARD_RANDOM_BYTES);
        check_random(id)?;
        check_random(shard)?;
        let id: PairId = id.try_into().map_err(|_| NoRandomness)?;
        let sharded = self.vdaf.shard_with_random(&self.context, cells, &id, shard);
        let (public, shares) = sharded.map_err(|_| SplitFault::DoesNotFit)?;
        let mut halves = Vec::with_capacity(2);
        for ((party, share), random) in
            Party::BOTH.into_iter().zip(&shares).zip(seals.chunks(SEAL_BYTES))
        {
            let mut plain = Zeroizing::new(id.to_vec());
            let encoded = public.encode(&mut plain).and_then(|()| share.encode(&mut plain));
            encoded.map_err(|_| SplitFault::DoesNotFit)?;
            halves.push(self.seal(party, &plain, random)?);
        }
        halves.try_into().map_err(|_| SplitFault::DoesNotFit)
    }

    /// Seals the content of a half.
    pub(super) fn seal(
        &self,
        party: Party,
        plain: &[u8],
        random: &[u8],
    ) -> Result<SealedHalf, SealFault> {
        let key = &self.plan.declared().keys[party.place()];
        let head = half::head(party, key.id());
        let message = seal_message(key, &self.info(party), &head, plain, random)?;
        Ok(SealedHalf::of_parts(head, &message))
    }

    /// What the sealing of halves is bound to.
    fn info(&self, party: Party) -> Vec<u8> {
        [half::INFO, &self.context, &[party.number()]].concat()
    }

    /// Opens a half with an organiser's key.
    pub(super) fn open(
        &self,
        sealed: &SealedHalf,
        party: Party,
        key: &PrivateKey,
    ) -> Result<Half, Unopened> {
        if sealed.party() != party {
            return Err(Unopened::OtherParty);
        }
        if sealed.key_id() != key.public().id() {
            return Err(Unopened::OtherKey);
        }
        let bytes = sealed.as_bytes();
        if bytes.len() != self.half_bytes(party) {
            return Err(Unopened::Damaged);
        }
        let (head, message) = bytes.split_at(HEAD_BYTES);
        let plain = open_message(key, &self.info(party), head, message);
        let plain = plain.ok_or(Unopened::Damaged)?;
        self.read_half(party, &plain).ok_or(Unopened::NoShare)
    }

    fn read_half(&self, party: Party, plain: &[u8]) -> Option<Half> {
        let (id, rest) = plain.split_first_chunk()?;
        let (public, share) = rest.split_first_chunk()?;
        let parameter = (&self.vdaf, party.place());
        let share = Prio3InputShare::get_decoded_with_param(&parameter, share).ok()?;
        Some(Half { id: *id, public: *public, share })
    }

    pub(super) fn public_share(
        &self,
        public: &[u8; PUBLIC_BYTES],
    ) -> Option<Prio3PublicShare<SEED_BYTES>> {
        Prio3PublicShare::get_decoded_with_param(&self.vdaf, public).ok()
    }
}
