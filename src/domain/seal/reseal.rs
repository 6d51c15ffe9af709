//! Sealing opened records again, so that what is saved of them is as closed as what came.

use super::envelope::{Envelope, SEAL_RANDOM_BYTES, SealFault, seal};
use super::given::check_random;
use super::key::PublicKey;
use crate::domain::instrument::InstrumentHash;
use crate::domain::mac::hmac_sha256;
use crate::domain::record::PACKED_BYTES;

/// What the message begins with from which random bytes are made.
const LABEL: &[u8] = b"qingdan-seal-again/1";

/// Seals one of many packed records, each under a number of its own, with random bytes made from
/// those handed in: HMAC-SHA256 of them over a label and the number. These are used for no other
/// record of the same number.
pub fn seal_again(
    key: &PublicKey,
    instrument: InstrumentHash,
    packed: &[u8; PACKED_BYTES],
    random: &[u8; SEAL_RANDOM_BYTES],
    number: u64,
) -> Result<Envelope, SealFault> {
    // What is made of them below does not show any more that they were all the same.
    check_random(random)?;
    seal(key, instrument, packed, &hmac_sha256(random, &[LABEL, &number.to_be_bytes()]))
}
