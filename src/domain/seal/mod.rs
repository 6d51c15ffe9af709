//! Records sealed to an organiser's key, and what collectors and organisers do with them.
//!
//! The respondent's page needs [`PublicKey`], [`seal`] and the three forms of an [`Envelope`]: 120
//! bytes, a text, a file. Every envelope of a key has the same size and the same first eight bytes,
//! and without the private key the other 112 look like chance. A collector gathers envelopes in a
//! [`Collector`], which holds no key, and writes a bundle of at least [`BUNDLE_ENVELOPES_MIN`] in
//! an order that tells nothing about who sent which when. An organiser reads envelopes
//! ([`find_envelopes`], [`read_bundle`]) and opens them ([`open`]).
//!
//! The private key is kept as a file under a passphrase ([`lock_key`]), on paper
//! ([`PrivateKey::to_paper`]) or as three shares, two of which give it back ([`split_key`]).
//!
//! Nothing here draws random numbers: they are handed in, and where they fail nothing is made.
//! `docs/seal-format.md` tells every byte.

mod collector;
mod envelope;
mod fingerprint;
mod given;
mod key;
mod key_file;
#[cfg(feature = "two-tally")]
mod message;
mod open;
mod paper;
mod parts;
mod reseal;
mod scan;
mod share;
mod suite;

pub use collector::{
    Added, BUNDLE_ENVELOPES_MIN, BundleFault, Collector, ENVELOPES_MAX, read_bundle,
};
pub use envelope::{
    ENVELOPE_BYTES, ENVELOPE_FILE_NAME, ENVELOPE_NAME, ENVELOPE_START, Envelope, EnvelopeFault,
    SEAL_RANDOM_BYTES, SealFault, seal,
};
pub use fingerprint::Fingerprint;
pub use given::NoRandomness;
#[cfg(feature = "two-tally")]
pub(in crate::domain) use given::check_random;
pub use key::{KEY_BYTES, KeyId, PrivateKey, PublicKey};
pub use key_file::{
    KeyFileFault, LOCK_RANDOM_BYTES, PASSPHRASE_BYTES_MAX, PASSPHRASE_CHARS_MIN,
    PASSPHRASE_VARIETY_MIN, accept_passphrase, lock_key, unlock_key,
};
#[cfg(feature = "two-tally")]
pub(in crate::domain) use message::{MESSAGE_EXTRA_BYTES, open_message, seal_message};
pub use open::{Expected, Unopened, open};
pub use paper::PAPER_PREFIX;
pub use parts::lone_parts;
pub use reseal::seal_again;
pub use scan::{INPUT_BYTES_MAX, find_envelopes, locate_envelopes};
pub use share::{SHARE_RANDOM_BYTES, Share, ShareFault, combine_shares, split_key};
