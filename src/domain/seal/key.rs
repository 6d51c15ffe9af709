//! An organiser's two keys (X25519).

use std::fmt;

use hpke::kem::Kem as _;
use hpke::{Deserializable as _, OpModeS, Serializable as _, setup_sender_with_rng};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::fingerprint::Fingerprint;
use super::given::{Given, NoRandomness, with_given};
use super::suite::{Aead, Kdf, Kem};
use crate::domain::record::CampaignRef;
use crate::domain::ticket::TicketSecret;

/// Length of either key.
pub const KEY_BYTES: usize = 32;

/// The first four bytes of the SHA-256 of a public key: what an envelope says of its key.
pub type KeyId = [u8; 4];

pub(super) type SecretKey = <Kem as hpke::Kem>::PrivateKey;
pub(super) type HpkePublicKey = <Kem as hpke::Kem>::PublicKey;

/// Any bytes that are not all the same, to try a key with.
const TRIAL: [u8; KEY_BYTES] = *b"qingdan: a trial of a public key";

/// A public key that records can be sealed to.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey(HpkePublicKey);

/// The key that opens what is sealed to its public key. It has no public form: it leaves memory
/// only as a locked file, on paper or in shares.
#[derive(Clone)]
pub struct PrivateKey {
    secret: SecretKey,
    public: PublicKey,
}

impl PublicKey {
    /// The key of these bytes; none where they are not written as X25519 writes a key, or where
    /// the key is one of the few with which every secret is the same and known to everybody.
    pub fn from_bytes(bytes: [u8; KEY_BYTES]) -> Option<Self> {
        let key = HpkePublicKey::from_bytes(&bytes).ok()?;
        // The crate refuses the keys of low order only when they are used.
        let used = with_given(&TRIAL, |given| {
            setup_sender_with_rng::<Aead, Kdf, Kem>(&OpModeS::Base, &key, &[], given).is_ok()
        });
        (is_reduced(&bytes) && used == Ok(true)).then_some(Self(key))
    }

    /// The key as X25519 writes it.
    pub fn to_bytes(&self) -> [u8; KEY_BYTES] {
        self.0.to_bytes().into()
    }

    /// The SHA-256 of the key.
    pub(super) fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.to_bytes()).into()
    }

    /// What an envelope says of its key.
    pub fn id(&self) -> KeyId {
        let digest = self.digest();
        std::array::from_fn(|at| digest[at])
    }

    /// What people compare.
    pub fn fingerprint(&self) -> Fingerprint {
        let digest = self.digest();
        Fingerprint(u64::from_be_bytes(std::array::from_fn(|at| digest[at])))
    }

    pub(super) const fn hpke(&self) -> &HpkePublicKey {
        &self.0
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.fingerprint())
    }
}

impl PrivateKey {
    /// The key pair of random bytes (`DeriveKeyPair` of RFC 9180, section 7.1.3).
    pub fn of_random(random: &[u8; KEY_BYTES]) -> Result<Self, NoRandomness> {
        let (secret, public) =
            with_given(random, |given: &mut Given<'_>| Kem::gen_keypair_with_rng(given))?;
        Ok(Self { secret, public: PublicKey(public) })
    }

    /// Its public key.
    pub const fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The secret of the tickets of one wave.
    pub fn ticket_secret(&self, campaign: CampaignRef) -> TicketSecret {
        TicketSecret::of_private_key(&self.to_bytes(), campaign)
    }

    /// The key of these bytes; none where they are not written as [`PrivateKey::to_bytes`] does.
    pub(super) fn from_bytes(bytes: &[u8; KEY_BYTES]) -> Option<Self> {
        let secret = SecretKey::from_bytes(bytes).ok()?;
        let key = Self { public: PublicKey(Kem::sk_to_pk(&secret)), secret };
        (*key.to_bytes() == *bytes).then_some(key)
    }

    pub(super) fn to_bytes(&self) -> Zeroizing<[u8; KEY_BYTES]> {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        self.secret.write_exact(&mut *bytes);
        bytes
    }

    pub(super) const fn hpke(&self) -> &SecretKey {
        &self.secret
    }
}

/// Says which key it is and nothing else.
impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey({})", self.public.fingerprint())
    }
}

/// Whether the bytes, low first, are below 2²⁵⁵ − 19: X25519 takes others for a smaller number.
fn is_reduced(bytes: &[u8; KEY_BYTES]) -> bool {
    let [low, middle @ .., high] = bytes;
    *high < 0x7f || *high == 0x7f && (middle.iter().any(|byte| *byte != 0xff) || *low < 0xed)
}
