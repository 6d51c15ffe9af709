//! The device's share sheet.

use js_sys::{Array, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, File, FilePropertyBag, Navigator, ShareData};

/// Why nothing was shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotShared {
    /// The person closed the share sheet.
    #[error("sharing was cancelled")]
    Cancelled,
    /// The browser did not share.
    #[error("the browser did not share the file")]
    Failed,
}

impl From<JsValue> for NotShared {
    fn from(error: JsValue) -> Self {
        match error.dyn_into::<DomException>() {
            Ok(error) if error.name() == "AbortError" => Self::Cancelled,
            _ => Self::Failed,
        }
    }
}

/// Whether this browser says that it shares files of this kind.
pub fn can_share(name: &str, kind: &str) -> bool {
    let able = |navigator: Navigator| {
        let known = Reflect::has(&navigator, &"share".into()).ok()?
            && Reflect::has(&navigator, &"canShare".into()).ok()?;
        Some(known && navigator.can_share_with_data(&data(name, kind, b"-").ok()?))
    };
    web_sys::window().and_then(|window| able(window.navigator())).unwrap_or(false)
}

/// Opens the share sheet with a file. To be called inside a tap; [`end`] waits for the outcome.
pub fn begin(name: &str, kind: &str, bytes: &[u8]) -> Result<Promise, NotShared> {
    let window = web_sys::window().ok_or(NotShared::Failed)?;
    Ok(window.navigator().share_with_data(&data(name, kind, bytes)?))
}

/// Waits until the file was given to an application, or was not.
pub async fn end(sheet: Promise) -> Result<(), NotShared> {
    JsFuture::from(sheet).await?;
    Ok(())
}

fn data(name: &str, kind: &str, bytes: &[u8]) -> Result<ShareData, JsValue> {
    let options = FilePropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let file = File::new_with_u8_array_sequence_and_options(&parts, name, &options)?;
    let data = ShareData::new();
    data.set_files(&Array::of1(&file));
    Ok(data)
}
