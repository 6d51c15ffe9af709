//! `qingdan xlsform`: between this project and the world of ODK and KoboToolbox.

mod answer_words;
mod campaign;
mod chinese;
mod export;
mod import;
mod responses;
mod table;
mod words;
mod workbook;

use std::path::Path;

use clap::{Args, Subcommand};

use super::two_tally::files::{say, write_new};
use super::{CliError, tr};

use crate::domain::xlsform::Note;

pub(super) use chinese::ZH;

const EXAMPLES: &str = "\
Examples:
  qingdan xlsform export --out form.xlsx
      a form for ODK or KoboToolbox with the questions of the instrument
  qingdan xlsform responses answers.csv > records.ndjson
      what was collected with it, as records
  qingdan xlsform import own.xlsx --out own.json
      an instrument from a form of one's own that has scores
  qingdan --instrument own.json xlsform responses --form own.xlsx answers.csv > records.ndjson
      what was collected with that form, as records

docs/xlsform.md goes through it step by step.

Exit codes: 0 done, 1 a file could not be read or written, 2 wrong use or a file that is not what
it should be.";

/// Work together with ODK and KoboToolbox.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Xlsform {
    #[command(subcommand)]
    step: Step,
}

#[derive(Debug, Subcommand)]
enum Step {
    /// Write the instrument as an XLSForm.
    Export(export::Export),
    /// Make an instrument of an XLSForm with scores.
    Import(import::Import),
    /// Read answers that were collected with a form as records.
    Responses(responses::ReadResponses),
}

impl Xlsform {
    pub(super) fn run(&self) -> Result<(), CliError> {
        match &self.step {
            Step::Export(step) => step.run(),
            Step::Import(step) => step.run(),
            Step::Responses(step) => step.run(),
        }
    }
}

/// Refuses a form of which nobody can tell what it means; the rows that break it are told before.
fn unfit_form(path: &Path, notes: &[Note]) -> Result<(), CliError> {
    let broken: Vec<&Note> = notes.iter().filter(|note| note.fault.breaks()).collect();
    if broken.is_empty() {
        return Ok(());
    }
    for one in broken {
        say(&words::note(one));
    }
    let words = tr(
        "表单有上面这些毛病，分不清哪一题在哪一组、哪一列是什么，ODK 也不会收。请改好再来",
        "with these faults nobody can tell which question is in which group, or which column is \
         which, and ODK would not take the form either: mend it first",
    );
    Err(CliError::input(path, &words))
}
