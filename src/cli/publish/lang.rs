//! The language of a file that is written.

use clap::ValueEnum;

use crate::cli::language::{self, language};
use crate::domain::report::Words;
use crate::i18n::Language;

/// The language of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Lang {
    /// 中文
    Zh,
    /// English
    En,
}

impl Default for Lang {
    /// That of the run.
    fn default() -> Self {
        match language() {
            language::Language::Chinese => Self::Zh,
            language::Language::English => Self::En,
        }
    }
}

impl Lang {
    /// The same in the catalogues.
    pub(in crate::cli) const fn language(self) -> Language {
        match self {
            Self::Zh => Language::Zh,
            Self::En => Language::En,
        }
    }

    /// Its place among the texts of an instrument.
    pub(in crate::cli) const fn place(self) -> usize {
        self.language() as usize
    }

    /// The words of files in every language, in the order of the instrument's texts.
    pub(in crate::cli) fn all_words() -> Vec<&'static Words> {
        Language::ALL.iter().map(|language| Words::of(*language)).collect()
    }
}
