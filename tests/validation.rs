//! A broken instrument is refused with the place and the rule: every rule, one change at a time.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

use qingdan::domain::instrument::{Instrument, ParseError, Rule, SIZE_BYTES_MAX};
use serde_json::{Value, json};

const FILE: &[u8] = include_bytes!("../instrument/grassroots-burden.json");

/// The shipped file after a change.
fn changed(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut value: Value = serde_json::from_slice(FILE).unwrap();
    change(&mut value);
    serde_json::to_vec(&value).unwrap()
}

/// Position of an item in the file.
fn item(value: &Value, id: &str) -> usize {
    value["items"].as_array().unwrap().iter().position(|item| item["id"] == id).unwrap()
}

/// Replaces what stands at a JSON pointer; `items/ID` stands for the item's position.
fn set(value: &mut Value, pointer: &str, new: Value) {
    let pointer = match pointer.strip_prefix("/items/").and_then(|rest| rest.split_once('/')) {
        Some((id, field)) => format!("/items/{}/{field}", item(value, id)),
        None => pointer.to_owned(),
    };
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    let parent = value.pointer_mut(parent).unwrap_or_else(|| panic!("no {pointer}"));
    match field.parse::<usize>() {
        Ok(position) => parent[position] = new,
        Err(_) => parent[field] = new,
    }
}

/// All defects of the shipped file after a change, as (place, rule).
fn defects(change: impl FnOnce(&mut Value)) -> Vec<(String, Rule)> {
    match Instrument::parse(&changed(change)) {
        Err(ParseError::Defects(defects)) => {
            defects.into_iter().map(|defect| (defect.place, defect.rule)).collect()
        }
        other => panic!("{:?}", other.map(|_| "no defect")),
    }
}

/// One field set to another value, the place named, and the rule.
type Row = (&'static str, Value, &'static str, Rule);

fn table() -> Vec<Row> {
    [names(), languages(), numbers(), links()].concat()
}

/// Ids and references.
fn names() -> Vec<Row> {
    let long = "x".repeat(41);
    vec![
        ("/format", json!("qingdan-instrument/2"), "format", Rule::Format),
        ("/id", json!(""), "id", Rule::Id),
        ("/id", json!("9-lives"), "id", Rule::Id),
        ("/id", json!("grass roots"), "id", Rule::Id),
        ("/id", json!("quoted\""), "id", Rule::Id),
        ("/id", json!("负担"), "id", Rule::Id),
        ("/id", json!(long), "id", Rule::Id),
        ("/version", json!(""), "version", Rule::Id),
        ("/version", json!("1.0 beta"), "version", Rule::Id),
        ("/documents/4/id", json!("S0"), "documents.S0", Rule::UniqueId),
        ("/background/0/id", json!("meet_hours"), "background.meet_hours", Rule::UniqueId),
        ("/mechanisms/1/code", json!("M01"), "mechanisms.M01", Rule::UniqueId),
        ("/items/meet_peak/category", json!("tea"), "items.meet_peak.category", Rule::Reference),
        ("/items/meet_hours/options", json!("HOURS7"), "items.meet_hours.options", Rule::Reference),
        (
            "/items/meet_hours/figures/0/document",
            json!("S9"),
            "items.meet_hours.figures[0].document",
            Rule::Reference,
        ),
        (
            "/categories/0/remedies/0/documents",
            json!([]),
            "categories.meetings.remedies[0].documents",
            Rule::Reference,
        ),
        ("/mechanisms/0/documents", json!(["S9"]), "mechanisms.M01.documents", Rule::Reference),
        ("/mechanisms/0/category", json!("tea"), "mechanisms.M01.category", Rule::Reference),
        ("/mechanisms/0/covered_by", json!([]), "mechanisms.M01.covered_by", Rule::Reference),
        ("/mechanisms/0/covered_by", json!(["x"]), "mechanisms.M01.covered_by", Rule::Reference),
    ]
}

