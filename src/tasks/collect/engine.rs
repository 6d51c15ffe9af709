//! What runs while the page is open: readers at work, and requests to the desk.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, File};

use super::crew::{DeskLine, Done, ReaderLine};
use super::plan::{Input, Known, Next, Plan, Planned};
use super::run::Run;
use super::signal::Signal;
use super::store::{Store, Waiting};
use super::{Notice, Place, Revision};
use crate::browser::{download, random};
use crate::browser::files::exact;
use crate::browser::worker::WorkerError;
use crate::domain::bundle::{KIND_BYTES, kind_of};
use crate::domain::disclose::Policy;
use crate::worker::{Ask, Cause, Job, Refused, Reply, Subject, shown_name};

/// Jobs that may be done before the one that is taken in next, for each reader: what bounds the
/// memory of findings that wait.
const AHEAD_PER_READER: u64 = 3;

/// Bytes that a part is read with beyond its end when a long line does not end before.
const LONG_TAIL_BYTES: u64 = 64 << 20;

/// What a job came to.
pub(super) struct Finished {
    pub(super) planned: Planned,
    pub(super) result: Result<Done, Cause>,
}

/// Everything that collecting needs.
pub(super) struct Engine {
    pub(super) notify: Box<dyn Fn(Notice)>,
    /// Nothing is kept: the records are invented.
    pub(super) demo: bool,
    pub(super) signal: Signal,
    pub(super) plan: Plan,
    pub(super) run: Run,
    pub(super) desk: OnceCell<DeskLine>,
    /// Nothing is read before the workspace is open.
    pub(super) ready: Cell<bool>,
    readers: Cell<u64>,
    paused: Cell<bool>,
    /// Counted up when reading is cancelled or everything erased: folders whose files are still
    /// being looked for then are not read.
    pub(super) walks: Cell<u32>,
    inputs: Cell<u32>,
    /// Jobs that are done, until it is their turn.
    pub(super) order: RefCell<BTreeMap<u64, Finished>>,
    /// The number of the job that is taken in next.
    pub(super) turn: Cell<u64>,
    pub(super) store: Store,
    pub(super) outbox: RefCell<VecDeque<Waiting>>,
    pub(super) flush_due: Cell<bool>,
    /// How many refused inputs the page wants to see, and how many it has been told.
    pub(super) refused_wanted: Cell<usize>,
    pub(super) refused_told: Cell<usize>,
}

impl Engine {
    pub(super) fn start(notify: impl Fn(Notice) + 'static, demo: bool) -> Rc<Self> {
        let this = Rc::new(Self {
            notify: Box::new(notify),
            demo,
            signal: Signal::default(),
            plan: Plan::default(),
            run: Run::default(),
            desk: OnceCell::new(),
            ready: Cell::new(false),
            readers: Cell::new(1),
            paused: Cell::new(false),
            walks: Cell::new(0),
            inputs: Cell::new(0),
            order: RefCell::default(),
            turn: Cell::new(0),
            store: Store::default(),
            outbox: RefCell::default(),
            flush_due: Cell::new(false),
            refused_wanted: Cell::new(0),
            refused_told: Cell::new(0),
        });
        let engine = Rc::clone(&this);
        spawn_local(async move {
            let desk = DeskLine::start().await;
            let in_workers = matches!(desk, DeskLine::Worker(_));
            // The cell is filled here only.
            let _ = engine.desk.set(desk);
            let readers = ReaderLine::start(in_workers).await;
            let in_page = readers.iter().any(|reader| matches!(reader, ReaderLine::Page(_)));
            (engine.notify)(Notice::Place(if in_page { Place::Page } else { Place::Worker }));
            engine.readers.set(readers.len() as u64);
            engine.begin_store().await;
            for reader in readers {
                spawn_local(Rc::clone(&engine).read_on(reader));
            }
            spawn_local(Rc::clone(&engine).write_on());
            engine.ready.set(true);
            engine.signal.change();
            engine.commit_on().await;
        });
        this
    }

    /// Takes inputs, and names of what could not be opened.
    pub(super) fn push(&self, files: Vec<File>, unreadable: &[String]) {
        let inputs: Vec<Rc<Input>> = files.into_iter().map(|file| self.input(file)).collect();
        let bytes = inputs.iter().map(|input| input.size_bytes).sum();
        let count = u32::try_from(inputs.len() + unreadable.len()).unwrap_or(u32::MAX);
        if count == 0 {
            return;
        }
        self.run.more(count, bytes);
        for name in unreadable {
            // An empty job, so that the refusal has its place in the order.
            let job = Job::Whole { names: vec![shown_name(name)] };
            let planned = self.plan.planned(job, Vec::new(), None, 1);
            self.finish(planned, Err(Cause::Unreadable));
        }
        self.plan.push(inputs);
        self.tell(true);
        self.signal.change();
    }

