//! What may leave the phone.
//!
//! A [`Record`] is built by [`anonymise`] from an allow-list: format, instrument, form, campaign
//! and wave, a random id, a revision counter, and answers as option numbers. There is no field
//! for a time, a score, a language, a device or a text of the respondent's, so none can be
//! written. It has two canonical forms with the same content: JSON for people
//! ([`Record::to_json`]) and 64 bytes ([`Record::pack`]), which also travel as a short text
//! ([`Record::to_code`]). Only inside a sealed envelope a paper ticket goes with it ([`Boxed`]).
//! Reading is total: any bytes give a record or a [`Refusal`] that says what is wrong and where;
//! only canonical bytes are accepted.
//!
//! `tests/kit/` holds small files with one fault each and documents the format by example;
//! `instrument/record.schema.json` is its JSON Schema.

mod code;
mod layout;
mod node;
mod own;
mod packed;
mod read;
mod refusal;
mod template;
mod write;

pub(super) use code::{CODE_CHARS, CODE_PREFIX, character};
pub use code::{looks_like_code, read_code};
pub use own::{NotOwn, read_own, read_own_code};
pub use packed::{Boxed, PACKED_BYTES, PACKED_FORMAT, TICKET_FROM, unbox, unpack};
pub(super) use packed::{answer, pack_answers, unpack_answers};
pub use read::{SIZE_BYTES_MAX, read_json};
pub use refusal::{Reason, Refusal};
pub use template::{Match, Template};
pub use write::RECORD_FORMAT;

use std::fmt;

use super::answer::Complete;
use super::instrument::{Instrument, InstrumentHash};
use super::interview::Interview;

/// Highest revision; later changes keep it.
pub const REVISION_MAX: u8 = u8::MAX;

/// Highest wave number of a campaign.
pub const WAVE_MAX: u8 = 99;

/// A random 128-bit number. It identifies a file, never a person: two files with one id are two
/// revisions of one interview for one campaign ([`leaving`](super::leaving)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub [u8; 16]);

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The campaign a record belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CampaignRef {
    /// Random campaign id.
    pub id: [u8; 4],
    /// Wave, 1 to [`WAVE_MAX`].
    pub wave: u8,
}

/// A campaign's id as it is written everywhere: eight hexadecimal digits.
pub fn campaign_number(id: [u8; 4]) -> String {
    format!("{:08x}", u32::from_be_bytes(id))
}

/// What one respondent hands over.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Record {
    instrument: InstrumentHash,
    campaign: Option<CampaignRef>,
    id: RecordId,
    revision: u8,
    complete: Complete,
}

/// Builds the record of an interview as it stands, with the interview's own number as its id.
///
/// # Examples
/// ```
/// use qingdan::domain::interview::Interview;
/// use qingdan::domain::record::{RecordId, anonymise, read_json};
/// use qingdan::domain::shipped_instrument;
///
/// let instrument = shipped_instrument();
/// let interview = Interview::new(instrument, RecordId([0xab; 16]), None);
/// let record = anonymise(instrument, &interview);
/// let json = record.to_json(instrument);
/// assert!(json.contains("\"id\": \"abababababababababababababababab\""));
/// // The same content in 64 bytes, and back from both.
/// assert_eq!(record.pack().len(), 64);
/// assert_eq!(read_json(&[instrument], json.as_bytes()), Ok(record));
/// ```
pub fn anonymise(instrument: &Instrument, interview: &Interview) -> Record {
    Record {
        instrument: instrument.hash,
        campaign: interview.campaign(),
        id: interview.id(),
        revision: interview.revision(),
        complete: interview.finish(instrument),
    }
}

impl Record {
    /// The instrument answered.
    pub const fn instrument(&self) -> InstrumentHash {
        self.instrument
    }

    /// The campaign and wave, if any.
    pub const fn campaign(&self) -> Option<CampaignRef> {
        self.campaign
    }

    /// The random id.
    pub const fn id(&self) -> RecordId {
        self.id
    }

    /// The revision counter.
    pub const fn revision(&self) -> u8 {
        self.revision
    }

    /// The answers, ready to score.
    pub const fn complete(&self) -> &Complete {
        &self.complete
    }

    /// The same record with another id.
    pub(super) const fn with_id(mut self, id: RecordId) -> Self {
        self.id = id;
        self
    }

    /// The same record as one of another version of its instrument.
    pub(super) fn of_instrument(&self, instrument: InstrumentHash, complete: Complete) -> Self {
        Self { instrument, complete, ..self.clone() }
    }

    /// The same record with other answers: with noise, or with a coarser background.
    pub(super) fn with_complete(&self, complete: Complete) -> Self {
        Self { complete, ..self.clone() }
    }
}
