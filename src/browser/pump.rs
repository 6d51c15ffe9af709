//! The bytes of a blob (`Blob.stream`), into memory that is used again.
//!
//! The browser collects the buffers that other ways of reading leave behind late: tens of
//! megabytes of them in each worker.

use js_sys::{ArrayBuffer, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::files;

#[wasm_bindgen]
extern "C" {
    /// `ReadableStream`.
    type Stream;
    /// `ReadableStreamBYOBReader`.
    #[derive(Debug)]
    type Reader;

    #[wasm_bindgen(method, catch, js_name = getReader)]
    fn reader(this: &Stream, options: &Object) -> Result<Reader, JsValue>;
    #[wasm_bindgen(method)]
    fn read(this: &Reader, into: &Uint8Array) -> Promise;
}

/// Bytes fetched at a time, at most.
const STEP_BYTES: u32 = 1 << 20;

/// What blobs are read through, one after another.
#[derive(Debug, Default)]
pub struct Pump {
    buffer: Option<ArrayBuffer>,
}

/// A blob that is being read.
#[derive(Debug)]
pub struct Flow<'a> {
    pump: &'a mut Pump,
    source: Source,
    /// Bytes of the blob.
    size: usize,
    /// Bytes read so far.
    at: usize,
}

#[derive(Debug)]
enum Source {
    Stream(Reader),
    /// All at once, in a browser that is too old for the stream.
    Whole(Uint8Array),
}

impl Pump {
    /// Begins to read a blob.
    pub async fn open(&mut self, blob: &Blob) -> Result<Flow<'_>, JsValue> {
        let options = Object::new();
        Reflect::set(&options, &"mode".into(), &"byob".into())?;
        let source = match blob.stream().unchecked_into::<Stream>().reader(&options) {
            Ok(reader) => Source::Stream(reader),
            Err(_) => Source::Whole(Uint8Array::new(&JsFuture::from(blob.array_buffer()).await?)),
        };
        let size = usize::try_from(files::size_bytes(blob)).map_err(|_| JsValue::NULL)?;
        Ok(Flow { pump: self, source, size, at: 0 })
    }

    /// Appends all bytes of a blob. Fails as [`Flow::more`] and [`Flow::end`] do.
    pub async fn read(&mut self, blob: &Blob, into: &mut Vec<u8>) -> Result<(), JsValue> {
        let mut flow = self.open(blob).await?;
        flow.more(flow.left(), into).await?;
        flow.end().await
    }
}

impl Flow<'_> {
    /// Bytes of the blob that have not been read.
    pub const fn left(&self) -> usize {
        self.size - self.at
    }

    /// Appends the next bytes, at most so many. Fails where they cannot be read, also where the
    /// file has changed.
    pub async fn more(&mut self, count: usize, into: &mut Vec<u8>) -> Result<(), JsValue> {
        let end = self.at + count.min(self.left());
        while self.at < end {
            let value = self.step(end - self.at).await?;
            let from = into.len();
            let length = value.length() as usize;
            if length == 0 {
                return Err(JsValue::NULL);
            }
            into.resize(from + length, 0);
            value.copy_to(&mut into[from..]);
            self.at += length;
        }
        Ok(())
    }

    /// Makes sure that nothing follows: a file that has changed may be longer.
    pub async fn end(mut self) -> Result<(), JsValue> {
        let more = self.step(1).await?.length();
        if self.left() == 0 && more == 0 { Ok(()) } else { Err(JsValue::NULL) }
    }

    /// The next bytes, at most so many; none at the end.
    async fn step(&mut self, count: usize) -> Result<Uint8Array, JsValue> {
        let count = u32::try_from(count).unwrap_or(u32::MAX).min(STEP_BYTES);
        match &self.source {
            Source::Stream(reader) => {
                let buffer = self.pump.buffer.take();
                let buffer = buffer.unwrap_or_else(|| ArrayBuffer::new(STEP_BYTES));
                let view = Uint8Array::new_with_byte_offset_and_length(&buffer, 0, count);
                let read = JsFuture::from(reader.read(&view)).await?;
                let value: Uint8Array = Reflect::get(&read, &"value".into())?.dyn_into()?;
                self.pump.buffer = Some(value.buffer());
                Ok(value)
            }
            Source::Whole(bytes) => {
                let from = u32::try_from(self.at).unwrap_or(u32::MAX);
                Ok(bytes.subarray(from, from.saturating_add(count)))
            }
        }
    }
}
