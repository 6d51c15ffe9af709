//! The JSON Schema of a record, written from the instrument: the questions and their allowed
//! answers can never differ from it.

use std::fmt::Write as _;

use qingdan::domain::answer::Answer;
use qingdan::domain::instrument::{Instrument, Item};
use qingdan::domain::interview::allows;
use qingdan::domain::record::{REVISION_MAX, WAVE_MAX};

/// Everything that does not depend on the questions.
const FRAME: &str = include_str!("schema.frame.json");

/// The whole schema, ending with a line feed.
pub(super) fn text(instrument: &Instrument) -> String {
    let full_only: Vec<&Item> = instrument.items.iter().filter(|item| !item.quick).collect();
    let constant = |value: &str| {
        full_only.iter().map(|item| (item.id.clone(), value.to_owned())).collect::<Vec<_>>()
    };
    FRAME
        .replace("\"@id@\"", &format!("{:?}", instrument.id))
        .replace("\"@version@\"", &format!("{:?}", instrument.version))
        .replace("\"@hash@\"", &format!("\"{}\"", instrument.hash))
        .replace("\"@wave_max@\"", &WAVE_MAX.to_string())
        .replace("\"@revision_max@\"", &REVISION_MAX.to_string())
        .replace("\"@background_ids@\"", &ids(instrument, true))
        .replace("\"@answer_ids@\"", &ids(instrument, false))
        .replace("\"@background@\": {}", &block(8, &questions(instrument, true)))
        .replace("\"@answers@\": {}", &block(8, &questions(instrument, false)))
        .replace("\"@quick@\": {}", &block(8, &constant("{ \"const\": \"not_asked\" }")))
        .replace(
            "\"@full@\": {}",
            &block(8, &constant("{ \"not\": { \"const\": \"not_asked\" } }")),
        )
        .replace("\"@rules@\": {}", &rules(instrument))
}

/// Lines of an object, without its braces.
fn block(indent: usize, fields: &[(String, String)]) -> String {
    let lines = fields.iter().map(|(key, value)| format!("{:indent$}\"{key}\": {value}", ""));
    lines.collect::<Vec<_>>().join(",\n")
}

fn ids(instrument: &Instrument, background: bool) -> String {
    let ids = questions(instrument, background).into_iter().map(|(id, _)| format!("\"{id}\""));
    format!("[{}]", ids.collect::<Vec<_>>().join(", "))
}

/// Each question with its schema: all allowed answers, and the question in English.
fn questions(instrument: &Instrument, background: bool) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for (question, id) in instrument.questions() {
        let own = instrument.background.iter().find(|other| other.id == id);
        if own.is_some() != background {
            continue;
        }
        let item = instrument.items.iter().find(|item| item.id == id);
        let outcome = instrument.outcomes.iter().find(|outcome| outcome.id == id);
        let stem = own.map(|b| &b.stem).or(item.map(|i| &i.stem)).or(outcome.map(|o| &o.stem));
        let mut values: Vec<String> = (0..u8::try_from(instrument.options_of(question).len())
            .unwrap())
            .map(|option| option.to_string())
            .collect();
        let reasons = [
            (Answer::NotApplicable, "\"na\""),
            (Answer::DontKnow, "\"dk\""),
            (Answer::Declined, "\"pn\""),
            (Answer::Skipped, "null"),
        ];
        for (reason, word) in reasons {
            if allows(instrument, question, reason) {
                values.push(word.to_owned());
            }
        }
        if own.is_some() || item.is_some_and(|item| !item.quick) {
            values.push("\"not_asked\"".to_owned());
        }
        let mut value = String::new();
        let stem = serde_json::to_string(&stem.unwrap().en).unwrap();
        let _ = write!(value, "{{ \"description\": {stem}, \"enum\": [{}] }}", values.join(", "));
        fields.push((id.to_owned(), value));
    }
    if let (false, Some(last)) = (background, instrument.priorities_index()) {
        fields.push((instrument.outcomes[last].id.clone(), priorities(instrument, last)));
    }
    fields
}

fn priorities(instrument: &Instrument, last: usize) -> String {
    let stem = serde_json::to_string(&instrument.outcomes[last].stem.en).unwrap();
    let ids = instrument.categories.iter().map(|category| format!("\"{}\"", category.id));
    let ids = ids.collect::<Vec<_>>().join(", ");
    format!(
        "{{ \"description\": {stem}, \"anyOf\": [{{ \"description\": \"Categories, first choice \
         first; empty for none for now.\", \"type\": \"array\", \"items\": {{ \"enum\": [{ids}] \
         }}, \"maxItems\": 3, \"uniqueItems\": true }}, {{ \"enum\": [\"pn\", null] }}] }}"
    )
}

/// The rules by which one answer makes another question not applicable.
fn rules(instrument: &Instrument) -> String {
    let mut rules = Vec::new();
    for item in &instrument.items {
        let Some(rule) = &item.not_applicable_when else { continue };
        let field = |id: &str, value: &str| {
            format!("{{ \"properties\": {{ \"{id}\": {{ \"const\": {value} }} }} }}")
        };
        let (when, then) = (field(&rule.item, &rule.option.to_string()), field(&item.id, "\"na\""));
        rules.push(format!("      \"if\": {when},\n      \"then\": {then}"));
    }
    assert!(rules.len() <= 1, "the frame has room for one rule");
    rules.concat()
}
