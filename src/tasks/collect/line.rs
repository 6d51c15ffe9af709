//! A line to a worker, or to its work done in the page: every request gets one answer, in order.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use super::signal::Signal;
use crate::browser::worker::{self, Handle, WorkerError};

/// How long a worker may take to start before the page does its work, milliseconds.
const START_MILLISECONDS_MAX: u32 = 8_000;

/// The first message to a worker: what it is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tasks) enum Role {
    /// Keeps the records.
    Desk,
    /// Reads inputs.
    Reader,
    /// Verifies and counts halves for two tallies.
    #[cfg(feature = "two-tally")]
    Halves,
}

impl Role {
    /// The word for it that crosses the border.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Reader => "reader",
            #[cfg(feature = "two-tally")]
            Self::Halves => "halves",
        }
    }
}

/// A line to a worker.
#[derive(Debug)]
pub(in crate::tasks) struct Line {
    handle: RefCell<Option<Handle>>,
    state: Rc<State>,
    /// The number of the last change of the key that it was told of.
    pub(super) told: Cell<u32>,
}

#[derive(Debug, Default)]
struct State {
    started: Cell<bool>,
    /// Answers that nobody has taken yet, with the number of the first of them.
    answers: RefCell<VecDeque<Array>>,
    taken: Cell<u64>,
    asked: Cell<u64>,
    stopped: RefCell<Option<WorkerError>>,
    signal: Signal,
}

impl State {
    fn stop(&self, error: WorkerError) {
        self.stopped.borrow_mut().get_or_insert(error);
        self.signal.change();
    }
}

impl Line {
    /// Starts a worker and waits until it has answered.
    pub(in crate::tasks) async fn start(role: Role) -> Result<Self, WorkerError> {
        let state = Rc::new(State::default());
        let (hearing, failing) = (Rc::clone(&state), Rc::clone(&state));
        let handle = worker::start(
            move |message| match message.dyn_into::<Array>() {
                Ok(answer) => {
                    hearing.answers.borrow_mut().push_back(answer);
                    hearing.signal.change();
                }
                // The first word of a worker, and its last one.
                Err(word) => match word.as_string() {
                    Some(word) if word == READY => {
                        hearing.started.set(true);
                        hearing.signal.change();
                    }
                    word => hearing.stop(WorkerError(word.unwrap_or_default())),
                },
            },
            move |error| failing.stop(error),
        )?;
        handle.post(&JsValue::from_str(role.word()), &Array::new())?;
        let late = Rc::clone(&state);
        let patience = Timeout::new(START_MILLISECONDS_MAX, move || {
            late.stop(WorkerError("the worker does not answer".to_owned()));
        });
        let stopped = || state.stopped.borrow().clone().map(Err);
        let started = || state.started.get().then_some(Ok(()));
        state.signal.until(|| stopped().or_else(started)).await?;
        drop(patience);
        Ok(Self { handle: RefCell::new(Some(handle)), state, told: Cell::new(0) })
    }

    /// Sends a request and waits for its answer. `transfer` goes over for good.
    pub(in crate::tasks) async fn call(
        &self,
        request: &Array,
        transfer: &Array,
    ) -> Result<Array, WorkerError> {
        let number = self.state.asked.get();
        let posted = match &*self.handle.borrow() {
            Some(handle) => handle.post(request, transfer),
            None => Err(WorkerError("the worker has been ended".to_owned())),
        };
        posted?;
        self.state.asked.set(number + 1);
        self.state.signal.until(|| self.take(number)).await
    }

    /// Ends the worker.
    pub(in crate::tasks) fn end(&self) {
        self.handle.take();
        self.state.stop(WorkerError("the worker has been ended".to_owned()));
    }

    /// The answer to a request, once it is the first one that nobody has taken.
    fn take(&self, number: u64) -> Option<Result<Array, WorkerError>> {
        let state = &self.state;
        if state.taken.get() == number
            && let Some(answer) = state.answers.borrow_mut().pop_front()
        {
            state.taken.set(number + 1);
            state.signal.change();
            return Some(Ok(answer));
        }
        state.stopped.borrow().clone().map(Err)
    }
}

/// The first word of a worker that has started.
pub(super) const READY: &str = "ready";
