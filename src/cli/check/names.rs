//! Names that would be taken for something else: outside of this program, ids are names of columns.
//!
//! These are rules of `check` alone. An instrument that breaks them and is in the field can still
//! be read: its hash stands in the records of people.

use super::words::Said;
use crate::cli::language::tr;
use crate::domain::answer::Question;
use crate::domain::instrument::{Instrument, PRIORITIES_MAX};

/// Names that a record has for its own fields, and tables for their columns.
const RESERVED: [&str; 11] = [
    "format",
    "instrument",
    "version",
    "hash",
    "form",
    "campaign",
    "wave",
    "id",
    "revision",
    "background",
    "answers",
];

/// What the names of a form's own rows begin with.
const RESERVED_START: &str = "qd_";

/// What is wrong with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// It means something else to the tools.
    Reserved,
    /// Another differs from it in nothing but capitals.
    OnlyCase(String),
    /// A table makes this name of the id of another question.
    Made(String),
}

/// Every name that would be taken for something else, with its place as a path with ids.
pub(super) fn unfit(instrument: &Instrument) -> Vec<(String, Unfit)> {
    let questions: Vec<(&str, &str)> = instrument
        .items
        .iter()
        .map(|one| ("items", one.id.as_str()))
        .chain(instrument.outcomes.iter().map(|one| ("outcomes", one.id.as_str())))
        .chain(instrument.background.iter().map(|one| ("background", one.id.as_str())))
        .collect();
    let categories: Vec<(&str, &str)> =
        instrument.categories.iter().map(|one| ("categories", one.id.as_str())).collect();
    let made = made(instrument);
    let mut found = Vec::new();
    for names in [&questions, &categories] {
        for (at, (room, id)) in names.iter().enumerate() {
            let place = format!("{room}.{id}");
            let earlier = names[..at].iter().find(|(_, other)| other.eq_ignore_ascii_case(id));
            if let Some((_, other)) = earlier {
                found.push((place.clone(), Unfit::OnlyCase((*other).to_owned())));
            }
            let start = id.get(..RESERVED_START.len());
            let own = start.is_some_and(|start| start.eq_ignore_ascii_case(RESERVED_START));
            let column = *room != "categories";
            if own || column && RESERVED.iter().any(|name| name.eq_ignore_ascii_case(id)) {
                found.push((place.clone(), Unfit::Reserved));
            }
            let of = made.iter().find(|(name, _)| column && name.eq_ignore_ascii_case(id));
            found.extend(of.map(|(_, of)| (place, Unfit::Made(of.clone()))));
        }
    }
    found
}

/// The names of columns that are made of ids, with these ids.
fn made(instrument: &Instrument) -> Vec<(String, String)> {
    let items = instrument.questions().filter(|(one, _)| matches!(one, Question::Item(_)));
    let mut made: Vec<_> =
        items.map(|(_, id)| (format!("{id}_randomised"), id.to_owned())).collect();
    if let Some(at) = instrument.priorities_index() {
        let id = &instrument.outcomes[at].id;
        made.extend((1..=PRIORITIES_MAX).map(|rank| (format!("{id}_{rank}"), id.clone())));
    }
    made
}

/// The same in the language of the run.
pub(super) fn words(unfit: &Unfit) -> Said {
    match unfit {
        Unfit::Reserved => {
            let names = RESERVED.join(", ");
            [
                tr(
                    "这个标识是工具自己要用的",
                    "this identifier is one that the tools use themselves",
                ),
                tr(
                    format!("换一个标识：不用 {names}，也不用 qd_ 开头，大小写都算"),
                    format!("choose one that is none of {names}, and does not begin with qd_"),
                ),
            ]
        }
        Unfit::OnlyCase(other) => [
            tr(
                format!("这个标识和 {other} 只差大小写"),
                format!("this identifier differs from {other} in nothing but capitals"),
            ),
            tr(
                "换一个标识：不少软件不分大小写，会把两个当成一个",
                "choose another: much software does not tell capitals, and takes both for one",
            ),
        ],
        Unfit::Made(other) => [
            tr(
                format!("导出的表里，{other} 有一列也叫这个名字"),
                format!("in a table, a column of {other} has this name too"),
            ),
            tr("换一个标识", "choose another identifier"),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// What is said of the shipped instrument after a change.
    fn said(change: impl FnOnce(&mut Value)) -> Vec<(String, Unfit)> {
        let file = include_bytes!("../../../instrument/grassroots-burden.json");
        let mut value: Value = serde_json::from_slice(file).expect("JSON");
        // Nothing else names these questions.
        value["mechanisms"] = json!([]);
        change(&mut value);
        let bytes = serde_json::to_vec(&value).expect("JSON");
        unfit(&Instrument::parse(&bytes).expect("an instrument"))
    }

    #[test]
    fn names_of_others_are_refused() {
        assert_eq!(said(|_| {}), []);
        for name in RESERVED.into_iter().chain(["Form", "qd_form", "QD_x"]) {
            for (room, at) in [("items", 4), ("outcomes", 2), ("background", 0)] {
                let found = said(|value| value[room][at]["id"] = json!(name));
                assert_eq!(found, [(format!("{room}.{name}"), Unfit::Reserved)]);
            }
        }
    }

    #[test]
    fn names_that_differ_in_capitals_only_are_refused() {
        let other = Unfit::OnlyCase("meet_hours".to_owned());
        let found = said(|value| value["items"][4]["id"] = json!("Meet_Hours"));
        assert_eq!(found, [("items.Meet_Hours".to_owned(), other.clone())]);
        let found = said(|value| value["background"][1]["id"] = json!("MEET_HOURS"));
        assert_eq!(found, [("background.MEET_HOURS".to_owned(), other)]);
    }

    #[test]
    fn names_that_tables_make_are_refused() {
        let made = |id: &str| Unfit::Made(id.to_owned());
        let found = said(|value| value["items"][4]["id"] = json!("out_top3_2"));
        assert_eq!(found, [("items.out_top3_2".to_owned(), made("out_top3"))]);
        let found = said(|value| value["items"][4]["id"] = json!("meet_hours_randomised"));
        assert_eq!(found, [("items.meet_hours_randomised".to_owned(), made("meet_hours"))]);
        assert_eq!(said(|value| value["items"][4]["id"] = json!("out_top3_4")), []);
    }
}
