//! `qingdan two-tally split`: records as pairs of sealed halves.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::files::{all, bytes, random, scheme, write_new};
use super::said;
use crate::cli::{CliError, instrument};
use crate::domain::bundle::{Reader, What};
use crate::domain::record::unpack;
use crate::domain::two_tally::{Party, Scheme, SealedHalf, file_fingerprint};

/// Split records into sealed halves: one file for each organiser and record.
///
/// The files of a pair have names that do not tell that they belong together. Send each pair on two
/// ways, and delete the record.
#[derive(Debug, Args)]
pub(super) struct Split {
    /// The plan
    #[arg(long, value_name = "PATH")]
    plan: PathBuf,
    /// Folder for the halves of the first organiser
    #[arg(long, value_name = "FOLDER")]
    first: PathBuf,
    /// Folder for the halves of the second organiser
    #[arg(long, value_name = "FOLDER")]
    second: PathBuf,
    /// Records: files, bundles, folders of them
    #[arg(required = true, value_name = "RECORDS")]
    records: Vec<PathBuf>,
}

impl Split {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let instrument = instrument()?;
        let scheme = scheme(&self.plan)?;
        for folder in [&self.first, &self.second] {
            let made = fs::create_dir_all(folder);
            made.map_err(|error| CliError::WriteTo(folder.clone(), error))?;
        }
        let (mut split, mut refused, mut others) = (0, 0, 0);
        for path in all(&self.records)? {
            let mut failed = None;
            let content = bytes(&path)?;
            Reader::new(&[instrument]).read_text(&content, &mut |found| match found.what {
                What::Record(packed) => match self.write(&scheme, &path, &packed) {
                    Ok(()) => split += 1,
                    Err(error) => failed = failed.take().or(Some(error)),
                },
                What::Refused(_) => refused += 1,
                What::Campaign(_) | What::Tally(_) | What::Tickets(_) | What::Sealed(_) => {
                    others += 1;
                }
            });
            if let Some(error) = failed {
                return Err(error);
            }
        }
        let others_zh = |n| format!("{n} 个是活动、汇总文件、纸票或密封件，没有拆。");
        said::say_each(&[
            (split, |n| format!("{n} 份答卷拆好了。"), "records split"),
            (refused, |n| format!("{n} 份不是答卷，没有采用。"), "refused: no records"),
            (others, others_zh, "passed over: campaigns, tallies, tickets or sealed files"),
        ]);
        if split == 0 {
            return Err(CliError::NothingToSplit);
        }
        Ok(())
    }

    fn write(&self, scheme: &Scheme<'_>, path: &Path, packed: &[u8]) -> Result<(), CliError> {
        let instrument = instrument()?;
        let record = unpack(&[instrument], packed);
        let record = record.map_err(|refusal| CliError::input(path, &refusal))?;
        let pair = scheme.split(&record, &*random()?);
        let pair = pair.map_err(|fault| CliError::input(path, &said::split(fault)))?;
        for (party, half) in Party::BOTH.iter().zip(&pair) {
            let folder = if *party == Party::First { &self.first } else { &self.second };
            write_new(&folder.join(name(half)), half.to_file().as_bytes())?;
        }
        Ok(())
    }
}

/// A name that follows from the sealed bytes alone.
fn name(half: &SealedHalf) -> String {
    let digits = file_fingerprint(half.as_bytes()).to_string().replace(' ', "");
    format!("half-{digits}.json")
}
