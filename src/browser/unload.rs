//! Leaving the page: the browser's own question before, and what is done when it happens.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;

/// Makes the browser ask before the page is closed or reloaded, until the guard is dropped.
/// The words of the question are the browser's.
pub fn guard() -> Option<EventListener> {
    let window = web_sys::window()?;
    let options = EventListenerOptions::enable_prevent_default();
    let ask = |event: &web_sys::Event| {
        event.prevent_default();
        if let Some(event) = event.dyn_ref::<web_sys::BeforeUnloadEvent>() {
            // Browsers before 2024 ask only where a value is set.
            event.set_return_value("?");
        }
    };
    Some(EventListener::new_with_options(&window, "beforeunload", options, ask))
}

/// Calls `leave` when the page is left, until the listener is dropped.
pub fn leaving(leave: impl Fn() + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "pagehide", move |_| leave()))
}
