//! What says, in a form and in every row of its answers, whose instrument it is.

use std::fmt;

use crate::domain::instrument::Instrument;

/// An instrument's id, version and hash, as one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The instrument's id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its hash, in hexadecimal digits.
    pub hash: String,
}

impl Stamp {
    /// The stamp of an instrument.
    pub fn of(instrument: &Instrument) -> Self {
        let Instrument { id, version, hash, .. } = instrument;
        Self { id: id.clone(), version: version.clone(), hash: hash.to_string() }
    }

    /// Reads a stamp: as it stands in answers, or in quotation marks as in a calculation.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let bare = text.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')).unwrap_or(text);
        let mut words = bare.split(' ');
        let [id, version, hash] = [words.next()?, words.next()?, words.next()?];
        let plain = |text: &str| {
            let word = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
            !text.is_empty() && text.bytes().all(word)
        };
        let hexadecimal = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        let whole = words.next().is_none() && hexadecimal && plain(id) && plain(version);
        let [id, version, hash] = [id, version, hash].map(str::to_owned);
        whole.then_some(Self { id, version, hash })
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.id, self.version, self.hash)
    }
}

#[cfg(test)]
mod tests {
    use super::Stamp;
    use crate::domain::shipped_instrument;

    #[test]
    fn a_stamp_is_read_as_it_is_written() {
        let stamp = Stamp::of(shipped_instrument());
        assert_eq!(Stamp::read(&stamp.to_string()), Some(stamp.clone()));
        assert_eq!(Stamp::read(&format!(" '{stamp}' ")), Some(stamp.clone()));
        for wrong in ["", "''", "a 1", "a 1 0f", &format!("{stamp} more"), &format!("'{stamp}")] {
            assert_eq!(Stamp::read(wrong), None, "{wrong}");
        }
    }
}
