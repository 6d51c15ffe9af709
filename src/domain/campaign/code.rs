//! The campaign as bytes and as a code.
//!
//! | bytes | content |
//! |---|---|
//! | 0 | format, 1 |
//! | 1–4 | campaign id |
//! | 5 | wave |
//! | 6 | bits 0–3: 0 either form, 1 the full, 2 the quick one; bit 4 + n: text n is in UTF-16 |
//! | 7 | background questions asked, bit n for question n |
//! | 8 | minimum |
//! | 9–12 | first four bytes of the instrument's hash |
//! | 13– | title, wave label, purpose, contact: length in bytes, then that many |
//! | then | extensions (`campaign/extensions.rs`): a tag, a length in bytes, then that many |
//! | last 4 | first four bytes of the SHA-256 of all before |
//!
//! A text is in UTF-8, or in UTF-16 with the high byte first where that is shorter.
//!
//! The code is [`PREFIX`] and these bytes in base64url without padding. What does not read as
//! written here although its check agrees was made by a newer version.

use sha2::{Digest as _, Sha256};

use super::extensions::Extensions;
use super::{Campaign, Details, FormChoice, start_of_hash};
use crate::domain::base64url::{DIGITS, decoded, encoded};
use crate::domain::instrument::Instrument;

/// What stands before the code in a link's fragment.
pub const JOIN: &str = "#/join/";

/// Longest text that is searched for a code, bytes: a long invitation around it.
pub const TEXT_BYTES_MAX: usize = 16_384;

/// What a code of any version begins with; the version and a colon follow.
const NAME: &str = "QINGDAN-C";

/// What a code begins with.
const PREFIX: &str = "QINGDAN-C1:";

/// What the text of a plan for two tallies begins with, up to its version.
const PLAN_NAME: &str = "QINGDAN-T";

/// What the campaign's file calls itself.
const FILE_FORMAT: &str = "qingdan-campaign/1";

const FORMAT: u8 = 1;
const CHECK_BYTES: usize = 4;

/// Bytes before the texts.
const HEAD_BYTES: usize = 13;

/// The first of the bits that say how a text is written.
const WIDE: u8 = 1 << 4;

/// Longest code without its prefix, characters; far more than the 750 that the longest texts need,
/// so that extensions of newer versions are recognised as such.
const CODE_CHARS_MAX: usize = 2_000;

/// Why a text gives no campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CampaignFault {
    /// There is no code in it.
    #[error("there is no campaign code in it")]
    NoCode,
    /// The code is incomplete or changed.
    #[error("the code is incomplete or changed")]
    Damaged,
    /// A newer version of the organiser's page made the code.
    #[error("a newer version made the code")]
    Newer,
    /// The campaign asks another instrument or another version of it.
    #[error("the campaign asks another instrument")]
    OtherInstrument,
    /// The text is longer than [`TEXT_BYTES_MAX`].
    #[error("the text is too long")]
    TooLong,
    /// There is a plan for two tallies in it: the campaign's records leave as halves, and nobody
    /// is to join it in another way.
    #[error("the records of the campaign are split for two tallies")]
    TwoTallies,
}

impl Campaign {
    /// The code: a prefix, then letters, digits, `-` and `_`.
    pub fn to_code(&self) -> String {
        [PREFIX, &encoded(&self.to_bytes())].concat()
    }

    /// The link that opens the respondent's page with this campaign, where it is served at an
    /// address.
    pub fn to_link(&self, address: &str) -> String {
        [address, JOIN, &encoded(&self.to_bytes())].concat()
    }

    /// The campaign's file: one line of JSON.
    pub fn to_file(&self) -> String {
        self.to_line() + "\n"
    }

    /// The line of that file, as it stands in a bundle.
    pub fn to_line(&self) -> String {
        format!("{{\"format\":\"{FILE_FORMAT}\",\"code\":\"{}\"}}", self.to_code())
    }

    fn to_bytes(&self) -> Vec<u8> {
        let details = &self.details;
        let mut bytes = vec![FORMAT];
        bytes.extend(details.id);
        bytes.extend([details.wave, details.form as u8, details.background, details.minimum]);
        bytes.extend(self.instrument);
        for (number, (_, _, text)) in details.texts().into_iter().enumerate() {
            let written = if is_wide(text) {
                bytes[6] |= WIDE << number;
                text.encode_utf16().flat_map(u16::to_be_bytes).collect()
            } else {
                text.as_bytes().to_vec()
            };
            // The limits in characters keep every text below 256 bytes.
            bytes.push(u8::try_from(written.len()).unwrap_or(u8::MAX));
            bytes.extend(written);
        }
        bytes.extend(self.extensions.to_bytes());
        let check = check(&bytes);
        bytes.extend(check);
        bytes
    }
}

