//! What is told of an intake: how many of what, and what was refused.

use std::io::{self, Write as _};
use std::path::Path;

use super::TakenIn;
use crate::cli::CliError;
use crate::cli::language::tr;
use crate::cli::refusals;
use crate::cli::words::words;
use crate::worker::Counts;

impl TakenIn {
    /// Tells on the standard error what was received, and writes the table of what was refused.
    pub(in crate::cli) fn tell(&mut self, table: Option<&Path>) -> Result<(), CliError> {
        let counts = self.counts();
        say(&sum(counts));
        if counts.unsealed > 0 {
            say(&format!("  {}", (words().sealed.unsealed)(counts.unsealed)));
        }
        refusals::list(&mut self.desk, table)
    }
}

/// What was received, as a sum that adds up.
fn sum(counts: Counts) -> String {
    let Counts { received, accepted, refused, tallies, older, identical, conflicting, .. } = counts;
    let duplicates = counts.duplicates();
    let mut sum = tr(
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
        sum.push_str(&tr(
            format!("\n  重复的：一样的 {identical}，较早的版本 {older}，同版本而内容不同的 {conflicting}"),
            format!(
                "\n  duplicates: identical {identical}, older revisions {older}, \
                 same revision with other content {conflicting}"
            ),
        ));
    }
    sum
}

/// Says something beside the result.
pub(in crate::cli) fn say(words: &str) {
    // Nobody is left to be told where this cannot be written.
    let _ = writeln!(io::stderr(), "{words}");
}
