//! What becomes of envelopes, as counts by reason: how many, and never which.

use serde::{Deserialize, Serialize};

use crate::domain::seal::{EnvelopeFault, KEY_BYTES, Unopened};

/// Why an envelope gives no record, or a record is refused because it came without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SealedFault {
    /// There was no key to open it with.
    Locked,
    /// It is sealed to another key.
    OtherKey,
    /// It is incomplete or changed.
    Damaged,
    /// A newer version of the page made it.
    Newer,
    /// The record in it answers another instrument or version of it, or is of another format.
    OtherVersion,
    /// The record in it belongs to another campaign or wave than those of its key.
    OtherCampaign,
    /// A plain record of a campaign whose records leave the page sealed only.
    Plain,
    /// The tickets of its wave had been counted when it came.
    Late,
}

/// How many envelopes, by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SealedCounts {
    /// Opened, with a record in it: accepted, a duplicate, or refused for its ticket.
    pub opened: u64,
    /// [`SealedFault::Locked`].
    pub locked: u64,
    /// [`SealedFault::OtherKey`].
    pub other_key: u64,
    /// [`SealedFault::Damaged`].
    pub damaged: u64,
    /// [`SealedFault::Newer`].
    pub newer: u64,
    /// [`SealedFault::OtherVersion`].
    pub other_version: u64,
    /// [`SealedFault::OtherCampaign`].
    pub other_campaign: u64,
    /// Opened, and what is in it is no record.
    pub no_record: u64,
    /// [`SealedFault::Plain`].
    pub plain: u64,
    /// [`SealedFault::Late`].
    pub late: u64,
}

/// The key that the records of a campaign and wave were sealed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedTo {
    /// Campaign id and wave, 0 without a campaign.
    pub campaign: ([u8; 4], u8),
    /// The public key.
    pub key: [u8; KEY_BYTES],
}

impl SealedCounts {
    /// The count of a reason.
    pub(super) const fn of(&mut self, fault: SealedFault) -> &mut u64 {
        match fault {
            SealedFault::Locked => &mut self.locked,
            SealedFault::OtherKey => &mut self.other_key,
            SealedFault::Damaged => &mut self.damaged,
            SealedFault::Newer => &mut self.newer,
            SealedFault::OtherVersion => &mut self.other_version,
            SealedFault::OtherCampaign => &mut self.other_campaign,
            SealedFault::Plain => &mut self.plain,
            SealedFault::Late => &mut self.late,
        }
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            opened: self.opened.saturating_add(other.opened),
            locked: self.locked.saturating_add(other.locked),
            other_key: self.other_key.saturating_add(other.other_key),
            damaged: self.damaged.saturating_add(other.damaged),
            newer: self.newer.saturating_add(other.newer),
            other_version: self.other_version.saturating_add(other.other_version),
            other_campaign: self.other_campaign.saturating_add(other.other_campaign),
            no_record: self.no_record.saturating_add(other.no_record),
            plain: self.plain.saturating_add(other.plain),
            late: self.late.saturating_add(other.late),
        }
    }

    /// Whether nothing came sealed, and nothing should have.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl From<EnvelopeFault> for SealedFault {
    fn from(fault: EnvelopeFault) -> Self {
        match fault {
            EnvelopeFault::Damaged => Self::Damaged,
            EnvelopeFault::Newer => Self::Newer,
        }
    }
}

impl From<Unopened> for SealedFault {
    fn from(fault: Unopened) -> Self {
        match fault {
            Unopened::OtherKey => Self::OtherKey,
            Unopened::Damaged => Self::Damaged,
            Unopened::OtherInstrument | Unopened::OtherFormat => Self::OtherVersion,
            Unopened::OtherCampaign => Self::OtherCampaign,
        }
    }
}
