//! Splits the record of an interview and hands its halves to the browser.

use js_sys::Promise;

use super::leave_page::NotLeaving;
use super::share_record::SHARED_KIND;
use crate::browser::download::{self, NotTaken};
use crate::browser::share::{self, NotShared};
use crate::domain::instrument::Instrument;
use crate::domain::interview::Interview;
use crate::domain::record::anonymise;
use crate::domain::two_tally::{Party, Scheme, SealedHalf};

/// The names of the files of a half: one that is saved and one that is shared, the same for
/// everybody, so that they tell nothing but whom the half is for.
pub const fn half_names(party: Party) -> [&'static str; 2] {
    match party {
        Party::First => ["qingdan-half-1.json", "qingdan-half-1.txt"],
        Party::Second => ["qingdan-half-2.json", "qingdan-half-2.txt"],
    }
}

/// The halves of an interview, always the same of the same answers.
pub fn split_record(
    instrument: &Instrument,
    interview: &Interview,
    scheme: &Scheme<'_>,
) -> Result<[SealedHalf; 2], NotLeaving> {
    let seed = interview.seed().ok_or(NotLeaving::NoRandomness)?;
    let halves = scheme.split_again(&anonymise(instrument, interview), seed);
    // An interview with the terms of the plan's campaign fits its tables.
    halves.map_err(|_| NotLeaving::NoCampaign)
}

/// Hands the file of a half to the browser.
pub fn save_half(half: &SealedHalf) -> Result<(), NotTaken> {
    let [name, _] = half_names(half.party());
    download::save(name, "application/json", half.to_file().as_bytes())
}

/// Opens the share sheet with the same bytes. To be called inside a tap; [`share::end`] waits for
/// the outcome.
pub fn share_half(half: &SealedHalf) -> Result<Promise, NotShared> {
    let [_, name] = half_names(half.party());
    share::begin(name, SHARED_KIND, half.to_file().as_bytes())
}
