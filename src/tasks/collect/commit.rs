//! Findings on their way to the desk and from there to the log, in the order of the inputs.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::ArrayBuffer;
use wasm_bindgen::JsValue;

use super::Notice;
use super::crew::Done;
use super::engine::{Engine, Finished};
use super::plan::Planned;
use super::run::now;
use super::serve::json;
use super::store::Waiting;
use crate::worker::{Ask, Cause, Findings, Job, Listed, Refused, Reply};

/// An entry of the log is written when it has so many bytes, or …
const ENTRY_BYTES: usize = 2 << 20;

/// … when so much time has passed since the last one, milliseconds.
const ENTRY_MILLISECONDS: u32 = 500;

/// Most entries on their way to the database.
const OUTBOX_MAX: usize = 4;

/// What is done next.
enum Step {
    Take(Box<Finished>),
    Flush,
    End,
}

impl Engine {
    /// Takes in findings for as long as the page is open.
    pub(super) async fn commit_on(self: Rc<Self>) {
        let mut flushed = now();
        let mut ticking: Option<Timeout> = None;
        loop {
            match self.signal.until(|| self.step()).await {
                Step::Take(finished) => {
                    let pending = self.take(*finished).await;
                    let due = now() - flushed >= f64::from(ENTRY_MILLISECONDS);
                    if pending >= ENTRY_BYTES || (due && pending > 0) {
                        self.flush().await;
                        flushed = now();
                        ticking = None;
                    } else if pending > 0 && ticking.is_none() {
                        let this = Rc::downgrade(&self);
                        ticking = Some(Timeout::new(ENTRY_MILLISECONDS, move || {
                            if let Some(this) = this.upgrade() {
                                this.flush_due.set(true);
                                this.signal.change();
                            }
                        }));
                    }
                    self.tell(false);
                }
                Step::Flush => {
                    self.flush().await;
                    (flushed, ticking) = (now(), None);
                    self.tell_refused().await;
                }
                Step::End => {
                    self.flush().await;
                    (flushed, ticking) = (now(), None);
                    self.signal.until(|| self.outbox.borrow().is_empty().then_some(())).await;
                    self.tell_refused().await;
                    // Unless more has come meanwhile.
                    if self.idle() {
                        self.run.active.set(false);
                        self.run.progress.borrow_mut().ended = true;
                        self.tell(true);
                    }
                }
            }
        }
    }

    /// Whether everything that came has been taken in.
    fn idle(&self) -> bool {
        self.plan.is_empty() && self.turn.get() == self.plan.number()
    }

    fn step(&self) -> Option<Step> {
        if self.outbox.borrow().len() >= OUTBOX_MAX {
            return None;
        }
        if let Some(finished) = self.order.borrow_mut().remove(&self.turn.get()) {
            return Some(Step::Take(Box::new(finished)));
        }
        if self.run.active.get() && self.idle() {
            return Some(Step::End);
        }
        self.flush_due.take().then_some(Step::Flush)
    }

    /// Hands the findings of a job to the desk: how many bytes wait there for the log.
    async fn take(&self, finished: Finished) -> usize {
        self.turn.set(self.turn.get() + 1);
        self.signal.change();
        let Finished { planned, result } = finished;
        let current = self.current(&planned);
        if let Job::Frame { .. } = planned.job {
            // The camera goes on also where its last picture belongs to what was erased.
            let codes = result.ok().filter(|_| current).map(|done| done.findings.codes);
            self.scanned(codes.unwrap_or_default());
            return 0;
        }
        if !current {
            return 0;
        }
        let input = planned.inputs.first();
        let bytes = match (&planned.job, input) {
            (Job::Part { end, .. }, _) => *end as u64,
            (Job::Archive { from, to, .. }, Some(input)) => match &result {
                Ok(done) if done.findings.entries > 0 => {
                    input.size_bytes() * u64::from(to - from) / u64::from(done.findings.entries)
                }
                _ => input.size_bytes(),
            },
            _ => planned.inputs.iter().map(|input| input.size_bytes()).sum(),
        };
        self.run.did(planned.finished, bytes);
        let (findings, refused, rows) = match result {
            Ok(done) if !done.findings.unread => found(&planned, done),
            result => {
                let cause = result.err().unwrap_or(Cause::Changed);
                let names = match &planned.job {
                    Job::Whole { names, .. } => names.clone(),
                    _ => input.map(|input| input.name.clone()).into_iter().collect(),
                };
                // Of a large input, one refusal says it for all its parts.
                let told = input.is_some_and(|input| input.failed.replace(true));
                if let Some(input) = input {
                    self.plan.give_up(input);
                }
                let refused: Vec<Refused> = names
                    .iter()
                    .filter(|_| !told)
                    .map(|name| Refused::whole(name, cause.clone()))
                    .collect();
                (Findings::default(), json(&Listed(refused)), Vec::new())
            }
        };
        match self.ask(&Ask::Add(findings), &refused, &rows).await {
            Some((Reply::Added { pending_bytes, campaigns, tickets, .. }, _)) => {
                self.tell_tickets(tickets);
                if let Some(campaigns) = campaigns {
                    (self.notify)(Notice::Campaigns(campaigns));
                }
                pending_bytes
            }
            _ => 0,
        }
    }

    /// Has the desk hand out what came since the last entry, to be written.
    pub(super) async fn flush(&self) {
        let mut another = true;
        while another {
            // What is to be erased is not written any more, also where it is handed out just now.
            let Some(round) = self.round() else { return };
            let answer = self.ask(&Ask::Flush, &JsValue::NULL, &[]).await;
            another = false;
            if let Some((Reply::Entry { counts, more }, Some(entry))) = answer
                && self.round() == Some(round)
            {
                self.outbox.borrow_mut().push_back(Waiting { entry, counts, round });
                self.signal.change();
                another = more;
            }
        }
    }

    /// Tells the page the refused inputs that it wants to see, where they are others than before.
    pub(super) async fn tell_refused(&self) {
        let epoch = self.plan.epoch();
        let page = self.refused_wanted.borrow().clone();
        let ask = Ask::RefusedFiles(page);
        let answer = self.ask(&ask, &JsValue::NULL, &[]).await;
        let Some((Reply::RefusedFiles(files), _)) = answer else { return };
        if epoch == self.plan.epoch() && *self.refused_told.borrow() != files {
            self.refused_told.replace(files.clone());
            (self.notify)(Notice::Refused(files));
        }
    }
}

/// What a job found, as the desk is given it: beside the findings the refused inputs, rows, their
/// subtotals and tickets.
fn found(planned: &Planned, done: Done) -> (Findings, JsValue, Vec<ArrayBuffer>) {
    let Done { mut findings, refused, rows, subtotals, tickets } = done;
    if let Some(input) = planned.inputs.first() {
        if planned.range.is_some() {
            findings.lines_before = input.lines.get();
            input.lines.set(input.lines.get() + findings.lines);
        }
        if let Job::Archive { .. } = planned.job
            && findings.exhausted.is_some()
            && input.exhausted.replace(true)
        {
            // Another reader had come to it before.
            findings.exhausted = None;
        }
    }
    (findings, refused, vec![rows, subtotals, tickets])
}
