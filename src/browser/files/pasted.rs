//! Texts and pictures pasted anywhere on the page, except into its fields.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, Event, File};

use super::listed;

/// Where pasting writes what is pasted.
const FIELDS: &str = "input, select, textarea, [contenteditable]";

/// Hears of everything pasted outside fields until the listener is dropped: its files, such as a
/// picture, and its text.
pub fn take_pastes(pasted: impl Fn(Vec<File>, String) + 'static) -> Option<EventListener> {
    let document = web_sys::window()?.document()?;
    Some(EventListener::new(&document, "paste", move |event: &Event| {
        let Some(transfer) = event.dyn_ref().and_then(ClipboardEvent::clipboard_data) else {
            return;
        };
        let place = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if place.is_some_and(|place| matches!(place.closest(FIELDS), Ok(Some(_)))) {
            return;
        }
        let files = transfer.files().map(|list| listed(&list)).unwrap_or_default();
        pasted(files, transfer.get_data("text/plain").unwrap_or_default());
    }))
}
