//! Codes among messages: copied from a chat, with names, times and chatter between them.
//!
//! One pass, character by character. A code may be broken over lines anywhere, quoted with `>`,
//! written in full width or mixed case, and followed at once by other words. Whatever begins like
//! a code is found; whether it is whole is for [`read_code`] to say.
//!
//! [`read_code`]: crate::domain::record::read_code

use crate::domain::record::{CODE_CHARS, CODE_PREFIX, character};

/// What a code of any version begins with, as [`character`] gives it.
const NAME: &[u8] = b"Q1NGDAN-";

/// Most digits of a version.
const VERSION_CHARS_MAX: usize = 3;

/// A code in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Code {
    /// Where it begins, bytes.
    pub(super) offset: usize,
    /// Number of line feeds before it.
    pub(super) line: usize,
    /// Its characters, without anything between them; fewer than a code has where it is damaged.
    pub(super) text: String,
}

/// Finds every code in a text, in order. What is not UTF-8 stands between codes like other words.
pub(super) fn find_codes(bytes: &[u8], found: &mut impl FnMut(Code)) {
    let mut finder = Finder::default();
    let (mut line, mut offset) = (0, 0);
    // Marks before the first word of a line are those of a quotation.
    let mut line_begins = true;
    for chunk in bytes.utf8_chunks() {
        for (at, char) in chunk.valid().char_indices() {
            if char == '\n' {
                (line, line_begins) = (line + 1, true);
            }
            if char.is_whitespace() || is_invisible(char) || line_begins && is_quotation(char) {
                continue;
            }
            line_begins = false;
            finder.take(plain(char), offset + at, line, found);
        }
        if !chunk.invalid().is_empty() {
            line_begins = false;
            finder.take(char::REPLACEMENT_CHARACTER, offset, line, found);
        }
        offset += chunk.valid().len() + chunk.invalid().len();
    }
    finder.end(found);
}

/// Characters that have no width; chat programs and web pages leave them where lines may break.
const fn is_invisible(char: char) -> bool {
    matches!(char, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

const fn is_quotation(char: char) -> bool {
    matches!(char, '>' | '＞' | '|' | '｜' | '│')
}

/// A character as a code has it, also where a keyboard made a longer dash of a hyphen.
fn plain(char: char) -> char {
    match char {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        other => character(other),
    }
}

/// What has been seen of a code.
#[derive(Default)]
struct Finder {
    /// Characters of [`NAME`] seen last.
    named: usize,
    /// The digits after it.
    version: String,
    /// Where the name began: offset and line.
    start: (usize, usize),
    /// A code that is being read.
    code: Option<Code>,
}

impl Finder {
    fn take(&mut self, char: char, offset: usize, line: usize, found: &mut impl FnMut(Code)) {
        let belongs = char != 'U' && char.is_ascii_alphanumeric();
        if let Some(code) = &mut self.code {
            if belongs {
                code.text.push(char);
            }
            if !belongs || code.text.len() == CODE_PREFIX.len() + CODE_CHARS {
                self.end(found);
            }
        }
        // A name may begin in what was taken for the rest of a code.
        if self.named < NAME.len() {
            if char == char::from(NAME[self.named]) {
                if self.named == 0 {
                    self.start = (offset, line);
                }
                self.named += 1;
                return;
            }
        } else if char.is_ascii_digit() && self.version.len() < VERSION_CHARS_MAX {
            self.version.push(char);
            return;
        } else if char == ':' && !self.version.is_empty() {
            let (offset, line) = self.start;
            let text = ["QINGDAN-", &self.version, ":"].concat();
            self.code = Some(Code { offset, line, text });
        }
        self.version.clear();
        self.named = usize::from(char == 'Q');
        if self.named > 0 {
            self.start = (offset, line);
        }
    }

    fn end(&mut self, found: &mut impl FnMut(Code)) {
        self.code.take().into_iter().for_each(found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(usize, &str)]) {
        let mut codes = Vec::new();
        find_codes(text.as_bytes(), &mut |code| {
            assert!(text.is_char_boundary(code.offset), "{text:?}");
            codes.push((code.line, code.text));
        });
        let expected = expected.iter().map(|&(line, code)| (line, code.to_owned()));
        assert_eq!(codes, expected.collect::<Vec<_>>(), "{text:?}");
    }

    #[test]
    fn what_begins_like_a_code_is_found() {
        for text in ["", "{}", "QINGDAN-1", "QINGDAN-:A", "QINGDAN-C1:AAAA", "QINGDAN-1234:A"] {
            check(text, &[]);
        }
        check("收到：\nQINGDAN-1:A", &[(1, "QINGDAN-1:A")]);
        check("\u{feff}\n qingdan-1:a\nb\n", &[(1, "QINGDAN-1:AB")]);
        check("QINGDAN-1:A\r\n\r\nQINGDAN-1:B", &[(0, "QINGDAN-1:AQ1NGDAN"), (2, "QINGDAN-1:B")]);
        check("Q1NGDAN\n－１：\nA，qlngdan—1：B", &[(0, "QINGDAN-1:A"), (2, "QINGDAN-1:B")]);
        check("QQQINGDAN-1:A.", &[(0, "QINGDAN-1:A")]);
        check("> QINGDAN-\n>> 1:A\n> B\u{200b}C >D", &[(0, "QINGDAN-1:ABC")]);
        check("QINGDAN-2:A", &[(0, "QINGDAN-2:A")]);
        check("QINGDAN-1:AUB", &[(0, "QINGDAN-1:A")]);
    }

    #[test]
    fn what_follows_a_whole_code_does_not_belong_to_it() {
        let whole = [CODE_PREFIX, &"7".repeat(CODE_CHARS)].concat();
        let text = format!("{whole}7收到 10:02\n{whole}{whole}");
        check(&text, &[(0, &whole), (1, &whole), (1, &whole)]);
    }

    #[test]
    fn bytes_that_are_no_text_stand_between_codes() {
        let mut codes = Vec::new();
        find_codes(b"\xca\xd5 QINGDAN-1:A\xffB\nQINGDAN-1:C", &mut |code| codes.push(code));
        let code = |offset, line, text: &str| Code { offset, line, text: text.to_owned() };
        assert_eq!(codes, [code(3, 0, "QINGDAN-1:A"), code(17, 1, "QINGDAN-1:C")]);
    }
}
