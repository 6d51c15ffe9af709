//! Any bytes give entries of an archive or a fault, and what is in an entry is within its limit and
//! found or refused as anywhere else.
#![no_main]

use std::io::Cursor;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use qingdan::domain::bundle::Reader;
use qingdan::domain::record::unpack;
use qingdan::domain::shipped_instrument;
use qingdan::worker::{Archive, Reading, Step};

static READER: LazyLock<Reader<'static>> = LazyLock::new(|| Reader::new(&[shipped_instrument()]));

/// Entries that are read of one archive.
const ENTRIES_MAX: u32 = 64;

/// Bytes of an entry at most.
const LIMIT_BYTES: u64 = 1 << 20;

fuzz_target!(|bytes: &[u8]| {
    let Ok(mut archive) = Archive::open(Cursor::new(bytes)) else { return };
    let entries = archive.len().min(ENTRIES_MAX);
    let mut into = Vec::new();
    for entry in 0..entries {
        into.clear();
        if archive.read(entry, LIMIT_BYTES, &mut into) == Ok(true) {
            assert!(into.len() as u64 <= LIMIT_BYTES);
        }
    }
    assert!(archive.read(archive.len(), LIMIT_BYTES, &mut into).is_err());
    let mut reading = Reading::default();
    for place in 0..entries {
        if reading.entry(&READER, "archive.zip", &mut archive, place) == Step::End {
            break;
        }
    }
    for packed in reading.rows.chunks(64) {
        assert!(unpack(&[shipped_instrument()], packed).is_ok());
    }
});
