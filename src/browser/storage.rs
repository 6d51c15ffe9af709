//! The browser's storage of texts by key for one page, on the device.

use wasm_bindgen::JsValue;
use web_sys::Storage;

/// Why a text could not be stored or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StorageFault {
    /// There is no storage, or the browser does not let the page have it.
    #[error("the browser gives the page no storage")]
    Absent,
    /// The storage is full, or the browser does not take any more.
    #[error("the browser's storage takes no more")]
    Full,
    /// What was written is not what can be read.
    #[error("the browser's storage did not keep what was written")]
    NotKept,
}

/// The text under a key.
pub fn read(key: &str) -> Result<Option<String>, StorageFault> {
    Ok(storage()?.get_item(key)?)
}

/// Stores a text under a key, and reads it back to be sure.
pub fn write(key: &str, text: &str) -> Result<(), StorageFault> {
    let storage = storage()?;
    storage.set_item(key, text).map_err(|_| StorageFault::Full)?;
    match storage.get_item(key) {
        Ok(Some(read)) if read == text => Ok(()),
        _ => Err(StorageFault::NotKept),
    }
}

/// Takes the text under a key away.
pub fn remove(key: &str) -> Result<(), StorageFault> {
    Ok(storage()?.remove_item(key)?)
}

/// Reading the property throws where storage is switched off.
fn storage() -> Result<Storage, StorageFault> {
    let window = web_sys::window().ok_or(StorageFault::Absent)?;
    window.local_storage().ok().flatten().ok_or(StorageFault::Absent)
}

impl From<JsValue> for StorageFault {
    fn from(_: JsValue) -> Self {
        Self::Absent
    }
}
