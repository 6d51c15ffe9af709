//! Every word of the interface.
//!
//! One typed catalogue per page and one for what both pages use; one static per language in each.
//! A missing text does not compile. The wording of questions is not here: it is scientific text
//! and lives in the instrument. `docs/languages.md` says how to add a language.

pub mod joining;
pub mod organise;
pub mod refusal;
pub mod respond;
pub mod shared;

mod en;
#[cfg(not(feature = "pseudo"))]
mod zh;
/// The Chinese catalogue with every text marked, written by `build.rs`.
#[cfg(feature = "pseudo")]
mod zh {
    include!(concat!(env!("OUT_DIR"), "/pseudo_zh.rs"));
}

use crate::domain::instrument::Text;

/// Makes [`Language`] from one line per language: variant, module, tag, name, direction.
macro_rules! languages {
    ($($(#[$meta:meta])* $variant:ident: $module:ident, $tag:literal, $name:literal,
       $direction:literal;)+) => {
        /// A language of the interface.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum Language {
            $($(#[$meta])* $variant,)+
        }

        impl Language {
            /// Every language, the page's own first.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The tag for the attribute `lang`.
            pub const fn tag(self) -> &'static str {
                match self { $(Self::$variant => $tag),+ }
            }

            /// Its name, in its own words.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The direction of its lines, for the attribute `dir`.
            pub const fn direction(self) -> &'static str {
                match self { $(Self::$variant => $direction),+ }
            }
        }

        impl shared::Messages {
            /// The words in a language.
            pub const fn of(language: Language) -> &'static Self {
                match language { $(Language::$variant => &$module::SHARED),+ }
            }
        }

        impl respond::Messages {
            /// The words in a language.
            pub const fn of(language: Language) -> &'static Self {
                match language { $(Language::$variant => &$module::RESPOND),+ }
            }
        }

        impl organise::Messages {
            /// The words in a language.
            pub const fn of(language: Language) -> &'static Self {
                match language { $(Language::$variant => &$module::ORGANISE),+ }
            }
        }

        impl crate::domain::report::Words {
            /// The words in a language.
            pub const fn of(language: Language) -> &'static Self {
                match language { $(Language::$variant => &$module::EXPORT),+ }
            }
        }

        impl organise::report::Messages {
            /// The words in a language.
            pub const fn of(language: Language) -> &'static Self {
                match language { $(Language::$variant => &$module::REPORT),+ }
            }
        }

        #[cfg(feature = "two-tally")]
        impl organise::two_tally::Messages {
            /// The words in a language.
            pub const fn of(language: Language) -> &'static Self {
                match language { $(Language::$variant => &$module::TWO_TALLY),+ }
            }
        }

        impl refusal::Messages {
            /// The words in a language.
            pub const fn of(language: Language) -> &'static Self {
                match language { $(Language::$variant => &$module::REFUSAL),+ }
            }
        }
    };
}

// 中文 and English first, in this order; then others, in the order of their tags.
languages! {
    /// 简体中文.
    #[default]
    Zh: zh, "zh-CN", "中文", "ltr";
    /// English.
    En: en, "en", "English", "ltr";
}

impl Language {
    /// A text of the instrument in this language.
    pub fn text(self, text: &Text) -> &str {
        text.nth(self as usize)
    }
}

/// Tags of the instrument's translations, in the order of its texts, written by `build.rs`.
const TRANSLATED: &[&str] = &include!(concat!(env!("OUT_DIR"), "/translated.rs"));

const _: () = translated();

/// Stops the build where a language of the interface has no translation of the instrument.
const fn translated() {
    let mut number = 0;
    while number < TRANSLATED.len() || number + 2 < Language::ALL.len() {
        assert!(
            number + 2 < Language::ALL.len(),
            "instrument/ has a translation into a language that src/i18n/mod.rs does not list: add \
             its line to `languages!`, or remove the file"
        );
        assert!(
            number < TRANSLATED.len()
                && same(TRANSLATED[number].as_bytes(), Language::ALL[number + 2].tag().as_bytes()),
            "a language of `languages!` in src/i18n/mod.rs has no \
             instrument/<instrument>.<tag>.json, or the languages after English are not in the \
             order of their tags"
        );
        number += 1;
    }
}

const fn same(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// A number of tenths with one decimal place: 365 is `36.5`.
pub fn tenths(tenths: u64) -> String {
    let (whole, tenth) = (tenths / 10, tenths % 10);
    format!("{whole}.{tenth}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_a_tag_and_a_name_of_its_own() {
        for (position, language) in Language::ALL.iter().enumerate() {
            assert!(["ltr", "rtl"].contains(&language.direction()));
            for other in &Language::ALL[..position] {
                assert_ne!(language.tag(), other.tag());
                assert_ne!(language.name(), other.name());
            }
        }
        assert_eq!(Language::ALL[0], Language::default());
    }

    #[test]
    fn tags_are_the_same_only_as_a_whole() {
        assert!(same(b"bo", b"bo"));
        assert!(!same(b"bo", b"bo-CN"));
        assert!(!same(b"bo", b"ug"));
    }
}
