//! The lines of files and of the standard input, one after another.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read as _};
use std::path::PathBuf;

use super::refused;
use crate::cli::CliError;
use crate::cli::language::tr;
use crate::domain::bundle::KIND_BYTES;
use crate::domain::tally::TALLY_BYTES_MAX;
use crate::worker::printable_name;

/// The path that means the standard input.
const STANDARD_INPUT: &str = "-";

/// What some programs put before a text, and nobody sees.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Lines that wait.
pub(super) struct Lines {
    /// The last one comes first.
    paths: Vec<PathBuf>,
    open: Option<Open>,
}

struct Open {
    path: PathBuf,
    name: String,
    reader: Box<dyn BufRead + Send>,
    line: u64,
}

/// Where a line stands, and the line without its end.
type Line = (String, Vec<u8>);

impl Lines {
    /// The lines of some files; of none, those of the standard input.
    pub(super) fn new(paths: &[PathBuf]) -> Self {
        let mut paths: Vec<PathBuf> = paths.iter().rev().cloned().collect();
        if paths.is_empty() {
            paths.push(PathBuf::from(STANDARD_INPUT));
        }
        Self { paths, open: None }
    }

    /// The next line that is not blank; none after the last.
    pub(super) fn next(&mut self) -> Option<Result<Line, CliError>> {
        loop {
            if self.open.is_none() {
                match open(self.paths.pop()?) {
                    Ok(open) => self.open = Some(open),
                    Err(error) => return Some(Err(error)),
                }
            }
            match self.open.as_mut()?.next() {
                Ok(Some(line)) => return Some(Ok(line)),
                Ok(None) => self.open = None,
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

fn open(path: PathBuf) -> Result<Open, CliError> {
    let name = printable_name(&path.to_string_lossy());
    let reader: Box<dyn BufRead + Send> = if path.as_os_str() == STANDARD_INPUT {
        Box::new(BufReader::new(io::stdin()))
    } else {
        let file = File::open(&path).map_err(|error| CliError::Read(path.clone(), error))?;
        Box::new(BufReader::new(file))
    };
    let (mut reader, mut start) = (reader, Vec::new());
    let read = reader.by_ref().take(KIND_BYTES as u64).read_to_end(&mut start);
    read.map_err(|error| CliError::Read(path.clone(), error))?;
    // Nothing on the standard input is nothing to merge; a file with nothing in it was meant.
    if !(start.trim_ascii().is_empty() && path.as_os_str() == STANDARD_INPUT) {
        refused::beginning(&name, &start)?;
    }
    Ok(Open { path, name, reader: Box::new(Cursor::new(start).chain(reader)), line: 0 })
}

impl Open {
    fn next(&mut self) -> Result<Option<Line>, CliError> {
        loop {
            let mut line = Vec::new();
            let most = TALLY_BYTES_MAX as u64 + 2;
            let read = self.reader.by_ref().take(most).read_until(b'\n', &mut line);
            read.map_err(|error| CliError::Read(self.path.clone(), error))?;
            if line.is_empty() {
                return Ok(None);
            }
            self.line += 1;
            let (name, number) = (&self.name, self.line);
            let place = tr(format!("{name} 第 {number} 行"), format!("{name}, line {number}"));
            if line.last() == Some(&b'\n') {
                line.pop();
            } else if line.len() as u64 == most {
                return Err(CliError::Input(tr(
                    format!("{place}：太长，不是汇总"),
                    format!("{place}: too long to be a tally"),
                )));
            }
            if line.last() == Some(&b'\r') {
                line.pop();
            }
            if line.starts_with(BYTE_ORDER_MARK) {
                line.drain(..BYTE_ORDER_MARK.len());
            }
            if !line.trim_ascii().is_empty() {
                return Ok(Some((place, line)));
            }
        }
    }
}
