//! Reads one's own earlier file, chosen or pasted. One at a time, never kept.

use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use crate::browser::files;
use crate::domain::instrument::Instrument;
use crate::domain::record::{
    NotOwn, Record, SIZE_BYTES_MAX, looks_like_code, read_own, read_own_code,
};

/// Why nothing can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotRead {
    /// The browser did not give the file's bytes.
    #[error("the browser could not read the file")]
    Unreadable,
    /// It is no own earlier record.
    #[error(transparent)]
    NotOwn(#[from] NotOwn),
}

/// Reads a chosen file and tells when it is done.
pub fn read_file(
    instrument: &'static Instrument,
    file: File,
    ondone: impl FnOnce(Result<Record, NotRead>) + 'static,
) {
    spawn_local(async move {
        if files::size_bytes(&file) > SIZE_BYTES_MAX as u64 {
            return ondone(Err(NotOwn::NotARecord.into()));
        }
        ondone(match files::bytes(&file).await {
            Ok(bytes) => read_text(instrument, &String::from_utf8_lossy(&bytes)),
            Err(_) => Err(NotRead::Unreadable),
        });
    });
}

/// Reads what was pasted: the text of a file, whatever white space was lost around it, or a code.
pub fn read_text(instrument: &Instrument, text: &str) -> Result<Record, NotRead> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if looks_like_code(text) {
        return Ok(read_own_code(instrument, text)?);
    }
    let text = [text.replace("\r\n", "\n").as_str(), "\n"].concat();
    Ok(read_own(instrument, &text)?)
}
