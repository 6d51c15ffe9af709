//! The conditions (`relevant`) that both worlds know: a question is passed over after one answer to
//! an earlier one.

/// The condition that a question has not been answered with a choice.
pub(super) fn unlike(question: &str, choice: &str) -> String {
    format!("${{{question}}} != '{choice}'")
}

/// All of some conditions.
pub(super) fn all(conditions: &[String]) -> String {
    conditions.join(" and ")
}

/// The questions and choices of a condition that is made of [`unlike`] and [`all`] alone, also
/// where it says `not(selected(…))`; none for any other.
pub(super) fn terms(condition: &str) -> Option<Vec<(&str, &str)>> {
    condition.split(" and ").map(|part| term(part.trim())).collect()
}

fn term(part: &str) -> Option<(&str, &str)> {
    let (question, choice) = match part.strip_prefix("not(selected(") {
        Some(rest) => rest.strip_suffix("))")?.split_once(',')?,
        None => part.split_once("!=")?,
    };
    let question = question.trim().strip_prefix("${")?.strip_suffix('}')?.trim();
    let choice = choice.trim();
    let quote = choice.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let choice = choice.strip_prefix(quote)?.strip_suffix(quote)?;
    let plain = |text: &str| !text.is_empty() && !text.contains(['\'', '"', '$', '{', '}', '(']);
    (plain(question) && plain(choice)).then_some((question, choice))
}

#[cfg(test)]
mod tests {
    use super::{all, terms, unlike};

    #[test]
    fn only_conditions_of_one_kind_are_understood() {
        let both = all(&[unlike("form", "quick"), unlike("a", "0")]);
        assert_eq!(terms(&both), Some(vec![("form", "quick"), ("a", "0")]));
        assert_eq!(terms("not(selected(${a}, \"no\"))"), Some(vec![("a", "no")]));
        assert_eq!(terms("${a}!='0'"), Some(vec![("a", "0")]));
        for other in [
            "",
            "${a} = '0'",
            "${a} != '0' or ${b} != '1'",
            "${a} != ${b}",
            "selected(${a}, '0')",
            "count(${a}) != '0'",
            "${a} != 0",
            "${a} != '",
            "not(${a} != '0')",
        ] {
            assert_eq!(terms(other), None, "{other}");
        }
    }
}
