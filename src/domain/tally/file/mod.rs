//! The counts of one organiser's scope as a file, `qingdan-tally/1`: merged upward without any
//! record travelling.
//!
//! One line of JSON (`docs/tally-format.md`). It holds exact counts of small groups too, so it is
//! handed on like records and never published; what may be shown of it is disclosed where it is
//! merged. A file says which files went into it, so that nobody is counted twice.

mod body;
mod check;
mod merging;
mod noise;

use std::collections::BTreeSet;
use std::fmt;

use super::columns::Scope;
use super::corrected::Corrected;
use super::counts::{MergeError, Tally};
use crate::domain::instrument::{Form, Instrument};
use crate::domain::randomised::Noise;
use body::Body;

pub use merging::Merging;

/// The value of the field `format`.
pub const TALLY_FORMAT: &str = "qingdan-tally/1";

/// Largest tally file, bytes. One of a million people has about 700,000.
pub const TALLY_BYTES_MAX: usize = 8 << 20;

/// Most files that can go into one.
pub const PARTS_MAX: usize = 50_000;

/// A random 128-bit number that tells tally files apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TallyId(pub [u8; 16]);

impl fmt::Display for TallyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A tally, what it is of, and which files went into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TallyFile {
    id: TallyId,
    campaign: Option<[u8; 4]>,
    wave: Option<u8>,
    minimum: Option<u8>,
    /// Of the people counted; λ only where there are sums to correct with.
    noise: Noise,
    corrected: Option<Corrected>,
    parts: BTreeSet<TallyId>,
    tally: Tally,
}

/// Why bytes are not a tally file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TallyRefusal {
    /// The file is larger than [`TALLY_BYTES_MAX`].
    #[error("the file has {size_bytes} bytes; the limit is {TALLY_BYTES_MAX}")]
    TooLarge {
        /// Size of the input.
        size_bytes: usize,
    },
    /// Not JSON, or not of the shape of a tally file.
    #[error("not a tally file: line {line}, column {column}")]
    Shape {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// Another format, or a newer version of this one.
    #[error("another format")]
    UnknownFormat,
    /// Another instrument, or another version of it.
    #[error("a tally of another instrument")]
    OtherInstrument,
    /// A field that names the file has a value that it cannot have.
    #[error("{field}: impossible value")]
    BadField {
        /// The field.
        field: &'static str,
    },
    /// The counts cannot be counts of people who answered this form.
    #[error("{place}: the counts contradict each other")]
    Contradiction {
        /// The first field that contradicts the earlier ones.
        place: &'static str,
    },
    /// The content is right and is not written as this version writes it.
    #[error("not written in the canonical way, from byte {offset} on")]
    NotCanonical {
        /// The first byte that differs.
        offset: usize,
    },
}

impl TallyFile {
    /// A file of the counts of a scope. The id is random, drawn once for a scope of a workspace
    /// and kept: then an earlier and a later file of the same records are never merged.
    pub fn new(id: TallyId, scope: Scope, tally: Tally) -> Self {
        let (campaign, wave, noise) = match scope.campaign {
            Some(campaign) => (Some(campaign.id), Some(campaign.wave), Noise::UNKNOWN),
            None => (None, None, Noise::NONE),
        };
        let (minimum, corrected, parts) = (None, None, BTreeSet::new());
        Self { id, campaign, wave, minimum, noise, corrected, parts, tally }
    }

    /// The same file with the fewest people in a published group that those who answered were
    /// promised, [`MINIMUM_LOWEST`](crate::domain::campaign::MINIMUM_LOWEST) to
    /// [`MINIMUM_HIGHEST`](crate::domain::campaign::MINIMUM_HIGHEST); none where nobody knows it.
    /// Without a campaign nothing was promised.
    #[must_use]
    pub fn promising(self, minimum: Option<u8>) -> Self {
        Self { minimum: minimum.filter(|_| self.wave.is_some()), ..self }
    }

