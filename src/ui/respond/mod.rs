//! The respondent's page.
//!
//! One component, [`App`], holds one [`State`](state::State) and every effect. The pages and their
//! parts are pure functions of a [`View`](view::View) of it; what is done on them goes through
//! [`Dispatch`](state::Dispatch). Each further component, hook or kind of state would bring a copy
//! of Yew's code of its own, several kilobytes to everyone who opens the page.

mod app;
mod asked;
mod broken;
mod campaign;
mod drafts;
mod effects;
#[cfg(feature = "two-tally")]
mod halves;
mod pages;
mod priorities;
mod question;
mod route;
mod start;
mod state;
mod steps;
mod view;
mod ways;

pub use app::{App, AppProps};
pub use route::{Page, Route};
pub use start::start;
