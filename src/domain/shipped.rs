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

/// What kinds of questions an instrument has. Known when the pages are compiled, so that they carry
/// nothing for what is not asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a part of the pages that there is or not"
)]
pub struct Shape {
    /// Whether there is a quick form, which asks less than the full one.
    pub quick: bool,
    /// Whether there are outcomes, the priorities included.
    pub outcomes: bool,
    /// Whether the last of them are the priorities.
    pub priorities: bool,
    /// Whether there are background questions.
    pub background: bool,
    /// Whether hours are estimated.
    pub hours: bool,
    /// Whether documented cases are marked on scales.
    pub cases: bool,
    /// Whether the index has a name of its own.
    pub index_name: bool,
    /// Whether there are remedies.
    pub remedies: bool,
    /// Whether there is one category only, whose score the index is.
    pub one_category: bool,
    /// How long the full and the quick form take by the length of their text, in half minutes.
    pub half_minutes: [u8; 2],
}

/// The shape of the shipped instrument, written by `build.rs`.
pub const SHAPE: Shape = include!(concat!(env!("OUT_DIR"), "/shape.rs"));

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_is_that_of_the_instrument() {
        let instrument = shipped_instrument();
        assert_eq!(SHAPE.quick, instrument.has_quick_form());
        assert_eq!(SHAPE.outcomes, !instrument.outcomes.is_empty());
        assert_eq!(SHAPE.priorities, instrument.priorities_index().is_some());
        assert_eq!(SHAPE.background, !instrument.background.is_empty());
        assert_eq!(SHAPE.index_name, instrument.index_name.is_some());
        assert_eq!(SHAPE.hours, instrument.hours.is_some());
        let cases = instrument.items.iter().any(|item| !item.cases().is_empty());
        assert_eq!(SHAPE.cases, cases);
        assert_eq!(SHAPE.remedies, instrument.categories.iter().any(|c| !c.remedies.is_empty()));
        assert_eq!(SHAPE.one_category, instrument.categories.len() == 1);
        if instrument.id == "grassroots-burden" {
            // Eight minutes and five and a half, as the guides say.
            assert_eq!(SHAPE.half_minutes, [16, 11]);
        }
    }
}
