//! `qingdan xlsform export`: the instrument as a form.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;

use super::workbook::{workbook, write_tables};
use super::{say, tr, write_new};
use crate::cli::{CliError, instrument};
use crate::domain::instrument::Instrument;
use crate::domain::xlsform::{Asked, Taken, export};

const EXAMPLES: &str = "\
Examples:
  qingdan xlsform export --out form.xlsx
      the form, to be uploaded to ODK Central or KoboToolbox
  qingdan xlsform export --out form.xlsx --background none
      without any question about the person
  qingdan --instrument own.json xlsform export --csv form/
      three tables: survey.csv, choices.csv, settings.csv

The form asks for no time, device, place or person. The server that collects answers has its own
ideas: docs/xlsform.md says which, and what to do about them.

Exit codes: 0 done, 1 a file could not be written, 2 wrong use.";

/// Write the instrument as an XLSForm.
///
/// Categories are pages, the quick form is a question at the beginning, scores stand in a column of
/// their own. Nothing is overwritten.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Export {
    /// Workbook to write
    #[arg(long, value_name = "PATH", required_unless_present = "csv")]
    out: Option<PathBuf>,
    /// Folder for the same as three tables
    #[arg(long, value_name = "DIR")]
    csv: Option<PathBuf>,
    /// Background questions to ask: usual, all, none, or ids with commas between them
    #[arg(long, value_name = "WHICH", default_value = "usual")]
    background: String,
}

impl Export {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let instrument = instrument()?;
        let asked = self.asked(instrument)?;
        let form = export(instrument, &asked).map_err(|fault| CliError::Input(words(&fault)))?;
        if let Some(path) = &self.out {
            let bytes = workbook(&form).map_err(|fault| CliError::input(path, &fault))?;
            write_new(path, &bytes)?;
        }
        if let Some(folder) = &self.csv {
            write_tables(&form, folder)?;
        }
        let (id, version) = (&instrument.id, &instrument.version);
        say(&tr(
            format!(
                "{id} {version} 已写成表单。答案会带上这一版的标识，表单不要改题目和选项的 name。"
            ),
            format!(
                "{id} {version} is written as a form. Answers will say that they are of this \
                 version: leave the names of questions and choices as they are."
            ),
        ));
        Ok(())
    }

    fn asked(&self, instrument: &Instrument) -> Result<Asked, CliError> {
        Ok(match self.background.as_str() {
            "usual" => Asked::Usual,
            "all" => Asked::All,
            "none" => Asked::Nothing,
            ids => {
                let ids: BTreeSet<String> = ids.split(',').map(|id| id.trim().to_owned()).collect();
                let known = |id: &String| instrument.background.iter().any(|one| one.id == *id);
                if let Some(unknown) = ids.iter().find(|id| !known(id)) {
                    return Err(CliError::NoSuchQuestion(unknown.clone()));
                }
                Asked::Only(ids)
            }
        })
    }
}

/// Why there is no form, in both languages.
pub(super) fn words(fault: &Taken) -> String {
    match fault {
        Taken::Name(name) => tr(
            format!("表单里会有两个 {name}，ODK 不允许。请在问卷里把其中一个改名。"),
            format!(
                "The form would have two things named {name}, which ODK does not allow. Rename one \
                 of them in the instrument."
            ),
        ),
        Taken::Reserved(name) => tr(
            format!("{name} 不能写进表单：qd_ 开头的名字是表单自己用的。请在问卷里把它改名。"),
            format!(
                "{name} cannot be written: names that begin with qd_ are those of the form itself. \
                 Rename it in the instrument."
            ),
        ),
        Taken::Reference(text) => tr(
            format!("“{text}”里有 ${{，ODK 会当成对别题答案的引用。请在问卷里改掉这两个字符。"),
            format!(
                "“{text}” contains ${{, which ODK takes for the answer to another question. Change \
                 these two characters in the instrument."
            ),
        ),
    }
}
