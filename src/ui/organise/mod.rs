//! The organiser's page.
//!
//! [`Organise`] owns the state and talks to the collector; [`OrganisePage`] shows a state and has
//! no other input, so that it renders anywhere. Every view of results takes a `Release`. [`Root`]
//! shows this, or the page of a collector, who has no key, or that of two tallies.

mod app;
mod campaign;
mod collector;
mod counted;
mod exports;
mod guard;
mod intake;
mod keys;
mod opening;
mod page;
mod question;
mod received;
mod refusals;
mod report;
mod root;
mod scan;
mod state;
mod subjects;
mod taken;
#[cfg(feature = "two-tally")]
mod two_tally;
mod workspace;

pub use app::{Organise, OrganiseProps};
pub use campaign::{CampaignAction, CampaignPanel, CampaignPanelProps, Handout, HandoutProps};
pub use collector::{CollectPage, CollectPageProps, Deed, Said};
pub use exports::{Exports, ExportsProps};
pub use keys::{
    Ending, Held, KeyEvent, KeyState, KeyView, KeyViewProps, KeyWish, Loss, Purpose, Secret, Sheet,
    Told, Way,
};
pub use page::{Action, OrganisePage, OrganisePageProps};
pub use question::{Asking, Question, QuestionProps};
pub use refusals::REFUSALS_SHOWN;
#[cfg(feature = "cli-report")]
pub use report::saved_report;
pub use report::{
    InstrumentRef, ReportAction, ReportInput, ReportView, ReportViewProps, ScopeChoice,
};
pub use root::{GATHER, Root};
pub use scan::{Seeing, Viewfinder, ViewfinderProps};
pub use state::{Event, Organiser, Stage};
#[cfg(feature = "cli-report")]
pub use subjects::report_input;
#[cfg(feature = "two-tally")]
pub use two_tally::{
    CampaignTrouble, Doing, Event as TallyEvent, Failure, Given, Is, Made, PlanDraft, PlanTrouble,
    Running, Save, Saving, Slot, Tables, Text, TwoTally, TwoTallyPage, TwoTallyPageProps, Wish,
    Wrong,
};