    fn input(&self, file: File) -> Rc<Input> {
        self.inputs.set(self.inputs.get().wrapping_add(1));
        Input::new(self.inputs.get(), file)
    }

    /// Has invented records made.
    pub(super) fn invent(&self, records: u32) {
        self.run.more(1, 0);
        let planned = self.plan.planned(Job::Invent { records }, Vec::new(), None, 1);
        self.plan.first.replace(Some(planned));
        self.signal.change();
    }

    pub(super) fn pause(&self, paused: bool) {
        self.paused.set(paused);
        self.run.progress.borrow_mut().paused = paused;
        self.tell(true);
        self.signal.change();
    }

    pub(super) fn cancel(&self) {
        self.walks.set(self.walks.get().wrapping_add(1));
        let left = u32::try_from(self.plan.clear()).unwrap_or(u32::MAX);
        let mut progress = self.run.progress.borrow_mut();
        progress.unread = progress.unread.saturating_add(left);
        progress.paused = false;
        drop(progress);
        self.paused.set(false);
        self.signal.change();
    }

    /// Tells how far reading has come.
    pub(super) fn tell(&self, force: bool) {
        if let Some(progress) = self.run.tell(force) {
            (self.notify)(Notice::Progress(progress));
        }
    }

    /// Asks the desk, once it is there. Where it has stopped the page is told.
    pub(super) async fn ask(
        &self,
        ask: &Ask,
        refused: &JsValue,
        buffers: &[ArrayBuffer],
    ) -> Option<(Reply, Option<ArrayBuffer>)> {
        let desk = self.signal.until(|| self.desk.get()).await;
        match desk.call(ask, refused, buffers).await {
            Ok(answer) => Some(answer),
            Err(WorkerError(words)) => {
                (self.notify)(Notice::Crashed(words));
                None
            }
        }
    }

    /// Does jobs for as long as the page is open.
    async fn read_on(self: Rc<Self>, reader: ReaderLine) {
        loop {
            let ahead = self.readers.get() * AHEAD_PER_READER;
            let next = self.signal.until(|| {
                let far = self.plan.number() >= self.turn.get() + ahead;
                if self.paused.get() || far {
                    return None;
                }
                match self.plan.next() {
                    Next::Wait => None,
                    next => Some(next),
                }
            });
            match next.await {
                Next::Look(input) => self.look(&reader, &input).await,
                Next::Job(planned) => self.perform(&reader, planned).await,
                Next::Wait => {}
            }
            self.signal.change();
        }
    }

    async fn perform(&self, reader: &ReaderLine, mut planned: Planned) {
        if planned.inputs.iter().any(|input| input.failed.get()) {
            return self.finish(planned, Err(Cause::Changed));
        }
        let mut result = reader.perform(&planned).await;
        if let (Ok(done), Some((from, to))) = (&result, planned.range)
            && done.findings.unfinished
        {
            // A tally's line goes on beyond the tail.
            let size_bytes = planned.inputs.first().map_or(to, |input| input.size_bytes);
            let to = to.saturating_add(LONG_TAIL_BYTES).min(size_bytes);
            planned.range = Some((from, to));
            if let Job::Part { last, .. } = &mut planned.job {
                *last = to == size_bytes;
            }
            result = reader.perform(&planned).await;
        }
        self.finish(planned, result.map_err(|_| Cause::Fatal));
    }

    pub(super) fn finish(&self, planned: Planned, result: Result<Done, Cause>) {
        self.order.borrow_mut().insert(planned.number, Finished { planned, result });
        self.signal.change();
    }

    /// Finds out what a large input is.
    async fn look(&self, reader: &ReaderLine, input: &Rc<Input>) {
        let refuse = |cause| {
            self.plan.give_up(input);
            let job = Job::Whole { names: vec![input.name.clone()] };
            let planned = self.plan.planned(job, vec![Rc::clone(input)], None, 1);
            self.finish(planned, Err(cause));
        };
        let Some(start) = beginning(&input.file).await else { return refuse(Cause::Unreadable) };
        if let Some(cause) = self.plan.learn(input, Known::Kind(kind_of(&start))) {
            return refuse(cause);
        }
        if self.plan.wants_entries(input) {
            let (name, archive) = (input.name.clone(), input.number);
            let job = Job::Archive { name, archive, from: 0, to: 0 };
            let beside = [input.file.clone().into()];
            match reader.call(&job, &beside, &Array::new()).await {
                Ok(done) if done.findings.entries > 0 => {
                    self.plan.learn(input, Known::Entries(done.findings.entries));
                }
                Ok(done) => {
                    self.plan.give_up(input);
                    let planned = self.plan.planned(job, vec![Rc::clone(input)], None, 1);
                    self.finish(planned, Ok(done));
                }
                Err(_) => refuse(Cause::Fatal),
            }
        }
    }

