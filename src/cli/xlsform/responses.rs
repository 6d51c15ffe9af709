//! `qingdan xlsform responses`: answers that were collected with a form, as records.

use std::path::{Path, PathBuf};

use clap::Args;

use super::answer_words::{conflict, header_fault, ignored, row_fault, taken};
use super::campaign::campaign;
use super::table::Table;
use super::words::plural;
use super::workbook::read_form;
use super::{say, tr, unfit_form};
use crate::cli::out::{Out, free};
use crate::cli::{CliError, instrument};
use crate::domain::instrument::Instrument;
use crate::domain::record::{CampaignRef, Record};
use crate::domain::xlsform::{Names, Responses, Sorted, Versions, import};

const EXAMPLES: &str = "\
Examples:
  qingdan xlsform responses answers.csv > records.ndjson
      of the form that `qingdan xlsform export` wrote
  qingdan --instrument own.json xlsform responses --form own.xlsx answers.csv > records.ndjson
      of a form that `qingdan xlsform import` read
  qingdan xlsform responses answers.csv --campaign campaign.json > records.ndjson
      for a campaign that neither seals, splits nor randomises what is answered

Records come in an order that says nothing about when they were collected. A row that is no record
is told with its number, column and reason, and the others are read all the same.

Exit codes: 0 done, also when rows were refused: their number is told; 1 a file could not be read
or written; 2 wrong use, or a table that is not of this form.";

/// Read answers that were collected with a form as records.
///
/// Takes the CSV of ODK Central, or of KoboToolbox with XML values and headers; `-` or nothing is
/// the standard input. Without a form, a column `qd_instrument` must say that the exported form was
/// used. Dates, devices, places, people and everything else that is no answer are passed over or
/// read only to tell answers apart, and named; nothing of them reaches a record. The id of a record
/// follows from the answer's own id, which is not carried: the same rows give the same records. Of
/// several versions of an answer the latest counts.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ReadResponses {
    /// Tables of answers, one for each file
    #[arg(value_name = "CSV")]
    answers: Vec<PathBuf>,
    /// The form they were collected with, where it is not the exported one or the answers have no
    /// column `qd_instrument`: names of choices are read as it has them
    #[arg(long, value_name = "FORM")]
    form: Option<PathBuf>,
    /// File to write; without it, the standard output
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// The campaign and wave they are of: its file, or its code. Not one with a key, paper tickets,
    /// randomised answers or two tallies, which promises what a form cannot keep
    #[arg(long, value_name = "CAMPAIGN")]
    campaign: Option<String>,
}

impl ReadResponses {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let instrument = instrument()?;
        self.out.as_deref().map_or(Ok(()), free)?;
        let names = match &self.form {
            Some(path) => {
                let imported = import(&read_form(path)?);
                unfit_form(path, &imported.notes)?;
                imported.names
            }
            None => Names::of(instrument).map_err(|fault| CliError::Input(taken(&fault)))?,
        };
        if let Some(path) = self.form.as_deref() {
            tell_reworded(path, &names, instrument);
        }
        let campaign = self.campaign.as_deref().map(|said| campaign(instrument, said));
        let campaign = campaign.transpose()?;
        let standard_input = [PathBuf::from("-")];
        let tables = if self.answers.is_empty() { &standard_input[..] } else { &self.answers };
        let mut all = Tables { instrument, names: &names, campaign, rows: 0, refused: 0 };
        let mut versions = Versions::new(instrument, campaign);
        for (at, path) in tables.iter().enumerate() {
            all.read(at, path, &mut versions)?;
        }
        let sorted = versions.finish();
        for places in &sorted.conflicts {
            say(&conflict(tables, places));
        }
        self.write(instrument, &sorted.records)?;
        all.tell(&sorted);
        Ok(())
    }

    fn write(&self, instrument: &Instrument, records: &[Record]) -> Result<(), CliError> {
        let mut out = Out::new(self.out.as_deref())?;
        for record in records {
            out.write(record.to_line(instrument).as_bytes())?;
            out.write(b"\n")?;
        }
        out.finish()
    }
}

/// The tables of one form, and how many rows they have.
struct Tables<'a> {
    instrument: &'a Instrument,
    names: &'a Names,
    campaign: Option<CampaignRef>,
    rows: u64,
    refused: u64,
}

