//! Files that a person chooses or drops, and their bytes.

mod dropped;
mod drops;
mod pasted;

pub use dropped::{Dropped, FOLDERS_DEEP_MAX, Found, dropped, walk};
pub use drops::take_drops;
pub use pasted::take_pastes;

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, FileList};

/// The files of a list, as a file chooser gives it.
pub fn listed(list: &FileList) -> Vec<File> {
    (0..list.length()).filter_map(|position| list.item(position)).collect()
}

/// The bytes of a file.
pub async fn bytes(file: &File) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(file.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Size of a file in bytes.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the browser gives a whole number, never negative, as a double"
)]
pub fn size_bytes(file: &Blob) -> u64 {
    file.size() as u64
}

/// The path of a file inside the chosen folder where there is one, otherwise its name.
pub fn path(file: &File) -> String {
    let path = Reflect::get(file, &JsValue::from_str("webkitRelativePath"));
    let path = path.ok().and_then(|path| path.as_string()).filter(|path| !path.is_empty());
    path.unwrap_or_else(|| file.name())
}

/// A place in a file as the browser counts: exact up to 2⁵³.
#[expect(clippy::cast_precision_loss, reason = "no file has 2⁵³ bytes")]
pub const fn exact(bytes: u64) -> f64 {
    bytes as f64
}