/// Reads the campaign whose code stands anywhere in a text: a message, a link, a file. Any text
/// gives a campaign or a fault; only codes that [`Campaign::to_code`] would write are accepted,
/// but a code may be broken over several lines.
pub fn read_campaign(instrument: &Instrument, text: &str) -> Result<Campaign, CampaignFault> {
    if text.len() > TEXT_BYTES_MAX {
        return Err(CampaignFault::TooLong);
    }
    if text.contains(PLAN_NAME) {
        return Err(CampaignFault::TwoTallies);
    }
    let mut fault = CampaignFault::NoCode;
    for (at, _) in text.char_indices() {
        let text = &text[at..];
        if let Some(code) = text.strip_prefix(PREFIX).or_else(|| text.strip_prefix(JOIN)) {
            match read_here(instrument, code) {
                Ok(campaign) => return Ok(campaign),
                Err(other) => fault = other,
            }
        } else if text.strip_prefix(NAME).is_some_and(is_version) {
            fault = CampaignFault::Newer;
        }
    }
    Err(fault)
}

/// Whether there is something in a text that looks like the code of a campaign.
pub fn mentions_campaign(text: &str) -> bool {
    text.contains(NAME) || text.contains(JOIN)
}

/// Whether a text begins with a number and a colon.
fn is_version(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && text.as_bytes().get(digits) == Some(&b':')
}

/// Reads the code that a text begins with. Where it goes on after white space nobody can see from
/// outside: the first length whose check agrees is the right one.
fn read_here(instrument: &Instrument, text: &str) -> Result<Campaign, CampaignFault> {
    let mut code = String::new();
    for run in text.split_whitespace() {
        let digits = run.bytes().take_while(|byte| DIGITS.contains(byte)).count();
        code.push_str(&run[..digits]);
        match read_code(instrument, &code) {
            Err(CampaignFault::Damaged) if digits == run.len() && code.len() < CODE_CHARS_MAX => {}
            read => return read,
        }
    }
    Err(CampaignFault::Damaged)
}

fn read_code(instrument: &Instrument, code: &str) -> Result<Campaign, CampaignFault> {
    let bytes = decoded(code.as_bytes()).filter(|_| code.len() <= CODE_CHARS_MAX);
    let bytes = bytes.ok_or(CampaignFault::Damaged)?;
    let (body, sealed) = bytes.split_last_chunk().ok_or(CampaignFault::Damaged)?;
    if *sealed != check(body) {
        return Err(CampaignFault::Damaged);
    }
    if body.first() == Some(&FORMAT) && body.get(9..HEAD_BYTES) != Some(&start_of_hash(instrument))
    {
        return Err(CampaignFault::OtherInstrument);
    }
    read_body(instrument, body).ok_or(CampaignFault::Newer)
}

/// The campaign of bytes whose check agrees; none where they are not as this version writes them.
fn read_body(instrument: &Instrument, body: &[u8]) -> Option<Campaign> {
    let (&[format, a, b, c, d, wave, flags, background, minimum, ..], mut rest) =
        body.split_first_chunk::<HEAD_BYTES>()?;
    let mut text = |number: u32| {
        let (&length, after) = rest.split_first()?;
        let (written, after) = after.split_at_checked(usize::from(length))?;
        rest = after;
        let wide = flags & WIDE << number != 0;
        let text = if wide { from_wide(written) } else { String::from_utf8(written.to_vec()).ok() };
        // In the shorter of the two.
        text.filter(|text| wide == is_wide(text))
    };
    let (title, wave_label, purpose, contact) = (text(0)?, text(1)?, text(2)?, text(3)?);
    let form = FormChoice::numbered(flags % WIDE)?;
    let id = [a, b, c, d];
    let details =
        Details { id, wave, title, wave_label, purpose, contact, form, background, minimum };
    let extensions = Extensions::from_bytes(instrument, background, rest)?;
    let campaign = Campaign::new(instrument, details).ok()?;
    (format == FORMAT).then_some(Campaign { extensions, ..campaign })
}

/// Whether a text is shorter in UTF-16.
fn is_wide(text: &str) -> bool {
    2 * text.encode_utf16().count() < text.len()
}

/// A text in UTF-16, high byte first.
fn from_wide(bytes: &[u8]) -> Option<String> {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|p| u16::from_be_bytes([p[0], p[1]])).collect();
    String::from_utf16(&units).ok().filter(|_| bytes.len().is_multiple_of(2))
}

fn check(bytes: &[u8]) -> [u8; CHECK_BYTES] {
    let digest = Sha256::digest(bytes);
    std::array::from_fn(|at| digest[at])
}
