//! What a reader does: from blobs to packed records and refusals.

use std::cell::RefCell;
use std::io::Cursor;
use std::rc::Rc;

use js_sys::{Array, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::browser::slices::Slices;
use crate::browser::{bitmap, files};
use crate::domain::bundle::{Kind, Part, Reader};
use crate::domain::shipped_instrument;
use crate::domain::simulate::demo;
use crate::worker::{Archive, Cause, Job, Reading, Refused, codes_in_picture};

/// What the invented records are made from: the same ones every time.
const DEMO_SEED: u64 = 1;

/// Does the jobs of the page, one after another.
#[derive(Debug)]
pub(super) struct Readers {
    reader: Reader<'static>,
    /// The archive opened last, and its number.
    archive: RefCell<Option<(u32, Archive<Slices>)>>,
}

/// Blobs and pixels that travel beside a job.
#[derive(Debug, Default)]
pub(super) struct Beside {
    pub(super) blobs: Vec<Blob>,
    pub(super) pixels: Vec<u8>,
}

impl Readers {
    pub(super) fn new() -> Rc<Self> {
        let reader = Reader::new(&[shipped_instrument()]);
        Rc::new(Self { reader, archive: RefCell::default() })
    }

    /// Does a job. What cannot be read is among the refusals.
    pub(super) async fn perform(&self, job: Job, beside: Beside) -> Reading {
        let mut reading = Reading::default();
        match job {
            Job::Whole { names, limit_bytes } => {
                self.whole(&names, &beside.blobs, limit_bytes, &mut reading).await;
            }
            Job::Part { name, first, last, end } => {
                let buffer = match beside.blobs.first() {
                    Some(blob) => JsFuture::from(blob.array_buffer()).await.ok(),
                    None => None,
                };
                match buffer {
                    Some(buffer) => {
                        let bytes = Uint8Array::new(&buffer).to_vec();
                        let part = Part { first, last, end };
                        reading.part(&self.reader, &name, &bytes, part);
                    }
                    None => reading.refuse(Refused::whole(&name, Cause::Changed)),
                }
            }
            Job::Archive { name, archive, from, to } => {
                if let Some(blob) = beside.blobs.into_iter().next() {
                    self.entries(&name, archive, blob, from..to, &mut reading);
                }
            }
            Job::Invent { records } => {
                for record in demo(shipped_instrument(), u64::from(records), DEMO_SEED) {
                    reading.rows.extend_from_slice(&record.pack());
                }
            }
            Job::Frame { width } => {
                reading.findings.codes = codes_in_picture(width as usize, &beside.pixels);
            }
        }
        reading
    }

    /// Reads whole inputs of any kind, all at once from the browser and then one by one.
    async fn whole(
        &self,
        names: &[String],
        blobs: &[Blob],
        limit_bytes: u64,
        reading: &mut Reading,
    ) {
        // Here and not in the page, because the browser looks every file up for it.
        let sizes: Vec<u64> = blobs.iter().map(files::size_bytes).collect();
        let read = |(blob, size): (&Blob, &u64)| {
            if *size <= limit_bytes {
                blob.array_buffer()
            } else {
                Promise::resolve(&JsValue::NULL)
            }
        };
        let buffers: Array = blobs.iter().zip(&sizes).map(read).collect();
        let settled = JsFuture::from(Promise::all_settled(&buffers)).await;
        let settled: Array = settled.map(JsCast::unchecked_into).unwrap_or_default();
        let inputs = names.iter().zip(blobs).zip(settled.iter()).zip(sizes).enumerate();
        for (place, (((name, blob), outcome), size)) in inputs {
            if size > limit_bytes {
                reading.findings.large.push((place, size));
                continue;
            }
            let value = Reflect::get(&outcome, &JsValue::from_str("value")).unwrap_or_default();
            if value.is_undefined() {
                reading.refuse(Refused::whole(name, Cause::Unreadable));
                continue;
            }
            let bytes = Uint8Array::new(&value).to_vec();
            match reading.whole(&self.reader, name, None, &bytes) {
                Kind::Picture => self.picture(name, blob, reading).await,
                Kind::Zip => match Archive::open(Cursor::new(bytes)) {
                    Ok(mut archive) => {
                        let all = 0..archive.len();
                        reading.entries(&self.reader, name, &mut archive, all);
                    }
                    Err(fault) => reading.refuse(Refused::whole(name, Cause::Archive(fault))),
                },
                _ => {}
            }
        }
    }

    /// Reads the codes in a picture.
    async fn picture(&self, name: &str, blob: &Blob, reading: &mut Reading) {
        let Ok(grey) = bitmap::grey(blob).await else {
            return reading.refuse(Refused::whole(name, Cause::Picture));
        };
        let codes = codes_in_picture(grey.width, &grey.pixels);
        if codes.is_empty() {
            reading.refuse(Refused::whole(name, Cause::NoCode));
        }
        for code in codes {
            reading.whole(&self.reader, name, None, code.as_bytes());
        }
    }

    /// Reads some entries of an archive, which stays open for the next ones.
    fn entries(
        &self,
        name: &str,
        number: u32,
        blob: Blob,
        range: std::ops::Range<u32>,
        reading: &mut Reading,
    ) {
        let mut kept = self.archive.borrow_mut();
        if kept.as_ref().is_none_or(|(kept, _)| *kept != number) {
            *kept = None;
            let opened = Slices::new(blob).map_err(|_| Cause::Unreadable);
            match opened.and_then(|slices| Archive::open(slices).map_err(Cause::Archive)) {
                Ok(archive) => *kept = Some((number, archive)),
                Err(cause) => return reading.refuse(Refused::whole(name, cause)),
            }
        }
        if let Some((_, archive)) = &mut *kept {
            reading.findings.entries = archive.len();
            reading.entries(&self.reader, name, archive, range);
        }
    }
}
