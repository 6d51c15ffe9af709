//! Encrypts drafts under a resume code.
//!
//! What is stored is, in Crockford's base32: one byte format, 24 random bytes, the draft encrypted
//! with ChaCha20-Poly1305, which seals records too, 16 bytes tag. The format is authenticated with
//! it. The key is the SHA-256 of a label, the code's twelve characters and the random bytes; it is
//! used once, so that the cipher's own nonce is zero. A code of 60 random bits needs no slow
//! derivation. The code is stored nowhere.

use base32::Alphabet::Crockford;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use sha2::{Digest, Sha256};

use crate::domain::draft::{DRAFT_BYTES, KeepFault, ResumeCode};

/// First byte of what is stored.
pub const SEALED_FORMAT: u8 = 3;

/// Length of the random bytes.
pub const NONCE_BYTES: usize = 24;

/// Length of what is stored, characters: the same for every draft.
pub const SEALED_CHARS: usize = (1 + NONCE_BYTES + DRAFT_BYTES + TAG_BYTES) / 5 * 8;

const TAG_BYTES: usize = 16;
const KEY_LABEL: &[u8] = b"qingdan draft 3\0";

/// Why a stored text gives no draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealFault {
    /// It is not what this page stores.
    #[error("not a stored draft")]
    Damaged,
    /// Another version of this page stored it.
    #[error("stored in another format")]
    OtherFormat,
    /// The code does not open it, or it was changed since it was stored.
    #[error("the code does not open it")]
    Closed,
}

/// The text to be stored. The random bytes are used once only.
pub fn seal_draft(
    code: &ResumeCode,
    nonce: [u8; NONCE_BYTES],
    draft: &[u8],
) -> Result<String, KeepFault> {
    let mut sealed = vec![SEALED_FORMAT];
    sealed.extend(nonce);
    let payload = Payload { msg: draft, aad: &[SEALED_FORMAT] };
    let encrypted = cipher(code, &nonce).encrypt(&Nonce::default(), payload);
    sealed.extend(encrypted.map_err(|_| KeepFault::NotSealed)?);
    Ok(base32::encode(Crockford, &sealed))
}

/// The draft's bytes in a stored text.
pub fn unseal_draft(code: &ResumeCode, text: &str) -> Result<Vec<u8>, SealFault> {
    let sealed = base32::decode(Crockford, text).ok_or(SealFault::Damaged)?;
    let (&format, rest) = sealed.split_first().ok_or(SealFault::Damaged)?;
    if format != SEALED_FORMAT {
        return Err(SealFault::OtherFormat);
    }
    let (nonce, msg) = rest.split_first_chunk().ok_or(SealFault::Damaged)?;
    if text.len() != SEALED_CHARS {
        return Err(SealFault::Damaged);
    }
    let payload = Payload { msg, aad: &[format] };
    let nonce: &[u8; NONCE_BYTES] = nonce;
    cipher(code, nonce).decrypt(&Nonce::default(), payload).map_err(|_| SealFault::Closed)
}

/// The cipher of one draft as it is stored once.
fn cipher(code: &ResumeCode, nonce: &[u8; NONCE_BYTES]) -> ChaCha20Poly1305 {
    let key = Sha256::new().chain_update(KEY_LABEL).chain_update(code.as_str());
    let key = key.chain_update(nonce).finalize();
    ChaCha20Poly1305::new(&Key::from(<[u8; 32]>::from(key)))
}
