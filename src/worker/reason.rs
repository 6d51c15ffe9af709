//! The shape in which a [`Reason`] crosses the border between page and worker.
//!
//! It mirrors the domain's enum variant for variant; the compiler compares the two.

use serde::{Deserialize, Deserializer, Serialize};

use super::refused::shown_name;
use crate::domain::record::Reason;

/// A reason whose quotations are fit to be shown.
pub(super) fn shown_reason(reason: Reason) -> Reason {
    match reason {
        Reason::UnknownFormat { found } => Reason::UnknownFormat { found: shown_name(&found) },
        Reason::UnknownInstrument { found } => {
            Reason::UnknownInstrument { found: shown_name(&found) }
        }
        Reason::UnknownVersion { found } => Reason::UnknownVersion { found: shown_name(&found) },
        other => other,
    }
}

/// By its alias, or serde would borrow it from the input.
type Name = &'static str;

/// [`Reason`], field for field.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Reason")]
pub(super) enum ReasonShape {
    Empty,
    TooLarge {
        size_bytes: u64,
        limit_bytes: u64,
    },
    NotUtf8 {
        offset: usize,
    },
    NotJson {
        line: usize,
        column: usize,
    },
    WrongType {
        #[serde(deserialize_with = "json_type")]
        expected: Name,
    },
    DuplicateKey,
    Missing,
    UnknownField,
    UnknownFormat {
        found: String,
    },
    UnknownInstrument {
        found: String,
    },
    UnknownVersion {
        found: String,
    },
    WrongHash,
    BadForm,
    BadCampaign,
    BadWave,
    BadId,
    BadRevision,
    UnknownQuestion,
    NotAnAnswer,
    OptionOutOfRange {
        options: usize,
    },
    NotOffered,
    ContradictsForm,
    ContradictsRule {
        item: String,
    },
    BadPriorities,
    NotCanonical {
        offset: usize,
    },
    NoRecord,
    BadCode,
    WrongLength {
        size_bytes: usize,
    },
}

/// One of JSON's types by its name.
fn json_type<'de, D: Deserializer<'de>>(from: D) -> Result<&'static str, D::Error> {
    let name = String::deserialize(from)?;
    let known = ["object", "array", "string", "number", "boolean", "null"];
    Ok(known.into_iter().find(|known| *known == name).unwrap_or("value"))
}
