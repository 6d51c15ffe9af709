//! Records that are not as they must be, made by somebody who has the program and changes it: each
//! is rejected on its own, counted by reason, and the others count as if it had not come.
//!
//! Adversarial test 34.

use prio::codec::Encode as _;
use prio::field::{Field128, FieldElement as _};

use super::circuit::ELEMENT_BYTES;
use super::count::{Match, MatchCounts};
use super::fixtures::{halves_random, instrument, keys, random, records, scheme};
use super::half::SealedHalf;
use super::party::Party;
use super::scheme::{ID_BYTES, PUBLIC_BYTES, Scheme, Unopened};
use super::verification::{HalfCounts, Verification, Verifier};
use crate::domain::campaign::FormChoice;
use crate::domain::record::Record;

/// Background questions one and two, both strata.
const BOTH: u8 = 0b11;

fn cells(scheme: &Scheme<'_>, record: &Record) -> Vec<Field128> {
    let cells = scheme.tables.cells(instrument(), record).expect("fits");
    cells.into_iter().map(|cell| Field128::from(u128::from(cell))).collect()
}

/// What each organiser finds in its halves.
fn verified(scheme: &Scheme<'_>, pairs: &[[SealedHalf; 2]]) -> [(Verification, HalfCounts); 2] {
    let keys = keys();
    Party::BOTH.map(|party| {
        let mut verifier = Verifier::new(scheme, &keys[party.place()]).expect("its key");
        for pair in pairs {
            verifier.add(&pair[party.place()]);
        }
        verifier.finish(&scheme.new_ledger(party))
    })
}

/// What both find together.
fn matched(scheme: &Scheme<'_>, pairs: &[[SealedHalf; 2]]) -> MatchCounts {
    let [(one, _), (two, _)] = verified(scheme, pairs);
    let first = Match::new(scheme, one.clone(), &two).expect("two parties");
    let second = Match::new(scheme, two, &one).expect("two parties");
    let (counts, other) = (first.counts(), second.counts());
    assert_eq!(counts.accepted, other.accepted);
    assert_eq!((counts.different, counts.invalid), (other.different, other.invalid));
    counts
}

#[test]
fn n34_cells_that_no_record_sets_are_rejected_one_by_one() {
    let scheme = scheme(FormChoice::FullOnly, BOTH, BOTH);
    let records = records(4, false);
    let honest = |at: usize| cells(&scheme, &records[at]);
    let mut pairs = Vec::new();
    let mut send = |cells: &Vec<Field128>| {
        let number = pairs.len() as u64;
        pairs.push(scheme.split_cells(cells, &halves_random(number)).expect("halves"));
    };
    for at in 0..4 {
        send(&honest(at));
    }
    let one = Field128::one();
    let (question, score) = (&scheme.tables.questions[0], scheme.tables.scores[0]);
    let set = |mut cells: Vec<Field128>, at: usize, value: Field128| {
        cells[at] = value;
        cells
    };
    let taken = |cells: &[Field128], first: usize| {
        (first..cells.len()).find(|&at| cells[at] == one).expect("one is set")
    };
    let base = honest(0);
    let picked = taken(&base, question.choice.first);
    let free = if picked == question.choice.first { picked + 1 } else { question.choice.first };
    // A vote of two; minus one beside two; everything; nothing; an option more; none at all.
    send(&set(base.clone(), picked, one + one));
    send(&set(set(base.clone(), picked, one + one), free, -one));
    send(&vec![one; base.len()]);
    send(&vec![Field128::zero(); base.len()]);
    send(&set(base.clone(), free, one));
    send(&set(base.clone(), picked, Field128::zero()));
    // A band more; a crossed cell moved to another group; halves of one.
    let band = taken(&base, score.first);
    let other = if band == score.first { band + 1 } else { score.first };
    send(&set(base.clone(), other, one));
    let crossed = scheme.tables.strata[0].scores[0].first;
    let at = taken(&base, crossed);
    let moved = set(set(base.clone(), at, Field128::zero()), at + 1, one);
    send(&moved);
    let half = Field128::half();
    send(&set(set(base.clone(), picked, half), free, half));
    let number = pairs.len() as u64;
    let counts = matched(&scheme, &pairs);
    let expected = MatchCounts { accepted: 4, invalid: number - 4, ..MatchCounts::default() };
    assert_eq!(counts, expected);
}

