//! What an organiser of two tallies has done so far, step by step. In memory only.

use std::rc::Rc;

use crate::domain::campaign::{Campaign, CampaignFault};
use crate::domain::disclose::Cell;
use crate::domain::seal::PublicKey;
use crate::domain::two_tally::{
    CombineFault, FileFault, Invitation, MatchCounts, Party, Plan, PlanFault, PlanRefusal, Row,
};
use crate::tasks::two_tally::{Bytes, Input, News, Task};
use crate::ui::organise::keys::Secret;
use crate::worker::{Counted, ExchangeKind, HalvesFault, Looked, Verified};

/// Everything that the page of two tallies shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TwoTally {
    /// The organiser's key, while it is in memory.
    pub key: Option<Secret>,
    /// What is being put together for a plan.
    pub draft: PlanDraft,
    /// The plan, and its campaign where that is known.
    pub plan: Option<Rc<Plan>>,
    /// The invitation, where the campaign is known.
    pub invitation: Option<Rc<Invitation>>,
    /// Whether the plan was made here and is not saved yet.
    pub plan_unsaved: bool,
    /// Why the text that was given is no plan.
    pub plan_refused: Option<PlanTrouble>,
    /// Files that were given, by [`Slot`].
    pub given: [Option<Given>; Slot::ALL.len()],
    /// Inputs with halves.
    pub inputs: Rc<Vec<Input>>,
    /// Dropped files and folders that could not be opened.
    pub unreadable: u64,
    /// What is going on.
    pub running: Option<Running>,
    /// The verification that was made here.
    pub verified: Option<Made<Verified>>,
    /// The half of the totals that was made here.
    pub counted: Option<Made<Counted>>,
    /// Why the last task was not done.
    pub failed: Option<Failure>,
    /// What both halves of the totals give, once both are there.
    pub totals: Option<Result<Rc<Tables>, CombineFault>>,
    /// Different codes that were before the camera, and whether the last one was there before.
    pub scanned: (u32, bool),
    /// Grows with every task: what an earlier one tells is not heard.
    pub turn: u32,
}

/// What a plan is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanDraft {
    /// Which of the two the one who makes it is.
    pub party: Party,
    /// The other one's public key; none where what was given holds none.
    pub partner: Option<Option<PublicKey>>,
    /// The campaign, or why there is none.
    pub campaign: Option<Result<Rc<Campaign>, CampaignTrouble>>,
    /// The stratum questions, bit n for question n.
    pub strata: u8,
    /// Why no plan was made of it.
    pub fault: Option<PlanFault>,
}

impl Default for PlanDraft {
    fn default() -> Self {
        let (partner, campaign, strata, fault) = (None, None, 0, None);
        Self { party: Party::First, partner, campaign, strata, fault }
    }
}

/// A file that an organiser gives, by what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// What this organiser counted before.
    Ledger,
    /// This organiser's verification, as it was sent.
    Own,
    /// The other one's verification.
    Other,
    /// This organiser's half of the totals.
    OwnTotals,
    /// The other one's half of the totals.
    OtherTotals,
}

/// A file that was given.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// Its bytes; none where the browser did not give them.
    pub bytes: Option<Bytes>,
    /// What it is.
    pub is: Is,
}

/// What a given file is.
#[derive(Clone, Debug, PartialEq)]
pub enum Is {
    /// It is being looked at.
    Unknown,
    /// As it must be.
    Good(Looked),
    /// Not as it must be.
    Bad(Wrong),
}

/// Why a given file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is not such a file, or damaged, or of another plan.
    File(FileFault),
    /// It is of the other one of the two.
    Party,
    /// The browser did not give its bytes, or started no worker.
    Unread,
}

/// Why a campaign is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CampaignTrouble {
    /// There is none.
    Fault(CampaignFault),
    /// Its records are sealed, and halves would not be.
    Sealed,
}

/// Why a text gives no plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanTrouble {
    /// It holds none.
    Refused(PlanRefusal),
    /// The campaign beside it is not the one that it counts.
    OtherCampaign,
}

/// A task that is going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Running {
    /// What is being done.
    pub doing: Doing,
    /// Inputs read, all inputs, halves found.
    pub progress: (u64, u64, u64),
}

/// What a task does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Verifies.
    Verifies,
    /// Counts.
    Counts,
}

/// Why a task was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What was to be done.
    pub doing: Doing,
    /// Why it was not.
    pub fault: HalvesFault,
    /// What became of the records, where that was known.
    pub counts: Option<MatchCounts>,
}

/// Something made here.
#[derive(Clone, Debug, PartialEq)]
pub struct Made<T> {
    /// What it says.
    pub of: T,
    /// Its file.
    pub file: Bytes,
    /// Whether it was handed to the browser to save.
    pub saved: bool,
    /// Whether the ledger with it was, where there is one.
    pub ledger_saved: bool,
}