    /// The same file with what is known of the noise in its answers, and the sums to correct it
    /// with. Without sums of just this noise it cannot be corrected. Without a campaign there is
    /// none.
    #[must_use]
    pub fn with_noise(self, noise: Noise, corrected: Option<Corrected>) -> Self {
        if self.wave.is_none() {
            return self;
        }
        let of_this = |sums: &Corrected| Noise::of(Some(sums.randomisation())) == noise;
        let corrected = corrected.filter(of_this);
        let noise = if corrected.is_some() { noise } else { noise.uncorrected() };
        Self { noise, corrected, ..self }
    }

    /// What this file and another one of the same counts ([`TallyFile::counts_same`]) say together:
    /// the higher promise, and what either knows of the noise.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        let minimum = self.minimum.max(other.minimum);
        let (noise, corrected) = match (self.noise.known, other.noise.known) {
            (true, false) => (self.noise.clone(), self.corrected.clone()),
            (false, true) => (other.noise.clone(), other.corrected.clone()),
            _ if self.noise == other.noise => (self.noise.clone(), self.corrected.clone()),
            _ => (self.noise.clone().and(other.noise.clone()), None),
        };
        Self { minimum, noise, corrected, ..self.clone() }
    }

    /// The id.
    pub const fn id(&self) -> TallyId {
        self.id
    }

    /// The campaign; none without one, or where several were merged.
    pub const fn campaign(&self) -> Option<[u8; 4]> {
        self.campaign
    }

    /// The wave; none without a campaign.
    pub const fn wave(&self) -> Option<u8> {
        self.wave
    }

    /// The fewest people in a published group that those who answered were promised; none without
    /// a campaign, and where it is not known of every part.
    pub const fn minimum(&self) -> Option<u8> {
        self.minimum
    }

    /// What is known of the noise in the answers of its people.
    pub const fn noise(&self) -> &Noise {
        &self.noise
    }

    /// The sums to correct it with; none where there is nothing to correct, or it cannot be.
    pub const fn corrected(&self) -> Option<&Corrected> {
        self.corrected.as_ref()
    }

    /// Whether it is the same file of the same counts; the promise, and what is known of the
    /// noise, may differ.
    pub fn counts_same(&self, other: &Self) -> bool {
        let Self { id, campaign, wave, minimum: _, noise: _, corrected: _, parts, tally } = other;
        (&self.id, &self.campaign, &self.wave) == (id, campaign, wave)
            && (&self.parts, &self.tally) == (parts, tally)
    }

    /// Ids of all files that went into this one, directly or not; empty for counts of records.
    pub fn parts(&self) -> impl ExactSizeIterator<Item = TallyId> {
        self.parts.iter().copied()
    }

    /// The counts.
    pub const fn tally(&self) -> &Tally {
        &self.tally
    }

    /// The counts of several files together: see [`Merging`].
    pub fn merge(files: &[Self], id: TallyId) -> Result<Self, MergeError> {
        let mut merging = Merging::default();
        files.iter().try_for_each(|file| merging.add(file))?;
        merging.finish(id)
    }

    /// The file's one line, without a line feed. `instrument` must be the one answered.
    pub fn to_line(&self, instrument: &Instrument) -> String {
        Body::of(self, instrument).to_line()
    }
}

/// Reads a tally file of an instrument: exactly the bytes of [`TallyFile::to_line`], with or
/// without a line feed at the end.
pub fn read_tally(bytes: &[u8], instrument: &Instrument) -> Result<TallyFile, TallyRefusal> {
    if bytes.len() > TALLY_BYTES_MAX {
        return Err(TallyRefusal::TooLarge { size_bytes: bytes.len() });
    }
    let line = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let file = Body::read(line)?.file(instrument)?;
    check::consistent(&file.tally, instrument)?;
    let canonical = file.to_line(instrument);
    if canonical.as_bytes() == line {
        return Ok(file);
    }
    let same = canonical.bytes().zip(line).take_while(|(one, other)| one == *other).count();
    Err(TallyRefusal::NotCanonical { offset: same })
}

/// The name of a form in a file.
const fn form_name(form: Form) -> &'static str {
    match form {
        Form::Full => "full",
        Form::Quick => "quick",
    }
}
