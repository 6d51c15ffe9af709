//! Two organisers: what both together learn is what a count of the records would show, what is
//! read is only what is written, and halves come in any order, once.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "two_tally/mod.rs"]
mod common;

use std::sync::LazyLock;

use common::{World, campaign, instrument, keys, plan, random, records};
use proptest::prelude::*;
use qingdan::domain::campaign::{Extensions, FormChoice};
use qingdan::domain::disclose::{Cell, Policy, disclose};
use qingdan::domain::instrument::Form;
use qingdan::domain::randomised::{Randomisation, TruthProbability};
use qingdan::domain::record::CampaignRef;
use qingdan::domain::seal::PublicKey;
use qingdan::domain::tally::{Columns, Scope};
use qingdan::domain::two_tally::{
    CombineFault, FileFault, HALVES_RANDOM_BYTES, HalfFault, Party, Plan, PlanFault, PlanRefusal,
    Scheme, SealedHalf, SplitFault, Verifier, find_halves, read_plan,
};

/// First two background questions.
const BOTH: u8 = 0b11;

#[test]
fn totals_are_those_of_a_count_of_the_records() {
    for (form, people) in [(Form::Full, 60), (Form::Quick, 45)] {
        let world = World::new(form, BOTH, BOTH);
        let records = records(people, form, 11);
        let totals = world.totals(&records);
        let mut columns = Columns::new(instrument(), 7);
        for record in &records {
            _ = columns.add(record);
        }
        let scope = Scope { campaign: Some(CampaignRef { id: [1, 2, 3, 4], wave: 1 }), form };
        let expected = disclose(instrument(), columns.tally(scope).unwrap(), Policy::default());
        let found = totals.disclose();
        assert_eq!(found.counts.n, people);
        for (item, (found, expected)) in found.counts.items.iter().zip(&expected.items).enumerate()
        {
            // A report withholds more where a mean of the category would follow.
            let Cell::Shown(expected) = expected else { continue };
            let found = found.shown().map(|found| &found.distribution);
            assert_eq!(found, Some(&expected.distribution), "item {item}");
        }
        assert_eq!(found.counts.outcomes, expected.outcomes);
        assert_eq!(found.counts.priorities, expected.priorities);
        assert_eq!(found.counts.background[..2], expected.background[..2]);
        let asked = found.counts.items.iter().filter(|item| item.shown().is_some()).count();
        assert!(asked >= 20, "only {asked} items are shown");
        // Bands are those of the scores; what was not counted is withheld.
        for (category, cell) in found.bands.iter().take(11).enumerate() {
            let Cell::Shown(bands) = cell else { continue };
            assert_eq!(bands.n + bands.without, people, "category {category}");
            assert_eq!(bands.parts.iter().map(|part| part.share.count).sum::<u64>(), bands.n);
        }
        assert!(found.bands[11].shown().is_some(), "the index by band");
        assert_eq!(found.strata.len(), 2);
    }
}

/// Few people in a group: the crossed table is withheld as a whole. Enough: it adds up.
#[test]
fn strata_are_shown_whole_or_not_at_all() {
    let world = World::new(Form::Full, BOTH, BOTH);
    let few = world.totals(&records(19, Form::Full, 12)).disclose();
    let cells = few.strata.iter().flat_map(|table| &table.scores);
    assert!(cells.clone().all(|cell| cell.shown().is_none()), "no two rows of ten people");
    let many = world.totals(&records(150, Form::Full, 12)).disclose();
    let index = many.strata[1].scores[11].shown().expect("150 people in 5 groups");
    let mut groups = index.groups.concat();
    groups.sort_unstable();
    assert_eq!(groups, [0, 1, 2, 3, 4], "each group in one row");
    assert!(index.people.len() > 1 && index.people.len() == index.groups.len());
    for row in &index.people {
        assert_eq!(row.len(), index.parts.len());
        assert!(row.iter().all(|people| people.is_multiple_of(5)));
    }
    let sum: u64 = index.people.iter().flatten().sum();
    assert!(sum.abs_diff(many.bands[11].shown().unwrap().n) <= 40, "{sum}");
}

#[test]
fn halves_have_one_length_and_say_nothing_of_each_other() {
    let world = World::new(Form::Full, BOTH, BOTH);
    let pairs = world.split(&records(8, Form::Full, 13));
    for pair in &pairs {
        for party in Party::BOTH {
            let half = &pair[party as usize];
            assert_eq!(half.as_bytes().len(), world.scheme.half_bytes(party));
            assert_eq!((half.party(), half.as_bytes()[..8].len()), (party, 8));
            assert_eq!(half.as_bytes()[..8], pairs[0][party as usize].as_bytes()[..8]);
        }
        let [first, second] = pair.each_ref().map(|half| &half.as_bytes()[8..]);
        let runs = |bytes: &[u8]| -> std::collections::BTreeSet<[u8; 4]> {
            bytes.array_windows().copied().collect()
        };
        assert!(runs(first).intersection(&runs(second)).count() <= 1, "bytes in common");
    }
    assert_eq!(world.scheme.half_bytes(Party::Second), 200);
    assert_eq!(pairs[0][1].to_code().len(), 278);
}

