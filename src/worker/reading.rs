//! What a reader finds in its jobs: packed records, and refusals with their places.

use std::io::{Read, Seek};
use std::ops::Range;

use super::archive::Archive;
use super::message::Findings;
use super::refused::{ArchiveFault, Cause, Refused};
use crate::domain::bundle::{Found, Kind, Part, Reader, Totals, What, kind_of};
use crate::domain::record::{PACKED_BYTES, Reason, SIZE_BYTES_MAX};

/// Most refused inputs of one job that are listed; more are counted.
pub const JOB_REFUSALS_MAX: usize = 5_000;

/// Largest entry of an archive, bytes. A record has about 1,700.
pub const ENTRY_BYTES_MAX: u64 = 64 << 20;

/// Everything found in a job.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Packed records, in the order in which they were found.
    pub rows: Vec<u8>,
    /// What is refused, in that order too.
    pub refused: Vec<Refused>,
    /// Everything else.
    pub findings: Findings,
}

/// An input within a job.
#[derive(Clone, Copy, Debug)]
struct Source<'a> {
    name: &'a str,
    entry: Option<u32>,
}

impl Reading {
    /// Reads a whole input: a record, a bundle, a text with codes, a tally or nothing of that.
    /// Pictures and archives are left for others.
    pub fn whole(
        &mut self,
        reader: &Reader<'_>,
        name: &str,
        entry: Option<u32>,
        bytes: &[u8],
    ) -> Kind {
        let source = Source { name, entry };
        self.findings.bytes += bytes.len() as u64;
        let kind = kind_of(bytes);
        match kind {
            Kind::Bundle | Kind::Tally => {
                let alone = |totals: &Totals| totals.records + totals.refused + totals.others == 1;
                let before = self.refused.len();
                let part = Part::whole(bytes.len());
                let totals = reader.read_part(bytes, part, &mut |found| self.take(source, found));
                // The line of a single record says nothing that its place does not.
                if alone(&totals)
                    && let Some(refused) = self.refused.get_mut(before)
                {
                    refused.line = None;
                }
            }
            Kind::Text => {
                let before = self.refused.len();
                let totals = reader.read_text(bytes, &mut |found| self.take(source, found));
                if totals.records == 0
                    && let [refused] = &mut self.refused[before..]
                {
                    refused.line = None;
                }
            }
            Kind::Empty => self.refuse_in(source, Cause::Record(Reason::Empty)),
            Kind::Other => self.refuse_in(source, Cause::Kind),
            Kind::Zip if entry.is_some() => {
                self.refuse_in(source, Cause::Archive(ArchiveFault::Nested));
            }
            Kind::Zip | Kind::Picture => {}
        }
        kind
    }

    /// Reads the records that begin in a part of a large bundle. Lines count from the beginning of
    /// the bytes.
    pub fn part(&mut self, reader: &Reader<'_>, name: &str, bytes: &[u8], part: Part) {
        let source = Source { name, entry: None };
        let totals = reader.read_part(bytes, part, &mut |found| self.take(source, found));
        self.findings.bytes += part.end.min(bytes.len()) as u64;
        self.findings.lines += totals.feeds as u64;
        self.findings.unfinished = totals.unfinished.is_some();
    }

    /// Reads some entries of an archive.
    pub fn entries<R: Read + Seek>(
        &mut self,
        reader: &Reader<'_>,
        name: &str,
        archive: &mut Archive<R>,
        entries: Range<u32>,
    ) {
        let mut bytes = Vec::with_capacity(SIZE_BYTES_MAX);
        for place in entries {
            let source = Source { name, entry: Some(place + 1) };
            bytes.clear();
            match archive.read(place, ENTRY_BYTES_MAX, &mut bytes) {
                // A folder.
                Ok(false) => {}
                Ok(true) => {
                    let kind = self.whole(reader, name, source.entry, &bytes);
                    if kind == Kind::Picture {
                        self.refuse_in(source, Cause::Kind);
                    }
                }
                Err(fault) => {
                    self.refuse_in(source, Cause::Archive(fault));
                    if fault == ArchiveFault::Bomb {
                        break;
                    }
                }
            }
        }
    }

    /// Notes a refused input.
    pub fn refuse(&mut self, refused: Refused) {
        if self.refused.len() < JOB_REFUSALS_MAX {
            self.refused.push(refused);
        } else {
            self.findings.refused_beyond += 1;
        }
    }

    fn refuse_in(&mut self, source: Source<'_>, cause: Cause) {
        self.refuse(Refused { entry: source.entry, ..Refused::whole(source.name, cause) });
    }

    fn take(&mut self, source: Source<'_>, found: Found<'_>) {
        // Handed out only where it is text.
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        match found.what {
            What::Record(packed) => self.rows.extend_from_slice(&packed),
            What::Refused(refusal) => self.refuse(Refused {
                name: source.name.to_owned(),
                entry: source.entry,
                line: Some(found.line as u64 + 1),
                cause: Cause::Record(refusal.reason),
                place: refusal.place,
            }),
            What::Campaign(line) => self.findings.campaigns.push(text(line)),
            What::Tally(line) => self.findings.tallies.push(text(line)),
        }
    }

    /// Number of packed records.
    pub const fn records(&self) -> usize {
        self.rows.len() / PACKED_BYTES
    }
}
