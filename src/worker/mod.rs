//! What the organiser's page computes off the main thread.
//!
//! ```text
//!   files ─Job─▶ reader ─Reading─▶ page ─Ask::Add─▶ desk ─entry of the log─▶ page ─▶ storage
//!                                                   desk ─Report──────────▶ page ─▶ screen
//! ```
//!
//! Readers have no memory: a [`Reading`] holds the packed records and the refusals of one [`Job`].
//! They also count what they read (`Subtotals`), so that the desk, which is alone, need not.
//! The [`Desk`] keeps the records and answers every [`Ask`] with one [`Reply`]; what crosses to
//! the page to be shown is counts, [`Refused`] inputs and a `Release`. The same code runs inside
//! the page where a browser cannot start a worker.

mod archive;
mod arriving;
mod campaigns;
mod desk;
mod entry;
mod log;
mod message;
mod noise;
mod opening;
mod picture;
mod reading;
mod reason;
mod refused;
mod reporting;
mod saving;
mod sealed;
mod sorting;
mod subject;
mod tallies;

pub use archive::{Archive, ENTRIES_MAX, EXPANDED_BYTES_MAX, FREE_BYTES, RATIO_MAX};
pub use campaigns::CAMPAIGNS_MAX;
pub use desk::{Desk, REFUSALS_MAX};
pub use entry::{Entry, ForeignEntry, Head};
pub use message::{Ask, Campaigns, Counts, Findings, FoundLine, Job, Reply, Report};
pub use opening::{FoundEnvelope, Opener};
pub use picture::codes_in_picture;
pub use reading::{ENTRY_BYTES_MAX, JOB_REFUSALS_MAX, Reading, Step};
pub use refused::{
    ArchiveFault, CampaignRefusal, Cause, NAME_CHARS_MAX, Refused, TallyFault, shown_name,
};
pub use sealed::{SealedCounts, SealedFault};
pub use subject::{Promise, Subject};
