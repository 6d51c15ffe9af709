//! The record in 64 bytes.
//!
//! | bytes | content |
//! |---|---|
//! | 0 | format, [`PACKED_FORMAT`] |
//! | 1–4 | first four bytes of the instrument's hash |
//! | 5 | bit 0: quick form; bit 1: a campaign follows; other bits 0 |
//! | 6 | revision |
//! | 7–22 | record id |
//! | 23–26 | campaign id, 0 without a campaign |
//! | 27 | wave, 0 without a campaign |
//! | 28–35 | reserved for a paper ticket, 0 |
//! | 36–63 | 56 answers of 4 bits, the earlier in the high half |
//!
//! The answers are background, items, outcomes and three priorities, in that order; the rest is 0.
//! An answer is an option (0 to 10) or a code: 11 not applicable, 12 don't know, 13 prefer not to
//! say, 14 skipped, 15 not asked. The first priority is a category, 11 for "none for now", 13, 14
//! or 15; the second and third are categories or 14.

use super::read::settled;
use super::refusal::{Reason, Refusal};
use super::{CampaignRef, Record, RecordId, WAVE_MAX};
use crate::domain::answer::{Answer, Answers, Priorities, Question};
use crate::domain::instrument::{Form, Instrument, NIBBLES_MAX, PRIORITIES_MAX};
use crate::domain::interview::allows;

/// Length of a packed record.
pub const PACKED_BYTES: usize = 64;

/// First byte of a packed record.
pub const PACKED_FORMAT: u8 = 1;

pub(super) const ANSWERS_FROM: usize = PACKED_BYTES - NIBBLES_MAX / 2;
pub(super) const QUICK: u8 = 1;
pub(super) const CAMPAIGN: u8 = 2;
pub(super) const NOT_APPLICABLE: u8 = 11;
pub(super) const DONT_KNOW: u8 = 12;
pub(super) const DECLINED: u8 = 13;
pub(super) const SKIPPED: u8 = 14;
pub(super) const NOT_ASKED: u8 = 15;

impl Record {
    /// The canonical 64-byte form.
    pub fn pack(&self) -> [u8; PACKED_BYTES] {
        let mut packed = [0; PACKED_BYTES];
        packed[0] = PACKED_FORMAT;
        packed[1..5].copy_from_slice(&self.instrument.0[..4]);
        packed[6] = self.revision;
        packed[7..23].copy_from_slice(&self.id.0);
        if self.complete.form() == Form::Quick {
            packed[5] |= QUICK;
        }
        if let Some(CampaignRef { id, wave }) = self.campaign {
            packed[5] |= CAMPAIGN;
            packed[23..27].copy_from_slice(&id);
            packed[27] = wave;
        }
        packed[ANSWERS_FROM..].copy_from_slice(&pack_answers(self.complete.answers()));
        packed
    }
}

/// The answers of 4 bits each, settled or not.
pub(in crate::domain) fn pack_answers(answers: &Answers) -> [u8; NIBBLES_MAX / 2] {
    let mut packed = [0; NIBBLES_MAX / 2];
    let nibbles = answers.background.iter().chain(&answers.items).chain(&answers.outcomes);
    let nibbles = nibbles.map(|&answer| nibble(answer));
    for (place, nibble) in nibbles.chain(priority_nibbles(&answers.priorities)).enumerate() {
        packed[place / 2] |= if place % 2 == 0 { nibble << 4 } else { nibble };
    }
    packed
}

const fn nibble(answer: Answer) -> u8 {
    match answer {
        Answer::Option(option) => option,
        Answer::NotApplicable => NOT_APPLICABLE,
        Answer::DontKnow => DONT_KNOW,
        Answer::Declined => DECLINED,
        Answer::Skipped => SKIPPED,
        Answer::NotAsked => NOT_ASKED,
    }
}

const fn answer(nibble: u8) -> Answer {
    match nibble {
        NOT_APPLICABLE => Answer::NotApplicable,
        DONT_KNOW => Answer::DontKnow,
        DECLINED => Answer::Declined,
        SKIPPED => Answer::Skipped,
        NOT_ASKED => Answer::NotAsked,
        option => Answer::Option(option),
    }
}

fn priority_nibbles(priorities: &Priorities) -> Vec<u8> {
    let mut nibbles = match priorities {
        Priorities::Chosen(chosen) => chosen.clone(),
        Priorities::Nothing => vec![NOT_APPLICABLE],
        Priorities::Declined => vec![DECLINED],
        Priorities::Skipped => vec![SKIPPED],
        Priorities::NotAsked => return Vec::new(),
    };
    nibbles.resize(PRIORITIES_MAX, SKIPPED);
    nibbles
}

