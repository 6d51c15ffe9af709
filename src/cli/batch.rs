//! Inputs as the organiser's page takes them in, with the page's own code: read, opened where they
//! are sealed, and kept at a desk, which knows the rules for campaigns, keys and tickets.

use std::fs;
use std::io::{self, Cursor, IsTerminal as _, Read as _, Write as _};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use zeroize::Zeroizing;

use super::CliError;
use super::language::tr;
use super::two_tally::files::{all, bytes, random, say};
use super::words::words;
use crate::domain::bundle::{Kind, Reader};
use crate::domain::instrument::Instrument;
use crate::domain::record::{CampaignRef, Record, unpack};
use crate::domain::seal::PrivateKey;
use crate::worker::{
    Archive, Ask, Cause, Counts, Desk, EXPANDED_BYTES_MAX, Findings, FoundLine, FoundTickets,
    Opener, Reading, Refused, Reply, Step, WaveTickets, is_system_file, shown_name,
};

/// Envelopes that are opened between two words on the progress.
const ROUND_ENVELOPES: usize = 4_096;

/// The words of a count.
type Line = fn(u64) -> String;

/// What some inputs hold.
#[derive(Debug)]
pub(super) struct Batch {
    instrument: &'static Instrument,
    reading: Reading,
}

/// What was kept of them, and what became of the rest.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) desk: Desk,
    pub(super) counts: Counts,
    pub(super) tickets: Vec<WaveTickets>,
    /// The campaigns that are known, as lines of a bundle, where any came.
    pub(super) campaigns: Option<Vec<String>>,
}

impl Batch {
    /// Reads files, folders of them and archives; `-`, or no path at all, is the standard input.
    pub(super) fn read(
        instrument: &'static Instrument,
        paths: &[PathBuf],
    ) -> Result<Self, CliError> {
        let mut batch = Self { instrument, reading: Reading::default() };
        let reader = Reader::new(&[instrument]);
        each_input(paths, &mut |path, bytes| batch.input(&reader, path, bytes))?;
        Ok(batch)
    }

    /// What a file holds that was read already.
    pub(super) fn of(instrument: &'static Instrument, path: &Path, bytes: Vec<u8>) -> Self {
        let mut batch = Self { instrument, reading: Reading::default() };
        batch.input(&Reader::new(&[instrument]), path, bytes);
        batch
    }

    /// Whether there are sealed records in it.
    pub(super) const fn is_sealed(&self) -> bool {
        !self.reading.envelopes.is_empty()
    }

    /// The instrument that it is read by.
    pub(super) const fn instrument(&self) -> &'static Instrument {
        self.instrument
    }

    fn input(&mut self, reader: &Reader<'_>, path: &Path, bytes: Vec<u8>) {
        let name = shown_name(&path.to_string_lossy());
        match self.reading.whole(reader, &name, None, &bytes) {
            Kind::Zip => self.archive(reader, &name, bytes),
            Kind::Picture => self.reading.refuse(Refused::whole(&name, Cause::Picture)),
            _ => {}
        }
    }

    fn archive(&mut self, reader: &Reader<'_>, name: &str, bytes: Vec<u8>) {
        let archive = Archive::open(Cursor::new(bytes));
        let mut archive = match archive.map(|archive| archive.limited(EXPANDED_BYTES_MAX)) {
            Ok(archive) => archive,
            Err(fault) => {
                return self.reading.refuse(Refused::whole(name, Cause::Archive(fault)));
            }
        };
        for place in 0..archive.len() {
            match self.reading.entry(reader, name, &mut archive, place) {
                Step::Next => {}
                Step::Picture(_) => self.reading.refuse(Refused {
                    entry: Some(place + 1),
                    ..Refused::whole(name, Cause::Picture)
                }),
                Step::End => break,
            }
        }
    }

    /// The campaigns in it, each as it stands there.
    pub(super) fn campaigns(&self) -> impl Iterator<Item = &str> {
        self.reading.findings.campaigns.iter().map(|found| found.text.as_str())
    }

    /// Lets go of the campaigns: nothing is asked of the records then.
    pub(super) fn forget_campaigns(&mut self) {
        self.reading.findings.campaigns.clear();
    }

    /// Opens what is sealed, where there is a key, and keeps everything as the page does: campaigns
    /// and lists of tickets first, wherever they stand. Tickets are counted where there is a list
    /// of them; where there is none, the records wait, or are taken in as they are.
    pub(super) fn keep(
        self,
        mut desk: Desk,
        key: Option<&PrivateKey>,
        unchecked: bool,
    ) -> Result<Kept, CliError> {
        let Self { instrument, mut reading } = self;
        let lists = std::mem::take(&mut reading.findings.tickets.lists);
        let campaigns = std::mem::take(&mut reading.findings.campaigns);
        let envelopes = std::mem::take(&mut reading.envelopes);
        let (tickets, campaigns) = add(&mut desk, first(campaigns, lists));
        let mut tickets = add(&mut desk, reading).0.or(tickets);
        let total = envelopes.len();
        let mut opened = 0;
        for round in envelopes.chunks(ROUND_ENVELOPES) {
            let each = round.len().div_ceil(workers()).max(1);
            let parts = thread::scope(|scope| {
                let parts: Vec<_> = round
                    .chunks(each)
                    .map(|part| scope.spawn(move || open(instrument, key, part.to_vec())))
                    .collect();
                parts.into_iter().map(thread::ScopedJoinHandle::join).collect::<Vec<_>>()
            });
            for part in parts {
                let part = part.map_err(|_| CliError::Stopped)?;
                tickets = add(&mut desk, part).0.or(tickets);
            }
            opened += round.len();
            progress(opened, total);
        }
        let mut tickets = tickets.unwrap_or_default();
        if let Some(key) = key {
            tickets = count(&mut desk, key, &tickets, false).unwrap_or(tickets);
            if unchecked {
                tickets = count(&mut desk, key, &tickets, true).unwrap_or(tickets);
            }
        }
        let counts = desk.counts();
        Ok(Kept { desk, counts, tickets, campaigns })
    }
}

