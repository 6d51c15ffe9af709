//! Any bytes give a record or a refusal; the fast reader agrees with the strict one; and a record
//! gives back the very bytes.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use qingdan::domain::record::{Template, read_json};
use qingdan::domain::shipped_instrument;

static TEMPLATE: LazyLock<Template> = LazyLock::new(|| Template::new(shipped_instrument()));

fuzz_target!(|bytes: &[u8]| {
    let instrument = shipped_instrument();
    let fast = TEMPLATE.read(bytes).filter(|found| found.length == bytes.len());
    match read_json(&[instrument], bytes) {
        Ok(record) => {
            let (pretty, line) = (record.to_json(instrument), record.to_line(instrument));
            let ended = bytes.strip_suffix(b"\n").unwrap_or(bytes);
            let line = line.strip_suffix('\n').unwrap_or(&line);
            assert!(pretty.as_bytes() == bytes || line.as_bytes() == ended);
            assert_eq!(fast.map(|found| found.packed), Some(record.pack()));
        }
        // The fast reader leaves the last line feed to whoever reads bundles.
        Err(_) => {
            if let Some(found) = fast {
                let whole = [bytes, b"\n"].concat();
                let record = read_json(&[instrument], &whole).expect("a record but for its end");
                assert_eq!(record.pack(), found.packed);
            }
        }
    }
});
