//! What is known of the noise in the answers of some people.

use super::{Randomisation, TruthProbability};
use crate::domain::instrument::{Form, Instrument};

/// Which items were randomised, as far as anybody knows. Of several campaigns together
/// ([`Noise::and`]) an item counts as randomised if it was in any of them, and can be corrected
/// only if all were randomised alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noise {
    /// Whether it is known of everybody.
    pub known: bool,
    /// λ, where these items, and no others, were randomised with it for everybody.
    pub truth: Option<TruthProbability>,
    /// Positions in the instrument, ascending: items randomised for some or for all.
    pub items: Vec<u8>,
}

impl Noise {
    /// Nothing was randomised.
    pub const NONE: Self = Self { known: true, truth: None, items: Vec::new() };

    /// Nobody knows.
    pub const UNKNOWN: Self = Self { known: false, truth: None, items: Vec::new() };

    /// What a campaign randomises.
    pub fn of(randomisation: Option<&Randomisation>) -> Self {
        randomisation.map_or(Self::NONE, |randomisation| Self {
            known: true,
            truth: Some(randomisation.truth()),
            items: randomisation.items().to_vec(),
        })
    }

    /// The people of both. The same of the same; of different ones no λ is left.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        if self == other {
            return self;
        }
        let mut items = [self.items, other.items].concat();
        items.sort_unstable();
        items.dedup();
        Self { known: self.known && other.known, truth: None, items }
    }

    /// The same without λ: what cannot be corrected.
    #[must_use]
    pub fn uncorrected(self) -> Self {
        Self { truth: None, ..self }
    }

    /// How it can be corrected; none where nothing was randomised, or not alike for everybody.
    pub fn randomisation(&self, instrument: &Instrument) -> Option<Randomisation> {
        Randomisation::new(instrument, self.truth?, &self.items).ok()
    }

    /// Whether an item was randomised for anybody.
    pub fn has(&self, item: usize) -> bool {
        self.items.iter().any(|&number| usize::from(number) == item)
    }

    /// Whether a category has a randomised item that a form asks: its scores are not the true
    /// ones.
    pub fn touches(&self, instrument: &Instrument, form: Form, category: usize) -> bool {
        let mut items = instrument.items_of(category);
        items.any(|item| self.has(item) && instrument.asks(form, item))
    }

    /// The categories with randomised items that a form asks, ascending.
    pub fn categories(&self, instrument: &Instrument, form: Form) -> Vec<u8> {
        let all = 0..instrument.categories.len();
        let touched = all.filter(|&category| self.touches(instrument, form, category));
        touched.filter_map(|category| u8::try_from(category).ok()).collect()
    }
}
