//! What a campaign has beyond its texts: each extension is a tag, a length in bytes, and so many
//! bytes, in ascending order of the tags and each at most once.
//!
//! | tag | bytes | content |
//! |---|---|---|
//! | 1 | 32 | the organiser's public key ([`PublicKey`]) |
//! | 2 | 0 | there are paper tickets; only where there is a key |
//! | 3 | 3–10 | the randomised items ([`Randomisation::to_bytes`]) |
//! | 4 | 4– | the people who are asked, by background ([`Roster::to_bytes`]) |
//!
//! Any other tag was written by a newer version.

use crate::domain::crowd::Roster;
use crate::domain::instrument::Instrument;
use crate::domain::randomised::Randomisation;
use crate::domain::seal::PublicKey;

const KEY: u8 = 1;
const TICKETS: u8 = 2;
const RANDOMISED: u8 = 3;
const ROSTER: u8 = 4;

/// What a campaign may have or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extensions {
    /// The organiser's public key: records leave the phone sealed to it, and in no other way.
    pub key: Option<PublicKey>,
    /// Whether people draw paper tickets, one of which goes into each sealed envelope.
    pub tickets: bool,
    /// Items whose answers are randomised on the phone.
    pub randomised: Option<Randomisation>,
    /// The people who are asked, by background.
    pub roster: Option<Roster>,
}

impl Extensions {
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let Self { key, tickets, randomised, roster } = self;
        let values = [
            (KEY, key.as_ref().map(|key| key.to_bytes().to_vec())),
            (TICKETS, tickets.then(Vec::new)),
            (RANDOMISED, randomised.as_ref().map(Randomisation::to_bytes)),
            (ROSTER, roster.as_ref().map(Roster::to_bytes)),
        ];
        let mut bytes = Vec::new();
        for (tag, value) in values {
            let Some(value) = value else { continue };
            // The limits of each keep it below 256 bytes.
            bytes.extend([tag, u8::try_from(value.len()).unwrap_or(u8::MAX)]);
            bytes.extend(value);
        }
        bytes
    }

    /// Reads all that stands after the texts of a campaign with these background questions; none
    /// where it is not as this version writes it.
    pub(super) fn from_bytes(
        instrument: &Instrument,
        background: u8,
        mut rest: &[u8],
    ) -> Option<Self> {
        let (mut extensions, mut last) = (Self::default(), 0);
        while let [tag, length, after @ ..] = rest {
            let (value, after) = after.split_at_checked(usize::from(*length))?;
            match *tag {
                tag if tag <= last => return None,
                KEY => extensions.key = Some(PublicKey::from_bytes(value.try_into().ok()?)?),
                TICKETS if value.is_empty() && extensions.key.is_some() => {
                    extensions.tickets = true;
                }
                RANDOMISED => {
                    extensions.randomised =
                        Some(Randomisation::from_bytes(instrument, value).ok()?);
                }
                ROSTER => {
                    extensions.roster =
                        Some(Roster::from_bytes(instrument, background, value).ok()?);
                }
                _ => return None,
            }
            (last, rest) = (*tag, after);
        }
        rest.is_empty().then_some(extensions)
    }
}
