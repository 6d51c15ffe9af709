//! Laws that hold for every interview, record and input.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use proptest::prelude::*;
use proptest::sample::Index;

use qingdan::domain::answer::{Answer, Answers, Complete, Priorities};
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::interview::{Event, Interview, allows};
use qingdan::domain::record::{
    CampaignRef, Record, RecordId, SIZE_BYTES_MAX, anonymise, read_code, read_json, unpack,
};
use qingdan::domain::score::{Scores, score};
use qingdan::domain::shipped_instrument;

fn instrument() -> &'static Instrument {
    shipped_instrument()
}

/// Everything that decides one arbitrary interview.
#[derive(Clone, Debug)]
struct Person {
    id: [u8; 16],
    campaign: Option<([u8; 4], u8)>,
    quick: bool,
    picks: Vec<Index>,
    taps: Vec<u8>,
    whole: u8,
    exports: u8,
}

fn person() -> impl Strategy<Value = Person> {
    let questions = instrument().questions().count();
    let picks = prop::collection::vec(any::<Index>(), questions);
    let campaign = prop::option::of((any::<[u8; 4]>(), 1_u8..=99));
    let taps = prop::collection::vec(0_u8..11, 0..6);
    (any::<[u8; 16]>(), campaign, any::<bool>(), picks, taps, 0_u8..4, 0_u8..4).prop_map(
        |(id, campaign, quick, picks, taps, whole, exports)| Person {
            id,
            campaign,
            quick,
            picks,
            taps,
            whole,
            exports,
        },
    )
}

/// The answers to questions that are allowed for each, in the instrument's order.
fn answered(person: &Person) -> Vec<Event> {
    let questions = instrument().questions().zip(&person.picks);
    questions
        .filter_map(|((question, _), pick)| {
            let reasons = [Answer::NotApplicable, Answer::DontKnow, Answer::Declined];
            let all = (0..11).map(Answer::Option).chain(reasons);
            let all: Vec<Answer> = all.filter(|&a| allows(instrument(), question, a)).collect();
            // One more than there are: passed over.
            let answer = *all.get(pick.index(all.len() + 1))?;
            Some(Event::Answered(question, answer))
        })
        .collect()
}

/// What happens in the priorities question; the order matters.
fn prioritised(person: &Person) -> Vec<Event> {
    let whole = match person.whole {
        0 => Some(Priorities::Nothing),
        1 => Some(Priorities::Declined),
        _ => None,
    };
    let taps = person.taps.iter().map(|&category| Event::ToggledPriority(category));
    taps.chain(whole.map(Event::AnsweredPriorities)).collect()
}

/// Lets events happen; one that changes nothing is passed over, as a page does.
fn live<'a>(person: &Person, events: impl IntoIterator<Item = &'a Event>) -> Interview {
    let campaign = person.campaign.map(|(id, wave)| CampaignRef { id, wave });
    let begun = Interview::new(instrument(), RecordId(person.id), campaign);
    events
        .into_iter()
        .fold(begun, |interview, event| interview.after(instrument(), event).unwrap_or(interview))
}

/// All that a person does: form, answers, priorities, exports with a change between them.
fn interview(person: &Person) -> Interview {
    let mut events = vec![Event::PickedForm(if person.quick { Form::Quick } else { Form::Full })];
    events.extend(answered(person));
    events.extend(prioritised(person));
    for round in 0..person.exports {
        let question = instrument().questions().nth(10).unwrap().0;
        events.extend([Event::Exported, Event::Answered(question, Answer::Option(round % 2))]);
    }
    live(person, &events)
}

fn record(person: &Person) -> Record {
    anonymise(instrument(), &interview(person))
}

fn scores(answers: &Answers, form: Form) -> Scores {
    score(instrument(), &Complete::new(instrument(), form, answers))
}

/// Every score of an interview, index last, for comparing place by place.
fn all(scores: &Scores) -> Vec<Option<qingdan::domain::score::Score>> {
    let categories = scores.categories.iter().map(|category| category.score);
    categories.chain([scores.index, scores.weighted]).collect()
}

