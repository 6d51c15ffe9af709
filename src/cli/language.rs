//! In which language the command speaks: Chinese or English, as the machine is set.
//!
//! Help is English in the `clap` definitions; the Chinese stands in a [`Help`] beside each verb and
//! replaces it. Everything said while a verb runs is made by [`tr`].

use std::env;
use std::sync::OnceLock;

/// A language of the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// 简体中文
    Chinese,
    /// English
    English,
}

/// The Chinese help of one verb.
#[derive(Debug)]
pub(super) struct Help {
    /// The words after `qingdan` that name the verb: `["two-tally", "split"]`; none for the whole.
    pub(super) path: &'static [&'static str],
    /// What it does.
    pub(super) about: &'static str,
    /// What stands below the options, or nothing.
    pub(super) after: &'static str,
    /// Every argument by its id, with what it means.
    pub(super) arguments: &'static [(&'static str, &'static str)],
}

static LANGUAGE: OnceLock<Language> = OnceLock::new();

/// The language of this run: the first set of `QINGDAN_LANG`, `LC_ALL`, `LC_MESSAGES` and `LANG`
/// decides; Chinese where it begins with `zh`.
pub(super) fn language() -> Language {
    *LANGUAGE.get_or_init(|| {
        let names = ["QINGDAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
        let set = names.iter().find_map(|name| env::var(name).ok().filter(|at| !at.is_empty()));
        named(&set.unwrap_or_default())
    })
}

/// The language that the name of a locale means.
fn named(locale: &str) -> Language {
    if locale.to_ascii_lowercase().starts_with("zh") {
        Language::Chinese
    } else {
        Language::English
    }
}

/// The text in the language of this run.
pub(super) fn tr(chinese: impl Into<String>, english: impl Into<String>) -> String {
    match language() {
        Language::Chinese => chinese.into(),
        Language::English => english.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, named};

    #[test]
    fn a_locale_names_a_language() {
        for chinese in ["zh", "zh_CN.UTF-8", "ZH-hans"] {
            assert_eq!(named(chinese), Language::Chinese, "{chinese}");
        }
        for english in ["", "C", "en_GB.UTF-8", "de_AT", "POSIX"] {
            assert_eq!(named(english), Language::English, "{english}");
        }
    }
}
