//! The address's fragment, which the back and forward buttons walk through.

use gloo::events::EventListener;
use wasm_bindgen::JsValue;

/// The fragment with its `#`; empty where there is none.
pub fn fragment() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Goes to a fragment, as a link to it would.
pub fn go(fragment: &str) {
    if let Some(window) = web_sys::window() {
        // Refused only for an address that cannot be parsed; a fragment always can.
        let _ = window.location().set_hash(fragment);
    }
}

/// Goes to a fragment in place of the one shown, so that there is no way back to it.
pub fn replace(fragment: &str) {
    let Some(window) = web_sys::window() else { return };
    // Refused only where pages are changed hundreds of times a minute. Nobody is told of the
    // change by the browser, so those who follow it are told here.
    let history = window.history();
    let replaced =
        history.and_then(|h| h.replace_state_with_url(&JsValue::NULL, "", Some(fragment)));
    let told = web_sys::Event::new("popstate").and_then(|event| window.dispatch_event(&event));
    if replaced.is_err() || told.is_err() {
        go(fragment);
    }
}

/// Calls back whenever the fragment changes, until the listener is dropped.
pub fn on_change(callback: impl Fn(String) + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    // Sooner than `hashchange`, and as often.
    Some(EventListener::new(&window, "popstate", move |_| callback(fragment())))
}
