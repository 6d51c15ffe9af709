//! The published schema of instruments, applied: as much of JSON Schema 2020-12 as it uses.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::place::escaped;

/// The schema as it is published.
const SCHEMA: &str = include_str!("../../../instrument/instrument.schema.json");

/// An id.
const ID: &str = "^[A-Za-z][A-Za-z0-9_.-]{0,39}$";

/// A version.
const VERSION: &str = "^[A-Za-z0-9_.-]{1,40}$";

/// Something written.
const WRITTEN: &str = "\\S";

/// A part of a file that is not as the schema has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Where.
    pub(super) pointer: String,
    /// What is wrong.
    pub(super) what: Shape,
}

/// What is wrong with a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// It is of another type; the types that it may have.
    Type(Vec<String>),
    /// There is no such field; the fields that there are.
    Unknown(Vec<String>),
    /// A field is missing, by its name.
    Missing(String),
    /// It is none of these values.
    Values(Vec<String>),
    /// Fewer or more entries than may be: least, most.
    Entries(u64, Option<u64>),
    /// A number out of its range: least, most.
    Range(i64, Option<i64>),
    /// No id.
    Id,
    /// No version.
    Version,
    /// Nothing is written.
    Empty,
}

/// Everything that is not as the schema has it.
pub(super) fn faults(value: &Value) -> Vec<Fault> {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap_or_default();
    let mut checker = Checker { schema: &schema, found: Vec::new() };
    checker.check(&schema, value, "");
    checker.found
}

struct Checker<'a> {
    schema: &'a Value,
    found: Vec<Fault>,
}

impl<'a> Checker<'a> {
    fn fault(&mut self, pointer: &str, what: Shape) {
        self.found.push(Fault { pointer: pointer.to_owned(), what });
    }

    /// The part of the schema that another part names.
    fn named(&self, part: &'a Value) -> &'a Value {
        let target = part["$ref"].as_str().and_then(|name| name.strip_prefix('#'));
        target.and_then(|pointer| self.schema.pointer(pointer)).unwrap_or(part)
    }

    fn check(&mut self, part: &'a Value, value: &Value, pointer: &str) {
        let part = self.named(part);
        if let Some(choices) = part["oneOf"].as_array() {
            return self.one_of(choices, value, pointer);
        }
        let types = types(part);
        if !types.is_empty() && !types.iter().any(|one| is(value, one)) {
            return self.fault(pointer, Shape::Type(types));
        }
        let fixed = part.get("const").map(std::slice::from_ref);
        let fixed = fixed.or(part["enum"].as_array().map(Vec::as_slice));
        if let Some(values) = fixed.filter(|values| !values.contains(value)) {
            let values = values.iter().map(|one| one.as_str().unwrap_or_default().to_owned());
            self.fault(pointer, Shape::Values(values.collect()));
        }
        match value {
            Value::Object(fields) => self.object(part, fields, pointer),
            Value::Array(entries) => self.list(part, entries, pointer),
            Value::String(text) => self.text(part, text, pointer),
            Value::Number(number) => self.number(part, number.as_i64(), pointer),
            _ => {}
        }
    }

    /// The choice whose type fits is meant; the first that has nothing to say against the value.
    fn one_of(&mut self, choices: &'a [Value], value: &Value, pointer: &str) {
        let mut against: Option<Vec<Fault>> = None;
        let mut expected = Vec::new();
        for choice in choices {
            let choice = self.named(choice);
            let types = types(choice);
            if !types.iter().any(|one| is(value, one)) {
                expected.extend(types);
                continue;
            }
            let mut apart = Checker { schema: self.schema, found: Vec::new() };
            apart.check(choice, value, pointer);
            if apart.found.is_empty() {
                return;
            }
            against.get_or_insert(apart.found);
        }
        match against {
            Some(found) => self.found.extend(found),
            None => self.fault(pointer, Shape::Type(expected)),
        }
    }

    fn object(&mut self, part: &'a Value, fields: &Map<String, Value>, pointer: &str) {
        let known = part["properties"].as_object();
        for name in part["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !fields.contains_key(name) {
                self.fault(pointer, Shape::Missing(name.to_owned()));
            }
        }
        for (name, value) in fields {
            let pointer = format!("{pointer}/{}", escaped(name));
            if let Some(part) = known.and_then(|known| known.get(name)) {
                self.check(part, value, &pointer);
            } else {
                let known = known.into_iter().flat_map(Map::keys).cloned().collect();
                self.fault(&pointer, Shape::Unknown(known));
            }
        }
    }

