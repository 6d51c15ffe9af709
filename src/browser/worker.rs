//! A worker that runs this very module, and the worker's own side.
//!
//! The page's start-up script puts a function `qingdan.worker` on the global object; it starts a
//! worker from the page's own script and compiled module, so nothing is loaded twice. Where it is
//! missing or fails, [`start`] says so.

use gloo::events::EventListener;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, ErrorEvent, MessageEvent, Worker};

#[wasm_bindgen]
extern "C" {
    /// See `xtask/page/worker.js`.
    #[wasm_bindgen(js_namespace = qingdan, js_name = worker, catch)]
    fn qingdan_worker() -> Result<Worker, JsValue>;
}

/// Why a worker does not run, in the browser's words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("worker: {0}")]
pub struct WorkerError(pub String);

/// A running worker; dropping it ends the worker.
#[derive(Debug)]
pub struct Handle {
    worker: Worker,
    _listeners: [EventListener; 3],
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl Handle {
    /// Sends a message; files in it are shared, not copied, and buffers of `transfer` go over for
    /// good.
    pub fn post(&self, message: &JsValue, transfer: &Array) -> Result<(), WorkerError> {
        let posted = self.worker.post_message_with_transfer(message, transfer);
        posted.map_err(|error| WorkerError(words(&error)))
    }
}

/// Starts a worker. `on_message` gets every message; `on_error` is called when the worker cannot
/// start or has thrown an error.
pub fn start(
    on_message: impl Fn(JsValue) + 'static,
    on_error: impl Fn(WorkerError) + Clone + 'static,
) -> Result<Handle, WorkerError> {
    let worker = qingdan_worker().map_err(|error| WorkerError(words(&error)))?;
    let message = EventListener::new(&worker, "message", move |event| {
        if let Some(event) = event.dyn_ref::<MessageEvent>() {
            on_message(event.data());
        }
    });
    let failed = on_error.clone();
    let error = EventListener::new(&worker, "error", move |event| {
        let text = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
        failed(WorkerError(text.unwrap_or_default()));
    });
    let garbled = EventListener::new(&worker, "messageerror", move |_| {
        on_error(WorkerError("messageerror".to_owned()));
    });
    Ok(Handle { worker, _listeners: [message, error, garbled] })
}

/// Number of threads that can run at once, at least 2, as the browser tells.
pub fn processors() -> usize {
    let told = web_sys::window().map(|window| window.navigator().hardware_concurrency());
    let told = told.filter(|told| told.is_finite()).unwrap_or(2.0);
    small(told.clamp(2.0, 256.0))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a small number, never negative"
)]
const fn small(number: f64) -> usize {
    number as usize
}

/// The worker's own scope; none inside a page.
pub fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

/// Serves the messages of the page for as long as the worker lives; `on_error` gets the text of
/// every error that nobody caught.
pub fn serve(
    scope: &DedicatedWorkerGlobalScope,
    on_message: impl Fn(JsValue) + 'static,
    on_error: impl Fn(String) + 'static,
) {
    EventListener::new(scope, "message", move |event| {
        if let Some(event) = event.dyn_ref::<MessageEvent>() {
            on_message(event.data());
        }
    })
    .forget();
    EventListener::new(scope, "unhandledrejection", move |event| {
        let reason = js_sys::Reflect::get(event, &JsValue::from_str("reason"));
        on_error(reason.map_or_else(|_| String::new(), |reason| words(&reason)));
    })
    .forget();
}

/// An error in the browser's words.
fn words(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => error.to_string().into(),
        None => format!("{error:?}"),
    }
}
