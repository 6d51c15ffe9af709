//! `qingdan xlsform import`: a form as an instrument.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::words::{defect, note, plural};
use super::workbook::read_form;
use super::{say, tr, unfit_form, write_new};
use crate::cli::CliError;
use crate::domain::instrument::{Instrument, ParseError};
use crate::domain::xlsform::{Imported, import};

const EXAMPLES: &str = "\
Examples:
  qingdan xlsform import own.xlsx --out own.json
      a workbook with a column score on its sheet choices
  qingdan xlsform import form/ > own.json
      the same from survey.csv, choices.csv and settings.csv

Every row that is not carried over, or otherwise, is told with what to do about it.

Exit codes: 0 done, also when rows were left out; 1 a file could not be read or written; 2 wrong
use, or a form of which no instrument can be made.";

/// Make an instrument of an XLSForm with scores.
///
/// Its select-one questions whose choices have a score from 0 to 100 become items, its groups
/// categories, other select-one questions outcomes. A column role with background, outcome or item
/// decides where that is wrong.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Import {
    /// Workbook, or folder with survey.csv, choices.csv and settings.csv
    #[arg(value_name = "FORM")]
    form: PathBuf,
    /// File to write; without it, the standard output
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
}

impl Import {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let Imported { json, notes, items, .. } = import(&read_form(&self.form)?);
        for one in notes.iter().filter(|note| !note.fault.breaks()) {
            say(&note(one));
        }
        unfit_form(&self.form, &notes)?;
        if items == 0 {
            let words = tr(
                "没有一道能计分的单选题。请在 choices 表加一列 score，给每个选项写上 0 到 100 的分数",
                "no select-one question with scores: add a column score to the sheet choices, with \
                 0 to 100 for every choice",
            );
            return Err(CliError::input(&self.form, &words));
        }
        if let Err(fault) = Instrument::parse(json.as_bytes()) {
            return Err(CliError::input(&self.form, &unfit(&fault)));
        }
        match &self.out {
            Some(path) => write_new(path, json.as_bytes())?,
            None => std::io::stdout().lock().write_all(json.as_bytes())?,
        }
        let left_out = notes.iter().filter(|note| note.fault.leaves_out()).count();
        say(&tr(
            format!(
                "计分题 {items} 道；没有带过来的有 {left_out} 处，其他说明 {} 条。",
                notes.len() - left_out
            ),
            format!(
                "{}; {} left out, {}.",
                plural(items, "scored question", "scored questions"),
                plural(left_out, "row", "rows"),
                plural(notes.len() - left_out, "other remark", "other remarks"),
            ),
        ));
        Ok(())
    }
}

/// Why no instrument came of it, every reason on a line.
fn unfit(fault: &ParseError) -> String {
    let head = tr("还做不成问卷：", "this is no instrument yet:");
    let ParseError::Defects(defects) = fault else {
        let large = "太大了，问卷容不下这么多题和文字。请减少题目，或者拆成几份".to_owned();
        return head + &tr(large, format!(" {fault}"));
    };
    let lines: Vec<String> = defects.iter().map(|one| format!("\n  {}", defect(one))).collect();
    head + &lines.concat()
}
