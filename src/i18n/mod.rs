//! Every word of the interface.
//!
//! One typed catalogue per page and one for what both pages use; one static per language in each.
//! A missing text does not compile. The wording of questions is not here: it is scientific text
//! and lives in the instrument.

pub mod organise;
pub mod refusal;
pub mod respond;
pub mod shared;

mod en;
mod zh;

use crate::domain::instrument::Text;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// 简体中文.
    #[default]
    Zh,
    /// English.
    En,
}

impl Language {
    /// This language's half of a text.
    pub fn text(self, text: &Text) -> &str {
        match self {
            Self::Zh => &text.zh,
            Self::En => &text.en,
        }
    }

    /// The tag for the attribute `lang`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The other language.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }
}

/// A number of tenths with one decimal place: 365 is `36.5`.
pub fn tenths(tenths: u64) -> String {
    let (whole, tenth) = (tenths / 10, tenths % 10);
    format!("{whole}.{tenth}")
}
