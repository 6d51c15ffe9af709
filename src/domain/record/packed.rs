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
//! | 28–35 | 0; inside a sealed envelope the paper ticket, high byte first, or 0 for none |
//! | 36–63 | 56 answers of 4 bits, the earlier in the high half |
//!
//! The answers are background, items, outcomes and three priorities, in that order; the rest is 0.
//! An answer is an option (0 to 10) or a code: 11 not applicable, 12 don't know, 13 prefer not to
//! say, 14 skipped, 15 not asked. The first priority is a category, 11 for "none for now", 13, 14
//! or 15; the second and third are categories or 14.
//!
//! A [`Record`] has no ticket, so that its JSON and its code cannot carry one. A [`Boxed`] is a
//! record with its ticket: the plaintext of an envelope, and nothing else reads or writes it.

use super::read::settled;
use super::refusal::{Reason, Refusal};
use super::{CampaignRef, Record, RecordId, WAVE_MAX};
use crate::domain::answer::{Answer, Answers, Priorities, Question};
use crate::domain::instrument::{Form, Instrument, NIBBLES_MAX, PRIORITIES_MAX};
use crate::domain::interview::allows;
use crate::domain::ticket::{TICKET_BYTES, Ticket};

/// Length of a packed record.
pub const PACKED_BYTES: usize = 64;

/// First byte of a packed record.
pub const PACKED_FORMAT: u8 = 1;

/// First byte of the ticket.
pub const TICKET_FROM: usize = 28;

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

/// What one respondent hands over inside a sealed envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boxed {
    /// The record.
    pub record: Record,
    /// The paper ticket, where the campaign has some and the respondent typed one.
    pub ticket: Option<Ticket>,
}

impl Boxed {
    /// The 64 bytes to be sealed: the packed record with the ticket in its place.
    pub fn pack(&self) -> [u8; PACKED_BYTES] {
        let mut packed = self.record.pack();
        if let Some(ticket) = self.ticket {
            packed[TICKET_FROM..][..TICKET_BYTES].copy_from_slice(&ticket.to_bytes());
        }
        packed
    }
}

/// Reads what [`Boxed::pack`] wrote, of one of the known instruments.
pub fn unbox(known: &[&Instrument], bytes: &[u8]) -> Result<Boxed, Refusal> {
    let mut plain = bytes.to_vec();
    let mut ticket = [0; TICKET_BYTES];
    if let Some(place) = plain.get_mut(TICKET_FROM..TICKET_FROM + TICKET_BYTES) {
        ticket.copy_from_slice(place);
        place.fill(0);
    }
    let record = unpack(known, &plain)?;
    let found = Ticket::from_bytes(ticket);
    if found.is_none() && ticket != [0; TICKET_BYTES] {
        let reason = Reason::NotCanonical { offset: TICKET_FROM };
        return Err(Refusal::new(reason, "ticket"));
    }
    Ok(Boxed { record, ticket: found })
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

/// The answer that 4 bits stand for.
pub(in crate::domain) const fn answer(nibble: u8) -> Answer {
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
    read_packed(instrument, packed, |reason, block, id| {
        let dot = if id.is_empty() { "" } else { "." };
        Refusal::new(reason, [block, dot, id].concat())
    })
}

/// Reads a packed record of this format and instrument. What is wrong comes from the reason, the
/// field or block of answers, and the question's id.
pub(super) fn read_packed<E>(
    instrument: &Instrument,
    packed: &[u8; PACKED_BYTES],
    refuse: impl Fn(Reason, &'static str, &str) -> E,
) -> Result<Record, E> {
    let form = if packed[5] & QUICK == 0 { Form::Full } else { Form::Quick };
    let mut id = [0; 16];
    id.copy_from_slice(&packed[7..23]);
    let wave = packed[27];
    let campaign = match packed[5] & CAMPAIGN {
        0 => None,
        _ if !(1..=WAVE_MAX).contains(&wave) => return Err(refuse(Reason::BadWave, "wave", "")),
        _ => Some(CampaignRef { id: [packed[23], packed[24], packed[25], packed[26]], wave }),
    };
    let answers = unpack_answers(instrument, &packed[ANSWERS_FROM..], &refuse)?;
    let complete = settled(instrument, form, answers, |reason, id| refuse(reason, "answers", id))?;
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
        Some(offset) => Err(refuse(Reason::NotCanonical { offset }, "", "")),
    }
}

/// Reads answers of 4 bits each, settled or not. What is wrong comes from the reason, the block of
/// answers and the question's id.
pub(in crate::domain) fn unpack_answers<E>(
    instrument: &Instrument,
    packed: &[u8],
    refuse: impl Fn(Reason, &'static str, &str) -> E,
) -> Result<Answers, E> {
    let mut nibbles = packed.iter().flat_map(|&byte| [byte >> 4, byte & 15]);
    let mut answers = Answers::new(instrument);
    for (question, id) in instrument.questions() {
        let answer = answer(nibbles.next().unwrap_or(NOT_ASKED));
        if answer != Answer::NotAsked && !allows(instrument, question, answer) {
            let reason = match answer {
                Answer::Option(_) => {
                    Reason::OptionOutOfRange { options: instrument.options_of(question).len() }
                }
                _ => Reason::NotOffered,
            };
            let block = match question {
                Question::Background(_) => "background",
                _ => "answers",
            };
            return Err(refuse(reason, block, id));
        }
        if let Some(slot) = answers.slot(question) {
            *slot = answer;
        }
    }
    if let Some(position) = instrument.priorities_index() {
        let first: Vec<u8> = nibbles.by_ref().take(PRIORITIES_MAX).collect();
        answers.priorities = read_priorities(instrument, &first).ok_or_else(|| {
            refuse(Reason::BadPriorities, "answers", &instrument.outcomes[position].id)
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
