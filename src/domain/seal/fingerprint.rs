//! The twenty digits by which people compare public keys.

use std::fmt;

/// Decimal digits: room for every number of 64 bits.
const DIGITS: usize = 20;

/// Between the groups of four.
const GROUP_DIGITS: usize = 4;

/// The first 64 bits of the SHA-256 of a public key, shown as twenty decimal digits in groups of
/// four. Another key with the same fingerprint takes 2⁶⁴ tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub(super) u64);

impl Fingerprint {
    /// The first 64 bits of a SHA-256.
    #[cfg(feature = "two-tally")]
    pub(in crate::domain) fn of_digest(digest: &[u8; 32]) -> Self {
        Self(u64::from_be_bytes(std::array::from_fn(|at| digest[at])))
    }

    /// Reads a fingerprint as typed, with or without groups; none where it is not twenty digits of
    /// a number of 64 bits.
    pub fn parse(typed: &str) -> Option<Self> {
        let mut digits = String::new();
        for char in typed.chars().map(narrow) {
            if !char.is_whitespace() && !matches!(char, '-' | '‐'..='―' | '−') {
                digits.push(char);
            }
        }
        let good = digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|_| good).map(Self)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, digit) in format!("{:0DIGITS$}", self.0).chars().enumerate() {
            if place > 0 && place % GROUP_DIGITS == 0 {
                f.write_str(" ")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

/// The ASCII digit of a full-width one.
fn narrow(char: char) -> char {
    match char {
        '０'..='９' => char::from_u32(u32::from(char) - 0xfee0).unwrap_or(char),
        _ => char,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_digits_in_groups_of_four() {
        let check = |number, shown: &str| {
            let fingerprint = Fingerprint(number);
            assert_eq!(fingerprint.to_string(), shown);
            assert_eq!(Fingerprint::parse(shown), Some(fingerprint));
            assert_eq!(Fingerprint::parse(&shown.replace(' ', "")), Some(fingerprint));
            assert_eq!(Fingerprint::parse(&shown.replace(' ', "－－— \n")), None, "{shown}");
            assert_eq!(Fingerprint::parse(&shown.replace(' ', "—— \n")), Some(fingerprint));
        };
        check(0, "0000 0000 0000 0000 0000");
        check(12_345_678_901_234_567, "0001 2345 6789 0123 4567");
        check(u64::MAX, "1844 6744 0737 0955 1615");
        let wide = "００００　００００　００００　００００　０００７";
        assert_eq!(Fingerprint::parse(wide), Some(Fingerprint(7)));
    }

    #[test]
    fn what_is_no_fingerprint() {
        let big = "1844 6744 0737 0955 1616";
        for typed in ["", "1234", big, "0000 0000 0000 0000 000", "+000 0000 0000 0000 0000"] {
            assert_eq!(Fingerprint::parse(typed), None, "{typed}");
        }
        assert_eq!(Fingerprint::parse("0000 0000 0000 0000 0000 0"), None);
        assert_eq!(Fingerprint::parse("0000 0000 0000 0000 000O"), None);
    }
}
