//! Blocks of JSON: read by what reads them in the program.

use qingdan::domain::campaign::read_campaign;
use qingdan::domain::instrument::Instrument;
use qingdan::domain::record::read_json;
use qingdan::domain::shipped_instrument;
use qingdan::domain::tally::read_tally;
use serde_json::Value;

use crate::blocks::Block;

/// Any JSON.
pub(crate) fn json(block: &Block) -> Result<(), String> {
    serde_json::from_str::<Value>(&block.text()).map(drop).map_err(|error| error.to_string())
}

/// JSON that says what it is.
pub(crate) fn of_kind(block: &Block, kind: &str) -> Result<(), String> {
    json(block)?;
    let text = block.text();
    let bytes = text.as_bytes();
    let instrument = shipped_instrument();
    let no = |what: &dyn std::fmt::Display| format!("no {kind}: {what}");
    match kind {
        "record" => read_json(&[instrument], bytes).map(drop).map_err(|refusal| no(&refusal)),
        "instrument" => Instrument::parse(bytes).map(drop).map_err(|error| no(&error)),
        "campaign" => {
            read_campaign(instrument, &text).map(drop).map_err(|fault| no(&format!("{fault:?}")))
        }
        "tally" => {
            read_tally(bytes, instrument).map(drop).map_err(|refusal| no(&format!("{refusal:?}")))
        }
        "release" => valid(&text, "instrument/release.schema.json").map_err(|fault| no(&fault)),
        "entry" => entry(&text).map_err(|fault| no(&fault)),
        _ => Err(format!("“{kind}” is no kind of JSON")),
    }
}

/// JSON that keeps a published schema.
fn valid(text: &str, schema: &str) -> Result<(), String> {
    let schema = std::fs::read_to_string(schema).map_err(|error| error.to_string())?;
    let schema: Value = serde_json::from_str(&schema).map_err(|error| error.to_string())?;
    let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let validator = jsonschema::validator_for(&schema).map_err(|error| error.to_string())?;
    validator.validate(&value).map_err(|error| error.to_string())
}

/// One entry of a translation: both texts stand together in the shipped instrument.
fn entry(text: &str) -> Result<(), String> {
    let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let (zh, en) = (&value["zh"], &value["en"]);
    if ![zh, en, &value["text"]].iter().all(|part| part.is_string()) {
        return Err("zh, en and text are texts".to_owned());
    }
    let file = std::fs::read("instrument/grassroots-burden.json").map_err(|e| e.to_string())?;
    let whole: Value = serde_json::from_slice(&file).map_err(|error| error.to_string())?;
    let problem = || format!("{zh} and {en} do not stand together");
    holds(&whole, zh, en).then_some(()).ok_or_else(problem)
}

/// Whether a text of both languages stands somewhere in a value.
fn holds(value: &Value, zh: &Value, en: &Value) -> bool {
    match value {
        Value::Object(fields) => {
            let here = fields.get("zh") == Some(zh) && fields.get("en") == Some(en);
            here || fields.values().any(|inner| holds(inner, zh, en))
        }
        Value::Array(inner) => inner.iter().any(|inner| holds(inner, zh, en)),
        _ => false,
    }
}
