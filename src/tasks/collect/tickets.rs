//! Tickets: lists that are kept, and counting, for which the desk is lent the secrets of the waves.

use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use zeroize::Zeroizing;

use super::Notice;
use super::engine::Engine;
use crate::domain::record::CampaignRef;
use crate::worker::{Ask, Reply, WaveTickets};

impl Engine {
    /// Tells the page of the tickets, where that is new.
    pub(super) fn tell_tickets(&self, tickets: Vec<WaveTickets>) {
        if *self.tickets.borrow() != tickets {
            self.tickets.replace(tickets.clone());
            (self.notify)(Notice::Tickets(tickets));
        }
    }

    pub(super) fn keep_tickets(self: &Rc<Self>, line: String) {
        let this = Rc::clone(self);
        spawn_local(async move {
            this.signal.until(|| this.ready.get().then_some(())).await;
            let ask = Ask::KeepTickets(line);
            if let Some((Reply::Tickets(told), _)) = this.ask(&ask, &JsValue::NULL, &[]).await {
                this.tell_tickets(told);
                this.flush_due.set(true);
                this.signal.change();
            }
        });
    }

    /// Counts what was opened with the key that is held.
    pub(super) fn count_tickets(self: &Rc<Self>, unchecked: bool) {
        let Some(key) = self.held() else { return };
        let waves: Vec<_> = self.tickets.borrow().iter().map(|wave| wave.campaign).collect();
        let mut secrets = Zeroizing::new(Vec::new());
        for &(id, wave) in &waves {
            secrets.extend_from_slice(key.ticket_secret(CampaignRef { id, wave }).as_bytes());
        }
        let buffer = Uint8Array::from(secrets.as_slice()).buffer();
        let ask = Ask::CountTickets { key: key.public().to_bytes(), waves, unchecked };
        let this = Rc::clone(self);
        spawn_local(async move {
            let answer = this.ask(&ask, &JsValue::NULL, &[buffer]).await;
            if let Some((Reply::Tickets(told), _)) = answer {
                this.tell_tickets(told);
                // As after reading: it is written, and then told.
                this.run.active.set(true);
                this.signal.change();
            }
        });
    }
}
