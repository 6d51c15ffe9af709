//! Reading what is to be converted, block by block, so that nothing of it is passed over.

use std::io::{self, Read};

use crate::domain::bundle::{Kind, Part, Reader, TAIL_BYTES, What, kind_of};
use crate::domain::record::Reason;
use crate::worker::Cause;

/// Bytes that are read at a time.
const BLOCK_BYTES: usize = 1 << 22;

/// Largest text of messages, and longest line of a tally file, bytes.
const TEXT_BYTES_MAX: usize = 64 << 20;

/// What every code begins with.
const CODE_START: &[u8] = b"QINGDAN-";

/// An input, as far as it was read.
pub(super) struct Input {
    from: Box<dyn Read>,
    /// Bytes from the place where the next part begins.
    held: Vec<u8>,
    /// Whether there is nothing after them.
    ended: bool,
    /// The line on which they begin, counted from 1.
    line: usize,
    /// Whether the next part begins where nothing before it belongs to it.
    first: bool,
    /// Length of the next part.
    block: usize,
    /// Whether nothing was looked at.
    new: bool,
}

/// What comes after some records.
pub(super) enum Next {
    /// More of them.
    More,
    /// Nothing.
    End,
    /// Something that is not read, the line on which it begins, and why.
    Unfit(Option<usize>, Cause),
}

impl Input {
    pub(super) fn new(from: Box<dyn Read>) -> Self {
        let held = Vec::new();
        Self { from, held, ended: false, line: 1, first: true, block: BLOCK_BYTES, new: true }
    }

    /// Reads on until so many bytes are held, or the end is.
    fn hold(&mut self, bytes: usize) -> io::Result<()> {
        let more = bytes.saturating_sub(self.held.len());
        if more > 0 && !self.ended {
            let read = self.from.by_ref().take(more as u64).read_to_end(&mut self.held)?;
            self.ended = read < more;
        }
        Ok(())
    }

    /// Hands over what the next block holds, with lines counted from 1.
    pub(super) fn next(
        &mut self,
        reader: &Reader<'_>,
        found: &mut impl FnMut(usize, What<'_>),
    ) -> io::Result<Next> {
        self.hold(self.block + TAIL_BYTES)?;
        if std::mem::take(&mut self.new) {
            let cause = match kind_of(&self.held) {
                Kind::Bundle | Kind::Tally => return Ok(self.part(reader, found)),
                Kind::Text => return self.text(reader, found),
                Kind::Empty if !self.ended => return Ok(self.part(reader, found)),
                Kind::Empty => Cause::Record(Reason::Empty),
                Kind::Utf16 => Cause::Utf16,
                Kind::List => Cause::List,
                Kind::Zip | Kind::Packed => Cause::Packed,
                Kind::Picture => Cause::NoPictures,
                Kind::Other => Cause::Kind,
            };
            return Ok(Next::Unfit(None, cause));
        }
        Ok(self.part(reader, found))
    }

    /// A text that does not begin with a record: messages with codes in them, or a bundle whose
    /// first line is damaged.
    fn text(
        &mut self,
        reader: &Reader<'_>,
        found: &mut impl FnMut(usize, What<'_>),
    ) -> io::Result<Next> {
        self.hold(TEXT_BYTES_MAX)?;
        let chat = self.held.windows(CODE_START.len()).any(|word| word == CODE_START);
        if !chat {
            return Ok(self.part(reader, found));
        }
        if !self.ended {
            let limit_bytes = TEXT_BYTES_MAX as u64;
            return Ok(Next::Unfit(None, Cause::LargeText { limit_bytes }));
        }
        reader.read_text(&self.held, &mut |one| found(1 + one.line, one.what));
        Ok(Next::End)
    }

    fn part(&mut self, reader: &Reader<'_>, found: &mut impl FnMut(usize, What<'_>)) -> Next {
        let end = if self.ended { self.held.len() } else { self.block.min(self.held.len()) };
        let part = Part { first: self.first, last: self.ended, end };
        let line = self.line;
        let totals = reader.read_part(&self.held, part, &mut |one| {
            found(line + one.line, one.what);
        });
        if let Some(at) = totals.unfinished {
            // The line of a tally file: it is read again from its beginning, with more after it.
            self.line += self.held[..at].split(|byte| *byte == b'\n').count() - 1;
            self.held.drain(..at);
            self.first = true;
            self.block = self.block.saturating_mul(2);
            if self.block > TEXT_BYTES_MAX {
                let limit_bytes = TEXT_BYTES_MAX as u64;
                return Next::Unfit(Some(self.line), Cause::TooLong { limit_bytes });
            }
            return Next::More;
        }
        if self.ended {
            return Next::End;
        }
        self.line += totals.feeds;
        self.held.drain(..end);
        (self.first, self.block) = (false, BLOCK_BYTES);
        Next::More
    }
}