#[test]
fn neither_order_nor_copies_matter_and_ids_count_once() {
    let world = World::new(Form::Quick, BOTH, 0);
    let records = records(13, Form::Quick, 14);
    let pairs = world.split(&records);
    let told = |order: &[usize]| {
        let key = &keys()[0];
        let mut verifier = Verifier::new(&world.scheme, key).unwrap();
        for &at in order {
            verifier.add(&pairs[at][0]);
        }
        let (told, counts) = verifier.finish(&world.scheme.new_ledger(Party::First));
        (told.to_bytes(), counts)
    };
    let (one, counts) = told(&[0, 1, 2, 3]);
    assert_eq!((counts.verified, counts.copies), (4, 0));
    let (other, counts) = told(&[3, 1, 0, 0, 2, 3]);
    assert_eq!((counts.verified, counts.copies), (4, 2));
    assert_eq!(one, other);
    // The id of another pair with another record: both are dropped, in whatever order.
    let mut stolen: [u8; HALVES_RANDOM_BYTES] = random(5_000);
    stolen[..16].copy_from_slice(&common::halves_random(2)[..16]);
    let again = world.scheme.split(&records[9], &stolen).unwrap();
    for order in [[0, 1, 2], [2, 1, 0]] {
        let halves = [&pairs[2][0], &again[0], &pairs[3][0]];
        let key = &keys()[0];
        let mut verifier = Verifier::new(&world.scheme, key).unwrap();
        for at in order {
            verifier.add(halves[at]);
        }
        let (told, counts) = verifier.finish(&world.scheme.new_ledger(Party::First));
        assert_eq!((told.len(), counts.repeated), (1, 2));
    }
}

#[test]
fn one_changed_bit_or_byte_and_nothing_opens() {
    let world = World::new(Form::Quick, 0, 0);
    let pair = &world.split(&records(1, Form::Quick, 15))[0];
    let opens = |bytes: &[u8]| {
        let Ok(half) = SealedHalf::from_bytes(bytes) else { return false };
        let [_, second] = keys();
        let mut verifier = Verifier::new(&world.scheme, &second).unwrap();
        verifier.add(&half);
        verifier.finish(&world.scheme.new_ledger(Party::Second)).1.verified == 1
    };
    let bytes = pair[1].as_bytes();
    assert!(opens(bytes));
    for bit in (0..bytes.len() * 8).step_by(3) {
        let mut changed = bytes.to_vec();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(!opens(&changed), "bit {bit}");
    }
    for end in 0..bytes.len() {
        assert!(!opens(&bytes[..end]), "cut to {end}");
    }
    assert!(!opens(&[bytes, &[0]].concat()));
}

#[test]
fn another_plan_takes_nothing_of_this_one() {
    let world = World::new(Form::Full, BOTH, 0);
    let all = records(12, Form::Full, 16);
    let pairs = world.split(&all);
    // The same campaign and keys, declared anew.
    let again = plan(FormChoice::FullOnly, BOTH, 0, 77);
    let other = Scheme::new(instrument(), again).unwrap();
    let key = &keys()[0];
    let mut verifier = Verifier::new(&other, key).unwrap();
    verifier.add(&pairs[0][0]);
    assert_eq!(verifier.finish(&other.new_ledger(Party::First)).1.verified, 0);
    let files = world.files(&pairs);
    let faults = [
        other.read_verification(&files.verification).err(),
        other.read_total_half(&files.total).err(),
        other.read_ledger(&files.ledger).err(),
    ];
    assert_eq!(faults, [Some(FileFault::OtherPlan); 3]);
    let stranger = common::key(9);
    assert!(Verifier::new(&world.scheme, &stranger).is_err());
    // Records of the other form, of no campaign.
    let quick = &records(1, Form::Quick, 17)[0];
    let split = |record| world.scheme.split(record, &common::halves_random(1)).err();
    assert_eq!(split(quick), Some(SplitFault::DoesNotFit));
    let plain = qingdan::domain::simulate::demo(instrument(), 1, 1).next().unwrap();
    assert_eq!(split(&plain), Some(SplitFault::OtherCampaign));
    let constant = world.scheme.split(&all[0], &[7; HALVES_RANDOM_BYTES]);
    assert!(matches!(constant, Err(SplitFault::Seal(_))), "a broken generator");
}

