//! Smaller styles, for the packer and for the report that the command writes: comments and needless
//! white space go, everything else stays as written.

/// Drops comments, and white space where it separates nothing. Strings are copied as they are.
pub(crate) fn squeeze(sheet: &str) -> String {
    let mut small = String::with_capacity(sheet.len());
    let mut rest = sheet;
    let (mut gap, mut comment) = (false, false);
    while let Some(char) = rest.chars().next() {
        let token = if rest.starts_with("/*") {
            let end = rest[2..].find("*/").map_or(rest.len(), |at| at + 4);
            rest = &rest[end..];
            comment = true;
            continue;
        } else if char.is_ascii_whitespace() {
            rest = &rest[1..];
            gap = true;
            continue;
        } else if char == '"' || char == '\'' {
            &rest[..string_end(rest, char)]
        } else {
            &rest[..char.len_utf8()]
        };
        let before = small.chars().next_back();
        let joins = comment && before.is_some_and(in_name) && in_name(char);
        if joins || gap && separates(before, char) {
            small.push(' ');
        }
        (gap, comment) = (false, false);
        if char == '}' && small.ends_with(';') {
            small.pop();
        }
        small.push_str(token);
        rest = &rest[token.len()..];
    }
    small
}

/// The length of the string that a text begins with, quotes included.
fn string_end(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, char) in text.char_indices().skip(1) {
        if char == quote && !escaped {
            return at + 1;
        }
        escaped = char == '\\' && !escaped;
    }
    text.len()
}

/// May this character be part of a name or number, which a comment would separate from the next?
fn in_name(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '-' | '_' | '%')
}

/// Does white space between these two characters mean anything? Only the certain cases are
/// dropped; around `+`, `-`, `(`, `)`, before `:` and the like it stays.
fn separates(before: Option<char>, after: char) -> bool {
    let opens = |char| matches!(char, '{' | '}' | ';' | ',');
    before.is_some_and(|char| !opens(char) && char != ':') && !opens(after)
}
