//! An organiser without a screen, and what is sent to one.

use qingdan::domain::bundle::{Kind, Reader};
use qingdan::domain::campaign::{Campaign, Details, Extensions, FormChoice};
use qingdan::domain::disclose::Policy;
use qingdan::domain::record::{Boxed, CampaignRef, Record};
use qingdan::domain::seal::{Envelope, PrivateKey, PublicKey};
use qingdan::domain::simulate::{Population, Simulation};
use qingdan::domain::tally::Subtotals;
use qingdan::domain::ticket::Ticket;
use qingdan::worker::{
    Ask, Cause, Counts, Desk, Opener, Reading, Refused, Reply, Report, TicketTotals, WaveTickets,
};

use crate::seal::{instrument, sealed};

/// The campaign of most tests.
pub(crate) const ID: [u8; 4] = [1, 2, 3, 4];

/// The line of a campaign, sealed to a key or not.
pub(crate) fn campaign(id: [u8; 4], key: Option<&PublicKey>) -> String {
    line(id, Extensions { key: key.cloned(), ..Extensions::default() })
}

/// The line of a campaign that is sealed to a key and has tickets.
pub(crate) fn ticketed(id: [u8; 4], key: &PublicKey) -> String {
    line(id, Extensions { key: Some(key.clone()), tickets: true, ..Extensions::default() })
}

fn line(id: [u8; 4], extensions: Extensions) -> String {
    let details = Details {
        id,
        wave: 1,
        title: "摸底".to_owned(),
        wave_label: String::new(),
        purpose: String::new(),
        contact: String::new(),
        form: FormChoice::Either,
        background: 0,
        minimum: 10,
    };
    let campaign = Campaign::new(instrument(), details).unwrap();
    campaign.with(instrument(), extensions).unwrap().to_line()
}

/// So many people asked by a campaign.
pub(crate) fn people(n: u64, seed: u64, id: [u8; 4]) -> Vec<Record> {
    let campaign = Some(CampaignRef { id, wave: 1 });
    let plain = Population::plain(instrument());
    let population = Population { campaign, seed, people: n, ..plain };
    Simulation::new(instrument(), population).unwrap().collect()
}

/// A ticket with a number.
pub(crate) fn ticket(number: u64) -> Ticket {
    Ticket::from_bytes((0x0123_4567_0000_0000 | number).to_be_bytes()).unwrap()
}

/// The envelopes of records, each with a ticket.
pub(crate) fn boxed(key: &PrivateKey, records: &[Record]) -> Vec<Envelope> {
    let pack = |(number, record): (u64, &Record)| {
        let boxed = Boxed { record: record.clone(), ticket: Some(ticket(number + 1)) };
        sealed(key, &boxed.pack(), number)
    };
    (0..).zip(records).map(pack).collect()
}

/// A page without a screen: a reader and a desk.
pub(crate) struct Organiser {
    reader: Reader<'static>,
    opener: Opener,
    desk: Box<Desk>,
    pub(crate) tickets: Vec<WaveTickets>,
    pub(crate) log: Vec<Vec<u8>>,
}

impl Organiser {
    pub(crate) fn new() -> Self {
        Self {
            reader: Reader::new(&[instrument()]),
            opener: Opener::default(),
            desk: Box::new(Desk::new(instrument(), 7)),
            tickets: Vec::new(),
            log: Vec::new(),
        }
    }

    /// One that has kept a campaign and holds a key.
    pub(crate) fn of(line: &str, key: Option<&PrivateKey>) -> Self {
        let mut organiser = Self::new();
        organiser.desk.answer(Ask::KeepCampaign(line.to_owned()), &[], Vec::new());
        organiser.flush();
        if let Some(key) = key {
            organiser.unlock(key);
        }
        organiser
    }

    pub(crate) fn unlock(&mut self, key: &PrivateKey) {
        assert!(self.opener.take(&key.to_paper()));
    }