#[test]
fn plans_are_read_as_they_are_written_or_refused() {
    let plan = plan(FormChoice::QuickOnly, 0b1011, 0b1010, 1);
    let code = plan.to_code();
    assert_eq!(code.len(), 371);
    let read = |text: &str| read_plan(instrument(), text);
    assert_eq!(read(&code).as_ref(), Ok(&plan));
    assert_eq!(read(&format!("计划：{code}\r\n谢谢")).as_ref(), Ok(&plan));
    assert_eq!(read("nothing"), Err(PlanRefusal::NoPlan));
    assert_eq!(read(&code.replace("-T1:", "-T2:")), Err(PlanRefusal::Newer));
    assert_eq!(read(&code[..300]), Err(PlanRefusal::Damaged));
    assert_eq!(read(&"x".repeat(20_000)), Err(PlanRefusal::TooLong));
    for at in 11..code.len() {
        let other = if &code[at..=at] == "A" { "B" } else { "A" };
        let changed = [&code[..at], other, &code[at + 1..]].concat();
        assert!(read(&changed).is_err(), "character {at}");
    }
    let make = |campaign, keys: [PublicKey; 2], strata| {
        Plan::new(instrument(), &campaign, keys, strata, &random(1)).err()
    };
    let publics = || keys().map(|key| key.public().clone());
    let full = || campaign(FormChoice::FullOnly, 0b111);
    assert_eq!(make(full(), publics(), 0b11), None);
    assert_eq!(make(full(), publics(), 0b111), Some(PlanFault::Strata));
    assert_eq!(make(full(), publics(), 0b1000), Some(PlanFault::Strata));
    let [first, _] = publics();
    assert_eq!(make(full(), [first.clone(), first.clone()], 0), Some(PlanFault::SameKey));
    let either = campaign(FormChoice::Either, 0);
    assert_eq!(make(either, publics(), 0), Some(PlanFault::TwoForms));
    let with = |extensions| full().with(instrument(), extensions).unwrap();
    let tickets = Extensions { key: Some(first), tickets: true, ..Extensions::default() };
    assert_eq!(make(with(tickets), publics(), 0), Some(PlanFault::Tickets));
    let noise = Randomisation::new(instrument(), TruthProbability::HALF, &[2]).unwrap();
    let noise = Extensions { randomised: Some(noise), ..Extensions::default() };
    assert_eq!(make(with(noise), publics(), 0), Some(PlanFault::Randomised));
    let broken = Plan::new(instrument(), &full(), publics(), 0, &[0; 96]);
    assert!(matches!(broken, Err(PlanFault::Seal(_))), "a broken generator");
}

/// Reads a file and writes it again.
type Reader<'a> = &'a dyn Fn(&[u8]) -> Result<Vec<u8>, FileFault>;

