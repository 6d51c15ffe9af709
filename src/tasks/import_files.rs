//! Reading files: in a worker, or in the page where no worker can be started.
//!
//! ```text
//!   page                          worker (or the page itself)
//!   Importer ──Ask + files──────▶ Clerk: one file at a time ──bytes──▶ Desk
//!   notify   ◀──────────Reply──── Counts, Refused, Release
//! ```
//!
//! Requests wait until the worker has answered, so that none is lost if it never does.

mod clerk;

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, File};

use crate::browser::files::{self, Dropped};
use crate::browser::worker::{self, Handle, WorkerError};
use crate::worker::{Ask, Reply, Revision};
use clerk::Clerk;

/// How long a worker may take to start before the page does its work, milliseconds.
const START_MILLISECONDS_MAX: u32 = 8_000;

/// Most files in one message to the worker.
const FILES_PER_MESSAGE_MAX: usize = 1_000;

/// Where files are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// In a worker: the page stays responsive.
    #[default]
    Worker,
    /// In the page itself, because no worker could be started.
    Page,
}

/// What the page is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// A reply of the desk.
    Reply(Reply),
    /// From now on files are read in this place.
    Place(Place),
}

/// The page's end: takes requests, tells about replies.
#[derive(Clone)]
pub struct Importer(Rc<Line>);

impl fmt::Debug for Importer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Importer").finish_non_exhaustive()
    }
}

impl PartialEq for Importer {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

type Waiting = Vec<(Ask, Vec<File>)>;

struct Line {
    notify: Rc<dyn Fn(Notice)>,
    route: RefCell<Route>,
    /// Counted up when reading is cancelled or everything erased: folders whose files are still
    /// being looked for then are not read.
    epoch: Cell<u32>,
}

/// Where requests go.
enum Route {
    /// The worker has not answered yet.
    Starting {
        worker: Option<Handle>,
        waiting: Waiting,
        limit: Option<Timeout>,
    },
    Worker(Handle),
    Page(Clerk),
    /// The worker has stopped for good.
    Stopped,
}

impl Importer {
    /// Starts a worker, or says through `notify` that the page does its work.
    pub fn start(notify: impl Fn(Notice) + 'static) -> Self {
        let route = Route::Starting { worker: None, waiting: Vec::new(), limit: None };
        let notify = Rc::new(notify);
        let line = Rc::new(Line { notify, route: RefCell::new(route), epoch: Cell::new(0) });
        let (hearing, failing) = (Rc::downgrade(&line), Rc::downgrade(&line));
        let started = worker::start(
            move |message| {
                if let Some(line) = hearing.upgrade() {
                    line.hear(&message);
                }
            },
            move |error| {
                if let Some(line) = failing.upgrade() {
                    line.fail(error);
                }
            },
        );
        let Ok(handle) = started else {
            line.fall_back();
            return Self(line);
        };
        let late = Rc::downgrade(&line);
        let patience = Timeout::new(START_MILLISECONDS_MAX, move || {
            if let Some(line) = late.upgrade() {
                line.fall_back();
            }
        });
        if let Route::Starting { worker, limit, .. } = &mut *line.route.borrow_mut() {
            (*worker, *limit) = (Some(handle), Some(patience));
        }
        Self(line)
    }

    /// Sends a request.
    pub fn ask(&self, ask: Ask) {
        if matches!(ask, Ask::Cancel(_) | Ask::Erase(_)) {
            self.0.epoch.set(self.0.epoch.get().wrapping_add(1));
        }
        self.0.send(ask, Vec::new());
    }

    /// Has files read.
    pub fn read(&self, revision: Revision, files: Vec<File>) {
        self.0.send(Ask::Read { revision, unreadable: Vec::new() }, files);
    }

    /// Finds the files among what was dropped and has them read, unless reading is cancelled or
    /// everything erased before they are found; then calls `found` with the number left unread.
    pub fn read_dropped(
        &self,
        revision: Revision,
        dropped: Vec<Dropped>,
        found: impl FnOnce(u32) + 'static,
    ) {
        let line = Rc::clone(&self.0);
        let epoch = line.epoch.get();
        spawn_local(async move {
            let walked = files::walk(dropped).await;
            if line.epoch.get() == epoch {
                line.send(Ask::Read { revision, unreadable: walked.unreadable }, walked.files);
                found(0);
            } else {
                let unread = walked.files.len() + walked.unreadable.len();
                found(u32::try_from(unread).unwrap_or(u32::MAX));
            }
        });
    }
}

impl Line {
    fn send(&self, ask: Ask, files: Vec<File>) {
        let failed = match &mut *self.route.borrow_mut() {
            Route::Starting { waiting, .. } => {
                waiting.push((ask, files));
                None
            }
            Route::Worker(handle) => post(handle, &ask, &files).err(),
            Route::Page(clerk) => {
                clerk.take(ask, files);
                None
            }
            Route::Stopped => None,
        };
        if let Some(error) = failed {
            self.fail(error);
        }
    }

