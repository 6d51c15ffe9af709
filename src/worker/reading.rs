//! What a reader finds in its jobs: packed records, and refusals with their places.

use std::io::{Read, Seek};

use super::archive::Archive;
use super::message::{Findings, FoundLine};
use super::opening::FoundEnvelope;
use super::reason::shown_reason;
use super::refused::{ArchiveFault, Cause, Refused, shown_name};
use super::tickets::Carried;
use crate::domain::bundle::{Found, Kind, Part, Reader, Totals, What, kind_of};
use crate::domain::campaign::{TEXT_BYTES_MAX, mentions_campaign};
use crate::domain::record::{PACKED_BYTES, Reason, SIZE_BYTES_MAX};

/// Most refused inputs of one job that are listed; more are counted. Sixteen megabytes of a text,
/// the largest job, have as many only where its lines have 160 bytes or less.
pub const JOB_REFUSALS_MAX: usize = 100_000;

/// Largest entry of an archive, bytes. A record has about 1,700.
pub const ENTRY_BYTES_MAX: u64 = 64 << 20;

/// Everything found in a job.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Packed records, in the order in which they were found.
    pub rows: Vec<u8>,
    /// What is refused, in that order too.
    pub refused: Vec<Refused>,
    /// Envelopes, still closed: an [`Opener`](super::Opener) makes records or refusals of them.
    pub envelopes: Vec<FoundEnvelope>,
    /// What opened records have in the place of their tickets.
    pub tickets: Carried,
    /// Everything else.
    pub findings: Findings,
}

/// What comes after an entry of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The next entry.
    Next,
    /// The codes in this picture have to be read, then the next entry.
    Picture(Vec<u8>),
    /// Nothing: the archive has expanded to as much as is read.
    End,
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
        let (rows, refused) = (self.records(), self.refused.len());
        let lines = self.findings.lines();
        let closed = self.envelopes.len();
        match kind {
            Kind::Bundle | Kind::Tally => {
                let alone = |totals: &Totals| totals.records + totals.refused + totals.others == 1;
                let before = self.refused.len();
                let part = Part::whole(bytes.len());
                let totals = reader.read_part(bytes, part, &mut |found| self.take(source, found));
                // That a single record begins on the first line says nothing.
                if alone(&totals) {
                    let [campaigns, tallies, lists] = lines;
                    let refused = self.refused.get_mut(before).map(|refused| &mut refused.line);
                    let campaign = self.findings.campaigns.get_mut(campaigns);
                    let tally = self.findings.tallies.get_mut(tallies);
                    let list = self.findings.tickets.lists.get_mut(lists);
                    let found = campaign.or(tally).or(list).map(|found| &mut found.line);
                    let begins = |line: u64| Some(line).filter(|line| *line > 1);
                    refused.into_iter().chain(found).for_each(|line| *line = line.and_then(begins));
                }
            }
            Kind::Text => {
                let before = self.refused.len();
                let take = &mut |found| self.take(source, in_its_line(bytes, found));
                let totals = reader.read_text(bytes, take);
                let nothing = |refused: &Refused| refused.cause == Cause::Record(Reason::NoRecord);
                if let [refused] = &self.refused[before..]
                    && nothing(refused)
                    && let Some(text) = invitation(bytes)
                {
                    self.refused.truncate(before);
                    let name = name.to_owned();
                    self.findings.campaigns.push(FoundLine { name, entry, line: None, text });
                } else if totals.records == 0
                    && let [refused] = &mut self.refused[before..]
                {
                    refused.line = refused.line.filter(|line| *line > 1);
                }
            }
            Kind::Empty => self.refuse_in(source, Cause::Record(Reason::Empty)),
            Kind::Other => self.refuse_in(source, Cause::Kind),
            Kind::Utf16 => self.refuse_in(source, Cause::Utf16),
            Kind::List => self.refuse_in(source, Cause::List),
            Kind::Packed => self.refuse_in(source, Cause::Packed),
            Kind::Zip if entry.is_some() => {
                self.refuse_in(source, Cause::Archive(ArchiveFault::Nested));
            }
            Kind::Zip | Kind::Picture => {}
        }
        let others = self.records() - rows + self.refused.len() - refused;
        if let [only] = &mut self.envelopes[closed..] {
            // Its place says it, unless there is more around it.
            only.line = only.line.filter(|_| others > 0);
        }
        self.note_origin(rows, name);
        kind
    }

    /// Reads the records that begin in a part of a large bundle. Lines count on from those of the
    /// parts read before.
    pub fn part(&mut self, reader: &Reader<'_>, name: &str, bytes: &[u8], part: Part) {
        let source = Source { name, entry: None };
        let before = usize::try_from(self.findings.lines).unwrap_or(usize::MAX);
        let totals = reader.read_part(bytes, part, &mut |found| {
            self.take(source, Found { line: found.line.saturating_add(before), ..found });
        });
        self.note_origin(0, name);
        self.findings.bytes += part.end.min(bytes.len()) as u64;
        self.findings.lines += totals.feeds as u64;
        self.findings.unfinished = totals.unfinished.is_some();
    }

    /// Reads one entry of an archive, counted from 0.
    pub fn entry<R: Read + Seek>(
        &mut self,
        reader: &Reader<'_>,
        name: &str,
        archive: &mut Archive<R>,
        place: u32,
    ) -> Step {
        let source = Source { name, entry: Some(place + 1) };
        let mut bytes = Vec::with_capacity(SIZE_BYTES_MAX);
        match archive.read(place, ENTRY_BYTES_MAX, &mut bytes) {
            // A folder, or what the system put there.
            Ok(false) => {}
            Ok(true) => {
                if self.whole(reader, name, source.entry, &bytes) == Kind::Picture {
                    return Step::Picture(bytes);
                }
            }
            Err(fault @ ArchiveFault::Exhausted) => {
                let entry = source.entry;
                let refused = Refused { entry, ..Refused::whole(name, Cause::Archive(fault)) };
                // Of another archive in the same job.
                if let Some(before) = self.findings.exhausted.replace(Box::new(refused)) {
                    self.refuse(*before);
                }
                return Step::End;
            }
            Err(fault) => self.refuse_in(source, Cause::Archive(fault)),
        }
        Step::Next
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
        let line = Some(found.line as u64 + 1);
        let at = |text| FoundLine { name: source.name.to_owned(), entry: source.entry, line, text };
        match found.what {
            What::Record(packed) => self.rows.extend_from_slice(&packed),
            What::Refused(refusal) => self.refuse(Refused {
                name: source.name.to_owned(),
                entry: source.entry,
                line,
                cause: cause(refusal.reason),
                place: shown_name(&refusal.place),
            }),
            What::Campaign(line) => self.findings.campaigns.push(at(text(line))),
            What::Tally(line) => self.findings.tallies.push(at(text(line))),
            What::Tickets(line) => self.findings.tickets.lists.push(at(text(line))),
            What::Sealed(read) => {
                let FoundLine { name, entry, line, .. } = at(String::new());
                self.envelopes.extend(read.into_iter().map(|read| FoundEnvelope {
                    name: name.clone(),
                    entry,
                    line,
                    read,
                }));
            }
        }
    }

    /// Notes that the records from a place on come from an input.
    fn note_origin(&mut self, first: usize, name: &str) {
        let origins = &mut self.findings.origins;
        if self.rows.len() > first * PACKED_BYTES
            && origins.last().is_none_or(|(_, last)| last != name)
        {
            origins.push((first, name.to_owned()));
        }
    }

    /// Number of packed records.
    pub const fn records(&self) -> usize {
        self.rows.len() / PACKED_BYTES
    }
}

