//! Refused inputs as they are written one after another, to the log and between the page and its
//! workers: name, cause and place are left out where they are those of the one before.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::refused::{Cause, Refused};

/// Refused inputs, to be written or read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed(#[serde(with = "super::listed")] pub Vec<Refused>);

/// What is written of one.
#[derive(Serialize)]
struct Written<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<&'a Cause>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
}

/// What is read of one. Earlier versions wrote everything of each.
#[derive(Deserialize)]
struct Read {
    name: Option<String>,
    entry: Option<u32>,
    line: Option<u64>,
    cause: Option<Cause>,
    place: Option<String>,
}

/// Writes refused inputs.
pub(super) fn serialize<S: Serializer>(all: &[Refused], to: S) -> Result<S::Ok, S::Error> {
    let before = std::iter::once(None).chain(all.iter().map(Some));
    to.collect_seq(all.iter().zip(before).map(|(one, before)| Written {
        name: Some(one.name.as_str()).filter(|name| before.is_none_or(|it| it.name != *name)),
        entry: one.entry,
        line: one.line,
        cause: Some(&one.cause).filter(|cause| before.is_none_or(|it| it.cause != **cause)),
        place: Some(one.place.as_str()).filter(|place| before.is_none_or(|it| it.place != *place)),
    }))
}

/// Reads them.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Refused>, D::Error> {
    let mut all: Vec<Refused> = Vec::new();
    for Read { name, entry, line, cause, place } in Vec::<Read>::deserialize(from)? {
        let before = all.last();
        let name = name.or_else(|| before.map(|one| one.name.clone()));
        let cause = cause.or_else(|| before.map(|one| one.cause.clone()));
        let place = place.or_else(|| before.map(|one| one.place.clone()));
        let (Some(name), Some(cause), Some(place)) = (name, cause, place) else {
            return Err(serde::de::Error::custom("the first one is not whole"));
        };
        all.push(Refused { name, entry, line, cause, place });
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Reason;

    fn all() -> Vec<Refused> {
        let wrong = Cause::Record(Reason::WrongHash);
        let at = |line, place: &str, cause: &Cause| Refused {
            line: Some(line),
            place: place.to_owned(),
            ..Refused::whole("甲.ndjson", cause.clone())
        };
        vec![
            at(1, "", &wrong),
            at(2, "", &wrong),
            at(3, "answers.a", &wrong),
            at(4, "", &Cause::Kind),
            Refused { entry: Some(9), ..Refused::whole("乙.zip", Cause::Kind) },
        ]
    }

    #[test]
    fn what_repeats_is_written_once() {
        let json = serde_json::to_string(&Listed(all())).expect("plain data");
        assert_eq!(serde_json::from_str::<Listed>(&json).expect("the same"), Listed(all()));
        assert!(json.contains(r#"},{"line":2},{"#), "{json}");
        // As earlier versions wrote them.
        let whole = serde_json::to_string(&all()).expect("plain data");
        assert_eq!(serde_json::from_str::<Listed>(&whole).expect("the same"), Listed(all()));
        assert!(serde_json::from_str::<Listed>(r#"[{"line":2}]"#).is_err());
    }
}
