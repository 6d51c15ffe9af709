//! What is true of invented people.

use super::parameter::Parameter;
use crate::domain::instrument::{Instrument, Kind};
use crate::domain::record::{CampaignRef, WAVE_MAX};

/// How far the shares of a question's options may be from 1 in sum.
const SUM_TOLERANCE: f64 = 1e-9;

/// Parameters of a population. All shares and probabilities are 0 to 1; shifts, means and sds are
/// on the latent scale of the model (`simulate`), on which 1 is about 30 points of score.
#[derive(Clone, Debug, PartialEq)]
pub struct Population {
    /// Everything follows from it.
    pub seed: u64,
    /// Number of people; each sends at least one record.
    pub people: u64,
    /// Share of people who answer the quick form.
    pub quick: f64,
    /// Campaign and wave of all records.
    pub campaign: Option<CampaignRef>,
    /// Shift of every burden from one wave to the next; wave 1 has none.
    pub wave_shift: f64,
    /// One per background question; none where it is not asked.
    pub background: Vec<Option<Groups>>,
    /// One per category.
    pub burdens: Vec<Burden>,
    /// Correlation ρ of the burdens of any two categories, 0 to 1.
    pub correlation: f64,
    /// One per item.
    pub items: Vec<Graded>,
    /// One per outcome other than the priorities.
    pub outcomes: Vec<Graded>,
    /// Share that picks an option without a value ("not aware") where a net change is asked.
    pub unaware: f64,
    /// Share that picks no priority ("none for now").
    pub no_priority: f64,
    /// Who does not answer.
    pub missing: Missing,
    /// Who answers without reading.
    pub careless: Careless,
    /// Share of people whose hours exceed their week: every activity in the top band, the week in
    /// the lowest. Otherwise they answer as everyone does.
    pub impossible_hours: f64,
    /// Who sends a second file.
    pub resent: Resent,
}

/// The groups of one background question.
#[derive(Clone, Debug, PartialEq)]
pub struct Groups {
    /// Share of people in each option; they sum to 1.
    pub shares: Vec<f64>,
    /// Shift of every burden in each option.
    pub shifts: Vec<f64>,
}

/// The burden of one category.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Burden {
    /// Mean of a group without shift.
    pub mean: f64,
    /// Standard deviation within a group, at least 0.
    pub sd: f64,
}

/// How answers to a question follow a burden.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Graded {
    /// Loading λ, −1 to 1; below 0 where a greater burden leads to lower options.
    pub loading: f64,
    /// Shift of the response at no burden.
    pub location: f64,
}

/// Probabilities of not answering a question, equal for all and independent of everything else.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Missing {
    /// Passed over.
    pub skipped: f64,
    /// Prefers not to say.
    pub declined: f64,
    /// Doesn't know, where that is offered.
    pub dont_know: f64,
    /// Not applicable, where that is offered.
    pub not_applicable: f64,
}

/// Shares of people who answer without reading. They answer every item and outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Careless {
    /// The same option everywhere, each as likely as the others.
    pub straight: f64,
    /// Every option equally likely, each time anew.
    pub random: f64,
    /// One sheet for all of them: identical items, outcomes and priorities.
    pub copied: f64,
}

/// Shares of people who send a second file.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Resent {
    /// The same file again.
    pub identical: f64,
    /// The next revision, with up to three items changed.
    pub revised: f64,
}

/// Why a population cannot be drawn.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PopulationError {
    /// A list does not fit the instrument.
    #[error("{what}: {found} values instead of {expected}")]
    Length {
        /// The list.
        what: Parameter,
        /// Its length.
        found: usize,
        /// What the instrument needs.
        expected: usize,
    },
    /// A number outside its range.
    #[error("{what}: {value} is not between {least} and {most}")]
    Range {
        /// The parameter.
        what: Parameter,
        /// The number.
        value: f64,
        /// Its least value.
        least: f64,
        /// Its greatest value.
        most: f64,
    },
    /// Shares that exclude each other have a wrong sum.
    #[error("{what}: the shares sum to {sum}")]
    Sum {
        /// The shares.
        what: Parameter,
        /// Their sum.
        sum: f64,
    },
}

/// Largest latent shift, mean or sd that is accepted: beyond it everybody answers the same.
const LATENT_MAX: f64 = 10.0;

