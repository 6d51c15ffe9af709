//! The organiser's page.
//!
//! [`Organise`] owns the state and talks to the collector; [`OrganisePage`] shows a state and has
//! no other input, so that it renders anywhere. Every view of results takes a `Release`.

mod app;
mod campaign;
mod exports;
mod intake;
mod page;
mod question;
mod received;
mod refusals;
mod report;
mod scan;
mod state;
mod subjects;
mod workspace;

pub use app::Organise;
pub use campaign::{CampaignAction, CampaignPanel, CampaignPanelProps, Handout, HandoutProps};
pub use exports::{Exports, ExportsProps};
pub use page::{Action, OrganisePage, OrganisePageProps};
pub use question::{Asking, Question, QuestionProps};
pub use report::{ReportAction, ReportInput, ReportView, ReportViewProps, ScopeChoice};
pub use scan::{Seeing, Viewfinder, ViewfinderProps};
pub use state::{Event, Organiser, REFUSALS_SHOWN, Stage};
