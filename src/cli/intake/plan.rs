//! What is to be read next: inputs taken apart into jobs, each with its number in one order, as
//! the organiser's page does it.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::bytes::{Positional, fill, read_at};
use super::inputs::{Input, Inputs};
use crate::domain::bundle::{KIND_BYTES, Kind, TAIL_BYTES, kind_of};
use crate::worker::{Archive, ArchiveFault, Cause};

/// Files up to this size are read whole, several in one job.
pub(super) const SMALL_BYTES_MAX: u64 = 1 << 20;

/// Most files in one job.
const JOB_FILES_MAX: usize = 64;

/// A job takes no further file once it has so many bytes.
const JOB_BYTES: u64 = 4 << 20;

/// Bytes of a large text in which the records of one job begin, at least and at most.
const PART_BYTES: [u64; 2] = [4 << 20, 16 << 20];

/// Between these a text is divided into so many jobs.
const PARTS: u64 = 64;

/// Bytes of a stream in which the records of one job begin.
const PIECE_BYTES: usize = 8 << 20;

/// Largest text that is searched for codes, and largest tally file; longest line of a tally.
pub(super) const TEXT_BYTES_MAX: u64 = 64 << 20;

/// Largest archive that is read from a stream: all of it is in memory.
const STREAM_ARCHIVE_BYTES_MAX: u64 = 1 << 30;

/// Entries of an archive in one job.
const JOB_ENTRIES: u32 = 1_000;

/// Where the bytes of an archive are.
#[derive(Clone, Debug)]
pub(super) enum Zipped {
    InFile(Arc<Large>),
    InMemory(Arc<Vec<u8>>),
}

/// Reads an archive.
pub(super) enum ZipSource {
    InFile(BufReader<Positional>),
    InMemory(Cursor<SharedBytes>),
}

/// Bytes that several readers look at.
pub(super) struct SharedBytes(Arc<Vec<u8>>);

/// A file that is read in several jobs.
#[derive(Debug)]
pub(super) struct Large {
    pub(super) name: String,
    pub(super) file: File,
    pub(super) size_bytes: u64,
    /// Whether a part could not be read, or an archive expands to too much: the rest is left.
    pub(super) left: AtomicBool,
}

/// What a reader is to do.
pub(super) enum Job {
    /// Read whole inputs of any kind.
    Files(Vec<(String, PathBuf)>),
    /// Read a whole input that is in memory.
    Bytes(String, Vec<u8>),
    /// Read the records that begin in a part of a large text.
    Part(Arc<Large>, Range<u64>),
    /// The same of a part that is in memory, whose tail begins at `end`.
    Piece { name: String, bytes: Vec<u8>, first: bool, last: bool, end: usize },
    /// Read entries of an archive that has a number of its own.
    Entries { name: String, number: u64, zipped: Zipped, range: Range<u32> },
    /// Nothing: this input is refused.
    Refused(String, Cause),
}

/// An input that is read in several jobs.
enum Current {
    Part(Arc<Large>, u64),
    Entries { name: String, number: u64, zipped: Zipped, from: u32, entries: u32 },
    Stream { name: String, source: Box<dyn Read + Send>, bytes: Vec<u8>, first: bool },
}

/// All inputs that wait.
pub(super) struct Plan {
    inputs: std::iter::Peekable<Inputs>,
    current: Option<Current>,
    number: u64,
}

impl Plan {
    pub(super) fn new(inputs: Inputs) -> Self {
        Self { inputs: inputs.peekable(), current: None, number: 0 }
    }

    /// How many jobs were handed out.
    pub(super) const fn number(&self) -> u64 {
        self.number
    }

    /// The next job with its number; none where nothing is left.
    pub(super) fn next(&mut self) -> Option<(u64, Job)> {
        let job = loop {
            if let Some(job) = self.next_of_current() {
                break job;
            }
            match self.inputs.next()? {
                Input::Refused(name, cause) => break Job::Refused(name, cause),
                Input::File(name, path, size) if size <= SMALL_BYTES_MAX => {
                    break self.files((name, path), size);
                }
                Input::File(name, path, size_bytes) => {
                    if let Some(job) = self.begin(name, path, size_bytes) {
                        break job;
                    }
                }
                Input::Stream(name, source) => {
                    if let Some(job) = self.begin_stream(name, source) {
                        break job;
                    }
                }
            }
        };
        self.number += 1;
        Some((self.number - 1, job))
    }

