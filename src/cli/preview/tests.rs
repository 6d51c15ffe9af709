//! Nothing of an instrument is left out: whatever is changed in its file changes what is read.

use serde_json::Value;

use super::{page, pieces, text};
use crate::domain::instrument::Instrument;

const SHIPPED: [&str; 2] = [
    include_str!("../../../instrument/grassroots-burden.json"),
    include_str!("../../../instrument/raw-tlx.json"),
];

/// Words of the format that stand for others, each with one that could stand in its place.
const CHOICES: [[&str; 2]; 17] = [
    ["banded_quantity", "fit"],
    ["banded_share", "fit"],
    ["ordinal_frequency", "fit"],
    ["graded_presence", "fit"],
    ["fit", "nominal"],
    ["net_change", "fit"],
    ["nominal", "fit"],
    ["priorities", "fit"],
    ["person", "unit"],
    ["unit", "person"],
    ["event", "person"],
    ["qualitative", "person"],
    ["na", "dk"],
    ["dk", "na"],
    ["outcome", "meetings"],
    ["core", "sub"],
    ["consequence", "core"],
];

/// What a value becomes: another of the same type.
fn other(value: &Value) -> Value {
    match value {
        Value::String(word) => {
            let choice = CHOICES.iter().find(|[one, _]| one == word);
            choice.map_or_else(|| format!("{word}+"), |[_, other]| (*other).to_owned()).into()
        }
        Value::Number(number) => (number.as_i64().expect("a whole number") + 1).into(),
        Value::Bool(yes) => (!yes).into(),
        // An interval without an end gets one.
        _ => 999.into(),
    }
}

/// The pointers of everything that is no object and no list, and those of the entries of lists.
fn parts(value: &Value, at: &str, leaves: &mut Vec<String>, entries: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                parts(value, &format!("{at}/{key}"), leaves, entries);
            }
        }
        Value::Array(list) => {
            for (number, value) in list.iter().enumerate() {
                entries.push(format!("{at}/{number}"));
                parts(value, &format!("{at}/{number}"), leaves, entries);
            }
        }
        _ => leaves.push(at.to_owned()),
    }
}

/// In the terminal and on the page; none where it is of another shape.
fn read(value: &Value) -> Option<[String; 2]> {
    // Its rules and its hash are of no account here.
    let instrument: Instrument = serde_json::from_value(value.clone()).ok()?;
    let pieces = pieces::pieces(&instrument);
    let mut terminal = Vec::new();
    text(&pieces, &mut terminal).expect("memory takes everything");
    let terminal = String::from_utf8(terminal).expect("text");
    Some([terminal, page::page(&instrument, &pieces)])
}

/// What it becomes with something else in a place, or without an entry of a list.
fn changed(value: &Value, place: &str, removed: bool) -> Value {
    let mut changed = value.clone();
    if removed {
        let (list, number) = place.rsplit_once('/').expect("a place in a list");
        let list = changed.pointer_mut(list).and_then(Value::as_array_mut).expect("a list");
        list.remove(number.parse().expect("a number"));
    } else {
        let one = changed.pointer_mut(place).expect("it is there");
        *one = other(one);
    }
    changed
}

#[test]
fn whatever_is_changed_is_seen() {
    for file in SHIPPED {
        let value: Value = serde_json::from_str(file).expect("JSON");
        let before = read(&value).expect("an instrument");
        let (mut leaves, mut entries) = (Vec::new(), Vec::new());
        parts(&value, "", &mut leaves, &mut entries);
        assert!(leaves.len() > 100 && entries.len() > 20);
        // Sentences are long, and `preview_shows_every_text` finds every one of them.
        let sentence = |place: &str| {
            let ends = ["/stem/", "/meaning/", "/figure/", "/text/", "/about/"];
            ends.iter().any(|end| place.trim_end_matches(['z', 'h', 'e', 'n']).ends_with(end))
        };
        let places = leaves.iter().filter(|one| !sentence(one)).map(|one| (one, false));
        let places: Vec<_> = places.chain(entries.iter().map(|one| (one, true))).collect();
        let seen = |(place, removed): &(&String, bool)| {
            match read(&changed(&value, place, *removed)) {
                Some(after) => (0..2).all(|at| before[at] != after[at]),
                // An interval without an end is of another shape.
                None => *removed && place.contains("/interval/"),
            }
        };
        std::thread::scope(|scope| {
            for part in places.chunks(places.len().div_ceil(8)) {
                scope.spawn(|| {
                    let unseen: Vec<_> = part.iter().filter(|one| !seen(one)).collect();
                    assert!(unseen.is_empty(), "not in the preview: {unseen:?}");
                });
            }
        });
    }
}
