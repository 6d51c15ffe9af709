//! From one version of an instrument to another: what differs, which version number that takes,
//! and how records of the one become records of the other.
//!
//! Records of different instruments are never counted together. A [`Mapping`] says, question by
//! question, where a researcher holds them to be equivalent, and on what grounds; records are then
//! turned into records of the new version ([`Mapping::convert`]) and counted as such. Nothing is
//! lost unsaid: every question of the new version has its entry, every question of the old one is
//! used or named as dropped, and whoever converts is told how many given answers that cost.
//!
//! ```json
//! { "format": "qingdan-mapping/1", "basis": "Only words were corrected.",
//!   "from": { "id": "mine", "version": "1.0.0", "hash": "…" },
//!   "to": { "id": "mine", "version": "1.0.1", "hash": "…" },
//!   "questions": [
//!     { "to": "hours", "from": "hours", "answers": "same" },
//!     { "to": "often", "from": "frequency", "answers": [0, 1, 2, 3, 3] },
//!     { "to": "trust", "answers": "not_asked" } ],
//!   "dropped": ["colour"] }
//! ```

mod check;
mod convert;
mod difference;
mod draft;

pub use check::{MAPPING_BYTES_MAX, MappingFault, Side, read_mapping};
pub use convert::{Converted, Unconvertible};
pub use difference::{Difference, Level, What, differences, level, lowest, numbers};
pub use draft::draft;

use serde::{Deserialize, Serialize};

use super::answer::Question;
use super::instrument::Instrument;

/// The value of the field `format` of a mapping.
pub const MAPPING_FORMAT: &str = "qingdan-mapping/1";

/// A mapping as its file has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MappingFile {
    /// Always [`MAPPING_FORMAT`].
    pub format: String,
    /// The instrument of the records there are.
    pub from: Version,
    /// The instrument of the records to be made.
    pub to: Version,
    /// Why the two are held to be equivalent where it says so, and why what it drops may go.
    pub basis: String,
    /// One entry for each question of the new instrument, in its order.
    pub questions: Vec<Entry>,
    /// Questions of the old instrument whose answers are left behind.
    pub dropped: Vec<String>,
}

/// An instrument by its names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its hash, 64 hexadecimal digits.
    pub hash: String,
}

impl Version {
    /// The names of an instrument.
    pub fn of(instrument: &Instrument) -> Self {
        let Instrument { id, version, hash, .. } = instrument;
        Self { id: id.clone(), version: version.clone(), hash: hash.to_string() }
    }
}

/// Where the answers to a question of the new instrument come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The question of the new instrument.
    pub to: String,
    /// The question of the old one; none where it did not ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// How answers become answers.
    pub answers: AnswerRule,
}

/// How answers to one question become answers to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, expecting = "answers must be same, not_asked, or a list of options")]
pub enum AnswerRule {
    /// A word.
    Word(AnswerWord),
    /// The option of the new question for each option of the old one, counted from 0. Reasons for
    /// having none stay.
    Table(Vec<u8>),
}

/// A rule in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerWord {
    /// Every answer is the same answer.
    Same,
    /// The old instrument did not ask. A record can say so of background questions; questions of
    /// the form count as passed over.
    NotAsked,
}

/// A mapping that fits two instruments.
#[derive(Clone, Debug)]
pub struct Mapping<'a> {
    from: &'a Instrument,
    to: &'a Instrument,
    /// One for each question with one answer of the new instrument, in its order.
    rules: Vec<Rule>,
    /// Whether the priorities are taken over; the category of the new instrument for each old one.
    priorities: Option<Vec<u8>>,
    /// The questions of the old instrument whose answers are left behind, in its order.
    dropped: Vec<Dropped<'a>>,
}

/// A question of the old instrument whose answers are left behind.
#[derive(Clone, Copy, Debug)]
struct Dropped<'a> {
    id: &'a str,
    /// None for the priorities.
    question: Option<Question>,
}

/// Where the answer to one question comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    to: Question,
    from: Source,
}

/// What of the old instrument belongs to a question of the new one.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    /// Answers to this question, with the new option for each old one.
    Taken(Question, Vec<u8>),
    /// None of the answers to the question with the same id: it was asked, and is dropped.
    Dropped(Question),
    /// Nothing.
    NotAsked,
}
