//! Takes requests and works through files one at a time, in a worker or in the page.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use crate::browser::files;
use crate::domain::shipped_instrument;
use crate::worker::{Ask, Desk, Progress, Refused, Reply};

/// Most replies about progress for one run of reading.
const PROGRESS_REPLIES_MAX: u32 = 200;

/// Works for the page, wherever it runs.
#[derive(Clone)]
pub(super) struct Clerk(Rc<Work>);

struct Work {
    desk: RefCell<Desk>,
    queue: RefCell<VecDeque<File>>,
    progress: RefCell<Progress>,
    reading: Cell<bool>,
    /// Counted up when everything is erased: what was begun before must not be added after.
    erasures: Cell<u32>,
    reply: Box<dyn Fn(Reply)>,
}

impl Clerk {
    /// A clerk with an empty desk who answers through `reply`.
    pub(super) fn new(reply: impl Fn(Reply) + 'static) -> Self {
        Self(Rc::new(Work {
            desk: RefCell::new(Desk::new(shipped_instrument())),
            queue: RefCell::default(),
            progress: RefCell::new(Progress { ended: true, ..Progress::default() }),
            reading: Cell::new(false),
            erasures: Cell::new(0),
            reply: Box::new(reply),
        }))
    }

    /// Takes a request, with the files that belong to it.
    pub(super) fn take(&self, ask: Ask, files: Vec<File>) {
        match ask {
            Ask::Read { .. } => self.read(ask, files),
            Ask::Cancel(_) => {
                let left = self.0.queue.take().len();
                self.0.progress.borrow_mut().unread += u32::try_from(left).unwrap_or(u32::MAX);
            }
            Ask::Release { revision, form, policy } => {
                let released = self.0.desk.borrow_mut().release(revision, form, policy);
                (self.0.reply)(Reply::Released(Box::new(released)));
            }
            Ask::Erase(revision) => {
                self.0.erasures.set(self.0.erasures.get().wrapping_add(1));
                self.0.queue.borrow_mut().clear();
                self.0.desk.borrow_mut().erase();
                let ended = self.0.progress.borrow().ended;
                *self.0.progress.borrow_mut() = Progress { ended, ..Progress::default() };
                (self.0.reply)(Reply::Erased(revision));
            }
        }
    }

    /// Puts files at the end of the queue and begins to work through it.
    fn read(&self, ask: Ask, files: Vec<File>) {
        let Ask::Read { revision, unreadable } = ask else { return };
        let mut progress = self.0.progress.borrow_mut();
        if progress.ended {
            *progress = Progress::default();
        }
        let more = u32::try_from(files.len() + unreadable.len()).unwrap_or(u32::MAX);
        progress.revision = revision;
        progress.total = progress.total.saturating_add(more);
        for name in unreadable {
            let refused = self.0.desk.borrow_mut().receive_unreadable(&name);
            progress.refused.push(refused);
            progress.done += 1;
        }
        drop(progress);
        self.0.queue.borrow_mut().extend(files);
        if !self.0.reading.replace(true) {
            let this = self.clone();
            spawn_local(async move { this.work().await });
        }
    }

    /// Works through the queue until it is empty.
    async fn work(&self) {
        let mut erasures = self.0.erasures.get();
        self.tell(false);
        loop {
            let Some(file) = self.0.queue.borrow_mut().pop_front() else { break };
            let refused = self.read_one(&file, erasures).await;
            if erasures != self.0.erasures.get() {
                erasures = self.0.erasures.get();
                continue;
            }
            let mut progress = self.0.progress.borrow_mut();
            progress.refused.extend(refused);
            progress.done += 1;
            let step = progress.total / PROGRESS_REPLIES_MAX + 1;
            let due = progress.done.is_multiple_of(step);
            drop(progress);
            if due {
                self.tell(false);
            }
        }
        self.0.reading.set(false);
        self.tell(true);
    }

    /// Reads one file into the desk, unless everything has been erased in the meantime.
    async fn read_one(&self, file: &File, erasures: u32) -> Vec<Refused> {
        let name = files::path(file);
        let oversized = files::size_bytes(file);
        if let Some(refused) = self.0.desk.borrow_mut().receive_oversized(&name, oversized) {
            return vec![refused];
        }
        let bytes = files::bytes(file).await;
        if erasures != self.0.erasures.get() {
            return Vec::new();
        }
        let mut desk = self.0.desk.borrow_mut();
        match bytes {
            Ok(bytes) => desk.receive(&name, &bytes),
            Err(_) => vec![desk.receive_unreadable(&name)],
        }
    }

    /// Tells how far reading has come, with the refusals since the last time.
    fn tell(&self, ended: bool) {
        let mut progress = self.0.progress.borrow_mut();
        progress.ended = ended;
        progress.counts = self.0.desk.borrow().counts();
        let reply = progress.clone();
        progress.refused.clear();
        drop(progress);
        (self.0.reply)(Reply::Progress(reply));
    }
}
