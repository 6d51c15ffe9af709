//! Randomised response: for a few sensitive items the record holds the true option with a known
//! probability λ, and otherwise one drawn from all options of the item.
//!
//! λ is a ratio a/b of small integers, and the draws are integers, so that the odds between any
//! two options are an exact ratio ([`TruthProbability::odds`]). Nobody can undo a draw; what the
//! truth was among many people is estimated without bias ([`TruthProbability::share`],
//! [`CategoryCorrection`]). Ways of not answering are not randomised: they stay as given.
//!
//! S. L. Warner, *J. Am. Stat. Assoc.* 60 (1965) 63–69; with k options and a uniform draw:
//! P. Kairouz, K. Bonawitz & D. Ramage, *Proc. ICML* (2016) 2436–2444.

mod category;
mod draw;
mod estimate;
mod noise;

pub use category::{CategoryCorrection, CorrectedMoments};
pub use draw::{NoiseSeed, SEED_BYTES, randomise, uniform};
pub use estimate::{Estimate, people_needed};
pub use noise::Noise;

use serde::{Deserialize, Serialize};

use super::answer::{Answer, Complete, Question};
use super::instrument::{Instrument, Item};
use super::record::Record;

/// Most randomised items of a campaign.
pub const ITEMS_MAX: usize = 8;

/// Probability λ = a/b with which the true option stays: 0 < a < b, in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(u8, u8)", into = "(u8, u8)")]
pub struct TruthProbability {
    a: u8,
    b: u8,
}

impl TruthProbability {
    /// The probabilities that a campaign may have: a phone vouches for no others. With more truth
    /// the dice would be none, with less the answers.
    pub const OFFERED: [Self; 3] = [Self { a: 1, b: 4 }, Self::HALF, Self { a: 3, b: 4 }];

    /// One half: what is recommended.
    pub const HALF: Self = Self { a: 1, b: 2 };

    /// λ = a/b; none unless 0 < a < b and both have no common divisor.
    pub const fn new(a: u8, b: u8) -> Option<Self> {
        if 0 < a && a < b && gcd(a as u64, b as u64) == 1 { Some(Self { a, b }) } else { None }
    }

    /// a and b.
    pub const fn parts(self) -> (u8, u8) {
        (self.a, self.b)
    }

    /// How much likelier an option is to stand in the record if it is the true one than if any
    /// other of the item's `options` is: p : q with p = λ + (1 − λ)/k and q = (1 − λ)/k, in lowest
    /// terms. Their ratio is e to the power of ε = ln(1 + k·a/(b − a)).
    pub const fn odds(self, options: u8) -> (u64, u64) {
        let noise = (self.b - self.a) as u64;
        let truth = self.a as u64 * options as u64 + noise;
        let divisor = gcd(truth, noise);
        (truth / divisor, noise / divisor)
    }

    /// What the record holds of an option: the same where `t`, drawn from 0 to b − 1, is below a,
    /// and otherwise `u`, drawn from the item's options.
    pub const fn reported(self, option: u8, t: u8, u: u8) -> u8 {
        if t < self.a { option } else { u }
    }
}

impl TryFrom<(u8, u8)> for TruthProbability {
    type Error = RandomisationFault;

    fn try_from((a, b): (u8, u8)) -> Result<Self, RandomisationFault> {
        Self::new(a, b).ok_or(RandomisationFault::Probability)
    }
}

impl From<TruthProbability> for (u8, u8) {
    fn from(truth: TruthProbability) -> Self {
        truth.parts()
    }
}

/// The randomised items of a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Randomisation {
    truth: TruthProbability,
    /// Positions in the instrument, ascending.
    items: Vec<u8>,
}

/// Why items cannot be randomised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RandomisationFault {
    /// λ is none of [`TruthProbability::OFFERED`], or bytes are missing.
    #[error("no such probability")]
    Probability,
    /// No item, or more than [`ITEMS_MAX`].
    #[error("from 1 to {ITEMS_MAX} items can be randomised")]
    Number,
    /// Items are not in ascending order, or one stands twice.
    #[error("the items are not in order")]
    Order,
    /// The instrument has no item of this number.
    #[error("there is no item {0}")]
    NoItem(u8),
    /// Another item depends on this one, or this one on another: what is not applicable would
    /// betray the truth.
    #[error("a rule of the instrument ties item {0} to another")]
    Tied(u8),
    /// Hours are estimated from this item, person by person.
    #[error("hours are estimated from item {0}")]
    Hours(u8),
}

