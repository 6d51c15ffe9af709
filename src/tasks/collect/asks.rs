//! Requests of the page to the desk, beside reading.

use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use super::engine::Engine;
use super::{Notice, Revision};
use crate::browser::{download, random};
use crate::domain::disclose::Policy;
use crate::worker::{Ask, RefusalPage, Refused, Reply, Subject};

impl Engine {
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
                    (this.notify)(Notice::Compared(revision, waves));
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

    pub(super) fn show_refused(&self, page: RefusalPage) {
        self.refused_wanted.replace(page);
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
            let (parts, mut saving) = (Array::new(), None);
            let saved = loop {
                // What came sealed is sealed again: without random numbers nothing is saved.
                let Ok(random) = random::bytes() else { break false };
                let ask = Ask::Bundle { saving, random };
                let answer = this.ask(&ask, &JsValue::NULL, &[]).await;
                let Some((Reply::Piece { saving: number, last }, Some(piece))) = answer else {
                    break false;
                };
                let Ok(blob) = Blob::new_with_buffer_source_sequence(&Array::of1(&piece)) else {
                    break false;
                };
                parts.push(&blob);
                if last {
                    break download::save_parts(name, "application/x-ndjson", &parts).is_ok();
                }
                saving = Some(number);
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