    fn list(&mut self, part: &'a Value, entries: &[Value], pointer: &str) {
        let least = part["minItems"].as_u64().unwrap_or(0);
        let most = part["maxItems"].as_u64();
        let length = entries.len() as u64;
        if length < least || most.is_some_and(|most| length > most) {
            self.fault(pointer, Shape::Entries(least, most));
        }
        let first = part["prefixItems"].as_array().map_or(&[][..], Vec::as_slice);
        for (at, entry) in entries.iter().enumerate() {
            if let Some(part) =
                first.get(at).or_else(|| part.get("items").filter(|p| p.is_object()))
            {
                self.check(part, entry, &format!("{pointer}/{at}"));
            }
        }
    }

    fn text(&mut self, part: &Value, text: &str, pointer: &str) {
        let plain = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
        let fits = (1..=40).contains(&text.len()) && text.chars().all(plain);
        let what = match part["pattern"].as_str() {
            Some(WRITTEN) if text.trim().is_empty() => Shape::Empty,
            Some(ID) if !fits || !text.starts_with(|c: char| c.is_ascii_alphabetic()) => Shape::Id,
            Some(VERSION) if !fits => Shape::Version,
            _ => return,
        };
        self.fault(pointer, what);
    }

    fn number(&mut self, part: &Value, number: Option<i64>, pointer: &str) {
        let (least, most) =
            (part["minimum"].as_i64().unwrap_or(i64::MIN), part["maximum"].as_i64());
        let within = |number: i64| number >= least && most.is_none_or(|most| number <= most);
        if !number.is_none_or(within) {
            self.fault(pointer, Shape::Range(least, most));
        }
    }
}

/// The types that a part may have.
fn types(part: &Value) -> Vec<String> {
    let all = match &part["type"] {
        Value::Array(all) => all.iter().collect(),
        one => vec![one],
    };
    let all: BTreeSet<&str> = all.into_iter().filter_map(Value::as_str).collect();
    all.into_iter().map(str::to_owned).collect()
}

fn is(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "null" => value.is_null(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the checker knows of JSON Schema; a schema with more would be checked in part only.
    const KNOWN: [&str; 20] = [
        "$schema",
        "$id",
        "$defs",
        "$ref",
        "title",
        "description",
        "type",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "prefixItems",
        "minItems",
        "maxItems",
        "minimum",
        "maximum",
        "enum",
        "const",
        "pattern",
        "oneOf",
    ];

    fn keywords(part: &Value, names: bool, found: &mut BTreeSet<String>) {
        match part {
            Value::Object(fields) => {
                for (name, inside) in fields {
                    if !names {
                        found.insert(name.clone());
                    }
                    let listed = !names && ["properties", "$defs"].contains(&name.as_str());
                    if names || !["const", "enum", "required"].contains(&name.as_str()) {
                        keywords(inside, listed, found);
                    }
                }
            }
            Value::Array(all) => all.iter().for_each(|one| keywords(one, false, found)),
            Value::String(text) if names => drop(found.insert(text.clone())),
            _ => {}
        }
    }

    fn patterns(part: &Value, found: &mut BTreeSet<String>) {
        match part {
            Value::Object(fields) => {
                found.extend(fields.get("pattern").and_then(Value::as_str).map(str::to_owned));
                fields.values().for_each(|one| patterns(one, found));
            }
            Value::Array(all) => all.iter().for_each(|one| patterns(one, found)),
            _ => {}
        }
    }

    #[test]
    fn every_word_of_the_schema_is_known() {
        let schema: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
        let (mut words, mut found) = (BTreeSet::new(), BTreeSet::new());
        keywords(&schema, false, &mut words);
        let unknown: Vec<&String> =
            words.iter().filter(|word| !KNOWN.contains(&word.as_str())).collect();
        assert_eq!(unknown, Vec::<&String>::new());
        patterns(&schema, &mut found);
        assert_eq!(found, [ID, VERSION, WRITTEN].map(str::to_owned).into());
        // Every object is closed, which the checker takes for granted.
        assert_eq!(
            SCHEMA.matches("\"type\": \"object\"").count(),
            SCHEMA.matches("\"additionalProperties\": false").count()
        );
    }
}
