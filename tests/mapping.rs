//! From one version of an instrument to another: what differs and what it takes, which mappings
//! are refused, and what becomes of records.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "mapping/said.rs"]
mod said;
#[path = "mapping/tables.rs"]
mod tables;

use proptest::prelude::*;
use qingdan::domain::answer::{Answer, Question};
use qingdan::domain::bundle::{Reader, What as Found};
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::mapping::{
    AnswerRule, AnswerWord, Level, Mapping, MappingFault, MappingFile, Unconvertible, Version,
    What, differences, draft, level, lowest, numbers, read_mapping,
};
use qingdan::domain::record::{Record, read_json};
use qingdan::domain::score::score;
use qingdan::domain::simulate::{Population, Simulation};
use said::{given, not_asked, said};
use serde_json::{Value, json};
use tables::{CHANGES, REFUSALS, take};

const FILE: &[u8] = include_bytes!("../instrument/grassroots-burden.json");

/// The shipped file after a change.
fn changed(change: impl FnOnce(&mut Value)) -> Instrument {
    let mut value: Value = serde_json::from_slice(FILE).unwrap();
    change(&mut value);
    let bytes = serde_json::to_vec(&value).unwrap();
    Instrument::parse(&bytes).unwrap_or_else(|error| panic!("{error:?}"))
}

fn old() -> Instrument {
    changed(|_| {})
}

/// The places and sorts of what a change makes different, and what it takes.
fn found(change: impl FnOnce(&mut Value)) -> (Vec<(String, What)>, Option<Level>) {
    let found = differences(&old(), &changed(change));
    let level = level(&found);
    (found.into_iter().map(|one| (one.place, one.what)).collect(), level)
}

#[test]
fn every_change_is_told_and_takes_its_level() {
    let ids: Vec<String> = old().background.iter().map(|one| one.id.clone()).collect();
    for (change, place, what, takes) in CHANGES {
        let (found, level) = found(change);
        // The ids of the background are those of the file.
        let place = place.replace("bg_years", &ids[2]).replace("bg_size", &ids[3]);
        assert!(found.contains(&(place.clone(), what)), "{place} {what:?}: {found:?}");
        assert_eq!(level, Some(takes), "{place}: {found:?}");
        assert_eq!(what.level(), takes);
    }
    assert_eq!(found(|_| {}), (Vec::new(), None));
}

#[test]
fn more_questions_are_a_minor_change() {
    let (found, level) = found(with_trust);
    assert_eq!((found, level), (vec![("items.trust".to_owned(), What::Added)], Some(Level::Minor)));
}

/// Adds an item at the end of the last category.
fn with_trust(value: &mut Value) {
    let items = value["items"].as_array_mut().unwrap();
    let mut item = items.last().unwrap().clone();
    item["id"] = json!("trust");
    item["quick"] = json!(false);
    item["stem"] = json!({ "zh": "新的一题？", "en": "A new one?" });
    item.as_object_mut().unwrap().remove("not_applicable_when");
    items.push(item);
}

#[test]
fn versions_rise_in_their_place() {
    assert_eq!(numbers("1.20.3"), Some([1, 20, 3]));
    for none in ["1.0", "1.0.0.0", "1.0.x", "", "1.-1.0"] {
        assert_eq!(numbers(none), None, "{none}");
    }
    assert_eq!(lowest([1, 2, 3], Level::Major), [2, 0, 0]);
    assert_eq!(lowest([1, 2, 3], Level::Minor), [1, 3, 0]);
    assert_eq!(lowest([1, 2, 3], Level::Patch), [1, 2, 4]);
}

/// Invented records of an instrument, both forms, some answers missing.
fn people(instrument: &Instrument, number: u64, seed: u64) -> Vec<Record> {
    let population = Population { seed, people: number, ..Population::new(instrument) };
    Simulation::new(instrument, population).unwrap().collect()
}

/// A draft for whose drops somebody answers.
fn decided(old: &Instrument, new: &Instrument) -> MappingFile {
    let file = draft(old, new);
    assert_eq!(file.basis.is_empty(), !file.dropped.is_empty(), "{file:?}");
    MappingFile { basis: "Somebody thought about it.".to_owned(), ..file }
}

