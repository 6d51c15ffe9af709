//! The log of a workspace: what waits for it, and taking it in again.

use super::desk::Desk;
use super::entry::{Entry, ForeignEntry};
use super::message::Counts;
use super::tallies::NotTaken;
use crate::domain::ticket::TicketList;

impl Desk {
    /// The next entry of the log, and what had been received when it ended; none where nothing has
    /// come since the one before.
    pub(super) fn next_entry(&mut self) -> Option<(Counts, Vec<u8>)> {
        self.close();
        self.closed.pop_front()
    }

    /// Ends the entry that waits for the log, unless nothing is in it, and begins the next one.
    fn close(&mut self) {
        let mut entry = std::mem::take(&mut self.pending);
        if self.logs && !entry.is_empty() {
            entry.subtotals = self.take_subtotals();
            self.closed.push_back((self.counts(), entry.to_bytes()));
        }
    }

    /// More comes. A report of the entry counts what came before it in the same entry and nothing
    /// after it, so that it is the same when the log is taken in again.
    pub(super) fn begin_arrival(&mut self) {
        if !self.pending.head.reported.is_empty() {
            self.close();
        }
    }

    /// Notes a campaign for the log. In an entry those that were dropped come after those that
    /// came, so what comes again after it was dropped begins another one.
    pub(super) fn log_campaign(&mut self, line: String) {
        if self.pending.head.dropped.contains(&line) {
            self.close();
        }
        self.pending.head.campaigns.push(line);
        if self.correct_reports() {
            // Records that come now must not be taken in before that.
            self.close();
        }
    }

