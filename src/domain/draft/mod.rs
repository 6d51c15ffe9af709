//! A draft: an interview as it stands, to be gone on with later on the same device.
//!
//! Unlike a record it keeps everything: answers that the form does not ask, whether the answers
//! have left the phone, and the page to go back to. It is never shown and never leaves the
//! device; what is stored is its encryption (`tasks/seal_draft.rs`). Its bytes have one fixed
//! length, so that their size tells nothing.
//!
//! | bytes | content |
//! |---|---|
//! | 0 | format, [`DRAFT_FORMAT`] |
//! | 1–8 | first eight bytes of the instrument's hash |
//! | 9 | bit 0: quick form; 1: campaign follows; 2: exported; 3–4: forms; 5: sealed; 6: protected |
//! | 10 | revision |
//! | 11–26 | number that the ids of its records follow from |
//! | 27–30 | campaign id, 0 without a campaign |
//! | 31 | wave, 0 without a campaign |
//! | 32 | page to go back to |
//! | 33 | bit n: background question n is asked against the usual choice; 0 without a campaign |
//! | 34–35 | 0 |
//! | 36–63 | 56 answers of 4 bits, as in a packed record |
//! | 64–95 | seed of the draws, 0 for none |
//! | 96–98 | 0 |
//!
//! The forms are what the campaign asks: 0 either (or no campaign), 1 the full, 2 the quick one.
//! Sealed: the campaign has a key; protected: it has randomised items or tells who is asked. None
//! of these is kept: until the campaign is read again, nothing of the interview can leave the
//! phone. The seed is kept, so that what leaves then has the same draws.

mod code;
mod fault;

pub use code::ResumeCode;
pub use fault::{KeepFault, ResumeFault};

use super::answer::{Answer, Answers};
use super::campaign::{FormChoice, Terms, known, usual_background};
use super::instrument::{Form, Instrument};
use super::interview::Interview;
use super::randomised::{NoiseSeed, SEED_BYTES};
use super::record::{CampaignRef, RecordId, WAVE_MAX, pack_answers, unpack_answers};

/// Length of a draft.
pub const DRAFT_BYTES: usize = 99;

/// First byte of a draft.
pub const DRAFT_FORMAT: u8 = 2;

const ANSWERS_FROM: usize = 36;
const SEED_FROM: usize = 64;
const QUICK: u8 = 1;
const CAMPAIGN: u8 = 2;
const EXPORTED: u8 = 4;
const FORM_CHOICE: u8 = 8;
const SEALED: u8 = 32;
const PROTECTED: u8 = 64;

/// An interview as it stands, and the page to go back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The interview.
    pub interview: Interview,
    /// Number of the page to go back to; what it means is the page's business.
    pub page: u8,
}

/// Why bytes are not a draft that can be gone on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DraftFault {
    /// The bytes are not those of a draft.
    #[error("not the bytes of a draft")]
    Damaged,
    /// Another version of this page wrote the draft.
    #[error("a draft in another format")]
    OtherFormat,
    /// The draft answers another instrument.
    #[error("a draft of another instrument")]
    OtherInstrument,
}

impl Draft {
    /// The draft's bytes.
    pub fn to_bytes(&self, instrument: &Instrument) -> [u8; DRAFT_BYTES] {
        let interview = &self.interview;
        let mut bytes = [0; DRAFT_BYTES];
        bytes[0] = DRAFT_FORMAT;
        bytes[1..9].copy_from_slice(&instrument.hash.0[..8]);
        if interview.form == Form::Quick {
            bytes[9] |= QUICK;
        }
        if interview.exported {
            bytes[9] |= EXPORTED;
        }
        bytes[10] = interview.revision;
        bytes[11..27].copy_from_slice(&interview.id.0);
        if let Some(Terms { campaign, form, background, sealed, protected }) = interview.terms {
            bytes[9] |= CAMPAIGN | ((form as u8) * FORM_CHOICE);
            bytes[9] |= (u8::from(sealed) * SEALED) | (u8::from(protected) * PROTECTED);
            bytes[27..31].copy_from_slice(&campaign.id);
            bytes[31] = campaign.wave;
            bytes[33] = background ^ usual_background(instrument);
        }
        bytes[32] = self.page;
        bytes[ANSWERS_FROM..SEED_FROM].copy_from_slice(&pack_answers(&interview.answers));
        if let Some(seed) = &interview.seed {
            bytes[SEED_FROM..][..SEED_BYTES].copy_from_slice(seed.as_bytes());
        }
        bytes
    }
}

/// Reads a draft of this instrument. Any bytes give a draft or a fault; only bytes that
/// [`Draft::to_bytes`] would write are accepted.
pub fn read_draft(instrument: &Instrument, bytes: &[u8]) -> Result<Draft, DraftFault> {
    let bytes: &[u8; DRAFT_BYTES] = bytes.try_into().map_err(|_| DraftFault::Damaged)?;
    if bytes[0] != DRAFT_FORMAT {
        return Err(DraftFault::OtherFormat);
    }
    if bytes[1..9] != instrument.hash.0[..8] {
        return Err(DraftFault::OtherInstrument);
    }
    let mut id = [0; 16];
    id.copy_from_slice(&bytes[11..27]);
    let wave = bytes[31];
    let background = bytes[33] ^ usual_background(instrument);
    let (sealed, protected) = (bytes[9] & SEALED != 0, bytes[9] & PROTECTED != 0);
    let choice = FormChoice::numbered((bytes[9] & !(SEALED | PROTECTED)) / FORM_CHOICE);
    let terms = match (bytes[9] & CAMPAIGN, choice) {
        (0, _) => None,
        (_, Some(form)) if (1..=WAVE_MAX).contains(&wave) && known(instrument, background) => {
            let id = [bytes[27], bytes[28], bytes[29], bytes[30]];
            Some(Terms { campaign: CampaignRef { id, wave }, form, background, sealed, protected })
        }
        _ => return Err(DraftFault::Damaged),
    };
    let form = if bytes[9] & QUICK == 0 { Form::Full } else { Form::Quick };
    if terms.is_some_and(|terms| !terms.form.allows(form)) {
        return Err(DraftFault::Damaged);
    }
    let damaged = |_, _: &str, _: &str| DraftFault::Damaged;
    let answers = unpack_answers(instrument, &bytes[ANSWERS_FROM..SEED_FROM], damaged)?;
    let begun = Answers::new(instrument);
    let asks = |question| begun.get(question) != Answer::NotAsked;
    let denied = |question| asks(question) && answers.get(question) == Answer::NotAsked;
    if instrument.questions().any(|(question, _)| denied(question)) {
        return Err(DraftFault::Damaged);
    }
    let mut seed = [0; SEED_BYTES];
    seed.copy_from_slice(&bytes[SEED_FROM..][..SEED_BYTES]);
    let interview = Interview {
        id: RecordId(id),
        seed: (seed != [0; SEED_BYTES]).then(|| NoiseSeed::of_random(seed)),
        revision: bytes[10],
        exported: bytes[9] & EXPORTED != 0,
        form,
        terms,
        answers,
    };
    let draft = Draft { interview, page: bytes[32] };
    if draft.to_bytes(instrument) == *bytes { Ok(draft) } else { Err(DraftFault::Damaged) }
}
