//! Where accepted records are kept and counted.

use super::entry::{Entry, ForeignEntry};
use super::message::{Ask, Counts, Findings, Reply};
use super::refused::{Cause, Refused, TallyFault};
use super::saving::Saving;
use super::subject::Subject;
use super::tallies::{Reported, Tallies};
use crate::domain::instrument::Instrument;
use crate::domain::record::{PACKED_BYTES, Reason};
use crate::domain::tally::{Added, Columns};

/// Most refused inputs that are listed; more are counted.
pub const REFUSALS_MAX: usize = 200_000;

/// Accepted records and the counts of everything received. Nothing of a single record comes out,
/// except into the log and the bundle that keep the workspace.
#[derive(Debug)]
pub struct Desk {
    pub(super) instrument: &'static Instrument,
    key: u64,
    pub(super) columns: Columns,
    pub(super) tallies: Tallies,
    /// The ids under which tally files of subjects are saved.
    pub(super) tally_ids: Vec<(Subject, [u8; 16])>,
    pub(super) campaigns: Vec<String>,
    pub(super) reported: Vec<Reported>,
    refusals: Vec<Refused>,
    refused: u64,
    /// Identical records of earlier entries, which the log counts and does not keep.
    identical: u64,
    size_bytes: u64,
    pub(super) pending: Entry,
    pub(super) saving: Option<Saving>,
}

impl Desk {
    /// An empty desk for one instrument. `key` is random: without it nobody can choose ids that
    /// make the desk slow.
    pub fn new(instrument: &'static Instrument, key: u64) -> Self {
        Self {
            instrument,
            key,
            columns: Columns::new(instrument, key),
            tallies: Tallies::default(),
            tally_ids: Vec::new(),
            campaigns: Vec::new(),
            reported: Vec::new(),
            refusals: Vec::new(),
            refused: 0,
            identical: 0,
            size_bytes: 0,
            pending: Entry::default(),
            saving: None,
        }
    }

    /// Answers a request with what travels beside it: bytes, and refused inputs.
    pub fn answer(
        &mut self,
        ask: Ask,
        beside: &[Vec<u8>],
        refused: Vec<Refused>,
    ) -> (Reply, Option<Vec<u8>>) {
        let reply = match ask {
            Ask::Add(findings) => {
                self.add(findings, beside.first().map_or(&[], Vec::as_slice), refused);
                Reply::Added { counts: self.counts(), pending_bytes: self.pending.size_bytes() }
            }
            Ask::Flush => {
                let entry = std::mem::take(&mut self.pending);
                if entry.is_empty() {
                    return (Reply::NoEntry, None);
                }
                return (Reply::Entry { counts: self.counts() }, Some(entry.to_bytes()));
            }
            Ask::Replay => {
                let taken = beside.iter().map(|bytes| self.replay(bytes));
                let foreign = taken.filter(Result::is_err).count();
                Reply::Replayed {
                    counts: self.counts(),
                    campaigns: self.campaigns.clone(),
                    foreign: u32::try_from(foreign).unwrap_or(u32::MAX),
                }
            }
            Ask::Report { subject, policy } => Reply::Report(self.report(subject, policy)),
            Ask::Quality { subject } => Reply::Quality(self.quality(subject)),
            Ask::Compare { subjects, policy } => Reply::Compared(self.compare(subjects, policy)),
            Ask::SaveTally { subject, id } => Reply::Tally(self.save_tally(subject, id)),
            Ask::Refusals { from, count } => {
                let some = self.refusals.iter().skip(from).take(count);
                Reply::Refusals(some.cloned().collect())
            }
            Ask::Bundle { first } => {
                let (piece, last) = self.piece(first);
                return (Reply::Piece { last }, Some(piece));
            }
            Ask::KeepCampaign(line) => {
                self.keep_campaign(line);
                Reply::Campaigns(self.campaigns.clone())
            }
            Ask::DropCampaign(line) => {
                self.campaigns.retain(|kept| *kept != line);
                self.pending.head.dropped.push(line);
                Reply::Campaigns(self.campaigns.clone())
            }
            Ask::Erase => {
                *self = Self::new(self.instrument, self.key);
                Reply::Erased
            }
        };
        (reply, None)
    }

