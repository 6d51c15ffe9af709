//! Makes an organiser's key.

use zeroize::Zeroizing;

use crate::browser::random;
use crate::domain::seal::{KEY_BYTES, NoRandomness, PrivateKey};

/// A new key from the browser's randomness; none where there is none.
pub fn make_key() -> Result<PrivateKey, NoRandomness> {
    let bytes = random::bytes::<KEY_BYTES>().map_err(|_| NoRandomness)?;
    PrivateKey::of_random(&Zeroizing::new(bytes))
}