impl Population {
    /// Checks that the population fits the instrument.
    pub(super) fn check(&self, instrument: &Instrument) -> Result<(), PopulationError> {
        let length = |what, found, expected| {
            let fits = (found == expected).then_some(());
            fits.ok_or(PopulationError::Length { what, found, expected })
        };
        length(Parameter::Background, self.background.len(), instrument.background.len())?;
        length(Parameter::Burdens, self.burdens.len(), instrument.categories.len())?;
        length(Parameter::Items, self.items.len(), instrument.items.len())?;
        length(Parameter::Outcomes, self.outcomes.len(), instrument.choice_outcomes().len())?;
        for (groups, question) in self.background.iter().zip(&instrument.background) {
            let Some(Groups { shares, shifts }) = groups else { continue };
            length(Parameter::GroupShares, shares.len(), question.options.len())?;
            length(Parameter::GroupShifts, shifts.len(), question.options.len())?;
            shares.iter().try_for_each(|&share| range(Parameter::GroupShare, share, 0.0, 1.0))?;
            shifts.iter().try_for_each(|&shift| latent(Parameter::GroupShift, shift))?;
            let sum: f64 = shares.iter().sum();
            if (sum - 1.0).abs() > SUM_TOLERANCE {
                return Err(PopulationError::Sum { what: Parameter::GroupShares, sum });
            }
        }
        for burden in &self.burdens {
            latent(Parameter::BurdenMean, burden.mean)?;
            range(Parameter::BurdenSd, burden.sd, 0.0, LATENT_MAX)?;
        }
        for graded in self.items.iter().chain(&self.outcomes) {
            range(Parameter::Loading, graded.loading, -1.0, 1.0)?;
            latent(Parameter::Location, graded.location)?;
        }
        range(Parameter::Correlation, self.correlation, 0.0, 1.0)?;
        latent(Parameter::WaveShift, self.wave_shift)?;
        self.check_shares()
    }

    /// Checks the shares that do not depend on the instrument, and the wave.
    fn check_shares(&self) -> Result<(), PopulationError> {
        let Missing { skipped, declined, dont_know, not_applicable } = self.missing;
        let Careless { straight, random, copied } = self.careless;
        let Resent { identical, revised } = self.resent;
        together(Parameter::Quick, &[self.quick])?;
        together(Parameter::Missing, &[skipped, declined, dont_know, not_applicable])?;
        together(Parameter::Priorities, &[skipped, declined, self.no_priority])?;
        together(Parameter::Unaware, &[self.unaware])?;
        let hours = self.impossible_hours;
        together(Parameter::Careless, &[straight, random, copied, hours])?;
        together(Parameter::Resent, &[identical, revised])?;
        let wave = self.campaign.map_or(1, |campaign| campaign.wave);
        range(Parameter::Wave, f64::from(wave), 1.0, f64::from(WAVE_MAX))
    }

    /// The shift of the wave.
    pub(super) fn shift(&self) -> f64 {
        let wave = self.campaign.map_or(1, |campaign| campaign.wave);
        self.wave_shift * f64::from(wave.saturating_sub(1))
    }
}

fn range(what: Parameter, value: f64, least: f64, most: f64) -> Result<(), PopulationError> {
    if (least..=most).contains(&value) {
        Ok(())
    } else {
        Err(PopulationError::Range { what, value, least, most })
    }
}

fn latent(what: Parameter, value: f64) -> Result<(), PopulationError> {
    range(what, value, -LATENT_MAX, LATENT_MAX)
}

/// Probabilities of things that exclude each other.
fn together(what: Parameter, shares: &[f64]) -> Result<(), PopulationError> {
    shares.iter().try_for_each(|&share| range(what, share, 0.0, 1.0))?;
    let sum: f64 = shares.iter().sum();
    if sum > 1.0 + SUM_TOLERANCE { Err(PopulationError::Sum { what, sum }) } else { Ok(()) }
}

/// Invented means and sds of the categories, repeated as often as needed.
const BURDENS: [(f64, f64); 11] = [
    (0.30, 1.0),
    (0.20, 0.9),
    (0.45, 1.0),
    (0.10, 1.1),
    (0.25, 0.9),
    (0.05, 1.0),
    (-0.15, 0.8),
    (0.35, 1.1),
    (-0.05, 0.9),
    (-0.30, 1.0),
    (-0.10, 1.2),
];

