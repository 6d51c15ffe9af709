//! Reading a text as people collect it: messages with records and codes among them.

use super::codes::find_codes;
use super::part::{Totals, byte_order_mark, count_feeds};
use super::{Found, Reader, What};
use crate::domain::record::{Reason, Refusal, read_code};
use crate::domain::seal::{Envelope, EnvelopeFault, locate_envelopes, lone_parts};

/// What the line of a record begins with.
const RECORD_START: &[u8] = br#"{"format":"qingdan-record/1""#;

impl Reader<'_> {
    /// Reads every record, code and envelope in a text, in order; whatever else stands in it is
    /// ignored, unless there is nothing but that. Records begin where [`Reader::read_part`] finds
    /// them, and in the middle of a line where the line of a record does. A first line that is the
    /// end of a record is refused: its beginning was cut off.
    pub fn read_text<'b>(&self, bytes: &'b [u8], found: &mut impl FnMut(Found<'b>)) -> Totals {
        let mut totals = Totals::default();
        let mut at = byte_order_mark(bytes);
        let rest = rest_of_a_record(bytes, at);
        if let Some(offset) = rest {
            let what = What::Refused(Refusal::new(Reason::NoRecord, ""));
            totals.count(&what);
            found(Found { offset, line: count_feeds(&bytes[..offset]), what });
        }
        while at < bytes.len() {
            let next = next_frame(bytes, at);
            let (words, line) = (&bytes[at..next], totals.feeds);
            let told = rest.and_then(|rest| rest.checked_sub(at));
            let mut sealed = envelopes(words, told).into_iter().peekable();
            let mut tell = |totals: &mut Totals, offset, feeds, what| {
                totals.count(&what);
                found(Found { offset: at + offset, line: line + feeds, what });
            };
            find_codes(words, &mut |code| {
                while let Some((offset, feeds, read)) = sealed.next_if(|one| one.0 < code.offset) {
                    tell(&mut totals, offset, feeds, What::Sealed(vec![read]));
                }
                let what = match read_code(&self.known, &code.text) {
                    Ok(record) => What::Record(record.pack()),
                    Err(refusal) => What::Refused(refusal),
                };
                tell(&mut totals, code.offset, code.line, what);
            });
            for (offset, feeds, read) in sealed {
                tell(&mut totals, offset, feeds, What::Sealed(vec![read]));
            }
            totals.feeds += count_feeds(words);
            at = next;
            if next == bytes.len() {
                break;
            }
            let frame = self.frame(&bytes[next..], true);
            let refused = matches!(frame.what, Some(What::Refused(_)));
            if let Some(what) = frame.what {
                totals.count(&what);
                found(Found { offset: next, line: totals.feeds, what });
            }
            // Among the lines of what is no record there may be codes.
            let passed = &bytes[next..next + frame.length];
            let first =
                passed.iter().position(|byte| *byte == b'\n').map_or(passed.len(), |at| at + 1);
            let length = if refused { first } else { frame.length };
            totals.feeds += count_feeds(&passed[..length]);
            at += length;
        }
        if totals.records + totals.refused + totals.others == 0 {
            let empty = bytes.trim_ascii().is_empty();
            let reason = if empty { Reason::Empty } else { Reason::NoRecord };
            let what = What::Refused(Refusal::new(reason, ""));
            totals.count(&what);
            found(Found { offset: 0, line: 0, what });
        }
        totals
    }
}

/// Where the first line begins that is not blank, if that is the end of an object in JSON whose
/// beginning is missing.
fn rest_of_a_record(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = &bytes[at..];
    let blank = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let line = rest[blank..].split(|byte| *byte == b'\n').next()?.trim_ascii_end();
    let braces = |byte: &u8| matches!(byte, b'}' | b']');
    let is_rest = !line.starts_with(b"{")
        && line.ends_with(b"}")
        && next_frame(line, 0) == line.len()
        && (line.contains(&b'"') || line.iter().all(braces));
    is_rest.then_some(at + blank)
}

/// An envelope, its place and the line feeds before it.
type Place = (usize, usize, Result<Envelope, EnvelopeFault>);

/// Every envelope in a text and every lone part of one, but what was told already.
fn envelopes(words: &[u8], told: Option<usize>) -> Vec<Place> {
    let mut all = Vec::new();
    locate_envelopes(words, &mut |offset, read| all.push((offset, 0, read)));
    let parts = lone_parts(words).into_iter().filter(|part| Some(*part) != told);
    all.extend(parts.map(|offset| (offset, 0, Err(EnvelopeFault::Damaged))));
    all.sort_by_key(|one| one.0);
    let (mut before, mut feeds) = (0, 0);
    for (offset, line, _) in &mut all {
        feeds += count_feeds(&words[before..*offset]);
        (before, *line) = (*offset, feeds);
    }
    all
}

/// Where the next record begins, from `at` on; the length where there is none.
fn next_frame(bytes: &[u8], at: usize) -> usize {
    let begins = |&place: &usize| {
        bytes[place] == b'{'
            && (place == byte_order_mark(bytes)
                || bytes[place - 1] == b'\n'
                || bytes[place..].starts_with(RECORD_START))
    };
    (at..bytes.len()).find(begins).unwrap_or(bytes.len())
}
