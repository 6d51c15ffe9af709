//! Files dropped anywhere on the page. A browser opens what a page does not take, so that one
//! person's record would replace the page.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{DataTransfer, DragEvent, Event};

/// Takes everything dropped until the listeners are dropped. `over` hears whether something is
/// being dragged over the page; `dropped` gets what was let go.
pub fn take_drops(
    over: impl Fn(bool) + Clone + 'static,
    dropped: impl Fn(DataTransfer) + 'static,
) -> Vec<EventListener> {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return Vec::new();
    };
    let listen = |kind: &'static str, hear: Box<dyn Fn(&DragEvent)>| {
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&document, kind, options, move |event: &Event| {
            if let Some(event) = event.dyn_ref::<DragEvent>() {
                hear(event);
            }
        })
    };
    let dragged = |over: &(dyn Fn(bool) + 'static), event: &DragEvent| {
        event.prevent_default();
        if let Some(transfer) = event.data_transfer() {
            transfer.set_drop_effect("copy");
        }
        over(true);
    };
    let (enter, hover, leave, end) = (over.clone(), over.clone(), over.clone(), over);
    vec![
        listen("dragenter", Box::new(move |event| dragged(&enter, event))),
        listen("dragover", Box::new(move |event| dragged(&hover, event))),
        // With a related target the pointer only goes on to another element of the page.
        listen("dragleave", Box::new(move |event| leave(event.related_target().is_some()))),
        listen(
            "drop",
            Box::new(move |event| {
                event.prevent_default();
                end(false);
                event.data_transfer().into_iter().for_each(&dropped);
            }),
        ),
    ]
}