fn mapping<'a>(file: &MappingFile, from: &'a Instrument, to: &'a Instrument) -> Mapping<'a> {
    Mapping::new(file, from, to).unwrap_or_else(|fault| panic!("{fault}"))
}

/// Position of the only entry for a question.
fn entry(file: &MappingFile, id: &str) -> usize {
    file.questions.iter().position(|entry| entry.to == id).unwrap()
}

#[test]
fn an_added_item_counts_as_passed_over_and_nothing_else_changes() {
    let (old, new) = (old(), changed(with_trust));
    let file = draft(&old, &new);
    assert!(file.dropped.is_empty());
    let mapping = mapping(&file, &old, &new);
    for record in people(&old, 60, 3) {
        let converted = mapping.convert(&record).unwrap();
        let full = record.complete().form() == Form::Full;
        assert_eq!(converted.passed_over, usize::from(full));
        let (before, after) = (record.complete(), converted.record.complete());
        let items = &after.answers().items;
        assert_eq!(items[..items.len() - 1], before.answers().items);
        let last = if full { Answer::Skipped } else { Answer::NotAsked };
        assert_eq!(items.last(), Some(&last));
        assert_eq!(after.answers().background, before.answers().background);
        assert_eq!(after.answers().priorities, before.answers().priorities);
        let scores = [score(&old, before), score(&new, after)];
        assert_eq!(scores[0].items, scores[1].items[..old.items.len()]);
    }
}

#[test]
fn options_go_where_the_table_says() {
    let new = changed(|value| {
        value["version"] = json!("2.0.0");
        // The two highest bands become one.
        let options = value["items"][1]["options"].as_array_mut().unwrap();
        let top = options.pop().unwrap();
        options.last_mut().unwrap()["interval"] = json!([4, null]);
        options.last_mut().unwrap()["score"] = top["score"].clone();
        value["items"][1]["markers"] = json!([]);
    });
    let old = old();
    let mut file = decided(&old, &new);
    let at = entry(&file, "meet_peak");
    assert_eq!((&file.questions[at].from, &file.dropped), (&None, &vec!["meet_peak".to_owned()]));
    file.questions[at].from = Some("meet_peak".to_owned());
    file.questions[at].answers = AnswerRule::Table(vec![0, 1, 2, 3, 4, 4]);
    file.dropped.clear();
    let mapping = mapping(&file, &old, &new);
    let question = Question::Item(u8::try_from(old.item_index("meet_peak").unwrap()).unwrap());
    let mut seen = 0;
    for record in people(&old, 200, 4) {
        let converted = mapping.convert(&record).unwrap().record;
        let [before, after] =
            [&record, &converted].map(|record| record.complete().answers().get(question));
        let expected = match before {
            Answer::Option(option) => Answer::Option(option.min(4)),
            other => other,
        };
        assert_eq!(after, expected);
        seen += usize::from(before == Answer::Option(5));
    }
    assert!(seen > 3, "the case occurs: {seen}");
}

#[test]
fn an_answer_that_the_new_form_does_not_ask_is_refused_and_not_lost() {
    let new = changed(|value| {
        let items = value["items"].as_array_mut().unwrap();
        let other = items.iter().position(|one| {
            one["category"] == items[0]["category"] && one["quick"] == json!(false)
        });
        items[other.unwrap()]["quick"] = json!(true);
        items[0]["quick"] = json!(false);
    });
    let old = old();
    let mut file = decided(&old, &new);
    let drafted = file.clone();
    assert_eq!(drafted.dropped.len(), 2, "both are drafted as dropped");
    for id in drafted.dropped {
        let at = entry(&file, &id);
        file.questions[at].from = Some(id);
        file.questions[at].answers = AnswerRule::Word(AnswerWord::Same);
    }
    file.dropped.clear();
    let mapping = mapping(&file, &old, &new);
    let (mut refused, mut full) = (0, 0);
    for record in people(&old, 200, 5) {
        let answered = record.complete().answers().items[0] != Answer::Skipped;
        match (record.complete().form(), mapping.convert(&record)) {
            (Form::Full, converted) => full += usize::from(converted.unwrap().passed_over == 0),
            (Form::Quick, Err(fault)) => {
                assert!(answered);
                assert_eq!(fault, Unconvertible::Form(old.items[0].id.clone()));
                refused += 1;
            }
            (Form::Quick, Ok(_)) => assert!(!answered),
        }
    }
    assert!(refused > 20 && full > 50, "{refused} {full}");
}

