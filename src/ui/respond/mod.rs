//! The respondent's page.
//!
//! [`App`] holds the three states (interview, route, language) and every effect; the pages are
//! pure functions of a [`View`](view::View) of them.

mod app;
mod asked;
mod broken;
mod drafts;
mod pages;
mod priorities;
mod question;
mod route;
mod state;
mod steps;
mod view;
mod ways;

pub use app::{App, AppProps};
pub use broken::Broken;
pub use route::{Page, Route};
pub use state::{Dispatch, InterviewState};
