//! Any 64 bytes give a record or a refusal, and a record gives back the very bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qingdan::domain::record::unpack;
use qingdan::domain::shipped_instrument;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(record) = unpack(&[shipped_instrument()], bytes) {
        assert_eq!(record.pack().as_slice(), bytes);
    }
});
