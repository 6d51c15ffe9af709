//! One's own earlier file: the respondent's small reader accepts exactly what the strict reader
//! accepts, and what changed since is computed exactly.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{fs, path::Path};

use proptest::prelude::*;
use qingdan::domain::answer::{Answer, Answers, Complete, Question};
use qingdan::domain::change::change;
use qingdan::domain::instrument::Form;
use qingdan::domain::interview::{Event, Interview};
use qingdan::domain::record::{NotOwn, Record, RecordId, anonymise, read_json, read_own};
use qingdan::domain::score::{influence, score};
use qingdan::domain::shipped_instrument;

fn here(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// What both readers say of some bytes; they must agree.
fn read(bytes: &[u8]) -> Option<Record> {
    let instrument = shipped_instrument();
    let strict = read_json(&[instrument], bytes).ok();
    let own = std::str::from_utf8(bytes).ok().and_then(|text| read_own(instrument, text).ok());
    assert_eq!(own, strict, "{}", String::from_utf8_lossy(bytes));
    own
}

#[test]
fn the_kit_is_read_alike() {
    let (mut accepted, mut refused) = (0, 0);
    for entry in fs::read_dir(here("tests/kit")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "json") {
            match read(&fs::read(&path).unwrap()) {
                Some(_) => accepted += 1,
                None => refused += 1,
            }
        }
    }
    assert!(accepted >= 5 && refused >= 25, "{accepted} accepted, {refused} refused");
}

#[test]
fn the_records_of_the_oracle_are_read_alike() {
    let text = fs::read_to_string(here("tests/fixtures/oracle/records.txt")).unwrap();
    let read = text.split_inclusive("\n}\n").filter_map(|record| read(record.as_bytes())).count();
    assert!(read > 200, "{read}");
}

#[test]
fn a_record_of_another_instrument_is_called_so() {
    let instrument = shipped_instrument();
    let interview = Interview::new(instrument, RecordId([7; 16]), None);
    let text = anonymise(instrument, &interview).to_json(instrument);
    let hash = instrument.hash.to_string();
    let other = text.replace(&hash, &"0".repeat(hash.len()));
    assert_eq!(read_own(instrument, &other), Err(NotOwn::OtherInstrument));
    assert_eq!(read_own(instrument, &text.replace("null", "0")), Err(NotOwn::NotARecord));
    assert_eq!(read_own(instrument, ""), Err(NotOwn::NotARecord));
}

/// An interview with any answers.
fn interview() -> impl Strategy<Value = Interview> {
    let instrument = shipped_instrument();
    let questions: Vec<Question> = instrument.questions().map(|(question, _)| question).collect();
    let answers = prop::collection::vec(0_u8..16, questions.len());
    let priorities = prop::collection::vec(0_u8..11, 0..4);
    (answers, priorities, any::<bool>(), any::<[u8; 16]>()).prop_map(
        move |(answers, priorities, quick, id)| {
            let mut events = vec![];
            for (question, answer) in questions.iter().zip(answers) {
                let options = instrument.options_of(*question).len();
                let answer = match answer {
                    15 => Answer::Skipped,
                    14 => Answer::Declined,
                    13 => Answer::DontKnow,
                    12 => Answer::NotApplicable,
                    option => Answer::Option(u8::try_from(usize::from(option) % options).unwrap()),
                };
                events.push(Event::Answered(*question, answer));
            }
            events.extend(priorities.into_iter().map(Event::ToggledPriority));
            events.extend(quick.then_some(Event::PickedForm(Form::Quick)));
            let begun = Interview::new(instrument, RecordId(id), None);
            events.iter().fold(begun, |now, event| now.after(instrument, event).unwrap_or(now))
        },
    )
}

/// The answers as a complete form.
fn complete(interview: &Interview) -> Complete {
    interview.finish(shipped_instrument())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 128,
        failure_persistence: None,
        ..Default::default()
    })]

    #[test]
    fn what_is_written_is_read(interview in interview()) {
        let instrument = shipped_instrument();
        let record = anonymise(instrument, &interview);
        let json = record.to_json(instrument);
        prop_assert_eq!(read(json.as_bytes()), Some(record));
    }

    #[test]
    fn damaged_text_is_read_alike(
        interview in interview(), at in any::<prop::sample::Index>(), byte in any::<u8>(),
        kind in 0_u8..3,
    ) {
        let instrument = shipped_instrument();
        let mut bytes = anonymise(instrument, &interview).to_json(instrument).into_bytes();
        let at = at.index(bytes.len());
        match kind {
            0 => bytes[at] = byte,
            1 => drop(bytes.remove(at)),
            _ => bytes.truncate(at),
        }
        read(&bytes);
    }

    #[test]
    fn the_reach_of_every_answer_holds_the_index(interview in interview()) {
        let instrument = shipped_instrument();
        let index = score(instrument, &complete(&interview)).index;
        let found = influence(instrument, interview.form(), interview.answers());
        prop_assert!(index.is_some() || found.is_empty());
        for reach in &found {
            prop_assert!(index.is_some_and(|index| reach.low <= index && index <= reach.high));
        }
        prop_assert!(found.is_sorted_by(|one, two| one.width() >= two.width()));
    }

    #[test]
    fn a_change_is_exact_and_turns_round(one in interview(), two in interview()) {
        let instrument = shipped_instrument();
        let (one, two) = (complete(&one), complete(&two));
        let (there, back) = (change(instrument, &one, &two), change(instrument, &two, &one));
        for (there, back) in there.categories.iter().zip(&back.categories) {
            prop_assert_eq!((there.then, there.now), (back.now, back.then));
            let by = there.by().map(|(way, far)| (way.reverse(), far));
            prop_assert_eq!(by, back.by());
        }
        prop_assert_eq!(there.answers.len(), back.answers.len());
        let same = change(instrument, &one, &one);
        prop_assert!(same.answers.is_empty() && same.same_form);
    }
}

#[test]
fn an_empty_form_changes_nothing() {
    let instrument = shipped_instrument();
    let empty = Complete::new(instrument, Form::Full, &Answers::new(instrument));
    let change = change(instrument, &empty, &empty);
    assert!(change.index.by().is_none() && change.answers.is_empty());
}
