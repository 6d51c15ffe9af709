//! `qingdan two-tally verify`: the own halves opened, and what the other organiser is told.

use std::path::PathBuf;

use clap::Args;

use super::files::{KeyFile, each_half, ledger, say, scheme, write_new};
use super::said;
use crate::cli::CliError;
use crate::cli::language::tr;
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
        let mut verifier = Verifier::new(&scheme, &key)
            .map_err(|fault| CliError::input(&self.plan, &said::stranger(&fault)))?;
        let ledger = ledger(&self.ledger, &scheme, verifier.party())?;
        let none = each_half(&self.halves, &mut |half| verifier.add(half))?;
        let party = verifier.party();
        let (verification, counts) = verifier.finish(&ledger);
        say(&said::party(party));
        tell(&counts, none);
        let bytes = verification.to_bytes();
        write_new(&self.out, &bytes)?;
        let digits = file_fingerprint(&bytes);
        say(&tr(format!("核对文件 {digits}"), format!("verification {digits}")));
        Ok(())
    }
}

fn tell(counts: &HalfCounts, none: NoHalves) {
    let words = said::verify();
    said::say_each(&[
        (counts.verified, words.verified, "halves in the verification"),
        (counts.copies, words.copies, "copies of halves"),
        (counts.repeated, words.repeated, "dropped: different halves with one id"),
        (counts.counted_before, words.counted_before, "left out: counted before"),
        (counts.no_room, words.no_room, "left out: more than one count can hold"),
    ]);
    for (reason, number) in &counts.unopened {
        said::say_unopened(*number, *reason);
    }
    said::say_each(&[
        (none.damaged, words.damaged, "dropped: incomplete or changed"),
        (
            none.newer,
            |n| format!("{n} 个是用更新的版本做的，没有收。请换用新版的 qingdan。"),
            "dropped: made by a newer version",
        ),
        (none.files, words.nothing, "files without a half"),
    ]);
}
