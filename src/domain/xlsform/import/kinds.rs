//! The types of a row, however they are written.

/// What a row of the questions is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing.
    Empty,
    /// The beginning of a group.
    Group,
    /// The beginning of a repeat.
    Repeat,
    /// The end of a group.
    EndGroup,
    /// The end of a repeat.
    EndRepeat,
    /// One choice of a list.
    One(String),
    /// One choice of a list, or a free text.
    OneOrOther,
    /// Choices from a file.
    FromFile,
    /// Several choices, or an order of them.
    Several,
    /// Something that is calculated or hidden.
    Calculation,
    /// A note.
    Note,
    /// What tells who answered, when or on what.
    Identifying(String),
    /// Another type.
    Other(String),
}

/// Types that tell who answered, when, where or on what.
const IDENTIFYING: &[&str] = &[
    "start",
    "end",
    "today",
    "deviceid",
    "phonenumber",
    "username",
    "email",
    "subscriberid",
    "simserial",
    "start-geopoint",
    "background-audio",
    "background-geopoint",
    "audit",
    "geopoint",
    "geotrace",
    "geoshape",
];

/// Ways of writing a type in two words.
const WAYS: &[(&str, &str)] = &[
    ("begin ", "begin_"),
    ("end ", "end_"),
    ("select one ", "select_one "),
    ("select1 ", "select_one "),
    ("select multiple ", "select_multiple "),
    ("select all that apply ", "select_multiple "),
];

/// Reads a type.
pub(super) fn kind(cell: &str) -> Kind {
    let mut words = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    for (way, usual) in WAYS {
        if words.get(..way.len()).is_some_and(|start| start.eq_ignore_ascii_case(way)) {
            words.replace_range(..way.len(), usual);
        }
    }
    let mut parts = words.split(' ');
    let first = parts.next().unwrap_or_default().to_ascii_lowercase();
    let rest: Vec<&str> = parts.collect();
    match (first.as_str(), rest.as_slice()) {
        ("", _) => Kind::Empty,
        ("begin_group", _) => Kind::Group,
        ("begin_repeat", _) => Kind::Repeat,
        ("end_group", _) => Kind::EndGroup,
        ("end_repeat", _) => Kind::EndRepeat,
        ("select_one", [list]) => Kind::One((*list).to_owned()),
        ("select_one", [_, ..]) => Kind::OneOrOther,
        ("select_one_from_file" | "select_one_external", _) => Kind::FromFile,
        ("select_multiple" | "select_multiple_from_file" | "rank", _) => Kind::Several,
        ("calculate" | "hidden" | "xml-external" | "csv-external", _) => Kind::Calculation,
        ("note", _) => Kind::Note,
        (word, _) if IDENTIFYING.contains(&word) => Kind::Identifying(first),
        _ => Kind::Other(first),
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, kind};

    #[test]
    fn a_type_is_read_however_it_is_written() {
        let one = |list: &str| Kind::One(list.to_owned());
        for (cell, expected) in [
            ("select_one FREQ5", one("FREQ5")),
            (" Select One  FREQ5 ", one("FREQ5")),
            ("select1 a", one("a")),
            ("select_one a or_other", Kind::OneOrOther),
            ("select_one_from_file a.csv", Kind::FromFile),
            ("select multiple a", Kind::Several),
            ("rank a", Kind::Several),
            ("begin group", Kind::Group),
            ("BEGIN_REPEAT", Kind::Repeat),
            ("end  group", Kind::EndGroup),
            ("end_repeat", Kind::EndRepeat),
            ("calculate", Kind::Calculation),
            ("deviceid", Kind::Identifying("deviceid".to_owned())),
            ("text", Kind::Other("text".to_owned())),
            ("select_one", Kind::Other("select_one".to_owned())),
            ("", Kind::Empty),
            ("选 一", Kind::Other("选".to_owned())),
        ] {
            assert_eq!(kind(cell), expected, "{cell}");
        }
    }
}