    /// Takes in what a reader found.
    fn add(&mut self, findings: Findings, rows: &[u8], refused: Vec<Refused>) {
        for packed in rows.as_chunks::<PACKED_BYTES>().0 {
            self.add_record(packed);
        }
        for mut refused in refused {
            refused.line = refused.line.map(|line| line + findings.lines_before);
            self.refuse(refused);
        }
        for line in findings.campaigns {
            self.keep_campaign(line);
        }
        for line in findings.tallies {
            match self.tallies.add(self.instrument, &line) {
                Ok(()) => self.pending.head.tallies.push(line),
                Err(fault) => self.refuse(Refused::whole("", Cause::Tally(fault))),
            }
        }
        self.refused += findings.refused_beyond;
        self.pending.head.refused += findings.refused_beyond;
        self.size_bytes += findings.bytes;
        self.pending.head.bytes += findings.bytes;
    }

    fn add_record(&mut self, packed: &[u8; PACKED_BYTES]) {
        match self.columns.add_packed(packed) {
            Added::New | Added::Replaced | Added::Superseded | Added::Conflicting => {
                self.pending.rows.extend_from_slice(packed);
            }
            Added::Identical => self.pending.head.identical += 1,
            Added::OtherInstrument => {
                self.refuse(Refused::whole("", Cause::Record(Reason::WrongHash)));
            }
            Added::Full => self.refuse(Refused::whole("", Cause::TooManyRecords)),
            Added::TooManySources => self.refuse(Refused::whole("", Cause::TooManyCampaigns)),
        }
    }

    fn refuse(&mut self, refused: Refused) {
        self.refused += 1;
        self.pending.head.refused += 1;
        if self.refusals.len() < REFUSALS_MAX {
            self.pending.head.refusals.push(refused.clone());
            self.refusals.push(refused);
        }
    }

    fn keep_campaign(&mut self, line: String) {
        if !self.campaigns.contains(&line) {
            self.campaigns.push(line.clone());
            self.pending.head.campaigns.push(line);
        }
    }

    /// Takes in an entry of the log, as it was when it was written.
    fn replay(&mut self, bytes: &[u8]) -> Result<(), ForeignEntry> {
        let Entry { head, rows } = Entry::read(bytes)?;
        for packed in rows.as_chunks::<PACKED_BYTES>().0 {
            // Two pages may have added the same record to one log.
            self.columns.add_packed(packed);
        }
        self.identical += head.identical;
        self.refused += head.refused;
        self.size_bytes += head.bytes;
        let room = REFUSALS_MAX - self.refusals.len();
        self.refusals.extend(head.refusals.into_iter().take(room));
        for line in head.campaigns {
            if !self.campaigns.contains(&line) {
                self.campaigns.push(line);
            }
        }
        self.campaigns.retain(|kept| !head.dropped.contains(kept));
        for line in head.tallies {
            // It was taken in when the entry was written.
            let _: Result<(), TallyFault> = self.tallies.add(self.instrument, &line);
        }
        self.tally_ids.extend(head.tally_ids);
        for (subject, policy) in head.reported {
            // The same records under the same rules give the same report and the same marks,
            // which stand in this entry already.
            self.report(Some(subject), policy);
            self.pending.head.reported.clear();
        }
        Ok(())
    }

    /// What has been received so far.
    pub fn counts(&self) -> Counts {
        let duplicates = self.columns.duplicates();
        let tallies = self.tallies.len();
        Counts {
            received: self.columns.received() + self.identical + self.refused + tallies,
            accepted: self.columns.len(),
            refused: self.refused,
            unlisted: self.refused - self.refusals.len() as u64,
            older: duplicates.older,
            identical: duplicates.identical + self.identical,
            conflicting: duplicates.conflicting,
            tallies,
            size_bytes: self.size_bytes,
        }
    }
}
