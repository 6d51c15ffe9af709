//! What crosses the border between the page and its workers.
//!
//! Records cross packed, as bytes beside a message, and never into anything that is shown.

use serde::{Deserialize, Serialize};

use super::refusals::{RefusalPage, RefusedFiles};
use super::refused::Refused;
use super::sealed::SealedCounts;
use super::subject::{Promise, Subject};
use super::ticket_totals::TicketTotals;
use super::tickets::{MarkedWave, WaveTickets};
use crate::domain::disclose::{Policy, QualityRelease, Release, WaveComparison};
use crate::domain::seal::{KEY_BYTES, SEAL_RANDOM_BYTES};

/// A request to a reader. Blobs travel beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Job {
    /// Whole inputs of any kind, one blob each.
    Whole {
        /// Their names, fit to be shown.
        names: Vec<String>,
        /// Largest size that is read, bytes; larger inputs are told and not read.
        limit_bytes: u64,
    },
    /// The records that begin in one part of a large text.
    Part {
        /// Name of the input, fit to be shown.
        name: String,
        /// Whether the text begins here.
        first: bool,
        /// Whether the text ends with this blob.
        last: bool,
        /// Bytes of the blob in which records of this part begin; the rest is their tail.
        end: usize,
    },
    /// Entries of a zip archive.
    Archive {
        /// Name of the input, fit to be shown.
        name: String,
        /// A number of its own, so that an archive that is open is known again.
        archive: u32,
        /// First entry, counted from 0.
        from: u32,
        /// The entry after the last one, at most the number of entries.
        to: u32,
    },
    /// So many invented records.
    Invent {
        /// How many.
        records: u32,
    },
    /// Take the private key that travels beside it as it is written on paper, and open envelopes
    /// with it; or, where nothing travels beside it, let go of the one there is.
    Key,
    /// One picture of a camera: grey pixels, row by row, travel beside it.
    Frame {
        /// Pixels in a row.
        width: u32,
    },
}

impl Job {
    /// One whole input of any size.
    pub fn whole(name: &str) -> Self {
        Self::Whole { names: vec![name.to_owned()], limit_bytes: u64::MAX }
    }
}

/// What a reader found; packed records, their subtotals, the tickets of those that were opened, and
/// the refused inputs travel beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findings {
    /// Bytes read.
    pub bytes: u64,
    /// Lines of the part read.
    pub lines: u64,
    /// Lines before the part, which the refusals do not count yet.
    pub lines_before: u64,
    /// Refused inputs that are counted and not listed.
    pub refused_beyond: u64,
    /// Entries of the archive.
    pub entries: u32,
    /// Whether the part ends in the middle of a tally, so that it has to be read again with more
    /// bytes beyond its end.
    pub unfinished: bool,
    /// The refusal of everything from the entry on with which an archive had expanded to as much
    /// as is read. Each reader of a large archive comes to one.
    pub exhausted: Option<Box<Refused>>,
    /// Whether the part could not be read, because its file has changed or is gone.
    pub unread: bool,
    /// Inputs that are larger than the limit of the job: their places in it, and their sizes.
    pub large: Vec<(usize, u64)>,
    /// Texts of the codes that a camera sees.
    pub codes: Vec<String>,
    /// Lines that each hold a campaign.
    pub campaigns: Vec<FoundLine>,
    /// Lines that each hold a tally.
    pub tallies: Vec<FoundLine>,
    /// How many of the packed records, the last of them, were opened from envelopes.
    pub opened: usize,
    /// The public key of the one that opened them.
    pub opened_with: Option<[u8; KEY_BYTES]>,
    /// What became of envelopes.
    pub sealed: Box<SealedCounts>,
    /// What there was of tickets, without any.
    pub tickets: Box<FoundTickets>,
    /// Which inputs the packed records come from: the place of the first record, and the name.
    pub origins: Vec<(usize, String)>,
}

impl Findings {
    /// Campaigns, tallies and lists of tickets so far.
    pub(super) const fn lines(&self) -> [usize; 3] {
        [self.campaigns.len(), self.tallies.len(), self.tickets.lists.len()]
    }
}

/// What a reader found of tickets. They themselves travel beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundTickets {
    /// Lines that each hold a list of them.
    pub lists: Vec<FoundLine>,
    /// Keys of genuine marks that opened records had.
    pub marks: Vec<MarkedWave>,
}

/// A line that is not a record, and where it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundLine {
    /// Name of the file, fit to be shown.
    pub name: String,
    /// Which entry of an archive, counted from 1.
    pub entry: Option<u32>,
    /// On which line it stands, counted from 1; none where nothing else is in the input.
    pub line: Option<u64>,
    /// The line itself.
    pub text: String,
}

/// The campaigns of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Campaigns {
    /// Those that are kept, as lines of a bundle, in the order in which they came.
    pub kept: Vec<String>,
    /// Id and wave of every one that was ever kept, in their order: a wave that was taken out is
    /// not given out again.
    pub known: Vec<([u8; 4], u8)>,
    /// Places of those kept that have come from files since the workspace was opened.
    pub came: Vec<usize>,
}

