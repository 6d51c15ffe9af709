//! Reads one's own earlier file, chosen or pasted. One at a time, never kept.

use crate::domain::instrument::Instrument;
use crate::domain::record::{NotOwn, Record, looks_like_code, read_own, read_own_code};

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

/// Reads what was pasted: the text of a file, whatever white space was lost around it, or a code.
pub fn read_text(instrument: &Instrument, text: &str) -> Result<Record, NotRead> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if looks_like_code(text) {
        return Ok(read_own_code(instrument, text)?);
    }
    let text = [text.replace("\r\n", "\n").as_str(), "\n"].concat();
    Ok(read_own(instrument, &text)?)
}
