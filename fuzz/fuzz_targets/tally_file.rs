//! Any bytes give a tally or a refusal; a tally gives back the very bytes, and disclosing it never
//! fails, whatever it counts.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qingdan::domain::disclose::{Policy, disclose};
use qingdan::domain::shipped_instrument;
use qingdan::domain::tally::read_tally;

fuzz_target!(|bytes: &[u8]| {
    let instrument = shipped_instrument();
    if let Ok(file) = read_tally(bytes, instrument) {
        let line = file.to_line(instrument);
        assert_eq!(line.trim_end().as_bytes(), bytes.trim_ascii_end());
        let release = disclose(instrument, file.tally(), Policy::default());
        assert_eq!(release.n, file.tally().n());
    }
});
