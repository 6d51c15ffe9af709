//! `qingdan two-tally`: everything that two organisers do who learn totals only.

mod chinese;
mod count;
pub(super) mod files;
mod key;
mod plan;
mod said;
mod split;
mod verify;

use clap::{Args, Subcommand};

use super::CliError;
pub(super) use chinese::ZH;

const EXAMPLES: &str = "\
The way of a survey:
  1. Each organiser, once, on an own computer:
       qingdan two-tally key --passphrase-file words.txt --out key.json
  2. One of them, with both public keys:
       qingdan two-tally plan --campaign campaign.json --first HEX --second HEX \\
           --strata bg_level --out plan.txt
  3. Whoever answers (or a test), a pair of halves for each record:
       qingdan two-tally split --plan plan.txt --first to-first --second to-second records.ndjson
  4. Each organiser; then they send each other the file:
       qingdan two-tally verify --plan plan.txt --key key.json --passphrase-file words.txt \\
           --ledger ledger.bin --out mine.verification halves/
  5. Each organiser; then they send each other the file:
       qingdan two-tally count --plan plan.txt --key key.json --passphrase-file words.txt \\
           --ledger ledger.bin --own mine.verification --other theirs.verification \\
           --out mine.half halves/
  6. Either, or both:
       qingdan two-tally combine --plan plan.txt mine.half theirs.half --out totals.csv

docs/two-tallies.md says what this promises and what it does not.

Exit codes: 0 done, 1 a file could not be read or written, 2 wrong use or a file that is not what
it should be, 3 refused because it would give people away.";

/// Count a campaign by two organisers, neither of whom can read a record.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct TwoTally {
    #[command(subcommand)]
    step: Step,
}

#[derive(Debug, Subcommand)]
enum Step {
    /// Make an organiser's key pair.
    Key(key::Key),
    /// Declare what is counted, for both organisers.
    Plan(plan::MakePlan),
    /// Split records into sealed halves.
    Split(split::Split),
    /// Open and check the own halves, and write what the other organiser is told.
    Verify(verify::Verify),
    /// Add up the own halves of the records that both accept.
    Count(count::Count),
    /// Put both halves of the totals together, and write what may be shown.
    Combine(count::Combine),
}

impl TwoTally {
    pub(super) fn run(&self) -> Result<(), CliError> {
        match &self.step {
            Step::Key(step) => step.run(),
            Step::Plan(step) => step.run(),
            Step::Split(step) => step.run(),
            Step::Verify(step) => step.run(),
            Step::Count(step) => step.run(),
            Step::Combine(step) => step.run(),
        }
    }
}
