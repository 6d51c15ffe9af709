//! Records with noise: what is randomised, that saving again repeats it, and the extension.

use qingdan::domain::answer::{Answer, Question};
use qingdan::domain::instrument::Form;
use qingdan::domain::interview::{Event, Interview};
use qingdan::domain::randomised::{
    ITEMS_MAX, NoiseSeed, Randomisation, RandomisationFault, TruthProbability,
};
use qingdan::domain::record::{Record, RecordId, anonymise, read_json, unpack};
use qingdan::domain::shipped_instrument;

use super::{chi_square, chi_square_limit, full, truth};

fn item(id: &str) -> u8 {
    let item = shipped_instrument().item_index(id).expect("an item");
    u8::try_from(item).expect("few items")
}

/// One item with six options, two with five, in ascending order.
fn sensitive() -> Vec<u8> {
    ["rank_sessions", "rank_penalty", "acc_personal"].map(item).to_vec()
}

fn randomisation(truth: TruthProbability) -> Randomisation {
    Randomisation::new(shipped_instrument(), truth, &sensitive()).expect("items of the instrument")
}

fn interview(option: u8) -> Interview {
    let instrument = shipped_instrument();
    let mut interview = Interview::new(instrument, RecordId([5; 16]), None);
    for number in 0..u8::try_from(instrument.items.len()).expect("few items") {
        let answered = Event::Answered(Question::Item(number), Answer::Option(option));
        interview = interview.after(instrument, &answered).expect("an option");
    }
    interview
}

fn record(option: u8) -> Record {
    anonymise(shipped_instrument(), &interview(option))
}

fn seed(number: u64) -> NoiseSeed {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&number.to_be_bytes());
    NoiseSeed::of_random(bytes)
}

/// [20] The same answers and the same seed give the same bytes, also after something else changed
/// and was changed back.
#[test]
fn saving_again_repeats_the_draws() {
    let (instrument, randomisation) = (shipped_instrument(), randomisation(TruthProbability::HALF));
    for number in 0..50 {
        let first = randomisation.apply(instrument, &record(2), &seed(number));
        let again = randomisation.apply(instrument, &record(2), &seed(number));
        assert_eq!(first.to_json(instrument), again.to_json(instrument));
        // Another item's answer changes nothing in the draws of these.
        let other = Event::Answered(Question::Item(0), Answer::Option(1));
        let edited = interview(2).after(instrument, &other).expect("a change");
        let edited = anonymise(instrument, &edited);
        assert!(!randomisation.differs(first.complete(), first.complete()));
        let edited = randomisation.apply(instrument, &edited, &seed(number));
        for &number in randomisation.items() {
            let answer = |record: &Record| record.complete().answers().get(Question::Item(number));
            assert_eq!(answer(&edited), answer(&first));
        }
    }
    assert!(randomisation.differs(record(2).complete(), record(3).complete()));
}

/// Only the named items change, and what comes out is a record that reads back.
#[test]
fn a_record_with_noise_is_a_record() {
    let (instrument, randomisation) = (shipped_instrument(), randomisation(truth(1, 9)));
    let mut changed = vec![0; instrument.items.len()];
    for number in 0..200 {
        let plain = record(1);
        let noisy = randomisation.apply(instrument, &plain, &seed(number));
        assert_eq!(
            read_json(&[instrument], noisy.to_json(instrument).as_bytes()).as_ref(),
            Ok(&noisy)
        );
        assert_eq!(unpack(&[instrument], &noisy.pack()).as_ref(), Ok(&noisy));
        assert_eq!((noisy.id(), noisy.revision()), (plain.id(), plain.revision()));
        let answers = noisy.complete().answers().items.iter();
        for (at, (noisy, plain)) in answers.zip(&plain.complete().answers().items).enumerate() {
            changed[at] += u32::from(noisy != plain);
        }
    }
    for (at, changes) in changed.into_iter().enumerate() {
        let named = randomisation.has(at);
        assert_eq!(changes > 100, named, "item {at}: {changes}");
        assert!(named || changes == 0, "item {at}: {changes}");
    }
}

/// [10] Another true answer changes its own four bits and nothing else, with noise at most these.
#[test]
fn another_answer_changes_only_its_own_bits() {
    let (instrument, randomisation) = (shipped_instrument(), randomisation(TruthProbability::HALF));
    let before = interview(2);
    let packed = |interview: &Interview| anonymise(instrument, interview).pack();
    let noisy = |interview: &Interview| {
        randomisation.apply(instrument, &anonymise(instrument, interview), &seed(10)).pack()
    };
    for number in 0..instrument.items.len() {
        let place = instrument.background.len() + number;
        let own = if place.is_multiple_of(2) { 0xf0 } else { 0x0f };
        let question = Question::Item(u8::try_from(number).expect("few items"));
        for option in [1, 3] {
            let answered = Event::Answered(question, Answer::Option(option));
            let after = before.after(instrument, &answered).expect("a change");
            let pairs = [(packed(&before), packed(&after)), (noisy(&before), noisy(&after))];
            for (noise, (one, other)) in pairs.into_iter().enumerate() {
                for (at, (one, other)) in one.into_iter().zip(other).enumerate() {
                    let allowed = if at == 36 + place / 2 { own } else { 0 };
                    assert_eq!((one ^ other) & !allowed, 0, "item {number}, byte {at}");
                    assert!(noise == 1 || allowed == 0 || one != other, "item {number}");
                }
            }
        }
    }
}