    /// A message of the worker.
    fn hear(&self, message: &JsValue) {
        let text = message.as_string().unwrap_or_default();
        match serde_json::from_str(&text) {
            Ok(Reply::Ready) => self.begin(),
            Ok(Reply::Crashed(words)) => self.fail(WorkerError(words)),
            Ok(reply) => (self.notify)(Notice::Reply(reply)),
            Err(error) => self.fail(WorkerError(error.to_string())),
        }
    }

    /// The worker has started: what was waiting goes to it.
    fn begin(&self) {
        let route = self.route.replace(Route::Stopped);
        let Route::Starting { worker: Some(handle), waiting, .. } = route else {
            self.route.replace(route);
            return;
        };
        self.route.replace(Route::Worker(handle));
        for (ask, files) in waiting {
            self.send(ask, files);
        }
    }

    /// The page does the work of a worker that never started.
    fn fall_back(&self) {
        let route = self.route.replace(Route::Stopped);
        let Route::Starting { waiting, .. } = route else {
            self.route.replace(route);
            return;
        };
        let notify = Rc::clone(&self.notify);
        let clerk = Clerk::new(move |reply| notify(Notice::Reply(reply)));
        self.route.replace(Route::Page(clerk));
        (self.notify)(Notice::Place(Place::Page));
        for (ask, files) in waiting {
            self.send(ask, files);
        }
    }

    /// An error: before the worker's first answer the page takes over; later its records are
    /// lost with it, and the page is told.
    fn fail(&self, error: WorkerError) {
        let starting = matches!(&*self.route.borrow(), Route::Starting { .. });
        if starting {
            self.fall_back();
        } else if matches!(self.route.replace(Route::Stopped), Route::Worker(_)) {
            (self.notify)(Notice::Reply(Reply::Crashed(error.0)));
        }
    }
}

/// Sends a request and its files to a worker, in several messages where there are many.
fn post(handle: &Handle, ask: &Ask, files: &[File]) -> Result<(), WorkerError> {
    let Ask::Read { revision, .. } = ask else { return post_one(handle, ask, files) };
    let (first, rest) = files.split_at(files.len().min(FILES_PER_MESSAGE_MAX));
    post_one(handle, ask, first)?;
    let more = Ask::Read { revision: *revision, unreadable: Vec::new() };
    rest.chunks(FILES_PER_MESSAGE_MAX).try_for_each(|files| post_one(handle, &more, files))
}

/// One message: the request as JSON, then its files.
fn post_one(handle: &Handle, ask: &Ask, files: &[File]) -> Result<(), WorkerError> {
    let json = serde_json::to_string(ask).map_err(|error| WorkerError(error.to_string()))?;
    let message = Array::of1(&JsValue::from_str(&json));
    for file in files {
        message.push(file);
    }
    handle.post(&message)
}

/// The worker's side: serves the page for as long as the worker lives.
pub fn serve(scope: &DedicatedWorkerGlobalScope) {
    let crash = scope.clone();
    std::panic::set_hook(Box::new(move |panic| {
        reply(&crash, &Reply::Crashed(panic.to_string()));
    }));
    let (answering, rejecting) = (scope.clone(), scope.clone());
    let clerk = Clerk::new(move |answer| reply(&answering, &answer));
    let on_message = move |message: JsValue| {
        let Ok(message) = message.dyn_into::<Array>() else { return };
        let ask = message.get(0).as_string().and_then(|json| serde_json::from_str(&json).ok());
        let files = message.iter().filter_map(|part| part.dyn_into().ok()).collect();
        if let Some(ask) = ask {
            clerk.take(ask, files);
        }
    };
    worker::serve(scope, on_message, move |words| reply(&rejecting, &Reply::Crashed(words)));
    reply(scope, &Reply::Ready);
}

/// Sends a reply to the page. A page that is gone needs none.
fn reply(scope: &DedicatedWorkerGlobalScope, reply: &Reply) {
    if let Ok(json) = serde_json::to_string(reply) {
        let _ = scope.post_message(&JsValue::from_str(&json));
    }
}