    pub(crate) fn lock(&mut self) {
        assert!(!self.opener.take(""));
    }

    /// Reads inputs as one job, and writes an entry of the log.
    pub(crate) fn read(&mut self, inputs: &[(&str, &[u8])]) -> Counts {
        let mut reading = Reading::default();
        for (name, bytes) in inputs {
            let kind = reading.whole(&self.reader, name, None, bytes);
            assert!(!matches!(kind, Kind::Zip | Kind::Picture), "{name}");
        }
        self.opener.open(instrument(), &mut reading);
        let Reading { rows, refused, findings, tickets, .. } = reading;
        let subtotals = Subtotals::new(instrument()).of(&rows);
        let beside = [rows, subtotals, tickets.0.to_vec()];
        match self.desk.answer(Ask::Add(findings), &beside, refused).0 {
            Reply::Added { tickets, .. } => self.tickets = tickets,
            other => panic!("{other:?}"),
        }
        self.flush();
        self.counts()
    }

    fn flush(&mut self) {
        while let Some(entry) = self.desk.answer(Ask::Flush, &[], Vec::new()).1 {
            self.log.push(entry);
        }
    }

    /// Counts the tickets that wait with a key, or takes in what waits without a list.
    pub(crate) fn count(&mut self, key: &PrivateKey, unchecked: bool) -> TicketTotals {
        let waves: Vec<_> = self.tickets.iter().map(|wave| wave.campaign).collect();
        let secret = |&(id, wave)| *key.ticket_secret(CampaignRef { id, wave }).as_bytes();
        let secrets = waves.iter().flat_map(secret).collect();
        let ask = Ask::CountTickets { key: key.public().to_bytes(), waves, unchecked };
        match self.desk.answer(ask, &[secrets], Vec::new()).0 {
            Reply::Tickets(tickets) => self.tickets = tickets,
            other => panic!("{other:?}"),
        }
        self.flush();
        self.counts().tickets
    }

    /// Opened records that wait.
    pub(crate) fn waiting(&self) -> u64 {
        self.tickets.iter().map(|wave| wave.waiting).sum()
    }

    pub(crate) fn counts(&self) -> Counts {
        self.desk.counts()
    }

    /// Another one after the same log.
    pub(crate) fn reopened(&self) -> Self {
        let mut again = Self::new();
        match again.desk.answer(Ask::Replay, &self.log, Vec::new()).0 {
            Reply::Replayed { tickets, .. } => again.tickets = tickets,
            other => panic!("{other:?}"),
        }
        again.log.clone_from(&self.log);
        again
    }

    pub(crate) fn report(&mut self) -> Box<Report> {
        let ask = Ask::Report { subject: None, policy: Policy::default() };
        match self.desk.answer(ask, &[], Vec::new()).0 {
            Reply::Report(Some(report)) => report,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn bundle(&mut self) -> String {
        let ask = Ask::Bundle { saving: None, random: *b"0123456789abcdefghijklmnopqrstuv" };
        match self.desk.answer(ask, &[], Vec::new()) {
            (Reply::Piece { last: true, .. }, Some(piece)) => String::from_utf8(piece).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    /// Whether nothing at all is saved with these random bytes.
    pub(crate) fn saves_nothing_with(&mut self, random: [u8; 32]) -> bool {
        let ask = Ask::Bundle { saving: None, random };
        self.desk.answer(ask, &[], Vec::new()) == (Reply::NotSaved, None)
    }

    pub(crate) fn refusals(&mut self) -> Vec<Refused> {
        match self.desk.answer(Ask::Refusals { from: 0, count: 9_999 }, &[], Vec::new()).0 {
            Reply::Refusals(refused) => refused,
            other => panic!("{other:?}"),
        }
    }

    /// Name, line and reason of everything that was refused.
    pub(crate) fn causes(&mut self) -> Vec<(String, Option<u64>, Cause)> {
        self.refusals().into_iter().map(|one| (one.name, one.line, one.cause)).collect()
    }
}
