//! Smaller styles: comments and needless white space go, everything else stays as written.

use crate::fail::{Failure, Outcome};

/// A smaller sheet with the same meaning; refuses what would ask for another file.
pub fn smaller(sheet: &str) -> Outcome<String> {
    let small = squeeze(sheet);
    let lower = small.to_ascii_lowercase();
    for (found, why) in [("@import", "asks for another file"), ("</style", "ends the style")] {
        if lower.contains(found) {
            return Err(Failure::new(format!("a style has {found}, which {why}"), "remove it"));
        }
    }
    let foreign = |rest: &str| !rest.trim_start_matches(['"', '\'', ' ']).starts_with("data:");
    if lower.split("url(").skip(1).any(foreign) {
        return Err(Failure::new("a style has a url() that is not data:", "draw it inline"));
    }
    Ok(small)
}

/// Drops comments, and white space where it separates nothing. Strings are copied as they are.
fn squeeze(sheet: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sheet: &str, expected: &str) {
        assert_eq!(squeeze(sheet), expected);
    }

    #[test]
    fn white_space_and_comments() {
        check("/* a */ .b , p { color : red ; }\n\n", ".b,p{color :red}");
        check(
            "@media (min-width: 3rem) and (hover) { a { b: c } }",
            "@media (min-width:3rem) and (hover){a{b:c}}",
        );
        check("a :hover{x:calc(1px + 2px)}", "a :hover{x:calc(1px + 2px)}");
        check("a{b:c/**/d}", "a{b:c d}");
        check(".a/* both */.b{c:d}", ".a.b{c:d}");
        check("a { --x: ; }", "a{--x:}");
    }

    #[test]
    fn strings_stay() {
        check(
            "a::before { content: \"  /* } ; */ \\\" \" }",
            "a::before{content:\"  /* } ; */ \\\" \"}",
        );
        check("a { font: '汉 字' , \"B\" }", "a{font:'汉 字',\"B\"}");
    }

    #[test]
    fn no_other_file() {
        assert!(smaller("@import 'x.css';").is_err());
        assert!(smaller("a{background:url(x.png)}").is_err());
        assert!(smaller("a{background:url(\"data:image/svg+xml,x\")}").is_ok());
    }
}