    /// A small file, and those after it.
    fn files(&mut self, first: (String, PathBuf), mut bytes: u64) -> Job {
        let mut files = vec![first];
        let small =
            |input: &Input| matches!(input, Input::File(_, _, size) if *size <= SMALL_BYTES_MAX);
        while files.len() < JOB_FILES_MAX && bytes < JOB_BYTES {
            let Some(Input::File(name, path, size)) = self.inputs.next_if(small) else { break };
            bytes += size;
            files.push((name, path));
        }
        Job::Files(files)
    }

    /// Begins with a large file. A job, where that is all.
    fn begin(&mut self, name: String, path: PathBuf, size_bytes: u64) -> Option<Job> {
        let Ok(file) = File::open(&path) else {
            return Some(Job::Refused(name, Cause::Unreadable));
        };
        let large = Large { name, file, size_bytes, left: AtomicBool::new(false) };
        let mut start = [0; KIND_BYTES];
        let Ok(length) = fill(&mut start, |into, at| read_at(&large.file, into, at as u64)) else {
            return Some(Job::Refused(large.name, Cause::Unreadable));
        };
        match kind_of(&start[..length]) {
            Kind::Bundle => self.current = Some(Current::Part(Arc::new(large), 0)),
            Kind::Text | Kind::Tally if large.size_bytes <= TEXT_BYTES_MAX => {
                return Some(Job::Files(vec![(large.name, path)]));
            }
            Kind::Zip => {
                let name = large.name.clone();
                return self.begin_archive(name, Zipped::InFile(Arc::new(large)));
            }
            kind => return Some(Job::Refused(large.name, refusal(kind))),
        }
        None
    }

    fn begin_archive(&mut self, name: String, zipped: Zipped) -> Option<Job> {
        match zipped.open() {
            Ok(archive) => {
                let (number, entries) = (self.number, archive.len());
                self.current = Some(Current::Entries { name, number, zipped, from: 0, entries });
                None
            }
            Err(fault) => Some(Job::Refused(name, Cause::Archive(fault))),
        }
    }

    /// Begins with a stream. A job, where that is all.
    fn begin_stream(&mut self, name: String, mut source: Box<dyn Read + Send>) -> Option<Job> {
        let mut bytes = Vec::new();
        let mut read = |bytes: &mut Vec<u8>, limit: u64| {
            let more = (limit + 1).saturating_sub(bytes.len() as u64);
            source.by_ref().take(more).read_to_end(bytes).map(|_| bytes.len() as u64 <= limit)
        };
        let Ok(whole) = read(&mut bytes, SMALL_BYTES_MAX) else {
            return Some(Job::Refused(name, Cause::Unreadable));
        };
        if whole {
            return Some(Job::Bytes(name, bytes));
        }
        let kind = kind_of(&bytes);
        let limit = match kind {
            Kind::Bundle => {
                self.current = Some(Current::Stream { name, source, bytes, first: true });
                return None;
            }
            Kind::Text | Kind::Tally => TEXT_BYTES_MAX,
            Kind::Zip => STREAM_ARCHIVE_BYTES_MAX,
            kind => return Some(Job::Refused(name, refusal(kind))),
        };
        match read(&mut bytes, limit) {
            Ok(true) if kind == Kind::Zip => {
                self.begin_archive(name, Zipped::InMemory(Arc::new(bytes)))
            }
            Ok(true) => Some(Job::Bytes(name, bytes)),
            Ok(false) => Some(Job::Refused(name, refusal(kind))),
            Err(_) => Some(Job::Refused(name, Cause::Unreadable)),
        }
    }

