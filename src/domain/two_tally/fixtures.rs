//! A plan, two organisers and invented records, for the tests of this room.

use super::plan::{PLAN_RANDOM_BYTES, Plan};
use super::scheme::{HALVES_RANDOM_BYTES, Scheme};
use crate::domain::campaign::{Campaign, Details, FormChoice};
use crate::domain::instrument::Instrument;
use crate::domain::record::{CampaignRef, Record};
use crate::domain::seal::PrivateKey;
use crate::domain::shipped_instrument;
use crate::domain::simulate::{Population, Simulation};
use sha2::{Digest as _, Sha256};

pub(super) fn instrument() -> &'static Instrument {
    shipped_instrument()
}

/// Bytes that look like chance, from a number.
pub(super) fn random<const N: usize>(seed: u64) -> [u8; N] {
    let block = |at: usize| -> [u8; 32] {
        let message = [seed.to_be_bytes(), (at as u64).to_be_bytes()];
        Sha256::digest(message.as_flattened()).into()
    };
    std::array::from_fn(|at| block(at / 32)[at % 32])
}

pub(super) fn keys() -> [PrivateKey; 2] {
    [1, 2].map(|seed| PrivateKey::of_random(&random(seed)).expect("random bytes"))
}

pub(super) fn campaign(form: FormChoice, background: u8) -> Campaign {
    let details = Details {
        id: [1, 2, 3, 4],
        wave: 1,
        title: "试".to_owned(),
        wave_label: String::new(),
        purpose: String::new(),
        contact: String::new(),
        form,
        background,
        minimum: 10,
    };
    Campaign::new(instrument(), details).expect("a campaign")
}

pub(super) fn scheme(form: FormChoice, background: u8, strata: u8) -> Scheme<'static> {
    let publics = keys().map(|key| key.public().clone());
    let random = random::<PLAN_RANDOM_BYTES>(3);
    let plan = Plan::new(instrument(), &campaign(form, background), publics, strata, &random);
    Scheme::new(instrument(), plan.expect("a plan")).expect("a scheme")
}

/// Full forms of the campaign.
pub(super) fn records(number: u64, quick: bool) -> Vec<Record> {
    let mut population = Population::new(instrument());
    (population.people, population.seed) = (number, 7);
    population.quick = if quick { 1.0 } else { 0.0 };
    population.campaign = Some(CampaignRef { id: [1, 2, 3, 4], wave: 1 });
    Simulation::new(instrument(), population).expect("a population").collect()
}

pub(super) fn halves_random(number: u64) -> [u8; HALVES_RANDOM_BYTES] {
    random(1_000 + number)
}
