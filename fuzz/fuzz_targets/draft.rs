//! Any bytes give a draft or a fault, and a draft gives back the very bytes; any text gives a code
//! to resume with or none, and a code reads back as itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qingdan::domain::draft::{ResumeCode, read_draft};
use qingdan::domain::shipped_instrument;

fuzz_target!(|bytes: &[u8]| {
    let instrument = shipped_instrument();
    if let Ok(draft) = read_draft(instrument, bytes) {
        assert_eq!(draft.to_bytes(instrument).as_slice(), bytes);
    }
    if let Some(code) = std::str::from_utf8(bytes).ok().and_then(ResumeCode::parse) {
        let again = ResumeCode::parse(code.as_str()).expect("a code reads back");
        assert_eq!(again.as_str(), code.as_str());
    }
});
