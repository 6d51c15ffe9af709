//! Reading one's own earlier file: the same bytes are accepted as by
//! [`read_json`](super::read_json), with two reasons instead of all of them and far less
//! code, because the respondent's page pays for every byte.
//!
//! The values are picked line by line, packed into the 64 bytes, and read like a packed record,
//! which checks them. What remains is accepted only if writing it gives the very same text.

use super::code::decoded;
use super::packed::{
    ANSWERS_FROM, CAMPAIGN, DECLINED, DONT_KNOW, NOT_APPLICABLE, NOT_ASKED, QUICK, SKIPPED,
    read_packed,
};
use super::read::hex;
use super::{PACKED_BYTES, PACKED_FORMAT, RECORD_FORMAT, Record};
use crate::domain::instrument::{Instrument, PRIORITIES_MAX};

/// Number of fields before the answers.
const HEAD: usize = 9;

/// Why a text is not an own earlier file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotOwn {
    /// Not a record, or changed since it was written.
    #[error("not a record as this page writes it")]
    NotARecord,
    /// A record of another instrument or another version of it.
    #[error("a record of another instrument")]
    OtherInstrument,
}

/// Reads the JSON form of a record of this instrument.
pub fn read_own(instrument: &Instrument, text: &str) -> Result<Record, NotOwn> {
    let values: Vec<&str> = text.lines().filter_map(value).collect();
    let Some((head, answers)) = values.split_first_chunk::<HEAD>() else {
        return Err(NotOwn::NotARecord);
    };
    if bare(head[0]) == RECORD_FORMAT && bare(head[3]) != instrument.hash.to_string() {
        return Err(NotOwn::OtherInstrument);
    }
    pack(instrument, head, answers)
        .and_then(|packed| read_packed(instrument, &packed, |_, _, _| ()).ok())
        .filter(|record| record.to_json(instrument) == text)
        .ok_or(NotOwn::NotARecord)
}

/// Reads the code of a record of this instrument, as [`read_code`](super::read_code) does.
pub fn read_own_code(instrument: &Instrument, text: &str) -> Result<Record, NotOwn> {
    let packed = decoded(text).filter(|packed| packed[0] == PACKED_FORMAT);
    let packed = packed.ok_or(NotOwn::NotARecord)?;
    if packed[1..5] != instrument.hash.0[..4] {
        return Err(NotOwn::OtherInstrument);
    }
    read_packed(instrument, &packed, |_, _, _| NotOwn::NotARecord)
}

/// What stands after the key of a line; none for a line that only opens or closes.
fn value(line: &str) -> Option<&str> {
    let (_, value) = line.split_once(": ")?;
    let value = value.strip_suffix(',').unwrap_or(value);
    (value != "{").then_some(value)
}

/// A text without its quotation marks.
fn bare(value: &str) -> &str {
    value.trim_matches('"')
}

/// The 64 bytes of what the values say.
fn pack(
    instrument: &Instrument,
    head: &[&str; HEAD],
    answers: &[&str],
) -> Option<[u8; PACKED_BYTES]> {
    let mut packed = [0; PACKED_BYTES];
    packed[0] = PACKED_FORMAT;
    packed[1..5].copy_from_slice(&instrument.hash.0[..4]);
    if bare(head[4]) == "quick" {
        packed[5] |= QUICK;
    }
    if head[5] != "null" {
        packed[5] |= CAMPAIGN;
        packed[23..27].copy_from_slice(&hex::<4>(bare(head[5]))?);
        packed[27] = head[6].parse().ok()?;
    }
    packed[7..23].copy_from_slice(&hex::<16>(bare(head[7]))?);
    packed[6] = head[8].parse().ok()?;

    let single = instrument.questions().count();
    let mut nibbles = Vec::with_capacity(2 * (PACKED_BYTES - ANSWERS_FROM));
    for value in answers.get(..single)? {
        nibbles.push(nibble(value)?);
    }
    if instrument.priorities_index().is_some() {
        nibbles.extend(priorities(instrument, answers.get(single)?)?);
    }
    for (place, nibble) in nibbles.into_iter().enumerate() {
        *packed.get_mut(ANSWERS_FROM + place / 2)? |=
            if place % 2 == 0 { nibble << 4 } else { nibble };
    }
    Some(packed)
}

fn nibble(value: &str) -> Option<u8> {
    match bare(value) {
        "null" => Some(SKIPPED),
        "na" => Some(NOT_APPLICABLE),
        "dk" => Some(DONT_KNOW),
        "pn" => Some(DECLINED),
        "not_asked" => Some(NOT_ASKED),
        number => number.parse().ok().filter(|option| *option < NOT_APPLICABLE),
    }
}

fn priorities(instrument: &Instrument, value: &str) -> Option<[u8; PRIORITIES_MAX]> {
    let mut nibbles = [SKIPPED; PRIORITIES_MAX];
    match value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        None => nibbles[0] = nibble(value)?,
        Some("") => nibbles[0] = NOT_APPLICABLE,
        Some(list) => {
            for (place, id) in list.split(", ").enumerate() {
                let category = instrument.category_index(bare(id))?;
                *nibbles.get_mut(place)? = u8::try_from(category).ok()?;
            }
        }
    }
    Some(nibbles)
}
