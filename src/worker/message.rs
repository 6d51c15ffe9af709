//! What crosses the border between the page and its worker.

use serde::{Deserialize, Serialize};

use super::reason::ReasonShape;
use crate::domain::disclose::{Policy, Release};
use crate::domain::instrument::Form;
use crate::domain::record::Reason;

/// Longest file name that is shown, characters; longer ones lose their middle.
pub const NAME_CHARS_MAX: usize = 60;

/// Number of a request, counted up by the page. A reply carries the number of the request that it
/// answers, so that the page can ignore a stale one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Revision(pub u32);

impl Revision {
    /// The number after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }
}

/// A request of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// Read the files that travel beside this message, after those that still wait.
    Read {
        /// Number of the request.
        revision: Revision,
        /// Names of what was handed over but could not be opened.
        unreadable: Vec<String>,
    },
    /// Stop reading; what is accepted stays.
    Cancel(Revision),
    /// Disclose what has been accepted.
    Release {
        /// Number of the request.
        revision: Revision,
        /// The form; the two are never pooled.
        form: Form,
        /// The rules of the release.
        policy: Policy,
    },
    /// Forget everything.
    Erase(Revision),
}

/// An answer of the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The worker has started.
    Ready,
    /// Reading goes on, or has ended.
    Progress(Progress),
    /// What may be shown.
    Released(Box<Released>),
    /// Everything is forgotten.
    Erased(Revision),
    /// The worker has stopped for good; what it had accepted is lost.
    Crashed(String),
}

/// How far reading has come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The latest request to read.
    pub revision: Revision,
    /// Files done since reading began.
    pub done: u32,
    /// Files to read since reading began.
    pub total: u32,
    /// Whether reading has ended, by itself or by cancelling.
    pub ended: bool,
    /// Files left unread because reading was cancelled.
    pub unread: u32,
    /// Everything received so far.
    pub counts: Counts,
    /// Inputs refused since the last reply.
    pub refused: Vec<Refused>,
}

/// What has been received. [`Counts::received`] is always the sum of accepted, refused and
/// duplicates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Inputs received.
    pub received: u64,
    /// Records kept, one per id.
    pub accepted: u64,
    /// Inputs that are not a record.
    pub refused: u64,
    /// Records dropped because a higher revision of the same id is kept.
    pub older: u64,
    /// Records dropped because the very same one is kept.
    pub identical: u64,
    /// Records dropped because another with the same id and revision is kept.
    pub conflicting: u64,
    /// Bytes read.
    pub size_bytes: u64,
}

impl Counts {
    /// Records that are not kept because another one with the same id is.
    pub const fn duplicates(&self) -> u64 {
        self.older + self.identical + self.conflicting
    }
}

/// An input that is not a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Name of the file, fit to be shown: see [`shown_name`].
    pub name: String,
    /// Why.
    pub cause: Cause,
    /// Where in the file; empty for the whole of it.
    pub place: String,
}

/// Why an input is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// The browser could not read the file.
    Unreadable,
    /// The bytes are not a record.
    Record(#[serde(with = "ReasonShape")] Reason),
}

/// What may be shown, and how many records of each form there are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Released {
    /// The request answered.
    pub revision: Revision,
    /// Accepted records of the full form.
    pub full: u64,
    /// Accepted records of the quick form.
    pub quick: u64,
    /// Records that have come or changed since the last report and are not counted in this one.
    pub held: u64,
    /// What may be shown of the form asked for.
    pub release: Release,
}

/// A file name fit to be shown: without characters that do not print or that turn the direction
/// of writing, and not longer than [`NAME_CHARS_MAX`].
pub fn shown_name(name: &str) -> String {
    let turning = |c: &char| matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let invisible = |c: &char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}');
    let unprintable = |c: &char| c.is_control() || turning(c) || invisible(c);
    let clean: Vec<char> = name.chars().filter(|c| !unprintable(c)).collect();
    if clean.len() <= NAME_CHARS_MAX {
        return clean.into_iter().collect();
    }
    let tail = NAME_CHARS_MAX / 3;
    let head = NAME_CHARS_MAX - tail - 1;
    let (head, tail) = (&clean[..head], &clean[clean.len() - tail..]);
    head.iter().chain(&['…']).chain(tail).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_print_in_one_direction() {
        assert_eq!(shown_name("张三.json"), "张三.json");
        assert_eq!(shown_name("a\u{202e}nosj.exe\n"), "anosj.exe");
        let long = shown_name(&"长".repeat(200));
        assert_eq!(long.chars().count(), NAME_CHARS_MAX);
        assert!(long.contains('…'));
    }

    #[test]
    fn a_reason_crosses_the_border_unchanged() {
        let reasons = [
            Reason::Empty,
            Reason::TooLarge { size_bytes: 9000, limit_bytes: 8192 },
            Reason::WrongType { expected: "object" },
            Reason::WrongType { expected: "string" },
            Reason::UnknownFormat { found: "qingdan-record/9".to_owned() },
            Reason::ContradictsRule { item: "insp_count".to_owned() },
            Reason::NotCanonical { offset: 12 },
        ];
        for reason in reasons {
            let cause = Cause::Record(reason);
            let json = serde_json::to_string(&cause).expect("plain data");
            assert_eq!(serde_json::from_str::<Cause>(&json).expect("the same"), cause);
        }
    }
}
