//! A module as text that an HTML parser leaves alone: one character per byte, and one per Chinese
//! character.
//!
//! Inside `<script type="application/octet-stream">` a parser changes only U+0000 (to U+FFFD) and
//! carriage returns (to line feeds), and reads `</script` and `<!--` as markup. So:
//!
//! - three bytes that are one character from U+2000 to U+FFEF in UTF-8 are that character: the
//!   texts in the module stand in the file as themselves, which saves 1.8 kB of 139 (brotli);
//! - any other byte is the character with its number, in UTF-8 (one byte below 0x80, two above);
//! - 0x0D and 0x3C (`<`) are U+010D and U+013C: a decoder that keeps the low 8 bits needs no rule;
//! - 0x00, the second most frequent byte of a module, takes the place of 0x7F, which is rare and
//!   becomes U+017F. This saves 1.1 kB of 45.7 (brotli) on a small Yew page.
//!
//! That is how all sections but the code stand in the text. The code is taken apart into streams
//! ([`super::streams`]), because equals beside equals compress better: 13 kB of 180. The text is:
//! sections before the code · sections after it · one stream after the other, with U+0100 between
//! them. Decoding is in `page/decode.js`.
//!
//! Line feeds that a mail gateway or a version control system makes into CR LF come back as line
//! feeds.

use super::streams::{self, Streams};
use crate::fail::{Failure, Outcome};

/// Stands between the parts of the text, and nowhere in them.
const BETWEEN: char = '\u{100}';

/// The module as text.
pub fn encode(wasm: &[u8]) -> Outcome<String> {
    let broken =
        |what| Failure::new(format!("the module: {what}"), "see xtask/src/pack/streams.rs");
    let code = streams::code_section(wasm).ok_or_else(|| broken("no code section".to_owned()))?;
    let streams = Streams::of(&wasm[code.content.clone()]).map_err(broken)?;
    let mut text = plain(&wasm[..code.start]);
    text.push(BETWEEN);
    text.push_str(&plain(&wasm[code.content.end..]));
    for stream in streams.texts() {
        text.push(BETWEEN);
        text.push_str(stream);
    }
    Ok(text)
}

/// Bytes as text, character by character.
fn plain(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&byte, others)) = rest.split_first() {
        if let Some(char) = character(rest) {
            text.push(char);
            rest = &rest[char.len_utf8()..];
        } else {
            text.push(encode_byte(byte));
            rest = others;
        }
    }
    text
}

/// The character of three bytes that the first bytes are, if a parser leaves it alone: U+FEFF
/// could be taken for a byte order mark.
fn character(bytes: &[u8]) -> Option<char> {
    let text = std::str::from_utf8(bytes.get(..3)?).ok()?;
    let char = text.chars().next()?;
    (('\u{2000}'..='\u{ffef}').contains(&char) && char != '\u{feff}').then_some(char)
}

/// The character that stands for a byte.
pub(super) fn encode_byte(byte: u8) -> char {
    match byte {
        0 => '\u{7f}',
        0x0d => '\u{10d}',
        b'<' => '\u{13c}',
        0x7f => '\u{17f}',
        other => char::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the browser does: preprocessing of the HTML standard, then `decode` of boot.js.
    fn decode(text: &str) -> Vec<u8> {
        let parsed = text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}");
        let mut bytes = Vec::new();
        for char in parsed.chars() {
            let code = u32::from(char);
            match code {
                0x800.. => bytes.extend_from_slice(char.to_string().as_bytes()),
                0x7f => bytes.push(0),
                _ => bytes.push(u8::try_from(code & 0xff).expect("eight bits")),
            }
        }
        bytes
    }

    #[test]
    fn every_pair_of_bytes_comes_back() {
        for first in 0..=u8::MAX {
            let pairs: Vec<u8> = (0..=u8::MAX).flat_map(|second| [first, second]).collect();
            assert_eq!(decode(&plain(&pairs)), pairs, "pairs that begin with {first:#04x}");
        }
    }

    #[test]
    fn chinese_stands_as_itself_and_halves_of_it_come_back() {
        let check = |bytes: &[u8], length: usize| {
            let text = plain(bytes);
            assert_eq!(text.chars().count(), length, "{text:?}");
            assert_eq!(decode(&text), bytes, "{text:?}");
        };
        check("轻担，“a”".as_bytes(), 6);
        check(&"轻".as_bytes()[..2], 2);
        check(&"轻担".as_bytes()[1..], 3);
        check("\u{feff}\u{fffe}\u{7ff}".as_bytes(), 8);
        check(&[0xed, 0xa0, 0x80, 0xe2, 0x80], 5);
    }

    #[test]
    fn nothing_looks_like_markup() {
        let text = plain(b"</script><!--<script>\r\n\0\r");
        assert!(!text.contains(['<', '\r', '\0']), "{text:?}");
    }
}
