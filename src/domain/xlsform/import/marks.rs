//! Marks in texts that ODK shows as something else, and that an instrument would show as they
//! stand: HTML, Markdown, and `${…}`, the answer to another question.

use crate::domain::xlsform::note::Fault;

/// What a text with this header cannot carry; none where it is only words.
pub(super) fn fault(header: &str, text: &str) -> Option<Fault> {
    if text.contains("${") {
        return Some(Fault::Reference(header.to_owned()));
    }
    let marked =
        is_html(text) || is_link(text) || text.lines().any(is_heading) || is_stressed(text);
    marked.then(|| Fault::Marks(header.to_owned()))
}

/// `<b>`, `</span>`, `<br/>`, `&nbsp;`, `&#8203;`.
fn is_html(text: &str) -> bool {
    let tag = |rest: &str| {
        let name = rest.strip_prefix('/').unwrap_or(rest);
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.contains('>')
    };
    let entity = |rest: &str| {
        let name = rest.split(';').next().unwrap_or_default();
        let word = name.strip_prefix('#').unwrap_or(name);
        let short = (2..=8).contains(&word.len()) && name.len() < rest.len();
        short && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    text.match_indices('<').any(|(at, _)| tag(&text[at + 1..]))
        || text.match_indices('&').any(|(at, _)| entity(&text[at + 1..]))
}

/// `[words](address)`.
fn is_link(text: &str) -> bool {
    text.match_indices("](").any(|(at, _)| text[..at].contains('[') && text[at..].contains(')'))
}

/// `# Words`.
fn is_heading(line: &str) -> bool {
    let rest = line.trim_start().trim_start_matches('#');
    rest.len() < line.trim_start().len() && rest.starts_with(' ')
}

/// `**words**`, `*words*`, `__words__`, `_words_`: a mark before a word and one after a word.
fn is_stressed(text: &str) -> bool {
    ['*', '_'].into_iter().any(|mark| {
        let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() || !c.is_ascii());
        let inside = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && c != mark);
        let runs: Vec<(usize, usize)> = runs(text, mark);
        let opens = |&(from, to): &(usize, usize)| {
            outside(text[..from].chars().next_back()) && inside(text[to..].chars().next())
        };
        let closes = |&(from, to): &(usize, usize)| {
            inside(text[..from].chars().next_back()) && outside(text[to..].chars().next())
        };
        runs.iter().position(opens).is_some_and(|at| runs[at + 1..].iter().any(closes))
    })
}

/// The runs of a mark, where each begins and ends.
fn runs(text: &str, mark: char) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, found) in text.match_indices(mark) {
        match runs.last_mut() {
            Some((_, to)) if *to == at => *to += found.len(),
            _ => runs.push((at, at + found.len())),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::fault;
    use crate::domain::xlsform::note::Fault;

    #[test]
    fn only_marks_are_told() {
        for text in [
            "<b>How</b> often?",
            "How often?<br/>",
            "How&nbsp;often",
            "&#8203;Often",
            "**How** often?",
            "每月*多少*次？",
            "_How_ often",
            "__often__",
            "See [this](example.org/forms).",
            "# Forms",
            "Forms\n## How many",
        ] {
            assert_eq!(fault("label", text), Some(Fault::Marks("label".to_owned())), "{text}");
        }
        for text in [
            "How often?",
            "1. How often",
            "Fewer than 5 < x and y > 3",
            "Forms & letters; others",
            "2 * 3 * 4",
            "Hours* (*: about)",
            "file_name_a",
            "No. #3",
            "#3 of the forms",
            "[optional] (often)",
            "每月多少次？",
            "",
        ] {
            assert_eq!(fault("label", text), None, "{text}");
        }
        let reference = Some(Fault::Reference("hint".to_owned()));
        assert_eq!(fault("hint", "How often, ${name}?"), reference);
    }
}