/// Invented loadings and locations of the items, repeated as often as needed.
const ITEMS: [(f64, f64); 5] =
    [(0.75, -0.10), (0.60, 0.20), (0.70, 0.00), (0.55, -0.35), (0.65, 0.15)];

/// Hours are lower than other answers, so that few weeks are shorter than their parts.
const HOURS_LOCATION: f64 = -0.55;

/// Invented shares and shifts of the first background questions, where the numbers of options
/// agree; the groups of others are equally large and alike.
const GROUPS: [&[(f64, f64)]; 2] = [
    &[(0.14, -0.25), (0.34, 0.20), (0.14, 0.05), (0.24, 0.10), (0.14, -0.10)],
    &[(0.09, 0.15), (0.14, 0.05), (0.21, 0.10), (0.56, -0.10)],
];

impl Population {
    /// A thousand invented people who look plausible: two groupings, burdens of different weight
    /// that go together, one form in four quick, a few per cent missing, nobody careless.
    pub fn new(instrument: &Instrument) -> Self {
        let background = instrument.background.iter().zip(0..).map(|(question, place)| {
            question.default_on.then(|| invented_groups(place, question.options.len()))
        });
        let hours = instrument.hours.as_ref().map_or(&[][..], |hours| &hours.activities);
        let items = instrument.items.iter().zip(ITEMS.iter().cycle());
        let items = items.map(|(item, &(loading, location))| {
            let hours = if hours.contains(&item.id) { HOURS_LOCATION } else { 0.0 };
            Graded { loading, location: location + hours }
        });
        let burdens = instrument.categories.iter().zip(BURDENS.iter().cycle());
        Self {
            seed: 1,
            people: 1_000,
            quick: if instrument.has_quick_form() { 0.25 } else { 0.0 },
            campaign: None,
            wave_shift: -0.15,
            background: background.collect(),
            burdens: burdens.map(|(_, &(mean, sd))| Burden { mean, sd }).collect(),
            correlation: 0.4,
            items: items.collect(),
            outcomes: outcomes(instrument),
            unaware: 0.2,
            no_priority: 0.05,
            missing: Missing {
                skipped: 0.02,
                declined: 0.01,
                dont_know: 0.04,
                not_applicable: 0.03,
            },
            careless: Careless::default(),
            impossible_hours: 0.0,
            resent: Resent::default(),
        }
    }

    /// The population of [`plain`](super::plain).
    pub fn plain(instrument: &Instrument) -> Self {
        Self {
            quick: 0.0,
            wave_shift: 0.0,
            background: vec![None; instrument.background.len()],
            burdens: vec![Burden { mean: 0.0, sd: 1.0 }; instrument.categories.len()],
            correlation: 0.3,
            items: vec![Graded { loading: 0.7, location: 0.0 }; instrument.items.len()],
            unaware: 0.0,
            no_priority: 0.0,
            missing: Missing::default(),
            ..Self::new(instrument)
        }
    }
}

fn invented_groups(place: usize, options: usize) -> Groups {
    let invented = GROUPS.get(place).filter(|groups| groups.len() == options);
    let alike = vec![(1.0 / f64::from(u8::try_from(options).unwrap_or(u8::MAX)), 0.0); options];
    let (shares, shifts) = invented.map_or(&alike[..], |groups| groups).iter().copied().unzip();
    Groups { shares, shifts }
}

/// Outcomes answer to the general factor: more burden, less time for real work, more of the rest;
/// of named options ("yes", "no", "cannot recall") the first is the more likely.
fn outcomes(instrument: &Instrument) -> Vec<Graded> {
    let graded = |kind| match kind {
        Kind::BandedShare => Graded { loading: -0.5, location: -0.1 },
        Kind::BandedQuantity => Graded { loading: 0.5, location: 0.3 },
        Kind::NetChange => Graded { loading: 0.4, location: 0.1 },
        Kind::Nominal => Graded { loading: -0.4, location: -0.2 },
        _ => Graded { loading: 0.6, location: 0.0 },
    };
    instrument.choice_outcomes().iter().map(|outcome| graded(outcome.kind)).collect()
}
