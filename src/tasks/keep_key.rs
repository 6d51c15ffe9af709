//! Hands a key to the browser to save, locked with a passphrase.

use gloo::timers::callback::Timeout;
use zeroize::Zeroizing;

use crate::browser::{download, random};
use crate::domain::seal::{
    KeyFileFault, LOCK_RANDOM_BYTES, NoRandomness, PrivateKey, accept_passphrase, lock_key,
};

/// The name of every key's file: the same for all, so that it tells nothing.
pub const KEY_FILE_NAME: &str = "qingdan-key.json";

/// Time for the browser to paint that it is being worked on, milliseconds: deriving a key from a
/// passphrase keeps the page busy.
pub const PAINT_MILLIS: u32 = 60;

/// Why a key was not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeepKeyFault {
    /// It was not locked.
    #[error(transparent)]
    Lock(#[from] KeyFileFault),
    /// The browser did not take the file.
    #[error(transparent)]
    NotTaken(#[from] download::NotTaken),
}

/// Locks the key under a passphrase, hands the file to the browser under [`KEY_FILE_NAME`], and
/// tells when that is done.
pub fn keep_key(
    key: PrivateKey,
    passphrase: Zeroizing<String>,
    ondone: impl FnOnce(Result<(), KeepKeyFault>) + 'static,
) {
    if let Err(fault) = accept_passphrase(&passphrase) {
        return ondone(Err(fault.into()));
    }
    Timeout::new(PAINT_MILLIS, move || ondone(kept(&key, &passphrase))).forget();
}

fn kept(key: &PrivateKey, passphrase: &str) -> Result<(), KeepKeyFault> {
    let random = random::bytes::<LOCK_RANDOM_BYTES>();
    let random = random.map_err(|_| KeyFileFault::NoRandomness(NoRandomness))?;
    let file = lock_key(key, passphrase, &random)?;
    Ok(download::save(KEY_FILE_NAME, "application/json", file.as_bytes())?)
}
