//! Where records go: a stream, a file, a folder or an archive; and how far the work is.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::CliError;
use super::format::{Counts, Format, chat, csv_head, csv_row};
use super::language::tr;
use super::out::{create, is_device};
use crate::domain::instrument::Instrument;
use crate::domain::record::Record;

/// Bytes gathered before they are written.
const BUFFER_BYTES: usize = 1 << 20;

/// Files a folder.
const FOLDER_FILES: u64 = 1_000;

/// Records between two words on the progress.
const PROGRESS_RECORDS: u64 = 10_000;

/// Takes records in one form.
pub(super) struct Sink<'a> {
    instrument: &'a Instrument,
    format: Format,
    target: Target,
    counts: Counts,
    written: u64,
    /// Records to come, where a terminal shows the progress.
    progress: Option<u64>,
    unfinished: Unfinished,
}

/// A file that is taken away again unless it is finished: half a result is worse than none.
struct Unfinished(Option<PathBuf>);

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            // Where it cannot be taken away nothing helps.
            let _ = fs::remove_file(path);
        }
    }
}

enum Target {
    Stream(Box<dyn Write>),
    Folder(PathBuf),
    Archive(Box<ZipWriter<BufWriter<File>>>),
}

impl<'a> Sink<'a> {
    /// Opens the target. `records` is how many will come, about.
    pub(super) fn open(
        instrument: &'a Instrument,
        format: Format,
        out: Option<&Path>,
        records: u64,
    ) -> Result<Self, CliError> {
        let mut unfinished = Unfinished(None);
        let mut file = |path: &Path| -> Result<BufWriter<File>, CliError> {
            let file = create(path)?;
            unfinished.0 = (!is_device(path)).then(|| path.to_path_buf());
            Ok(BufWriter::with_capacity(BUFFER_BYTES, file))
        };
        let mut target = match (format, out) {
            (Format::Files | Format::Zip, None) => return Err(CliError::NeedsPath),
            (Format::Files, Some(folder)) => Target::Folder(empty_folder(folder)?),
            (Format::Zip, Some(path)) => Target::Archive(Box::new(ZipWriter::new(file(path)?))),
            (_, Some(path)) => Target::Stream(Box::new(file(path)?)),
            (_, None) => {
                let out = BufWriter::with_capacity(BUFFER_BYTES, io::stdout().lock());
                Target::Stream(Box::new(out))
            }
        };
        if let (Format::Csv, Target::Stream(out)) = (format, &mut target) {
            csv_head(instrument, out)?;
        }
        let progress = io::stderr().is_terminal().then_some(records);
        let counts = Counts::default();
        Ok(Self { instrument, format, target, counts, written: 0, progress, unfinished })
    }

    /// Writes one more record.
    pub(super) fn write(&mut self, record: &Record) -> Result<(), CliError> {
        let instrument = self.instrument;
        match &mut self.target {
            Target::Folder(folder) => {
                let path = folder.join(name(self.written));
                if let Some(parent) = path.parent().filter(|_| starts_folder(self.written)) {
                    fs::create_dir_all(parent)?;
                }
                fs::write(path, record.to_json(instrument))?;
            }
            Target::Archive(archive) => {
                // Neither the clock nor the machine shows in the archive.
                let options = SimpleFileOptions::default().unix_permissions(0o644);
                archive.start_file(name(self.written), options)?;
                archive.write_all(record.to_json(instrument).as_bytes())?;
            }
            Target::Stream(out) => match self.format {
                Format::Csv => csv_row(instrument, record, out)?,
                Format::Codes => chat(self.written, record, out)?,
                Format::Tally => self.counts.add(instrument, record),
                Format::Pretty => out.write_all(record.to_json(instrument).as_bytes())?,
                Format::Lines | Format::Files | Format::Zip => {
                    out.write_all(record.to_line(instrument).as_bytes())?;
                    out.write_all(b"\n")?;
                }
            },
        }
        self.written += 1;
        if self.written.is_multiple_of(PROGRESS_RECORDS) {
            self.show_progress();
        }
        Ok(())
    }

    /// Writes what is still held back.
    pub(super) fn finish(mut self) -> Result<(), CliError> {
        if self.progress.is_some() && self.written >= PROGRESS_RECORDS {
            let written = self.written;
            let words = tr(format!("写好 {written} 份"), format!("{written} written"));
            let _ = writeln!(io::stderr(), "\r{words} ");
        }
        match self.target {
            Target::Stream(mut out) => {
                if self.format == Format::Tally {
                    self.counts.write(self.instrument, &mut out)?;
                }
                out.flush()?;
            }
            Target::Folder(_) => {}
            Target::Archive(archive) => archive.finish()?.flush()?,
        }
        self.unfinished.0 = None;
        Ok(())
    }

    /// Says how far the work is, to people only.
    fn show_progress(&self) {
        if let Some(records) = self.progress {
            // The work goes on where this cannot be shown.
            let _ = write!(io::stderr(), "\r{} / {records} ", self.written);
        }
    }
}

/// A folder with nothing in it, made where there is none.
fn empty_folder(folder: &Path) -> Result<PathBuf, CliError> {
    fs::create_dir_all(folder)?;
    match fs::read_dir(folder)?.next() {
        None => Ok(folder.to_path_buf()),
        Some(_) => Err(CliError::NotEmpty(folder.to_path_buf())),
    }
}

const fn starts_folder(number: u64) -> bool {
    number.is_multiple_of(FOLDER_FILES)
}

/// The name of the file with a number, from 0: `0001/0001042.json` for 1,042.
fn name(number: u64) -> String {
    format!("{:04}/{number:07}.json", number / FOLDER_FILES)
}
