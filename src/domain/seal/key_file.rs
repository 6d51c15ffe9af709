//! The private key as a file under a passphrase.
//!
//! One line of JSON, always of the same length; bytes are in base64url without padding:
//!
//! | field | content |
//! |---|---|
//! | `format` | `qingdan-key/1` |
//! | `kdf` | [`KDF`]: Argon2id (RFC 9106), version 19, 19 MiB, two passes, one lane |
//! | `public` | the public key, 32 bytes |
//! | `salt` | 16 bytes |
//! | `nonce` | 24 bytes |
//! | `key` | the private key, encrypted with XChaCha20-Poly1305: 32 bytes and 16 of the tag |
//!
//! All that stands before the value of `key` is authenticated with it.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::given::{NoRandomness, with_given};
use super::key::{KEY_BYTES, PrivateKey};
use crate::domain::base64url::{decoded, encoded};

/// Fewest characters of a passphrase.
pub const PASSPHRASE_CHARS_MIN: usize = 12;

/// Fewest different characters of a passphrase, and fewest places in it where a character is
/// neither the one before nor its neighbour (`aaaa`, `1234`, `fedc`): less is tried first.
pub const PASSPHRASE_VARIETY_MIN: usize = 5;

/// Longest passphrase, bytes.
pub const PASSPHRASE_BYTES_MAX: usize = 1_024;

/// Length of the random bytes that locking takes: salt and nonce.
pub const LOCK_RANDOM_BYTES: usize = SALT_BYTES + NONCE_BYTES;

/// Parameters of Argon2id, as OWASP's cheat sheet on password storage recommends them.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// How those are written.
const KDF: &str = "argon2id,v=19,m=19456,t=2,p=1";

const SALT_BYTES: usize = 16;
const NONCE_BYTES: usize = 24;
const LOCKED_BYTES: usize = KEY_BYTES + 16;

/// Longest file that is read, bytes; a file of this version has 268.
const FILE_BYTES_MAX: usize = 4_096;

/// What a file of any version begins with.
const NAME: &str = "{\"format\":\"qingdan-key/";

/// What stands before each value, and after the last.
const BEFORE_PUBLIC: &str = "\",\"public\":\"";
const BEFORE_SALT: &str = "\",\"salt\":\"";
const BEFORE_NONCE: &str = "\",\"nonce\":\"";
const BEFORE_KEY: &str = "\",\"key\":\"";
const END: &str = "\"}";

/// Why a key is not locked or not unlocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyFileFault {
    /// The passphrase has fewer than [`PASSPHRASE_CHARS_MIN`] characters.
    #[error("the passphrase is too short")]
    ShortPassphrase,
    /// The passphrase repeats a few characters or counts up or down: see
    /// [`PASSPHRASE_VARIETY_MIN`].
    #[error("the passphrase is too simple")]
    SimplePassphrase,
    /// The passphrase has more than [`PASSPHRASE_BYTES_MAX`] bytes.
    #[error("the passphrase is too long")]
    LongPassphrase,
    /// There were no random numbers.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// There is not enough memory for the derivation.
    #[error("there is not enough memory")]
    NoMemory,
    /// It is not the file of a key.
    #[error("not the file of a key")]
    NoKeyFile,
    /// It is the file of a key, incomplete or changed.
    #[error("the file is incomplete or changed")]
    Damaged,
    /// A newer version made the file.
    #[error("a newer version made the file")]
    Newer,
    /// The passphrase does not unlock it, or it was changed.
    #[error("the passphrase does not unlock it")]
    Locked,
}

/// Whether a new key may be locked under a passphrase. It is not looked up in any dictionary.
///
/// # Errors
///
/// [`KeyFileFault::ShortPassphrase`] and [`KeyFileFault::SimplePassphrase`].
///
/// ```
/// use qingdan::domain::seal::{KeyFileFault, accept_passphrase};
///
/// assert!(accept_passphrase("纸船 石桥 灯会 三轮车").is_ok());
/// assert_eq!(accept_passphrase("aaaaaaaaaaaa"), Err(KeyFileFault::SimplePassphrase));
/// ```
pub fn accept_passphrase(passphrase: &str) -> Result<(), KeyFileFault> {
    let chars = Zeroizing::new(passphrase.chars().map(u32::from).collect::<Vec<u32>>());
    if chars.len() < PASSPHRASE_CHARS_MIN {
        return Err(KeyFileFault::ShortPassphrase);
    }
    let turns = chars.windows(2).filter(|pair| pair[0].abs_diff(pair[1]) > 1).count();
    let new = |(at, char): &(usize, &u32)| !chars[..*at].contains(char);
    let different = chars.iter().enumerate().filter(new).take(PASSPHRASE_VARIETY_MIN).count();
    if turns < PASSPHRASE_VARIETY_MIN || different < PASSPHRASE_VARIETY_MIN {
        return Err(KeyFileFault::SimplePassphrase);
    }
    Ok(())
}

