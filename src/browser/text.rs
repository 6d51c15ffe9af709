//! Unicode's normal forms.

use js_sys::JsString;

/// A text in normal form C, so that what looks the same is the same.
pub fn normal(text: &str) -> String {
    JsString::from(text).normalize("NFC").into()
}
