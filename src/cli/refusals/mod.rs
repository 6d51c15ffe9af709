//! What was refused: the first in words, all of it in a table, wherever it was taken in.

mod own;

use std::path::{Path, PathBuf};

use clap::Args;

use self::own::spoken;
pub(super) use self::own::{NEWER, advice};
use super::CliError;
use super::intake::say;
use super::language::tr;
use super::out::Out;
use crate::i18n::refusal::Advice;
use crate::worker::{Ask, Desk, Refused, Reply, advised_row, input_name, place, refusals_head};

/// Refused inputs that are told one by one; all are in the table.
const TOLD: usize = 10;

/// Refused inputs that are asked for at a time.
const AT_ONCE: usize = 2_000;

/// Where everything is listed that was refused.
#[derive(Debug, Args)]
pub(super) struct Refusals {
    /// Table to write of everything that was refused: file, place, problem, what to do
    #[arg(long, value_name = "CSV")]
    pub(super) refused: Option<PathBuf>,
}

/// The Chinese of this argument.
pub(super) const REFUSALS: [(&str, &str); 1] =
    [("refused", "把没有采用的列成一张表：文件、位置、问题、怎么办")];

/// Tells what a desk has refused, and writes the table of it.
pub(super) fn list(desk: &mut Desk, table: Option<&Path>) -> Result<(), CliError> {
    let counts = desk.counts();
    let first = advised(some(desk, 0, TOLD));
    tell(&first, counts.refused, table);
    let Some(path) = table else { return Ok(()) };
    let mut file = Table::new(path)?;
    let mut from = 0;
    loop {
        let some = some(desk, from, AT_ONCE);
        if some.is_empty() {
            break;
        }
        from += some.len();
        file.write(&advised(some))?;
    }
    file.0.finish()?;
    if counts.unlisted > 0 {
        let unlisted = counts.unlisted;
        say(&tr(
            format!("太多了，有 {unlisted} 份没有列进表里"),
            format!("{unlisted} of them are too many for the table"),
        ));
    }
    Ok(())
}

/// Tells what was refused where no desk has kept it, and writes the table of it.
pub(super) fn list_given(
    refused: &[(Refused, Advice)],
    table: Option<&Path>,
) -> Result<(), CliError> {
    tell(&refused[..refused.len().min(TOLD)], refused.len() as u64, table);
    let Some(path) = table else { return Ok(()) };
    let mut file = Table::new(path)?;
    file.write(refused)?;
    file.0.finish()
}

/// Tells the first, and how many more there are.
fn tell(first: &[(Refused, Advice)], all: u64, table: Option<&Path>) {
    for (refused, advice) in first {
        say(&format!("  {}", told(refused, advice)));
    }
    let more = all.saturating_sub(first.len() as u64);
    if more > 0 && table.is_none() {
        say(&tr(
            format!("  ……还有 {more} 份没有采用；用 --refused 文件.csv 可以列出全部"),
            format!("  … and {more} more refused; --refused FILE.csv lists them all"),
        ));
    }
}

/// The table of what was refused, which is being written.
struct Table(Out);

impl Table {
    fn new(path: &Path) -> Result<Self, CliError> {
        let mut out = Out::new(Some(path))?;
        out.write(refusals_head(spoken()).as_bytes())?;
        Ok(Self(out))
    }

    fn write(&mut self, refused: &[(Refused, Advice)]) -> Result<(), CliError> {
        let mut rows = String::new();
        for (refused, advice) in refused {
            advised_row(spoken(), refused, advice, &mut rows);
        }
        self.0.write(rows.as_bytes())
    }
}

fn advised(refused: Vec<Refused>) -> Vec<(Refused, Advice)> {
    let advised = |refused: Refused| {
        let advice = advice(&refused);
        (refused, advice)
    };
    refused.into_iter().map(advised).collect()
}

fn some(desk: &mut Desk, from: usize, count: usize) -> Vec<Refused> {
    match desk.answer(Ask::Refusals { from, count }, &[], Vec::new()) {
        (Reply::Refusals(refused), _) => refused,
        _ => Vec::new(),
    }
}

/// A refused input in one line: file, place, problem, what to do.
fn told(refused: &Refused, advice: &Advice) -> String {
    let Advice { problem, remedy } = advice;
    let place = place(spoken(), refused).join(" ");
    let name = input_name(spoken(), refused);
    let at = if place.is_empty() { String::new() } else { tr("，", ", ") + &place };
    tr(format!("{name}{at}：{problem}{remedy}"), format!("{name}{at}: {problem} {remedy}"))
}