/// The file of a key. The random bytes are used for one file only.
pub fn lock_key(
    key: &PrivateKey,
    passphrase: &str,
    random: &[u8; LOCK_RANDOM_BYTES],
) -> Result<Zeroizing<String>, KeyFileFault> {
    accept_passphrase(passphrase)?;
    let (mut salt, mut nonce) = ([0; SALT_BYTES], [0; NONCE_BYTES]);
    with_given(random, |given| {
        use hpke::rand_core::Rng as _;
        given.fill_bytes(&mut salt);
        given.fill_bytes(&mut nonce);
    })?;
    let public = encoded(&key.public().to_bytes());
    let head = [
        &[NAME, "1\",\"kdf\":\"", KDF, BEFORE_PUBLIC, &public].concat(),
        BEFORE_SALT,
        &encoded(&salt),
        BEFORE_NONCE,
        &encoded(&nonce),
        BEFORE_KEY,
    ]
    .concat();
    let secret = key.to_bytes();
    let payload = Payload { msg: secret.as_slice(), aad: head.as_bytes() };
    let cipher = cipher(passphrase, &salt)?;
    let locked = cipher.encrypt(&XNonce::from(nonce), payload);
    let locked = locked.map_err(|_| KeyFileFault::Damaged)?;
    Ok(Zeroizing::new([&head, &encoded(&locked), END, "\n"].concat()))
}

/// The key in a file. White space around it and a byte order mark before it do not matter.
pub fn unlock_key(file: &str, passphrase: &str) -> Result<PrivateKey, KeyFileFault> {
    let file = file.strip_prefix('\u{feff}').unwrap_or(file).trim();
    let after = file.strip_prefix(NAME).ok_or(KeyFileFault::NoKeyFile)?;
    if file.len() > FILE_BYTES_MAX {
        return Err(KeyFileFault::Damaged);
    }
    let version: String = after.chars().take_while(char::is_ascii_digit).collect();
    if !version.is_empty() && version != "1" {
        return Err(KeyFileFault::Newer);
    }
    let fields = fields(after).ok_or(KeyFileFault::Damaged)?;
    let head = file.len() - END.len() - encoded_chars(LOCKED_BYTES);
    let payload = Payload { msg: &fields.locked, aad: &file.as_bytes()[..head] };
    let cipher = cipher(passphrase, &fields.salt)?;
    let secret = cipher.decrypt(&XNonce::from(fields.nonce), payload);
    let secret = Zeroizing::new(secret.map_err(|_| KeyFileFault::Locked)?);
    let key = secret.first_chunk().and_then(PrivateKey::from_bytes);
    let own = |key: &PrivateKey| key.public().to_bytes() == fields.public;
    key.filter(own).ok_or(KeyFileFault::Damaged)
}

/// The values of a file.
struct Fields {
    public: [u8; KEY_BYTES],
    salt: [u8; SALT_BYTES],
    nonce: [u8; NONCE_BYTES],
    locked: [u8; LOCKED_BYTES],
}

/// Reads the values behind the name of the format, where they are written as above.
fn fields(after: &str) -> Option<Fields> {
    let mut rest = after.strip_prefix("1\",\"kdf\":\"")?.strip_prefix(KDF)?;
    let fields = Fields {
        public: value(&mut rest, BEFORE_PUBLIC)?,
        salt: value(&mut rest, BEFORE_SALT)?,
        nonce: value(&mut rest, BEFORE_NONCE)?,
        locked: value(&mut rest, BEFORE_KEY)?,
    };
    (rest == END).then_some(fields)
}

/// The bytes of the value that stands behind a text.
fn value<const BYTES: usize>(rest: &mut &str, before: &str) -> Option<[u8; BYTES]> {
    let (digits, after) = rest.strip_prefix(before)?.split_at_checked(encoded_chars(BYTES))?;
    *rest = after;
    decoded(digits.as_bytes())?.try_into().ok()
}

/// The number of characters of so many bytes in base64url.
const fn encoded_chars(bytes: usize) -> usize {
    (bytes * 4).div_ceil(3)
}

fn cipher(passphrase: &str, salt: &[u8]) -> Result<XChaCha20Poly1305, KeyFileFault> {
    if passphrase.len() > PASSPHRASE_BYTES_MAX {
        return Err(KeyFileFault::LongPassphrase);
    }
    let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(KEY_BYTES));
    let params = params.map_err(|_| KeyFileFault::NoMemory)?;
    let derivation = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut key = Zeroizing::new([0; KEY_BYTES]);
    let derived = derivation.hash_password_into(passphrase.as_bytes(), salt, &mut *key);
    derived.map_err(|_| KeyFileFault::NoMemory)?;
    Ok(XChaCha20Poly1305::new(&Key::from(*key)))
}
