//! Printing, and what is folded on the screen being open on paper.

use gloo::events::EventListener;
use web_sys::Element;

/// Opens every closed fold (`details`) before printing and closes it afterwards, until the
/// listeners are dropped.
pub fn unfold() -> Option<[EventListener; 2]> {
    let window = web_sys::window()?;
    let before = EventListener::new(&window, "beforeprint", |_| {
        for fold in all("details:not([open])") {
            // Fail only for a name that is none.
            let _ = fold.set_attribute(MARK, "");
            let _ = fold.set_attribute("open", "");
        }
    });
    let after = EventListener::new(&window, "afterprint", |_| {
        for fold in all(&format!("details[{MARK}]")) {
            let _ = fold.remove_attribute(MARK);
            let _ = fold.remove_attribute("open");
        }
    });
    Some([before, after])
}

/// Opens the browser's print dialog, where it has one.
pub fn now() {
    if let Some(window) = web_sys::window() {
        // Refused only where printing is switched off.
        let _ = window.print();
    }
}

/// Prints one element with the class `notice` alone: the document's root is marked with the name
/// of it while the dialog is open, and the style sheet does the rest. Then calls `after`.
pub fn alone(name: &str, after: impl FnOnce() + 'static) {
    let window = web_sys::window();
    let root = window.as_ref().and_then(web_sys::Window::document);
    let Some((window, root)) = window.zip(root.and_then(|root| root.document_element())) else {
        return;
    };
    // Fail only for a name that is none.
    let _ = root.set_attribute(ALONE, name);
    EventListener::once(&window, "afterprint", move |_| {
        let _ = root.remove_attribute(ALONE);
        after();
    })
    .forget();
    now();
}

/// Marks the root while one element is printed alone.
const ALONE: &str = "data-alone";

/// Marks the folds that printing has opened.
const MARK: &str = "data-unfolded";

fn all(selector: &str) -> Vec<Element> {
    let document = web_sys::window().and_then(|window| window.document());
    let found = document.and_then(|document| document.query_selector_all(selector).ok());
    let nodes = found.iter().flat_map(|list| (0..list.length()).filter_map(|n| list.item(n)));
    nodes.filter_map(|node| wasm_bindgen::JsCast::dyn_into(node).ok()).collect()
}
