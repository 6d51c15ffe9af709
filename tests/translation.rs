//! A third language for the instrument: complete, or refused with the place and what to do.
//! The language is made here: English between « and ».

use qingdan::domain::instrument::{Instrument, Translated, Translation, TranslationDefect};
use serde_json::Value;

const INSTRUMENT: &[u8] = include_bytes!("../instrument/grassroots-burden.json");

fn instrument() -> Instrument {
    Instrument::parse(INSTRUMENT).expect("the shipped instrument is valid")
}

/// A complete translation.
fn translation() -> Translation {
    let mut translation = instrument().untranslated("xx");
    for Translated { en, text, .. } in &mut translation.texts {
        *text = format!("«{en}»");
    }
    translation
}

/// What is said about a translation after one change.
fn said(change: impl FnOnce(&mut Translation)) -> Vec<String> {
    let (mut instrument, mut translation) = (instrument(), translation());
    change(&mut translation);
    let before = instrument.clone();
    let defects = instrument.translate(&translation).expect_err("it is refused");
    assert_eq!(instrument, before, "a refused translation changed the instrument");
    defects.iter().map(ToString::to_string).collect()
}

#[test]
fn every_text_comes_out_in_three_languages_under_the_same_hash() {
    let original = instrument();
    let mut translated = original.clone();
    translated.translate(&translation()).expect("it is complete");
    assert_eq!(translated.hash, original.hash);
    let stem = &translated.items[0].stem;
    assert_eq!(stem.nth(0), original.items[0].stem.zh);
    assert_eq!(stem.nth(1), original.items[0].stem.en);
    assert_eq!(stem.nth(2), format!("«{}»", original.items[0].stem.en));
    for (place, text) in translated.texts() {
        assert_eq!(text.others, [format!("«{}»", text.en)], "{place}");
    }
}

#[test]
fn translations_survive_packing_and_stay_out_of_the_json() {
    let mut plain = instrument();
    // The coverage matrix is not translated.
    plain.mechanisms.clear();
    let mut translated = plain.clone();
    translated.translate(&translation()).expect("it is complete");
    let unpacked = Instrument::from_packed(&translated.to_packed(), translated.hash.0);
    assert_eq!(unpacked, translated);
    let json = |instrument| serde_json::to_value(instrument);
    assert_eq!(json(&translated).expect("JSON"), json(&plain).expect("JSON"));
}

/// As many texts as the file has, without the coverage matrix: no field is forgotten.
#[test]
fn every_text_of_the_file_is_translated() {
    fn texts(value: &Value) -> usize {
        match value {
            Value::Object(fields) if fields.contains_key("zh") => 1,
            Value::Object(fields) => fields.values().map(texts).sum(),
            Value::Array(values) => values.iter().map(texts).sum(),
            _ => 0,
        }
    }
    let file: Value = serde_json::from_slice(INSTRUMENT).expect("JSON");
    let expected = texts(&file) - texts(&file["mechanisms"]);
    assert_eq!(instrument().texts().len(), expected);
}

#[test]
fn what_is_missing_is_named_with_its_place() {
    let stem = instrument().items[0].stem.clone();
    let said = said(|translation| translation.texts.retain(|entry| entry.en != stem.en));
    let place = format!("items.{}.stem: not translated", instrument().items[0].id);
    assert!(said.len() == 1 && said[0].starts_with(&place), "{said:?}");
    assert!(said[0].contains("add an entry with zh") && said[0].contains(&stem.zh), "{said:?}");
}

#[test]
fn what_the_instrument_does_not_have_is_refused() {
    let entry = || Translated {
        zh: "没有的题".to_owned(),
        en: "No such question".to_owned(),
        text: "«No such question»".to_owned(),
    };
    let unknown = said(|translation| translation.texts.push(entry()));
    let number = translation().texts.len();
    assert_eq!(unknown.len(), 1, "{unknown:?}");
    assert!(unknown[0].starts_with(&format!("texts[{number}]: \"No such question\" is no text")));

    let twice = said(|translation| translation.texts.push(translation.texts[0].clone()));
    assert!(twice[0].contains("is translated twice; keep one entry"), "{twice:?}");

    let empty = said(|translation| translation.texts[4].text = " ".to_owned());
    assert!(empty[0].starts_with("texts[4]: the translation of"), "{empty:?}");
}

/// A text that has changed since is both unknown under its old words and missing under the new.
#[test]
fn a_text_that_has_changed_since_is_noticed() {
    let said = said(|translation| translation.texts[0].zh.push('。'));
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].starts_with("title: not translated"), "{said:?}");
    assert!(said[1].contains("copy zh and en anew"), "{said:?}");
}

#[test]
fn the_head_of_the_file_is_checked() {
    assert_eq!(said(|t| t.format.push('0')), [TranslationDefect::Format.to_string()]);
    let other = said(|t| t.instrument = "other".to_owned());
    assert_eq!(other, ["instrument: is \"other\", the instrument's id is \"grassroots-burden\""]);
    let misspelt = r#"{"format": "", "instrument": "", "language": "", "text": []}"#;
    assert!(serde_json::from_str::<Translation>(misspelt).is_err());
}

/// What `docs/languages.md` tells to begin with: `QINGDAN_TRANSLATE=<tag>` writes an empty
/// translation beside the instrument.
#[test]
fn an_empty_translation_to_begin_with() {
    let tag = std::env::var("QINGDAN_TRANSLATE").unwrap_or_else(|_| "xx".to_owned());
    let empty = instrument().untranslated(&tag);
    assert!(empty.texts.iter().all(|entry| entry.text.is_empty()));
    if std::env::var_os("QINGDAN_TRANSLATE").is_some() {
        let file =
            format!("{}/instrument/grassroots-burden.{tag}.json", env!("CARGO_MANIFEST_DIR"));
        assert!(!std::path::Path::new(&file).exists(), "{file} exists already");
        let json = serde_json::to_string_pretty(&empty).expect("JSON");
        std::fs::write(&file, json + "\n").expect("the file can be written");
    }
}
