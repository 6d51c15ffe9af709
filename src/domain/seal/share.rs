//! The private key in three shares, two of which give it back (Shamir's secret sharing over
//! GF(2⁸), one polynomial of degree 1 for each byte).
//!
//! One share alone says nothing about the key. A damaged share would give a wrong key without a
//! word, so a share carries the start of the SHA-256 of the public key, which the recombined key
//! must have, and a checksum of its own.

use std::fmt;

use sha2::{Digest as _, Sha256};
use vsss_rs::Gf256;
use zeroize::{Zeroize as _, Zeroizing};

use super::fingerprint::Fingerprint;
use super::given::{NoRandomness, with_given};
use super::key::{KEY_BYTES, PrivateKey};
use crate::domain::base64url::{DIGITS, decoded, encoded};

/// Length of the random bytes that splitting takes: the crate draws 32 bits for each coefficient.
pub const SHARE_RANDOM_BYTES: usize = KEY_BYTES * 4;

/// Shares of a key.
const SHARES: usize = 3;

/// Shares that give it back.
const THRESHOLD: usize = 2;

/// What a share's text of any version begins with; the version and a colon follow.
const NAME: &str = "QINGDAN-S";
const VERSION: &str = "1";

/// The number of the share, then one byte for each of the key.
const POINT_BYTES: usize = 1 + KEY_BYTES;
const KEY_HASH_BYTES: usize = 8;
const CHECK_BYTES: usize = 4;
const SHARE_BYTES: usize = POINT_BYTES + KEY_HASH_BYTES + CHECK_BYTES;

/// Characters after the prefix.
const CODE_CHARS: usize = SHARE_BYTES / 3 * 4;

/// One of the shares of a private key.
#[derive(Clone, PartialEq, Eq)]
pub struct Share {
    point: [u8; POINT_BYTES],
    key_hash: [u8; KEY_HASH_BYTES],
}

/// Why shares give no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShareFault {
    /// There is no share in the text.
    #[error("there is no share in it")]
    NoShare,
    /// The share is incomplete or changed.
    #[error("the share is incomplete or changed")]
    Damaged,
    /// A newer version made the share.
    #[error("a newer version made the share")]
    Newer,
    /// One share, or the same one again.
    #[error("two different shares are needed")]
    TooFew,
    /// They are shares of different keys.
    #[error("shares of different keys")]
    DifferentKeys,
    /// They give a key, and it is not theirs: one of them is not from the same splitting.
    #[error("the shares do not belong together")]
    NotTogether,
    /// There were no random numbers.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// Splits a key into three shares. The random bytes are used for one splitting only.
pub fn split_key(
    key: &PrivateKey,
    random: &[u8; SHARE_RANDOM_BYTES],
) -> Result<[Share; SHARES], ShareFault> {
    let secret = key.to_bytes();
    let points = with_given(random, |given| {
        Gf256::split_bytes(THRESHOLD, SHARES, secret.as_slice(), given)
    })?;
    let key_hash = key_hash(key);
    let shares: Result<Vec<Share>, _> = points
        .unwrap_or_default()
        .into_iter()
        .map(Zeroizing::new)
        .map(|point| point.as_slice().try_into().map(|point| Share { point, key_hash }))
        .collect();
    // The crate gives as many points as were asked for, each of the secret's length and one.
    let shares = shares.ok().and_then(|shares| shares.try_into().ok());
    shares.ok_or(ShareFault::NotTogether)
}

/// The key of two or three different shares.
pub fn combine_shares(shares: &[Share]) -> Result<PrivateKey, ShareFault> {
    let [first, rest @ ..] = shares else { return Err(ShareFault::TooFew) };
    if rest.iter().any(|share| share.key_hash != first.key_hash) {
        return Err(ShareFault::DifferentKeys);
    }
    let mut points: Vec<Vec<u8>> = Vec::new();
    for share in shares {
        if points.iter().any(|point| *point == share.point) {
            continue;
        }
        points.push(share.point.to_vec());
    }
    if points.len() < THRESHOLD {
        return Err(ShareFault::TooFew);
    }
    let combined = Gf256::combine_bytes(&points).map(Zeroizing::new);
    points.zeroize();
    let secret = combined.ok().and_then(|secret| PrivateKey::from_bytes(secret.first_chunk()?));
    let own = |key: &PrivateKey| key_hash(key) == first.key_hash;
    secret.filter(own).ok_or(ShareFault::NotTogether)
}

fn key_hash(key: &PrivateKey) -> [u8; KEY_HASH_BYTES] {
    let digest = key.public().digest();
    std::array::from_fn(|at| digest[at])
}

impl Share {
    /// Which of the shares it is, 1 to 3.
    pub const fn number(&self) -> u8 {
        self.point[0]
    }

    /// The fingerprint of the key that it is a share of.
    pub const fn fingerprint(&self) -> Fingerprint {
        Fingerprint(u64::from_be_bytes(self.key_hash))
    }

    /// The text: a prefix of eleven characters, then sixty letters, digits, `-` and `_`.
    pub fn to_code(&self) -> Zeroizing<String> {
        let body = Zeroizing::new([&self.point[..], &self.key_hash].concat());
        let bytes = Zeroizing::new([&body[..], &check(&body)].concat());
        let digits = Zeroizing::new(encoded(&bytes));
        Zeroizing::new([NAME, VERSION, ":", &digits].concat())
    }

    /// The share whose text stands somewhere in a text; it may be broken over lines.
    pub fn read(text: &str) -> Result<Self, ShareFault> {
        let at = text.find(NAME).ok_or(ShareFault::NoShare)?;
        let (version, code) = text[at + NAME.len()..].split_once(':').ok_or(ShareFault::NoShare)?;
        if version.is_empty() || !version.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ShareFault::NoShare);
        }
        if version != VERSION {
            return Err(ShareFault::Newer);
        }
        let mut digits = Zeroizing::new(Vec::with_capacity(CODE_CHARS));
        let mut rest = code.bytes().filter(|byte| !byte.is_ascii_whitespace());
        digits.extend(rest.by_ref().take(CODE_CHARS));
        Self::from_digits(&digits).filter(|_| !code_goes_on(code)).ok_or(ShareFault::Damaged)
    }

    fn from_digits(digits: &[u8]) -> Option<Self> {
        let bytes = Zeroizing::new(decoded(digits)?);
        let (body, rest) = bytes.split_last_chunk::<CHECK_BYTES>()?;
        let (point, key_hash) = body.split_first_chunk()?;
        let share = Self { point: *point, key_hash: key_hash.try_into().ok()? };
        let known = (1..=SHARES).contains(&usize::from(share.number()));
        (known && *rest == check(body)).then_some(share)
    }
}

/// Whether a digit follows the last that belongs to a share, without white space between.
fn code_goes_on(code: &str) -> bool {
    let mut digits = 0;
    for byte in code.bytes() {
        if digits == CODE_CHARS {
            return DIGITS.contains(&byte);
        }
        digits += usize::from(!byte.is_ascii_whitespace());
    }
    false
}

fn check(body: &[u8]) -> [u8; CHECK_BYTES] {
    let digest = Sha256::digest(body);
    std::array::from_fn(|at| digest[at])
}

impl Drop for Share {
    fn drop(&mut self) {
        self.point.zeroize();
    }
}

/// Says which share of which key it is and nothing else.
impl fmt::Debug for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Share({} of {})", self.number(), self.fingerprint())
    }
}
