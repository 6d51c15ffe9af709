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

impl Pump {
    /// Puts the bytes of a blob in the place of all in `into`. Fails where they cannot be read,
    /// also where the file has changed.
    pub async fn read(&mut self, blob: &Blob, into: &mut Vec<u8>) -> Result<(), JsValue> {
        let options = Object::new();
        Reflect::set(&options, &"mode".into(), &"byob".into())?;
        let Ok(reader) = blob.stream().unchecked_into::<Stream>().reader(&options) else {
            // A browser that is too old for it.
            let buffer = JsFuture::from(blob.array_buffer()).await?;
            let bytes = Uint8Array::new(&buffer);
            into.resize(bytes.length() as usize, 0);
            bytes.copy_to(into);
            return Ok(());
        };
        let size = usize::try_from(files::size_bytes(blob)).map_err(|_| JsValue::NULL)?;
        into.resize(size, 0);
        let mut at = 0;
        loop {
            let buffer = self.buffer.take();
            let buffer = buffer.unwrap_or_else(|| ArrayBuffer::new(STEP_BYTES));
            let read = JsFuture::from(reader.read(&Uint8Array::new(&buffer))).await?;
            let value: Uint8Array = Reflect::get(&read, &"value".into())?.dyn_into()?;
            self.buffer = Some(value.buffer());
            if value.length() == 0 {
                break;
            }
            let end = at + value.length() as usize;
            value.copy_to(into.get_mut(at..end).ok_or(JsValue::NULL)?);
            at = end;
        }
        if at == size { Ok(()) } else { Err(JsValue::NULL) }
    }
}
