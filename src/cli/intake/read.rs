//! What a reader does: from bytes to packed records, their subtotals and refusals.

use std::fs::{self, File};
use std::io::{self, Cursor, Read, Seek};
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::bytes::{fill, read_at};
use super::plan::{Job, Large, TEXT_BYTES_MAX, ZipSource};
use crate::domain::bundle::{Kind, Part, Reader, TAIL_BYTES};
use crate::domain::instrument::Instrument;
use crate::domain::tally::Subtotals;
use crate::worker::{Archive, Cause, Opener, Reading, Refused, Step};

/// Bytes of a large text that are read and looked at together: little enough to stay in the nearest
/// memories.
const WINDOW_BYTES: usize = 1 << 18;

/// Bytes by which a part is read further where a long line is cut.
const MORE_BYTES: u64 = 1 << 20;

/// Does jobs, one after another.
pub(super) struct Hand {
    instrument: &'static Instrument,
    reader: Reader<'static>,
    subtotals: Subtotals,
    opener: Opener,
    /// The bytes of a window, used again and again.
    window: Vec<u8>,
    /// The archive opened last, and its number.
    archive: Option<(u64, Archive<ZipSource>)>,
}

/// What a job came to.
pub(super) struct Done {
    pub(super) reading: Reading,
    /// Of the packed records; empty for a few.
    pub(super) subtotals: Vec<u8>,
    pub(super) of: Of,
}

/// What a job was of.
pub(super) enum Of {
    /// Whole inputs, or entries of an archive.
    Wholes,
    /// A part of a text; whether it is the first. Lines count on from part to part.
    Part(bool),
    /// A part that could not be read, and the rest is left.
    Lost(Arc<Large>),
    /// A part that need not have been read, because an earlier one could not be.
    Left,
}

impl Hand {
    pub(super) fn new(instrument: &'static Instrument) -> Self {
        Self {
            instrument,
            reader: Reader::new(&[instrument]),
            subtotals: Subtotals::new(instrument),
            opener: Opener::default(),
            window: Vec::new(),
            archive: None,
        }
    }

    /// Does a job. What cannot be read is among the refusals.
    pub(super) fn perform(&mut self, job: Job) -> Done {
        let mut reading = Reading::default();
        let mut of = Of::Wholes;
        match job {
            Job::Refused(name, cause) => reading.refuse(Refused::whole(&name, cause)),
            Job::Files(files) => {
                for (name, path) in files {
                    match fs::read(path) {
                        Ok(bytes) => self.whole(&name, &bytes, &mut reading),
                        Err(_) => reading.refuse(Refused::whole(&name, Cause::Unreadable)),
                    }
                }
            }
            Job::Bytes(name, bytes) => self.whole(&name, &bytes, &mut reading),
            Job::Part(large, range) => of = self.part(large, range, &mut reading),
            Job::Piece { name, bytes, first, last, end } => {
                of = Of::Part(first);
                reading.part(&self.reader, &name, &bytes, Part { first, last, end });
                refuse_unfinished(&name, &mut reading);
            }
            Job::Entries { name, number, zipped, range } => {
                if self.archive.as_ref().is_none_or(|(open, _)| *open != number) {
                    // The one before is closed first.
                    self.archive = None;
                    match zipped.open() {
                        Ok(archive) => self.archive = Some((number, archive)),
                        Err(fault) => {
                            reading.refuse(Refused::whole(&name, Cause::Archive(fault)));
                        }
                    }
                }
                if let Some((_, archive)) = &mut self.archive {
                    entries(&self.reader, &name, archive, range, &mut reading);
                }
            }
        }
        self.opener.open(self.instrument, &mut reading);
        let subtotals = self.subtotals.of(&reading.rows);
        Done { reading, subtotals, of }
    }

    /// Reads a whole input of any kind.
    fn whole(&self, name: &str, bytes: &[u8], reading: &mut Reading) {
        match reading.whole(&self.reader, name, None, bytes) {
            Kind::Picture => reading.refuse(Refused::whole(name, Cause::NoPictures)),
            Kind::Zip => match Archive::open(Cursor::new(bytes)) {
                Ok(mut archive) => {
                    let all = 0..archive.len();
                    entries(&self.reader, name, &mut archive, all, reading);
                }
                Err(fault) => reading.refuse(Refused::whole(name, Cause::Archive(fault))),
            },
            _ => {}
        }
    }

    /// Reads a part of a large text, a window at a time; where a line is longer than a window, all
    /// of it at once.
    fn part(&mut self, large: Arc<Large>, range: Range<u64>, reading: &mut Reading) -> Of {
        if large.left.load(Ordering::Relaxed) {
            return Of::Left;
        }
        let mut window = std::mem::take(&mut self.window);
        let read = self.windows(&large, &range, &mut window, reading);
        let read = match read {
            Ok(()) if reading.findings.unfinished => {
                *reading = Reading::default();
                self.at_once(&large, &range, reading)
            }
            other => other,
        };
        self.window = window;
        if read.is_ok() {
            return Of::Part(range.start == 0);
        }
        *reading = Reading::default();
        large.left.store(true, Ordering::Relaxed);
        Of::Lost(large)
    }

