//! The document: its language and its title.

/// Sets the language that screen readers and hyphenation go by: a tag such as `zh-CN`.
pub fn set_language(tag: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // Refused only for a name that is no attribute name.
        let _ = root.set_attribute("lang", tag);
    }
}

/// Sets the title of the window or tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// The element with an id.
pub fn by_id(id: &str) -> Option<web_sys::Element> {
    document()?.get_element_by_id(id)
}

/// The document; none in a worker.
pub(super) fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}
