//! What a tally file says of noise in the answers, and the sums to correct it with.

use serde::{Deserialize, Serialize};

use super::super::corrected::Corrected;
use super::super::counts::Tally;
use super::TallyFile;
use crate::domain::instrument::Instrument;
use crate::domain::randomised::{CorrectedMoments, Noise, Randomisation, TruthProbability};

/// The field `randomised`; left out without a campaign, and where nobody knows anything.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Randomised {
    known: bool,
    truth: Option<TruthProbability>,
    items: Vec<u8>,
    corrected: Vec<Sums>,
}

/// Category, people, sum, squares.
type Sums = (u8, u64, i128, i128);

impl Randomised {
    pub(super) fn of(file: &TallyFile) -> Option<Self> {
        let Noise { known, truth, items } = file.noise.clone();
        let told = file.wave.is_some() && file.noise != Noise::UNKNOWN;
        let sums = |&(category, CorrectedMoments { n, sum, squares }): &(u8, _)| {
            (category, n, sum, squares)
        };
        let corrected = file.corrected.iter().flat_map(Corrected::categories);
        told.then(|| Self { known, truth, items, corrected: corrected.map(sums).collect() })
    }

    /// What is known of the noise in a file of a wave, and the sums; none where that cannot be.
    pub(super) fn read(
        listed: Option<&Self>,
        wave: Option<u8>,
        instrument: &Instrument,
        tally: &Tally,
    ) -> Option<(Noise, Option<Corrected>)> {
        let Some(Self { known, truth, items, corrected }) = listed else {
            return Some((wave.map_or(Noise::NONE, |_| Noise::UNKNOWN), None));
        };
        wave?;
        let may =
            |&item: &u8| Randomisation::new(instrument, TruthProbability::HALF, &[item]).is_ok();
        if !items.is_sorted_by(|earlier, later| earlier < later) || !items.iter().all(may) {
            return None;
        }
        let noise = Noise { known: *known, truth: *truth, items: items.clone() };
        if truth.is_none() {
            return corrected.is_empty().then_some((noise, None));
        }
        let moments =
            |&(category, n, sum, squares): &Sums| (category, CorrectedMoments { n, sum, squares });
        let sums: Vec<_> = corrected.iter().map(moments).collect();
        let sums = Corrected::read(instrument, tally, &noise, &sums).filter(|_| *known)?;
        Some((noise, Some(sums)))
    }
}
