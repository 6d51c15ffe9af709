//! Records as a table for research: what is left out of it, and what it still gives away.
//!
//! A record with its answers is personal data even without a name: whoever knows a few answers of a
//! person finds the record ([`Risk`]). So a table is made only of enough people, without ids and in
//! an order by chance, and of the background it keeps only groups ([`Kept`]) that at least
//! a minimum of people share. What a campaign has randomised is named as that in the table itself.
//! `docs/microdata.md` gives the reasons, the method and what it cannot do.
//!
//! [`Table::new`] → [`Risk::of`]; [`csv()`], [`labels_csv`] and [`risk_json`] write them.

mod coarse;
mod known;
mod labels;
mod risk;
mod table;
mod write;

pub use coarse::{Group, Kept, kept};
pub use known::{KNOWN_ANSWERS, Known};
pub use labels::{Label, Scope, labels};
pub use risk::{Classes, Risk};
pub use table::{Column, NotExported, RECORDS_MIN, SHUFFLE_BYTES, Source, Table, missing};
pub use write::{RISK_FORMAT, column_json, csv, labels_csv, risk_json, scope_json};
