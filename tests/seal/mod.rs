//! What the tests of sealing share: a key, records, random numbers from a counter.

use sha2::{Digest as _, Sha256};

use qingdan::domain::instrument::{Instrument, InstrumentHash};
use qingdan::domain::record::PACKED_BYTES;
use qingdan::domain::seal::{
    Collector, Envelope, PrivateKey, SEAL_RANDOM_BYTES, find_envelopes, seal,
};
use qingdan::domain::shipped_instrument;

pub(crate) fn instrument() -> &'static Instrument {
    shipped_instrument()
}

/// Bytes that look like chance and are the same in every run.
pub(crate) fn random<const BYTES: usize>(number: u64) -> [u8; BYTES] {
    let blocks = (0_u64..).map(|block| {
        let digest: [u8; 32] =
            Sha256::digest([number.to_be_bytes(), block.to_be_bytes()].concat()).into();
        digest
    });
    let bytes: Vec<u8> = blocks.flatten().take(BYTES).collect();
    bytes.try_into().unwrap()
}

/// The 32 bytes of 64 hexadecimal digits.
#[allow(dead_code, reason = "not every test file needs it")]
pub(crate) fn hex(text: &str) -> [u8; 32] {
    std::array::from_fn(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).unwrap())
}

pub(crate) fn key(number: u64) -> PrivateKey {
    PrivateKey::of_random(&random(1_000_000 + number)).unwrap()
}

/// An envelope of these bytes.
pub(crate) fn sealed(key: &PrivateKey, packed: &[u8; PACKED_BYTES], number: u64) -> Envelope {
    let random = random::<SEAL_RANDOM_BYTES>(number);
    seal(key.public(), instrument().hash, packed, &random).unwrap()
}

/// An envelope of another instrument.
#[allow(dead_code, reason = "not every test file needs it")]
pub(crate) fn sealed_for(key: &PrivateKey, hash: InstrumentHash, packed: &[u8; 64]) -> Envelope {
    seal(key.public(), hash, packed, &random(77)).unwrap()
}

/// Different envelopes.
#[allow(dead_code, reason = "not every test file needs it")]
pub(crate) fn envelopes(key: &PrivateKey, number: u64) -> Vec<Envelope> {
    (0..number).map(|number| sealed(key, &random(500 + number), number)).collect()
}

/// Everything that is found in a text.
#[allow(dead_code, reason = "not every test file needs it")]
pub(crate) fn found(text: &[u8]) -> Vec<Result<Envelope, qingdan::domain::seal::EnvelopeFault>> {
    let mut all = Vec::new();
    find_envelopes(text, &mut |found| all.push(found));
    all
}

/// A collector that has taken these.
#[allow(dead_code, reason = "not every test file needs it")]
pub(crate) fn collected(texts: &[String]) -> Collector {
    let mut collector = Collector::new(None);
    for text in texts {
        collector.add(text.as_bytes()).unwrap();
    }
    collector
}
