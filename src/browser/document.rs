//! The document: its language and its title.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

/// Sets the language that screen readers and hyphenation go by, a tag such as `zh-CN`, and the
/// direction of its lines, `ltr` or `rtl`.
pub fn set_language(tag: &str, direction: &str) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    for (name, value) in [("lang", tag), ("dir", direction)] {
        // Refused only for a name that is no attribute name.
        let _ = root.set_attribute(name, value);
    }
}

/// Sets the title of the window or tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets a custom property (`--name`) of the whole document.
pub fn set_style(name: &str, value: &str) {
    let root = document().and_then(|document| document.document_element());
    let root = root.and_then(|root| root.dyn_into::<HtmlElement>().ok());
    if let Some(root) = root {
        // Refused only for a name that is no property name.
        let _ = root.style().set_property(name, value);
    }
}

/// Whether the radio button or checkbox with an id is picked.
pub fn checked(id: &str) -> bool {
    let input = by_id(id).and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
    input.is_some_and(|input| input.checked())
}

/// The element with an id.
pub fn by_id(id: &str) -> Option<web_sys::Element> {
    document()?.get_element_by_id(id)
}

/// What is typed in the field with an id, of one line or of several.
pub fn typed(id: &str) -> String {
    let field = by_id(id).map(JsCast::unchecked_into::<HtmlInputElement>);
    field.map(|field| field.value()).unwrap_or_default()
}

/// The document; none in a worker.
pub(super) fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// Whether the page was opened from a file of this computer.
pub fn is_local() -> bool {
    let protocol = web_sys::window().and_then(|window| window.location().protocol().ok());
    protocol.is_some_and(|protocol| protocol == "file:")
}