/// Texts missing in one language.
fn languages() -> Vec<Row> {
    vec![
        ("/title/en", json!(" "), "title.en", Rule::BothLanguages),
        ("/about/zh", json!(""), "about.zh", Rule::BothLanguages),
        ("/documents/0/title/zh", json!(""), "documents.S0.title.zh", Rule::BothLanguages),
        ("/documents/1/author/en", json!(""), "documents.S1.author.en", Rule::BothLanguages),
        ("/bands/2/meaning/en", json!(""), "bands[2].meaning.en", Rule::BothLanguages),
        ("/categories/1/short/zh", json!(""), "categories.paperwork.short.zh", Rule::BothLanguages),
        ("/items/meet_hours/stem/en", json!(""), "items.meet_hours.stem.en", Rule::BothLanguages),
        (
            "/items/meet_peak/options/1/label/zh",
            json!(""),
            "items.meet_peak.options[1].label.zh",
            Rule::BothLanguages,
        ),
        (
            "/items/meet_peak/figures/0/meaning/zh",
            json!(""),
            "items.meet_peak.figures[0].meaning.zh",
            Rule::BothLanguages,
        ),
        (
            "/outcomes/0/recall/zh",
            json!(""),
            "outcomes.out_realwork.recall.zh",
            Rule::BothLanguages,
        ),
        ("/background/1/name/en", json!(""), "background.bg_role.name.en", Rule::BothLanguages),
        ("/mechanisms/2/name/en", json!(""), "mechanisms.M03.name.en", Rule::BothLanguages),
        (
            "/outcomes/0/figures/0/figure/zh",
            json!(" "),
            "outcomes.out_realwork.figures[0].figure.zh",
            Rule::BothLanguages,
        ),
        ("/title/en", json!("a\u{1b}[2Jb"), "title.en", Rule::Characters),
        ("/about/zh", json!("一\n二"), "about.zh", Rule::Characters),
        (
            "/outcomes/0/stem/zh",
            json!("\u{202e}甲"),
            "outcomes.out_realwork.stem.zh",
            Rule::Characters,
        ),
        ("/documents/0/date", json!("20\u{200b}22"), "documents.S0.date", Rule::Characters),
        ("/mechanisms/1/name/zh", json!("甲\u{9b}"), "mechanisms.M02.name.zh", Rule::Characters),
    ]
}

/// Limits, scores, intervals.
fn numbers() -> Vec<Row> {
    vec![
        ("/outcomes/0/options", json!([]), "outcomes.out_realwork", Rule::Limit),
        ("/index_categories_min", json!(0), "index_categories_min", Rule::Index),
        ("/index_categories_min", json!(12), "index_categories_min", Rule::Index),
        ("/peak_from", json!(101), "peak_from", Rule::Index),
        ("/bands", json!([]), "bands", Rule::Bands),
        ("/bands/0/from", json!(1), "bands", Rule::Bands),
        ("/bands/1/from", json!(50), "bands", Rule::Bands),
        ("/bands/3/from", json!(100), "bands", Rule::Bands),
        ("/items/meet_peak/options/5/score", json!(101), "items.meet_peak.options", Rule::Scores),
        ("/items/meet_peak/options/2/score", json!(10), "items.meet_peak.options", Rule::Scores),
        ("/items/meet_peak/options/2/score", Value::Null, "items.meet_peak.options", Rule::Scores),
        (
            "/items/doc_daily/options/1/interval",
            json!([5, 2]),
            "items.doc_daily.options[1].interval",
            Rule::Intervals,
        ),
        (
            "/items/doc_daily/options/5/interval",
            json!([30, null]),
            "items.doc_daily.options[5].interval",
            Rule::Intervals,
        ),
        ("/hours/open_central", json!(41), "hours.open_central", Rule::Intervals),
    ]
}

/// What hangs together: markers, rules of applicability, hours.
fn links() -> Vec<Row> {
    vec![
        (
            "/items/meet_hours/markers/0/option",
            json!(6),
            "items.meet_hours.markers[0]",
            Rule::Marker,
        ),
        (
            "/items/meet_hours/markers/0/figure",
            json!(99),
            "items.meet_hours.markers[0]",
            Rule::Marker,
        ),
        (
            "/items/insp_repeat/not_applicable_when/item",
            json!("rank_share"),
            "items.insp_repeat.not_applicable_when",
            Rule::Applicability,
        ),
        (
            "/items/insp_repeat/not_applicable_when/option",
            json!(6),
            "items.insp_repeat.not_applicable_when",
            Rule::Applicability,
        ),
        (
            "/items/insp_repeat/offers",
            json!([]),
            "items.insp_repeat.not_applicable_when",
            Rule::Applicability,
        ),
        ("/hours/activities/0", json!("conf_dup_"), "hours.activities.conf_dup_", Rule::Reference),
        ("/hours/activities/0", json!("dig_quota"), "hours.activities.dig_quota", Rule::Hours),
        ("/hours/avoidable/0/share", json!("auth_"), "hours.avoidable.meet_hours", Rule::Reference),
        ("/hours/avoidable/0/share", json!("voice_gap"), "hours.avoidable.meet_hours", Rule::Hours),
        ("/hours/week", json!("out_drained_"), "hours.week", Rule::Reference),
        ("/hours/week", json!("out_cutproof"), "hours.week", Rule::Hours),
    ]
}

