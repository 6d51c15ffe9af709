//! HMAC-SHA256 (RFC 2104).

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// Block of SHA-256, bytes. A shorter key is followed by zeros.
const BLOCK_BYTES: usize = 64;

/// Length of keys and codes.
pub(super) const MAC_BYTES: usize = 32;

/// The authentication code of a message in pieces, one after the other.
pub(super) fn hmac_sha256(key: &[u8; MAC_BYTES], message: &[&[u8]]) -> [u8; MAC_BYTES] {
    let mut block = [0; BLOCK_BYTES];
    block[..MAC_BYTES].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    for piece in message {
        mac.update(piece);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4231, test case 1: a key of twenty bytes, which the zeros after it do not change.
    #[test]
    fn matches_rfc_4231() {
        let mut key = [0; MAC_BYTES];
        key[..20].fill(0x0b);
        let code = hmac_sha256(&key, &[b"Hi ", b"There"]);
        let words = code.as_chunks().0.iter().map(|word| u64::from_be_bytes(*word));
        let expected = [
            0xb034_4c61_d8db_3853_u64,
            0x5ca8_afce_af0b_f12b,
            0x881d_c200_c983_3da7,
            0x26e9_376c_2e32_cff7,
        ];
        assert_eq!(words.collect::<Vec<_>>(), expected);
    }
}
