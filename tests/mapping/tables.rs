//! Changes of an instrument and of a mapping, one fault each.

use qingdan::domain::mapping::{Level, MappingFault, What};
use serde_json::{Value, json};

/// Takes an entry out of a list.
pub(crate) fn take(value: &mut Value, list: &str, at: usize) -> Value {
    value[list].as_array_mut().unwrap().remove(at)
}

/// One change, the place and the sort of its difference, and what it takes.
pub(crate) type Row = (fn(&mut Value), &'static str, What, Level);

pub(crate) const CHANGES: [Row; 17] = [
    (
        |v| v["items"][0]["stem"]["en"] = json!("How long?"),
        "items.meet_hours.stem",
        What::Wording,
        Level::Patch,
    ),
    (|v| v["title"]["zh"] = json!("自评"), "title", What::Wording, Level::Patch),
    (|v| v["documents"][0]["date"] = json!("2022"), "documents", What::Sources, Level::Patch),
    (|v| drop(take(v, "mechanisms", 60)), "mechanisms", What::Sources, Level::Patch),
    (
        |v| v["background"][2]["default_on"] = json!(true),
        "background.bg_years.default_on",
        What::Default,
        Level::Minor,
    ),
    (
        |v| v["items"][0]["offers"] = json!(["dk"]),
        "items.meet_hours.offers",
        What::OffersMore,
        Level::Minor,
    ),
    (
        |v| v["items"][1]["options"][1]["score"] = json!(25),
        "items.meet_peak.options",
        What::Scores,
        Level::Major,
    ),
    (
        |v| v["items"][1]["options"][1]["label"]["zh"] = json!("一个"),
        "items.meet_peak.options[1].label",
        What::Wording,
        Level::Patch,
    ),
    (
        |v| {
            v["items"][1]["options"].as_array_mut().unwrap().pop();
            v["items"][1]["markers"] = json!([]);
        },
        "items.meet_peak.options",
        What::Options,
        Level::Major,
    ),
    (
        |v| v["items"][1]["recall"]["en"] = json!("Last year"),
        "items.meet_peak",
        What::Meaning,
        Level::Major,
    ),
    (
        |v| v["items"][0]["referent"] = json!("unit"),
        "items.meet_hours",
        What::Meaning,
        Level::Major,
    ),
    (|v| v["peak_from"] = json!(80), "index_categories_min, peak_from", What::Index, Level::Major),
    (|v| v["bands"][1]["from"] = json!(30), "bands", What::Bands, Level::Major),
    (|v| v["hours"]["open_upper"] = json!(41), "hours", What::Hours, Level::Major),
    (|v| v["items"].as_array_mut().unwrap().swap(0, 1), "items", What::Order, Level::Major),
    (
        |v| v["background"].as_array_mut().unwrap().swap(0, 1),
        "background",
        What::Order,
        Level::Major,
    ),
    (
        |v| {
            let one = take(v, "background", 3);
            drop(one);
        },
        "background.bg_size",
        What::Removed,
        Level::Major,
    ),
];

/// A change of the file of a mapping, and whether the fault is the one expected.
pub(crate) type Refusal = (fn(&mut Value), fn(&MappingFault) -> bool);

pub(crate) const REFUSALS: [Refusal; 12] = [
    (|v| v["format"] = json!("qingdan-mapping/2"), |f| matches!(f, MappingFault::Format)),
    (|v| v["from"]["hash"] = json!("0".repeat(64)), |f| matches!(f, MappingFault::Instrument(_))),
    (|v| v["to"]["version"] = json!("9.0.0"), |f| matches!(f, MappingFault::Instrument(_))),
    (|v| v["basis"] = json!(" "), |f| matches!(f, MappingFault::Basis)),
    (|v| v["extra"] = json!(1), |f| matches!(f, MappingFault::Shape(_))),
    (|v| drop(take(v, "questions", 3)), |f| matches!(f, MappingFault::Lost(_))),
    (
        |v| {
            let one = take(v, "questions", 3);
            v["dropped"] = json!([one["to"]]);
        },
        |f| matches!(f, MappingFault::Missing(_)),
    ),
    (|v| v["dropped"] = json!(["tea"]), |f| matches!(f, MappingFault::Unknown(..))),
    (
        |v| {
            let one = v["questions"][5].clone();
            v["questions"].as_array_mut().unwrap().push(one);
        },
        |f| matches!(f, MappingFault::Twice(..)),
    ),
    (|v| v["questions"][5]["answers"] = json!([0, 1]), |f| matches!(f, MappingFault::Options(_))),
    (
        |v| v["questions"][5]["answers"] = json!("not_asked"),
        |f| matches!(f, MappingFault::Answers(_)),
    ),
    (
        |v| {
            // An item from a background question, and the other way round.
            let [one, other] = [0, 5].map(|at| v["questions"][at]["from"].clone());
            (v["questions"][0]["from"], v["questions"][5]["from"]) = (other, one);
        },
        |f| matches!(f, MappingFault::Sort(_)),
    ),
];
