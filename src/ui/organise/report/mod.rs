//! The report: everything that a release lets be seen, findings first, method last.
//!
//! [`ReportView`] takes a [`ReportInput`] and tells its reader's wishes as [`ReportAction`]. No
//! view here computes a statistic or sees a record: figures come out of the release ready made.
//! Groups, categories and items stand in the order of the instrument, never sorted by a score.

mod answers;
mod category;
mod chart;
mod context;
mod cost;
mod findings;
mod fold;
mod group_means;
mod groups;
mod hours;
mod input;
mod item;
mod method;
mod noise;
mod numbers;
mod outcomes;
mod people;
mod priorities;
mod profile;
mod quality;
mod research;
#[cfg(feature = "cli-report")]
mod saved;
mod settings;
mod sheet;
mod view;
mod wave_shares;
mod waves;
mod withheld;

pub use input::{InstrumentRef, ReportAction, ReportInput, ScopeChoice};
#[cfg(feature = "cli-report")]
pub use saved::saved_report;
pub(super) use settings::AskReport;
pub(super) use sheet::subject;
pub use view::{ReportView, ReportViewProps};
#[cfg(feature = "two-tally")]
pub(super) use withheld::why_withheld;
