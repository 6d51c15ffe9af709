//! The published JSON Schemas against the files that they describe.

use jsonschema::Validator;
use serde_json::{Value, json};

const INSTRUMENT: &str = include_str!("../instrument/grassroots-burden.json");
const INSTRUMENT_SCHEMA: &str = include_str!("../instrument/instrument.schema.json");
const RECORD: &str = include_str!("kit/good_full.json");
const RECORD_SCHEMA: &str = include_str!("../instrument/record.schema.json");

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn validator(schema: &str) -> Validator {
    jsonschema::draft202012::new(&parse(schema)).expect("a schema of draft 2020-12")
}

/// Where a value breaks a schema, as JSON pointers.
fn faults(schema: &Validator, value: &Value) -> Vec<String> {
    schema.iter_errors(value).map(|error| error.instance_path().to_string()).collect()
}

#[test]
fn the_shipped_instrument_keeps_its_schema() {
    assert_eq!(faults(&validator(INSTRUMENT_SCHEMA), &parse(INSTRUMENT)), [""; 0]);
}

#[test]
fn the_second_instrument_keeps_its_schema_too() {
    let raw_tlx = include_str!("../instrument/raw-tlx.json");
    assert_eq!(faults(&validator(INSTRUMENT_SCHEMA), &parse(raw_tlx)), [""; 0]);
}

/// A drafted mapping keeps its schema, and so does one with a table; what the schema must refuse it
/// refuses.
#[test]
fn mappings_keep_their_schema() {
    let schema = validator(include_str!("../instrument/mapping.schema.json"));
    let instrument = qingdan::domain::instrument::Instrument::parse(INSTRUMENT.as_bytes());
    let instrument = instrument.expect("an instrument");
    let draft = qingdan::domain::mapping::draft(&instrument, &instrument);
    let mut mapping = serde_json::to_value(draft).expect("JSON");
    assert_eq!(faults(&schema, &mapping), [""; 0]);
    mapping["questions"][0]["answers"] = json!([0, 1, 2, 3, 3]);
    mapping["questions"][1] = json!({ "to": "bg_role", "answers": "not_asked" });
    mapping["dropped"] = json!(["bg_role"]);
    assert_eq!(faults(&schema, &mapping), [""; 0]);
    for (pointer, wrong) in [
        ("/basis", json!(" ")),
        ("/questions/0/answers", json!("not_asked")),
        ("/questions/0/answers", json!([0, 11])),
        ("/from/hash", json!("0")),
        ("/dropped", json!("bg_role")),
    ] {
        let mut broken = mapping.clone();
        *broken.pointer_mut(pointer).expect(pointer) = wrong;
        assert!(!faults(&schema, &broken).is_empty(), "{pointer}");
    }
}

#[test]
fn good_records_keep_their_schema() {
    let schema = validator(RECORD_SCHEMA);
    let kit = std::fs::read_dir("tests/kit").expect("the kit");
    let good = kit.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| {
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with("good_") && path.extension().is_some_and(|kind| kind == "json")
    });
    let mut seen = 0;
    for path in good {
        let text = std::fs::read_to_string(&path).expect("readable");
        assert_eq!(faults(&schema, &parse(&text)), [""; 0], "{}", path.display());
        seen += 1;
    }
    assert!(seen >= 4, "only {seen} good records");
}

#[test]
fn the_schemas_refuse_what_they_must() {
    let check = |schema: &str, file: &str, pointer: &str, new: Value| {
        let mut value = parse(file);
        *value.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = new;
        assert!(!faults(&validator(schema), &value).is_empty(), "{pointer} is not checked");
    };
    check(INSTRUMENT_SCHEMA, INSTRUMENT, "/format", json!("another/1"));
    check(INSTRUMENT_SCHEMA, INSTRUMENT, "/items/0/stem", json!({ "zh": "只有中文" }));
    check(INSTRUMENT_SCHEMA, INSTRUMENT, "/items/0/kind", json!("essay"));
    check(INSTRUMENT_SCHEMA, INSTRUMENT, "/response_sets/0/options/0/score", json!(101));
    check(INSTRUMENT_SCHEMA, INSTRUMENT, "/categories/0", json!({ "id": "meetings" }));
    check(RECORD_SCHEMA, RECORD, "/format", json!("qingdan-record/2"));
    check(RECORD_SCHEMA, RECORD, "/form", json!("half"));
    check(RECORD_SCHEMA, RECORD, "/revision", json!(256));
    check(RECORD_SCHEMA, RECORD, "/answers/meet_hours", json!(6));
    check(RECORD_SCHEMA, RECORD, "/id", json!("ABC"));
}