/// A request of the page to the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// Take in what a reader found; packed records, their subtotals, the tickets of those that
    /// were opened, and refusals travel beside it.
    Add(Findings),
    /// Hand out the next entry of the log: what came since the one before.
    Flush,
    /// Take in the entries of the log that travel beside it.
    Replay,
    /// What may be shown.
    Report {
        /// What to report on; none for the first subject there is.
        subject: Option<Subject>,
        /// The rules of the release.
        policy: Policy,
    },
    /// What flagged records change in the last report of a subject.
    Quality {
        /// What was reported on.
        subject: Subject,
    },
    /// The difference between two waves.
    Compare {
        /// The earlier wave, then the later.
        subjects: [Subject; 2],
        /// The rules of the release.
        policy: Policy,
    },
    /// A tally file of one subject.
    SaveTally {
        /// What to count.
        subject: Subject,
        /// A random id, used where the subject has none yet.
        id: [u8; 16],
    },
    /// Refused inputs from a place in the list on.
    Refusals {
        /// The place, counted from 0.
        from: usize,
        /// Most of them.
        count: usize,
    },
    /// Some refused inputs of each file.
    RefusedFiles(RefusalPage),
    /// The next piece of the bundle of everything.
    Bundle {
        /// The number of the saving that it belongs to; none to begin another.
        saving: Option<u32>,
        /// Random bytes, for sealing again what came sealed.
        random: [u8; SEAL_RANDOM_BYTES],
    },
    /// Keep a campaign, as the line of a bundle.
    KeepCampaign(String),
    /// Forget a campaign that was kept.
    DropCampaign(String),
    /// Keep a list of tickets, as the line of a bundle.
    KeepTickets(String),
    /// Count the tickets of what was opened with a key and waits, of each wave that has a list;
    /// the secrets of the waves travel beside it, in their order.
    CountTickets {
        /// The public key.
        key: [u8; KEY_BYTES],
        /// The waves of the secrets.
        waves: Vec<([u8; 4], u8)>,
        /// Instead, take in what there is of those without a list, with no look at its tickets.
        unchecked: bool,
    },
    /// Forget everything.
    Erase,
}

/// An answer of the desk. There is exactly one to every request, in their order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// Taken in.
    Added {
        /// Everything received so far.
        counts: Counts,
        /// Bytes that wait for the next entry of the log.
        pending_bytes: usize,
        /// The campaigns, where some have come.
        campaigns: Option<Campaigns>,
        /// The tickets.
        tickets: Vec<WaveTickets>,
    },
    /// An entry of the log travels beside this.
    Entry {
        /// Everything received when it was written.
        counts: Counts,
        /// Whether another one waits.
        more: bool,
    },
    /// Nothing has come since the last entry.
    NoEntry,
    /// The log has been taken in.
    Replayed {
        /// Everything received so far.
        counts: Counts,
        /// The campaigns.
        campaigns: Campaigns,
        /// The tickets.
        tickets: Vec<WaveTickets>,
        /// Entries that this version of the page cannot read.
        foreign: u32,
    },
    /// What may be shown; nothing where nothing has been accepted.
    Report(Option<Box<Report>>),
    /// What flagged records change; none where that cannot be told.
    Quality(Option<Box<QualityRelease>>),
    /// The difference between two waves; none where they cannot be compared.
    Compared(Option<Box<WaveComparison>>),
    /// A tally file; none without people to count.
    Tally(Option<String>),
    /// Refused inputs.
    Refusals(Vec<Refused>),
    /// Some refused inputs of each file.
    RefusedFiles(RefusedFiles),
    /// Nothing is saved: a record could not be sealed again, or everything was erased or another
    /// saving begun in the meantime.
    NotSaved,
    /// A piece of the bundle travels beside this.
    Piece {
        /// The number of the saving.
        saving: u32,
        /// Whether it is the last one.
        last: bool,
    },
    /// The campaigns.
    Campaigns(Campaigns),
    /// The tickets.
    Tickets(Vec<WaveTickets>),
    /// Everything is forgotten.
    Erased,
}

/// What has been received. [`Counts::received`] is always the sum of accepted, refused, duplicates
/// and tally files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Inputs received.
    pub received: u64,
    /// Records kept, one per id.
    pub accepted: u64,
    /// Inputs that are not a record.
    pub refused: u64,
    /// Of them, those that are counted and not listed.
    pub unlisted: u64,
    /// Records dropped because a higher revision of the same id is kept.
    pub older: u64,
    /// Records dropped because the very same one is kept.
    pub identical: u64,
    /// Records dropped because another with the same id and revision is kept.
    pub conflicting: u64,
    /// Tally files kept.
    pub tallies: u64,
    /// Bytes read.
    pub size_bytes: u64,
    /// Of all these, what came sealed.
    pub sealed: SealedCounts,
    /// Of the records kept, those that came in the open before the campaign was known that takes
    /// sealed ones only.
    pub unsealed: u64,
    /// What became of tickets. What was refused for its ticket is counted and never listed.
    pub tickets: TicketTotals,
}

impl Counts {
    /// Inputs received that are not tally files: what is told as received.
    pub const fn records(&self) -> u64 {
        self.received.saturating_sub(self.tallies)
    }

    /// Records that are not kept because another one with the same id is.
    pub const fn duplicates(&self) -> u64 {
        self.older + self.identical + self.conflicting
    }
}

/// What may be shown of one subject.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Everything that can be reported on, with its number of records.
    pub subjects: Vec<(Subject, u64)>,
    /// What is reported on here.
    pub subject: Subject,
    /// What its people were promised; the release keeps it.
    pub promise: Promise,
    /// Records that have come or changed since the last report and are not counted in this one.
    pub held: u64,
    /// Whether it would differ by only a few people from another report shown since the page was
    /// opened; then the release is that of nobody.
    pub near: bool,
    /// Records of its wave that came in the open before the campaign was known that takes sealed
    /// ones only.
    pub unsealed: u64,
    /// What may be shown.
    pub release: Release,
}