    fn next_of_current(&mut self) -> Option<Job> {
        let (job, ended) = match self.current.as_mut()? {
            Current::Part(large, _) if large.left.load(Ordering::Relaxed) => {
                self.current = None;
                return None;
            }
            Current::Part(large, from) => {
                let [shortest, longest] = PART_BYTES;
                let part = (large.size_bytes / PARTS).clamp(shortest, longest);
                let (begin, end) = (*from, (*from + part).min(large.size_bytes));
                *from = end;
                (Job::Part(Arc::clone(large), begin..end), end == large.size_bytes)
            }
            Current::Entries { zipped: Zipped::InFile(large), .. }
                if large.left.load(Ordering::Relaxed) =>
            {
                self.current = None;
                return None;
            }
            Current::Entries { name, number, zipped, from, entries } => {
                let range = *from..from.saturating_add(JOB_ENTRIES).min(*entries);
                *from = range.end;
                let (name, zipped, ended) = (name.clone(), zipped.clone(), range.end == *entries);
                (Job::Entries { name, number: *number, zipped, range }, ended)
            }
            Current::Stream { name, source, bytes, first } => match piece(source, bytes, *first) {
                Ok((bytes, last, end)) => {
                    let job = Job::Piece { name: name.clone(), bytes, first: *first, last, end };
                    *first = false;
                    (job, last)
                }
                Err(_) => (Job::Refused(name.clone(), Cause::Changed), true),
            },
        };
        if ended {
            self.current = None;
        }
        Some(job)
    }
}

/// The next piece of a stream whose first bytes were read already: its bytes with their tail,
/// whether it is the last, and where the tail begins. The tail is kept for the next piece.
fn piece(
    source: &mut Box<dyn Read + Send>,
    bytes: &mut Vec<u8>,
    first: bool,
) -> io::Result<(Vec<u8>, bool, usize)> {
    let end = if first { PIECE_BYTES.max(bytes.len()) } else { PIECE_BYTES };
    let mut wanted = end + TAIL_BYTES;
    let last = loop {
        let more = wanted.saturating_sub(bytes.len()) as u64;
        source.by_ref().take(more).read_to_end(bytes)?;
        if bytes.len() < wanted {
            break true;
        }
        // The line that is cut may be a tally's: its end belongs to the tail.
        let long = wanted - end >= usize::try_from(TEXT_BYTES_MAX).unwrap_or(usize::MAX);
        if long || bytes[end..].contains(&b'\n') {
            break false;
        }
        wanted += wanted - end;
    };
    if last {
        let all = std::mem::take(bytes);
        let end = all.len();
        return Ok((all, true, end));
    }
    let mut rest = Vec::with_capacity(end + 2 * TAIL_BYTES);
    rest.extend_from_slice(&bytes[end..]);
    Ok((std::mem::replace(bytes, rest), false, end))
}

/// Why a large input of a kind is not read.
const fn refusal(kind: Kind) -> Cause {
    match kind {
        Kind::Text | Kind::Tally | Kind::Bundle => Cause::LargeText { limit_bytes: TEXT_BYTES_MAX },
        Kind::Zip => Cause::Archive(ArchiveFault::TooLarge),
        Kind::Picture => Cause::NoPictures,
        Kind::Utf16 => Cause::Utf16,
        Kind::List => Cause::List,
        Kind::Packed => Cause::Packed,
        Kind::Empty | Kind::Other => Cause::Kind,
    }
}

impl Zipped {
    /// Opens the archive once more.
    pub(super) fn open(&self) -> Result<Archive<ZipSource>, ArchiveFault> {
        Archive::open(match self {
            Self::InFile(large) => {
                ZipSource::InFile(BufReader::new(Positional::new(Arc::clone(large))))
            }
            Self::InMemory(bytes) => {
                ZipSource::InMemory(Cursor::new(SharedBytes(Arc::clone(bytes))))
            }
        })
    }
}

impl AsRef<[u8]> for SharedBytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Read for ZipSource {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::InFile(file) => file.read(into),
            Self::InMemory(bytes) => bytes.read(into),
        }
    }
}

impl io::Seek for ZipSource {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        match self {
            Self::InFile(file) => file.seek(to),
            Self::InMemory(bytes) => bytes.seek(to),
        }
    }
}
