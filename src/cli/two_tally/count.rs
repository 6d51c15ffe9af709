//! `qingdan two-tally count` and `combine`: halves of totals, and the totals.

use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::Args;

use super::files::{KeyFile, each_half, ledger, read, replace, say, scheme, write_new};
use super::said;
use crate::cli::CliError;
use crate::cli::language::tr;
use crate::domain::two_tally::{
    CombineFault, CountFault, Counter, Match, Verifier, file_fingerprint,
};

/// Add up the own halves of the records that both accept.
#[derive(Debug, Args)]
pub(super) struct Count {
    /// The plan
    #[arg(long, value_name = "PATH")]
    plan: PathBuf,
    #[command(flatten)]
    key: KeyFile,
    /// What was counted before under this plan; this count is entered
    #[arg(long, value_name = "PATH")]
    ledger: PathBuf,
    /// The own verification, as it was sent
    #[arg(long, value_name = "PATH")]
    own: PathBuf,
    /// The verification of the other organiser
    #[arg(long, value_name = "PATH")]
    other: PathBuf,
    /// Count although the other organiser lacks more than a tenth of the own halves. Ask first why:
    /// whoever withholds halves picks the people of a count
    #[arg(long)]
    allow_missing: bool,
    /// The own half of the totals to write, for the other organiser
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
    /// The sealed halves that were verified
    #[arg(required = true, value_name = "HALVES")]
    halves: Vec<PathBuf>,
}

impl Count {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let scheme = scheme(&self.plan)?;
        let key = self.key.open()?;
        let verifier = Verifier::new(&scheme, &key)
            .map_err(|fault| CliError::input(&self.plan, &said::stranger(&fault)))?;
        let mut ledger = ledger(&self.ledger, &scheme, verifier.party())?;
        let own = read(&self.own, |bytes| scheme.read_verification(bytes))?;
        let other = read(&self.other, |bytes| scheme.read_verification(bytes))?;
        let matched = Match::new(&scheme, own, &other);
        let matched =
            matched.map_err(|fault| CliError::input(&self.other, &said::other_party(&fault)))?;
        let counts = matched.counts();
        say(&said::party(verifier.party()));
        let words = said::counted();
        said::say_each(&[
            (counts.accepted, words.accepted, "records count"),
            (counts.only_own, words.only_own, "dropped: the other organiser has no half"),
            (counts.only_other, words.only_other, "dropped: only the other organiser has a half"),
            (counts.different, words.different, "dropped: the halves do not belong together"),
            (counts.invalid, words.invalid, "dropped: not as a record must be"),
        ]);
        if !self.allow_missing {
            matched.check_missing()?;
        }
        let mut counter = Counter::new(&verifier, &matched)?;
        each_half(&self.halves, &mut |half| counter.add(half))?;
        let total = counter.finish(&mut ledger)?;
        // First what keeps the same people from being counted in another company.
        replace(&self.ledger, &ledger.to_bytes())?;
        let bytes = total.to_bytes();
        write_new(&self.out, &bytes)?;
        let digits = file_fingerprint(&bytes);
        say(&tr(format!("合计半份 {digits}"), format!("half of the totals {digits}")));
        Ok(())
    }
}

/// Put both halves of the totals together, and write what may be shown of them.
#[derive(Debug, Args)]
pub(super) struct Combine {
    /// The plan
    #[arg(long, value_name = "PATH")]
    plan: PathBuf,
    /// The table to write; without it, the standard output
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// One half of the totals
    one: PathBuf,
    /// The other half
    other: PathBuf,
}

impl Combine {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let scheme = scheme(&self.plan)?;
        let one = read(&self.one, |bytes| scheme.read_total_half(bytes))?;
        let other = read(&self.other, |bytes| scheme.read_total_half(bytes))?;
        let totals = scheme.combine(&one, &other).map_err(|fault| match fault {
            CombineFault::TooFew => CliError::Refused(said::combine(fault)),
            _ => CliError::input(&self.other, &said::combine(fault)),
        })?;
        let table = totals.to_csv();
        match &self.out {
            Some(path) => write_new(path, table.as_bytes())?,
            None => io::stdout().write_all(table.as_bytes())?,
        }
        let people = totals.people();
        say(&tr(format!("合计了 {people} 人"), format!("{people} people counted")));
        Ok(())
    }
}

impl From<CountFault> for CliError {
    fn from(fault: CountFault) -> Self {
        match fault {
            CountFault::TooFew { .. } | CountFault::ManyMissing { .. } | CountFault::Overlap(_) => {
                Self::Refused(said::count(fault))
            }
            CountFault::Gone { .. } | CountFault::NotOwn => Self::Input(said::count(fault)),
        }
    }
}