/// An empty desk. Its random key keeps anybody from choosing ids that would make it slow.
pub(super) fn desk(instrument: &'static Instrument) -> Result<Desk, CliError> {
    Ok(Desk::without_log(instrument, u64::from_le_bytes(*random()?)))
}

impl Kept {
    /// An error where records wait for a list of tickets.
    pub(super) fn settled(self) -> Result<Self, CliError> {
        let waiting: u64 = self.tickets.iter().map(|wave| wave.waiting).sum();
        if waiting > 0 {
            return Err(CliError::Input(tr(
                format!(
                    "有 {waiting} 份打开了，在等着数票，可是没有它们那一轮的名单。\
                     请把 qingdan-tickets.json 也给进来，或者用 --unchecked 不核对全收"
                ),
                format!(
                    "{waiting} opened records wait for their tickets to be counted, and the list \
                     of their wave is not there: give qingdan-tickets.json as well, or take them \
                     in without a look at the tickets with --unchecked"
                ),
            )));
        }
        Ok(self)
    }

    /// Every record, of which there is at least one.
    pub(super) fn records(&self, instrument: &'static Instrument) -> Result<Vec<Record>, CliError> {
        if self.counts.accepted == 0 {
            return Err(CliError::Input(tr("一份答卷也没有采用", "not one record was accepted")));
        }
        let records = self.desk.kept().map(|packed| unpack(&[instrument], &packed));
        let records: Result<Vec<Record>, _> = records.collect();
        // What was kept was valid when it came.
        records.map_err(|refusal| CliError::Input(refusal.to_string()))
    }

    /// Says what became of everything that came, and lists what was refused.
    pub(super) fn tell(&mut self, refused: Option<&Path>) -> Result<(), CliError> {
        self.tell_sealed();
        self.tell_sum();
        super::refusals::list(&mut self.desk, refused)
    }

    /// Says what became of envelopes and tickets: a line for each reason that there was.
    pub(super) fn tell_sealed(&self) {
        let counts = &self.counts;
        let sealed = &words().sealed.counts;
        let of = &counts.sealed;
        let lines: [(u64, Line); 10] = [
            (of.opened, sealed.opened),
            (of.locked, sealed.locked),
            (of.other_key, sealed.other_key),
            (of.damaged, sealed.damaged),
            (of.newer, sealed.newer),
            (of.other_version, sealed.other_version),
            (of.other_campaign, sealed.other_campaign),
            (of.no_record, sealed.no_record),
            (of.plain, sealed.plain),
            (of.late, sealed.late),
        ];
        let tickets = counts.tickets;
        let by_ticket = [
            tickets.counts.valid,
            tickets.counts.duplicate,
            tickets.counts.replayed,
            tickets.counts.unknown,
            tickets.counts.missing,
            tickets.unchecked,
            tickets.restored,
            tickets.early,
        ];
        let by_ticket = by_ticket.into_iter().zip(words().sealed.tickets.totals);
        for (number, line) in lines.into_iter().chain(by_ticket) {
            if number > 0 {
                say(&line(number));
            }
        }
    }