impl Randomisation {
    /// Randomises items, given by their positions in the instrument in ascending order.
    pub fn new(
        instrument: &Instrument,
        truth: TruthProbability,
        items: &[u8],
    ) -> Result<Self, RandomisationFault> {
        if !(1..=ITEMS_MAX).contains(&items.len()) {
            return Err(RandomisationFault::Number);
        }
        if !items.is_sorted_by(|earlier, later| earlier < later) {
            return Err(RandomisationFault::Order);
        }
        for &number in items {
            let item = instrument.items.get(usize::from(number));
            let item = item.ok_or(RandomisationFault::NoItem(number))?;
            if is_tied(instrument, item) {
                return Err(RandomisationFault::Tied(number));
            }
            if gives_hours(instrument, item) {
                return Err(RandomisationFault::Hours(number));
            }
        }
        Ok(Self { truth, items: items.to_vec() })
    }

    /// The probability of the truth.
    pub const fn truth(&self) -> TruthProbability {
        self.truth
    }

    /// Positions of the items, ascending.
    pub fn items(&self) -> &[u8] {
        &self.items
    }

    /// Whether an item is randomised.
    pub fn has(&self, item: usize) -> bool {
        self.items.iter().any(|&number| usize::from(number) == item)
    }

    /// The campaign's extension: a, b, then the items.
    pub fn to_bytes(&self) -> Vec<u8> {
        let (a, b) = self.truth.parts();
        [&[a, b], self.items.as_slice()].concat()
    }

    /// Reads the campaign's extension; only what [`Randomisation::to_bytes`] writes with one of the
    /// probabilities offered is accepted.
    pub fn from_bytes(instrument: &Instrument, bytes: &[u8]) -> Result<Self, RandomisationFault> {
        let read = bytes.split_first_chunk().ok_or(RandomisationFault::Probability);
        let (&[a, b], items) = read?;
        let offered = TruthProbability::OFFERED.into_iter().find(|truth| truth.parts() == (a, b));
        Self::new(instrument, offered.ok_or(RandomisationFault::Probability)?, items)
    }

    /// The record as it leaves the phone. The draws follow from the seed, the odds and the item
    /// alone: the same answers, seed and odds give the same record, whatever changed in between.
    pub fn apply(&self, instrument: &Instrument, record: &Record, seed: &NoiseSeed) -> Record {
        let complete = record.complete();
        let mut answers = complete.answers().clone();
        for &number in &self.items {
            let options = option_count(instrument, number);
            if let Some(answer) = answers.slot(Question::Item(number)) {
                let mut words = seed.words(self.truth, number);
                *answer = randomise(self.truth, options, *answer, &mut || words.word());
            }
        }
        record.with_complete(Complete { form: complete.form(), answers })
    }

    /// Whether `changed` answers one of the randomised items otherwise than `saved`. Then a second
    /// file tells more than the first: two draws of different truths under one seed.
    pub fn differs(&self, saved: &Complete, changed: &Complete) -> bool {
        let answer = |complete: &Complete, number: u8| -> Answer {
            complete.answers().get(Question::Item(number))
        };
        self.items.iter().any(|&number| answer(saved, number) != answer(changed, number))
    }
}

/// Number of options of an item, at most [`OPTIONS_MAX`](super::instrument::OPTIONS_MAX).
fn option_count(instrument: &Instrument, number: u8) -> u8 {
    u8::try_from(instrument.options_of(Question::Item(number)).len()).unwrap_or(u8::MAX)
}

/// Whether a rule makes the item, or another by its answer, not applicable.
fn is_tied(instrument: &Instrument, item: &Item) -> bool {
    let mut rules = instrument.items.iter().filter_map(|item| item.not_applicable_when.as_ref());
    item.not_applicable_when.is_some() || rules.any(|rule| rule.item == item.id)
}

/// Whether hours are estimated from the item.
fn gives_hours(instrument: &Instrument, item: &Item) -> bool {
    instrument.hours.as_ref().is_some_and(|hours| {
        hours.activities.contains(&item.id)
            || hours.avoidable.iter().any(|avoidable| avoidable.share == item.id)
    })
}

/// Greatest common divisor.
const fn gcd(a: u64, b: u64) -> u64 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
