//! Hands a file to the browser to save.

use super::leave_page::{Outgoing, file_names};
use crate::browser::download::{self, NotTaken};
use crate::domain::instrument::Instrument;
use crate::domain::interview::Interview;

/// Hands the file of what leaves an interview to the browser, under its constant name.
pub fn export_record(
    instrument: &Instrument,
    interview: &Interview,
    leaving: &Outgoing,
) -> Result<(), NotTaken> {
    let [name, _] = file_names(interview);
    download::save(name, "application/json", leaving.file(instrument).as_bytes())
}
