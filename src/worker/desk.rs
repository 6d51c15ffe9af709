//! Where accepted records are kept and counted.

use super::campaigns::KeptCampaigns;
use super::entry::{Entry, ForeignEntry};
use super::message::{Ask, Reply};
use super::refused::{Refused, TallyFault};
use super::saving::Saving;
use super::sorting::Sealing;
use super::subject::Subject;
use super::tallies::{Reported, Tallies};
use crate::domain::instrument::Instrument;
use crate::domain::tally::{Columns, Subtotals};

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
    pub(super) campaigns: KeptCampaigns,
    pub(super) reported: Vec<Reported>,
    pub(super) refusals: Vec<Refused>,
    pub(super) refused: u64,
    /// Identical records of earlier entries, which the log counts and does not keep.
    pub(super) identical: u64,
    pub(super) size_bytes: u64,
    pub(super) pending: Entry,
    /// Of the records of `pending`, while all of them came with theirs.
    pub(super) subtotals: Subtotals,
    pub(super) subtotalled: bool,
    pub(super) saving: Option<Saving>,
    pub(super) sealing: Sealing,
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
            campaigns: KeptCampaigns::default(),
            reported: Vec::new(),
            refusals: Vec::new(),
            refused: 0,
            identical: 0,
            size_bytes: 0,
            pending: Entry::default(),
            subtotals: Subtotals::new(instrument),
            subtotalled: true,
            saving: None,
            sealing: Sealing::default(),
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
                let bytes = |place| beside.get(place).map_or::<&[u8], _>(&[], Vec::as_slice);
                let before = self.campaigns.lines().len();
                self.add(findings, bytes(0), bytes(1), refused);
                let more = self.campaigns.lines().len() > before;
                let campaigns = more.then(|| self.campaigns.told());
                let pending_bytes = self.pending.size_bytes();
                Reply::Added { counts: self.counts(), pending_bytes, campaigns }
            }
            Ask::Flush => {
                let mut entry = std::mem::take(&mut self.pending);
                if entry.is_empty() {
                    return (Reply::NoEntry, None);
                }
                entry.subtotals = self.take_subtotals();
                return (Reply::Entry { counts: self.counts() }, Some(entry.to_bytes()));
            }
            Ask::Replay => {
                let taken = beside.iter().map(|bytes| self.replay(bytes));
                let foreign = taken.filter(Result::is_err).count();
                Reply::Replayed {
                    counts: self.counts(),
                    campaigns: self.campaigns.told(),
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
            Ask::Bundle { first, random } => {
                let (piece, last) = self.piece(first, &random);
                return (Reply::Piece { last }, Some(piece));
            }
            Ask::KeepCampaign(line) => {
                // What the page makes is valid, and it makes no more than there may be.
                if let Ok(Some(line)) = self.campaigns.keep(self.instrument, &line) {
                    self.pending.head.campaigns.push(line);
                }
                Reply::Campaigns(self.campaigns.told())
            }
            Ask::DropCampaign(line) => {
                self.campaigns.remove(&line);
                self.pending.head.dropped.push(line);
                Reply::Campaigns(self.campaigns.told())
            }
            Ask::Erase => {
                *self = Self::new(self.instrument, self.key);
                Reply::Erased
            }
        };
        (reply, None)
    }

    /// Takes in an entry of the log, as it was when it was written.
    fn replay(&mut self, bytes: &[u8]) -> Result<(), ForeignEntry> {
        let Entry { head, rows, subtotals } = Entry::read(bytes)?;
        // Two pages may have added the same record to one log.
        self.columns.add_all(&rows, &subtotals, |_, _| ());
        self.identical = self.identical.saturating_add(head.identical);
        self.refused = self.refused.saturating_add(head.refused);
        self.size_bytes = self.size_bytes.saturating_add(head.bytes);
        self.sealing.replay(head.sealed, head.keys);
        let room = REFUSALS_MAX - self.refusals.len();
        self.refusals.extend(head.refusals.into_iter().take(room));
        self.campaigns.replay(self.instrument, &head.campaigns, &head.dropped);
        for line in head.tallies {
            // It was taken in when the entry was written.
            let _: Result<(), TallyFault> = self.tallies.add(self.instrument, &line);
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
    use crate::domain::disclose::Policy;
    use crate::domain::record::PACKED_BYTES;
    use crate::domain::shipped_instrument;
    use crate::domain::simulate::plain;
    use crate::worker::campaigns::sample;
    use crate::worker::{Cause, Counts, Reading, Report};

    fn campaign(step: u64) -> String {
        sample([0, 0, 0, u8::try_from(step).expect("a few")], 1, 10)
    }

    fn desk() -> Desk {
        Desk::new(shipped_instrument(), 7)
    }

    /// The lines of so many invented records.
    fn lines(people: u64, seed: u64) -> String {
        let line = |record: crate::domain::record::Record| record.to_line(shipped_instrument());
        plain(people, seed).map(|record| line(record) + "\n").collect()
    }

    fn read(desk: &mut Desk, name: &str, text: &str) {
        let mut reading = Reading::default();
        reading.whole(&Reader::new(&[shipped_instrument()]), name, None, text.as_bytes());
        let Reading { rows, refused, findings, .. } = reading;
        let subtotals = Subtotals::new(shipped_instrument()).of(&rows);
        desk.answer(Ask::Add(findings), &[rows, subtotals], refused);
    }

    fn flush(desk: &mut Desk) -> Option<Vec<u8>> {
        desk.answer(Ask::Flush, &[], Vec::new()).1
    }

    fn report(desk: &mut Desk) -> Box<Report> {
        let ask = Ask::Report { subject: None, policy: Policy::default() };
        match desk.answer(ask, &[], Vec::new()).0 {
            Reply::Report(Some(report)) => report,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_sum_always_adds_up() {
        let mut desk = desk();
        let text = lines(3, 1);
        read(&mut desk, "a", &text);
        read(&mut desk, "a again", &text);
        read(&mut desk, "b", "{}");
        read(&mut desk, "c", "");
        let counts = desk.counts();
        assert_eq!((counts.received, counts.accepted, counts.refused), (8, 3, 2));
        assert_eq!(counts.identical, 3);
        assert_eq!(counts.received, counts.accepted + counts.duplicates() + counts.refused);
        desk.answer(Ask::Erase, &[], Vec::new());
        assert_eq!(desk.counts(), Counts::default());
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
        assert_eq!(reply, Reply::Replayed { counts, campaigns, foreign: 0 });
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
        // Every other entry is of the version before.
        for entry in log.iter_mut().step_by(2) {
            let Entry { head, rows, .. } = Entry::read(entry).expect("an entry");
            let head = serde_json::to_vec(&head).expect("plain data");
            let length = u32::try_from(head.len()).expect("short").to_le_bytes();
            *entry = [b"QDL\x01".as_slice(), &length, &head, &rows].concat();
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

    /// Reports that could be subtracted from each other are not made.
    #[test]
    fn a_few_new_records_wait_for_the_next_report() {
        let mut desk = desk();
        let told = |desk: &mut Desk| {
            let report = report(desk);
            (report.subjects[0].1, report.release.n, report.held)
        };
        let text = lines(22, 3);
        let all: Vec<&str> = text.split_inclusive('\n').collect();
        read(&mut desk, "a", &all[..9].concat());
        assert_eq!(told(&mut desk), (9, 9, 0));
        // Nothing has been shown yet, so nothing can be subtracted.
        read(&mut desk, "b", &all[9..12].concat());
        assert_eq!(told(&mut desk), (12, 12, 0));
        read(&mut desk, "c", &all[12..13].concat());
        assert_eq!(told(&mut desk), (13, 12, 1));
        read(&mut desk, "d", &all[13..].concat());
        assert_eq!(told(&mut desk), (22, 22, 0));
    }

    /// A bundle is the whole workspace: records, campaigns, tallies.
    #[test]
    fn a_saved_bundle_restores_everything() {
        let mut first = desk();
        read(&mut first, "a", &lines(40, 5));
        let subject = first.subjects()[0].0;
        let ask = Ask::SaveTally { subject, id: [9; 16] };
        let Reply::Tally(Some(tally)) = first.answer(ask, &[], Vec::new()).0 else {
            panic!("a tally");
        };
        let mut second = desk();
        read(&mut second, "b", &lines(15, 6));
        read(&mut second, "tally", &tally);
        read(&mut second, "tally again", &tally);
        let counts = second.counts();
        assert_eq!((counts.accepted, counts.tallies, counts.refused), (15, 1, 1));
        assert_eq!(second.subjects()[1], (Subject { merged: true, ..subject }, 40));

        let (reply, piece) =
            second.answer(Ask::Bundle { first: true, random: [7; 32] }, &[], Vec::new());
        assert_eq!(reply, Reply::Piece { last: true });
        let mut third = desk();
        let bundle = String::from_utf8(piece.expect("a piece")).expect("text");
        read(&mut third, "bundle", &bundle);
        assert_eq!(third.subjects(), second.subjects());
        assert_eq!(third.counts().refused, 0);
    }

    /// Tally files add up; the same one counts once, and a later state of one is told apart.
    #[test]
    fn tally_files_are_counted_once() {
        let mut county = desk();
        let mut save = |seed, id| {
            read(&mut county, "a", &lines(20, seed));
            let subject = county.subjects()[0].0;
            let ask = Ask::SaveTally { subject, id: [id; 16] };
            match county.answer(ask, &[], Vec::new()).0 {
                Reply::Tally(Some(tally)) => tally,
                other => panic!("{other:?}"),
            }
        };
        let (early, late) = (save(1, 9), save(2, 9));
        let mut city = desk();
        let causes = |city: &mut Desk, tally: &str| {
            read(city, "tally", tally);
            city.refusals.iter().map(|refused| refused.cause.clone()).collect::<Vec<_>>()
        };
        assert_eq!(causes(&mut city, &early), []);
        assert_eq!(causes(&mut city, &early), [Cause::Tally(TallyFault::Repeated)]);
        let [_, changed] = causes(&mut city, &late).try_into().expect("two refusals");
        assert_eq!(changed, Cause::Tally(TallyFault::Changed));
        for id in 1..=3 {
            let mut other = desk();
            read(&mut other, "b", &lines(15, 10 + u64::from(id)));
            let subject = other.subjects()[0].0;
            let ask = Ask::SaveTally { subject, id: [id; 16] };
            let Reply::Tally(Some(tally)) = other.answer(ask, &[], Vec::new()).0 else {
                panic!("a tally");
            };
            read(&mut city, "tally", &tally);
        }
        assert_eq!((city.subjects()[0].1, city.counts().tallies), (20 + 45, 4));
    }

    /// Nothing of a record is in what crosses to be shown.
    #[test]
    fn no_id_crosses_to_the_page() {
        let mut desk = desk();
        let text = lines(30, 8);
        read(&mut desk, "a", &text);
        let crossing = serde_json::to_string(&report(&mut desk)).expect("plain data");
        for line in text.lines() {
            let id = line.split("\"id\":\"").nth(1).expect("an id");
            assert!(!crossing.contains(&id[..32]));
        }
    }
}
