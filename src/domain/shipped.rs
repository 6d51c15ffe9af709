//! The instrument that this build ships, whole and as the respondent's page needs it.

use std::sync::OnceLock;

use super::instrument::Instrument;

/// The packed instrument without its coverage matrix, written by `build.rs` after it has checked
/// the whole file.
static WHOLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/instrument.packed"));

/// The packed instrument without what the respondent's page never shows, written by `build.rs`.
static SLIM: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/respondent.packed"));

/// SHA-256 of the canonical form of the whole file, written by `build.rs`.
static HASH: &[u8; 32] = include_bytes!(concat!(env!("OUT_DIR"), "/instrument.sha256"));

/// The shipped instrument, read once. Its coverage matrix is empty: researchers read that from
/// the file itself.
pub fn shipped_instrument() -> &'static Instrument {
    static SHIPPED: OnceLock<Instrument> = OnceLock::new();
    SHIPPED.get_or_init(|| Instrument::from_packed(WHOLE, *HASH))
}

/// The shipped instrument as the respondent's page needs it, read once: the same questions,
/// options, scores, documented figures and hash. Left out are the coverage matrix; the meaning of
/// figures, and all figures of outcomes; author, outlet and date of documents; units; a time span
/// that the question itself names; `value`, and the intervals of which no hours are counted. A
/// text left out is empty.
pub fn respondent_instrument() -> &'static Instrument {
    static SHIPPED: OnceLock<Instrument> = OnceLock::new();
    SHIPPED.get_or_init(|| Instrument::from_packed(SLIM, *HASH))
}
