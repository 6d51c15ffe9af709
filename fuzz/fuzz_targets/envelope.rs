//! Any bytes give envelopes or faults: loose, in a bundle, as a share, as a key on paper or in a
//! file. What is taken is written the same again.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use qingdan::domain::seal::{
    Collector, Envelope, Expected, PrivateKey, Share, find_envelopes, open, read_bundle,
};
use qingdan::domain::shipped_instrument;

/// The key of the seeds.
static KEY: LazyLock<PrivateKey> = LazyLock::new(|| {
    PrivateKey::of_random(b"the organiser's 32 random bytes.").expect("random bytes")
});

fuzz_target!(|bytes: &[u8]| {
    let hash = shipped_instrument().hash;
    let expected = Expected { instrument: hash, others: &[], campaigns: &[] };
    let mut found = Vec::new();
    find_envelopes(bytes, &mut |envelope| found.extend(envelope));
    if let Ok(envelope) = Envelope::from_bytes(bytes) {
        found.push(envelope);
    }
    // Opening is slow beside reading: a few are enough.
    for envelope in found.iter().take(4) {
        let _ = open(envelope, &KEY, &expected);
        for text in [envelope.to_code(), envelope.to_file()] {
            let mut again = Vec::new();
            find_envelopes(text.as_bytes(), &mut |envelope| again.push(envelope));
            assert_eq!(again, [Ok(*envelope)]);
        }
    }
    if let Ok(envelopes) = read_bundle(bytes) {
        let mut collector = Collector::new(None);
        collector.add(bytes).expect("not too large");
        assert_eq!(collector.len(), envelopes.len());
        assert_eq!(collector.bundle().expect("enough").as_bytes(), bytes);
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(share) = Share::read(text) {
        assert_eq!(Share::read(&share.to_code()), Ok(share));
    }
    if let Some(key) = PrivateKey::from_paper(text) {
        let paper = key.to_paper();
        assert_eq!(PrivateKey::from_paper(&paper).map(|key| key.to_paper()), Some(paper));
    }
});
