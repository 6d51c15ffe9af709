//! The kit: small files in `tests/kit/`, one fault each, and what reading each must say.
//!
//! `QINGDAN_BLESS=1 cargo test --no-default-features --test record_kit` writes the files anew.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "record_kit/json_cases.rs"]
mod json_cases;
#[path = "record_kit/packed_cases.rs"]
mod packed_cases;
#[allow(dead_code, reason = "shared with the scenarios")]
#[path = "scenario/respondent.rs"]
mod respondent;
#[path = "record_kit/schema.rs"]
mod schema;

use std::collections::{BTreeMap, BTreeSet};
use std::{env, fs, path::PathBuf};

use qingdan::domain::bundle::{Part, Reader, What};
use qingdan::domain::instrument::Form;
use qingdan::domain::record::{CampaignRef, Reason, Record, Refusal, read_code, read_json, unpack};
use respondent::{Respondent, instrument};

/// One file of the kit.
struct Case {
    /// File name; its ending tells the form.
    file: &'static str,
    /// The bytes it has to have.
    bytes: Vec<u8>,
    /// What reading it says: a record, or a reason and a place.
    expected: Result<(), Refusal>,
}

fn good(file: &'static str, bytes: impl Into<Vec<u8>>) -> Case {
    Case { file, bytes: bytes.into(), expected: Ok(()) }
}

fn bad(file: &'static str, bytes: impl Into<Vec<u8>>, reason: Reason, place: &str) -> Case {
    Case { file, bytes: bytes.into(), expected: Err(Refusal::new(reason, place)) }
}

/// A full form with every kind of answer.
fn full() -> Respondent {
    Respondent::begin(0xab)
        .answer("bg_level", 1)
        .decline("bg_role")
        .answer_by_number()
        .not_applicable("meet_needless")
        .dont_know("esc_raise")
        .decline("acc_personal")
        .unpick("meet_disrupt")
        .answer("out_realwork", 1)
        .answer("out_weekhours", 2)
        .answer("out_cutneteffect", 5)
        .tap(&["inspections", "trace", "meetings"])
}

/// The same person in the quick form.
fn quick() -> Respondent {
    full().pick(Form::Quick)
}

/// The same person in the second wave of a campaign, after one correction.
fn campaign() -> Respondent {
    let campaign = CampaignRef { id: [0xc0, 0xff, 0xee, 0x01], wave: 2 };
    let exported = Respondent::begin_in(0xcd, Some(campaign)).answer_by_number().export().0;
    exported.answer("meet_hours", 3)
}

/// The records that are read, by name.
fn good_records() -> [(&'static str, &'static str, Record); 5] {
    let none = Respondent::begin(0);
    let cut_nothing = Respondent::begin(0xff).cut_nothing().answer("insp_count", 0);
    [
        ("good_full.json", "good_full.bin", full().record()),
        ("good_quick.json", "good_quick.bin", quick().record()),
        ("good_campaign.json", "good_campaign.bin", campaign().record()),
        ("good_all_skipped.json", "good_all_skipped.bin", none.record()),
        ("good_settled_by_rule.json", "good_settled_by_rule.bin", cut_nothing.record()),
    ]
}

fn cases() -> Vec<Case> {
    let records = good_records();
    let mut cases: Vec<Case> = Vec::new();
    for (json, packed, record) in &records {
        cases.push(good(json, record.to_json(instrument())));
        cases.push(good(packed, record.pack()));
    }
    cases.extend(code_cases());
    cases.extend(bundle_cases());
    cases.extend(json_cases::all());
    cases.extend(packed_cases::all());
    cases
}

/// Codes: a record, the same as a message may bring it, and a slip of the hand.
fn code_cases() -> [Case; 3] {
    let code = full().record().to_code();
    let folded = format!("{}\n{}\n", &code[..60], &code[60..]).to_lowercase();
    let other = if code.ends_with('7') { "8" } else { "7" };
    let slip = [&code[..code.len() - 1], other].concat();
    [
        good("good_full_code.txt", code),
        good("good_folded_code.txt", folded),
        bad("mistyped_code.txt", slip, Reason::BadCode, ""),
    ]
}

/// Bundles: records one a line and one in its other form, and words between two of them.
fn bundle_cases() -> [Case; 2] {
    let line = |person: Respondent| person.record().to_line(instrument());
    let (first, second) = (line(full()), line(quick()));
    let good_bundle = [&first, "\r\n\n", &campaign().json(), &second].concat();
    let words = [&first, "\n收到，谢谢\n", &second, "\n"].concat();
    [
        good("good_bundle.ndjson", good_bundle),
        bad("words_between_records.ndjson", words, Reason::NoRecord, ""),
    ]
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/kit")
}

