//! Putting a text on the clipboard.

use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlDocument, HtmlElement, HtmlTextAreaElement};

use super::document::{by_id, document};

/// The browser did not put the text on the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the browser did not copy the text")]
pub struct NotCopied;

impl From<JsValue> for NotCopied {
    fn from(_: JsValue) -> Self {
        Self
    }
}

/// Copying that has been asked for. It has to be asked for inside a tap; the answer may be waited
/// for outside.
#[derive(Debug)]
pub struct Copying {
    text: String,
    asked: Option<Promise>,
    copied: bool,
}

impl Copying {
    /// Asks for a text to be put on the clipboard, in the old way where there is no new one.
    pub fn begin(text: String) -> Self {
        let asked = ask(&text);
        let copied = asked.is_none() && copy_selected(&text).is_ok();
        Self { text, asked, copied }
    }

    /// What came of it. Where the new way is refused, the old one is tried.
    pub async fn end(self) -> Result<(), NotCopied> {
        match self.asked {
            Some(promise) => match JsFuture::from(promise).await {
                Ok(_) => Ok(()),
                Err(_) => copy_selected(&self.text),
            },
            None if self.copied => Ok(()),
            None => Err(NotCopied),
        }
    }
}

/// Asks the clipboard; none where the browser or the address does not offer it.
fn ask(text: &str) -> Option<Promise> {
    let clipboard = web_sys::window()?.navigator().clipboard();
    let missing = AsRef::<JsValue>::as_ref(&clipboard).is_undefined();
    (!missing).then(|| clipboard.write_text(text))
}

/// Copies from a field that is there for a moment. The focus returns to where it was.
fn copy_selected(text: &str) -> Result<(), NotCopied> {
    let document: HtmlDocument = document().ok_or(NotCopied)?.dyn_into().map_err(|_| NotCopied)?;
    let before = document.active_element().and_then(|e| e.dyn_into::<HtmlElement>().ok());
    let field: HtmlTextAreaElement =
        document.create_element("textarea")?.dyn_into().map_err(|_| NotCopied)?;
    field.set_value(text);
    field.set_read_only(true);
    field.set_class_name("aside aside--text");
    document.body().ok_or(NotCopied)?.append_child(&field)?;
    field.select();
    let copied = document.exec_command("copy");
    field.remove();
    if let Some(before) = before {
        // What cannot take the focus did not have it.
        let _ = before.focus();
    }
    if copied? { Ok(()) } else { Err(NotCopied) }
}

/// Whether this browser says that a page can copy at all.
pub fn can_copy() -> bool {
    let new = || {
        let clipboard = web_sys::window()?.navigator().clipboard();
        Some(!AsRef::<JsValue>::as_ref(&clipboard).is_undefined())
    };
    let old = || Reflect::has(&document()?.into(), &"execCommand".into()).ok();
    new().unwrap_or(false) || old().unwrap_or(false)
}

/// Selects the whole text of the field with this id, so that it can be copied by hand.
pub fn select(id: &str) {
    if let Some(field) = by_id(id).and_then(|e| e.dyn_into::<HtmlTextAreaElement>().ok()) {
        // What cannot take the focus can still be selected.
        let _ = field.focus();
        field.select();
        field.set_scroll_top(0);
    }
}