#[test]
fn files_are_read_as_they_are_written_or_refused() {
    let world = World::new(Form::Quick, BOTH, 0);
    let files = world.files(&world.split(&records(11, Form::Quick, 18)));
    let scheme = &world.scheme;
    let readers: [(&[u8], Reader<'_>); 3] = [
        (&files.verification, &|bytes| Ok(scheme.read_verification(bytes)?.to_bytes())),
        (&files.total, &|bytes| Ok(scheme.read_total_half(bytes)?.to_bytes())),
        (&files.ledger, &|bytes| Ok(scheme.read_ledger(bytes)?.to_bytes())),
    ];
    for (place, (bytes, read)) in readers.iter().enumerate() {
        assert_eq!(read(bytes).as_deref(), Ok(*bytes), "{place}");
        for at in (0..bytes.len()).step_by(bytes.len() / 300 + 1) {
            let mut changed = bytes.to_vec();
            changed[at] ^= 0x10;
            assert!(read(&changed).is_err(), "{place}: byte {at}");
            assert!(read(&bytes[..at]).is_err(), "{place}: cut to {at}");
        }
        assert!(read(&[bytes, &[0][..]].concat()).is_err(), "{place}: longer");
        // Whole, but not as the program writes it: the check at the end is made anew.
        for (at, value) in [(3, 9), (36, 0xff), (bytes.len() - 40, 0xff), (bytes.len() - 33, 0xff)]
        {
            let mut body = bytes[..bytes.len() - 32].to_vec();
            body[at] = value;
            let Ok(again) = read(&common::checked(&body)) else { continue };
            assert_eq!(again, common::checked(&body), "{place}: byte {at}");
        }
        let other = readers[(place + 1) % 3].1(bytes);
        assert_eq!(other, Err(FileFault::OtherFile));
        let mut newer = bytes.to_vec();
        newer[2] = 2;
        assert_eq!(read(&newer), Err(FileFault::Newer));
    }
}

/// What a changed program could write: whole files, whose numbers are not those of people.
#[test]
fn halves_of_totals_that_do_not_fit_are_refused() {
    let world = World::new(Form::Quick, BOTH, 0);
    let pairs = world.split(&records(11, Form::Quick, 21));
    let [one, other] = world.total_halves(&pairs);
    let forged = |at: usize, value: u8| {
        let mut body = one.to_bytes();
        body.truncate(body.len() - 32);
        body[at] = body[at].wrapping_add(value);
        let half = world.scheme.read_total_half(&common::checked(&body)).unwrap();
        world.scheme.combine(&half, &other).err()
    };
    assert_eq!(world.scheme.combine(&one, &other).unwrap().people(), 11);
    assert_eq!(world.scheme.combine(&one, &one).err(), Some(CombineFault::SameParty));
    assert_eq!(forged(39, 1), Some(CombineFault::DifferentPeople));
    assert_eq!(forged(40, 1), Some(CombineFault::DifferentPeople));
    for cell in [0, 1, 30, world.scheme.cells() - 1] {
        assert_eq!(forged(72 + 16 * cell, 1), Some(CombineFault::Inconsistent), "cell {cell}");
        assert_eq!(forged(72 + 16 * cell + 7, 1), Some(CombineFault::Inconsistent), "large");
    }
    // Both agree on too few.
    let few = [&one, &other].map(|half| {
        let mut body = half.to_bytes();
        body.truncate(body.len() - 32);
        body[39] = 9;
        world.scheme.read_total_half(&common::checked(&body)).unwrap()
    });
    assert_eq!(world.scheme.combine(&few[0], &few[1]).err(), Some(CombineFault::TooFew));
}

#[test]
fn halves_are_found_in_files_and_among_words() {
    let world = World::new(Form::Quick, 0, 0);
    let [first, second] = &world.split(&records(1, Form::Quick, 19))[0];
    let found = |text: &str| {
        let mut all = Vec::new();
        find_halves(text.as_bytes(), &mut |half| all.push(half)).unwrap();
        all
    };
    let both = vec![Ok(first.clone()), Ok(second.clone())];
    assert_eq!(found(&(first.to_file() + &second.to_file())), both);
    assert_eq!(found(&format!("我的：{}\n好的 {}谢谢", first.to_code(), second.to_file())), both);
    let code = second.to_code();
    let cut = &code[..200];
    let mixed = format!("{cut}\n{code} {cut}");
    assert_eq!(
        found(&mixed),
        [Err(HalfFault::Damaged), Ok(second.clone()), Err(HalfFault::Damaged)]
    );
    assert_eq!(found(&code.replace("-H1:", "-H7:")), [Err(HalfFault::Newer)]);
    let file = second.to_file();
    assert_eq!(found(&file.replace("half/1", "half/7")), [Err(HalfFault::Newer)]);
    assert_eq!(found(&file.replace("\"}", "")), [Err(HalfFault::Damaged)]);
    assert_eq!(found("QINGDAN-H and QINGDAN-H1 and {\"format\":\"qingdan-half/"), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Any bytes give a value or a reason, and what is taken is written back the same.
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        static WORLD: LazyLock<World> = LazyLock::new(|| World::new(Form::Quick, 0, 0));
        let world = &*WORLD;
        prop_assert!(world.scheme.read_verification(&bytes).is_err());
        prop_assert!(world.scheme.read_total_half(&bytes).is_err());
        prop_assert!(world.scheme.read_ledger(&bytes).is_err());
        if let Ok(half) = SealedHalf::from_bytes(&bytes) {
            prop_assert_eq!(half.as_bytes(), &bytes[..]);
        }
        let text = String::from_utf8_lossy(&bytes);
        prop_assert!(read_plan(instrument(), &text).is_err());
        let mut text = [b"QINGDAN-H1:", &bytes[..]].concat();
        text.extend(b"{\"format\":\"qingdan-half/1\",\"half\":\"");
        let mut number = 0;
        prop_assert!(find_halves(&text, &mut |_| number += 1).is_ok());
        prop_assert!(number >= 2);
    }

    /// The head of a half decides: nothing that follows makes reading fail or panic.
    #[test]
    fn any_half_is_kept_byte_for_byte(rest in prop::collection::vec(any::<u8>(), 60..400)) {
        let bytes = [b"QH\x01\x02", &rest[..]].concat();
        let half = SealedHalf::from_bytes(&bytes).unwrap();
        let mut found = Vec::new();
        let both = half.to_code() + "\n" + &half.to_file();
        find_halves(both.as_bytes(), &mut |half| found.push(half)).unwrap();
        prop_assert_eq!(found, vec![Ok(half.clone()), Ok(half)]);
    }
}