/// One category named three times, or a third choice without a second.
#[test]
fn n34_priorities_are_different_and_in_order() {
    let scheme = scheme(FormChoice::FullOnly, 0, 0);
    let record = &records(1, false)[0];
    let priorities = scheme.tables.priorities.as_ref().expect("they are asked");
    let categories = instrument().categories.len();
    let choose = |chosen: [usize; 3], number: u64| {
        let mut cells = cells(&scheme, record);
        let from = priorities.chosen[0].first;
        let end = scheme.tables.scores[0].first;
        cells[from..end].fill(Field128::zero());
        for (choice, chosen) in priorities.chosen.iter().zip(chosen) {
            cells[choice.first + chosen] = Field128::one();
        }
        let unchosen = end - 2 - categories;
        for category in (0..categories).filter(|category| !chosen.contains(category)) {
            cells[unchosen + category] = Field128::one();
        }
        let named = chosen.iter().filter(|&&chosen| chosen < categories).count();
        if let 1 | 2 = named {
            cells[end - 3 + named] = Field128::one();
        }
        let pair = scheme.split_cells(&cells, &halves_random(number)).expect("halves");
        matched(&scheme, &[pair]).accepted == 1
    };
    let none = categories;
    assert!(choose([4, 2, 9], 0) && choose([4, 2, none], 1) && choose([4, none, none], 2));
    assert!(choose([none, none, none], 3) && choose([none + 2, none, none], 4));
    assert!(!choose([4, 4, 4], 5), "one category three times");
    assert!(!choose([4, 2, 4], 6), "one category twice");
    assert!(!choose([4, none, 9], 7), "third without second");
    assert!(!choose([none, 2, 9], 8), "second without first");
}

/// A share with one byte changed by the respondent, a public share that is told differently, a
/// proof of another record: sealed well, and rejected.
#[test]
fn n34_halves_that_do_not_belong_together_are_rejected() {
    let scheme = scheme(FormChoice::QuickOnly, BOTH, 0);
    let records = records(6, true);
    let keys = keys();
    let mut pairs: Vec<[SealedHalf; 2]> = (0_u64..)
        .zip(&records)
        .map(|(number, record)| scheme.split(record, &halves_random(number)).expect("halves"))
        .collect();
    let plain = |party: Party, sealed: &SealedHalf| {
        let half = scheme.open(sealed, party, &keys[party.place()]).expect("opens");
        let mut plain = [&half.id[..], &half.public].concat();
        half.share.encode(&mut plain).expect("bytes");
        plain
    };
    let seal = |party, plain: &[u8]| {
        scheme.seal(party, plain, &random::<32>(plain.len() as u64)).expect("sealed")
    };
    let changed = |party: Party, sealed: &SealedHalf, at: usize| {
        let mut plain = plain(party, sealed);
        plain[at] ^= 1;
        seal(party, &plain)
    };
    let share = ID_BYTES + PUBLIC_BYTES;
    pairs[1][0] = changed(Party::First, &pairs[1][0], share + 7 * ELEMENT_BYTES);
    pairs[2][1] = changed(Party::Second, &pairs[2][1], share);
    // The same public share for both, but not that of the halves; then one for each.
    for party in Party::BOTH {
        let place = party.place();
        pairs[3][place] = changed(party, &pairs[3][place], ID_BYTES);
    }
    pairs[4][1] = changed(Party::Second, &pairs[4][1], ID_BYTES + 40);
    // The proof of another record: behind the cells of the first half.
    let proof = share + scheme.cells() * ELEMENT_BYTES;
    let (mut own, other) = (plain(Party::First, &pairs[5][0]), plain(Party::First, &pairs[0][0]));
    let end = own.len() - 32;
    own[proof..end].copy_from_slice(&other[proof..end]);
    pairs[5][0] = seal(Party::First, &own);
    let counts = matched(&scheme, &pairs);
    let expected = MatchCounts { accepted: 1, different: 4, invalid: 1, ..MatchCounts::default() };
    assert_eq!(counts, expected);
}

/// Halves that are too short, too long, no numbers of the field, for the other organiser: dropped
/// by the one who gets them, and then known to one organiser alone.
#[test]
fn n34_what_is_no_share_is_dropped_with_its_other_half() {
    let scheme = scheme(FormChoice::QuickOnly, BOTH, 0);
    let records = records(5, true);
    let pairs: Vec<[SealedHalf; 2]> = (0_u64..)
        .zip(&records)
        .map(|(number, record)| scheme.split(record, &halves_random(number)).expect("halves"))
        .collect();
    let sealed = |plain: &[u8]| scheme.seal(Party::First, plain, &random::<32>(5)).expect("sealed");
    let length = scheme.half_bytes(Party::First) - 56;
    let mut pairs = pairs;
    pairs[1][0] = sealed(&vec![1; length - 16]);
    pairs[2][0] = sealed(&vec![1; length + 16]);
    pairs[3][0] = sealed(&vec![0xff; length]);
    pairs[4].swap(0, 1);
    let [(first, counts), (second, _)] = verified(&scheme, &pairs);
    assert_eq!((first.len(), second.len()), (1, 4));
    let found: Vec<(Unopened, u64)> = counts.unopened.into_iter().collect();
    let expected = [(Unopened::OtherParty, 1), (Unopened::Damaged, 2), (Unopened::NoShare, 1)];
    assert_eq!(found, expected);
    let counts = matched(&scheme, &pairs);
    assert_eq!((counts.accepted, counts.only_own, counts.only_other), (1, 0, 3));
}
