//! Opens the share sheet with the record.

use js_sys::Promise;

use crate::browser::share::{self, NotShared};
use crate::domain::instrument::Instrument;
use crate::domain::interview::Interview;
use crate::domain::record::anonymise;

/// The name of every shared file. Browsers share text files, but no `.json`.
pub const SHARED_NAME: &str = "qingdan.txt";

/// The kind of every shared file.
pub const SHARED_KIND: &str = "text/plain";

/// Opens the share sheet with the same bytes that saving gives. To be called inside a tap;
/// [`share::end`] waits for the outcome.
pub fn share_record(instrument: &Instrument, interview: &Interview) -> Result<Promise, NotShared> {
    let json = anonymise(instrument, interview).to_json(instrument);
    share::begin(SHARED_NAME, SHARED_KIND, json.as_bytes())
}
