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

mod advice;
mod archive;
mod arriving;
mod campaigns;
mod desk;
mod entry;
mod listed;
mod log;
mod message;
mod noise;
mod opening;
mod picture;
mod reading;
mod reason;
mod refusals;
mod refused;
mod reported;
mod reporting;
mod saving;
mod sealed;
mod seen;
mod session;
mod sorting;
mod subject;
mod system_files;
mod tallies;
mod ticket_totals;
mod tickets;
#[cfg(feature = "two-tally")]
mod two_tally;
mod waiting;

pub use advice::{advised_row, input_name, place, refusals_head, refusals_row, words};
pub use archive::{Archive, ENTRIES_MAX, EXPANDED_BYTES_MAX, FREE_BYTES, RATIO_MAX};
pub use campaigns::CAMPAIGNS_MAX;
pub use desk::Desk;
pub use entry::{Entry, ForeignEntry, Head};
pub use listed::Listed;
pub use message::{Ask, Campaigns, Counts, Findings, FoundLine, FoundTickets, Job, Reply, Report};
pub use opening::{FoundEnvelope, Opener};
pub use picture::codes_in_picture;
pub use reading::{ENTRY_BYTES_MAX, JOB_REFUSALS_MAX, Reading, Step};
pub use refusals::{REFUSALS_MAX, RefusalPage, RefusedFile, RefusedFiles};
pub use refused::{
    ArchiveFault, CampaignRefusal, Cause, NAME_CHARS_MAX, Refused, TallyFault, printable_name,
    shown_name,
};
pub use sealed::{SealedCounts, SealedFault};
pub use seen::{Seen, Sight};
pub use subject::{Promise, Subject};
pub use system_files::is_system_file;
pub use ticket_totals::TicketTotals;
pub use tickets::{Carried, LISTS_MAX, MarkedWave, WAITING_MAX, WaveTickets};
#[cfg(feature = "two-tally")]
pub use two_tally::{
    Counted, ExchangeKind, HalvesAsk, HalvesFault, HalvesReply, Intake, Looked, Verified, look,
};
