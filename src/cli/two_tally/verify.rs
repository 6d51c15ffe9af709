//! `qingdan two-tally verify`: the own halves opened, and what the other organiser is told.

use std::path::PathBuf;

use clap::Args;

use super::files::{KeyFile, each_half, ledger, say, say_counts, scheme, write_new};
use crate::cli::CliError;
use crate::domain::two_tally::{HalfCounts, NoHalves, Verifier, file_fingerprint};

/// Open and check the own halves, and write what the other organiser is told.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// The plan
    #[arg(long, value_name = "PATH")]
    plan: PathBuf,
    #[command(flatten)]
    key: KeyFile,
    /// What was counted before under this plan; never delete it
    #[arg(long, value_name = "PATH")]
    ledger: PathBuf,
    /// The verification to write, for the other organiser
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
    /// Sealed halves: files, texts with their codes, folders of them
    #[arg(required = true, value_name = "HALVES")]
    halves: Vec<PathBuf>,
}

impl Verify {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let scheme = scheme(&self.plan)?;
        let key = self.key.open()?;
        let mut verifier =
            Verifier::new(&scheme, &key).map_err(|fault| CliError::input(&self.plan, &fault))?;
        let ledger = ledger(&self.ledger, &scheme, verifier.party())?;
        let none = each_half(&self.halves, &mut |half| verifier.add(half))?;
        let party = verifier.party();
        let (verification, counts) = verifier.finish(&ledger);
        say(&format!("{party} organiser"));
        tell(&counts, none);
        let bytes = verification.to_bytes();
        write_new(&self.out, &bytes)?;
        say(&format!("verification {}", file_fingerprint(&bytes)));
        Ok(())
    }
}

fn tell(counts: &HalfCounts, none: NoHalves) {
    let mut said = vec![
        (counts.verified, "halves in the verification".to_owned()),
        (counts.copies, "copies of halves".to_owned()),
        (counts.repeated, "dropped: different halves with one id".to_owned()),
        (counts.counted_before, "left out: counted before".to_owned()),
        (counts.no_room, "left out: more than one count can hold".to_owned()),
    ];
    let unopened = counts.unopened.iter();
    said.extend(unopened.map(|(reason, number)| (*number, format!("dropped: {reason}"))));
    said.extend([
        (none.damaged, "dropped: incomplete or changed".to_owned()),
        (none.newer, "dropped: made by a newer version".to_owned()),
        (none.files, "files without a half".to_owned()),
    ]);
    say_counts(&said);
}
