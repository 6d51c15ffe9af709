//! Any text gives a record or a refusal, and a record's code reads back as the same record.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qingdan::domain::record::{looks_like_code, read_code};
use qingdan::domain::shipped_instrument;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let known = [shipped_instrument()];
    if let Ok(record) = read_code(&known, text) {
        assert!(looks_like_code(text));
        assert_eq!(read_code(&known, &record.to_code()), Ok(record));
    }
});
