//! The release as JSON, for programs: rows with identifiers instead of codes.

use serde_json::{Map, Value, json as value};

use super::Context;
use super::head::Head;
use super::row::{Figure, Row};
use crate::domain::instrument::Form;
use crate::domain::record::campaign_number;

/// The value of the field `format`; the schema is `instrument/release.schema.json`.
pub const RELEASE_FORMAT: &str = "qingdan-release/1";

/// The rows of a release as one JSON object, ending with a line feed.
pub fn json(context: &Context, head: impl Into<Head>, rows: &[Row]) -> String {
    let head = head.into();
    let Context { instrument, campaign, wave, demo, words, .. } = context;
    let form = match head.form {
        Form::Full => "full",
        Form::Quick => "quick",
    };
    let whole = value!({
        "format": RELEASE_FORMAT,
        "instrument": instrument.id,
        "version": instrument.version,
        "hash": instrument.hash.to_string(),
        "demo": demo,
        "caveat": words.caveat,
        "form": form,
        "campaign": campaign.map(campaign_number),
        "wave": wave,
        "minimum": head.policy.minimum(),
        "n": head.n,
        "randomised": randomised(context, &head),
        "rows": rows.iter().map(|row| row_json(context, row)).collect::<Vec<_>>(),
    });
    let mut text = whole.to_string();
    text.push('\n');
    text
}

/// Which items were randomised, and how.
fn randomised(context: &Context, head: &Head) -> Value {
    let items = head.items.iter();
    let items = items.filter_map(|item| context.instrument.items.get(usize::from(*item)));
    value!({
        "noise": head.noise.id(),
        "truth": head.truth,
        "items": items.map(|item| item.id.as_str()).collect::<Vec<_>>(),
    })
}

fn row_json(context: &Context, row: &Row) -> Value {
    let instrument = context.instrument;
    let mut fields = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            fields.insert(key.to_owned(), value);
        }
    };
    put("table", Some(row.table.id().into()));
    put("statistic", Some(row.statistic.id().into()));
    let background = row.background.map(usize::from);
    let background = background.and_then(|place| instrument.background.get(place));
    put("background", background.map(|question| question.id.as_str().into()));
    put("group", row.group.map(|group| group.option.map_or_else(|| "none".into(), Value::from)));
    let category = |place: Option<u8>| instrument.categories.get(usize::from(place?));
    put("category", category(row.category).map(|category| category.id.as_str().into()));
    put("category2", category(row.category2).map(|category| category.id.as_str().into()));
    let item = row.item.and_then(|place| instrument.items.get(usize::from(place)));
    put("item", item.map(|item| item.id.as_str().into()));
    let outcome = |place: Option<u8>| instrument.outcomes.get(usize::from(place?));
    put("outcome", outcome(row.outcome).map(|outcome| outcome.id.as_str().into()));
    put("outcome2", outcome(row.outcome2).map(|outcome| outcome.id.as_str().into()));
    let points = row.question().is_none();
    put(if points { "points" } else { "options" }, row.part.map(|(from, to)| value!([from, to])));
    put("option2", row.option2.map(Value::from));
    match row.figure {
        Figure::Withheld(rule) => put("withheld", Some(rule.id().into())),
        Figure::Shown { value, interval, n } => {
            put("value", Some(value.into()));
            put("precision", Some(row.precision.into()));
            put("interval", interval.map(|(low, high)| value!([low, high])));
            put("precision_interval", interval.map(|_| row.precision_interval.into()));
            put("n", n.map(Value::from));
            put("truth", row.truth.map(|truth| value!(truth)));
        }
    }
    Value::Object(fields)
}
