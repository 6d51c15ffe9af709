//! Focus and scrolling.

use wasm_bindgen::JsCast;

use super::document::by_id;

/// Scrolls to the top and moves the focus to the element with this id, so that a screen reader
/// begins there.
pub fn begin_at(id: &str) {
    to_top();
    focus(id);
}

/// Scrolls to the top.
pub fn to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Scrolls to the element with this id and moves the focus to it.
pub fn go_to(id: &str) {
    if let Some(element) = by_id(id) {
        element.scroll_into_view();
        focus(id);
    }
}

/// The same, where nothing has the focus: what had it is gone.
pub fn go_to_if_lost(id: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(document) = document else { return };
    let (active, body) = (document.active_element(), document.body());
    if active.is_none_or(|active| body.is_some_and(|body| *body == active)) {
        go_to(id);
    }
}

fn focus(id: &str) {
    let element = by_id(id);
    if let Some(element) = element.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Fails only for an element that cannot take the focus, which then does not need it.
        let _ = element.focus();
    }
}
