//! Takes a key, or shares of one, out of chosen files.

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use zeroize::Zeroizing;

use super::keep_key::PAINT_MILLIS;
use crate::browser::files;
use crate::domain::seal::{KeyFileFault, PrivateKey, Share, ShareFault, unlock_key};

/// Largest file that is read, bytes: those of keys and shares are far smaller.
const FILE_BYTES_MAX: u64 = 16_384;

/// Unlocks the key in a file and tells when that is done: none where the browser did not give the
/// file.
pub fn take_key(
    file: File,
    passphrase: Zeroizing<String>,
    ondone: impl FnOnce(Option<Result<PrivateKey, KeyFileFault>>) + 'static,
) {
    spawn_local(async move {
        let Some(text) = text(&file).await else { return ondone(None) };
        Timeout::new(PAINT_MILLIS, move || ondone(Some(unlock_key(&text, &passphrase)))).forget();
    });
}

/// Reads a share in each of some files and tells of every one: none where the browser did not give
/// the file. Those that are none come last, so that no other takes their reason away.
pub fn take_shares(
    chosen: Vec<File>,
    ontaken: impl Fn(Option<Result<Share, ShareFault>>) + 'static,
) {
    spawn_local(async move {
        let mut all = Vec::new();
        for file in &chosen {
            all.push(text(file).await.map(|text| Share::read(&text)));
        }
        all.sort_by_key(|taken| !matches!(taken, Some(Ok(_))));
        all.into_iter().for_each(ontaken);
    });
}

/// The text of a file, empty where it is too large to be what is wanted.
async fn text(file: &File) -> Option<Zeroizing<String>> {
    if files::size_bytes(file) > FILE_BYTES_MAX {
        return Some(Zeroizing::default());
    }
    let bytes = Zeroizing::new(files::bytes(file).await.ok()?);
    Some(Zeroizing::new(String::from_utf8_lossy(&bytes).into_owned()))
}
