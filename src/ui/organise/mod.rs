//! The organiser's page.
//!
//! [`Organise`] owns the state and talks to the importer; [`OrganisePage`] shows a state and has
//! no other input, so that it renders anywhere. Every view of results takes a `Release`.

mod app;
mod details;
mod distribution;
mod intake;
mod page;
mod profile;
mod received;
mod release;
mod settings;
mod state;
mod table;
mod withheld;

pub use app::Organise;
pub use page::{Action, OrganisePage, OrganisePageProps};
pub use state::{Event, Organiser, REFUSALS_SHOWN, Stage};
