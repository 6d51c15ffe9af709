//! Chats with codes and records in them: found or refused, every record a valid one.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use qingdan::domain::bundle::{Reader, What};
use qingdan::domain::record::unpack;
use qingdan::domain::shipped_instrument;

static READER: LazyLock<Reader<'static>> = LazyLock::new(|| Reader::new(&[shipped_instrument()]));

fuzz_target!(|bytes: &[u8]| {
    let mut found = 0;
    let totals = READER.read_text(bytes, &mut |one| {
        found += 1;
        assert!(one.offset <= bytes.len());
        if let What::Record(packed) = one.what {
            assert!(unpack(&[shipped_instrument()], &packed).is_ok());
        }
    });
    assert_eq!(found, totals.records + totals.refused + totals.others);
});
