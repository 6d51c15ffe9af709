//! Base64url without padding (RFC 4648, section 5): campaigns and envelopes as texts. Every text
//! is that of exactly one row of bytes.

/// The 64 digits.
pub(super) const DIGITS: &[u8; 64] =
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Bytes as a text.
pub(super) fn encoded(bytes: &[u8]) -> String {
    let mut code = String::new();
    for group in bytes.chunks(3) {
        let bits =
            (0..3).fold(0, |bits, at| bits << 8 | group.get(at).copied().map_or(0, u32::from));
        for digit in 0..=group.len() {
            code.push(char::from(DIGITS[(bits >> (18 - 6 * digit) & 63) as usize]));
        }
    }
    code
}

/// The bytes of a text; none where a character is no digit, or digits or bits are left over.
pub(super) fn decoded(code: &[u8]) -> Option<Vec<u8>> {
    let (mut bytes, mut bits, mut pending) = (Vec::new(), 0_u32, 0);
    for &byte in code {
        let digit = DIGITS.iter().position(|&digit| digit == byte)?;
        bits = bits << 6 | u32::try_from(digit).ok()?;
        pending += 6;
        if pending >= 8 {
            pending -= 8;
            bytes.push((bits >> pending & 0xff) as u8);
        }
    }
    // Six bits left over are a digit too many; others have to be 0.
    (pending < 6 && bits % (1 << pending) == 0).then_some(bytes)
}
