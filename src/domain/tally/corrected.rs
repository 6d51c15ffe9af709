//! What the scores of categories with randomised items come to, person by person.

use super::columns::{Columns, Scope};
use super::counts::Tally;
use super::scorer::codes;
use crate::domain::instrument::Instrument;
use crate::domain::randomised::{CategoryCorrection, CorrectedMoments, Noise, Randomisation};
use crate::domain::record::answer;

/// Exact and mergeable sums of the corrected scores of some people, of each category with
/// randomised items that their form asks. They cannot be shown: only a release can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    randomisation: Randomisation,
    /// Positions in the instrument, ascending.
    categories: Vec<(u8, CorrectedMoments)>,
}

impl Corrected {
    /// The sums of a tally's people as they were read; none unless they can be those.
    pub(super) fn read(
        instrument: &Instrument,
        tally: &Tally,
        noise: &Noise,
        listed: &[(u8, CorrectedMoments)],
    ) -> Option<Self> {
        let randomisation = noise.randomisation(instrument)?;
        let expected = corrections(instrument, &randomisation, tally);
        let possible = |((place, correction), (listed, moments)): (&Prepared, &Listed)| {
            let scored = tally.categories[usize::from(*place)].scored();
            place == listed && moments.n == scored && correction.allows(moments)
        };
        let same = expected.len() == listed.len();
        let holds = same && expected.iter().zip(listed).all(possible);
        holds.then(|| Self { randomisation, categories: listed.to_vec() })
    }

    /// How the items were randomised.
    pub const fn randomisation(&self) -> &Randomisation {
        &self.randomisation
    }

    /// The sums by category, ascending.
    pub(in crate::domain) fn categories(&self) -> &[Listed] {
        &self.categories
    }

    /// Adds other people, randomised in the same way; none where they were not.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Option<Self> {
        let alike = self.randomisation == other.randomisation
            && self.categories.len() == other.categories.len();
        for ((_, moments), (_, more)) in self.categories.iter_mut().zip(&other.categories) {
            moments.merge(more);
        }
        alike.then_some(self)
    }
}

type Listed = (u8, CorrectedMoments);
type Prepared = (u8, CategoryCorrection);

impl Columns {
    /// The sums of a scope's records, whose answers were randomised in this way. Reads every
    /// record once. None for a scope without records.
    pub fn corrected(
        &self,
        instrument: &Instrument,
        scope: Scope,
        randomisation: &Randomisation,
    ) -> Option<Corrected> {
        let corrections = corrections(instrument, randomisation, self.tally(scope)?);
        let none = |(place, _): &Prepared| (*place, CorrectedMoments::default());
        let mut categories: Vec<Listed> = corrections.iter().map(none).collect();
        let first = instrument.background.len();
        for (_, version) in self.versions(scope) {
            let codes = codes(&version.answers);
            for ((_, correction), (_, moments)) in corrections.iter().zip(&mut categories) {
                let given = |item: usize| codes.get(first + item).map(|&code| answer(code));
                if let Some(units) = correction.units_of(scope.form, given) {
                    moments.add(units);
                }
            }
        }
        Some(Corrected { randomisation: randomisation.clone(), categories })
    }
}

/// How each category with randomised items is corrected that the form of a tally asks.
fn corrections(
    instrument: &Instrument,
    randomisation: &Randomisation,
    tally: &Tally,
) -> Vec<Prepared> {
    let touched = Noise::of(Some(randomisation)).categories(instrument, tally.form());
    let prepared = touched.into_iter().filter_map(|place| {
        let correction = CategoryCorrection::new(instrument, randomisation, usize::from(place))?;
        Some((place, correction))
    });
    prepared.collect()
}
