//! Taking in records natively: the same readers and the same desk as in the organiser's page, with
//! threads in the place of its workers. What is counted is what the page counts, bit for bit;
//! pictures alone are not read.
//!
//! ```text
//!   paths ─inputs─▶ plan ─jobs─▶ readers, on all cores ─in their order─▶ desk
//! ```

mod bytes;
mod inputs;
mod plan;
mod progress;
mod read;
mod told;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use clap::Args;

use self::inputs::Inputs;
use self::plan::Plan;
use self::progress::Progress;
use self::read::{Done, Hand, Of};
pub(super) use self::told::say;
use super::CliError;
use super::batch::{Batch, Kept};
use super::key_file::Opening;
use super::language::tr;
use crate::domain::campaign;
use crate::domain::instrument::Instrument;
use crate::domain::record::PACKED_BYTES;
use crate::domain::seal::PrivateKey;
use crate::worker::{Ask, Cause, Counts, Desk, Refused, Reply, Subject, WaveTickets};

/// Jobs that may be done before the one that is taken in next, for each reader: what bounds the
/// memory of findings that wait.
const AHEAD_PER_READER: u64 = 2;

/// Most readers.
const READERS_MAX: usize = 64;

/// What is read, and what is done with what is refused.
#[derive(Debug, Args)]
pub(super) struct Intake {
    /// Files, folders with all that is in them, archives, and `-` for the standard input, which is
    /// also read without any path
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    refusals: super::refusals::Refusals,
    /// Write no result where anything was refused
    #[arg(long)]
    strict: bool,
    /// Threads that read; without it, one for each core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=64))]
    threads: Option<u8>,
    #[command(flatten)]
    opening: Opening,
}

/// Everything that was taken in.
pub(super) struct TakenIn {
    desk: Desk,
    /// Whether something could not be read at all.
    unread: bool,
    /// The campaigns that are known, as lines of a bundle.
    pub(super) campaigns: Vec<String>,
    /// What tickets came to, by wave.
    pub(super) tickets: Vec<WaveTickets>,
}

impl Intake {
    /// Reads everything and tells on the standard error what came of it.
    pub(super) fn take_in(&self, instrument: &'static Instrument) -> Result<TakenIn, CliError> {
        self.take_with(instrument, self.key()?.as_ref())
    }

    /// The key that opens what is sealed, where one is given.
    pub(super) fn key(&self) -> Result<Option<PrivateKey>, CliError> {
        self.opening.key()
    }

    /// Takes in what some paths mean, beside those that are given.
    pub(super) fn take_paths(
        &self,
        taken: &mut TakenIn,
        instrument: &'static Instrument,
        paths: &[PathBuf],
        key: Option<&PrivateKey>,
    ) -> Result<(), CliError> {
        match key {
            Some(_) => self.keep(taken, Batch::read(instrument, paths)?, key),
            None => taken.take(instrument, paths, self.threads),
        }
    }

    /// Keeps what was read.
    pub(super) fn keep(
        &self,
        taken: &mut TakenIn,
        batch: Batch,
        key: Option<&PrivateKey>,
    ) -> Result<(), CliError> {
        taken.keep(batch, key, self.opening.unchecked)
    }

    /// Reads everything with the key that was asked for.
    pub(super) fn take_with(
        &self,
        instrument: &'static Instrument,
        key: Option<&PrivateKey>,
    ) -> Result<TakenIn, CliError> {
        let mut taken = TakenIn::nothing(instrument)?;
        self.take_paths(&mut taken, instrument, &self.paths, key)?;
        taken.tell(self.refusals.refused.as_deref())?;
        let refused = taken.counts().refused;
        if self.strict && refused > 0 {
            return Err(CliError::Input(tr(
                format!("有 {refused} 份没有采用；用了 --strict，所以没有写出结果"),
                format!("{refused} refused; with --strict nothing is written then"),
            )));
        }
        Ok(taken)
    }
}

