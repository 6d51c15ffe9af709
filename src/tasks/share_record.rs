//! Opens the share sheet with a file.

use js_sys::Promise;

use super::leave_page::{Outgoing, file_names};
use crate::browser::share::{self, NotShared};
use crate::domain::instrument::Instrument;
use crate::domain::interview::Interview;

/// The kind of every shared file. Browsers share text files, but no `.json`.
pub const SHARED_KIND: &str = "text/plain";

/// Opens the share sheet with the same bytes that saving gives. To be called inside a tap;
/// [`share::end`] waits for the outcome.
pub fn share_record(
    instrument: &Instrument,
    interview: &Interview,
    leaving: &Outgoing,
) -> Result<Promise, NotShared> {
    let [_, name] = file_names(interview);
    share::begin(name, SHARED_KIND, leaving.file(instrument).as_bytes())
}
