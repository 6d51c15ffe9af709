//! The command `qingdan`: native only, behind the feature `cli`. `qingdan help` says what it can.
//!
//! Results go to the standard output or a path, everything else to the standard error. Exit codes:
//! 0 done, also when the reader of the output has gone; 1 the result could not be written; 2 wrong
//! use.

mod format;
mod simulate;
mod sink;

use std::ffi::OsString;
use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;
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
}

/// The last words of every help.
const EXIT_CODES: &str = "Exit codes: 0 done, 1 the result could not be written, 2 wrong use.";

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
}

impl CliError {
    /// The exit code.
    fn code(&self) -> u8 {
        match self {
            Self::Write(error) if error.kind() == ErrorKind::BrokenPipe => 0,
            Self::Write(_) | Self::Archive(_) => 1,
            Self::Population(_) | Self::NeedsPath | Self::NotEmpty(_) => 2,
        }
    }
}

/// Runs the command with its arguments, the first of which is its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let result = match Qingdan::try_parse_from(arguments) {
        Ok(Qingdan { command: Command::Simulate(simulate) }) => simulate.run(),
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
