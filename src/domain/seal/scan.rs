//! Finding envelopes in any mixture of texts: chats, files one after another, bundles.

use super::envelope::{
    CODE_CHARS, CODE_VERSION, ENVELOPE_NAME, ENVELOPE_START, Envelope, EnvelopeFault, FILE_END,
    FILE_MIDDLE,
};
use crate::domain::base64url::DIGITS;

/// Longest text that is searched, bytes: a bundle of as many envelopes as there can be has less
/// than half of it.
pub const INPUT_BYTES_MAX: usize = 20 * 1024 * 1024;

/// White space and signs of quotation that may break a code, bytes in all.
const BREAKS_MAX: usize = 256;

/// Finds every envelope, and everything that begins like one and is none, in the order in which
/// they stand. Any bytes are taken; what is no envelope is passed over, and a code may be broken
/// over lines, quoted with `>`, where a chat or a mail did that. Linear in the length. Gives how
/// many bytes were passed over that are not white space.
pub fn find_envelopes(
    text: &[u8],
    found: &mut dyn FnMut(Result<Envelope, EnvelopeFault>),
) -> usize {
    locate_envelopes(text, &mut |_, read| found(read))
}

/// The same, and where each begins, bytes.
pub fn locate_envelopes(
    text: &[u8],
    found: &mut dyn FnMut(usize, Result<Envelope, EnvelopeFault>),
) -> usize {
    let (mut rest, mut passed) = (text, 0);
    while let Some((&first, after)) = rest.split_first() {
        let here = match first {
            b'Q' => code_here(rest),
            b'{' => file_here(rest),
            _ => None,
        };
        rest = if let Some((read, after)) = here {
            found(text.len() - rest.len(), read);
            after
        } else {
            passed += usize::from(!first.is_ascii_whitespace());
            after
        };
    }
    passed
}

/// What was read, and where to go on.
type Here<'a> = Option<(Result<Envelope, EnvelopeFault>, &'a [u8])>;

/// The code that a text begins with; none where it does not begin with one. Behind what is damaged
/// the search goes on right after its beginning, so that it hides nothing.
fn code_here(text: &[u8]) -> Here<'_> {
    let (version, body) = beginning(text)?;
    if version != CODE_VERSION.as_bytes() {
        return Some((Err(EnvelopeFault::Newer), body));
    }
    let (mut digits, mut breaks, mut at) = (Vec::with_capacity(CODE_CHARS), 0, 0);
    while let Some(byte) = body.get(at).filter(|_| digits.len() < CODE_CHARS) {
        if byte.is_ascii_whitespace() || *byte == b'>' {
            breaks += 1;
        } else if DIGITS.contains(byte) && beginning(&body[at..]).is_none() {
            digits.push(*byte);
        } else {
            break;
        }
        if breaks > BREAKS_MAX {
            break;
        }
        at += 1;
    }
    Some(whole(&digits, body, at, !body.get(at).is_some_and(|byte| DIGITS.contains(byte))))
}

/// The version of the code that a text begins with, and what stands behind its colon. A colon is no
/// digit of a code, so that no whole code holds the beginning of another.
fn beginning(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let (version, after) = version(text.strip_prefix(ENVELOPE_NAME.as_bytes())?);
    let body = after.strip_prefix(b":")?;
    (!version.is_empty()).then_some((version, body))
}

/// The decimal digits that a text begins with, and what stands behind them.
fn version(text: &[u8]) -> (&[u8], &[u8]) {
    text.split_at(text.iter().take_while(|byte| byte.is_ascii_digit()).count())
}

/// The file that a text begins with; none where it does not begin with one.
fn file_here(text: &[u8]) -> Here<'_> {
    let after = text.strip_prefix(ENVELOPE_START.as_bytes())?;
    let Some(body) = after.strip_prefix(FILE_MIDDLE.as_bytes()) else {
        let (version, behind) = version(after);
        let other = !version.is_empty() && behind.starts_with(b"\"");
        let other = other && version != CODE_VERSION.as_bytes();
        let fault = if other { EnvelopeFault::Newer } else { EnvelopeFault::Damaged };
        return Some((Err(fault), after));
    };
    let (digits, end) = body.split_at(CODE_CHARS.min(body.len()));
    let ended = end.starts_with(FILE_END.as_bytes());
    Some(whole(digits, body, CODE_CHARS + FILE_END.len(), ended))
}

/// The envelope of some digits where they end as they should, and what stands behind them.
fn whole<'a>(
    digits: &[u8],
    body: &'a [u8],
    end: usize,
    ended: bool,
) -> (Result<Envelope, EnvelopeFault>, &'a [u8]) {
    match Envelope::from_digits(digits) {
        Ok(envelope) if ended => (Ok(envelope), body.get(end..).unwrap_or_default()),
        Err(EnvelopeFault::Newer) => (Err(EnvelopeFault::Newer), body),
        _ => (Err(EnvelopeFault::Damaged), body),
    }
}
