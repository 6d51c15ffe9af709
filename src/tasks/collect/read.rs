//! What a reader does: from blobs to packed records and refusals.

use std::cell::{Cell, RefCell};
use std::io::{Cursor, Read, Seek};
use std::ops::Range;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::JsValue;
use web_sys::Blob;
use zeroize::Zeroizing;

use super::plan::PICTURE_BYTES_MAX;
use crate::browser::bitmap;
use crate::browser::pump::{Flow, Pump};
use crate::browser::slices::Slices;
use crate::domain::bundle::{Kind, Part, Reader, TAIL_BYTES};
use crate::domain::shipped_instrument;
use crate::domain::simulate::demo;
use crate::domain::tally::Subtotals;
use crate::worker::{Archive, Cause, Job, Opener, Reading, Refused, Step, codes_in_picture};

/// What the invented records are made from: the same ones every time.
const DEMO_SEED: u64 = 1;

/// Bytes of a large text that are read and looked at together: little enough to stay in the nearest
/// memories, while the browser fetches the next ones.
const WINDOW_BYTES: usize = 1 << 20;

/// Does the jobs of the page, one after another.
#[derive(Debug)]
pub(super) struct Readers {
    reader: Reader<'static>,
    /// What the bytes of a part are read through and into, used again and again.
    memory: RefCell<(Pump, Vec<u8>)>,
    /// The archive opened last, and its number.
    archive: RefCell<Option<(u32, Archive<Slices>)>>,
    subtotals: RefCell<Subtotals>,
    opener: RefCell<Opener>,
    /// The number of the last change of the key that it was told of.
    pub(super) told: Cell<u32>,
}

/// What travels beside a job.
#[derive(Debug, Default)]
pub(super) struct Beside {
    pub(super) blobs: Vec<Blob>,
    /// The bytes of whole inputs; none of those that cannot be read.
    pub(super) wholes: Vec<Option<ArrayBuffer>>,
    /// The pixels of a picture, or a private key.
    pub(super) bytes: Zeroizing<Vec<u8>>,
}

impl Readers {
    pub(super) fn new() -> Rc<Self> {
        Rc::new(Self {
            reader: Reader::new(&[shipped_instrument()]),
            memory: RefCell::default(),
            archive: RefCell::default(),
            subtotals: RefCell::new(Subtotals::new(shipped_instrument())),
            opener: RefCell::default(),
            told: Cell::new(0),
        })
    }

    /// The subtotals of the packed records of a job; nothing for a few.
    pub(super) fn subtotals(&self, rows: &[u8]) -> Vec<u8> {
        self.subtotals.borrow_mut().of(rows)
    }

    /// Does a job. What cannot be read is among the refusals.
    pub(super) async fn perform(&self, job: Job, beside: Beside) -> Reading {
        let mut reading = Reading::default();
        match job {
            Job::Whole { names, .. } => {
                self.whole(&names, &beside.wholes, &mut reading).await;
            }
            Job::Part { name, first, last, end } => {
                let part = Part { first, last, end };
                let read = match beside.blobs.first() {
                    Some(blob) => self.part(&name, blob, part, &mut reading).await.is_ok(),
                    None => false,
                };
                if !read {
                    reading = Reading::default();
                    reading.findings.unread = true;
                }
            }
            Job::Archive { name, archive, from, to } => {
                if let Some(blob) = beside.blobs.into_iter().next() {
                    self.entries(&name, archive, blob, from..to, &mut reading).await;
                }
            }
            Job::Invent { records } => {
                for record in demo(shipped_instrument(), u64::from(records), DEMO_SEED) {
                    reading.rows.extend_from_slice(&record.pack());
                }
            }
            Job::Key => {
                let paper = std::str::from_utf8(&beside.bytes).unwrap_or_default();
                self.opener.borrow_mut().take(paper);
            }
            Job::Frame { width } => {
                reading.findings.codes = codes_in_picture(width as usize, &beside.bytes);
            }
        }
        self.opener.borrow().open(shipped_instrument(), &mut reading);
        reading
    }

    /// Reads a part of a large text, a window at a time; where a line is longer than a window, all
    /// of it at once.
    async fn part(
        &self,
        name: &str,
        blob: &Blob,
        part: Part,
        reading: &mut Reading,
    ) -> Result<(), JsValue> {
        // Taken out, because another job may come in between where the page reads.
        let (mut pump, mut bytes) = self.memory.take();
        for window in [WINDOW_BYTES, usize::MAX] {
            *reading = Reading::default();
            bytes.clear();
            self.windows(name, pump.open(blob).await?, part, window, &mut bytes, reading).await?;
            if !reading.findings.unfinished {
                break;
            }
        }
        self.memory.replace((pump, bytes));
        Ok(())
    }

