//! What the desk does with what comes from a reader, and how much has come.

use super::desk::Desk;
use super::entry::Entry;
use super::message::{Counts, Findings, FoundLine};
use super::refused::{Cause, Refused};
use super::sorting::Sorted;
use super::tallies::NotTaken;
use crate::domain::record::{PACKED_BYTES, Reason};
use crate::domain::tally::Added;
use crate::domain::ticket::TicketList;

impl Desk {
    /// Takes in what a reader found: findings, packed records, their subtotals and the tickets of
    /// those that were opened, refused inputs.
    pub(super) fn add(
        &mut self,
        mut findings: Findings,
        [rows, subtotals, tickets]: [&[u8]; 3],
        refused: Vec<Refused>,
    ) {
        self.begin_arrival();
        if !rows.is_empty() {
            self.note_all_quality();
        }
        // Before the records: wherever a campaign stands among them, it says what is taken.
        self.add_campaigns(std::mem::take(&mut findings.campaigns), findings.lines_before);
        self.count_sealed(&findings);
        match self.sorted(&findings, rows, tickets) {
            Sorted { left: None, opened } => {
                self.add_rows(rows, subtotals, &findings.origins, opened);
            }
            Sorted { left: Some((rows, origins)), opened } => {
                self.add_rows(&rows, &[], &origins, opened);
            }
        }
        for mut refused in refused.into_iter().chain(findings.exhausted.map(|last| *last)) {
            refused.line = refused.line.map(|line| line + findings.lines_before);
            self.refuse(refused);
        }
        for found in findings.tickets.lists {
            let kept = TicketList::from_json(&found.text).ok();
            match kept.and_then(|list| self.tickets.keep(list)) {
                Some(true) => self.pending.head.lists.push(found.text),
                Some(false) => {}
                None => self.refuse_line(found, findings.lines_before, Cause::Tickets),
            }
        }
        for found in findings.tallies {
            match self.tallies.add(self.instrument, &found.text) {
                Ok(()) => self.pending.head.tallies.push(found.text),
                Err(NotTaken { fault, promises }) => {
                    if promises {
                        self.pending.head.tallies.push(found.text.clone());
                    }
                    self.refuse_line(found, findings.lines_before, Cause::Tally(fault));
                }
            }
        }
        self.refused += findings.refused_beyond;
        self.pending.head.refused += findings.refused_beyond;
        self.size_bytes += findings.bytes;
        self.pending.head.bytes += findings.bytes;
        if !self.logs {
            self.pending = Entry::default();
        }
    }

    fn add_campaigns(&mut self, campaigns: Vec<FoundLine>, lines_before: u64) {
        for found in campaigns {
            match self.campaigns.keep(self.instrument, &found.text) {
                Ok(Some(line)) => {
                    self.log_campaign(line.clone());
                    self.campaigns.note_came(line);
                }
                Ok(None) => {}
                Err(refusal) => self.refuse_line(found, lines_before, Cause::Campaign(refusal)),
            }
        }
    }

    /// Takes in records with their subtotals, of which the last `opened` came sealed.
    pub(super) fn add_rows(
        &mut self,
        rows: &[u8],
        subtotals: &[u8],
        origins: &[(usize, String)],
        opened: usize,
    ) {
        let pieces = self.columns.pieces(rows, subtotals);
        let added = self.columns.add_all(rows, pieces.as_ref());
        let mut logged = Vec::with_capacity(added.len());
        let packed = rows.as_chunks::<PACKED_BYTES>().0;
        let plain = packed.len().saturating_sub(opened);
        for (place, (packed, added)) in packed.iter().zip(added).enumerate() {
            if place >= plain && added == Added::New {
                self.note_sealed(packed);
            }
            let name = || {
                let after = origins.partition_point(|(first, _)| *first <= place);
                after.checked_sub(1).map_or("", |at| origins[at].1.as_str())
            };
            logged.push(self.arrived(packed, added, name));
        }
        if self.logs && logged.contains(&true) {
            match &pieces {
                Some(pieces) if self.subtotalled => {
                    self.subtotals.add(rows, pieces, |place| logged[place]);
                }
                _ => self.subtotalled = false,
            }
        }
    }

    /// Notes what became of a record. Whether the log keeps it.
    fn arrived<'a>(
        &mut self,
        packed: &[u8; PACKED_BYTES],
        added: Added,
        name: impl Fn() -> &'a str,
    ) -> bool {
        let cause = match added {
            Added::New | Added::Replaced | Added::Superseded | Added::Conflicting => {
                self.pending.rows.extend_from_slice(packed);
                return true;
            }
            Added::Identical => {
                self.pending.head.identical += 1;
                return false;
            }
            Added::OtherInstrument => Cause::Record(Reason::WrongHash),
            Added::Full => Cause::TooManyRecords,
            Added::TooManySources => Cause::TooManyCampaigns,
        };
        self.refuse(Refused::whole(name(), cause));
        false
    }

    /// The subtotals of the records that wait for the log; nothing where they are not complete.
    pub(super) fn take_subtotals(&mut self) -> Vec<u8> {
        let subtotals = self.subtotals.take();
        let complete = std::mem::replace(&mut self.subtotalled, true);
        if complete { subtotals } else { Vec::new() }
    }

    pub(super) fn refuse(&mut self, refused: Refused) {
        self.refused += 1;
        self.pending.head.refused += 1;
        if self.refusals.push(&refused) {
            self.pending.head.refusals.push(refused);
        }
    }

    fn refuse_line(&mut self, found: FoundLine, lines_before: u64, cause: Cause) {
        let FoundLine { name, entry, line, .. } = found;
        let line = line.map(|line| line + lines_before);
        self.refuse(Refused { name, entry, line, cause, place: String::new() });
    }

    /// What has been received so far.
    pub fn counts(&self) -> Counts {
        let duplicates = self.columns.duplicates();
        let tallies = self.tallies.len();
        let others = self.identical.saturating_add(self.refused).saturating_add(tallies);
        Counts {
            received: others.saturating_add(self.columns.received()),
            accepted: self.columns.len(),
            refused: self.refused,
            unlisted: (self.refused - self.refusals.len() as u64)
                .saturating_sub(self.tickets.totals(&self.campaigns.keys).refused()),
            older: duplicates.older,
            identical: self.identical.saturating_add(duplicates.identical),
            conflicting: duplicates.conflicting,
            tallies,
            size_bytes: self.size_bytes,
            sealed: self.sealing.counts,
            unsealed: self.unsealed(),
            tickets: self.tickets.totals(&self.campaigns.keys),
        }
    }
}
