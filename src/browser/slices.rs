//! A file read piece by piece, without waiting: only a worker may do that.

use std::io::{self, Read, Seek, SeekFrom};

use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use web_sys::{Blob, FileReaderSync};

use super::files::exact;

/// Bytes fetched at a time. Neighbouring reads, which are the rule, share one fetch.
const WINDOW_BYTES: u64 = 1 << 20;

/// A file as a source of bytes that can be read anywhere, with one window of it in memory.
#[derive(Debug)]
pub struct Slices {
    blob: Blob,
    reader: FileReaderSync,
    size_bytes: u64,
    at: u64,
    window: Vec<u8>,
    window_from: u64,
}

impl Slices {
    /// A file to be read piece by piece. Fails outside a worker.
    pub fn new(blob: Blob) -> Result<Self, JsValue> {
        let reader = FileReaderSync::new()?;
        let size_bytes = super::files::size_bytes(&blob);
        Ok(Self { blob, reader, size_bytes, at: 0, window: Vec::new(), window_from: 0 })
    }

    fn fetch(&mut self) -> Result<(), JsValue> {
        let end = self.at.saturating_add(WINDOW_BYTES).min(self.size_bytes);
        let slice = self.blob.slice_with_f64_and_f64(exact(self.at), exact(end))?;
        let bytes = Uint8Array::new(&self.reader.read_as_array_buffer(&slice)?.into());
        self.window.resize(bytes.length() as usize, 0);
        bytes.copy_to(&mut self.window);
        self.window_from = self.at;
        Ok(())
    }

    /// The bytes of the window from the place read next on.
    fn ahead(&self) -> &[u8] {
        let skipped = self.at.checked_sub(self.window_from);
        let skipped = skipped.and_then(|skipped| usize::try_from(skipped).ok());
        skipped.and_then(|skipped| self.window.get(skipped..)).unwrap_or_default()
    }
}

impl Read for Slices {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.ahead().is_empty() && self.at < self.size_bytes {
            self.fetch().map_err(|_| io::Error::other("the file cannot be read"))?;
        }
        let mut ahead = self.ahead();
        let read = ahead.read(into)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Slices {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::End(offset) => self.size_bytes.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.at.checked_add_signed(offset),
        };
        self.at = place.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}
