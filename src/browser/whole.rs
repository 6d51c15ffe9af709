//! Files read whole (`FileReader`), which stops at once at one that is too large.
//!
//! Asking the browser for a file's size, or handing the file to a worker, takes as long as reading
//! a small one. Here its size comes with its first bytes.

use js_sys::{ArrayBuffer, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::files::exact;

#[wasm_bindgen]
extern "C" {
    /// `FileReader`.
    #[derive(Clone)]
    #[wasm_bindgen(js_name = FileReader)]
    type Reader;
    /// `ProgressEvent` of one.
    type Progress;

    #[wasm_bindgen(constructor, js_class = "FileReader")]
    fn new() -> Reader;
    #[wasm_bindgen(method, catch, js_name = readAsArrayBuffer)]
    fn read(this: &Reader, blob: &Blob) -> Result<(), JsValue>;
    #[wasm_bindgen(method)]
    fn abort(this: &Reader);
    #[wasm_bindgen(method, getter)]
    fn result(this: &Reader) -> JsValue;
    #[wasm_bindgen(method, setter, js_name = onloadend)]
    fn set_end(this: &Reader, hear: &Function);
    #[wasm_bindgen(method, setter, js_name = onprogress)]
    fn set_progress(this: &Reader, hear: &Function);

    #[wasm_bindgen(method, getter)]
    fn total(this: &Progress) -> f64;
    #[wasm_bindgen(method, getter)]
    fn target(this: &Progress) -> Reader;
}

/// The bytes of each file; none where it is larger than the limit or cannot be read.
pub async fn read(
    files: impl Iterator<Item = &Blob>,
    limit_bytes: u64,
) -> Vec<Option<ArrayBuffer>> {
    let limit = exact(limit_bytes);
    let watch = Closure::<dyn Fn(Progress)>::new(move |event: Progress| {
        if event.total() > limit {
            event.target().abort();
        }
    });
    let begun: Vec<(Reader, Promise)> = files
        .map(|file| {
            let reader = Reader::new();
            reader.set_progress(watch.as_ref().unchecked_ref());
            let ended = Promise::new(&mut |resolve: Function, _| {
                reader.set_end(&resolve);
                if reader.read(file).is_err() {
                    let _ = resolve.call0(&JsValue::NULL);
                }
            });
            (reader, ended)
        })
        .collect();
    let mut read = Vec::with_capacity(begun.len());
    for (reader, ended) in begun {
        // It always comes to its end.
        let _ = JsFuture::from(ended).await;
        let buffer = reader.result().dyn_into::<ArrayBuffer>().ok();
        read.push(buffer.filter(|buffer| u64::from(buffer.byte_length()) <= limit_bytes));
    }
    read
}
