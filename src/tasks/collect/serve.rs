//! The worker's side: serves the page for as long as the worker lives.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope};
use zeroize::{Zeroize, Zeroizing};

use super::line::{READY, Role};
use super::read::{Beside, Readers};
use super::signal::Signal;
use crate::browser::{random, worker};
use crate::domain::shipped_instrument;
#[cfg(feature = "two-tally")]
use crate::tasks::two_tally;
use crate::worker::{Ask, Desk, Job, Listed, Reading};

/// Serves the page in the role that its first message names.
pub fn serve(scope: &DedicatedWorkerGlobalScope) {
    let crash = scope.clone();
    std::panic::set_hook(Box::new(move |panic| say(&crash, &panic.to_string())));
    let inbox: Rc<(RefCell<VecDeque<JsValue>>, Signal)> = Rc::default();
    let filling = Rc::clone(&inbox);
    let on_message = move |message: JsValue| {
        filling.0.borrow_mut().push_back(message);
        filling.1.change();
    };
    let rejecting = scope.clone();
    worker::serve(scope, on_message, move |words| say(&rejecting, &words));
    say(scope, READY);
    let scope = scope.clone();
    spawn_local(async move {
        let next = || inbox.1.until(|| inbox.0.borrow_mut().pop_front());
        let role = next().await.as_string();
        if role.as_deref() == Some(Role::Desk.word()) {
            let mut desk = new_desk();
            loop {
                let request: Array = next().await.unchecked_into();
                answer(&scope, &answer_desk(&mut desk, &request));
            }
        }
        #[cfg(feature = "two-tally")]
        if role.as_deref() == Some(Role::Halves.word()) {
            let next = async || next().await.unchecked_into();
            return two_tally::serve(next, |reply| answer(&scope, reply)).await;
        }
        let readers = Readers::new();
        loop {
            let request: Array = next().await.unchecked_into();
            answer(&scope, &answer_reader(&readers, &request).await);
        }
    });
}

/// A desk with a random key.
pub(super) fn new_desk() -> Desk {
    // Without randomness the key is known, and made-up ids could make the desk slow; the results
    // are the same.
    let key = random::bytes().map(u64::from_le_bytes).unwrap_or_default();
    Desk::new(shipped_instrument(), key)
}

/// The desk's answer to a request: `[ask, refused, buffer…]` to `[reply, buffer?]`.
pub(super) fn answer_desk(desk: &mut Desk, request: &Array) -> Array {
    let ask = request.get(0).as_string().and_then(|json| serde_json::from_str::<Ask>(&json).ok());
    let refused = request.get(1).as_string();
    let refused = refused.and_then(|json| serde_json::from_str::<Listed>(&json).ok());
    let bytes = |buffer: JsValue| Uint8Array::new(&buffer).to_vec();
    let mut beside: Vec<Vec<u8>> = request.iter().skip(2).map(bytes).collect();
    let Some(ask) = ask else { return Array::new() };
    // Tickets come behind rows and subtotals, secrets alone.
    let open = if matches!(ask, Ask::CountTickets { .. }) { 0 } else { 2 };
    let (reply, buffer) = desk.answer(ask, &beside, refused.unwrap_or_default().0);
    beside.iter_mut().skip(open).for_each(Zeroize::zeroize);
    let answer = Array::of1(&json(&reply));
    if let Some(buffer) = buffer {
        answer.push(&Uint8Array::from(buffer.as_slice()).buffer());
    }
    answer
}

/// A reader's answer to a request: `[job, blob, buffer, null, pixels or key…]` to
/// `[findings, refused, rows, subtotals, tickets]`.
pub(super) async fn answer_reader(readers: &Readers, request: &Array) -> Array {
    let job = request.get(0).as_string().and_then(|json| serde_json::from_str::<Job>(&json).ok());
    let Some(job) = job else { return Array::new() };
    let mut beside = Beside::default();
    for part in request.iter().skip(1) {
        if part.is_null() {
            beside.wholes.push(None);
        } else if let Some(blob) = part.dyn_ref::<Blob>() {
            beside.blobs.push(blob.clone());
        } else if let Some(buffer) = part.dyn_ref::<ArrayBuffer>() {
            beside.wholes.push(Some(buffer.clone()));
        } else {
            let part: Uint8Array = part.unchecked_into();
            beside.bytes = Zeroizing::new(part.to_vec());
            // It may be a key.
            part.fill(0, 0, part.length());
        }
    }
    let Reading { rows, refused, findings, tickets, .. } = readers.perform(job, beside).await;
    let buffer = |bytes: &[u8]| Uint8Array::from(bytes).buffer();
    let (subtotals, tickets) = (readers.subtotals(&rows), buffer(&tickets.0));
    let (rows, subtotals) = (buffer(&rows), buffer(&subtotals));
    Array::of5(&json(&findings), &json(&Listed(refused)), &rows, &subtotals, &tickets)
}

/// Posts an answer; its buffers go over for good.
fn answer(scope: &DedicatedWorkerGlobalScope, answer: &Array) {
    let transfer: Array = answer.iter().filter(JsValue::is_object).collect();
    // A page that is gone needs no answer.
    let _ = scope.post_message_with_transfer(answer, &transfer);
}

/// Says a word that answers no request.
fn say(scope: &DedicatedWorkerGlobalScope, word: &str) {
    // A page that is gone needs none.
    let _ = scope.post_message(&JsValue::from_str(word));
}

/// Plain data as JSON, which cannot fail.
pub(in crate::tasks) fn json(value: &impl serde::Serialize) -> JsValue {
    JsValue::from_str(&serde_json::to_string(value).unwrap_or_default())
}
