//! Words for refused inputs: what is wrong, and what to do.

use super::Language;
use super::organise::size;
use crate::domain::record::Reason;

/// What is wrong with an input, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What is wrong.
    pub problem: String,
    /// What to do.
    pub remedy: &'static str,
}

/// The words for every reason.
#[derive(Debug)]
pub struct Messages {
    /// What is wrong.
    pub problem: fn(&Reason) -> String,
    /// What to do about it.
    pub remedy: fn(&Reason) -> &'static str,
    /// Problem and remedy of a file that the browser could not read.
    pub unreadable: [&'static str; 2],
}

/// Advice on bytes that are not a record.
pub fn advice(language: Language, reason: &Reason) -> Advice {
    let words = Messages::of(language);
    Advice { problem: (words.problem)(reason), remedy: (words.remedy)(reason) }
}

/// Advice on a file that the browser could not read.
pub fn unreadable(language: Language) -> Advice {
    let [problem, remedy] = Messages::of(language).unreadable;
    Advice { problem: problem.to_owned(), remedy }
}

/// A size rounded up to whole kB, so that one just over a limit does not look equal to it.
pub(super) fn size_up(bytes: u64) -> String {
    size(bytes.div_ceil(1_000).saturating_mul(1_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_piece_of_advice_is_a_whole_sentence() {
        let reasons = [
            Reason::Empty,
            Reason::TooLarge { size_bytes: 9_000, limit_bytes: 8_192 },
            Reason::WrongType { expected: "object" },
            Reason::UnknownVersion { found: "2.0.0".to_owned() },
            Reason::NotCanonical { offset: 3 },
        ];
        for reason in reasons {
            for (language, stop) in [(Language::Zh, '。'), (Language::En, '.')] {
                let advice = advice(language, &reason);
                assert!(advice.problem.ends_with(stop), "{advice:?}");
                assert!(advice.remedy.ends_with(stop), "{advice:?}");
            }
        }
    }
}
