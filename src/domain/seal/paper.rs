//! The private key on paper: 56 characters of Crockford's base32, and as a QR code.

use base32::Alphabet::Crockford;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::key::{KEY_BYTES, PrivateKey};
use crate::domain::record::character;

/// What stands before the characters in a QR code.
pub const PAPER_PREFIX: &str = "QINGDAN-K1:";

/// The first bytes of the SHA-256 of the key catch a slip of the hand.
const CHECK_BYTES: usize = 3;

/// Characters without the prefix: 35 bytes, five bits each.
const CHARS: usize = (KEY_BYTES + CHECK_BYTES) * 8 / 5;

impl PrivateKey {
    /// The key for paper: [`PAPER_PREFIX`], then 56 letters and digits. Only characters of a QR
    /// code's alphanumeric mode stand in it.
    pub fn to_paper(&self) -> Zeroizing<String> {
        let key = self.to_bytes();
        let bytes = Zeroizing::new([&key[..], &check(&key)].concat());
        let digits = Zeroizing::new(base32::encode(Crockford, &bytes));
        Zeroizing::new([PAPER_PREFIX, &digits].concat())
    }

    /// Reads a key from paper, with or without the prefix. White space, dashes, case and full
    /// width do not matter, and I and L are read as 1, O as 0. None where a character is wrong or
    /// missing.
    pub fn from_paper(typed: &str) -> Option<Self> {
        let plain = |text: &str| -> Zeroizing<String> {
            let kept = |char: &char| {
                !char.is_whitespace() && !matches!(char, '-' | '‐'..='―' | '−' | '－')
            };
            Zeroizing::new(text.chars().filter(kept).map(character).collect())
        };
        let (typed, prefix) = (plain(typed), plain(PAPER_PREFIX));
        let digits = typed.strip_prefix(prefix.as_str()).unwrap_or(&typed);
        if digits.len() != CHARS {
            return None;
        }
        let bytes = Zeroizing::new(base32::decode(Crockford, digits)?);
        let (key, rest) = bytes.split_first_chunk::<KEY_BYTES>()?;
        Self::from_bytes(key).filter(|_| *rest == check(key))
    }
}

fn check(key: &[u8; KEY_BYTES]) -> [u8; CHECK_BYTES] {
    let digest = Sha256::digest(key);
    std::array::from_fn(|at| digest[at])
}
