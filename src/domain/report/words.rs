//! The words of the files, in one language.

use super::codes::{NoiseCode, Rule, Statistic, Table, Variable};

/// Every word that a file needs besides those of the instrument.
#[derive(Debug)]
pub struct Words {
    /// Tag of the language.
    pub tag: &'static str,
    /// Title of the codebook.
    pub codebook_title: &'static str,
    /// What the files are, in two or three sentences; before the standing caveat.
    pub about: &'static [&'static str],
    /// What the quantities are not for.
    pub caveat: &'static str,
    /// Heading over the variables.
    pub variables_heading: &'static str,
    /// Heading over the questions.
    pub questions_heading: &'static str,
    /// Column heads of the codebook: variable, label, type, code, meaning.
    pub columns: [&'static str; 5],
    /// One label for each variable.
    pub variables: [&'static str; Variable::COUNT],
    /// One label for each table.
    pub tables: [&'static str; Table::COUNT],
    /// One label for each statistic.
    pub statistics: [&'static str; Statistic::COUNT],
    /// One label for each rule.
    pub rules: [&'static str; Rule::COUNT],
    /// Whether answers were randomised.
    pub noise: [&'static str; NoiseCode::COUNT],
    /// Full form, quick form.
    pub forms: [&'static str; 2],
    /// Records of people, invented records.
    pub demo: [&'static str; 2],
    /// Code 0 of a group.
    pub everybody: &'static str,
    /// Code 0 of other variables.
    pub none: &'static str,
    /// People who picked none of the options.
    pub none_picked: &'static str,
    /// Rule 0.
    pub shown: &'static str,
    /// The code for a quantity that is withheld.
    pub withheld: &'static str,
    /// The code for a cell without a meaning.
    pub not_applicable: &'static str,
    /// Between the parts of a label.
    pub separator: &'static str,
    /// From one option or score to another.
    pub from_to: fn(&str, &str) -> String,
    /// What a question scores: an option and its points.
    pub points: fn(u8) -> String,
    /// Types of variables: whole number, number, text.
    pub types: [&'static str; 3],
}
