//! The wrappers that the ways out need: a picture, the clipboard, the share sheet.

use js_sys::Array;
use qingdan::browser::clipboard::{self, Copying, NotCopied};
use qingdan::browser::picture::{self, NotDrawn};
use qingdan::browser::share::{self, NotShared};
use qingdan::browser::{agent, download};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::File;

use super::script;

const SQUARE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\" \
    width=\"20\" height=\"10\"><path fill=\"#000\" d=\"M0 0h1v1H0z\"/></svg>";

#[wasm_bindgen_test]
async fn a_picture_is_a_png_of_the_size_asked_for() {
    let picture = picture::png(SQUARE, 20, 10).await.expect("it can be drawn");
    assert_eq!(picture.bytes[..8], *b"\x89PNG\r\n\x1a\n");
    assert_eq!(picture.bytes[16..24], [0, 0, 0, 20, 0, 0, 0, 10], "width and height");
    assert!(picture.address.starts_with("data:image/png;base64,"));
}

#[wasm_bindgen_test]
async fn what_cannot_be_drawn_is_said() {
    assert_eq!(picture::png("no picture", 20, 10).await, Err(NotDrawn));
    script(
        "self.kept = HTMLCanvasElement.prototype.toDataURL; \
         HTMLCanvasElement.prototype.toDataURL = () => { throw new Error('refused') }",
    );
    let drawn = picture::png(SQUARE, 20, 10).await;
    script("HTMLCanvasElement.prototype.toDataURL = self.kept");
    assert_eq!(drawn, Err(NotDrawn));
}

#[wasm_bindgen_test]
async fn a_canvas_that_gives_out_something_else_is_noticed() {
    script(
        "self.kept = CanvasRenderingContext2D.prototype.getImageData; \
         CanvasRenderingContext2D.prototype.getImageData = () => \
             new ImageData(new Uint8ClampedArray([90, 200, 17, 255]), 1)",
    );
    let drawn = picture::png(SQUARE, 20, 10).await;
    script("CanvasRenderingContext2D.prototype.getImageData = self.kept");
    assert_eq!(drawn, Err(NotDrawn));
}

/// Copies with the clipboard and the old command replaced; gives the outcome and what each got.
async fn copied(clipboard: &str, command: &str) -> (Result<(), NotCopied>, [JsValue; 2]) {
    script(&format!(
        "self.got = [undefined, undefined]; \
         Object.defineProperty(navigator, 'clipboard', \
             {{ configurable: true, value: {clipboard} }}); \
         document.execCommand = () => {{ self.got[1] = getSelection().toString() \
             || document.activeElement.value; return {command} }}"
    ));
    let outcome = Copying::begin("{\n}\n".to_owned()).end().await;
    let got: Array =
        script("delete navigator.clipboard; delete document.execCommand; return self.got")
            .unchecked_into();
    (outcome, [got.get(0), got.get(1)])
}

const TAKES: &str = "{ writeText: (text) => { self.got[0] = text; return Promise.resolve() } }";
const REFUSES: &str = "{ writeText: () => Promise.reject(new Error('refused')) }";

#[wasm_bindgen_test]
async fn a_text_is_copied_in_the_new_way_or_else_in_the_old() {
    let (text, none) = (JsValue::from_str("{\n}\n"), JsValue::UNDEFINED);
    assert_eq!(copied(TAKES, "true").await, (Ok(()), [text.clone(), none.clone()]));
    assert_eq!(copied(REFUSES, "true").await, (Ok(()), [none.clone(), text.clone()]));
    assert_eq!(copied("undefined", "true").await, (Ok(()), [none, text]));
    assert_eq!(script("return document.querySelectorAll('textarea').length").as_f64(), Some(0.0));
}

#[wasm_bindgen_test]
async fn a_refused_copy_is_never_called_copied() {
    assert_eq!(copied(REFUSES, "false").await.0, Err(NotCopied));
    assert_eq!(copied("undefined", "false").await.0, Err(NotCopied));
    assert!(clipboard::can_copy());
}

#[wasm_bindgen_test]
async fn copying_leaves_the_focus_where_it_was() {
    script(
        "const button = document.createElement('button'); button.id = 'here'; \
         document.body.append(button); button.focus()",
    );
    assert_eq!(copied("undefined", "true").await.0, Ok(()));
    let focused = script(
        "const id = document.activeElement.id; \
        document.querySelector('#here').remove(); return id",
    );
    assert_eq!(focused.as_string().as_deref(), Some("here"));
}

/// Shares with the sheet replaced by one that answers so; gives the outcome.
async fn shared(answer: &str) -> Result<(), NotShared> {
    script(&format!("navigator.share = (data) => {{ self.shared = data; return {answer} }}"));
    let outcome = match share::begin("a.txt", "text/plain", &[0, 255]) {
        Ok(sheet) => share::end(sheet).await,
        Err(error) => Err(error),
    };
    script("delete navigator.share");
    outcome
}

#[wasm_bindgen_test]
async fn a_shared_file_has_its_name_kind_and_bytes() {
    assert_eq!(shared("Promise.resolve()").await, Ok(()));
    let files: Array = script("return self.shared.files").unchecked_into();
    assert_eq!(files.length(), 1);
    let file: File = files.get(0).dyn_into().expect("a file");
    assert_eq!((file.name().as_str(), file.type_().as_str()), ("a.txt", "text/plain"));
    let bytes = JsFuture::from(file.array_buffer()).await.expect("the file can be read");
    assert_eq!(js_sys::Uint8Array::new(&bytes).to_vec(), [0, 255]);
}

#[wasm_bindgen_test]
async fn a_closed_share_sheet_is_told_from_one_that_failed() {
    let refused = |name: &str| format!("Promise.reject(new DOMException('no', '{name}'))");
    assert_eq!(shared(&refused("AbortError")).await, Err(NotShared::Cancelled));
    assert_eq!(shared(&refused("NotAllowedError")).await, Err(NotShared::Failed));
    assert_eq!(shared("Promise.reject('no')").await, Err(NotShared::Failed));
}

#[wasm_bindgen_test]
fn sharing_is_offered_only_where_files_of_the_kind_are_taken() {
    let can = || share::can_share("a.txt", "text/plain");
    script("navigator.share = () => Promise.resolve(); navigator.canShare = () => true");
    assert!(can());
    script("navigator.canShare = (data) => data.files[0].type !== 'text/plain'");
    assert!(!can());
    script("delete navigator.share; delete navigator.canShare");
    assert!(!can() || script("return 'canShare' in navigator") == JsValue::TRUE);
}

#[wasm_bindgen_test]
fn the_browser_says_what_it_is_and_that_it_saves() {
    assert!(agent::name().contains("Chrome/"), "{}", agent::name());
    assert!(download::can_save());
}
