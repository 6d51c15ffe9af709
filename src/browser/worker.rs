//! A worker that runs this very module, and the worker's own side.
//!
//! The page's start-up script puts a function `qingdan.worker` on the global object; it starts a
//! worker from the page's own script and compiled module, so nothing is loaded twice. Where it is
//! missing or fails, [`start`] says so.

use gloo::events::EventListener;
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
    /// Sends a message; files in it are shared, not copied.
    pub fn post(&self, message: &JsValue) -> Result<(), WorkerError> {
        self.worker.post_message(message).map_err(|error| WorkerError(words(&error)))
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