    /// Reads a part in windows of so many bytes, until one of them ends in the middle of a line
    /// that is longer than what it was read with.
    async fn windows(
        &self,
        name: &str,
        mut flow: Flow<'_>,
        part: Part,
        window_bytes: usize,
        bytes: &mut Vec<u8>,
        reading: &mut Reading,
    ) -> Result<(), JsValue> {
        let (mut begin, mut first) = (0_usize, part.first);
        loop {
            let end = part.end.min(begin.saturating_add(window_bytes));
            let ahead = if end == part.end { usize::MAX } else { end - begin + TAIL_BYTES };
            flow.more(ahead.saturating_sub(bytes.len()), bytes).await?;
            let last = part.last && flow.left() == 0;
            reading.part(&self.reader, name, bytes, Part { first, last, end: end - begin });
            if reading.findings.unfinished || end == part.end {
                break;
            }
            bytes.drain(..end - begin);
            (begin, first) = (end, false);
        }
        if flow.left() == 0 { flow.end().await } else { Ok(()) }
    }

    /// Reads whole inputs of any kind.
    async fn whole(&self, names: &[String], wholes: &[Option<ArrayBuffer>], reading: &mut Reading) {
        for (name, whole) in names.iter().zip(wholes) {
            let Some(buffer) = whole else {
                reading.refuse(Refused::whole(name, Cause::Unreadable));
                continue;
            };
            let bytes = Uint8Array::new(buffer).to_vec();
            match reading.whole(&self.reader, name, None, &bytes) {
                Kind::Picture => self.picture(name, None, buffer, reading).await,
                Kind::Zip => match Archive::open(Cursor::new(bytes)) {
                    Ok(mut archive) => {
                        let all = 0..archive.len();
                        self.each(name, &mut archive, all, reading).await;
                    }
                    Err(fault) => reading.refuse(Refused::whole(name, Cause::Archive(fault))),
                },
                _ => {}
            }
        }
    }

    /// Reads the codes in a picture, which may be an entry of an archive, counted from 1.
    async fn picture(
        &self,
        name: &str,
        entry: Option<u32>,
        bytes: &ArrayBuffer,
        reading: &mut Reading,
    ) {
        let grey = match Blob::new_with_buffer_source_sequence(&Array::of1(bytes)) {
            Ok(blob) => bitmap::grey(&blob).await,
            Err(error) => Err(error),
        };
        let Ok(grey) = grey else {
            return reading.refuse(Refused { entry, ..Refused::whole(name, Cause::Picture) });
        };
        let codes = codes_in_picture(grey.width, &grey.pixels);
        if codes.is_empty() {
            reading.refuse(Refused { entry, ..Refused::whole(name, Cause::NoCode) });
        }
        for code in codes {
            reading.whole(&self.reader, name, entry, code.as_bytes());
        }
    }

    /// Reads some entries of an archive, which stays open for the next ones.
    async fn entries(
        &self,
        name: &str,
        number: u32,
        blob: Blob,
        range: Range<u32>,
        reading: &mut Reading,
    ) {
        // Taken out, because another job may come in between where the page reads.
        let mut kept = self.archive.take().filter(|(kept, _)| *kept == number);
        if kept.is_none() {
            let opened = Slices::new(blob).map_err(|_| Cause::Unreadable);
            match opened.and_then(|slices| Archive::open(slices).map_err(Cause::Archive)) {
                Ok(archive) => kept = Some((number, archive)),
                Err(cause) => return reading.refuse(Refused::whole(name, cause)),
            }
        }
        if let Some((_, archive)) = &mut kept {
            reading.findings.entries = archive.len();
            self.each(name, archive, range, reading).await;
        }
        self.archive.replace(kept);
    }

    /// Reads entries of an open archive, and the codes in those that are pictures.
    async fn each<R: Read + Seek>(
        &self,
        name: &str,
        archive: &mut Archive<R>,
        range: Range<u32>,
        reading: &mut Reading,
    ) {
        for place in range {
            match reading.entry(&self.reader, name, archive, place) {
                Step::Next => {}
                Step::End => break,
                Step::Picture(bytes) if bytes.len() as u64 <= PICTURE_BYTES_MAX => {
                    let buffer = Uint8Array::from(bytes.as_slice()).buffer();
                    self.picture(name, Some(place + 1), &buffer, reading).await;
                }
                Step::Picture(_) => {
                    let refused = Refused::whole(name, Cause::Picture);
                    reading.refuse(Refused { entry: Some(place + 1), ..refused });
                }
            }
        }
    }
}