/// What people answered and nobody took over is told apart from what nobody was asked.
#[test]
fn dropped_answers_are_told_and_never_called_not_asked() {
    let old = old();
    // The same question in other words; and none in its place.
    let reworded = changed(|v| v["items"][0]["stem"]["en"] = json!("Other words?"));
    let asked = old.background.iter().position(|one| one.default_on).unwrap();
    let without = changed(|v| drop(take(v, "background", asked)));
    for (new, id) in [(reworded, &old.items[0].id), (without, &old.background[asked].id)] {
        let file = draft(&old, &new);
        let refused = Mapping::new(&file, &old, &new);
        assert!(matches!(refused, Err(MappingFault::Basis)), "nobody decided that yet: {file:?}");
        let file = decided(&old, &new);
        let mapping = mapping(&file, &old, &new);
        assert_eq!(mapping.dropped().collect::<Vec<_>>(), [id]);
        let (mut lost, mut silent) = (0, 0);
        for record in people(&old, 300, 8) {
            let converted = mapping.convert(&record).unwrap();
            assert_eq!(converted.passed_over, 0, "{id} was asked");
            let answered = given(&old, &record).contains(&id.as_str());
            assert_eq!(converted.lost.is_empty(), !answered);
            (lost, silent) = (lost + converted.lost.len(), silent + usize::from(!answered));
        }
        assert!(lost > 100 && silent > 0, "both occur: {lost} {silent}");
    }
}

#[test]
fn a_mapping_that_does_not_fit_is_refused() {
    let old = old();
    let file = draft(&old, &old);
    let whole = serde_json::to_value(&file).unwrap();
    let read =
        |value: &Value| read_mapping(&serde_json::to_vec(value).unwrap(), &old, &old).map(drop);
    assert!(read(&whole).is_ok());
    for (number, (change, expected)) in REFUSALS.into_iter().enumerate() {
        let mut value = whole.clone();
        change(&mut value);
        let fault = read(&value).expect_err(&number.to_string());
        assert!(expected(&fault), "{number}: {fault:?}");
    }
}

/// Where the two are not mapped, records of one are never records of the other.
#[test]
fn without_a_mapping_records_of_another_hash_are_refused() {
    let (old, new) = (old(), changed(|v| v["title"]["en"] = json!("Another title")));
    for record in people(&old, 5, 1) {
        let line = record.to_line(&old);
        assert!(read_json(&[&new], line.as_bytes()).is_err());
        let mut found = Vec::new();
        Reader::new(&[&new]).read_text(line.as_bytes(), &mut |one| found.push(one.what));
        assert!(matches!(found[..], [Found::Refused(_)]), "{found:?}");
        let file = draft(&new, &old);
        let backwards = mapping(&file, &new, &old).convert(&record);
        assert_eq!(backwards, Err(Unconvertible::Instrument));
    }
    assert_ne!(Version::of(&old), Version::of(&new));
}

