//! Words that both pages use.

use super::joining::Joining;

/// The words, in the order in which a page shows them.
#[derive(Debug)]
pub struct Messages {
    /// Name of the application.
    pub name: &'static str,
    /// Link that jumps over the masthead.
    pub skip: &'static str,
    /// Names the choice of language, where there are more than two.
    pub language: &'static str,
    /// Leaves things as they are.
    pub cancel: &'static str,
    /// Puts between the parts of a list.
    pub comma: &'static str,
    /// A document's title as cited.
    pub title: fn(&str) -> String,
    /// A quoted word or answer.
    pub quoted: fn(&str) -> String,
    /// An inclusive range of numbers.
    pub range: fn(&str, &str) -> String,
    /// Campaigns as respondents see them.
    pub joining: Joining,
}

impl Messages {
    /// The parts of a list, with this language's comma between them.
    pub fn list<'a>(&self, parts: impl IntoIterator<Item = &'a str>) -> String {
        parts.into_iter().collect::<Vec<_>>().join(self.comma)
    }
}
