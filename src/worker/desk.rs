//! Where accepted records are kept and counted.

use std::collections::VecDeque;

use super::campaigns::KeptCampaigns;
use super::entry::Entry;
use super::message::{Ask, Counts, Findings, Reply};
use super::refusals::Refusals;
use super::refused::Refused;
use super::reported::Reported;
use super::saving::Saving;
use super::session::Session;
use super::sorting::Sealing;
use super::subject::Subject;
use super::tallies::Tallies;
use super::tickets::Tickets;
use crate::domain::instrument::Instrument;
use crate::domain::tally::{Columns, Subtotals};
use crate::domain::ticket::TicketList;

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
    /// Not forgotten when another workspace is opened.
    pub(super) session: Session,
    pub(super) refusals: Refusals,
    pub(super) refused: u64,
    /// Identical records of earlier entries, which the log counts and does not keep.
    pub(super) identical: u64,
    pub(super) size_bytes: u64,
    /// What waits for the log.
    pub(super) pending: Entry,
    /// Entries before it, as bytes, and what had been received with each.
    pub(super) closed: VecDeque<(Counts, Vec<u8>)>,
    /// Of the records of `pending`, while all of them came with theirs.
    pub(super) subtotals: Subtotals,
    pub(super) subtotalled: bool,
    /// Whether there is a log.
    pub(super) logs: bool,
    pub(super) saving: Option<Saving>,
    /// Savings begun, those before everything was erased too.
    pub(super) savings: u32,
    pub(super) sealing: Sealing,
    pub(super) tickets: Tickets,
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
            session: Session::default(),
            refusals: Refusals::default(),
            refused: 0,
            identical: 0,
            size_bytes: 0,
            pending: Entry::default(),
            closed: VecDeque::new(),
            subtotals: Subtotals::new(instrument),
            subtotalled: true,
            logs: true,
            saving: None,
            savings: 0,
            sealing: Sealing::default(),
            tickets: Tickets::default(),
        }
    }

    /// The same without a log: nothing waits for one, and what was done cannot be done again.
    pub fn without_log(instrument: &'static Instrument, key: u64) -> Self {
        Self { logs: false, ..Self::new(instrument, key) }
    }

    /// Answers a request with what travels beside it: bytes, and refused inputs.
    pub fn answer(
        &mut self,
        ask: Ask,
        beside: &[Vec<u8>],
        refused: Vec<Refused>,
    ) -> (Reply, Option<Vec<u8>>) {
        let reply = match ask {
            Ask::Add(findings) => self.added(findings, beside, refused),
            Ask::Flush => {
                let Some((counts, entry)) = self.next_entry() else {
                    return (Reply::NoEntry, None);
                };
                let more = !self.closed.is_empty();
                return (Reply::Entry { counts, more }, Some(entry));
            }
            Ask::Replay => {
                let taken = beside.iter().map(|bytes| self.replay(bytes));
                let foreign = taken.filter(Result::is_err).count();
                Reply::Replayed {
                    counts: self.counts(),
                    campaigns: self.campaigns.told(),
                    tickets: self.tickets.told(&self.campaigns.keys),
                    foreign: u32::try_from(foreign).unwrap_or(u32::MAX),
                }
            }
            Ask::Report { subject, policy } => Reply::Report(self.report(subject, policy)),
            Ask::Quality { subject } => Reply::Quality(self.quality(subject)),
            Ask::Compare { subjects, policy } => Reply::Compared(self.compare(subjects, policy)),
            Ask::SaveTally { subject, id } => Reply::Tally(self.save_tally(subject, id)),
            Ask::Refusals { from, count } => Reply::Refusals(self.refusals.some(from, count)),
            Ask::RefusedFiles(page) => Reply::RefusedFiles(self.refusals.shown(&page)),
            Ask::Bundle { saving, random } => {
                return match self.piece(saving, &random) {
                    Ok((piece, saving, last)) => (Reply::Piece { saving, last }, Some(piece)),
                    Err(_) => (Reply::NotSaved, None),
                };
            }
            Ask::KeepCampaign(line) => {
                // What the page makes is valid, and it makes no more than there may be.
                if let Ok(Some(line)) = self.campaigns.keep(self.instrument, &line) {
                    self.log_campaign(line);
                }
                Reply::Campaigns(self.campaigns.told())
            }
            Ask::DropCampaign(line) => {
                let line = self.campaigns.remove(self.instrument, &line);
                self.pending.head.dropped.push(line);
                Reply::Campaigns(self.campaigns.told())
            }
            Ask::KeepTickets(line) => {
                // What the page draws is a list, and it fits where its campaign does.
                if let Ok(list) = TicketList::from_json(&line)
                    && self.tickets.keep(list) == Some(true)
                {
                    self.pending.head.lists.push(line);
                }
                Reply::Tickets(self.tickets.told(&self.campaigns.keys))
            }
            Ask::CountTickets { key, waves, unchecked } => {
                let secrets = beside.first().map_or::<&[u8], _>(&[], Vec::as_slice);
                self.count_tickets(key, &waves, secrets, unchecked);
                Reply::Tickets(self.tickets.told(&self.campaigns.keys))
            }
            Ask::Erase => self.erase(),
        };
        (reply, None)
    }

    /// Forgets everything but what was shown.
    fn erase(&mut self) -> Reply {
        let mut session = std::mem::take(&mut self.session);
        session.turn(&self.columns);
        let savings = self.savings;
        let logs = self.logs;
        *self = Self { session, logs, savings, ..Self::new(self.instrument, self.key) };
        Reply::Erased
    }

    /// Takes in what a reader found, and tells what has come.
    fn added(&mut self, findings: Findings, beside: &[Vec<u8>], refused: Vec<Refused>) -> Reply {
        let bytes = |place| beside.get(place).map_or::<&[u8], _>(&[], Vec::as_slice);
        let before = self.campaigns.lines().len();
        self.add(findings, [bytes(0), bytes(1), bytes(2)], refused);
        let more = self.campaigns.lines().len() > before;
        let campaigns = more.then(|| self.campaigns.told());
        let closed = self.closed.iter().map(|(_, entry)| entry.len()).sum::<usize>();
        let pending_bytes = closed + self.pending.size_bytes();
        let tickets = self.tickets.told(&self.campaigns.keys);
        Reply::Added { counts: self.counts(), pending_bytes, campaigns, tickets }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::bundle::Reader;
    use crate::domain::disclose::Policy;
    use crate::domain::shipped_instrument;
    use crate::domain::simulate::plain;
    use crate::worker::{Cause, Reading, Report, TallyFault};

    pub(in crate::worker) fn desk() -> Desk {
        Desk::new(shipped_instrument(), 7)
    }

    /// The lines of so many invented records.
    pub(in crate::worker) fn lines(people: u64, seed: u64) -> String {
        let line = |record: crate::domain::record::Record| record.to_line(shipped_instrument());
        plain(people, seed).map(|record| line(record) + "\n").collect()
    }

    pub(in crate::worker) fn read(desk: &mut Desk, name: &str, text: &str) {
        let mut reading = Reading::default();
        reading.whole(&Reader::new(&[shipped_instrument()]), name, None, text.as_bytes());
        let Reading { rows, refused, findings, .. } = reading;
        let subtotals = Subtotals::new(shipped_instrument()).of(&rows);
        desk.answer(Ask::Add(findings), &[rows, subtotals], refused);
    }

    pub(in crate::worker) fn report(desk: &mut Desk) -> Box<Report> {
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

        let (reply, piece) = second.answer(
            Ask::Bundle { saving: None, random: *b"0123456789abcdefghijklmnopqrstuv" },
            &[],
            Vec::new(),
        );
        assert_eq!(reply, Reply::Piece { saving: 1, last: true });
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
            city.refusals.some(0, 9).into_iter().map(|refused| refused.cause).collect::<Vec<_>>()
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
