//! What one organiser has alone is chance: bytes that are spread evenly, whatever the record.
//!
//! Adversarial test 34.

use prio::codec::Encode as _;
use prio::field::Field128;

use super::circuit::ELEMENT_BYTES;
use super::count::{Counter, Match};
use super::fixtures::{halves_random, instrument, keys, records, scheme};
use super::half::SealedHalf;
use super::party::Party;
use super::scheme::Scheme;
use super::verification::Verifier;
use crate::domain::answer::{Answer, Answers, Complete};
use crate::domain::campaign::FormChoice;
use crate::domain::instrument::Form;
use crate::domain::record::Record;
use crate::domain::stats::ratio;

/// Values of a byte.
const VALUES: usize = 256;

/// Pearson's chi-square with 255 degrees of freedom has mean 255 and variance 510: this is five
/// deviations above, which chance passes about once in a million.
const CHI_SQUARE_MAX: f64 = 255.0 + 5.0 * 22.6;

/// How far the bytes are from being spread evenly.
fn chi_square(bytes: &[u8]) -> f64 {
    let mut counts = [0_u32; VALUES];
    for &byte in bytes {
        counts[usize::from(byte)] += 1;
    }
    let expected = ratio(bytes.len() as u64, VALUES as u64);
    counts.iter().map(|&count| (f64::from(count) - expected).powi(2) / expected).sum()
}

/// Two records that differ in every answer: nothing answered, and the highest option everywhere.
fn extremes() -> [Record; 2] {
    let record = &records(1, false)[0];
    let nothing = Answers::new(instrument());
    let mut most = nothing.clone();
    for (question, _) in instrument().questions() {
        let last = instrument().options_of(question).len() - 1;
        let last = Answer::Option(u8::try_from(last).expect("few options"));
        if let Some(slot) = most.slot(question) {
            *slot = last;
        }
    }
    let complete = |answers: &Answers| Complete::new(instrument(), Form::Full, answers);
    [&nothing, &most].map(|answers| record.with_complete(complete(answers)))
}

fn pairs(scheme: &Scheme<'_>, record: &Record, number: u64) -> Vec<[SealedHalf; 2]> {
    let split = |at| scheme.split(record, &halves_random(at)).expect("halves");
    (0..number).map(split).collect()
}

/// Everything in a half that depends on the record, as its organiser opens it: the cells and the
/// proof of the first, and what the second makes of its seeds is that of a random oracle.
fn opened(scheme: &Scheme<'_>, pairs: &[[SealedHalf; 2]], party: Party) -> Vec<u8> {
    let keys = keys();
    let mut bytes = Vec::new();
    for pair in pairs {
        let half = scheme.open(&pair[party.place()], party, &keys[party.place()]).expect("opens");
        half.share.encode(&mut bytes).expect("bytes");
        bytes.extend(half.public);
    }
    bytes
}

#[test]
fn n34_one_half_alone_is_chance() {
    let scheme = scheme(FormChoice::FullOnly, 0b11, 0b01);
    for (number, record) in extremes().iter().enumerate() {
        let pairs = pairs(&scheme, record, 60);
        for party in Party::BOTH {
            let bytes = opened(&scheme, &pairs, party);
            let found = chi_square(&bytes);
            assert!(found < CHI_SQUARE_MAX, "record {number}, {party}: {found}");
        }
        // Where it stands in an element of the field makes no difference either.
        let first = opened(&scheme, &pairs, Party::First);
        let length = scheme.half_bytes(Party::First) - 56 - 16;
        for place in 0..ELEMENT_BYTES {
            let cells = first.chunks(length).flat_map(|half| &half[..scheme.cells() * 16]);
            let bytes: Vec<u8> = cells.skip(place).step_by(ELEMENT_BYTES).copied().collect();
            let found = chi_square(&bytes);
            assert!(found < CHI_SQUARE_MAX, "record {number}, byte {place}: {found}");
        }
        // The measure notices a record that is not split.
        let cells = scheme.tables.cells(instrument(), record).expect("fits");
        let mut plain = Vec::new();
        for cell in cells {
            Field128::from(u128::from(cell)).encode(&mut plain).expect("bytes");
        }
        assert!(chi_square(&plain) > 100.0 * CHI_SQUARE_MAX);
    }
}

#[test]
fn n34_what_is_told_and_half_of_the_totals_are_chance() {
    let scheme = scheme(FormChoice::FullOnly, 0b11, 0b01);
    let keys = keys();
    for record in extremes() {
        let pairs = pairs(&scheme, &record, 40);
        let [first, second] = Party::BOTH.map(|party| {
            let mut verifier = Verifier::new(&scheme, &keys[party.place()]).expect("its key");
            for pair in &pairs {
                verifier.add(&pair[party.place()]);
            }
            verifier.finish(&scheme.new_ledger(party)).0
        });
        for told in [&first, &second] {
            let bytes: Vec<u8> = told.entries.values().flatten().copied().collect();
            let found = chi_square(&bytes);
            assert!(found < CHI_SQUARE_MAX, "{}: {found}", told.party());
        }
        let verifier = Verifier::new(&scheme, &keys[0]).expect("its key");
        let matched = Match::new(&scheme, first, &second).expect("two parties");
        let mut counter = Counter::new(&verifier, &matched).expect("enough");
        for pair in &pairs {
            counter.add(&pair[0]);
        }
        let total = counter.finish(&mut scheme.new_ledger(Party::First)).expect("a half");
        let found = chi_square(&total.cells);
        assert!(found < CHI_SQUARE_MAX, "half of the totals: {found}");
    }
}
