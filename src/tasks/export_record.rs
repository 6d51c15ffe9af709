//! Hands the record to the browser to save.

use crate::browser::download::{self, NotTaken};
use crate::domain::instrument::Instrument;
use crate::domain::interview::Interview;
use crate::domain::record::anonymise;

/// The name of every exported file: the same for all, so that it tells nothing.
pub const FILE_NAME: &str = "qingdan.json";

/// Hands the canonical JSON of the interview's record to the browser under [`FILE_NAME`].
pub fn export_record(instrument: &Instrument, interview: &Interview) -> Result<(), NotTaken> {
    let json = anonymise(instrument, interview).to_json(instrument);
    download::save(FILE_NAME, "application/json", json.as_bytes())
}
