//! What the page asks of the worker that verifies and counts halves, and what it answers.
//!
//! A worker does one thing at a time: it looks at a file, or it begins to verify or to count, is
//! handed halves as often as there are some, and ends. Bytes travel beside these messages.

use serde::{Deserialize, Serialize};

use crate::domain::two_tally::{
    CountFault, FileFault, HalfCounts, MatchCounts, NoHalves, Party, Scheme, file_fingerprint,
};

/// What the page asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HalvesAsk {
    /// A file of the exchange is to be looked at; its bytes are beside.
    Look(ExchangeKind),
    /// Verifying begins: beside are the key and the ledger, if there is one.
    Verify,
    /// Counting begins: beside are the key, the ledger, if there is one, and both verifications.
    Count {
        /// Although the other organiser lacks many halves.
        allow_missing: bool,
    },
    /// Inputs with halves are beside.
    Halves,
    /// The entries of an archive from a place to before another; the archive is beside.
    Entries(u32, u32),
    /// All halves have come.
    End,
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HalvesReply {
    /// A file that was looked at.
    Looked(Result<Looked, FileFault>),
    /// Halves can come.
    Began,
    /// Halves were taken.
    Took(Intake),
    /// The verification, whose file is beside.
    Verified(Verified),
    /// The half of the totals; its file and that of the ledger are beside.
    Counted(Counted),
    /// It is not done.
    Failed(HalvesFault, Option<MatchCounts>),
}

/// A kind of file that organisers exchange, or that one keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ExchangeKind {
    /// What was counted before.
    Ledger,
    /// What one tells the other of its halves.
    Verification,
    /// A half of the totals.
    Totals,
}

/// What a file of the exchange says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// Who wrote it.
    pub party: Party,
    /// Counts of a ledger, halves of a verification, people of a half of the totals.
    pub number: u64,
    /// The digits by which people compare it.
    pub fingerprint: String,
}

/// What came of inputs so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    /// Halves, all of them.
    pub halves: u64,
    /// What was no half.
    pub none: NoHalves,
    /// Inputs that could not be read, or were too long.
    pub unreadable: u64,
    /// Archives among the inputs that were handed over last: which, and how many entries.
    pub archives: Vec<(u32, u32)>,
}

/// What came of verifying.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// Whose verification it is.
    pub party: Party,
    /// What became of the halves.
    pub counts: HalfCounts,
    /// What else there was.
    pub intake: Intake,
    /// The digits of its file.
    pub fingerprint: String,
}

/// What came of counting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Whose half of the totals it is.
    pub party: Party,
    /// What became of the records.
    pub counts: MatchCounts,
    /// The digits of the half's file.
    pub fingerprint: String,
}

/// Why something is not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum HalvesFault {
    /// The key is not that of one of the two organisers of the plan.
    #[error("the key is not that of one of the two organisers")]
    NotOurs,
    /// The ledger is not taken.
    #[error("the ledger: {0}")]
    Ledger(FileFault),
    /// The own verification is not taken.
    #[error("the own verification: {0}")]
    Own(FileFault),
    /// The other organiser's verification is not taken.
    #[error("the other verification: {0}")]
    Other(FileFault),
    /// A file is of the other organiser than it must be.
    #[error("a file of the other organiser")]
    OtherParty,
    /// There is no half of the totals.
    #[error(transparent)]
    Count(CountFault),
    /// The browser does not start the worker, or the worker stopped.
    #[error("the worker stopped")]
    Stopped,
}

/// Looks at a file of the exchange.
pub fn look(scheme: &Scheme<'_>, kind: ExchangeKind, bytes: &[u8]) -> Result<Looked, FileFault> {
    let (party, number) = match kind {
        ExchangeKind::Ledger => {
            let ledger = scheme.read_ledger(bytes)?;
            (ledger.party(), ledger.counts() as u64)
        }
        ExchangeKind::Verification => {
            let verification = scheme.read_verification(bytes)?;
            (verification.party(), verification.len() as u64)
        }
        ExchangeKind::Totals => {
            let half = scheme.read_total_half(bytes)?;
            (half.party(), u64::from(half.people()))
        }
    };
    Ok(Looked { party, number, fingerprint: file_fingerprint(bytes).to_string() })
}

impl Intake {
    /// Whether there is anything.
    pub const fn is_empty(&self) -> bool {
        let NoHalves { damaged, newer, files } = self.none;
        self.halves + damaged + newer + files + self.unreadable == 0
    }
}
