//! A broken instrument or translation fails the build, with every place and rule.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};

use qingdan::domain::instrument::{Instrument, Translated};
use serde_json::Value;

const INSTRUMENT: &str = include_str!("../instrument/grassroots-burden.json");

/// One test at a time: all build in one folder, and each looks at what is built anew.
static ALONE: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    // A test that failed has left nothing that the next one relies on.
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Builds the library with this instrument; gives success and what the compiler said.
fn build(name: &str, instrument: &str) -> (bool, String) {
    let file = folder().join(name);
    fs::write(&file, instrument).expect("a file");
    let output = check(&file, "").arg("--quiet").output().expect("cargo runs");
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// The folder of these tests.
fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("broken-build");
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// The command that builds the library with an instrument, where the packer has found these
/// translations.
fn check(instrument: &Path, translations: &str) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(["check", "--lib", "--no-default-features", "--offline"]);
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command.env("CARGO_TARGET_DIR", folder().join("target"));
    command.env("QINGDAN_INSTRUMENT", instrument).env("QINGDAN_TRANSLATIONS", translations);
    command
}

#[test]
fn a_broken_instrument_fails_the_build_and_a_sound_one_does_not() {
    let _alone = alone();
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
    let _alone = alone();
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
    let folder = folder();
    let json = serde_json::to_string(&translation).expect("JSON");
    fs::write(folder.join(format!("{name}.xx.json")), json).expect("a file");
    build(&format!("{name}.json"), INSTRUMENT)
}

/// Whether the library is as it was built before, and what is said.
fn fresh(instrument: &Path, translations: &str) -> (Option<bool>, String) {
    let mut command = check(instrument, translations);
    let output = command.arg("--message-format=json").output().expect("cargo runs");
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    let messages = lines.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let library = |message: &Value| {
        message["target"]["name"] == "qingdan" && message["reason"] == "compiler-artifact"
    };
    let found = messages.filter(library).find_map(|message| message["fresh"].as_bool());
    (found, String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn only_an_instrument_and_its_translations_have_it_built_again() {
    let _alone = alone();
    let own = folder().join("own");
    drop(fs::remove_dir_all(&own));
    fs::create_dir_all(own.join("received")).expect("a folder");
    let file = own.join("watched.json");
    let write = |name: &str, text: &str| fs::write(own.join(name), text).expect("a file");
    write("watched.json", INSTRUMENT);
    assert!(fresh(&file, "").0.is_some(), "a sound instrument");
    // What lies beside an instrument where people work with it.
    for name in ["records.json", "watched.mapping.json", "watched.2026.json", "received/a.json"] {
        write(name, "{}");
    }
    let (found, said) = fresh(&file, "");
    assert_eq!(found, Some(true), "{said}");
    // The name of a translation, by chance: said, and left out.
    write("watched.new.json", "{ \"id\": \"watched\" }");
    let (found, said) = fresh(&file, "watched.new.json");
    assert_eq!(found, Some(false), "{said}");
    assert!(
        said.contains("watched.new.json is no translation of the instrument: left out"),
        "{said}"
    );
    write("records.json", "[]");
    assert_eq!(fresh(&file, "watched.new.json").0, Some(true));
    // It has become a translation, and has faults.
    write("watched.new.json", "{ \"format\": \"qingdan-translation/1\", \"language\": \"ne\" }");
    let (found, said) = fresh(&file, "watched.new.json");
    assert_eq!(found, None, "{said}");
    assert!(said.contains("watched.new.json: missing field"), "{said}");
    fs::remove_file(own.join("watched.new.json")).expect("the file");
    assert_eq!(fresh(&file, "").0, Some(false));
    write("watched.json", &INSTRUMENT.replacen('\n', "\n\n", 1));
    assert_eq!(fresh(&file, "").0, Some(false), "the instrument itself is watched");
}
