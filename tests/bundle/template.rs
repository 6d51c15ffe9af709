//! One record, read fast and read strictly.

use std::fs;

use proptest::prelude::*;
use qingdan::domain::instrument::Instrument;
use qingdan::domain::record::{Template, read_json};
use qingdan::domain::shipped_instrument;

use crate::feeds;
use crate::people::{damage, person, strike_all};

/// Reads bytes both ways; says whether they are a record.
fn check(instrument: &Instrument, template: &Template, bytes: &[u8]) -> bool {
    let strict = read_json(&[instrument], bytes).ok().map(|record| record.pack());
    let shown = String::from_utf8_lossy(bytes);
    let Some(found) = template.read(bytes) else {
        assert_eq!(strict, None, "not accepted: {shown}");
        return false;
    };
    let (record, rest) = bytes.split_at(found.length);
    let again = read_json(&[instrument], record).map(|record| record.pack());
    assert_eq!(again, Ok(found.packed), "wrongly accepted: {shown}");
    assert_eq!(found.feeds, feeds(record), "{shown}");
    assert_eq!(strict.is_some(), rest.is_empty(), "{shown}");
    strict.is_some()
}

/// The shipped instrument, and others whose records have other literals, rules and values.
fn instruments() -> Vec<Instrument> {
    let shipped = include_str!("../../instrument/grassroots-burden.json");
    let parse = |edit: &dyn Fn(&mut serde_json::Value)| {
        let mut value: serde_json::Value = serde_json::from_str(shipped).unwrap();
        edit(&mut value);
        Instrument::parse(&serde_json::to_vec(&value).unwrap())
    };
    let variants: [&dyn Fn(&mut serde_json::Value); 4] = [
        &|_| {},
        &|value| value["background"] = serde_json::json!([]),
        &|value| {
            value["outcomes"].as_array_mut().unwrap().retain(|o| o["kind"] != "priorities");
            value["mechanisms"] = serde_json::json!([]);
        },
        &|value| {
            // The quick form asks the item with a rule, and not the one that decides.
            let items = value["items"].as_array_mut().unwrap();
            for item in items.iter_mut().filter(|item| item["category"] == "inspections") {
                item["quick"] = (item["id"] != "insp_count").into();
            }
        },
    ];
    variants.iter().map(|edit| parse(edit).unwrap()).collect()
}

#[test]
fn the_kit_is_read_alike() {
    let template = Template::new(shipped_instrument());
    let (mut accepted, mut refused) = (0, 0);
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/kit")).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        if check(shipped_instrument(), &template, &bytes) { accepted += 1 } else { refused += 1 }
    }
    assert!(accepted >= 5 && refused >= 60, "{accepted} accepted, {refused} refused");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn records_are_read_alike_however_damaged(
        person in person(),
        damages in prop::collection::vec(damage(), 0..3),
        form in 0..3,
    ) {
        let instrument = shipped_instrument();
        let record = person.record(instrument);
        let mut bytes = match form {
            0 => record.to_json(instrument),
            1 => record.to_line(instrument),
            _ => record.to_line(instrument) + "\n",
        }
        .into_bytes();
        strike_all(&damages, &mut bytes);
        let accepted = check(instrument, &Template::new(instrument), &bytes);
        prop_assert!(accepted || !damages.is_empty());
    }
}

#[test]
fn records_of_other_instruments_are_read_alike() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for instrument in instruments() {
        let template = Template::new(&instrument);
        let both = (person(), prop::collection::vec(damage(), 0..2));
        let outcome = runner.run(&both, |(person, damages)| {
            let record = person.record(&instrument);
            for text in [record.to_json(&instrument), record.to_line(&instrument)] {
                let mut bytes = text.into_bytes();
                strike_all(&damages, &mut bytes);
                assert!(check(&instrument, &template, &bytes) || !damages.is_empty());
            }
            Ok(())
        });
        outcome.unwrap();
    }
}

/// The line says the same as the form for people, and nothing more.
#[test]
fn a_line_is_the_record_without_white_space() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let outcome = runner.run(&person(), |person| {
        let record = person.record(shipped_instrument());
        let line = record.to_line(shipped_instrument());
        let json = record.to_json(shipped_instrument());
        let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(value(&line), value(&json));
        assert!(!line.contains(char::is_whitespace));
        for text in [line.clone(), line.clone() + "\n", json] {
            assert_eq!(read_json(&[shipped_instrument()], text.as_bytes()).as_ref(), Ok(&record));
        }
        for text in [line.clone() + " ", line.clone() + "\r\n", line.clone() + "\n\n"] {
            assert!(read_json(&[shipped_instrument()], text.as_bytes()).is_err());
        }
        Ok(())
    });
    outcome.unwrap();
}