proptest! {
    #[test]
    fn scores_stay_within_bounds_and_their_ranges(person in person()) {
        let interview = interview(&person);
        let scores = scores(interview.answers(), interview.form());
        for score in all(&scores).into_iter().flatten() {
            prop_assert!(score.at_least(0) && score.parts().0 <= 100 * score.parts().1);
        }
        for category in &scores.categories {
            if let (Some(score), Some((low, high))) = (category.score, category.range) {
                prop_assert!(low <= score && score <= high);
            }
            prop_assert!(category.answered <= category.applicable);
        }
        if let (Some(index), Some((low, high))) = (scores.index, scores.index_range) {
            prop_assert!(low <= index && index <= high);
        }
        prop_assert!(scores.peak <= scores.reported);
        prop_assert_eq!(scores.index.is_some(), scores.reported >= 8);
    }

    #[test]
    fn a_heavier_answer_never_lowers_a_score(person in person(), which in any::<Index>()) {
        let interview = interview(&person);
        let (before, form) = (interview.answers().clone(), interview.form());
        let item = which.index(before.items.len());
        let mut after = before.clone();
        let Answer::Option(option) = before.items[item] else { return Ok(()) };
        after.items[item] = Answer::Option(option + 1);
        let options = instrument().options(&instrument().items[item].options).len();
        prop_assume!(usize::from(option) + 1 < options);
        // The first inspection makes another question applicable: then other items count.
        let decides = |answers: &Answers| {
            (0..40).map(|i| answers.inapplicable(instrument(), form, i)).collect::<Vec<_>>()
        };
        prop_assume!(decides(&before) == decides(&after));
        let (before, after) = (scores(&before, form), scores(&after, form));
        for (low, high) in all(&before).into_iter().zip(all(&after)) {
            prop_assert_eq!(low.is_some(), high.is_some());
            prop_assert!(low <= high);
        }
        prop_assert!(before.peak <= after.peak);
    }

    #[test]
    fn the_order_of_answering_does_not_matter(
        (person, shuffled) in person().prop_flat_map(|person| {
            let answers = answered(&person);
            (Just(person), Just(answers).prop_shuffle())
        }),
        at in any::<Index>(),
    ) {
        let mut straight = answered(&person);
        straight.extend(prioritised(&person));
        let mut mixed = shuffled;
        let cut = at.index(mixed.len() + 1);
        mixed.splice(cut..cut, prioritised(&person));
        let (straight, mixed) = (live(&person, &straight), live(&person, &mixed));
        prop_assert_eq!(straight.finish(instrument()), mixed.finish(instrument()));
    }

    #[test]
    fn not_applicable_changes_denominators_only(person in person(), which in any::<Index>()) {
        let interview = interview(&person);
        let (form, answers) = (interview.form(), interview.answers());
        let asked: Vec<usize> = (0..40).filter(|&i| instrument().asks(form, i)).collect();
        let item = asked[which.index(asked.len())];
        let (mut without, mut skipped) = (answers.clone(), answers.clone());
        without.items[item] = Answer::NotApplicable;
        skipped.items[item] = Answer::Skipped;
        let (without, skipped) = (scores(&without, form), scores(&skipped, form));
        // The instrument's own rule may have made the item not applicable already.
        let by_rule = answers.inapplicable(instrument(), form, item);
        for (category, na) in without.categories.iter().enumerate() {
            let null = &skipped.categories[category];
            let own = instrument().items_of(category).any(|i| i == item);
            prop_assert_eq!(na.answered, null.answered);
            prop_assert_eq!(na.applicable + usize::from(own && !by_rule), null.applicable);
            // The mean rests on the same answers; only whether it is reported may differ.
            if let (Some(na), Some(null)) = (na.score, null.score) {
                prop_assert_eq!(na, null);
            }
        }
    }

    #[test]
    fn both_forms_of_a_record_round_trip(person in person()) {
        let record = record(&person);
        let known = [instrument()];
        let json = record.to_json(instrument());
        let packed = record.pack();
        prop_assert!(json.len() <= SIZE_BYTES_MAX && json.is_ascii());
        let from_json = read_json(&known, json.as_bytes());
        prop_assert_eq!(from_json.as_ref(), Ok(&record));
        let unpacked = unpack(&known, &packed);
        prop_assert_eq!(unpacked.as_ref(), Ok(&record));
        // From one form to the other and back, byte for byte.
        prop_assert_eq!(from_json.unwrap().pack(), packed);
        prop_assert_eq!(unpacked.unwrap().to_json(instrument()), json);
    }

    #[test]
    fn a_code_is_short_and_round_trips(person in person()) {
        let record = record(&person);
        let code = record.to_code();
        prop_assert!(code.len() <= 260);
        prop_assert_eq!(read_code(&[instrument()], &code), Ok(record));
    }

    #[test]
    fn no_other_text_is_a_code(
        person in person(), text in "(QINGDAN-1:)?.{0,130}", at in any::<Index>(),
    ) {
        let known = [instrument()];
        prop_assert!(read_code(&known, &text).is_err());
        // One character mistyped.
        let code = record(&person).to_code();
        let at = 10 + at.index(code.len() - 10);
        let next = if &code[at..=at] == "Z" { "2" } else { "Z" };
        let slip = [&code[..at], next, &code[at + 1..]].concat();
        prop_assert!(read_code(&known, &slip).is_err());
    }

    #[test]
    fn a_changed_byte_never_passes_unnoticed(
        person in person(), at in any::<Index>(), byte in any::<u8>(),
    ) {
        let record = record(&person);
        let known = [instrument()];
        let mut packed = record.pack();
        let offset = at.index(packed.len());
        prop_assume!(packed[offset] != byte);
        packed[offset] = byte;
        if let Ok(other) = unpack(&known, &packed) {
            prop_assert_eq!(other.pack(), packed);
            prop_assert_ne!(&other, &record);
        }
        let mut json = record.to_json(instrument()).into_bytes();
        let offset = at.index(json.len());
        prop_assume!(json[offset] != byte);
        json[offset] = byte;
        if let Ok(other) = read_json(&known, &json) {
            prop_assert_eq!(other.to_json(instrument()).into_bytes(), json);
            prop_assert_ne!(&other, &record);
        }
    }

    #[test]
    fn a_cut_or_longer_record_is_refused(
        person in person(), at in any::<Index>(), byte in any::<u8>(),
    ) {
        let known = [instrument()];
        let mut packed = record(&person).pack().to_vec();
        let mut json = record(&person).to_json(instrument()).into_bytes();
        prop_assert!(unpack(&known, &packed[..at.index(packed.len())]).is_err());
        prop_assert!(read_json(&known, &json[..at.index(json.len())]).is_err());
        packed.push(byte);
        json.push(byte);
        prop_assert!(unpack(&known, &packed).is_err());
        prop_assert!(read_json(&known, &json).is_err());
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let known = [instrument()];
        prop_assert!(read_json(&known, &bytes).is_err());
        let _ = unpack(&known, &bytes);
        let mut packed = [0; 64];
        for (target, byte) in packed.iter_mut().zip(&bytes) {
            *target = *byte;
        }
        packed[0] = 1;
        packed[1..5].copy_from_slice(&instrument().hash.0[..4]);
        if let Ok(record) = unpack(&known, &packed) {
            prop_assert_eq!(record.pack(), packed);
        }
    }

    #[test]
    fn pieces_of_json_are_read_without_a_panic(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "{", "}", "[", "]", ":", ",", "\"format\"", "\"qingdan-record/1\"", "\"answers\"",
                "null", "-1", "1e999", "99999999999999999999", "\"\\ud800\"", "\"\u{202e}\"", " ",
            ]),
            0..60,
        ),
    ) {
        prop_assert!(read_json(&[instrument()], pieces.concat().as_bytes()).is_err());
    }
}
