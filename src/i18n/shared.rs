//! Words that both pages use.

use super::Language;

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
            Language::Zh => &ZH,
            Language::En => &EN,
        }
    }

    /// The parts of a list, with this language's comma between them.
    pub fn list<'a>(&self, parts: impl IntoIterator<Item = &'a str>) -> String {
        parts.into_iter().collect::<Vec<_>>().join(self.comma)
    }
}

static ZH: Messages = Messages {
    name: "轻担",
    skip: "跳到正文",
    other_language: "English",
    cancel: "取消",
    comma: "、",
    title: |title| format!("《{title}》"),
    quoted: |words| format!("“{words}”"),
    range: |low, high| format!("{low}–{high}"),
};

static EN: Messages = Messages {
    name: "Qingdan",
    skip: "Skip to content",
    other_language: "中文",
    cancel: "Cancel",
    comma: ", ",
    title: |title| format!("“{title}”"),
    quoted: |words| format!("“{words}”"),
    range: |low, high| format!("{low}–{high}"),
};
