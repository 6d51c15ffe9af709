//! Many records in one input: bundles, texts of codes, and mixtures of both.
//!
//! A **bundle** holds a record on each line ([`Record::to_line`](super::record::Record::to_line)).
//! A [`Reader`] takes records in their other JSON form as well, one below another, and any mixture.
//! It has two ways in: [`Reader::read_part`] for inputs of any size, piece by piece, in any order
//! and on several threads; [`Reader::read_text`] for an input that is in memory as a whole, where
//! records and codes may stand among messages. Both are total: any bytes give records and
//! refusals, each with its place, in one pass and in bounded memory, and one fault hides nothing
//! that stands around it.
//!
//! # Frames
//! A line that begins with `{` begins a record, wherever it stands; nothing else does. So a part
//! needs to know nothing of the part before it. A line of `{` alone begins the form of
//! [`Record::to_json`](super::record::Record::to_json), which ends with a line of `}`, and is cut
//! off by the next line that begins with `{`. Every other record is its line. How the last line of
//! a record ends (line feed, carriage return and line feed, end of the input) does not matter, and
//! neither do blank lines and a byte order mark at the beginning. Whatever else follows a record,
//! up to the next, is refused once.
//!
//! Lines that begin with [`CAMPAIGN_START`], [`TALLY_START`] and [`TICKETS_START`] are handed out
//! as they are.
//! Envelopes are handed out closed: as files where a line begins with one, and in a text of
//! messages also as codes.

mod codes;
mod frame;
mod kind;
mod part;
mod text;

pub use frame::{CAMPAIGN_BYTES_MAX, CAMPAIGN_START, TALLY_START, TICKETS_START};
pub use kind::{KIND_BYTES, Kind, kind_of};
pub use part::{BLANK_BYTES_MAX, Part, TAIL_BYTES, Totals};

use super::instrument::Instrument;
use super::record::{PACKED_BYTES, Refusal, Template, read_json};
use super::seal::{Envelope, EnvelopeFault};

/// Reads the records of some instruments.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    known: Vec<&'a Instrument>,
    templates: Vec<Template>,
}

/// Something found in an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// Where it begins, bytes from the beginning of what was handed over.
    pub offset: usize,
    /// Number of line feeds before it, in what was handed over.
    pub line: usize,
    /// What it is.
    pub what: What<'a>,
}

/// What can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What<'a> {
    /// A record, in its 64 bytes.
    Record([u8; PACKED_BYTES]),
    /// What is no record although it stands in the place of one, and why. Lines, columns and
    /// offsets of the reason count from [`Found::offset`].
    Refused(Refusal),
    /// A campaign's line without its end, of at most [`CAMPAIGN_BYTES_MAX`], not yet read.
    Campaign(&'a [u8]),
    /// A tally's line without its end, not yet read.
    Tally(&'a [u8]),
    /// The line of a list of tickets without its end, not yet read.
    Tickets(&'a [u8]),
    /// The envelopes of a line, and what begins like one and is none, in their order.
    Sealed(Vec<Result<Envelope, EnvelopeFault>>),
}

impl<'a> Reader<'a> {
    /// A reader for records of these instruments.
    pub fn new(known: &[&'a Instrument]) -> Self {
        let templates = known.iter().map(|instrument| Template::new(instrument)).collect();
        Self { known: known.to_vec(), templates }
    }

    /// Reads one record in full: what the templates do not accept gets its reason here.
    fn read_frame(&self, frame: &[u8]) -> What<'static> {
        match read_json(&self.known, frame) {
            Ok(record) => What::Record(record.pack()),
            Err(refusal) => What::Refused(refusal),
        }
    }
}
