//! What runs while the page is open: readers at work, and requests to the desk.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;

use super::crew::{DeskLine, Done, ReaderLine};
use super::plan::{Input, Known, Next, Plan, Planned};
use super::run::{Run, now};
use super::signal::Signal;
use super::store::{Store, Waiting};
use super::unlock::Held;
use super::{Notice, Place};
use crate::browser::files::{self, exact};
use crate::browser::worker::WorkerError;
use crate::domain::bundle::{KIND_BYTES, kind_of};
use crate::worker::{
    Ask, Cause, Job, RefusalPage, RefusedFiles, Reply, Seen, Sight, WaveTickets, shown_name,
};

/// Jobs that may be done before the one that is taken in next, for each reader: what bounds the
/// memory of findings that wait.
const AHEAD_PER_READER: u64 = 2;

/// Most files whose sizes are looked at before they are read.
const SIZES_MAX: usize = 200;

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
    /// Whether a camera's picture is being looked at.
    scanning: Cell<bool>,
    /// Codes that a camera has seen since the workspace was opened.
    pub(super) seen: RefCell<Seen>,
    /// Jobs that are done, until it is their turn.
    pub(super) order: RefCell<BTreeMap<u64, Finished>>,
    /// The number of the job that is taken in next.
    pub(super) turn: Cell<u64>,
    pub(super) store: Store,
    pub(super) outbox: RefCell<VecDeque<Waiting>>,
    pub(super) flush_due: Cell<bool>,
    /// Which refused inputs the page wants to see, and which it has been told.
    pub(super) refused_wanted: RefCell<RefusalPage>,
    pub(super) refused_told: RefCell<RefusedFiles>,
    pub(super) held: Held,
    /// The tickets, as the page was told of them last.
    pub(super) tickets: RefCell<Vec<WaveTickets>>,
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
            scanning: Cell::new(false),
            seen: RefCell::default(),
            order: RefCell::default(),
            turn: Cell::new(0),
            store: Store::default(),
            outbox: RefCell::default(),
            flush_due: Cell::new(false),
            refused_wanted: RefCell::default(),
            refused_told: RefCell::default(),
            held: Held::default(),
            tickets: RefCell::default(),
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

    /// Takes inputs, and names of what is none, with the reason.
    pub(super) fn push(&self, files: Vec<File>, refused: &[(String, Cause)]) {
        if self.store.changing.get() > 0 {
            return self.store.given.borrow_mut().push((files, refused.to_vec()));
        }
        let inputs: Vec<Rc<Input>> = files.into_iter().map(|file| self.input(file)).collect();
        // Of many files only the readers look at the sizes: each look takes the browser a while.
        let few = inputs.len() <= SIZES_MAX;
        for input in inputs.iter().filter(|_| few) {
            input.set_size(files::size_bytes(&input.file));
        }
        let bytes = few.then(|| inputs.iter().map(|input| input.size_bytes()).sum());
        let count = u32::try_from(inputs.len() + refused.len()).unwrap_or(u32::MAX);
        if count == 0 {
            return;
        }
        self.run.more(count, bytes);
        for (name, cause) in refused {
            // An empty job, so that the refusal has its place in the order.
            let job = Job::whole(&shown_name(name));
            let planned = self.plan.planned(job, Vec::new(), None, 1);
            self.finish(planned, Err(cause.clone()));
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
        self.run.more(1, Some(0));
        let planned = self.plan.planned(Job::Invent { records }, Vec::new(), None, 1);
        self.plan.first.replace(Some(planned));
        self.signal.change();
    }

    /// Has the codes in a camera's picture looked for, unless one is still being looked at.
    pub(super) fn scan(&self, width: u32, pixels: &[u8]) {
        if self.scanning.replace(true) {
            return;
        }
        let mut planned = self.plan.planned(Job::Frame { width }, Vec::new(), None, 0);
        planned.pixels = Some(Uint8Array::from(pixels));
        self.plan.first.replace(Some(planned));
        self.signal.change();
    }

    /// Takes in the codes that a camera has seen, each once, and tells of one that is shown again.
    pub(super) fn scanned(&self, codes: Vec<String>) {
        self.scanning.set(false);
        if self.store.changing.get() > 0 {
            // The camera sees it again when the next workspace is open.
            return;
        }
        let now = now();
        for code in codes {
            let sight = self.seen.borrow_mut().see(&code, now);
            if sight == Sight::First {
                let parts = Array::of1(&JsValue::from_str(&code));
                let file = File::new_with_str_sequence(&parts, "");
                self.push(file.into_iter().collect(), &[]);
            }
            if sight != Sight::Still {
                let (codes, again) = (self.seen.borrow().codes(), sight == Sight::Again);
                (self.notify)(Notice::Scanned { codes, again });
            }
        }
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
            (self.notify)(Notice::Progress(Box::new(progress)));
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
            self.hand_over(&reader).await;
            let ahead = self.readers.get() * AHEAD_PER_READER;
            let next = self.signal.until(|| {
                if self.held.is_news_to(&reader) {
                    return Some(Next::Wait);
                }
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
            let size_bytes = planned.inputs.first().map_or(to, |input| input.size_bytes());
            let to = to.saturating_add(LONG_TAIL_BYTES).min(size_bytes);
            planned.range = Some((from, to));
            if let Job::Part { last, .. } = &mut planned.job {
                *last = to == size_bytes;
            }
            result = reader.perform(&planned).await;
        }
        if let Ok(done) = &result {
            // Too large to be read with others: they come next.
            for &(place, bytes) in done.findings.large.iter().rev() {
                if let Some(input) = planned.inputs.get(place).filter(|_| self.current(&planned)) {
                    input.set_size(bytes);
                    planned.finished -= 1;
                    self.plan.push_front(Rc::clone(input));
                }
            }
            if let (Job::Archive { .. }, [input]) = (&planned.job, planned.inputs.as_slice())
                && done.findings.exhausted.is_some()
                && self.plan.give_up(input)
            {
                planned.finished = 1;
            }
        }
        self.finish(planned, result.map_err(|_| Cause::Fatal));
    }

    /// Whether nothing has been erased since a job was planned.
    pub(super) fn current(&self, planned: &Planned) -> bool {
        planned.epoch == self.plan.epoch()
    }

    pub(super) fn finish(&self, planned: Planned, result: Result<Done, Cause>) {
        self.order.borrow_mut().insert(planned.number, Finished { planned, result });
        self.signal.change();
    }

    /// Finds out what a large input is.
    async fn look(&self, reader: &ReaderLine, input: &Rc<Input>) {
        let refuse = |cause| {
            self.plan.give_up(input);
            let job = Job::whole(&input.name);
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
}

/// The first bytes of a file, enough to tell its kind.
async fn beginning(file: &File) -> Option<Vec<u8>> {
    let slice = file.slice_with_f64_and_f64(0.0, exact(KIND_BYTES as u64)).ok()?;
    let buffer = JsFuture::from(slice.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
