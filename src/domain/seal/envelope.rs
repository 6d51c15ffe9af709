//! A record sealed to an organiser's key.
//!
//! | bytes | content |
//! |---|---|
//! | 0–1 | `QE` |
//! | 2 | version, 1 |
//! | 3 | 0 |
//! | 4–7 | key id |
//! | 8–39 | encapsulated key |
//! | 40–103 | the packed record, encrypted |
//! | 104–119 | tag |
//!
//! HPKE base mode (RFC 9180, section 5.1.1): nothing in it says who sealed it. The first eight
//! bytes are authenticated with it, and `info` is [`INFO`], the instrument's hash and the SHA-256
//! of the public key.

use std::fmt;

use hpke::inout::InOutBuf;
use hpke::{OpModeS, Serializable as _, setup_sender_with_rng};

use super::given::{NoRandomness, with_given};
use super::key::{KEY_BYTES, KeyId, PublicKey};
use super::suite::{Aead, Kdf, Kem};
use crate::domain::base64url::{decoded, encoded};
use crate::domain::instrument::InstrumentHash;
use crate::domain::record::PACKED_BYTES;

/// Length of an envelope.
pub const ENVELOPE_BYTES: usize = HEAD_BYTES + KEY_BYTES + PACKED_BYTES + TAG_BYTES;

/// Length of the random bytes that sealing takes.
pub const SEAL_RANDOM_BYTES: usize = 32;

/// The name of every envelope's file.
pub const ENVELOPE_FILE_NAME: &str = "qingdan-sealed.json";

/// What an envelope's text of any version begins with; the version and a colon follow.
pub const ENVELOPE_NAME: &str = "QINGDAN-E";

/// The version of that text.
pub(super) const CODE_VERSION: &str = "1";

/// Characters of base64url in a text or a file.
pub(super) const CODE_CHARS: usize = ENVELOPE_BYTES / 3 * 4;

/// What an envelope's file of any version begins with.
pub const ENVELOPE_START: &str = "{\"format\":\"qingdan-envelope/";

/// What stands between that and the envelope, and after it.
pub(super) const FILE_MIDDLE: &str = "1\",\"envelope\":\"";
pub(super) const FILE_END: &str = "\"}";

pub(super) const HEAD_BYTES: usize = 8;
pub(super) const SEALED_FROM: usize = HEAD_BYTES + KEY_BYTES;
pub(super) const TAG_FROM: usize = SEALED_FROM + PACKED_BYTES;
const TAG_BYTES: usize = 16;
const MAGIC: [u8; 2] = *b"QE";
const VERSION: [u8; 2] = [1, 0];

/// What `info` begins with.
const INFO: &[u8] = b"qingdan-envelope/1";

/// A sealed record. Its head is right; whether the rest opens, only its key tells.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Envelope([u8; ENVELOPE_BYTES]);

/// Why nothing was sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealFault {
    /// There were no random numbers.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// The key could not be used.
    #[error("not sealed")]
    NotSealed,
}

/// Why bytes or a text are no envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeFault {
    /// It is incomplete or changed.
    #[error("it is incomplete or changed")]
    Damaged,
    /// A newer version of the page made it.
    #[error("a newer version made it")]
    Newer,
}

/// Seals a packed record of an instrument to a key. The random bytes are used for one envelope
/// only.
pub fn seal(
    key: &PublicKey,
    instrument: InstrumentHash,
    packed: &[u8; PACKED_BYTES],
    random: &[u8; SEAL_RANDOM_BYTES],
) -> Result<Envelope, SealFault> {
    let mut envelope = [0; ENVELOPE_BYTES];
    let head = head(key.id());
    envelope[..HEAD_BYTES].copy_from_slice(&head);
    envelope[SEALED_FROM..TAG_FROM].copy_from_slice(packed);
    let info = info(key, instrument);
    let begun = with_given(random, |given| {
        setup_sender_with_rng::<Aead, Kdf, Kem>(&OpModeS::Base, key.hpke(), &info, given)
    })?;
    let (encapsulated, mut context) = begun.map_err(|_| SealFault::NotSealed)?;
    let buffer = InOutBuf::from(&mut envelope[SEALED_FROM..TAG_FROM]);
    let tag = context.seal_inout_detached(buffer, &head).map_err(|_| SealFault::NotSealed)?;
    encapsulated.write_exact(&mut envelope[HEAD_BYTES..SEALED_FROM]);
    tag.write_exact(&mut envelope[TAG_FROM..]);
    Ok(Envelope(envelope))
}

/// The first bytes of every envelope of a key.
pub(super) const fn head([a, b, c, d]: KeyId) -> [u8; HEAD_BYTES] {
    [MAGIC[0], MAGIC[1], VERSION[0], VERSION[1], a, b, c, d]
}

/// What the encryption is bound to.
pub(super) fn info(key: &PublicKey, instrument: InstrumentHash) -> Vec<u8> {
    [INFO, &instrument.0, &key.digest()].concat()
}

impl Envelope {
    /// The envelope of these bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, EnvelopeFault> {
        match bytes.first_chunk::<4>() {
            Some([a, b, version @ ..]) if [*a, *b] == MAGIC && *version != VERSION => {
                Err(EnvelopeFault::Newer)
            }
            Some([a, b, ..]) if [*a, *b] == MAGIC => {
                bytes.try_into().map(Self).map_err(|_| EnvelopeFault::Damaged)
            }
            _ => Err(EnvelopeFault::Damaged),
        }
    }

    /// Its bytes.
    pub const fn as_bytes(&self) -> &[u8; ENVELOPE_BYTES] {
        &self.0
    }

    /// The id of the key that it is sealed to.
    pub const fn key_id(&self) -> KeyId {
        let [_, _, _, _, a, b, c, d, ..] = self.0;
        [a, b, c, d]
    }

    /// The text: a prefix of eleven characters, then 160 letters, digits, `-` and `_`.
    pub fn to_code(&self) -> String {
        [ENVELOPE_NAME, CODE_VERSION, ":", &encoded(&self.0)].concat()
    }

    /// The file: one line of JSON.
    pub fn to_file(&self) -> String {
        [ENVELOPE_START, FILE_MIDDLE, &encoded(&self.0), FILE_END, "\n"].concat()
    }

    /// The envelope of the characters in a text or a file.
    pub(super) fn from_digits(digits: &[u8]) -> Result<Self, EnvelopeFault> {
        Self::from_bytes(&decoded(digits).ok_or(EnvelopeFault::Damaged)?)
    }
}

impl fmt::Debug for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_code())
    }
}
