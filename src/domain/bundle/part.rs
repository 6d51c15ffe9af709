//! Reading a bundle piece by piece.

use super::frame::Frame;
use super::{Found, Reader, What};
use crate::domain::record::{Reason, Refusal, SIZE_BYTES_MAX};

/// Most white space after a record, bytes; more of it is refused like any other text.
pub const BLANK_BYTES_MAX: usize = 16_384;

/// How many bytes beyond its end a part must be handed over with: the rest of its last record and
/// what follows it. Fewer only at the end of the input.
pub const TAIL_BYTES: usize = SIZE_BYTES_MAX + BLANK_BYTES_MAX + 16;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

const LINE_FEED: u8 = b'\n';

/// Which piece of an input some bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The bytes begin where the input does, or where a line does that no other part reads.
    pub first: bool,
    /// The bytes reach the end of the input, with or without further bytes.
    pub last: bool,
    /// Length of the piece; further bytes belong to the next one and are only looked at.
    pub end: usize,
}

impl Part {
    /// An input of this length in one piece.
    pub const fn whole(length: usize) -> Self {
        Self { first: true, last: true, end: length }
    }
}

/// What was counted in a part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Line feeds in the piece, without the further bytes.
    pub feeds: usize,
    /// Records found.
    pub records: usize,
    /// Refusals found.
    pub refused: usize,
    /// Campaigns, tallies and lists of tickets found, and lines of envelopes.
    pub others: usize,
    /// Where a tally's or a list's line begins whose end is not among the bytes. Nothing from there
    /// on was read; read again from there, as a first part, with more bytes.
    pub unfinished: Option<usize>,
}

impl Totals {
    pub(super) fn count(&mut self, what: &What<'_>) {
        match what {
            What::Record(_) => self.records += 1,
            What::Refused(_) => self.refused += 1,
            What::Campaign(_) | What::Tally(_) | What::Tickets(_) | What::Sealed(_) => {
                self.others += 1;
            }
        }
    }
}

/// Length of the byte order mark at the beginning of an input.
pub(super) fn byte_order_mark(bytes: &[u8]) -> usize {
    if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 }
}

pub(super) fn count_feeds(bytes: &[u8]) -> usize {
    bytes.iter().map(|byte| usize::from(*byte == LINE_FEED)).sum()
}

impl Reader<'_> {
    /// Reads everything that begins in a part, in order: each record that begins at a line whose
    /// line feed before it lies in the part, and whatever follows each up to the next. `bytes` are
    /// the part and at least [`TAIL_BYTES`] more, where the input has them.
    ///
    /// However an input is cut into parts, the findings are the same.
    pub fn read_part<'b>(
        &self,
        bytes: &'b [u8],
        part: Part,
        found: &mut impl FnMut(Found<'b>),
    ) -> Totals {
        let end = part.end.min(bytes.len());
        let mut scan = Scan { bytes, end, at: 0, feeds: 0, ended: false };
        let mut totals = Totals::default();
        let mut report = |totals: &mut Totals, offset, line, what| {
            totals.count(&what);
            found(Found { offset, line, what });
        };
        let nothing = || What::Refused(Refusal::new(Reason::NoRecord, ""));
        if part.first {
            scan.at = byte_order_mark(bytes);
            // The first line belongs to the first part, however short that is.
            scan.end = end.max(scan.at);
            if let Some((offset, line)) = scan.pass_gap() {
                report(&mut totals, offset, line, nothing());
            }
        } else {
            scan.seek();
        }
        while scan.owns_a_frame() {
            let (offset, line) = (scan.at, scan.feeds);
            let Frame { what, length, feeds, ended } = self.frame(&bytes[offset..], part.last);
            let Some(what) = what else {
                totals.unfinished = Some(offset);
                break;
            };
            report(&mut totals, offset, line, what);
            if !ended {
                scan.seek();
                continue;
            }
            (scan.at, scan.feeds) = (offset + length, line + feeds);
            if let Some((offset, line)) = scan.pass_gap() {
                report(&mut totals, offset, line, nothing());
            }
        }
        totals.feeds = scan.feeds_in_part();
        totals
    }
}

/// A place in a part.
struct Scan<'b> {
    bytes: &'b [u8],
    /// Length of the piece.
    end: usize,
    at: usize,
    /// Line feeds before `at`.
    feeds: usize,
    /// Whether no further record begins in the part.
    ended: bool,
}

impl Scan<'_> {
    /// Whether a record begins here that belongs to the part: the line feed before it lies in it.
    fn owns_a_frame(&self) -> bool {
        !self.ended && self.at <= self.end && self.bytes.get(self.at) == Some(&b'{')
    }

    /// Goes on to the next line that begins with `{`, or to the end of the part.
    fn seek(&mut self) {
        while let Some(rest) = self.bytes.get(self.at..self.end) {
            let Some(length) = rest.iter().position(|byte| *byte == LINE_FEED) else { break };
            self.at += length + 1;
            self.feeds += 1;
            if self.bytes.get(self.at) == Some(&b'{') {
                return;
            }
        }
        (self.at, self.ended) = (self.at.max(self.end), true);
    }

    /// Passes over blank lines from the beginning of one. Where something other than a record
    /// follows, gives its place and goes on to the next record.
    fn pass_gap(&mut self) -> Option<(usize, usize)> {
        let start = self.at;
        let (mut line, mut feeds) = (start, self.feeds);
        let rest = self.bytes.get(start..).unwrap_or_default();
        let blank = |byte: &u8| matches!(*byte, b' ' | b'\t' | b'\r' | LINE_FEED);
        let blanks = rest.iter().take(BLANK_BYTES_MAX + 1).take_while(|byte| blank(byte));
        let mut at = start;
        for byte in blanks {
            at += 1;
            if *byte == LINE_FEED {
                (line, feeds) = (at, feeds + 1);
            }
        }
        if at - start > BLANK_BYTES_MAX {
            let place = (start, self.feeds);
            (self.at, self.feeds) = (line, feeds);
            if self.bytes.get(line) != Some(&b'{') {
                self.seek();
            }
            return Some(place);
        }
        (self.at, self.feeds) = (line, feeds);
        match self.bytes.get(at) {
            None => {
                self.at = at;
                None
            }
            Some(b'{') if at == line => None,
            _ => {
                self.seek();
                Some((line, feeds))
            }
        }
    }

    fn feeds_in_part(&self) -> usize {
        match self.bytes.get(self.end..self.at) {
            Some(beyond) => self.feeds - count_feeds(beyond),
            None => self.feeds + count_feeds(&self.bytes[self.at..self.end]),
        }
    }
}
