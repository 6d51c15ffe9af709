//! Inputs that are not accepted, with the reason and the place.

use serde::{Deserialize, Serialize};

use super::reason::ReasonShape;
use super::sealed::SealedFault;
use crate::domain::record::Reason;

/// Longest file name that is shown, characters; longer ones lose their middle.
pub const NAME_CHARS_MAX: usize = 60;

/// An input that is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Name of the file, fit to be shown: see [`shown_name`]; empty for a code before the camera.
    pub name: String,
    /// Which entry of an archive, counted from 1; its name is not used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<u32>,
    /// On which line it begins, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Why.
    pub cause: Cause,
    /// Where in the input: a path such as `answers.meet_hours`, fit to be shown; empty for the
    /// whole of it.
    pub place: String,
}

/// Why an input is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// The browser could not read the file.
    Unreadable,
    /// The file was changed or taken away while it was read.
    Changed,
    /// Reading it stopped the worker.
    Fatal,
    /// The bytes are not a record.
    Record(#[serde(with = "ReasonShape")] Reason),
    /// One record more than are counted.
    TooManyRecords,
    /// Records of too many different campaigns and waves.
    TooManyCampaigns,
    /// A picture without a code that can be read.
    NoCode,
    /// A picture that the browser does not open, or that is too large.
    Picture,
    /// A picture that was given to the command, which reads none.
    NoPictures,
    /// A kind of file that holds no records.
    Kind,
    /// A packed file of a kind that is not read.
    Packed,
    /// Records as one JSON array.
    List,
    /// What begins here goes on for longer than a record, or a campaign, can be.
    TooLong {
        /// The limit. How much longer it is nobody has looked.
        limit_bytes: u64,
    },
    /// A text with codes, or a tally file, that is larger than is read.
    LargeText {
        /// The limit.
        limit_bytes: u64,
    },
    /// A folder without a file in it, but for those that systems put there by themselves.
    EmptyFolder,
    /// An archive, or an entry of one.
    Archive(ArchiveFault),
    /// A tally file that cannot be taken in.
    Tally(TallyFault),
    /// A campaign that cannot be kept.
    Campaign(CampaignRefusal),
    /// A list of tickets that is damaged, or one more than are kept.
    Tickets,
    /// A text in UTF-16.
    Utf16,
    /// An envelope, or a record that should have been in one.
    Sealed(SealedFault),
}

/// What is wrong with an archive or one of its entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ArchiveFault {
    /// It is damaged or no archive.
    Damaged,
    /// It has more entries than are read.
    TooManyEntries,
    /// It expands to more than is read.
    TooLarge,
    /// The entry expands so much that it must be meant to fill the memory.
    Bomb,
    /// All entries together expand to more than a reader reads; this one and those after it are
    /// not read, except what other readers of a large archive had begun.
    Exhausted,
    /// An entry is encrypted.
    Encrypted,
    /// An entry is compressed in a way that is not read.
    Method,
    /// An entry is an archive itself.
    Nested,
    /// It has no entry that is a file, but for those that systems put there by themselves.
    Empty,
    /// Its end is missing, where the list of its entries stands.
    CutOff,
}

/// What is wrong with a tally file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TallyFault {
    /// It is damaged, or not one of this instrument.
    Damaged,
    /// It is counted already, by itself, in its parts or within a merged file; a state of it,
    /// where nobody can know more.
    Repeated,
    /// Another state of it is counted already.
    Changed,
    /// It counts people who are counted already, and others who are not.
    Overlapping,
}

/// Why a campaign is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CampaignRefusal {
    /// It is damaged.
    Damaged,
    /// A newer version made it.
    Newer,
    /// It asks another instrument.
    OtherInstrument,
    /// There are too many in the workspace.
    TooMany,
}

impl Refused {
    /// A whole input that is refused.
    pub fn whole(name: &str, cause: Cause) -> Self {
        Self { name: name.to_owned(), entry: None, line: None, cause, place: String::new() }
    }
}

/// A name that others chose without characters that do not print or that turn the direction of
/// writing.
pub fn printable_name(name: &str) -> String {
    let turning =
        |c: &char| matches!(c, '\u{61c}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}');
    let invisible = |c: &char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}');
    let unprintable = |c: &char| c.is_control() || turning(c) || invisible(c);
    name.chars().filter(|c| !unprintable(c)).collect()
}

/// The same fit to be shown on a page: not longer than [`NAME_CHARS_MAX`].
pub fn shown_name(name: &str) -> String {
    let clean: Vec<char> = printable_name(name).chars().collect();
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
            let refused = Refused {
                line: Some(7),
                place: "answers".to_owned(),
                ..Refused::whole("a.json", Cause::Record(reason))
            };
            let json = serde_json::to_string(&refused).expect("plain data");
            assert_eq!(serde_json::from_str::<Refused>(&json).expect("the same"), refused);
        }
    }
}
