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