impl Intake {
    /// Has the desk know campaigns that are files of their own, before anything is taken in: what
    /// was published earlier kept what they promise. Those that take sealed records only where the
    /// records are sealed, because records that were opened before would be refused.
    pub(super) fn know_campaigns(
        &self,
        taken: &mut TakenIn,
        instrument: &Instrument,
        sealed: bool,
    ) {
        let short = |path: &&PathBuf| {
            fs::metadata(path)
                .is_ok_and(|file| file.is_file() && file.len() <= campaign::TEXT_BYTES_MAX as u64)
        };
        for text in self.paths.iter().filter(short).filter_map(|path| fs::read_to_string(path).ok())
        {
            let found = campaign::read_campaign(instrument, &text).ok();
            let Some(found) = found.filter(|found| sealed || found.extensions().key.is_none())
            else {
                continue;
            };
            if let (Reply::Campaigns(told), _) = taken.ask(Ask::KeepCampaign(found.to_line())) {
                taken.campaigns = told.kept;
            }
        }
    }
}

impl TakenIn {
    /// Before anything is taken in.
    pub(super) fn nothing(instrument: &'static Instrument) -> Result<Self, CliError> {
        let mut key = [0; 8];
        getrandom::fill(&mut key).map_err(|_| CliError::NoRandomness)?;
        let desk = Desk::without_log(instrument, u64::from_le_bytes(key));
        Ok(Self { desk, unread: false, campaigns: Vec::new(), tickets: Vec::new() })
    }

    /// Takes in what some paths mean, with so many threads.
    pub(super) fn take(
        &mut self,
        instrument: &'static Instrument,
        paths: &[PathBuf],
        threads: Option<u8>,
    ) -> Result<(), CliError> {
        let cores = || thread::available_parallelism().map_or(1, usize::from);
        let readers = threads.map_or_else(cores, usize::from).min(READERS_MAX);
        self.read(instrument, &mut Plan::new(Inputs::new(paths)), readers)
    }

    /// Keeps what was read, and opens what is sealed.
    fn keep(
        &mut self,
        batch: Batch,
        key: Option<&PrivateKey>,
        unchecked: bool,
    ) -> Result<(), CliError> {
        let empty = Desk::without_log(batch.instrument(), 0);
        let kept = batch.keep(std::mem::replace(&mut self.desk, empty), key, unchecked)?;
        kept.tell_sealed();
        let Kept { desk, tickets, campaigns, .. } = kept.settled()?;
        self.desk = desk;
        self.tickets = tickets;
        self.campaigns = campaigns.unwrap_or(std::mem::take(&mut self.campaigns));
        Ok(())
    }

    /// Takes in all that was taken in elsewhere. False where a key seals some of it, or where there
    /// is nothing to tell by that it all came.
    pub(super) fn take_over(
        &mut self,
        instrument: &'static Instrument,
        other: &mut Self,
    ) -> Result<bool, CliError> {
        let known = |line: &String| campaign::read_campaign(instrument, line).ok();
        let is_sealed = |campaign: campaign::Campaign| campaign.extensions().key.is_some();
        if other.campaigns.iter().filter_map(known).any(is_sealed) {
            return Ok(false);
        }
        let (mut text, mut saving) = (Vec::new(), None);
        loop {
            let mut random = [0; 32];
            getrandom::fill(&mut random).map_err(|_| CliError::NoRandomness)?;
            let (Reply::Piece { saving: number, last }, Some(piece)) =
                other.ask(Ask::Bundle { saving, random })
            else {
                return Ok(false);
            };
            text.extend(piece);
            if last {
                break;
            }
            saving = Some(number);
        }
        let batch = Batch::of(instrument, Path::new("-"), text);
        self.keep(batch, None, false)?;
        Ok(true)
    }

    /// Exchanges the desk for another one that took in the same.
    pub(super) const fn exchange_desk(&mut self, other: &mut Self) {
        std::mem::swap(&mut self.desk, &mut other.desk);
    }

    /// Every record that is kept.
    pub(super) fn kept(&self) -> impl Iterator<Item = [u8; PACKED_BYTES]> {
        self.desk.kept()
    }

    /// What was received.
    pub(super) fn counts(&self) -> Counts {
        self.desk.counts()
    }

    /// Whatever can be counted on its own, with its number of people.
    pub(super) fn subjects(&self) -> Vec<(Subject, u64)> {
        self.desk.subjects()
    }

    /// Asks the desk.
    pub(super) fn ask(&mut self, ask: Ask) -> (Reply, Option<Vec<u8>>) {
        self.desk.answer(ask, &[], Vec::new())
    }

    /// The end of the work: nothing was lost, or a file could not be read at all.
    pub(super) fn end(&self) -> Result<(), CliError> {
        if self.unread { Err(CliError::Unread) } else { Ok(()) }
    }

