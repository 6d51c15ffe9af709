//! Where one record begins and ends.

use super::part::count_feeds;
use super::{Reader, What};
use crate::domain::record::{Reason, Refusal, SIZE_BYTES_MAX};
use crate::domain::seal::{ENVELOPE_START, EnvelopeFault, find_envelopes};

/// What the line of a campaign begins with.
pub const CAMPAIGN_START: &[u8] = br#"{"format":"qingdan-campaign/1""#;

/// What the line of a tally begins with.
pub const TALLY_START: &[u8] = br#"{"format":"qingdan-tally/1""#;

/// What the line of a list of tickets begins with.
pub const TICKETS_START: &[u8] = br#"{"format":"qingdan-tickets/1""#;

/// Longest line of a campaign, bytes without the line's end.
pub const CAMPAIGN_BYTES_MAX: usize = 4096;

const LINE_FEED: u8 = b'\n';

/// A frame that begins at the first of some bytes.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    /// What it holds. None where its end is not among the bytes, which only a tally's and a list's
    /// may lack.
    pub(super) what: Option<What<'a>>,
    /// Its length in bytes with the end of its last line; where it has no end, of what was read.
    pub(super) length: usize,
    /// Number of line feeds in it.
    pub(super) feeds: usize,
    /// Whether it ends where the next one can begin; what is too long does not.
    pub(super) ended: bool,
}

impl Reader<'_> {
    /// Reads the frame at the start of `bytes`, which begin with `{`. `last`: they reach the end
    /// of the input.
    #[inline]
    pub(super) fn frame<'b>(&self, bytes: &'b [u8], last: bool) -> Frame<'b> {
        for template in &self.templates {
            let Some(found) = template.read(bytes) else { continue };
            let end = match &bytes[found.length..] {
                _ if bytes[found.length - 1] == LINE_FEED => 0,
                [] if last => 0,
                [b'\r', LINE_FEED, ..] => 2,
                // Something else may follow in the last line.
                _ => continue,
            };
            let (length, feeds) = (found.length + end, found.feeds + usize::from(end > 0));
            return Frame { what: Some(What::Record(found.packed)), length, feeds, ended: true };
        }
        self.frame_in_full(bytes, last)
    }

    #[cold]
    fn frame_in_full<'b>(&self, bytes: &'b [u8], last: bool) -> Frame<'b> {
        let long = [TALLY_START, TICKETS_START].iter().position(|start| bytes.starts_with(start));
        if let Some(kind) = long {
            let (line, length) = first_line(bytes);
            let ended = last || length > line.len();
            let found = if kind == 0 { What::Tally } else { What::Tickets };
            let what = ended.then(|| found(without_return(line)));
            return Frame { what, length, feeds: length - line.len(), ended };
        }
        let campaign = bytes.starts_with(CAMPAIGN_START);
        let limit = if campaign { CAMPAIGN_BYTES_MAX } else { SIZE_BYTES_MAX };
        // The longest line end, and a byte more to see what is too long.
        let window = &bytes[..bytes.len().min(limit + 3)];
        let (content, length) = match first_line(window) {
            (b"{" | b"{\r", length) if length > 1 => pretty(window, length),
            (line, length) => (without_return(line), length),
        };
        let feeds = count_feeds(&bytes[..length]);
        if content.len() > limit {
            let (size_bytes, limit_bytes) = (content.len() as u64, limit as u64);
            let refusal = Refusal::new(Reason::TooLarge { size_bytes, limit_bytes }, "");
            return Frame { what: Some(What::Refused(refusal)), length, feeds, ended: false };
        }
        let what = match content {
            line if campaign => What::Campaign(line),
            line if line.starts_with(ENVELOPE_START.as_bytes()) => {
                let mut read = Vec::new();
                let passed = find_envelopes(line, &mut |found| read.push(found));
                // Something else in the same line is not passed over without a word.
                if passed > 0 && read.iter().all(Result::is_ok) {
                    read.push(Err(EnvelopeFault::Damaged));
                }
                What::Sealed(read)
            }
            // The line feed at the end belongs to this form, however the line ends here.
            record if record.starts_with(b"{\n") => {
                let fed = [record, b"\n"].concat();
                self.read_frame(&fed)
            }
            record => self.read_frame(record),
        };
        Frame { what: Some(what), length, feeds, ended: true }
    }
}

/// The first line without its line feed, and its length with it.
fn first_line(bytes: &[u8]) -> (&[u8], usize) {
    match bytes.iter().position(|byte| *byte == LINE_FEED) {
        Some(at) => (&bytes[..at], at + 1),
        None => (bytes, bytes.len()),
    }
}

fn without_return(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// A record of several lines without the end of the last, and its length with it. `at` is where
/// its second line begins.
fn pretty(bytes: &[u8], mut at: usize) -> (&[u8], usize) {
    while at < bytes.len() && bytes[at] != b'{' {
        let (line, length) = first_line(&bytes[at..]);
        if without_return(line) == b"}" {
            return (&bytes[..=at], at + length);
        }
        at += length;
    }
    (&bytes[..at], at)
}
