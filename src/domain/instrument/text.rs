//! A text for people, in every language of this build.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text for people. 中文 and English come from the instrument and may not be empty; other
/// languages come from translations, which are no part of it and of its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// 简体中文.
    pub zh: String,
    /// English.
    pub en: String,
    /// One text per translation, in the order in which they were merged.
    pub others: Vec<String>,
}

impl Text {
    /// The text in a language, counted from 0: 中文, English, then the translations.
    pub fn nth(&self, language: usize) -> &str {
        match language {
            0 => &self.zh,
            1 => &self.en,
            _ => self.others.get(language - 2).unwrap_or(&self.en),
        }
    }
}

/// As the instrument's file has it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct InJson {
    zh: String,
    en: String,
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { zh, en, .. } = self.clone();
        InJson { zh, en }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let InJson { zh, en } = InJson::deserialize(deserializer)?;
        Ok(Self { zh, en, others: Vec::new() })
    }
}

/// Whether a character does not show, moves the cursor of a terminal, or turns the direction of
/// writing. Texts of an instrument have none: what people read is what the file says, wherever it
/// is shown.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{feff}')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{e0000}'..='\u{e007f}')
}
