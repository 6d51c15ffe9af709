//! Why bytes are not a record.

use std::fmt;

/// What is wrong and where. Reasons are values; the words for people, with the remedy, are in
/// `i18n`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub reason: Reason,
    /// Where: a path such as `answers.meet_hours`; empty for the whole input.
    pub place: String,
}

impl Refusal {
    /// A refusal at a place.
    pub fn new(reason: Reason, place: impl Into<String>) -> Self {
        Self { reason, place: place.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place.is_empty() {
            self.reason.fmt(f)
        } else {
            write!(f, "{}: {}", self.place, self.reason)
        }
    }
}

impl std::error::Error for Refusal {}

/// What is wrong with an input.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// No bytes at all.
    #[error("empty")]
    Empty,
    /// More bytes than a record can have.
    #[error("{size_bytes} bytes, the limit is {limit_bytes}")]
    TooLarge {
        /// Size of the input, or how much of it was read.
        size_bytes: u64,
        /// The limit.
        limit_bytes: u64,
    },
    /// Not UTF-8.
    #[error("not UTF-8 from byte {offset}")]
    NotUtf8 {
        /// First wrong byte, counted from 0.
        offset: usize,
    },
    /// Not JSON, or cut off.
    #[error("not JSON at line {line}, column {column}")]
    NotJson {
        /// Line, counted from 1.
        line: usize,
        /// Column, counted from 1.
        column: usize,
    },
    /// Another type than expected, an array in place of an object for example.
    #[error("expected {expected}")]
    WrongType {
        /// The type expected, in JSON's words.
        expected: &'static str,
    },
    /// A key stands twice in one object.
    #[error("the key stands twice")]
    DuplicateKey,
    /// A field is missing.
    #[error("missing")]
    Missing,
    /// A field that the format does not have.
    #[error("unknown field")]
    UnknownField,
    /// The format is not a record's, or of a later version.
    #[error("unknown format {found:?}")]
    UnknownFormat {
        /// What the input calls itself, at most 40 characters of it.
        found: String,
    },
    /// Another instrument.
    #[error("unknown instrument {found:?}")]
    UnknownInstrument {
        /// The id found, at most 40 characters of it.
        found: String,
    },
    /// Another version of the instrument.
    #[error("unknown instrument version {found:?}")]
    UnknownVersion {
        /// The version found, at most 40 characters of it.
        found: String,
    },
    /// Id and version are known, but the content hash is another: a changed instrument.
    #[error("the instrument's content hash differs")]
    WrongHash,
    /// Neither `full` nor `quick`.
    #[error("unknown form")]
    BadForm,
    /// Not eight lower-case hexadecimal digits, or a wave without a campaign or the reverse.
    #[error("bad campaign")]
    BadCampaign,
    /// Not a whole number from 1 to 99.
    #[error("bad wave")]
    BadWave,
    /// Not 32 lower-case hexadecimal digits.
    #[error("bad record id")]
    BadId,
    /// Not a whole number from 0 to 255.
    #[error("bad revision")]
    BadRevision,
    /// A question that the instrument does not have.
    #[error("unknown question")]
    UnknownQuestion,
    /// Not an option number, `null`, or one of the words `na`, `dk`, `pn`, `not_asked`.
    #[error("not an answer")]
    NotAnAnswer,
    /// An option beyond the last.
    #[error("the question has only {options} options")]
    OptionOutOfRange {
        /// Number of options.
        options: usize,
    },
    /// `na` or `dk` where the question does not offer it.
    #[error("the question does not offer this answer")]
    NotOffered,
    /// Answered although the form does not ask it, or `not_asked` although it does.
    #[error("contradicts the form")]
    ContradictsForm,
    /// Answered although another answer makes it not applicable.
    #[error("not applicable by the answer to {item}")]
    ContradictsRule {
        /// Id of the deciding item.
        item: String,
    },
    /// A category that does not exist or is chosen twice, or more categories than allowed.
    #[error("bad priorities")]
    BadPriorities,
    /// The content is right but the bytes are not the ones this format writes.
    #[error("not in canonical form from byte {offset}")]
    NotCanonical {
        /// First differing byte, counted from 0.
        offset: usize,
    },
    /// Neither a record nor a code anywhere in a text, or something else between two records.
    #[error("no record and no code")]
    NoRecord,
    /// A code with a character too many, too few or wrong.
    #[error("incomplete or mistyped code")]
    BadCode,
    /// A packed record of another length than 64 bytes.
    #[error("{size_bytes} bytes instead of 64")]
    WrongLength {
        /// Size of the input.
        size_bytes: usize,
    },
}
