//! What the organiser's page computes off the main thread.
//!
//! A [`Desk`] takes files' bytes one by one, keeps the accepted records to itself and answers
//! with [`Counts`], [`Refused`] inputs and a `Release`: no record, id or answer has a way out.
//! [`Ask`] and [`Reply`] are what crosses the border between page and worker, as JSON. The same
//! desk runs inside the page where a browser cannot start a worker.

mod codes;
mod desk;
mod message;
mod reason;

pub use desk::Desk;
pub use message::{Ask, Cause, Counts, Progress, Refused, Released, Reply, Revision};
pub use message::{NAME_CHARS_MAX, shown_name};
