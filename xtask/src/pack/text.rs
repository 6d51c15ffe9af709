//! A module as text that an HTML parser leaves alone: one character per byte.
//!
//! Inside `<script type="application/octet-stream">` a parser changes only U+0000 (to U+FFFD) and
//! carriage returns (to line feeds), and reads `</script` and `<!--` as markup. So:
//!
//! - a byte is the character with its number, in UTF-8 (one byte below 0x80, two above);
//! - 0x0D and 0x3C (`<`) are U+010D and U+013C: a decoder that keeps the low 8 bits needs no rule;
//! - 0x00, the second most frequent byte of a module, takes the place of 0x7F, which is rare and
//!   becomes U+017F. This saves 1.1 kB of 45.7 (brotli) on a small Yew page.
//!
//! Decoding is in `page/boot.js`: the code modulo 256, except that 0x7F is 0. Line feeds that a
//! mail gateway or a version control system makes into CR LF come back as line feeds.

/// The module as text.
pub fn encode(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| encode_byte(byte)).collect()
}

fn encode_byte(byte: u8) -> char {
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
        let code = |char: char| {
            if char == '\u{7f}' { 0 } else { u32::from(char) & 0xff }
        };
        parsed.chars().map(|char| u8::try_from(code(char)).expect("eight bits")).collect()
    }

    #[test]
    fn every_pair_of_bytes_comes_back() {
        for first in 0..=u8::MAX {
            let pairs: Vec<u8> = (0..=u8::MAX).flat_map(|second| [first, second]).collect();
            assert_eq!(decode(&encode(&pairs)), pairs, "pairs that begin with {first:#04x}");
        }
    }

    #[test]
    fn nothing_looks_like_markup() {
        let text = encode(b"</script><!--<script>\r\n\0\r");
        assert!(!text.contains(['<', '\r', '\0']), "{text:?}");
    }

    #[test]
    fn the_boot_script_decodes_the_same_way() {
        let boot = include_str!("../../page/boot.js");
        assert!(boot.contains("bytes[i] = code === 127 ? 0 : code;"));
    }
}
