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
/// is shown. Letters that do not show (the fillers of Hangul, the empty pattern of Braille) and
/// selectors of another shape belong to them; for the one beside an emoji see [`has_hidden`].
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(c, '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{2800}')
        || matches!(c, '\u{3164}' | '\u{ffa0}' | '\u{fe00}'..='\u{fe0d}' | '\u{fff0}'..='\u{fffb}')
        || matches!(c, '\u{1bca0}'..='\u{1bca3}' | '\u{1d159}' | '\u{1d173}'..='\u{1d17a}')
        || matches!(c, '\u{e0000}'..='\u{e0fff}')
}

/// Whether a text has a hidden character. One that makes an emoji or a sign coloured or plain is
/// none where it follows one, and is anywhere else.
pub fn has_hidden(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| {
        let selects = matches!(c, '\u{fe0e}' | '\u{fe0f}');
        let hidden = is_hidden(c) || (selects && !has_colours(before));
        before = c;
        hidden
    })
}

/// Whether a character is a sign that is written coloured or plain.
const fn has_colours(c: char) -> bool {
    matches!(c, '#' | '*' | '0'..='9' | '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}')
        || matches!(c, '\u{2122}'..='\u{27bf}' | '\u{2934}' | '\u{2935}' | '\u{2b05}'..='\u{2b55}')
        || matches!(
            c,
            '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}'
        )
}

#[cfg(test)]
mod tests {
    use super::{has_hidden, is_hidden};

    #[test]
    fn letters_that_do_not_show_are_hidden() {
        for hidden in "\u{3164}\u{ffa0}\u{115f}\u{1160}\u{2800}\u{34f}\u{fe00}\u{e0100}".chars() {
            assert!(is_hidden(hidden) && has_hidden(&format!("a{hidden}")), "{hidden:?}");
        }
        for shown in "会议 – “a” 한글 ⠁ é　１（…）😀".chars() {
            assert!(!is_hidden(shown), "{shown:?}");
        }
    }

    /// The selector of colour has to have something that it colours.
    #[test]
    fn a_selector_stands_beside_its_sign_alone() {
        for fine in ["⚠\u{fe0f} 注意", "☎\u{fe0e}", "1\u{fe0f}\u{20e3}", "🏠\u{fe0f}"] {
            assert!(!has_hidden(fine), "{fine:?}");
        }
        for hidden in ["\u{fe0f}", "会\u{fe0f}议", "a\u{fe0e}b", "⚠\u{fe0f}\u{fe0f}", "\u{200d}"]
        {
            assert!(has_hidden(hidden), "{hidden:?}");
        }
    }
}