/// Why something in an input is refused. How long it is where it is too long, the reader of a
/// bundle has not looked.
fn cause(reason: Reason) -> Cause {
    match reason {
        Reason::TooLarge { limit_bytes, .. } => Cause::TooLong { limit_bytes },
        other => Cause::Record(shown_reason(other)),
    }
}

/// The same with the column counted from where the line begins, in which it may begin late.
fn in_its_line<'a>(bytes: &[u8], mut found: Found<'a>) -> Found<'a> {
    if let What::Refused(refusal) = &mut found.what
        && let Reason::NotJson { line: 1, column } = &mut refusal.reason
    {
        let before = &bytes[..found.offset];
        *column += before.iter().rev().take_while(|byte| **byte != b'\n').count();
    }
    found
}

/// A text without records that looks like the invitation of a campaign.
fn invitation(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    (text.len() <= TEXT_BYTES_MAX && mentions_campaign(text)).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::domain::shipped_instrument;
    use crate::domain::simulate::plain;
    use crate::worker::archive::tests::archive;

    /// Everything found in an archive, and the entries that are pictures.
    fn read(bytes: Vec<u8>, limit_bytes: u64) -> (Reading, Vec<u32>) {
        let reader = Reader::new(&[shipped_instrument()]);
        let mut reading = Reading::default();
        let mut archive = Archive::open(Cursor::new(bytes)).expect("one").limited(limit_bytes);
        let mut pictures = Vec::new();
        for place in 0..archive.len() {
            match reading.entry(&reader, "a.zip", &mut archive, place) {
                Step::Next => {}
                Step::Picture(_) => pictures.push(place),
                Step::End => break,
            }
        }
        (reading, pictures)
    }

    fn causes(reading: &Reading) -> Vec<(Option<u32>, Cause)> {
        let refused = reading.refused.iter().chain(reading.findings.exhausted.as_deref());
        refused.map(|refused| (refused.entry, refused.cause.clone())).collect()
    }

    #[test]
    fn what_stands_beside_a_bomb_is_read() {
        let lines: Vec<String> =
            plain(3, 1).map(|record| record.to_line(shipped_instrument())).collect();
        let [one, two, three] = [0, 1, 2].map(|at| lines[at].as_bytes());
        let zeros = vec![0; 16 << 20];
        let picture = b"\x89PNG\r\n\x1a\n";
        let all: [(&str, &[u8]); 5] =
            [("1", one), ("2", &zeros), ("3", two), ("4", picture), ("5", three)];
        let bytes = archive(&all);
        let (reading, pictures) = read(bytes.clone(), u64::MAX);
        assert_eq!((reading.records(), pictures), (3, vec![3]));
        assert_eq!(causes(&reading), [(Some(2), Cause::Archive(ArchiveFault::Bomb))]);
        assert_eq!(reading.findings.origins, [(0, "a.zip".to_owned())]);
        // All together are too much: the rest is one refusal.
        let (reading, pictures) = read(bytes, 64 << 10);
        assert_eq!((reading.records(), pictures), (1, vec![]));
        assert_eq!(causes(&reading), [(Some(2), Cause::Archive(ArchiveFault::Exhausted))]);
    }

    #[test]
    fn what_others_wrote_is_shown_short_and_in_one_direction() {
        let reader = Reader::new(&[shipped_instrument()]);
        let mut reading = Reading::default();
        let line = plain(1, 1).next().expect("a record").to_line(shipped_instrument());
        let key = format!("\u{202e}{}", "k".repeat(3_000));
        let keyed = line.replacen("\"version\"", &format!("\"{key}\""), 1);
        let versioned = line.replacen("\"version\":\"", "\"version\":\"\u{202e}9\u{2066}", 1);
        for text in [keyed, versioned] {
            reading.whole(&reader, "a.json", None, text.as_bytes());
        }
        let [keyed, versioned] = reading.refused.as_slice() else { panic!("{reading:?}") };
        assert!(keyed.place.starts_with('k') && keyed.place.len() <= 60, "{}", keyed.place);
        let Cause::Record(Reason::UnknownVersion { found }) = &versioned.cause else {
            panic!("{versioned:?}");
        };
        assert!(found.starts_with('9'), "{found:?}");
    }

    #[test]
    fn a_text_in_utf_16_is_told_as_that() {
        let reader = Reader::new(&[shipped_instrument()]);
        let mut reading = Reading::default();
        let text: Vec<u8> = "\u{feff}收到".encode_utf16().flat_map(u16::to_le_bytes).collect();
        reading.whole(&reader, "a.txt", None, &text);
        assert_eq!(causes(&reading), [(None, Cause::Utf16)]);
    }

    /// A record that the desk cannot keep is refused by the name of its file.
    #[test]
    fn records_keep_the_name_of_their_file() {
        let reader = Reader::new(&[shipped_instrument()]);
        let mut reading = Reading::default();
        for (name, seed) in [("a", 1), ("b", 2)] {
            let records = plain(2, seed).map(|r| r.to_line(shipped_instrument()) + "\n");
            reading.whole(&reader, name, None, records.collect::<String>().as_bytes());
        }
        assert_eq!(reading.findings.origins, [(0, "a".to_owned()), (2, "b".to_owned())]);
    }

    /// A text that is read in several windows: everything stands on the line on which it stands.
    #[test]
    fn lines_count_on_from_window_to_window() {
        let reader = Reader::new(&[shipped_instrument()]);
        let lines = plain(40, 1).map(|record| record.to_line(shipped_instrument()) + "\n");
        let text: String = lines
            .enumerate()
            .map(|(n, line)| if n % 3 == 1 { "{}\n".into() } else { line })
            .collect();
        let bytes = text.as_bytes();
        let mut whole = Reading::default();
        whole.part(&reader, "a", bytes, Part::whole(bytes.len()));
        let mut cut = Reading::default();
        for from in (0..bytes.len()).step_by(5_000) {
            let end = bytes.len().min(from + 5_000);
            let part = Part { first: from == 0, last: true, end: end - from };
            cut.part(&reader, "a", &bytes[from..], part);
        }
        let lines: Vec<_> = whole.refused.iter().filter_map(|refused| refused.line).collect();
        assert_eq!(lines, (0..13).map(|n| 3 * n + 2).collect::<Vec<u64>>());
        assert_eq!(cut, whole);
    }
}
