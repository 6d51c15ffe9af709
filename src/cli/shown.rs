//! What stands in somebody’s file, fit for a terminal: characters that do not show, that move the
//! cursor or that turn the direction of writing are told by their numbers.

use crate::domain::instrument::is_hidden;

/// A text on one line, in one direction, with nothing hidden in it.
pub(super) fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for sign in text.chars() {
        if is_hidden(sign) {
            shown.extend(sign.escape_unicode());
        } else {
            shown.push(sign);
        }
    }
    shown
}

/// The same of several lines.
pub(super) fn shown_lines(text: &str) -> String {
    text.split('\n').map(shown).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::{shown, shown_lines};

    #[test]
    fn nothing_hidden_reaches_a_terminal() {
        assert_eq!(shown("会议 – “a”\u{1f600}"), "会议 – “a”\u{1f600}");
        assert_eq!(shown("a\u{1b}[2J\u{202e}b\n"), "a\\u{1b}[2J\\u{202e}b\\u{a}");
        assert_eq!(shown_lines("a\nb\u{9b}"), "a\nb\\u{9b}");
    }
}