#[test]
fn ways_of_not_answering_stay_as_they_are() {
    let instrument = shipped_instrument();
    let randomisation = randomisation(truth(1, 200));
    let skipped = Interview::new(instrument, RecordId([1; 16]), None);
    let declined = randomisation.items().iter().fold(skipped.clone(), |interview, &number| {
        let declined = Event::Answered(Question::Item(number), Answer::Declined);
        interview.after(instrument, &declined).expect("allowed")
    });
    let quick = skipped.after(instrument, &Event::PickedForm(Form::Quick)).expect("a change");
    for interview in [skipped, declined, quick] {
        let plain = anonymise(instrument, &interview);
        for number in 0..20 {
            let noisy = randomisation.apply(instrument, &plain, &seed(number));
            assert_eq!(noisy, plain);
        }
    }
}

/// [18] The draws of many interviews, from the seed on: kept or not, and which option.
#[test]
fn the_draws_of_seeds_are_uniform() {
    let (instrument, half) = (shipped_instrument(), TruthProbability::HALF);
    let randomisation = randomisation(half);
    let people = if full() { 300_000 } else { 6_000 };
    let mut records = [record(0), record(1)].map(|plain| (plain, Vec::new()));
    for (plain, reported) in &mut records {
        for number in 0..people {
            let noisy = randomisation.apply(instrument, plain, &seed(number));
            reported.push(noisy.complete().answers().items.clone());
        }
    }
    for &number in randomisation.items() {
        let at = usize::from(number);
        let options = instrument.options_of(Question::Item(number)).len();
        // Where the truth was kept the two differ; where not, both are the drawn option.
        let (mut kept, mut drawn) = ([0, 0], vec![0; options]);
        for (first, second) in records[0].1.iter().zip(&records[1].1) {
            let same = first[at] == second[at];
            kept[usize::from(same)] += 1;
            if let (true, Answer::Option(option)) = (same, first[at]) {
                drawn[usize::from(option)] += 1;
            }
        }
        for counts in [kept.as_slice(), &drawn] {
            assert!(chi_square(counts) < chi_square_limit(counts.len()), "{number}: {counts:?}");
        }
    }
    // The draws of different items have nothing to do with one another.
    let mut pairs = [0; 4];
    let [first, second] = [0, 1].map(|place| usize::from(randomisation.items()[place]));
    for (one, other) in records[0].1.iter().zip(&records[1].1) {
        let kept = |at: usize| usize::from(one[at] != other[at]);
        pairs[2 * kept(first) + kept(second)] += 1;
    }
    assert!(chi_square(&pairs) < chi_square_limit(4), "{pairs:?}");
}

#[test]
fn the_extension_reads_back_and_nothing_else_does() {
    let instrument = shipped_instrument();
    let read = |bytes: &[u8]| Randomisation::from_bytes(instrument, bytes);
    let randomisation = randomisation(truth(3, 4));
    let bytes = randomisation.to_bytes();
    assert_eq!(bytes, [&[3, 4], sensitive().as_slice()].concat());
    assert_eq!(read(&bytes), Ok(randomisation));
    let items = u8::try_from(instrument.items.len()).expect("few items");
    for (bytes, fault) in [
        (&[][..], RandomisationFault::Probability),
        (&[1], RandomisationFault::Probability),
        (&[2, 4, 16], RandomisationFault::Probability),
        (&[0, 4, 16], RandomisationFault::Probability),
        // Dice that are none, and odds that no form offers: no phone vouches for them.
        (&[254, 255, 16], RandomisationFault::Probability),
        (&[4, 5, 16], RandomisationFault::Probability),
        (&[1, 5, 16], RandomisationFault::Probability),
        (&[2, 3, 16], RandomisationFault::Probability),
        (&[1, 2], RandomisationFault::Number),
        (&[1, 2, 16, 16], RandomisationFault::Order),
        (&[1, 2, 18, 16], RandomisationFault::Order),
        (&[1, 2, items], RandomisationFault::NoItem(items)),
        (&[1, 2, item("insp_count")], RandomisationFault::Tied(item("insp_count"))),
        (&[1, 2, item("insp_repeat")], RandomisationFault::Tied(item("insp_repeat"))),
        (&[1, 2, item("meet_hours")], RandomisationFault::Hours(item("meet_hours"))),
        (&[1, 2, item("form_dup")], RandomisationFault::Hours(item("form_dup"))),
    ] {
        assert_eq!(read(bytes), Err(fault), "{bytes:?}");
    }
    for truth in TruthProbability::OFFERED {
        let (a, b) = truth.parts();
        assert_eq!(TruthProbability::new(a, b), Some(truth), "in lowest terms");
        assert!(read(&[a, b, 16]).is_ok_and(|read| read.truth() == truth));
    }
    let free: Vec<u8> = (14..24).collect();
    let most = Randomisation::new(instrument, truth(1, 2), &free[..ITEMS_MAX]);
    assert!(most.is_ok_and(|most| read(&most.to_bytes()) == Ok(most)));
    let more = Randomisation::new(instrument, truth(1, 2), &free[..=ITEMS_MAX]);
    assert_eq!(more, Err(RandomisationFault::Number));
}

#[test]
fn a_seed_does_not_show_itself() {
    assert_eq!(format!("{:?}", seed(7)), "NoiseSeed(..)");
    assert_eq!(seed(7).as_bytes()[..8], 7_u64.to_be_bytes());
}