impl Tables<'_> {
    /// Reads one table, the first of which is number 0.
    fn read(
        &mut self,
        at: usize,
        path: &Path,
        versions: &mut Versions<'_>,
    ) -> Result<(), CliError> {
        let mut table = Table::open(path)?;
        let Some((_, headers)) = table.next()? else {
            return Err(CliError::input(path, &tr("表是空的", "the table is empty")));
        };
        let responses = Responses::new(self.instrument, self.names, self.campaign, &headers)
            .map_err(|fault| CliError::input(path, &header_fault(&fault, &headers)))?;
        for words in ignored(&responses.ignored()) {
            say(&format!("{}{}{words}", path.display(), tr("：", ": ")));
        }
        tell_doubts(path, &responses);
        while let Some((number, cells)) = table.next()? {
            if cells.iter().all(String::is_empty) {
                continue;
            }
            self.rows += 1;
            if let Some(fault) = versions.add((at, number), responses.row(&cells)) {
                self.refused += 1;
                say(&row_fault(path, number, &fault));
            }
        }
        Ok(())
    }

    /// Tells what became of the rows.
    fn tell(&self, sorted: &Sorted) {
        let Sorted { records, repeats, blank, conflicts, unsure } = sorted;
        if *unsure > 0 {
            say(&tr(
                format!(
                    "其中 {unsure} 份答案改过，表里看不出改过几次：不要与从别的导出读出的答卷放在\
                     一起，否则可能认不出哪一份在后。"
                ),
                format!(
                    "{unsure} of the answers {} edited, and the table does not say how often: \
                     keep their records apart from those of another export, where nobody could \
                     tell which is the later.",
                    if *unsure == 1 { "was" } else { "were" },
                ),
            ));
        }
        let (rows, records) = (self.rows, records.len());
        let differing: usize = conflicts.iter().map(Vec::len).sum();
        let refused = self.refused + differing as u64;
        let of = |count: u64, zh: &str, en: &str| match count {
            0 => String::new(),
            _ => tr(format!("，{zh} {count} 行"), format!(", {count} {en}")),
        };
        let repeats = of(*repeats, "重复的或改之前的", "the same once more or before an edit");
        let blank = of(*blank, "一题也没答的", "without any answer");
        say(&tr(
            format!("读了 {rows} 行：答卷 {records} 份{repeats}{blank}，没收 {refused} 行。"),
            format!(
                "{rows} {}: {}{repeats}{blank}, {refused} refused.",
                if rows == 1 { "row" } else { "rows" },
                plural(records, "record", "records"),
            ),
        ));
    }
}

/// Tells which questions of a form have other words than the instrument.
fn tell_reworded(form: &Path, names: &Names, instrument: &Instrument) {
    let ids = names.reworded(instrument);
    if ids.is_empty() || names.misfit(instrument).is_some() {
        return;
    }
    let form = form.display();
    say(&tr(
        format!(
            "{form}：这几题或它们的选项，文字与问卷里的不一样：{}。请核对意思没有变；变了就是另一份问卷。",
            ids.join("、")
        ),
        format!(
            "{form}: other words than in the instrument, in the question or its choices: {}. \
             Please make sure that they mean the same; otherwise it is another instrument.",
            ids.join(", ")
        ),
    ));
}

/// Tells what a table leaves open.
fn tell_doubts(path: &Path, responses: &Responses<'_>) {
    let path = path.display();
    if !responses.is_stamped() {
        say(&tr(
            format!(
                "{path}：没有 qd_instrument 这一列，看不出答案是不是用这份表单收的。请自己核对。"
            ),
            format!(
                "{path}: no column qd_instrument, so nothing tells whether the answers were \
                 collected with this form. Please make sure."
            ),
        ));
    }
    if !responses.is_lasting() {
        say(&tr(
            format!(
                "{path}：没有 KEY 或 meta/rootUuid 这一列，答案改过以后编号会变。不同时候导出的表请\
                 只用最后一次的，否则改过答案的人可能算两次。"
            ),
            format!(
                "{path}: no column KEY or meta/rootUuid, and without one an edited answer has \
                 another id. Of several exports use only the last one, or people who edited may \
                 count twice."
            ),
        ));
    }
}
