//! The code that opens a draft.

use base32::Alphabet::Crockford;
use std::fmt;

/// Letters and digits of a code: 60 bits.
const CODE_CHARS: usize = 12;

/// Between the groups of four.
const GROUP_CHARS: usize = 4;

/// Twelve characters of Crockford's alphabet, drawn at random: 60 bits. Shown in groups of four;
/// read in any case, with or without spaces and dashes, with O for 0 and I or L for 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResumeCode(String);

impl ResumeCode {
    /// The code of random bytes.
    pub fn of_random(random: [u8; 10]) -> Self {
        let mut code = base32::encode(Crockford, &random);
        code.truncate(CODE_CHARS);
        Self(code)
    }

    /// Reads a code as typed; `None` where it is no code.
    pub fn parse(typed: &str) -> Option<Self> {
        let mut code = String::new();
        for typed in typed.chars().map(narrow) {
            if !typed.is_whitespace() && !matches!(typed, '-' | '‐'..='―' | '−' | '_' | 'ー')
            {
                code.push(typed);
            }
        }
        if code.len() != CODE_CHARS {
            return None;
        }
        // Whole bytes: 16 characters are ten of them.
        code.push_str("0000");
        let bytes: [u8; 10] = base32::decode(Crockford, &code)?.try_into().ok()?;
        Some(Self::of_random(bytes))
    }

    /// The twelve characters, without groups.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The three groups of four.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        (0..CODE_CHARS).step_by(GROUP_CHARS).filter_map(|at| self.0.get(at..at + GROUP_CHARS))
    }
}

impl fmt::Display for ResumeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, group) in self.groups().enumerate() {
            f.write_str(if place == 0 { "" } else { "-" })?;
            f.write_str(group)?;
        }
        Ok(())
    }
}

/// The ASCII form of a full-width character, which Chinese keyboards type.
fn narrow(typed: char) -> char {
    match typed {
        '！'..='～' => char::from_u32(typed as u32 - 0xFEE0).unwrap_or(typed),
        _ => typed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_type_them() {
        let code = ResumeCode::of_random([0x08, 0x42, 0x10, 0x84, 0x21, 0x9c, 0x63, 0x18, 9, 9]);
        assert_eq!(code.as_str(), "11111111KHHH");
        assert_eq!(code.to_string(), "1111-1111-KHHH");
        for typed in [
            "11111111KHHH",
            "1111-1111-khhh",
            " iiIl lL1I  khhh\n",
            "１１１１—１１１１－ＫＨＨＨ",
            "1111\u{3000}1111\u{3000}khhh",
        ] {
            assert_eq!(ResumeCode::parse(typed), Some(code.clone()), "{typed:?}");
        }
        assert_eq!(ResumeCode::parse("oO0o oO0o oO0o"), ResumeCode::parse("000000000000"));
    }

    #[test]
    fn what_is_no_code() {
        for typed in
            ["", "1111-1111-111", "1111-1111-11111", "1111-1111-111U", "一二三四", "1111-1111-11!1"]
        {
            assert_eq!(ResumeCode::parse(typed), None, "{typed:?}");
        }
    }
}
