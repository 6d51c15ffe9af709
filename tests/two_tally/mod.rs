//! What the tests of two tallies share: two organisers, a plan, invented records.

use qingdan::domain::campaign::{Campaign, Details, FormChoice};
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::record::{CampaignRef, Record};
use qingdan::domain::seal::PrivateKey;
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::{Population, Simulation};
use qingdan::domain::two_tally::{
    Counter, HALVES_RANDOM_BYTES, Ledger, Match, Party, Plan, Scheme, SealedHalf, TotalHalf,
    Totals, Verification, Verifier,
};
use sha2::{Digest as _, Sha256};

pub(crate) fn instrument() -> &'static Instrument {
    shipped_instrument()
}

/// Bytes that look like chance and are the same in every run.
pub(crate) fn random<const BYTES: usize>(number: u64) -> [u8; BYTES] {
    let block = |at: usize| -> [u8; 32] {
        Sha256::digest([number.to_be_bytes(), (at as u64).to_be_bytes()].concat()).into()
    };
    std::array::from_fn(|at| block(at / 32)[at % 32])
}

pub(crate) fn halves_random(number: u64) -> [u8; HALVES_RANDOM_BYTES] {
    random(1_000 + number)
}

pub(crate) fn key(number: u64) -> PrivateKey {
    PrivateKey::of_random(&random(number)).unwrap()
}

pub(crate) fn keys() -> [PrivateKey; 2] {
    [key(1), key(2)]
}

pub(crate) fn campaign(form: FormChoice, background: u8) -> Campaign {
    let details = Details {
        id: [1, 2, 3, 4],
        wave: 1,
        title: "两方合计".to_owned(),
        wave_label: String::new(),
        purpose: String::new(),
        contact: String::new(),
        form,
        background,
        minimum: 10,
    };
    Campaign::new(instrument(), details).unwrap()
}

pub(crate) fn plan(form: FormChoice, background: u8, strata: u8, seed: u64) -> Plan {
    let publics = keys().map(|key| key.public().clone());
    Plan::new(instrument(), &campaign(form, background), publics, strata, &random(seed)).unwrap()
}

/// Invented records of the campaign.
pub(crate) fn records(number: u64, form: Form, seed: u64) -> Vec<Record> {
    let mut population = Population::new(instrument());
    (population.people, population.seed) = (number, seed);
    population.quick = if form == Form::Quick { 1.0 } else { 0.0 };
    population.campaign = Some(CampaignRef { id: [1, 2, 3, 4], wave: 1 });
    Simulation::new(instrument(), population).unwrap().collect()
}

/// Bytes with their SHA-256 behind them, as at the end of every file.
pub(crate) fn checked(body: &[u8]) -> Vec<u8> {
    [body, &Sha256::digest(body)[..]].concat()
}

/// Two organisers with a plan.
pub(crate) struct World {
    pub(crate) scheme: Scheme<'static>,
    keys: [PrivateKey; 2],
}

/// What an organiser writes.
pub(crate) struct Files {
    pub(crate) verification: Vec<u8>,
    pub(crate) total: Vec<u8>,
    pub(crate) ledger: Vec<u8>,
}

impl World {
    pub(crate) fn new(form: Form, background: u8, strata: u8) -> Self {
        let form = match form {
            Form::Full => FormChoice::FullOnly,
            Form::Quick => FormChoice::QuickOnly,
        };
        let scheme = Scheme::new(instrument(), plan(form, background, strata, 3)).unwrap();
        Self { scheme, keys: keys() }
    }

    pub(crate) fn split(&self, records: &[Record]) -> Vec<[SealedHalf; 2]> {
        let numbered = (0_u64..).zip(records);
        numbered
            .map(|(at, record)| self.scheme.split(record, &halves_random(at)).unwrap())
            .collect()
    }

    fn verifier(&self, party: Party) -> Verifier<'_> {
        Verifier::new(&self.scheme, &self.keys[party as usize]).unwrap()
    }

    fn verify(&self, party: Party, pairs: &[[SealedHalf; 2]]) -> Verification {
        let mut verifier = self.verifier(party);
        for pair in pairs {
            verifier.add(&pair[party as usize]);
        }
        verifier.finish(&self.scheme.new_ledger(party)).0
    }

    fn count(&self, party: Party, pairs: &[[SealedHalf; 2]]) -> (TotalHalf, Ledger) {
        let (own, other) = (self.verify(party, pairs), self.verify(party.other(), pairs));
        let matched = Match::new(&self.scheme, own, &other).unwrap();
        assert_eq!(matched.counts().accepted, pairs.len() as u64);
        let verifier = self.verifier(party);
        let mut counter = Counter::new(&verifier, &matched).unwrap();
        for pair in pairs {
            counter.add(&pair[party as usize]);
        }
        let mut ledger = self.scheme.new_ledger(party);
        (counter.finish(&mut ledger).unwrap(), ledger)
    }

    /// Both halves of the totals.
    pub(crate) fn total_halves(&self, pairs: &[[SealedHalf; 2]]) -> [TotalHalf; 2] {
        Party::BOTH.map(|party| self.count(party, pairs).0)
    }

    /// The totals of some records, all the way.
    pub(crate) fn totals(&self, records: &[Record]) -> Totals<'_> {
        let pairs = self.split(records);
        let [one, other] = self.total_halves(&pairs);
        self.scheme.combine(&one, &other).unwrap()
    }

    /// The files of the first organiser.
    pub(crate) fn files(&self, pairs: &[[SealedHalf; 2]]) -> Files {
        let (total, ledger) = self.count(Party::First, pairs);
        Files {
            verification: self.verify(Party::First, pairs).to_bytes(),
            total: total.to_bytes(),
            ledger: ledger.to_bytes(),
        }
    }
}
