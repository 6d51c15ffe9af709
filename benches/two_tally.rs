//! How long two tallies take: `cargo xtask bench two-tally`.
//!
//! For each form, with no stratum, one and two: the sizes of what is sent, and the time of a record
//! at each step. Prints, and asserts nothing but that the steps succeed.

use std::hint::black_box;
use std::time::{Duration, Instant};

use qingdan::domain::campaign::{Campaign, Details, FormChoice};
use qingdan::domain::record::{CampaignRef, Record};
use qingdan::domain::seal::PrivateKey;
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::{Population, Simulation};
use qingdan::domain::two_tally::{
    Counter, Match, PLAN_RANDOM_BYTES, Party, Plan, Scheme, SealedHalf, Verifier,
};

/// Records that are counted.
const RECORDS: u32 = 200;

fn main() {
    println!("form   strata  cells  first half  told  second half   split  verify  match  add");
    for (form, name) in [(FormChoice::FullOnly, "full"), (FormChoice::QuickOnly, "quick")] {
        for strata in [0b00, 0b01, 0b11] {
            measure(form, name, strata);
        }
    }
}

fn measure(form: FormChoice, name: &str, strata: u8) {
    let keys = [b"32 bytes that are no chance here", b"32 others that are no chance too"];
    let keys = keys.map(|random| PrivateKey::of_random(random).expect("random bytes"));
    let scheme = Scheme::new(shipped_instrument(), plan(form, strata, &keys)).expect("a scheme");
    let records = records(form);
    let mut pairs: Vec<[SealedHalf; 2]> = Vec::new();
    let split = each(|| {
        for (number, record) in (1_u64..).zip(&records) {
            pairs.push(scheme.split(record, &random(number)).expect("halves"));
        }
    });
    let mut told = Vec::new();
    let mut verify = Duration::ZERO;
    for party in Party::BOTH {
        let mut verifier = Verifier::new(&scheme, &keys[party as usize]).expect("its key");
        verify += each(|| {
            for pair in &pairs {
                verifier.add(&pair[party as usize]);
            }
        });
        told.push(verifier.finish(&scheme.new_ledger(party)).0);
    }
    let bytes = told[0].to_bytes().len() / RECORDS as usize;
    let (second, first) = (told.pop().expect("two"), told.pop().expect("two"));
    let mut matched = None;
    let matching = each(|| matched = Some(Match::new(&scheme, first, &second)));
    let matched = matched.and_then(Result::ok).expect("two parties");
    let verifier = Verifier::new(&scheme, &keys[0]).expect("its key");
    let mut counter = Counter::new(&verifier, &matched).expect("enough");
    let add = each(|| {
        for pair in &pairs {
            counter.add(&pair[0]);
        }
    });
    black_box(counter.finish(&mut scheme.new_ledger(Party::First)).expect("a half"));
    let strata = strata.count_ones();
    let (cells, long) = (scheme.cells(), scheme.half_bytes(Party::First));
    let short = scheme.half_bytes(Party::Second);
    println!(
        "{name:<6} {strata:>6} {cells:>6} {long:>11} {bytes:>5} {short:>12}  {split:>6.2?}  \
         {:>6.2?} {matching:>6.2?} {add:>6.2?}",
        verify / 2
    );
}

fn plan(form: FormChoice, strata: u8, keys: &[PrivateKey; 2]) -> Plan {
    let details = Details {
        id: [1, 2, 3, 4],
        wave: 1,
        title: "bench".to_owned(),
        wave_label: String::new(),
        purpose: String::new(),
        contact: String::new(),
        form,
        background: 0b11,
        minimum: 10,
    };
    let instrument = shipped_instrument();
    let campaign = Campaign::new(instrument, details).expect("a campaign");
    let publics = keys.each_ref().map(|key| key.public().clone());
    let random = random::<PLAN_RANDOM_BYTES>(9);
    Plan::new(instrument, &campaign, publics, strata, &random).expect("a plan")
}

fn records(form: FormChoice) -> Vec<Record> {
    let instrument = shipped_instrument();
    let mut population = Population::new(instrument);
    population.people = RECORDS.into();
    population.quick = if form == FormChoice::QuickOnly { 1.0 } else { 0.0 };
    population.campaign = Some(CampaignRef { id: [1, 2, 3, 4], wave: 1 });
    Simulation::new(instrument, population).expect("a population").collect()
}

/// Bytes that differ from number to number; times do not depend on them.
fn random<const BYTES: usize>(number: u64) -> [u8; BYTES] {
    let mut state = number;
    std::array::from_fn(|_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        state.to_be_bytes()[0]
    })
}

/// The time of one of all records.
fn each(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed() / RECORDS
}
