//! Dialogs that stand before the rest of the page.

use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use super::document::by_id;

/// Opens the dialog with an id, or closes it. The browser keeps the focus in an open one.
pub fn show(id: &str, open: bool) {
    let dialog = by_id(id).and_then(|element| element.dyn_into::<HtmlDialogElement>().ok());
    let Some(dialog) = dialog else { return };
    if !open {
        dialog.close();
    } else if !dialog.open() {
        // Fails only for a dialog that is open or not in the document; this is neither.
        let _ = dialog.show_modal();
    }
}