    /// Says the sum: received is accepted, duplicates, refused and tallies.
    fn tell_sum(&self) {
        let Counts { accepted, refused, tallies, .. } = self.counts;
        let (records, duplicates) = (self.counts.records(), self.counts.duplicates());
        say(&tr(
            format!("收到 {records} 份：采用 {accepted}，重复 {duplicates}，没有采用 {refused}。"),
            format!(
                "{records} received: {accepted} accepted, {duplicates} duplicates, {refused} \
                 refused."
            ),
        ));
        if tallies > 0 {
            say(&tr(
                format!("另有 {tallies} 份汇总文件，这里用不上。"),
                format!("{tallies} tally files passed over."),
            ));
        }
    }
}

/// Hands over every file of some paths; `-`, or no path at all, is the standard input.
pub(super) fn each_input(
    paths: &[PathBuf],
    take: &mut dyn FnMut(&Path, Vec<u8>),
) -> Result<(), CliError> {
    let input = [PathBuf::from("-")];
    for path in if paths.is_empty() { &input } else { paths } {
        if path.as_os_str() == "-" {
            let mut bytes = Vec::new();
            let read = io::stdin().lock().read_to_end(&mut bytes);
            read.map_err(|error| CliError::Read(path.clone(), error))?;
            take(path, bytes);
        } else {
            for file in files(path)? {
                take(&file, bytes(&file)?);
            }
        }
    }
    Ok(())
}

/// The files of a path: itself, or all in a folder that no system put there.
fn files(path: &Path) -> Result<Vec<PathBuf>, CliError> {
    if fs::metadata(path).is_ok_and(|found| found.is_dir()) {
        let mut inside = all(&[path.to_path_buf()])?;
        inside.retain(|file| {
            let within = file.strip_prefix(path).unwrap_or(file);
            !is_system_file(&within.to_string_lossy())
        });
        return Ok(inside);
    }
    Ok(vec![path.to_path_buf()])
}

fn workers() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// What has to be known before any record is looked at.
fn first(campaigns: Vec<FoundLine>, lists: Vec<FoundLine>) -> Reading {
    let tickets = Box::new(FoundTickets { lists, ..FoundTickets::default() });
    let findings = Findings { campaigns, tickets, ..Findings::default() };
    Reading { findings, ..Reading::default() }
}

/// Opens some envelopes.
fn open(
    instrument: &Instrument,
    key: Option<&PrivateKey>,
    envelopes: Vec<crate::worker::FoundEnvelope>,
) -> Reading {
    let mut opener = Opener::default();
    if let Some(key) = key {
        opener.take(&key.to_paper());
    }
    let mut reading = Reading { envelopes, ..Reading::default() };
    opener.open(instrument, &mut reading);
    reading
}

/// Hands the desk what was read. What is known of tickets then, and of campaigns where any came.
fn add(desk: &mut Desk, reading: Reading) -> (Option<Vec<WaveTickets>>, Option<Vec<String>>) {
    let Reading { rows, refused, findings, mut tickets, .. } = reading;
    let carried = std::mem::take(&mut *tickets.0);
    let beside = Zeroizing::new([rows, Vec::new(), carried]);
    match desk.answer(Ask::Add(findings), beside.as_slice(), refused).0 {
        Reply::Added { tickets, campaigns, .. } => (Some(tickets), campaigns.map(|all| all.kept)),
        _ => (None, None),
    }
}

/// Has the desk count the tickets of what was opened with a key.
fn count(
    desk: &mut Desk,
    key: &PrivateKey,
    tickets: &[WaveTickets],
    unchecked: bool,
) -> Option<Vec<WaveTickets>> {
    let waves: Vec<_> = tickets.iter().map(|wave| wave.campaign).collect();
    let mut secrets = Zeroizing::new(Vec::new());
    for &(id, wave) in &waves {
        secrets.extend_from_slice(key.ticket_secret(CampaignRef { id, wave }).as_bytes());
    }
    let ask = Ask::CountTickets { key: key.public().to_bytes(), waves, unchecked };
    let secrets = Zeroizing::new([std::mem::take(&mut *secrets)]);
    match desk.answer(ask, secrets.as_slice(), Vec::new()).0 {
        Reply::Tickets(tickets) => Some(tickets),
        _ => None,
    }
}

/// Says how far opening is, to people only.
fn progress(opened: usize, total: usize) {
    if total > ROUND_ENVELOPES && io::stderr().is_terminal() {
        let end = if opened == total { "\n" } else { "" };
        // The work goes on where this cannot be shown.
        let _ = write!(io::stderr(), "\r{opened} / {total} {end}");
    }
}
