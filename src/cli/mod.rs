//! The command `qingdan`: native only, behind the feature `cli`. `qingdan help` says what it can.
//!
//! Results go to the standard output or a path, everything else to the standard error. Exit codes:
//! 0 done, also when the reader of the output has gone; 1 a file could not be read or written; 2
//! wrong use, or a file that is not what it should be; 3 refused because it would give people away.
//!
//! A verb is one file or folder, one line in `verbs!`, and its Chinese help beside it.

mod batch;
mod check;
mod chosen;
mod codebook;
mod combine;
mod completions;
mod convert;
mod diff;
mod error;
mod export;
mod face;
mod format;
mod gather;
mod intake;
mod json;
mod key;
mod key_file;
mod language;
mod manual;
mod merge;
mod microdata;
mod mistake;
mod open;
mod out;
mod paths;
mod preview;
mod publish;
mod read;
mod refusals;
mod release;
mod report;
mod seal;
mod shown;
mod simulate;
mod sink;
mod split;
mod tally;
mod two_tally;
mod words;
mod xlsform;

use std::ffi::OsString;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{FromArgMatches as _, Parser, Subcommand};

use chosen::instrument;
use error::CliError;
use language::{Help, Language, language, tr};

/// 轻担 Qingdan: work with survey records outside a browser.
#[derive(Debug, Parser)]
#[command(name = "qingdan", version, after_help = EXIT_CODES)]
struct Qingdan {
    /// The instrument to work with, a JSON file; without it, the one this command ships
    #[arg(long, value_name = "FILE", global = true, display_order = 900)]
    instrument: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

/// Every verb: what it does in English, its type, and the file with its Chinese help.
macro_rules! verbs {
    ($($(#[$about:meta])+ $name:ident($args:ty), $file:ident;)+) => {
        #[derive(Debug, Subcommand)]
        enum Command {
            $($(#[$about])+ $name(Box<$args>),)+
        }

        impl Command {
            fn run(&self) -> Result<(), CliError> {
                match self {
                    $(Self::$name(verb) => verb.run(),)+
                }
            }
        }

        /// The Chinese help of every verb.
        const ZH: &[&[Help]] = &[WHOLE, $($file::ZH,)+];
    };
}

// One line of help and one line of code a verb.
verbs! {
    /// Write records of invented people with known parameters.
    Simulate(simulate::Simulate), simulate;
    /// Read records from everywhere into one bundle.
    Read(read::Read), read;
    /// Count records exactly, for the next level up.
    Tally(tally::CountRecords), tally;
    /// Put tally files together.
    Merge(merge::Merge), merge;
    /// Write what may be published of records or tally files.
    Release(release::MakeRelease), release;
    /// Write what may be published as a report, one page.
    Report(report::MakeReport), report;
    /// Write a release as files for other programs.
    Export(export::Export), export;
    /// Write what every column, code and question of the figures means.
    Codebook(codebook::MakeCodebook), codebook;
    /// Check instrument files: what is wrong where, by which rule, and what to do.
    Check(check::Check), check;
    /// Show an instrument as a person reads it: questions, options, scores, sources.
    Preview(preview::Preview), preview;
    /// Compare two versions of an instrument, and tell which version number the differences take.
    Diff(diff::Diff), diff;
    /// Turn records of one version of an instrument into records of another, by a mapping.
    Convert(convert::Convert), convert;
    /// Count a campaign by two organisers, neither of whom can read a record.
    TwoTally(two_tally::TwoTally), two_tally;
    /// Make an organiser's key pair, or look at one.
    Key(key::Key), key;
    /// Seal records to an organiser's public key.
    Seal(seal::Seal), seal;
    /// Gather envelopes into a bundle for the organiser, without a key.
    Gather(gather::Gather), gather;
    /// Open sealed envelopes, and write the records in them as a bundle.
    Open(open::Open), open;
    /// Split a key into three shares, two of which give it back.
    Split(split::Split), split;
    /// Put a key together from two or three of its shares.
    Combine(combine::Combine), combine;
    /// Write records as a table for research, with a report of what it gives away.
    Microdata(microdata::Microdata), microdata;
    /// Write manual pages.
    Man(manual::Manual), manual;
    /// Write completions for a shell.
    Completions(completions::Completions), completions;
    /// Work together with ODK and KoboToolbox.
    Xlsform(xlsform::Xlsform), xlsform;
}

/// The last words of every help.
const EXIT_CODES: &str = "\
Exit codes: 0 done, 1 a file could not be read or written, 2 wrong use or a file that is not what
it should be, 3 refused because it would give people away.";

/// The Chinese help of the whole command.
const WHOLE: &[Help] = &[Help {
    path: &[],
    about: "轻担：不用浏览器也能处理答卷",
    after: "\
退出码：0 做完了；1 有文件读不了或写不了；2 用法不对，或者文件不是该有的样子；
3 会暴露个人，所以不做。",
    arguments: &[("instrument", "要用的问卷（JSON 文件）；不写就用命令自带的那一份")],
}];

/// Runs the command with its arguments, the first of which is its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let definitions = face::command(language());
    let words = match language() {
        Language::Chinese => face::without_help_verb(arguments.into_iter().collect(), &definitions),
        Language::English => arguments.into_iter().collect(),
    };
    let matches = definitions.try_get_matches_from(words);
    let parsed = matches.and_then(|matches| Ok((Qingdan::from_arg_matches(&matches)?, matches)));
    let (Qingdan { instrument, command }, matches) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => return mistake::tell(&error, language()),
    };
    chosen::choose(instrument);
    let Err(error) = paths::check(&matches).and_then(|()| command.run()) else {
        return ExitCode::SUCCESS;
    };
    failed(&error)
}

/// Tells why a command did not do its work.
fn failed(error: &CliError) -> ExitCode {
    let code = error.code();
    if code != 0 {
        // Nobody is left to be told where this cannot be written.
        let error = shown::shown_lines(&error.to_string());
        let _ = writeln!(std::io::stderr(), "{}{error}", tr("错误：", "error: "));
    }
    ExitCode::from(code)
}
