//! The command `qingdan`: native only, behind the feature `cli`. `qingdan help` says what it can.
//!
//! Results go to the standard output or a path, everything else to the standard error. Exit codes:
//! 0 done, also when the reader of the output has gone; 1 a file could not be read or written; 2
//! wrong use, or a file that is not what it should be; 3 refused because it would give people away.

mod format;
mod language;
mod simulate;
mod sink;
mod two_tally;

use std::ffi::OsString;
use std::fmt::Display;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::domain::simulate::PopulationError;

/// 轻担 Qingdan: work with survey records outside a browser.
#[derive(Debug, Parser)]
#[command(name = "qingdan", version, after_help = EXIT_CODES)]
struct Qingdan {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write records of invented people with known parameters.
    Simulate(Box<simulate::Simulate>),
    /// Count a campaign by two organisers, neither of whom can read a record.
    TwoTally(Box<two_tally::TwoTally>),
}

/// The last words of every help.
const EXIT_CODES: &str = "\
Exit codes: 0 done, 1 a file could not be read or written, 2 wrong use or a file that is not what
it should be, 3 refused because it would give people away.";

/// Why a command did not do its work.
#[derive(Debug, thiserror::Error)]
enum CliError {
    /// The parameters describe no population.
    #[error("{0}")]
    Population(#[from] PopulationError),
    /// The format does not fit a stream.
    #[error("this format needs --out PATH")]
    NeedsPath,
    /// The folder to be filled has something in it.
    #[error("{}: the folder is not empty", .0.display())]
    NotEmpty(PathBuf),
    /// The result could not be written.
    #[error("cannot write: {0}")]
    Write(#[from] std::io::Error),
    /// The archive could not be written.
    #[error("cannot write the archive: {0}")]
    Archive(#[from] zip::result::ZipError),
    /// A file could not be read.
    #[error("cannot read {path}: {1}", path = .0.display())]
    Read(PathBuf, std::io::Error),
    /// A file could not be written.
    #[error("cannot write {path}: {1}", path = .0.display())]
    WriteTo(PathBuf, std::io::Error),
    /// There is a file already where one is to be written.
    #[error("{}: is there already, and nothing is overwritten", .0.display())]
    Exists(PathBuf),
    /// A file is not what it should be.
    #[error("{0}")]
    Input(String),
    /// There is no such background question.
    #[error("the instrument has no background question {0}")]
    NoSuchQuestion(String),
    /// There were no records to split.
    #[error("there are no records to split")]
    NothingToSplit,
    /// There were no random numbers.
    #[error("this machine gives no random numbers")]
    NoRandomness,
    /// Doing it would give people away.
    #[error("refused: {0}")]
    Refused(String),
}

impl CliError {
    /// A file is not what it should be.
    fn input(path: &Path, fault: &dyn Display) -> Self {
        Self::Input(format!("{}: {fault}", path.display()))
    }

    /// The exit code.
    fn code(&self) -> u8 {
        match self {
            Self::Write(error) if error.kind() == ErrorKind::BrokenPipe => 0,
            Self::Write(_)
            | Self::Archive(_)
            | Self::Read(..)
            | Self::WriteTo(..)
            | Self::NoRandomness => 1,
            Self::Population(_)
            | Self::NeedsPath
            | Self::NotEmpty(_)
            | Self::Exists(_)
            | Self::Input(_)
            | Self::NoSuchQuestion(_)
            | Self::NothingToSplit => 2,
            Self::Refused(_) => 3,
        }
    }
}

/// Runs the command with its arguments, the first of which is its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let result = match Qingdan::try_parse_from(arguments) {
        Ok(Qingdan { command: Command::Simulate(simulate) }) => simulate.run(),
        Ok(Qingdan { command: Command::TwoTally(two_tally) }) => two_tally.run(),
        Err(error) => {
            // Nobody is left to be told where even this cannot be written.
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    let Err(error) = result else { return ExitCode::SUCCESS };
    let code = error.code();
    if code != 0 {
        let _ = writeln!(std::io::stderr(), "error: {error}");
    }
    ExitCode::from(code)
}
