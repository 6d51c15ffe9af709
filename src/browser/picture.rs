//! Drawing an SVG picture as a PNG, on this device.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

use super::document::document;

/// What a data URL of a PNG begins with.
const PREFIX: &str = "data:image/png;base64,";

/// A PNG.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// For the `src` of an `<img>`; a data URL can be saved by a long press in every browser.
    pub address: String,
    /// The file itself.
    pub bytes: Vec<u8>,
}

/// The browser does not draw, or does not give the drawing out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the browser did not draw the picture")]
pub struct NotDrawn;

impl From<JsValue> for NotDrawn {
    fn from(_: JsValue) -> Self {
        Self
    }
}

/// The address of an SVG text, for the `src` of an `<img>`.
pub fn address(svg: &str) -> String {
    let text: String = js_sys::encode_uri_component(svg).into();
    ["data:image/svg+xml,", &text].concat()
}

/// Draws an SVG text that refers to nothing outside itself, on white, this many pixels large.
pub async fn png(svg: &str, width: u32, height: u32) -> Result<Picture, NotDrawn> {
    let image = HtmlImageElement::new()?;
    let loaded = Promise::new(&mut |resolve, reject| {
        image.set_onload(Some(&resolve));
        image.set_onerror(Some(&reject));
    });
    image.set_src(&address(svg));
    JsFuture::from(loaded).await?;

    let canvas = document().ok_or(NotDrawn)?.create_element("canvas")?;
    let canvas: HtmlCanvasElement = canvas.dyn_into().map_err(|_| NotDrawn)?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d")?.ok_or(NotDrawn)?;
    let context: CanvasRenderingContext2d = context.dyn_into().map_err(|_| NotDrawn)?;
    let (wide, high) = (f64::from(width), f64::from(height));
    // Some browsers give out noise or a blank in place of a drawing, against recognition.
    context.fill_rect(0.0, 0.0, 1.0, 1.0);
    let pixel = context.get_image_data(0.0, 0.0, 1.0, 1.0)?.data();
    if !matches!(**pixel, [0..8, 0..8, 0..8, 248..=255]) {
        return Err(NotDrawn);
    }
    context.set_fill_style_str("white");
    context.fill_rect(0.0, 0.0, wide, high);
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, wide, high)?;

    let address = canvas.to_data_url()?;
    let base64 = address.strip_prefix(PREFIX).ok_or(NotDrawn)?;
    let window = web_sys::window().ok_or(NotDrawn)?;
    let bytes = window.atob(base64)?.chars().map(|char| char as u8).collect();
    Ok(Picture { address, bytes })
}
