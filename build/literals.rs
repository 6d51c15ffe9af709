//! The string literals of a Rust file: where they stand and what they say. Comments, attributes,
//! characters and patterns of a `match` are not among them.

use std::ops::Range;

/// One string literal.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Literal {
    /// What stands between the quotation marks, as bytes of the file.
    pub(crate) inside: Range<usize>,
    /// Without escapes: `r"…"`.
    pub(crate) raw: bool,
}

impl Literal {
    /// Its line, counted from 1.
    pub(crate) fn line(&self, source: &str) -> usize {
        source[..self.inside.start].matches('\n').count() + 1
    }

    /// What it says: escapes resolved, lines joined where they end with `\`.
    pub(crate) fn value(&self, source: &str) -> String {
        let inside = &source[self.inside.clone()];
        if self.raw {
            return inside.to_owned();
        }
        let mut value = String::new();
        let mut chars = inside.chars().peekable();
        while let Some(c) = chars.next() {
            if c != '\\' {
                value.push(c);
                continue;
            }
            match chars.next() {
                Some('n') => value.push('\n'),
                Some('t') => value.push('\t'),
                Some('\n') => while chars.next_if(|c| c.is_whitespace()).is_some() {},
                Some('u') => {
                    let hex: String = chars.by_ref().take_while(|&c| c != '}').skip(1).collect();
                    let code = u32::from_str_radix(&hex.replace('_', ""), 16).ok();
                    value.extend(code.and_then(char::from_u32));
                }
                Some(other) => value.push(other),
                None => {}
            }
        }
        value
    }
}

/// The string literals of a file, in order.
pub(crate) fn literals(source: &str) -> Vec<Literal> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < source.len() {
        let rest = &source[at..];
        at += if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            comment(rest)
        } else if rest.starts_with("#[") || rest.starts_with("#![") {
            attribute(rest)
        } else if let Some((before, inside, raw)) = string(rest) {
            let end = at + before + inside;
            let after = source[end + 1..].trim_start_matches('#').trim_start();
            let pattern = ["=>", "|", "if "].iter().any(|start| after.starts_with(start));
            if !pattern {
                found.push(Literal { inside: at + before..end, raw });
            }
            before + inside + 1
        } else if rest.starts_with('\'') {
            character(rest)
        } else {
            word(rest)
        };
    }
    found
}

/// The string literal that begins here: bytes up to its inside, bytes inside, whether it is raw.
fn string(rest: &str) -> Option<(usize, usize, bool)> {
    let hashes = rest.strip_prefix('r').map(|raw| raw.len() - raw.trim_start_matches('#').len());
    if let Some(hashes) = hashes
        && rest[1 + hashes..].starts_with('"')
    {
        let before = hashes + 2;
        let end = format!("\"{}", "#".repeat(hashes));
        let inside = rest[before..].find(&end)?;
        return Some((before, inside, true));
    }
    let text = rest.strip_prefix('"')?;
    let mut escaped = false;
    let inside = text.find(|c| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    })?;
    Some((1, inside, false))
}

/// Bytes of the comment that begins here; comments nest.
fn comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        let here = &rest[at..];
        if here.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += here.chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// Bytes of the attribute that begins here.
fn attribute(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        let here = &rest[at..];
        if let Some((before, inside, _)) = string(here) {
            at += before + inside + 1;
            continue;
        }
        depth += usize::from(here.starts_with('['));
        if here.starts_with(']') {
            depth -= 1;
            if depth == 0 {
                return at + 1;
            }
        }
        at += here.chars().next().map_or(1, char::len_utf8);
    }
    at
}

/// Bytes of the character literal, or of the mark of a lifetime, that begins here.
fn character(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => {
            let closing = rest[3..].find('\'').map_or(rest.len(), |end| end + 4);
            closing.min(rest.len())
        }
        Some(_) => match chars.next() {
            Some((at, '\'')) => at + 1,
            _ => 1,
        },
        None => 1,
    }
}

/// Bytes of the name or of the one character that begins here; a name may end with `r` or `b`.
fn word(rest: &str) -> usize {
    let name = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    if name > 0 { name } else { rest.chars().next().map_or(1, char::len_utf8) }
}