    /// Takes in an entry of the log, as it was when it was written.
    pub(super) fn replay(&mut self, bytes: &[u8]) -> Result<(), ForeignEntry> {
        let Entry { head, rows, subtotals } = Entry::read(bytes)?;
        if !rows.is_empty() {
            self.note_all_quality();
        }
        // Two pages may have added the same record to one log.
        let pieces = self.columns.pieces(&rows, &subtotals);
        self.columns.add_all(&rows, pieces.as_ref());
        self.identical = self.identical.saturating_add(head.identical);
        self.refused = self.refused.saturating_add(head.refused);
        self.size_bytes = self.size_bytes.saturating_add(head.bytes);
        self.sealing.replay(head.sealed, head.keys, head.sealed_rows);
        self.tickets.replay(head.tickets, head.marks);
        for line in head.lists {
            if let Ok(list) = TicketList::from_json(&line) {
                self.tickets.keep(list);
            }
        }
        self.refusals.extend(head.refusals);
        self.campaigns.replay(self.instrument, &head.campaigns, &head.dropped);
        self.correct_reports();
        for line in head.tallies {
            // It was taken in when the entry was written, or only its promise was.
            let _: Result<(), NotTaken> = self.tallies.add(self.instrument, &line);
        }
        self.tally_ids.extend(head.tally_ids);
        for (subject, policy) in head.reported {
            // The same records under the same rules give the same report and the same marks,
            // which stand in this entry already.
            self.report_under(subject, policy);
            self.pending.head.reported.clear();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bundle::Reader;
    use crate::domain::record::PACKED_BYTES;
    use crate::domain::shipped_instrument;
    use crate::worker::campaigns::sample;
    use crate::worker::desk::tests::{desk, lines, read, report};
    use crate::worker::{Ask, Reading, Reply};

    fn campaign(step: u64) -> String {
        sample([0, 0, 0, u8::try_from(step).expect("a few")], 1, 10)
    }

    fn flush(desk: &mut Desk) -> Option<Vec<u8>> {
        desk.answer(Ask::Flush, &[], Vec::new()).1
    }

    /// Whatever the entries hold, taking them in gives the same state: counts, refusals, reports
    /// and what waits for the next one.
    #[test]
    fn a_log_gives_the_same_desk_again() {
        let mut first = desk();
        let mut log = Vec::new();
        for step in 0..6 {
            read(&mut first, "some", &lines(4 + step, step));
            read(&mut first, "again", &lines(4, 0));
            read(&mut first, "broken", "{\"format\":");
            if step % 2 == 1 {
                report(&mut first);
            }
            first.answer(Ask::KeepCampaign(campaign(step)), &[], Vec::new());
            log.extend(flush(&mut first));
        }
        first.answer(Ask::DropCampaign(campaign(2)), &[], Vec::new());
        log.extend(flush(&mut first));
        assert_eq!(flush(&mut first), None, "nothing has come since");

        let mut second = desk();
        let (reply, _) = second.answer(Ask::Replay, &log, Vec::new());
        let campaigns = first.campaigns.told();
        assert_eq!(campaigns.kept, [0, 1, 3, 4, 5].map(campaign));
        assert_eq!(campaigns.known.len(), 6, "also the one that was taken out");
        let counts = first.counts();
        let tickets = Vec::new();
        assert_eq!(reply, Reply::Replayed { counts, campaigns, tickets, foreign: 0 });
        assert_eq!(flush(&mut second), None, "what was kept is not kept again");
        assert_eq!(report(&mut second), report(&mut first));
        let all = Ask::Refusals { from: 0, count: 99 };
        assert_eq!(second.answer(all.clone(), &[], vec![]), first.answer(all, &[], vec![]));
    }

    /// The same where records were counted by readers, and where some of those come again.
    #[test]
    fn a_log_keeps_the_subtotals_of_its_records() {
        let (mut first, mut plain) = (desk(), desk());
        let texts = [lines(600, 1), lines(500, 2), lines(600, 1), lines(900, 3), lines(3, 4)];
        let mut log = Vec::new();
        for text in &texts {
            read(&mut first, "some", text);
            let mut reading = Reading::default();
            reading.whole(&Reader::new(&[shipped_instrument()]), "some", None, text.as_bytes());
            plain.answer(Ask::Add(reading.findings), &[reading.rows], reading.refused);
            log.extend(flush(&mut first));
        }
        let entries: Vec<Entry> = log.iter().filter_map(|bytes| Entry::read(bytes).ok()).collect();
        let with = |entry: &Entry| (entry.rows.len() / PACKED_BYTES, !entry.subtotals.is_empty());
        let found: Vec<_> = entries.iter().map(with).collect();
        // The third text was there already, and the last is too short to be counted apart.
        assert_eq!(found, [(600, true), (500, true), (0, false), (900, true), (3, false)]);
        // Some entries are of the versions before.
        for (place, entry) in log.iter_mut().enumerate() {
            let Entry { head, rows, subtotals } = Entry::read(entry).expect("an entry");
            let head = serde_json::to_vec(&head).expect("plain data");
            let length = |part: &[u8]| u32::try_from(part.len()).expect("short").to_le_bytes();
            let lengths = [length(&head), length(&subtotals)].concat();
            match place % 3 {
                0 => *entry = [b"QDL\x01".as_slice(), &lengths[..4], &head, &rows].concat(),
                1 => *entry = [b"QDL\x02", &*lengths, &head, &subtotals, &rows].concat(),
                _ => {}
            }
        }
        let mut second = desk();
        second.answer(Ask::Replay, &log, Vec::new());
        assert_eq!(second.counts(), plain.counts());
        let all = plain.subjects();
        assert_eq!((second.subjects(), first.subjects()), (all.clone(), all.clone()));
        for (subject, _) in all {
            let tally = plain.columns.tally(subject.scope());
            assert_eq!(second.columns.tally(subject.scope()), tally);
            assert_eq!(first.columns.tally(subject.scope()), tally);
        }
    }

    /// What is counted of damaged subtotals is what the records themselves come to.
    #[test]
    fn a_flipped_byte_changes_no_count() {
        let mut first = desk();
        read(&mut first, "some", &lines(600, 1));
        let [(subject, _), ..] = first.subjects()[..] else { panic!("people") };
        let good = flush(&mut first).expect("an entry");
        let entry = Entry::read(&good).expect("an entry");
        let (from, to) = (entry.subtotals.len() + entry.rows.len(), entry.rows.len());
        for place in (to..from).step_by(from / 16).map(|end| good.len() - 1 - end) {
            for bit in [1, 0x20] {
                let mut bad = good.clone();
                bad[place] ^= bit;
                let mut second = desk();
                second.replay(&bad).expect("an entry");
                let tally = second.columns.tally(subject.scope());
                assert_eq!(tally, first.columns.tally(subject.scope()), "{place}");
            }
        }
    }

    /// Records, and people of a tally file, that come between a report and its writing.
    #[test]
    fn what_comes_after_a_report_is_not_in_its_entry() {
        let mut county = desk();
        read(&mut county, "a", &lines(12, 9));
        let subject = county.subjects()[0].0;
        let tally = county.save_tally(subject, [9; 16]).expect("people");

        let mut first = desk();
        read(&mut first, "a", &lines(40, 1));
        let before = report(&mut first);
        read(&mut first, "b", &lines(5, 2));
        read(&mut first, "tally", &tally);
        read(&mut first, "c", "{}");
        let mut log = Vec::new();
        while let (Reply::Entry { more, .. }, entry) = first.answer(Ask::Flush, &[], Vec::new()) {
            log.extend(entry);
            assert_eq!(more, log.len() == 1);
        }
        assert_eq!(log.len(), 2);
        let mut second = desk();
        second.answer(Ask::Replay, &log, Vec::new());
        let after = report(&mut second);
        assert_eq!((after.held, &after.release), (5, &before.release));
        assert_eq!(after, report(&mut first));
        assert_eq!(second.counts(), first.counts());
    }

    /// A campaign that is kept, dropped and kept again before anything is written.
    #[test]
    fn a_log_keeps_the_order_of_keeping_and_dropping() {
        for keeps in [1, 2, 3] {
            let mut first = desk();
            for step in 0..keeps {
                first.answer(Ask::KeepCampaign(campaign(step)), &[], Vec::new());
                first.answer(Ask::DropCampaign(campaign(0)), &[], Vec::new());
                first.answer(Ask::KeepCampaign(campaign(0)), &[], Vec::new());
                first.answer(Ask::DropCampaign(campaign(1)), &[], Vec::new());
            }
            let mut second = desk();
            while let Some(entry) = flush(&mut first) {
                second.replay(&entry).expect("an entry");
            }
            assert_eq!(second.campaigns.told(), first.campaigns.told());
            assert!(first.campaigns.lines().contains(&campaign(0)));
        }
    }
}