/// The tables of totals.
#[derive(Clone, Debug, PartialEq)]
pub struct Tables {
    /// What may be shown, row by row.
    pub rows: Vec<Row>,
    /// The same as a file.
    pub csv: String,
    /// Number of people.
    pub people: u64,
    /// Fewest people in a published group.
    pub minimum: u8,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// The organiser's key is there, or not any more.
    Key(Option<Secret>),
    /// A side was picked.
    PickedParty(Party),
    /// A text with the other one's public key was given.
    Partner(Option<PublicKey>),
    /// A text with the campaign was given.
    Campaign(Box<Result<Campaign, CampaignFault>>),
    /// A stratum question was picked or unpicked, by its place.
    Stratum(usize),
    /// A plan was made, or not.
    Planned(Box<Result<Plan, PlanFault>>),
    /// A text with a plan was given.
    PlanText(String),
    /// The plan is put aside.
    PutPlanAside,
    /// The plan was handed to the browser to save.
    PlanSaved,
    /// A file was given; without bytes where the browser did not give them.
    Gave(Slot, Option<Bytes>),
    /// A given file was looked at.
    LookedAt(Slot, Bytes, Option<Result<Looked, FileFault>>),
    /// A given file is put aside.
    PutAside(Slot),
    /// Inputs were given; of what was dropped so many could not be opened.
    Inputs(Vec<Input>, u64),
    /// All inputs are put aside.
    Cleared,
    /// The camera has seen a code; whether it had been seen before.
    Scanned(bool),
    /// A task began.
    Began(Doing),
    /// A task tells something, with its turn.
    Told(u32, News),
    /// The task is stopped.
    Stopped,
    /// A file was handed to the browser to save.
    Saved(Save),
}

/// A file that the page hands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Save {
    /// The verification.
    Verification,
    /// The ledger.
    Ledger,
    /// The half of the totals.
    Totals,
}

impl Slot {
    /// All slots, in the order of the steps.
    pub const ALL: [Self; 5] =
        [Self::Ledger, Self::Own, Self::Other, Self::OwnTotals, Self::OtherTotals];

    /// The kind of file that belongs into it.
    pub const fn kind(self) -> ExchangeKind {
        match self {
            Self::Ledger => ExchangeKind::Ledger,
            Self::Own | Self::Other => ExchangeKind::Verification,
            Self::OwnTotals | Self::OtherTotals => ExchangeKind::Totals,
        }
    }

    /// Whether its file is this organiser's own.
    pub(super) const fn is_own(self) -> bool {
        matches!(self, Self::Ledger | Self::Own | Self::OwnTotals)
    }
}

impl TwoTally {
    /// The public key that is in memory.
    pub fn public(&self) -> Option<&PublicKey> {
        self.key.as_ref().map(|Secret(key)| key.public())
    }

    /// Which of the two the key is, by the plan.
    pub fn party(&self) -> Option<Party> {
        self.plan.as_ref()?.party_of(self.public()?)
    }

    /// Whether plan and key are there and do not belong together.
    pub fn is_stranger(&self) -> bool {
        self.plan.is_some() && self.key.is_some() && self.party().is_none()
    }

    /// A file that was given and is as it must be.
    pub fn good(&self, slot: Slot) -> Option<(&Bytes, &Looked)> {
        let given = self.given[slot as usize].as_ref()?;
        match (&given.bytes, &given.is) {
            (Some(bytes), Is::Good(looked)) => Some((bytes, looked)),
            _ => None,
        }
    }

    /// The own verification: as it was sent where it was given, otherwise as it was made here.
    pub fn own(&self) -> Option<&Bytes> {
        let made = self.verified.as_ref().map(|made| &made.file);
        self.good(Slot::Own).map(|(bytes, _)| bytes).or(made)
    }

    /// What a task needs; none as long as something is missing.
    pub fn task(&self) -> Option<Task> {
        self.party()?;
        let Secret(key) = self.key.clone()?;
        let (plan, inputs) = (self.plan.clone()?, self.inputs.clone());
        // A ledger that is there and not taken stops it: without it people would be counted twice.
        let ledger = match &self.given[Slot::Ledger as usize] {
            None => None,
            Some(_) => Some(self.good(Slot::Ledger)?.0.clone()),
        };
        (!inputs.is_empty()).then_some(Task { plan, key, ledger, inputs })
    }

    /// Both verifications, once they are there.
    pub fn verifications(&self) -> Option<[Bytes; 2]> {
        Some([self.own()?.clone(), self.good(Slot::Other)?.0.clone()])
    }

    /// Whether something would be lost with the page.
    pub fn unsaved(&self) -> bool {
        let verified = self.verified.as_ref().is_some_and(|made| !made.saved);
        let counted = self.counted.as_ref();
        self.plan_unsaved
            || verified
            || counted.is_some_and(|made| !made.saved || !made.ledger_saved)
            || self.running.is_some()
    }
}

impl Tables {
    /// Whether any row is withheld.
    pub fn withholds(&self) -> bool {
        self.rows.iter().any(|row| matches!(row.people, Cell::Withheld(_)))
    }
}
