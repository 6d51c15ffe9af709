//! Lines that hold a part of an envelope whose beginning was lost.

use super::envelope::{CODE_CHARS, CODE_VERSION, ENVELOPE_NAME, FILE_END};
use crate::domain::base64url::DIGITS;

/// Fewest digits that are taken for a part: fewer are found in other texts as well.
const PART_CHARS_MIN: usize = 43;

/// What the names of all our codes begin with, and what stands before the code in a link.
const NAMES: [&str; 2] = ["QINGDAN-", "/join/"];

/// Where the lines begin, bytes, that hold nothing but a part of an envelope: many digits of a code
/// without a beginning, or the end of a file. What goes on a code that a chat or a mail has broken
/// over lines is none, nor is a line among those of an attachment.
pub fn lone_parts(text: &[u8]) -> Vec<usize> {
    let (mut parts, mut missing, mut at) = (Vec::new(), 0_usize, 0);
    let mut before: &[u8] = &[];
    let mut lines = text.split(|byte| *byte == b'\n').peekable();
    while let Some(whole) = lines.next() {
        let start = whole.iter().take_while(|byte| is_break(**byte)).count();
        let line = whole[start..].trim_ascii_end();
        if line.is_empty() {
            at += whole.len() + 1;
            continue;
        }
        let continues = missing > 0 && line.iter().all(|byte| DIGITS.contains(byte));
        if continues {
            missing = missing.saturating_sub(line.len());
        } else {
            missing = still_missing(line);
            let after = lines.peek().map_or(&[][..], |after| after.trim_ascii());
            if is_part(line) && !is_attachment(before) && !is_attachment(after) {
                parts.push(at + start);
            }
        }
        before = line;
        at += whole.len() + 1;
    }
    parts
}

/// White space, and what a quoted line begins with.
const fn is_break(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'>'
}

/// Whether a line is what is left of an envelope without its beginning.
fn is_part(line: &[u8]) -> bool {
    let end = line.strip_suffix(FILE_END.as_bytes());
    let body = end.unwrap_or(line);
    let digits = body.iter().rev().take_while(|byte| DIGITS.contains(byte)).count();
    let (lead, digits) = body.split_at(body.len() - digits);
    let begun = lead.is_empty() || end.is_some() && lead.ends_with(b"\"") && lead[0] != b'{';
    let has = |is: fn(&u8) -> bool| digits.iter().any(is);
    begun
        && (PART_CHARS_MIN..=CODE_CHARS).contains(&digits.len())
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_lowercase)
        && has(u8::is_ascii_digit)
}

/// How many digits of the code with which a line ends can still follow in the next lines.
fn still_missing(line: &[u8]) -> usize {
    let last = |name: &str| {
        let name = name.as_bytes();
        line.windows(name.len()).rposition(|here| here == name).map(|at| at + name.len())
    };
    let Some(from) = NAMES.into_iter().filter_map(last).max() else { return 0 };
    let digits = line.iter().rev().take_while(|byte| DIGITS.contains(byte)).count();
    let body = line.len() - digits;
    // Between the name and the digits there are at most a version and a colon.
    if body > from && (body - from > 4 || line[body - 1] != b':') {
        return 0;
    }
    let envelope = [ENVELOPE_NAME, CODE_VERSION, ":"].concat();
    if line[..body].ends_with(envelope.as_bytes()) {
        CODE_CHARS.saturating_sub(digits)
    } else {
        usize::MAX
    }
}

/// Whether a line is one of base64, as the attachments of a mail are.
fn is_attachment(line: &[u8]) -> bool {
    let other = |byte: &u8| matches!(byte, b'+' | b'/' | b'=');
    line.iter().any(other)
        && line.len() >= PART_CHARS_MIN
        && line.iter().all(|byte| other(byte) || byte.is_ascii_alphanumeric())
}