    fn windows(
        &self,
        large: &Large,
        range: &Range<u64>,
        bytes: &mut Vec<u8>,
        reading: &mut Reading,
    ) -> io::Result<()> {
        let (mut begin, mut kept) = (range.start, 0);
        bytes.resize(WINDOW_BYTES + TAIL_BYTES, 0);
        while begin < range.end {
            let end = range.end.min(begin + WINDOW_BYTES as u64);
            let span = usize::try_from(end - begin).unwrap_or(usize::MAX);
            let tail = (end + TAIL_BYTES as u64).min(large.size_bytes);
            let length = usize::try_from(tail - begin).unwrap_or(usize::MAX);
            exactly(&large.file, &mut bytes[kept..length], begin + kept as u64)?;
            let part = Part { first: begin == 0, last: tail == large.size_bytes, end: span };
            reading.part(&self.reader, &large.name, &bytes[..length], part);
            if reading.findings.unfinished {
                break;
            }
            bytes.copy_within(span..length, 0);
            (begin, kept) = (end, length - span);
        }
        Ok(())
    }

    /// Reads a part with as much beyond it as the line needs that is cut.
    fn at_once(&self, large: &Large, range: &Range<u64>, reading: &mut Reading) -> io::Result<()> {
        let length = |bytes: u64| usize::try_from(bytes).unwrap_or(usize::MAX);
        let end = length(range.end - range.start);
        let most = range.end.saturating_add(TEXT_BYTES_MAX).min(large.size_bytes);
        let (mut bytes, mut to) = (Vec::new(), range.end);
        while to < most && !bytes[end.min(bytes.len())..].contains(&b'\n') {
            to = (to + MORE_BYTES).min(most);
            let from = bytes.len();
            bytes.resize(length(to - range.start), 0);
            exactly(&large.file, &mut bytes[from..], range.start + from as u64)?;
        }
        let tail = (to + TAIL_BYTES as u64).min(large.size_bytes);
        let from = bytes.len();
        bytes.resize(length(tail - range.start), 0);
        exactly(&large.file, &mut bytes[from..], range.start + from as u64)?;
        let part = Part { first: range.start == 0, last: tail == large.size_bytes, end };
        reading.part(&self.reader, &large.name, &bytes, part);
        refuse_unfinished(&large.name, reading);
        Ok(())
    }
}

/// A tally's line without an end is refused, so that it is not passed over without a word.
fn refuse_unfinished(name: &str, reading: &mut Reading) {
    if std::mem::take(&mut reading.findings.unfinished) {
        let limit_bytes = TEXT_BYTES_MAX;
        reading.refuse(Refused::whole(name, Cause::TooLong { limit_bytes }));
    }
}

/// Reads entries of an open archive.
fn entries<R: Read + Seek>(
    reader: &Reader<'_>,
    name: &str,
    archive: &mut Archive<R>,
    range: Range<u32>,
    reading: &mut Reading,
) {
    for place in range {
        match reading.entry(reader, name, archive, place) {
            Step::Next => {}
            Step::End => break,
            Step::Picture(_) => {
                let entry = Some(place + 1);
                reading.refuse(Refused { entry, ..Refused::whole(name, Cause::NoPictures) });
            }
        }
    }
}

/// Bytes of a file that must be there: it may have become shorter.
fn exactly(file: &File, into: &mut [u8], at: u64) -> io::Result<()> {
    let length = fill(into, |rest, done| read_at(file, rest, at + done as u64))?;
    if length == into.len() { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::path::PathBuf;
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::domain::bundle::TALLY_START;
    use crate::domain::shipped_instrument;
    use crate::domain::simulate::plain;

    /// A file with some bytes and the name of a test.
    fn file(name: &str, bytes: &[u8]) -> File {
        let place =
            option_env!("CARGO_TARGET_TMPDIR").map_or_else(std::env::temp_dir, PathBuf::from);
        let path = place.join(format!("qingdan-read-{name}-{}", std::process::id()));
        File::create(&path).and_then(|mut file| file.write_all(bytes)).expect("written");
        let file = File::open(&path).expect("opened");
        fs::remove_file(path).expect("its name is not needed");
        file
    }

    /// A file that has become shorter since it was looked at is one refusal, and nothing of the
    /// part that could be read is taken for all of it.
    #[test]
    fn a_file_that_is_cut_while_it_is_read_is_told_once() {
        let lines = plain(40, 1).map(|record| record.to_line(shipped_instrument()) + "\n");
        let text: String = lines.collect();
        let large = Arc::new(Large {
            name: "a".to_owned(),
            file: file("cut", text.as_bytes()),
            size_bytes: 2 * text.len() as u64,
            left: AtomicBool::new(false),
        });
        let mut hand = Hand::new(shipped_instrument());
        let whole = 0..large.size_bytes;
        let done = hand.perform(Job::Part(Arc::clone(&large), whole.clone()));
        assert!(matches!(done.of, Of::Lost(_)) && done.reading == Reading::default());
        let done = hand.perform(Job::Part(large, whole));
        assert!(matches!(done.of, Of::Left) && done.reading == Reading::default());
    }

    /// A tally's line that has no end within reach is refused, and what is around it is read.
    #[test]
    fn a_line_without_an_end_is_refused() {
        let line = plain(1, 1).next().expect("one").to_line(shipped_instrument()) + "\n";
        let endless = [TALLY_START, &vec![b'x'; 2 * TAIL_BYTES]].concat();
        let bytes = [line.as_bytes(), &endless].concat();
        let (name, end) = ("a".to_owned(), bytes.len() - TAIL_BYTES);
        let piece = Job::Piece { name, bytes, first: true, last: false, end };
        let Done { reading, .. } = Hand::new(shipped_instrument()).perform(piece);
        assert_eq!((reading.records(), reading.refused.len()), (1, 1));
        let limit_bytes = TEXT_BYTES_MAX;
        assert_eq!(reading.refused[0].cause, Cause::TooLong { limit_bytes });
        assert!(!reading.findings.unfinished);
    }
}