/// Other words for some questions, other documents, more items: whatever is unchanged stays.
fn some_version() -> impl Strategy<Value = Instrument> {
    let words = prop::collection::btree_set(0_usize..40, 0..6);
    let gone = prop::option::of(0_usize..4);
    (words, gone, any::<bool>(), any::<bool>()).prop_map(|(words, gone, more, apply)| {
        changed(|value| {
            for at in words {
                value["items"][at]["stem"]["en"] = json!("Other words?");
            }
            if let Some(at) = gone {
                take(value, "background", at);
            }
            if more {
                with_trust(value);
            }
            if apply {
                // One rule less: what it settled is kept as it was settled.
                for item in value["items"].as_array_mut().unwrap() {
                    item.as_object_mut().unwrap().remove("not_applicable_when");
                }
            }
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The draft between any two versions fits them; what it makes of a record is a record of the
    /// new version in its canonical form, with the same number, revision, campaign and form; every
    /// answer is the old one, or there is none where the draft says so.
    #[test]
    fn drafts_fit_and_make_canonical_records(new in some_version(), seed in any::<u64>()) {
        let old = old();
        let file = decided(&old, &new);
        let text = serde_json::to_vec(&file).unwrap();
        let mapping = read_mapping(&text, &old, &new).unwrap();
        for record in people(&old, 12, seed) {
            let converted = mapping.convert(&record).unwrap();
            // What a rule settled stays as it was, also where the new version lacks the rule.
            let (before, given) = (said(&old, &record), given(&old, &record));
            let settled = |id: &&str| before.contains(id) && !given.contains(id);
            let over = crate::said::given(&new, &converted.record);
            let over = over.into_iter().filter(|id| !settled(id)).count();
            let dropped = |id: &&str| file.dropped.iter().any(|one| one == id);
            let lost: Vec<&str> = given.iter().copied().filter(dropped).collect();
            prop_assert_eq!(&converted.lost, &lost);
            prop_assert_eq!(given.len(), over + lost.len());
            prop_assert_eq!(converted.passed_over, not_asked(&old, &record, &new));
            let converted = converted.record;
            let line = converted.to_line(&new);
            let read = read_json(&[&new], line.as_bytes());
            prop_assert_eq!(read.as_ref(), Ok(&converted));
            prop_assert_eq!(converted.id(), record.id());
            prop_assert_eq!(converted.revision(), record.revision());
            prop_assert_eq!(converted.campaign(), record.campaign());
            prop_assert_eq!(converted.complete().form(), record.complete().form());
            for (question, id) in new.questions() {
                let after = converted.complete().answers().get(question);
                let entry = &file.questions[entry(&file, id)];
                let Some(from) = &entry.from else {
                    prop_assert!(matches!(after, Answer::Skipped | Answer::NotAsked
                        | Answer::NotApplicable));
                    continue;
                };
                let (before, _) = old.questions().find(|(_, old)| old == from).unwrap();
                prop_assert_eq!(after, record.complete().answers().get(before), "{}", id);
            }
        }
    }

    /// Whatever is dropped, answers in are answers over and answers lost; what was asked and is
    /// dropped never counts as not asked.
    #[test]
    fn no_given_answer_is_lost_untold(
        gone in prop::collection::btree_set(0_usize..53, 0..9),
        seed in any::<u64>(),
    ) {
        let (old, new) = (old(), changed(|v| v["about"]["en"] = json!("Other words.")));
        let mut file = decided(&old, &new);
        prop_assert_eq!(file.questions.len(), 53);
        // The order of the file is its author’s own.
        for at in gone.into_iter().rev() {
            file.dropped.extend(file.questions[at].from.take());
            file.questions[at].answers = AnswerRule::Word(AnswerWord::NotAsked);
        }
        let mapping = mapping(&file, &old, &new);
        for record in people(&old, 12, seed) {
            let converted = mapping.convert(&record).unwrap();
            let line = converted.record.to_line(&new);
            let read = read_json(&[&new], line.as_bytes());
            prop_assert_eq!(read.as_ref(), Ok(&converted.record));
            let given = given(&old, &record);
            let dropped = |id: &&str| file.dropped.iter().any(|one| one == id);
            let lost: Vec<&str> = given.iter().copied().filter(dropped).collect();
            prop_assert_eq!(&converted.lost, &lost);
            let kept = given.iter().copied().filter(|id| !dropped(id));
            prop_assert!(said(&new, &converted.record).is_superset(&kept.collect()));
            prop_assert_eq!(converted.passed_over, 0);
        }
    }

    /// There and back between versions that differ in words alone gives the very record.
    #[test]
    fn there_and_back_is_the_same_record(seed in any::<u64>()) {
        let (old, new) = (old(), changed(|v| v["about"]["en"] = json!("Other words.")));
        let [there, back] = [draft(&old, &new), draft(&new, &old)];
        let (there, back) = (mapping(&there, &old, &new), mapping(&back, &new, &old));
        for record in people(&old, 10, seed) {
            let converted = there.convert(&record).unwrap();
            prop_assert_eq!(converted.passed_over, 0);
            prop_assert_eq!(&back.convert(&converted.record).unwrap().record, &record);
        }
    }
}
