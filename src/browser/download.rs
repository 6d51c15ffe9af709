//! Handing bytes to the browser to save as a file.

use gloo::timers::callback::Timeout;
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::document::document;

/// How long the address of a download stays valid, milliseconds. Some browsers begin to read
/// only after the person has picked a folder.
const ADDRESS_MILLIS: u32 = 120_000;

/// The browser refused to take the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the browser did not take the file")]
pub struct NotTaken;

impl From<JsValue> for NotTaken {
    fn from(_: JsValue) -> Self {
        Self
    }
}

/// Whether this browser says that it saves files that a page made.
pub fn can_save() -> bool {
    let anchor = document().and_then(|document| document.create_element("a").ok());
    anchor.is_some_and(|anchor| Reflect::has(&anchor, &"download".into()).unwrap_or(false))
}

/// Hands a file to the browser under a name. Whether it reaches the disk cannot be known.
pub fn save(name: &str, kind: &str, bytes: &[u8]) -> Result<(), NotTaken> {
    save_parts(name, kind, &Array::of1(&Uint8Array::from(bytes)))
}

/// The same for a file made of parts, which the browser may hold outside the page's memory.
pub fn save_parts(name: &str, kind: &str, parts: &Array) -> Result<(), NotTaken> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_blob_sequence_and_options(parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;

    let anchor = document().ok_or(NotTaken)?.create_element("a")?;
    let anchor: HtmlAnchorElement = anchor.dyn_into().map_err(|_| NotTaken)?;
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.click();

    Timeout::new(ADDRESS_MILLIS, move || {
        // An address that is already gone needs no revoking.
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Ok(())
}
