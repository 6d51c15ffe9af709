//! A release as files for other programs: one row per published quantity.
//!
//! [`rows`] flattens a [`Release`](super::disclose::Release) once; everything else writes those
//! rows or describes them: [`csv`], [`json`], the codebook ([`codebook_csv`], [`codebook_html`],
//! [`table_schema`]) and the syntax that loads the CSV with labels and declared missing codes
//! ([`spss`], [`r`], [`stata`]). What is withheld is a row too: with its rule and the code
//! [`WITHHELD`], never a zero and never left out.

mod answered;
mod codebook;
mod codebook_html;
mod codes;
mod complete;
mod csv;
mod estimates;
mod files;
mod flatten;
mod head;
mod json;
mod names;
mod read;
mod row;
mod sound;
mod syntax;
mod words;

pub use answered::Answered;
pub use codebook::{codebook_csv, table_schema};
pub use codebook_html::codebook_html;
pub use codes::{NoiseCode, Rule, Statistic, Table, Variable};
pub use csv::csv;
pub use files::ReleaseFile;
pub use flatten::rows;
pub use head::Head;
pub use json::{RELEASE_FORMAT, json};
pub use read::{Published, ReleaseFault, read_release};
pub use row::{EXACT, Figure, Group, NOT_APPLICABLE, Row, WITHHELD};
pub use syntax::{r, spss, stata};
pub use words::Words;

use super::instrument::{Instrument, Text};

/// What the files say about where the numbers come from, and in which words.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The instrument answered.
    pub instrument: &'a Instrument,
    /// Id of the campaign; none where the records belong to none, or to several.
    pub campaign: Option<[u8; 4]>,
    /// The wave, from 1, if any; those of several campaigns have one too.
    pub wave: Option<u8>,
    /// The records are invented, to show what a report looks like.
    pub demo: bool,
    /// The words of one language.
    pub words: &'static Words,
    /// The place of that language among the instrument's texts: 0 for 中文, 1 for English.
    pub language: usize,
}

impl Context<'_> {
    /// A text of the instrument in the language of the files.
    fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.nth(self.language)
    }
}