/// The last record of a bundle, or the last refusal where there is one.
fn read_bundle(bytes: &[u8]) -> Result<Record, Refusal> {
    let (mut record, mut refused) = (Err(Refusal::new(Reason::Empty, "")), None);
    let whole = Part::whole(bytes.len());
    Reader::new(&[instrument()]).read_part(bytes, whole, &mut |found| match found.what {
        What::Record(packed) => record = unpack(&[instrument()], &packed),
        What::Refused(refusal) => refused = Some(refusal),
        What::Campaign(_) | What::Tally(_) | What::Tickets(_) | What::Sealed(_) => {}
    });
    refused.map_or(record, Err)
}

fn read(file: &str, bytes: &[u8]) -> Result<Record, Refusal> {
    match file.rsplit_once('.') {
        Some((_, "ndjson")) => read_bundle(bytes),
        Some((_, "json")) => read_json(&[instrument()], bytes),
        Some((_, "txt")) => read_code(&[instrument()], &String::from_utf8_lossy(bytes)),
        _ => unpack(&[instrument()], bytes),
    }
}

fn blessing() -> bool {
    env::var_os("QINGDAN_BLESS").is_some()
}

#[test]
fn every_file_is_read_as_listed() {
    if blessing() {
        for case in cases() {
            fs::write(folder().join(case.file), &case.bytes).unwrap();
        }
    }
    let mut wrong = Vec::new();
    for case in cases() {
        let stored = fs::read(folder().join(case.file)).unwrap_or_default();
        if stored != case.bytes {
            wrong.push(format!("{}: stale or missing; bless the kit", case.file));
        }
        let found = read(case.file, &case.bytes).map(|_| ());
        if found != case.expected {
            wrong.push(format!("{}: {found:?} instead of {:?}", case.file, case.expected));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_folder_holds_exactly_the_listed_files() {
    let listed: BTreeSet<String> = cases().iter().map(|case| case.file.to_owned()).collect();
    assert_eq!(listed.len(), cases().len(), "a file is listed twice");
    let stored: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "README.md" && name != ".gitattributes")
        .collect();
    assert_eq!(stored, listed);
}

/// Name of a reason: the first word of its debug form.
fn name(reason: &Reason) -> String {
    format!("{reason:?}").split([' ', '{']).next().unwrap().to_owned()
}

/// The names and messages of all reasons, from their source.
fn declared_reasons() -> BTreeMap<String, String> {
    let source = include_str!("../src/domain/record/refusal.rs");
    let body = source.split("pub enum Reason {").nth(1).unwrap();
    let (mut reasons, mut message) = (BTreeMap::new(), None);
    for line in body.lines() {
        if let Some(rest) = line.trim().strip_prefix("#[error(\"") {
            message = rest.strip_suffix("\")]").map(str::to_owned);
        } else if line.starts_with("    ") && !line.starts_with("     ") {
            let word = line.trim().trim_end_matches([',', '{', ' ']);
            if word.starts_with(char::is_uppercase) {
                reasons.insert(word.to_owned(), message.take().unwrap());
            }
        }
    }
    reasons
}

#[test]
fn every_reason_has_a_file() {
    let covered: BTreeSet<String> = cases()
        .iter()
        .filter_map(|case| Some(name(&case.expected.as_ref().err()?.reason)))
        .collect();
    let declared: BTreeSet<String> = declared_reasons().into_keys().collect();
    assert!(declared.len() > 20, "{declared:?}");
    assert_eq!(covered, declared);
}

#[test]
fn every_reason_is_documented() {
    for (language, page) in [
        ("en", include_str!("../docs/record-format.md")),
        ("zh", include_str!("../docs/record-format.zh.md")),
    ] {
        // The page has typographic signs, the program’s log plain ones.
        let page = page.replace('’', "'");
        for (reason, message) in declared_reasons() {
            assert!(page.contains(&format!("| `{reason}` |")), "{language}: {reason}");
            // The words of the message between its holes.
            for words in message.split(['{', '}']).step_by(2).map(str::trim) {
                assert!(language == "zh" || page.contains(words), "{reason}: {words}");
            }
        }
    }
}

/// The keys of the outer object, then of `background` and `answers`, as written.
fn written_keys(json: &str) -> [Vec<String>; 3] {
    let value: serde_json::Value = serde_json::from_str(json).unwrap();
    let keys = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect();
    [keys(&value), keys(&value["background"]), keys(&value["answers"])]
}

fn words<'a>(words: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    words.map(str::to_owned).collect()
}

#[test]
fn nothing_but_the_allowed_words_is_written() {
    let fields = "format instrument version hash form campaign wave id revision background answers";
    let background = words(instrument().background.iter().map(|question| question.id.as_str()));
    let items = instrument().items.iter().map(|item| item.id.as_str());
    let outcomes = instrument().outcomes.iter().map(|outcome| outcome.id.as_str());
    let questions = words(items.chain(outcomes));
    let categories = words(instrument().categories.iter().map(|category| category.id.as_str()));
    for (_, _, record) in good_records() {
        let json = record.to_json(instrument());
        let [outer, own, answers] = written_keys(&json);
        let set = |keys: &[String]| words(keys.iter().map(String::as_str));
        assert_eq!(set(&outer), words(fields.split(' ')));
        assert_eq!(set(&own), background);
        assert_eq!(set(&answers), questions);
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        for room in ["background", "answers"] {
            for (id, answer) in value[room].as_object().unwrap() {
                let allowed = match answer {
                    serde_json::Value::Null => true,
                    serde_json::Value::Number(option) => option.as_u64().is_some_and(|o| o <= 10),
                    serde_json::Value::String(word) => {
                        ["na", "dk", "pn", "not_asked"].contains(&word.as_str())
                    }
                    serde_json::Value::Array(chosen) => {
                        id == "out_top3"
                            && chosen.iter().all(|c| categories.contains(c.as_str().unwrap()))
                    }
                    _ => false,
                };
                assert!(allowed, "{id}: {answer}");
            }
        }
    }
}

#[test]
fn a_record_does_not_depend_on_its_surroundings() {
    let made = |surroundings: &[(&str, &str)]| {
        let mut command = std::process::Command::new(env::current_exe().unwrap());
        command.args(["--exact", "prints_a_record", "--nocapture", "--test-threads=1"]);
        let output = command.envs(surroundings.iter().copied()).output().unwrap();
        assert!(output.status.success());
        let printed = String::from_utf8(output.stdout).unwrap();
        printed.split("-----").nth(1).unwrap().to_owned()
    };
    let here = made(&[]);
    assert!(here.contains("\"format\": \"qingdan-record/1\""), "{here}");
    for surroundings in [
        [("TZ", "Asia/Shanghai"), ("LANG", "zh_CN.UTF-8"), ("LC_ALL", "zh_CN.UTF-8")],
        [("TZ", "America/New_York"), ("LANG", "de_DE.UTF-8"), ("LC_ALL", "tr_TR.UTF-8")],
        [("TZ", "Pacific/Kiritimati"), ("LANG", "C"), ("USER", "somebody else")],
    ] {
        assert_eq!(made(&surroundings), here, "{surroundings:?}");
    }
}

/// What `a_record_does_not_depend_on_its_surroundings` starts again and again.
#[test]
fn prints_a_record() {
    let packed = full().record().pack();
    println!("-----{}{packed:?}-----", full().json());
}

#[test]
fn the_schema_is_that_of_the_instrument() {
    let file = folder().join("../../instrument/record.schema.json");
    if blessing() {
        fs::write(&file, schema::text(instrument())).unwrap();
    }
    let stored = fs::read_to_string(file).unwrap();
    assert!(stored == schema::text(instrument()), "stale: bless the kit");
}

#[test]
fn the_schema_names_what_is_written() {
    let schema: serde_json::Value = serde_json::from_str(&schema::text(instrument())).unwrap();
    let names = |value: &serde_json::Value| -> BTreeSet<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    let required = |value: &serde_json::Value| -> BTreeSet<String> {
        value.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    let [outer, own, answers] = written_keys(&full().json()).map(BTreeSet::from_iter);
    for (place, written) in [
        (&schema, &outer),
        (&schema["properties"]["background"], &own),
        (&schema["properties"]["answers"], &answers),
    ] {
        assert_eq!(&names(&place["properties"]), written);
        assert_eq!(&required(&place["required"]), written);
        assert_eq!(place["additionalProperties"], false);
        for (name, property) in place["properties"].as_object().unwrap() {
            assert!(property["description"].as_str().is_some_and(|d| d.len() > 10), "{name}");
        }
    }
}
