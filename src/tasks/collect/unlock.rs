//! The private key on its way to the readers, which open envelopes with it. It is in memory only:
//! here and in them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;

use super::Notice;
use super::crew::ReaderLine;
use super::engine::Engine;
use crate::domain::seal::{ENVELOPE_NAME, PrivateKey};
use crate::worker::Job;

/// How often a reader is handed the key: one that stops over it is started anew.
const TRIES_MAX: u32 = 2;

/// The private key, while there is one.
#[derive(Debug, Default)]
pub(super) struct Held {
    key: RefCell<Option<Rc<PrivateKey>>>,
    /// Counted up at every change: a reader that was told less knows another key, or none.
    turn: Cell<u32>,
}

impl Held {
    /// Whether a reader has to be told.
    pub(super) fn is_news_to(&self, reader: &ReaderLine) -> bool {
        reader.told() != self.turn.get()
    }
}

impl Engine {
    /// Opens envelopes with a key from now on, or with none. What is already being read is read
    /// with the key before, which is overwritten where nobody else has it.
    pub(super) fn hold(&self, key: Option<Rc<PrivateKey>>) -> Option<Rc<PrivateKey>> {
        let fingerprint = key.as_ref().map(|key| key.public().fingerprint());
        let before = self.held.key.replace(key);
        self.held.turn.set(self.held.turn.get().wrapping_add(1));
        // Those that could not be opened may be shown again.
        self.seen.borrow_mut().forget(ENVELOPE_NAME);
        (self.notify)(Notice::Key(fingerprint));
        self.signal.change();
        before
    }

    /// The key that is held.
    pub(super) fn held(&self) -> Option<Rc<PrivateKey>> {
        self.held.key.borrow().clone()
    }

    /// Tells a reader of the key, or that there is none any more, where it does not know.
    pub(super) async fn hand_over(&self, reader: &ReaderLine) {
        if !self.held.is_news_to(reader) {
            return;
        }
        let turn = self.held.turn.get();
        for _ in 0..TRIES_MAX {
            let paper = self.held.key.borrow().as_ref().map(|key| key.to_paper());
            let bytes = paper.map(|paper| Uint8Array::from(paper.as_bytes()));
            let beside: Vec<JsValue> = bytes.iter().map(JsValue::from).collect();
            let transfer: Array = bytes.iter().map(Uint8Array::buffer).collect();
            // A reader that stops here is another one now, without a key.
            if reader.call(&Job::Key, &beside, &transfer).await.is_ok() {
                break;
            }
        }
        // Where none can be started no job is done either, and each says so.
        reader.tell(turn);
    }
}
