//! A broken instrument or translation fails the build, with every place and rule.

use std::fs;
use std::path::Path;
use std::process::Command;

use qingdan::domain::instrument::{Instrument, Translated};

const INSTRUMENT: &str = include_str!("../instrument/grassroots-burden.json");

/// Builds the library with this instrument; gives success and what the compiler said.
fn build(name: &str, instrument: &str) -> (bool, String) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("broken-build");
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join(name);
    fs::write(&file, instrument).expect("a file");
    let output = Command::new(env!("CARGO"))
        .args(["check", "--lib", "--no-default-features", "--offline", "--quiet"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("QINGDAN_INSTRUMENT", &file)
        .output()
        .expect("cargo runs");
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_broken_instrument_fails_the_build_and_a_sound_one_does_not() {
    let broken = INSTRUMENT
        .replacen("\"category\": \"meetings\"", "\"category\": \"nowhere\"", 1)
        .replacen("\"score\": 0", "\"score\": 101", 1);
    assert_ne!(broken, INSTRUMENT);
    let (built, said) = build("broken.json", &broken);
    assert!(!built, "a broken instrument was built");
    assert!(said.contains("items.meet_hours.category: a reference names"), "{said}");
    assert!(said.contains("options of an item have scores from 0 to 100"), "{said}");
    let (built, said) = build("sound.json", INSTRUMENT);
    assert!(built, "{said}");
}

#[test]
fn a_translation_that_is_incomplete_or_not_listed_fails_the_build() {
    let (built, said) = build_with_translation("incomplete", |texts| {
        texts.pop();
    });
    assert!(!built && said.contains("incomplete.xx.json: "), "{said}");
    assert!(said.contains(": not translated; add"), "{said}");
    let (built, said) = build_with_translation("unlisted", |_| {});
    assert!(!built && said.contains("a language that src/i18n/mod.rs does not list"), "{said}");
}

/// Builds with a translation made of English, after a change of its entries.
fn build_with_translation(name: &str, change: impl FnOnce(&mut Vec<Translated>)) -> (bool, String) {
    let mut instrument = Instrument::parse(INSTRUMENT.as_bytes()).expect("it is valid");
    let mut translation = instrument.untranslated("xx");
    for entry in &mut translation.texts {
        entry.text = entry.en.clone();
    }
    change(&mut translation.texts);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("broken-build");
    fs::create_dir_all(&folder).expect("a folder");
    let json = serde_json::to_string(&translation).expect("JSON");
    fs::write(folder.join(format!("{name}.xx.json")), json).expect("a file");
    build(&format!("{name}.json"), INSTRUMENT)
}
