//! The desk and the readers, in workers or in the page.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer};
use wasm_bindgen::{JsCast, JsValue};

use super::line::{Line, Role};
use super::plan::{Input, Planned};
use super::read::Readers;
use super::serve::{answer_desk, answer_reader, json, new_desk};
use crate::browser::files;
use crate::browser::whole;
use crate::browser::worker::{self, WorkerError};
use crate::worker::{Ask, Desk, Findings, Job, Reply};

/// Most readers: more than four wait for the desk and the disk.
const READERS_MAX: usize = 4;

/// Where the records are kept and counted.
#[derive(Debug)]
pub(super) enum DeskLine {
    Worker(Line),
    Page(Box<RefCell<Desk>>),
}

impl DeskLine {
    /// Starts a desk in a worker, or in the page where none can be started.
    pub(super) async fn start() -> Self {
        match Line::start(Role::Desk).await {
            Ok(line) => Self::Worker(line),
            Err(_) => Self::Page(Box::new(RefCell::new(new_desk()))),
        }
    }

    /// Asks the desk. Buffers go over for good.
    pub(super) async fn call(
        &self,
        ask: &Ask,
        refused: &JsValue,
        buffers: &[ArrayBuffer],
    ) -> Result<(Reply, Option<ArrayBuffer>), WorkerError> {
        let request = Array::of2(&json(ask), refused);
        for buffer in buffers {
            request.push(buffer);
        }
        let answer = match self {
            Self::Worker(line) => line.call(&request, &buffers.iter().collect()).await?,
            Self::Page(desk) => answer_desk(&mut desk.borrow_mut(), &request),
        };
        let reply = answer.get(0).as_string().unwrap_or_default();
        let reply = serde_json::from_str(&reply).map_err(|error| WorkerError(error.to_string()))?;
        Ok((reply, answer.get(1).dyn_into().ok()))
    }
}

/// What a job gave: findings, refused inputs as JSON, packed records, their subtotals, and what
/// opened ones have in the place of their tickets.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) findings: Findings,
    pub(super) refused: JsValue,
    pub(super) rows: ArrayBuffer,
    pub(super) subtotals: ArrayBuffer,
    pub(super) tickets: ArrayBuffer,
}

/// One reader. A worker that stops is replaced by another one.
#[derive(Debug)]
pub(super) enum ReaderLine {
    Worker(RefCell<Rc<Line>>),
    Page(Rc<Readers>),
}

impl ReaderLine {
    /// Starts as many readers as this computer has processors, because page and desk have little
    /// to do beside them; at least one, which may be in the page.
    pub(super) async fn start(in_workers: bool) -> Vec<Self> {
        let mut readers = Vec::new();
        if in_workers {
            for _ in 0..worker::processors().clamp(1, READERS_MAX) {
                let Ok(line) = Line::start(Role::Reader).await else { break };
                readers.push(Self::Worker(RefCell::new(Rc::new(line))));
            }
        }
        if readers.is_empty() {
            readers.push(Self::Page(Readers::new()));
        }
        readers
    }

    /// The number of the last change of the key that it was told of.
    pub(super) fn told(&self) -> u32 {
        match self {
            Self::Worker(line) => line.borrow().told.get(),
            Self::Page(readers) => readers.told.get(),
        }
    }

    /// Notes that it was told of a change of the key.
    pub(super) fn tell(&self, turn: u32) {
        match self {
            Self::Worker(line) => line.borrow().told.set(turn),
            Self::Page(readers) => readers.told.set(turn),
        }
    }

    /// Has a planned job done.
    pub(super) async fn perform(&self, planned: &Planned) -> Result<Done, WorkerError> {
        if let Job::Whole { names, limit_bytes } = &planned.job {
            return self.whole(names, *limit_bytes, &planned.inputs).await;
        }
        let mut beside: Vec<JsValue> = Vec::new();
        for input in &planned.inputs {
            beside.push(match planned.range {
                None => input.file.clone().into(),
                Some((from, to)) => {
                    let cut = |_| WorkerError("the file cannot be cut".to_owned());
                    input.part(from, to).map_err(cut)?.into()
                }
            });
        }
        beside.extend(planned.pixels.clone().map(JsValue::from));
        self.call(&planned.job, &beside, &Array::new()).await
    }

    /// Has whole inputs read. They are fetched here, and their bytes go over; those that are too
    /// large are told.
    async fn whole(
        &self,
        names: &[String],
        limit_bytes: u64,
        inputs: &[Rc<Input>],
    ) -> Result<Done, WorkerError> {
        let fetched = whole::read(inputs.iter().map(|input| &*input.file), limit_bytes).await;
        let (mut sent, mut beside, mut large) = (Vec::new(), Vec::new(), Vec::new());
        let inputs = names.iter().zip(inputs).zip(fetched).enumerate();
        for (place, ((name, input), buffer)) in inputs {
            let size = match &buffer {
                Some(buffer) => buffer.byte_length().into(),
                None => files::size_bytes(&input.file),
            };
            if size > limit_bytes {
                large.push((place, size));
                continue;
            }
            input.set_size(size);
            sent.push(name.clone());
            beside.push(buffer.map_or(JsValue::NULL, JsValue::from));
        }
        let transfer: Array = beside.iter().filter(|part| part.is_object()).collect();
        let mut done =
            self.call(&Job::Whole { names: sent, limit_bytes }, &beside, &transfer).await?;
        done.findings.large = large;
        Ok(done)
    }

    /// Has a job done with what belongs to it.
    pub(super) async fn call(
        &self,
        job: &Job,
        beside: &[JsValue],
        transfer: &Array,
    ) -> Result<Done, WorkerError> {
        let request = Array::of1(&json(job));
        for part in beside {
            request.push(part);
        }
        let answer = match self {
            Self::Page(readers) => answer_reader(readers, &request).await,
            Self::Worker(current) => {
                let line = Rc::clone(&current.borrow());
                match line.call(&request, transfer).await {
                    Ok(answer) => answer,
                    Err(error) => {
                        line.end();
                        let fresh = Line::start(Role::Reader).await?;
                        *current.borrow_mut() = Rc::new(fresh);
                        return Err(error);
                    }
                }
            }
        };
        let findings = answer.get(0).as_string().unwrap_or_default();
        let findings =
            serde_json::from_str(&findings).map_err(|error| WorkerError(error.to_string()))?;
        let (refused, rows) = (answer.get(1), answer.get(2).unchecked_into());
        let (subtotals, tickets) = (answer.get(3).unchecked_into(), answer.get(4).unchecked_into());
        Ok(Done { findings, refused, rows, subtotals, tickets })
    }
}
