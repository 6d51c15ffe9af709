//! Splits a key into shares and hands each to the browser to save.

use zeroize::Zeroizing;

use crate::browser::download::{self, NotTaken};
use crate::browser::random;
use crate::domain::seal::{
    NoRandomness, PrivateKey, SHARE_RANDOM_BYTES, Share, ShareFault, split_key as split,
};

/// Names of the files of shares, by their numbers; all keys' are the same.
pub const SHARE_FILE_NAMES: [&str; 3] =
    ["qingdan-share-1.txt", "qingdan-share-2.txt", "qingdan-share-3.txt"];

/// Splits a key with the browser's randomness.
pub fn split_key(key: &PrivateKey) -> Result<[Share; 3], ShareFault> {
    let random = random::bytes::<SHARE_RANDOM_BYTES>().map_err(|_| NoRandomness)?;
    split(key, &Zeroizing::new(random))
}

/// Hands a share to the browser to save, with some words before its text.
pub fn save_share(share: &Share, words: &str) -> Result<(), NotTaken> {
    let place = usize::from(share.number()).saturating_sub(1);
    let name = SHARE_FILE_NAMES.get(place).ok_or(NotTaken)?;
    let code = share.to_code();
    let file = Zeroizing::new([words, "\n", code.as_str(), "\n"].concat());
    download::save(name, "text/plain", file.as_bytes())
}
