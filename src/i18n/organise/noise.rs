//! Words about noise in the answers, in the report.

/// Why some figures are estimates, and others are missing.
#[derive(Debug)]
pub struct Noise {
    /// Heading of the part of the report.
    pub heading: &'static str,
    /// How many questions, before they are listed, and how likely the true answer is, a/b.
    pub what: fn(usize, &str) -> String,
    /// How the figures are to be read, one paragraph each.
    pub how: &'static [&'static str],
    /// Not alike for everybody, before the questions are listed.
    pub mixed: &'static str,
    /// It is not known whether there is noise: of records, of tally files.
    pub unknown: [&'static str; 2],
    /// One of the findings: how many questions.
    pub finding: fn(usize) -> String,
    /// Marks an estimate: before a figure.
    pub estimated: fn(&str) -> String,
    /// Under a question, before its table.
    pub item: &'static str,
    /// Head of a column of estimated shares.
    pub share: &'static str,
    /// The estimated mean of a question, with its interval.
    pub mean: fn(&str, &str) -> String,
    /// The estimated mean of a category, with its interval.
    pub category: fn(&str, &str) -> String,
    /// In place of what noise bends.
    pub withheld: &'static str,
    /// Disclosure rules and noise, for the method.
    pub rule: &'static str,
    /// Names and sources of the methods.
    pub formulas: &'static [[&'static str; 2]],
}
