//! An organiser without a screen: takes files, counts them, and sees only what may be released.

use qingdan::domain::disclose::{Policy, Release, disclose};
use qingdan::domain::instrument::Form;
use qingdan::domain::record::{Refusal, read_json};
use qingdan::domain::tally::{Added, Columns, Scope, Tally};

use crate::respondent::instrument;

/// One organiser at work.
#[derive(Debug)]
pub(crate) struct Organiser {
    pub(crate) columns: Columns,
    /// Refused files by name, in the order they came.
    pub(crate) refused: Vec<(String, Refusal)>,
    pub(crate) files: u64,
}

impl Organiser {
    pub(crate) fn begin() -> Self {
        Self { columns: Columns::new(instrument(), 0), refused: Vec::new(), files: 0 }
    }

    /// Takes one file: what became of it, or nothing where it was refused.
    pub(crate) fn take(&mut self, name: &str, bytes: &[u8]) -> Option<Added> {
        self.files += 1;
        match read_json(&[instrument()], bytes) {
            Ok(record) => Some(self.columns.add(&record)),
            Err(refusal) => {
                self.refused.push((name.to_owned(), refusal));
                None
            }
        }
    }

    /// Accepted, refused and duplicate files together: every file taken.
    pub(crate) fn accounted(&self) -> u64 {
        self.columns.len() + self.columns.duplicates().total() + self.refused.len() as u64
    }

    pub(crate) fn release(&self, form: Form) -> Release {
        let scope = Scope { campaign: None, form };
        let nobody = Tally::empty(instrument(), form);
        disclose(instrument(), self.columns.tally(scope).unwrap_or(&nobody), Policy::default())
    }

    /// Number of records of a form.
    pub(crate) fn count(&self, form: Form) -> u64 {
        self.columns.tally(Scope { campaign: None, form }).map_or(0, Tally::n)
    }
}
