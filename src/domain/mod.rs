//! The pure core. It compiles alone, natively and for wasm: `cargo check --lib
//! --no-default-features`.
//!
//! # Glossary
//! One word per idea, everywhere:
//! - **instrument**: the questionnaire as data; **category**: one documented kind of burden;
//!   **item**: a scored question; **outcome**: a question about consequences, never scored;
//!   **background**: a coarse, optional question about the respondent; **option**: one answer that
//!   can be picked, counted from 0; **marker**: the option into which a documented case falls;
//!   **shape**: which kinds of questions an instrument has; **advice**: what field practice says
//!   against an instrument that keeps every rule.
//! - **answer**: an option or the reason why there is none; **interview**: one respondent
//!   answering; **complete**: an interview's answers with everything settled, ready to score.
//! - **score**: 0 to 100, higher is more burden; **index**: the mean of the category scores.
//! - **record**: what may leave the phone; **refusal**: why bytes are not a record.
//! - **bundle**: many records in one file, one a line; **part**: a piece of a bundle that is read
//!   without the others.
//! - **envelope**: a record sealed to an organiser's public key; **fingerprint**: the twenty digits
//!   by which people compare public keys; **share**: one of three parts of a private key, two of
//!   which give it back.
//! - **plan**: what two organisers count, declared ahead; **cell**: one place of its tables, set or
//!   not by a record; **half**: one of two parts of a record's cells, alone mere chance;
//!   **verification**: what one organiser tells the other of its halves; **totals**: the sums of
//!   all cells.
//! - **draft**: an interview kept on the device to be gone on with; **resume code**: what opens it.
//! - **columns**: accepted records, one per id; **tally**: exact, mergeable counts of them;
//!   **release**: what may be shown; **withheld**: what may not, never zero.
//! - **report**: a release in words and charts, or as files for other programs.
//! - **difference**: what one version of an instrument has otherwise than another; **level**: the
//!   part of the version number that has to rise for it; **mapping**: which answers of one version
//!   are held to be answers of another, and on what grounds; **to convert**: to turn records into
//!   records of another version by a mapping.
//! - **campaign**: one organiser's survey; **wave**: one round of it; **terms**: what it asks of
//!   a respondent.
//! - **ticket**: a paper slip drawn from a bag, one for each person asked; **randomised item**: one
//!   whose answer in the record is true only with a known probability; **noise seed**: from which
//!   its draws follow; **crowd**: the people expected to have the same background; **leaving**: the
//!   record with both, as it leaves the phone.
//! - **noise**: which items were randomised, and how, as far as anybody knows; **corrected**: freed
//!   of its bias, which only sums of many people can be.
//! - **microdata**: records for research, as a **table** of codes without ids; **class**: the
//!   people in it with the same form and background; **known answers**: what an attacker knows of
//!   a person.
//! - **form** of the ODK world, XLSForm: the same questions as a workbook of three **sheets**;
//!   **stamp**: what says in it, and in every row of answers, whose instrument it is; **note**:
//!   what of a form could not be carried over.
//! - **respondent**, **collector**, **organiser**: the three roles.

pub mod instrument;

pub mod answer;
pub mod campaign;
pub mod change;
pub mod interview;
pub mod score;

pub mod record;

pub mod mapping;

pub mod crowd;
pub mod leaving;
pub mod randomised;
pub mod ticket;

pub mod bundle;

pub mod seal;

pub mod draft;

pub mod tally;

pub mod stats;

pub mod disclose;

#[cfg(feature = "two-tally")]
pub mod two_tally;

pub mod simulate;

pub mod report;

pub mod microdata;
pub mod xlsform;

mod base64url;
mod mac;
mod shipped;
pub use shipped::{SHAPE, Shape, respondent_instrument, shipped_instrument};
