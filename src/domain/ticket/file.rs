//! The list of tickets as a file: one object of JSON in one line, so that it is also a line of a
//! bundle.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::Deserialize;

use super::TicketList;
use super::list::Code;
use super::print::TICKETS_MAX;
use crate::domain::record::{CampaignRef, WAVE_MAX};

/// The value of the field `format`.
pub const LIST_FORMAT: &str = "qingdan-tickets/1";

/// Longest file, bytes: a code has 64 digits, two quotes and a comma.
const SIZE_BYTES_MAX: usize = TICKETS_MAX * 67 + 512;

/// Why a file is no list of tickets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListFault {
    /// The file is too long.
    #[error("the file is too long")]
    TooLong,
    /// Not JSON with the fields of a list.
    #[error("not a list of tickets")]
    NotAList,
    /// Another format, perhaps a newer one.
    #[error("another format")]
    OtherFormat,
    /// Not exactly as [`TicketList::to_json`] writes it.
    #[error("not in canonical form")]
    NotCanonical,
}

/// The fields as they are read; what they hold is checked by writing them again.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    format: String,
    campaign: String,
    wave: u8,
    unspent: Vec<String>,
    spent: Vec<String>,
}

impl TicketList {
    /// The list as a line with its end. The codes stand in their own order, which is that of no
    /// print.
    pub fn to_json(&self) -> String {
        let (campaign, wave) = (hex(&self.campaign.id), self.campaign.wave);
        let mut json =
            format!("{{\"format\":\"{LIST_FORMAT}\",\"campaign\":\"{campaign}\",\"wave\":{wave},");
        write_codes(&mut json, "unspent", &self.unspent);
        json.push(',');
        write_codes(&mut json, "spent", &self.spent);
        json.push_str("}\n");
        json
    }

    /// Reads a list; only what [`TicketList::to_json`] writes is accepted, with or without the end
    /// of the line.
    pub fn from_json(text: &str) -> Result<Self, ListFault> {
        if text.len() > SIZE_BYTES_MAX {
            return Err(ListFault::TooLong);
        }
        let fields: Fields = serde_json::from_str(text).map_err(|_| ListFault::NotAList)?;
        if fields.format != LIST_FORMAT {
            return Err(ListFault::OtherFormat);
        }
        let id = bytes(&fields.campaign).ok_or(ListFault::NotAList)?;
        let codes = |lines: &[String]| -> Option<BTreeSet<Code>> {
            lines.iter().map(|line| bytes(line)).collect()
        };
        let unspent = codes(&fields.unspent).ok_or(ListFault::NotAList)?;
        let spent = codes(&fields.spent).ok_or(ListFault::NotAList)?;
        let campaign = CampaignRef { id, wave: fields.wave };
        let list = Self { campaign, unspent, spent };
        let sound = (1..=WAVE_MAX).contains(&fields.wave)
            && (1..=TICKETS_MAX).contains(&list.issued())
            && list.unspent.is_disjoint(&list.spent);
        let same = list.to_json().trim_end() == text.strip_suffix('\n').unwrap_or(text);
        if sound && same { Ok(list) } else { Err(ListFault::NotCanonical) }
    }
}

fn write_codes(json: &mut String, key: &str, codes: &BTreeSet<Code>) {
    // Writing to a string cannot fail.
    let _ = write!(json, "\"{key}\":[");
    for (place, code) in codes.iter().enumerate() {
        let comma = if place == 0 { "" } else { "," };
        let _ = write!(json, "{comma}\"{}\"", hex(code));
    }
    json.push(']');
}

fn hex(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// Bytes from hexadecimal digits of exactly the right number. Upper case is found by writing the
/// list again.
fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let pairs = text.as_bytes().as_chunks::<2>();
    if pairs.0.len() != N || !pairs.1.is_empty() {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(pairs.0) {
        let digit = |at: usize| char::from(pair[at]).to_digit(16);
        *byte = u8::try_from(digit(0)? << 4 | digit(1)?).ok()?;
    }
    Some(bytes)
}
