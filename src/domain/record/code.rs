//! The record as a code: short enough for one small QR code or one message.
//!
//! [`CODE_PREFIX`], then 112 characters of Crockford's base32: the 64 packed bytes and the first
//! six bytes of their SHA-256, which catch a slip of the hand. Only characters of a QR code's
//! alphanumeric mode stand in it.

use base32::Alphabet::Crockford;
use sha2::{Digest as _, Sha256};

use super::packed::{PACKED_BYTES, unpack};
use super::read::quote;
use super::refusal::{Reason, Refusal};
use super::{Record, SIZE_BYTES_MAX};
use crate::domain::instrument::Instrument;

/// What a code begins with: what it is, and the version of its form.
pub(in crate::domain) const CODE_PREFIX: &str = "QINGDAN-1:";

const CHECK_BYTES: usize = 6;

/// Number of characters after [`CODE_PREFIX`].
pub(in crate::domain) const CODE_CHARS: usize = (PACKED_BYTES + CHECK_BYTES) * 8 / 5;

/// From an ASCII character to its full-width form.
const FULL_WIDTH: u32 = 0xfee0;

impl Record {
    /// The record as a code of 122 characters.
    pub fn to_code(&self) -> String {
        let packed = self.pack();
        let content = base32::encode(Crockford, &[&packed[..], &check(&packed)].concat());
        [CODE_PREFIX, &content].concat()
    }
}

/// Whether a text begins like a code, read as leniently as by [`read_code`].
pub fn looks_like_code(text: &str) -> bool {
    let mut found = characters(text);
    characters(CODE_PREFIX).all(|expected| found.next() == Some(expected))
}

/// Reads a code of one of the known instruments. White space, case and full width do not matter,
/// and I and L are read as 1, O as 0.
pub fn read_code(known: &[&Instrument], text: &str) -> Result<Record, Refusal> {
    let whole = |reason| Refusal::new(reason, "");
    if text.len() > SIZE_BYTES_MAX {
        let (size_bytes, limit_bytes) = (text.len() as u64, SIZE_BYTES_MAX as u64);
        return Err(whole(Reason::TooLarge { size_bytes, limit_bytes }));
    }
    let code = plain(text);
    if code.is_empty() {
        return Err(whole(Reason::Empty));
    }
    if !looks_like_code(text) {
        let found = quote(text.trim());
        return Err(Refusal::new(Reason::UnknownFormat { found }, "format"));
    }
    unpack(known, &decoded(text).ok_or_else(|| whole(Reason::BadCode))?)
}

/// The bytes of a packed record that a code holds, where its check agrees.
pub(super) fn decoded(text: &str) -> Option<[u8; PACKED_BYTES]> {
    let code = plain(text);
    let bytes = base32::decode(Crockford, code.strip_prefix(&plain(CODE_PREFIX))?)?;
    let (packed, rest) = bytes.split_first_chunk()?;
    (rest == check(packed)).then_some(*packed)
}

fn plain(text: &str) -> String {
    characters(text).collect()
}

/// The characters that count, as the alphabet writes them.
fn characters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|char| !char.is_whitespace()).map(character)
}

/// A character as the alphabet writes it.
pub(in crate::domain) fn character(char: char) -> char {
    match narrow(char).to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        other => other,
    }
}

/// The ASCII character of a full-width one, as Chinese keyboards write colons and digits.
fn narrow(char: char) -> char {
    match char {
        '！'..='～' => char::from_u32(u32::from(char) - FULL_WIDTH).unwrap_or(char),
        _ => char,
    }
}

fn check(packed: &[u8]) -> [u8; CHECK_BYTES] {
    let digest = Sha256::digest(packed);
    std::array::from_fn(|at| digest[at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::interview::Interview;
    use crate::domain::record::{RecordId, anonymise};
    use crate::domain::shipped_instrument;

    fn record(id: u8) -> Record {
        let instrument = shipped_instrument();
        anonymise(instrument, &Interview::new(instrument, RecordId([id; 16]), None))
    }

    fn check_refused(text: &str, expected: Reason, place: &str) {
        let found = read_code(&[shipped_instrument()], text);
        assert_eq!(found, Err(Refusal::new(expected, place)), "{text:?}");
    }

    #[test]
    fn a_code_is_read_however_it_was_copied() {
        let record = record(9);
        let code = record.to_code();
        assert_eq!(code.len(), 122);
        let wide: String = code.chars().flat_map(|char| [char, '\n', '\u{3000}']).collect();
        let confused = code.replace('0', "o").replace('1', "l");
        let full: String = code.chars().map(full_width).collect();
        let colon = code.replace(':', "：");
        let confused_too = confused.replace('l', "I").replace("QING", "Q1NG");
        for copy in [&code, &code.to_lowercase(), &wide, &confused, &confused_too, &full, &colon] {
            assert!(looks_like_code(copy), "{copy}");
            assert_eq!(read_code(&[shipped_instrument()], copy).as_ref(), Ok(&record), "{copy}");
        }
    }

    fn full_width(char: char) -> char {
        char::from_u32(u32::from(char) + FULL_WIDTH).expect("every ASCII character has one")
    }

    #[test]
    fn what_begins_otherwise_does_not_look_like_a_code() {
        for text in ["", " ", "{}", "QINGDAN-1", "QINGDAN-2:A", "收到：QINGDAN-1:A", "ＱＩＮＧ"]
        {
            assert!(!looks_like_code(text), "{text:?}");
        }
        for text in [CODE_PREFIX, " q l n\tgdan\r\n- i:", "ｑｉｎｇｄａｎ－１：", "QINGDAN-1：7"]
        {
            assert!(looks_like_code(text), "{text:?}");
        }
    }

    #[test]
    fn a_code_needs_no_more_than_a_qr_codes_alphanumeric_mode() {
        let allowed = |char: char| {
            char.is_ascii_digit() || char.is_ascii_uppercase() || matches!(char, '-' | ':')
        };
        assert!(record(77).to_code().chars().all(allowed));
    }

    #[test]
    fn every_slip_is_noticed() {
        let code = record(3).to_code();
        for place in CODE_PREFIX.len()..code.len() {
            let (before, rest) = code.split_at(place);
            let other = if rest.starts_with('7') { "8" } else { "7" };
            check_refused(&[before, other, &rest[1..]].concat(), Reason::BadCode, "");
            check_refused(&[before, &rest[1..]].concat(), Reason::BadCode, "");
            check_refused(&[before, other, rest].concat(), Reason::BadCode, "");
        }
        check_refused(&[&code, "="].concat(), Reason::BadCode, "");
        check_refused(&code.replace('7', "ü"), Reason::BadCode, "");
    }

    #[test]
    fn other_texts_are_called_what_they_are() {
        check_refused(" \n", Reason::Empty, "");
        check_refused(CODE_PREFIX, Reason::BadCode, "");
        let later = "QINGDAN-2:ABC".to_owned();
        check_refused(&later, Reason::UnknownFormat { found: later.clone() }, "format");
        let size_bytes = SIZE_BYTES_MAX as u64 + 1;
        let limit_bytes = SIZE_BYTES_MAX as u64;
        let long = "1".repeat(SIZE_BYTES_MAX + 1);
        check_refused(&long, Reason::TooLarge { size_bytes, limit_bytes }, "");
        let mut packed = record(4).pack();
        packed[35] = 1;
        let sealed = base32::encode(Crockford, &[&packed[..], &check(&packed)].concat());
        let sealed = [CODE_PREFIX, &sealed].concat();
        check_refused(&sealed, Reason::NotCanonical { offset: 35 }, "");
    }
}
