//! The pages.
//!
//! - [`parts`]: small views that both pages use, and [`hooks`] that both use;
//! - [`respond`]: the respondent's page;
//! - [`organise`]: the organiser's page.
//!
//! Nothing outside this room points into it. Views are pure functions of their properties: no
//! arithmetic, no wording and no Web API while rendering, so that every page also renders
//! natively (`tests/view.rs`).

pub mod hooks;
mod markup;
pub mod parts;

pub mod organise;
pub mod respond;