    /// Has readers do all jobs, and hands what they find to the desk in the order of the inputs.
    fn read(
        &mut self,
        instrument: &'static Instrument,
        plan: &mut Plan,
        readers: usize,
    ) -> Result<(), CliError> {
        let line = Line::new(plan);
        let mut progress = Progress::new();
        let whole = thread::scope(|scope| {
            for _ in 0..readers {
                scope.spawn(|| line.work(&mut Hand::new(instrument), readers as u64));
            }
            let mut lines = 0;
            while let Some(done) = line.next() {
                self.add(done, &mut lines);
                progress.show(&self.desk);
            }
            progress.end();
            !line.queue().stopped
        });
        if whole { Ok(()) } else { Err(CliError::Stopped) }
    }

    /// Hands what a job came to to the desk. `lines` were before it in its text.
    fn add(&mut self, done: Done, lines: &mut u64) {
        let Done { mut reading, subtotals, of } = done;
        match of {
            Of::Wholes | Of::Left => {}
            Of::Part(first) => {
                *lines = if first { 0 } else { *lines };
                reading.findings.lines_before = *lines;
                *lines += reading.findings.lines;
            }
            Of::Lost(large) => reading.refuse(Refused::whole(&large.name, Cause::Changed)),
        }
        let lost = |refused: &Refused| matches!(refused.cause, Cause::Unreadable | Cause::Changed);
        self.unread |= reading.refused.iter().any(lost);
        let beside = [reading.rows, subtotals, std::mem::take(&mut reading.tickets.0)];
        let (reply, _) = self.desk.answer(Ask::Add(reading.findings), &beside, reading.refused);
        if let Reply::Added { campaigns, tickets, .. } = reply {
            self.campaigns =
                campaigns.map_or(std::mem::take(&mut self.campaigns), |told| told.kept);
            self.tickets = tickets;
        }
    }
}

/// What readers and the one who takes in share.
struct Line<'p> {
    plan: Mutex<&'p mut Plan>,
    queue: Mutex<Queue>,
    changed: Condvar,
}

/// Jobs that are done, until it is their turn.
#[derive(Default)]
struct Queue {
    done: BTreeMap<u64, Done>,
    /// The number of the job that is taken in next.
    turn: u64,
    /// How many jobs readers have asked for.
    asked: u64,
    /// How many jobs there are, once that is known.
    all: Option<u64>,
    /// Whether a reader has stopped in the middle.
    stopped: bool,
}

/// Says so where a reader stops in the middle of a job.
struct Guard<'a, 'p>(&'a Line<'p>);

impl Drop for Guard<'_, '_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.queue().stopped = true;
            self.0.changed.notify_all();
        }
    }
}

impl<'p> Line<'p> {
    fn new(plan: &'p mut Plan) -> Self {
        Self { plan: Mutex::new(plan), queue: Mutex::default(), changed: Condvar::new() }
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, queue: MutexGuard<'a, Queue>) -> MutexGuard<'a, Queue> {
        self.changed.wait(queue).unwrap_or_else(PoisonError::into_inner)
    }

    /// Does jobs for as long as there are any.
    fn work(&self, hand: &mut Hand, readers: u64) {
        let _guard = Guard(self);
        loop {
            let mut queue = self.queue();
            while queue.asked >= queue.turn + readers * AHEAD_PER_READER && !queue.stopped {
                queue = self.wait(queue);
            }
            if queue.all.is_some() || queue.stopped {
                return;
            }
            queue.asked += 1;
            drop(queue);
            let mut plan = self.plan.lock().unwrap_or_else(PoisonError::into_inner);
            let (job, all) = (plan.next(), plan.number());
            drop(plan);
            let Some((number, job)) = job else {
                self.queue().all = Some(all);
                return self.changed.notify_all();
            };
            let done = hand.perform(job);
            self.queue().done.insert(number, done);
            self.changed.notify_all();
        }
    }

    /// What the next job came to; none after the last.
    fn next(&self) -> Option<Done> {
        let mut queue = self.queue();
        loop {
            let turn = queue.turn;
            if let Some(done) = queue.done.remove(&turn) {
                queue.turn += 1;
                self.changed.notify_all();
                return Some(done);
            }
            if queue.all == Some(turn) || queue.stopped {
                return None;
            }
            queue = self.wait(queue);
        }
    }
}
