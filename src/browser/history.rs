//! The address's fragment, which the back and forward buttons walk through.

use gloo::events::EventListener;

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

/// Calls back whenever the fragment changes, until the listener is dropped.
pub fn on_change(callback: impl Fn(String) + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "hashchange", move |_| callback(fragment())))
}
