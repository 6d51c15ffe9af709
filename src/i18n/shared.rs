//! Words that both pages use.

use super::{Language, en, zh};

/// The words, in the order in which a page shows them.
#[derive(Debug)]
pub struct Messages {
    /// Name of the application.
    pub name: &'static str,
    /// Link that jumps over the masthead.
    pub skip: &'static str,
    /// Button that switches to the other language, in the words of the other language.
    pub other_language: &'static str,
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
}

impl Messages {
    /// The words in a language.
    pub const fn of(language: Language) -> &'static Self {
        match language {
            Language::Zh => &zh::SHARED,
            Language::En => &en::SHARED,
        }
    }

    /// The parts of a list, with this language's comma between them.
    pub fn list<'a>(&self, parts: impl IntoIterator<Item = &'a str>) -> String {
        parts.into_iter().collect::<Vec<_>>().join(self.comma)
    }
}
