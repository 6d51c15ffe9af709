//! Reads the text of a chosen file. One at a time, never kept.

use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use crate::browser::files;

/// Largest file that is read, bytes: what the respondent's page takes is far smaller.
const FILE_BYTES_MAX: u64 = 16_384;

/// Reads a chosen file and tells when it is done: its text, empty where it is too large to be what
/// is wanted; none where the browser did not give the file's bytes.
pub fn read_chosen(file: File, ondone: impl FnOnce(Option<String>) + 'static) {
    spawn_local(async move {
        if files::size_bytes(&file) > FILE_BYTES_MAX {
            return ondone(Some(String::new()));
        }
        let bytes = files::bytes(&file).await;
        ondone(bytes.ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()));
    });
}
