//! What the report is given, and what its reader may ask for.

use std::fmt;

use crate::domain::disclose::{Policy, QualityRelease, Release, WaveComparison};
use crate::domain::instrument::{Form, Instrument};
use crate::worker::{Promise, TicketTotals};

/// Everything that the report shows. Whoever makes one holds the records; this holds none.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportInput {
    /// The instrument that was answered.
    pub instrument: InstrumentRef,
    /// What can be reported on, in the order offered; at least one.
    pub scopes: Vec<ScopeChoice>,
    /// The one reported on, a place in `scopes`.
    pub scope: usize,
    /// What may be shown of it.
    pub release: Release,
    /// Records that came too recently to be counted: the report waits for the minimum.
    pub held: u64,
    /// It would differ by only a few people from another report seen before: the release is that
    /// of nobody.
    pub near: bool,
    /// What flagged records change; none until it has been asked for and computed.
    pub quality: Option<QualityRelease>,
    /// The earlier waves of the same campaign and form, as places in `scopes`.
    pub earlier_choices: Vec<usize>,
    /// The scope chosen as the earlier one to compare with, a place in `scopes`.
    pub earlier: Option<usize>,
    /// The comparison with it; none where nothing was chosen or the two cannot be compared.
    pub waves: Option<WaveComparison>,
    /// What they were promised: a smaller minimum cannot be picked.
    pub promise: Promise,
    /// What the tickets of its wave came to; none where it has none.
    pub tickets: Option<TicketTotals>,
    /// Records of its wave that came in the open before it was known that the campaign takes sealed
    /// ones only.
    pub unsealed: u64,
    /// The records are invented, to show what a report looks like.
    pub demo: bool,
}

/// The instrument that was answered; the same as another with the same hash.
#[derive(Clone, Copy)]
pub struct InstrumentRef(pub &'static Instrument);

impl PartialEq for InstrumentRef {
    fn eq(&self, other: &Self) -> bool {
        self.0.hash == other.0.hash
    }
}

impl fmt::Debug for InstrumentRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0.id, self.0.version)
    }
}

/// Records that are reported on together: of one campaign, wave and form, or merged tally files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeChoice {
    /// Title of the campaign; none for records that belong to none or to several.
    pub title: Option<String>,
    /// Number of a campaign whose title is not known, in its place.
    pub number: Option<String>,
    /// Number and label of the wave; none outside a campaign.
    pub wave: Option<(u8, String)>,
    /// Whether it was added up from tally files instead of records.
    pub merged: bool,
    /// The form answered.
    pub form: Form,
    /// Number of records.
    pub records: u64,
}

impl ScopeChoice {
    /// Whether it is of one campaign.
    pub const fn is_of_campaign(&self) -> bool {
        self.title.is_some() || self.number.is_some()
    }

    /// Whether it adds up tally files of several campaigns, which only share a wave.
    pub const fn is_pooled(&self) -> bool {
        self.merged && !self.is_of_campaign() && self.wave.is_some()
    }
}

/// What the reader of a report asks of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportAction {
    /// Report on another scope, a place in [`ReportInput::scopes`].
    PickedScope(usize),
    /// Apply another minimum.
    PickedMinimum(Policy),
    /// Compare with an earlier scope, or no longer.
    PickedEarlier(Option<usize>),
    /// Compute [`ReportInput::quality`] for the scope shown. Sent once for each release.
    AskedQuality,
}