/// Reads a packed record of one of the known instruments.
pub fn unpack(known: &[&Instrument], bytes: &[u8]) -> Result<Record, Refusal> {
    let Ok(packed): Result<&[u8; PACKED_BYTES], _> = bytes.try_into() else {
        let reason = match bytes.len() {
            0 => Reason::Empty,
            size_bytes => Reason::WrongLength { size_bytes },
        };
        return Err(Refusal::new(reason, ""));
    };
    if packed[0] != PACKED_FORMAT {
        let found = packed[0].to_string();
        return Err(Refusal::new(Reason::UnknownFormat { found }, "format"));
    }
    let instrument = known.iter().find(|known| known.hash.0[..4] == packed[1..5]);
    let instrument = instrument.ok_or_else(|| {
        let start = u32::from_be_bytes([packed[1], packed[2], packed[3], packed[4]]);
        let found = format!("{start:08x}");
        Refusal::new(Reason::UnknownInstrument { found }, "instrument")
    })?;
    let form = if packed[5] & QUICK == 0 { Form::Full } else { Form::Quick };
    let mut id = [0; 16];
    id.copy_from_slice(&packed[7..23]);
    let campaign = read_campaign(packed)?;
    let complete = settled(instrument, form, unpack_answers(instrument, &packed[ANSWERS_FROM..])?)?;
    let record = Record {
        instrument: instrument.hash,
        campaign,
        id: RecordId(id),
        revision: packed[6],
        complete,
    };
    let canonical = record.pack();
    match canonical.iter().zip(packed).position(|(a, b)| a != b) {
        None => Ok(record),
        Some(offset) => Err(Refusal::new(Reason::NotCanonical { offset }, "")),
    }
}

fn read_campaign(packed: &[u8; PACKED_BYTES]) -> Result<Option<CampaignRef>, Refusal> {
    if packed[5] & CAMPAIGN == 0 {
        return Ok(None);
    }
    let wave = packed[27];
    if !(1..=WAVE_MAX).contains(&wave) {
        return Err(Refusal::new(Reason::BadWave, "wave"));
    }
    Ok(Some(CampaignRef { id: [packed[23], packed[24], packed[25], packed[26]], wave }))
}

/// Reads answers of 4 bits each, settled or not.
pub(in crate::domain) fn unpack_answers(
    instrument: &Instrument,
    packed: &[u8],
) -> Result<Answers, Refusal> {
    let mut nibbles = packed.iter().flat_map(|&byte| [byte >> 4, byte & 15]);
    let mut answers = Answers::new(instrument);
    for (question, id) in instrument.questions() {
        let answer = answer(nibbles.next().unwrap_or(NOT_ASKED));
        let place = || match question {
            Question::Background(_) => format!("background.{id}"),
            _ => format!("answers.{id}"),
        };
        if answer != Answer::NotAsked && !allows(instrument, question, answer) {
            let reason = match answer {
                Answer::Option(_) => {
                    Reason::OptionOutOfRange { options: instrument.options_of(question).len() }
                }
                _ => Reason::NotOffered,
            };
            return Err(Refusal::new(reason, place()));
        }
        if let Some(slot) = answers.slot(question) {
            *slot = answer;
        }
    }
    if let Some(position) = instrument.priorities_index() {
        let first: Vec<u8> = nibbles.by_ref().take(PRIORITIES_MAX).collect();
        answers.priorities = read_priorities(instrument, &first).ok_or_else(|| {
            let place = format!("answers.{}", instrument.outcomes[position].id);
            Refusal::new(Reason::BadPriorities, place)
        })?;
    }
    Ok(answers)
}

fn read_priorities(instrument: &Instrument, nibbles: &[u8]) -> Option<Priorities> {
    match *nibbles.first()? {
        NOT_APPLICABLE => return Some(Priorities::Nothing),
        DECLINED => return Some(Priorities::Declined),
        SKIPPED => return Some(Priorities::Skipped),
        _ => {}
    }
    let chosen: Vec<u8> = nibbles.iter().copied().take_while(|&n| n != SKIPPED).collect();
    let known = chosen.iter().all(|&c| usize::from(c) < instrument.categories.len());
    let different = chosen.iter().enumerate().all(|(i, c)| !chosen[..i].contains(c));
    (known && different).then_some(Priorities::Chosen(chosen))
}
