//! A public key as a text that one organiser sends the other: 64 hexadecimal digits.

use crate::domain::seal::{KEY_BYTES, PublicKey};

/// A public key in hexadecimal digits, two a byte.
pub fn public_key_text(key: &PublicKey) -> String {
    key.to_bytes().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// The public key that stands anywhere in a text, in one piece and with no digit or letter right
/// beside it; none where there is none, or two different ones.
pub fn read_public_key(text: &str) -> Option<PublicKey> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let mut keys = words.filter_map(key);
    let found = keys.next()?;
    keys.all(|other| other == found).then_some(found)
}

fn key(word: &str) -> Option<PublicKey> {
    let digits = word.as_bytes();
    if digits.len() != 2 * KEY_BYTES || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let mut bytes = [0; KEY_BYTES];
    for (at, place) in bytes.iter_mut().enumerate() {
        *place = u8::from_str_radix(word.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    PublicKey::from_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::keys;
    use super::*;

    #[test]
    fn a_key_is_read_wherever_it_stands() {
        let [one, other] = keys().map(|key| key.public().clone());
        let text = public_key_text(&one);
        for around in ["", "公钥：", "(", "key=", "\r\n"] {
            let text = format!("{around}{text}。\n");
            assert_eq!(read_public_key(&text), Some(one.clone()), "{text}");
        }
        assert_eq!(read_public_key(&text.to_uppercase()), Some(one.clone()));
        assert_eq!(read_public_key(&format!("{text} {text}")), Some(one));
        for wrong in [
            String::new(),
            text[1..].to_owned(),
            format!("a{text}"),
            format!("{text} {}", public_key_text(&other)),
            text.replace(&text[..1], "g"),
            // One of the keys with which every secret is known.
            "0".repeat(64),
        ] {
            assert_eq!(read_public_key(&wrong), None, "{wrong}");
        }
    }
}
