//! Invented respondents with known parameters: for tests, benches, training and the labelled
//! demo. Nothing here describes anybody, and nothing here rests on a survey.
//!
//! A [`Population`] says what is true of the people; a [`Simulation`] draws them from its seed, the
//! same records wherever it runs. What the records must then show, apart from chance, follows in
//! closed form: [`Population::option_shares`], [`Population::expected_category`],
//! [`Population::expected_correlation`].
//!
//! # Model
//! The burden of a person in category `c` is normal on a latent scale,
//! `b = mean + d + sd·(√ρ·g + √(1 − ρ)·u)`, with one general factor `g` for the person and one
//! specific factor `u` for each category; `d` is the sum of the shifts of the person's groups and
//! of the wave. The response to an item is `y = location + λ·b + √(1 − λ²)·e`, and the option is
//! the number of thresholds below `y`: the normal-ogive graded response model (F. Samejima,
//! *Psychometrika Monograph* 17, 1969). The thresholds of `m` options are
//! `τₖ = 1.6·(2k/m − 1)`, `k = 1 … m − 1`: options in the middle are somewhat more common, and a
//! latent mean of 0 gives a mean score of 50. An outcome answers to `g + d` in the same way. Who
//! does not answer is independent of all this.

mod parameter;
mod person;
mod population;
mod source;
mod truth;

pub use parameter::Parameter;
pub use population::{
    Burden, Careless, Graded, Groups, Missing, Population, PopulationError, Resent,
};
pub use truth::Expected;

use std::collections::VecDeque;

use super::answer::{Answers, Complete};
use super::instrument::{Form, Instrument};
use super::interview::{Event, Interview};
use super::record::{PACKED_BYTES, Record, RecordId, anonymise, pack_answers, unpack};
use super::shipped_instrument;
use person::Plan;
use source::Source;

/// Where the revision, the id and the answers stand in a packed record.
const REVISION_AT: usize = 6;
const ID_FROM: usize = 7;
const ID_BYTES: usize = 16;
const ANSWERS_FROM: usize = 36;

/// A record that is sent again comes after so many others.
const RESENT_AFTER: u64 = 20;

/// Invented records for the page's demo, which must call them so: `people` full forms and quick
/// forms with some missing answers, drawn from `seed`.
pub fn demo(instrument: &Instrument, people: u64, seed: u64) -> Simulation<'_> {
    Simulation::begin(instrument, Population { seed, people, ..Population::new(instrument) })
}

/// Full forms of the shipped instrument without groups, gaps and carelessness: every category has
/// latent mean 0, sd 1 and correlation 0.3, every item loading 0.7. Read the expected figures from
/// [`Population::plain`].
pub fn plain(people: u64, seed: u64) -> Simulation<'static> {
    let instrument = shipped_instrument();
    Simulation::begin(instrument, Population { seed, people, ..Population::plain(instrument) })
}

/// The records of a population, one after the other, in constant memory.
#[derive(Clone, Debug)]
pub struct Simulation<'a> {
    instrument: &'a Instrument,
    population: Population,
    plan: Plan,
    source: Source,
    /// The answers of everyone who copies.
    copied: Answers,
    /// Packed records without id and answers: full form, quick form.
    heads: [[u8; PACKED_BYTES]; 2],
    drawn: u64,
    /// Records to be sent again, each with the number of people after whom it comes.
    waiting: VecDeque<(u64, Record)>,
}

/// What one person sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The record.
    pub first: Record,
    /// The same again, or a later revision: takes the place of the first.
    pub again: Option<Record>,
}

impl Sent {
    /// The record that counts.
    pub fn last(self) -> Record {
        self.again.unwrap_or(self.first)
    }
}

impl<'a> Simulation<'a> {
    /// Begins to draw; a population that fits no probability model of this instrument is refused.
    pub fn new(
        instrument: &'a Instrument,
        population: Population,
    ) -> Result<Self, PopulationError> {
        population.check(instrument)?;
        Ok(Self::begin(instrument, population))
    }

    fn begin(instrument: &'a Instrument, population: Population) -> Self {
        let mut source = Source::new(population.seed);
        let plan = Plan::new(instrument);
        let copied = population.sincere(instrument, &plan, &mut source);
        let campaign = population.campaign;
        let heads = [Form::Full, Form::Quick].map(|form| {
            let blank = Interview::new(instrument, RecordId([0; ID_BYTES]), campaign);
            let picked = blank.after(instrument, &Event::PickedForm(form));
            anonymise(instrument, &picked.unwrap_or(blank)).pack()
        });
        let waiting = VecDeque::new();
        Self { instrument, population, plan, source, copied, heads, drawn: 0, waiting }
    }

    /// The next person with all that they send. People taken in this way do not come as records.
    pub fn next_person(&mut self) -> Option<Sent> {
        if self.drawn >= self.population.people {
            return None;
        }
        self.drawn += 1;
        let (population, source) = (&self.population, &mut self.source);
        let form = if source.chance(population.quick) { Form::Quick } else { Form::Full };
        let mut id = [0; ID_BYTES];
        source.fill(&mut id);
        let answers = population.person(self.instrument, &self.plan, source, &self.copied);
        let resent = source.share();
        let first = self.record(form, id, 0, &answers)?;
        let Resent { identical, revised } = self.population.resent;
        let again = if resent < identical {
            Some(first.clone())
        } else if resent < identical + revised {
            let changed = person::revise(self.instrument, form, answers, &mut self.source);
            Some(self.record(form, id, 1, &changed)?)
        } else {
            None
        };
        Some(Sent { first, again })
    }

    /// A record by way of its canonical bytes, so that none can exist that no page could write.
    /// Always there: answers are drawn from what each question offers (`tests/simulate.rs`).
    fn record(
        &self,
        form: Form,
        id: [u8; ID_BYTES],
        revision: u8,
        answers: &Answers,
    ) -> Option<Record> {
        let complete = Complete::new(self.instrument, form, answers);
        let mut packed = self.heads[usize::from(form == Form::Quick)];
        packed[REVISION_AT] = revision;
        packed[ID_FROM..ID_FROM + ID_BYTES].copy_from_slice(&id);
        packed[ANSWERS_FROM..].copy_from_slice(&pack_answers(complete.answers()));
        let record = unpack(&[self.instrument], &packed);
        debug_assert!(record.is_ok(), "{record:?}");
        record.ok()
    }
}

impl Iterator for Simulation<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        let all = self.drawn >= self.population.people;
        if self.waiting.front().is_some_and(|(after, _)| all || *after <= self.drawn) {
            return self.waiting.pop_front().map(|(_, record)| record);
        }
        let Sent { first, again } = self.next_person()?;
        self.waiting.extend(again.map(|record| (self.drawn + RESENT_AFTER, record)));
        Some(first)
    }
}
