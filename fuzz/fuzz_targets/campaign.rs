//! Any text gives a campaign or a fault, and a campaign reads back from its code, link and file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qingdan::domain::campaign::read_campaign;
use qingdan::domain::shipped_instrument;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let instrument = shipped_instrument();
    if let Ok(campaign) = read_campaign(instrument, text) {
        let texts = [campaign.to_code(), campaign.to_link("https://example.invalid/"), campaign.to_file()];
        for text in texts {
            assert_eq!(read_campaign(instrument, &text).as_ref(), Ok(&campaign));
        }
    }
});
