//! What is told of an intake: how many of what, and what was refused.

use std::io::{self, Write as _};
use std::path::Path;

use super::{REFUSED_AT_ONCE, TakenIn};
use crate::cli::CliError;
use crate::cli::language::{Language as Spoken, language, tr};
use crate::cli::out;
use crate::i18n::Language;
use crate::i18n::organise::Messages;
use crate::i18n::refusal::Advice;
use crate::worker::{
    Ask, Counts, Refused, Reply, input_name, place, refusals_head, refusals_row, words,
};

/// Refused inputs that are told one by one; all are in the table.
const TOLD: usize = 10;

impl TakenIn {
    /// Tells on the standard error what was received, and writes the table of what was refused.
    pub(super) fn tell(&mut self, table: Option<&Path>) -> Result<(), CliError> {
        let counts = self.counts();
        say(&sum(counts));
        if counts.unsealed > 0 {
            say(&format!("  {}", (Messages::of(spoken()).sealed.unsealed)(counts.unsealed)));
        }
        for refused in self.refused(0, TOLD) {
            say(&format!("  {}", told(&refused)));
        }
        let more = counts.refused.saturating_sub(TOLD as u64);
        if more > 0 && table.is_none() {
            say(&tr(
                format!("  ……还有 {more} 份没有采用；用 --refused 文件.csv 可以列出全部"),
                format!("  … and {more} more refused; --refused FILE.csv lists them all"),
            ));
        }
        if let Some(path) = table {
            let mut file = out::Out::new(Some(path))?;
            file.write(refusals_head(spoken()).as_bytes())?;
            let mut from = 0;
            loop {
                let some = self.refused(from, REFUSED_AT_ONCE);
                if some.is_empty() {
                    break;
                }
                from += some.len();
                let mut rows = String::new();
                for refused in &some {
                    refusals_row(spoken(), refused, &mut rows);
                }
                file.write(rows.as_bytes())?;
            }
            file.finish()?;
            if counts.unlisted > 0 {
                let unlisted = counts.unlisted;
                say(&tr(
                    format!("太多了，有 {unlisted} 份没有列进表里"),
                    format!("{unlisted} of them are too many for the table"),
                ));
            }
        }
        Ok(())
    }

    fn refused(&mut self, from: usize, count: usize) -> Vec<Refused> {
        match self.ask(Ask::Refusals { from, count }) {
            (Reply::Refusals(refused), _) => refused,
            _ => Vec::new(),
        }
    }
}

/// The language of this run as the pages know it.
fn spoken() -> Language {
    match language() {
        Spoken::Chinese => Language::Zh,
        Spoken::English => Language::En,
    }
}

/// What was received, as a sum that adds up.
fn sum(counts: Counts) -> String {
    let Counts { received, accepted, refused, tallies, older, identical, conflicting, .. } = counts;
    let duplicates = counts.duplicates();
    let mut words = tr(
        format!(
            "收到 {received} 份 = 采用 {accepted} + 重复 {duplicates} + 没有采用 {refused} \
             + 汇总文件 {tallies}"
        ),
        format!(
            "received {received} = accepted {accepted} + duplicates {duplicates} \
             + refused {refused} + tallies {tallies}"
        ),
    );
    if duplicates > 0 {
        words.push_str(&tr(
            format!("\n  重复的：一样的 {identical}，较早的版本 {older}，同版本而内容不同的 {conflicting}"),
            format!(
                "\n  duplicates: identical {identical}, older revisions {older}, \
                 same revision with other content {conflicting}"
            ),
        ));
    }
    words
}

/// A refused input in one line: file, place, problem, what to do.
fn told(refused: &Refused) -> String {
    let Advice { problem, remedy } = words(spoken(), refused);
    let place = place(spoken(), refused).join(" ");
    let name = input_name(spoken(), refused);
    let at = if place.is_empty() { String::new() } else { tr("，", ", ") + &place };
    tr(format!("{name}{at}：{problem}{remedy}"), format!("{name}{at}: {problem} {remedy}"))
}

/// Says something beside the result.
pub(in crate::cli) fn say(words: &str) {
    // Nobody is left to be told where this cannot be written.
    let _ = writeln!(io::stderr(), "{words}");
}
