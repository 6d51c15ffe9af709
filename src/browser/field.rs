//! Secrets that are typed into fields, and files that are chosen in them.

use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement, HtmlTextAreaElement};
use zeroize::Zeroizing;

use super::document::by_id;

/// What stands in the field with this id. The field is empty afterwards; what the browser itself
/// remembers of it no page can erase.
pub fn take(id: &str) -> Zeroizing<String> {
    let Some(element) = by_id(id) else { return Zeroizing::default() };
    match element.dyn_into::<HtmlInputElement>() {
        Ok(field) => {
            let value = Zeroizing::new(field.value());
            field.set_value("");
            value
        }
        Err(element) => element.dyn_into::<HtmlTextAreaElement>().map_or_else(
            |_| Zeroizing::default(),
            |field| {
                let value = Zeroizing::new(field.value());
                field.set_value("");
                value
            },
        ),
    }
}

/// The files chosen in the field with this id. Nothing is chosen there afterwards.
pub fn take_files(id: &str) -> Vec<File> {
    let field = by_id(id).and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field else { return Vec::new() };
    let files = field.files().map(|list| super::files::listed(&list)).unwrap_or_default();
    field.set_value("");
    files
}
