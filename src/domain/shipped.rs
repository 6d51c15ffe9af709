//! The instrument that this build ships.

use std::sync::OnceLock;

use super::instrument::Instrument;

/// The packed instrument without its coverage matrix, written by `build.rs` after it has checked
/// the whole file.
static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/instrument.packed"));

/// SHA-256 of the canonical form of the whole file, written by `build.rs`.
static HASH: &[u8; 32] = include_bytes!(concat!(env!("OUT_DIR"), "/instrument.sha256"));

/// The shipped instrument, read once. Its coverage matrix is empty: researchers read that from
/// the file itself.
///
/// # Panics
/// Never: the build script has read the same bytes with the same code.
pub fn shipped_instrument() -> &'static Instrument {
    static SHIPPED: OnceLock<Instrument> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        Instrument::from_packed(BYTES, *HASH)
            .unwrap_or_else(|error| panic!("the build wrote an unreadable instrument: {error}"))
    })
}