    pub(super) fn report(
        self: &Rc<Self>,
        revision: Revision,
        subject: Option<Subject>,
        policy: Policy,
    ) {
        let this = Rc::clone(self);
        spawn_local(async move {
            let ask = Ask::Report { subject, policy };
            if let Some((Reply::Report(report), _)) = this.ask(&ask, &JsValue::NULL, &[]).await {
                (this.notify)(Notice::Report(revision, report.map(Rc::from)));
                this.flush_due.set(true);
                this.signal.change();
            }
        });
    }

    /// Asks for something beside the report of a revision.
    pub(super) fn extra(self: &Rc<Self>, revision: Revision, ask: Ask) {
        let this = Rc::clone(self);
        spawn_local(async move {
            match this.ask(&ask, &JsValue::NULL, &[]).await {
                Some((Reply::Quality(quality), _)) => {
                    (this.notify)(Notice::Quality(revision, quality.map(|found| *found)));
                }
                Some((Reply::Compared(waves), _)) => {
                    (this.notify)(Notice::Compared(revision, waves.map(|found| *found)));
                    this.flush_due.set(true);
                    this.signal.change();
                }
                _ => {}
            }
        });
    }

    /// Saves the counts of a subject.
    pub(super) fn save_tally(self: &Rc<Self>, subject: Subject, name: &'static str) {
        let this = Rc::clone(self);
        spawn_local(async move {
            let Ok(id) = random::bytes() else { return (this.notify)(Notice::Saved(false)) };
            let ask = Ask::SaveTally { subject, id };
            let answer = this.ask(&ask, &JsValue::NULL, &[]).await;
            let Some((Reply::Tally(line), _)) = answer else { return };
            let saved = line.is_some_and(|line| {
                download::save(name, "application/json", line.as_bytes()).is_ok()
            });
            (this.notify)(Notice::Saved(saved));
            this.flush_due.set(true);
            this.signal.change();
        });
    }

    pub(super) fn show_refused(&self, count: usize) {
        self.refused_wanted.set(count);
        self.flush_due.set(true);
        self.signal.change();
    }

    pub(super) async fn refused(&self, from: usize, count: usize) -> Vec<Refused> {
        match self.ask(&Ask::Refusals { from, count }, &JsValue::NULL, &[]).await {
            Some((Reply::Refusals(refused), _)) => refused,
            _ => Vec::new(),
        }
    }

    /// Saves everything as one file, piece by piece: the browser holds the pieces, not the page.
    pub(super) fn save(self: &Rc<Self>, name: &'static str) {
        let this = Rc::clone(self);
        spawn_local(async move {
            let (parts, mut first) = (Array::new(), true);
            let saved = loop {
                let ask = Ask::Bundle { first };
                let answer = this.ask(&ask, &JsValue::NULL, &[]).await;
                let Some((Reply::Piece { last }, Some(piece))) = answer else { break false };
                let Ok(blob) = Blob::new_with_buffer_source_sequence(&Array::of1(&piece)) else {
                    break false;
                };
                parts.push(&blob);
                if last {
                    break download::save_parts(name, "application/x-ndjson", &parts).is_ok();
                }
                first = false;
            };
            (this.notify)(Notice::Saved(saved));
        });
    }

    pub(super) fn keep_campaign(self: &Rc<Self>, line: String, keep: bool) {
        let this = Rc::clone(self);
        spawn_local(async move {
            this.signal.until(|| this.ready.get().then_some(())).await;
            let ask = if keep { Ask::KeepCampaign(line) } else { Ask::DropCampaign(line) };
            if let Some((Reply::Campaigns(lines), _)) = this.ask(&ask, &JsValue::NULL, &[]).await {
                (this.notify)(Notice::Campaigns(lines));
                this.flush_due.set(true);
                this.signal.change();
            }
        });
    }
}

/// The first bytes of a file, enough to tell its kind.
async fn beginning(file: &File) -> Option<Vec<u8>> {
    let slice = file.slice_with_f64_and_f64(0.0, exact(KIND_BYTES as u64)).ok()?;
    let buffer = JsFuture::from(slice.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