#[test]
fn each_changed_field_is_named_with_its_rule() {
    for (pointer, new, place, rule) in table() {
        let found = defects(|value| set(value, pointer, new.clone()));
        assert!(found.contains(&(place.to_owned(), rule)), "{pointer} = {new}: {found:?}");
    }
}

#[test]
fn one_fault_gives_one_defect() {
    // Changes that break one rule only; the others of the table break what depends on them too.
    let single = [
        Rule::Format,
        Rule::BothLanguages,
        Rule::Characters,
        Rule::Scores,
        Rule::Intervals,
        Rule::Marker,
        Rule::Index,
        Rule::Bands,
        Rule::Applicability,
    ];
    for (pointer, new, place, rule) in table() {
        if single.contains(&rule) {
            let found = defects(|value| set(value, pointer, new.clone()));
            assert_eq!(found, [(place.to_owned(), rule)], "{pointer} = {new}");
        }
    }
}

/// A change of structure, the place named, and the rule.
type Change = (fn(&mut Value), &'static str, Rule);

const CHANGES: &[Change] = &[
    (|v| repeat(v, "categories", 0, "twelfth"), "categories", Rule::Limit),
    (|v| v["categories"] = json!([]), "categories", Rule::Limit),
    (
        |v| (0..7).for_each(|n| repeat(v, "items", 0, &format!("more{n}"))),
        "categories.meetings",
        Rule::Limit,
    ),
    (
        |v| {
            let one = v["background"][0]["options"][0].clone();
            v["background"][0]["options"] = Value::Array(vec![one; 12]);
        },
        "background.bg_level",
        Rule::Limit,
    ),
    (
        |v| {
            let one = v["response_sets"][0]["options"][0].clone();
            v["response_sets"][0]["options"] = Value::Array(vec![one]);
        },
        "response_sets.FREQ5",
        Rule::Limit,
    ),
    (
        |v| (0..2).for_each(|n| repeat(v, "background", 0, &format!("more{n}"))),
        "items",
        Rule::Packing,
    ),
    (|v| v["items"].as_array_mut().unwrap().swap(0, 10), "items", Rule::Order),
    (
        |v| {
            let quick = item(v, "trace_hours");
            v["items"][quick]["quick"] = json!(false);
        },
        "categories.trace",
        Rule::QuickItems,
    ),
    (
        |v| {
            let hours = item(v, "paper_hours");
            v["items"][hours]["figures"] = json!([]);
        },
        "items.paper_hours",
        Rule::Evidence,
    ),
    (
        |v| {
            let last = v["outcomes"].as_array_mut().unwrap().pop().unwrap();
            v["outcomes"].as_array_mut().unwrap().insert(0, last);
        },
        "outcomes.out_top3",
        Rule::Priorities,
    ),
    (|v| repeat(v, "outcomes", 8, "again"), "outcomes.out_top3", Rule::Priorities),
    (|v| v["outcomes"][8]["options"] = json!("FREQ5"), "outcomes.out_top3", Rule::Priorities),
];

/// Puts a copy of one entry of a list behind it, under another id.
fn repeat(value: &mut Value, list: &str, position: usize, id: &str) {
    let list = value[list].as_array_mut().unwrap();
    let mut copy = list[position].clone();
    copy["id"] = json!(id);
    list.insert(position + 1, copy);
}

#[test]
fn each_changed_structure_is_named_with_its_rule() {
    for (number, (change, place, rule)) in CHANGES.iter().enumerate() {
        let found = defects(change);
        assert!(found.contains(&((*place).to_owned(), *rule)), "change {number}: {found:?}");
    }
}

#[test]
fn an_open_band_in_the_middle_is_named() {
    let found =
        defects(|value| set(value, "/items/doc_daily/options/2/interval", json!([6, null])));
    let place = |option| (format!("items.doc_daily.options[{option}].interval"), Rule::Intervals);
    // The open band itself and the one after it, which can no longer rise.
    assert_eq!(found, [place(2), place(3)]);
}

#[test]
fn every_rule_is_tried() {
    let source = include_str!("../src/domain/instrument/rule.rs");
    let body = source.split("pub enum Rule {").nth(1).unwrap().split('}').next().unwrap();
    let declared: BTreeSet<&str> = body
        .lines()
        .filter_map(|line| line.trim().strip_suffix(','))
        .filter(|word| word.chars().all(char::is_alphabetic))
        .collect();
    let tried = table().into_iter().map(|(_, _, _, rule)| rule);
    let tried = tried.chain(CHANGES.iter().map(|(_, _, rule)| *rule));
    let tried: BTreeSet<String> = tried.map(|rule| format!("{rule:?}")).collect();
    assert!(declared.len() > 10, "{declared:?}");
    assert_eq!(tried.iter().map(String::as_str).collect::<BTreeSet<_>>(), declared);
}

#[test]
fn all_defects_are_reported_and_read_as_sentences() {
    let bytes = changed(|value| {
        set(value, "/title/en", json!(""));
        set(value, "/peak_from", json!(101));
    });
    let error = Instrument::parse(&bytes).unwrap_err();
    assert_eq!(error.to_string(), "2 defects, the first: title.en: texts are present in zh and en");
}

#[test]
fn another_shape_is_refused_before_the_rules() {
    let check = |change: fn(&mut Value), expected: &str| {
        let error = Instrument::parse(&changed(change)).unwrap_err();
        assert!(matches!(error, ParseError::Shape(_)), "{error}");
        assert!(error.to_string().contains(expected), "{error}");
    };
    check(|v| v["nam"] = json!("x"), "unknown field `nam`");
    check(|v| v["items"][0]["weight"] = json!(2), "unknown field `weight`");
    check(|v| drop(v.as_object_mut().unwrap().remove("bands")), "missing field `bands`");
    check(|v| v["items"][0]["kind"] = json!("slider"), "unknown variant `slider`");
    check(|v| v["peak_from"] = json!(75.5), "invalid type: floating point");
    check(|v| v["peak_from"] = json!(256), "invalid value");
    let twice = String::from_utf8(FILE.to_vec()).unwrap();
    let twice = twice.replacen("  \"id\"", "  \"id\": \"twice\",\n  \"id\"", 1);
    assert!(Instrument::parse(twice.as_bytes()).unwrap_err().to_string().contains("duplicate"));
    let large = vec![b' '; SIZE_BYTES_MAX + 1];
    assert!(matches!(Instrument::parse(&large), Err(ParseError::TooLarge { .. })));
}

#[test]
fn the_hash_follows_content_and_not_layout() {
    let hash = |bytes: &[u8]| Instrument::parse(bytes).unwrap().hash;
    let shipped = hash(FILE);
    assert_eq!(hash(&changed(|_| ())), shipped, "without white space, keys sorted");
    let other =
        changed(|value| set(value, "/items/meet_hours/stem/en", json!("Another question?")));
    assert_ne!(hash(&other), shipped);
    assert_eq!(qingdan::domain::shipped_instrument().hash, shipped);
}

#[test]
fn a_list_in_place_of_an_object_is_named() {
    let text = json!(["会议负担", "Meetings"]);
    for (pointer, new, expected) in [
        ("/title", text.clone(), "title"),
        ("/categories/0/name", text.clone(), "categories[0].name"),
        ("/items/meet_peak/options/1/label", text, "items[1].options[1].label"),
        ("/hours", json!([["meet_hours"], 25, 40, "out_weekhours", 84, []]), "hours"),
    ] {
        match Instrument::parse(&changed(|value| set(value, pointer, new.clone()))) {
            Err(ParseError::ListForObject { place }) => assert_eq!(place, expected),
            other => panic!("{pointer}: {other:?}"),
        }
    }
}
