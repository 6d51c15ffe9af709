//! `qingdan xlsform responses`: answers that were collected with a form, as records.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Read, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use csv::{ByteRecord, Reader, ReaderBuilder};

use super::words::{header_fault, ignored, row_fault, taken};
use super::workbook::read_form;
use super::{say, tr};
use crate::cli::{CliError, instrument};
use crate::domain::instrument::Instrument;
use crate::domain::record::{CampaignRef, Record, WAVE_MAX};
use crate::domain::xlsform::{Names, Responses, import};

const EXAMPLES: &str = "\
Examples:
  qingdan xlsform responses answers.csv > records.ndjson
      of the form that `qingdan xlsform export` wrote
  qingdan --instrument own.json xlsform responses --form own.xlsx answers.csv > records.ndjson
      of a form that `qingdan xlsform import` read
  qingdan xlsform responses answers.csv --campaign 0badcafe --wave 2 > records.ndjson
      for the second wave of a campaign

Records come in an order that says nothing about when they were collected. A row that is no record
is told with its number, column and reason, and the others are read all the same.

Exit codes: 0 done, also when rows were refused: their number is told; 1 a file could not be read
or written; 2 wrong use, or a table that is not of this form.";

/// Read answers that were collected with a form as records.
///
/// Takes the CSV of ODK Central, or of KoboToolbox with XML values and headers; `-` or nothing is
/// the standard input. Dates, devices, places, people and everything else that is no answer are
/// passed over and named. The id of a record follows from the answer's own id, which is not
/// carried: the same rows give the same records.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ReadResponses {
    /// Tables of answers, one for each file
    #[arg(value_name = "CSV")]
    answers: Vec<PathBuf>,
    /// The form they were collected with, where it is not the exported one: names of choices are
    /// read as it has them
    #[arg(long, value_name = "FORM")]
    form: Option<PathBuf>,
    /// File to write; without it, the standard output
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Id of the campaign, 8 hexadecimal digits
    #[arg(long, value_name = "HEX", value_parser = campaign_id, requires = "wave")]
    campaign: Option<[u8; 4]>,
    /// Wave of the campaign, 1 to 99
    #[arg(long, value_name = "W", value_parser = wave, requires = "campaign")]
    wave: Option<u8>,
}

/// What became of the rows.
#[derive(Default)]
struct Found {
    records: Vec<Record>,
    rows: u64,
}

impl ReadResponses {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let instrument = instrument()?;
        let names = match &self.form {
            Some(path) => import(&read_form(path)?).names,
            None => Names::of(instrument).map_err(|fault| CliError::Input(taken(&fault)))?,
        };
        let campaign = self.campaign.zip(self.wave).map(|(id, wave)| CampaignRef { id, wave });
        let mut found = Found::default();
        if self.answers.is_empty() {
            read(instrument, &names, campaign, Path::new("-"), &mut found)?;
        }
        for path in &self.answers {
            read(instrument, &names, campaign, path, &mut found)?;
        }
        // The order of a table is the order of time.
        found.records.sort_by_key(Record::id);
        self.write(instrument, &found.records)?;
        let (records, refused) = (found.records.len(), found.rows - found.records.len() as u64);
        say(&tr(
            format!("读了 {} 行：答卷 {records} 份，没收 {refused} 行。", found.rows),
            format!("{} rows: {records} records, {refused} refused.", found.rows),
        ));
        Ok(())
    }

    fn write(&self, instrument: &Instrument, records: &[Record]) -> Result<(), CliError> {
        let mut out: Box<dyn io::Write> = match &self.out {
            Some(path) => {
                let file = File::create_new(path).map_err(|error| match error.kind() {
                    io::ErrorKind::AlreadyExists => CliError::Exists(path.clone()),
                    _ => CliError::WriteTo(path.clone(), error),
                })?;
                Box::new(file)
            }
            None => Box::new(io::stdout().lock()),
        };
        let mut out = BufWriter::new(&mut out);
        for record in records {
            out.write_all(record.to_line(instrument).as_bytes())?;
            out.write_all(b"\n")?;
        }
        Ok(out.flush()?)
    }
}

/// Reads one table.
fn read(
    instrument: &Instrument,
    names: &Names,
    campaign: Option<CampaignRef>,
    path: &Path,
    found: &mut Found,
) -> Result<(), CliError> {
    let unread = |error: csv::Error| match error.into_kind() {
        csv::ErrorKind::Io(error) => CliError::Read(path.to_path_buf(), error),
        other => CliError::Input(format!("{}: {other:?}", path.display())),
    };
    let mut table = open(path)?;
    let mut row = ByteRecord::new();
    table.read_byte_record(&mut row).map_err(unread)?;
    let headers = cells(&row);
    let responses = Responses::new(instrument, names, campaign, &headers)
        .map_err(|fault| CliError::input(path, &header_fault(&fault)))?;
    for words in ignored(&responses.ignored()) {
        say(&words);
    }
    if !responses.is_stamped() {
        say(&tr(
            "表里没有 qd_instrument 这一列，所以看不出答案是不是这一版问卷的。请自己核对。",
            "The table has no column qd_instrument, so nothing tells whether it is of this version \
             of the instrument. Please make sure.",
        ));
    }
    let mut number = 1_u64;
    while table.read_byte_record(&mut row).map_err(unread)? {
        number += 1;
        let cells = cells(&row);
        if cells.iter().all(String::is_empty) {
            continue;
        }
        found.rows += 1;
        match responses.read(&cells) {
            Ok(record) => found.records.push(record),
            Err(fault) => say(&row_fault(path, number, &fault)),
        }
    }
    Ok(())
}

/// The cells of a row. What is not UTF-8 is no name of a choice.
fn cells(row: &ByteRecord) -> Vec<String> {
    row.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect()
}

/// A table with its separator, as its first line shows it.
fn open(path: &Path) -> Result<Reader<impl Read>, CliError> {
    let unread = |error| CliError::Read(path.to_path_buf(), error);
    let file: Box<dyn Read> = if path == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(path).map_err(unread)?)
    };
    let mut buffered = BufReader::with_capacity(1 << 20, file);
    let start = buffered.fill_buf().map_err(unread)?;
    let separator = separator(start);
    let mut builder = ReaderBuilder::new();
    Ok(builder.has_headers(false).flexible(true).delimiter(separator).from_reader(buffered))
}

/// The separator that stands most often in the first line, outside of quotation marks.
fn separator(start: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for &byte in start {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => {
                for (separator, count) in &mut counts {
                    *count += u32::from(byte == *separator);
                }
            }
            _ => {}
        }
    }
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| *separator)
}

fn campaign_id(text: &str) -> Result<[u8; 4], String> {
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let id = digits.then(|| u32::from_str_radix(text, 16).ok()).flatten();
    let words = || tr("要 8 位十六进制数字", "not 8 hexadecimal digits");
    id.map(u32::to_be_bytes).ok_or_else(words)
}

fn wave(text: &str) -> Result<u8, String> {
    let wave = text.parse().ok().filter(|wave| (1..=WAVE_MAX).contains(wave));
    wave.ok_or_else(|| tr("要 1 到 99 的整数", "not a whole number from 1 to 99"))
}

#[cfg(test)]
mod tests {
    use super::separator;

    #[test]
    fn the_first_line_tells_the_separator() {
        for (line, expected) in [
            ("a,b,c\n1;2;3;4;5", b','),
            ("\"a,b,c,d\";e;f\n", b';'),
            ("a\tb\tc", b'\t'),
            ("a", b','),
            ("", b','),
        ] {
            assert_eq!(separator(line.as_bytes()), expected, "{line}");
        }
    }
}
