//! Pictures as grey pixels, in the page or in a worker.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ImageBitmap, OffscreenCanvas, OffscreenCanvasRenderingContext2d};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = createImageBitmap)]
    fn decode(blob: &Blob) -> Result<Promise, JsValue>;
}

/// Longest side of the pixels handed out; larger pictures are made smaller.
pub const SIDE_PIXELS_MAX: u32 = 2_000;

/// A picture without colours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grey {
    /// Pixels in a row, at least 1.
    pub width: usize,
    /// Row by row, 0 black to 255 white.
    pub pixels: Vec<u8>,
}

/// The pixels of a picture in any format that the browser knows.
pub async fn grey(blob: &Blob) -> Result<Grey, JsValue> {
    let bitmap: ImageBitmap = JsFuture::from(decode(blob)?).await?.dyn_into()?;
    let longest = bitmap.width().max(bitmap.height()).max(1);
    let scale = (f64::from(SIDE_PIXELS_MAX) / f64::from(longest)).min(1.0);
    let [width, height] = [bitmap.width(), bitmap.height()].map(|side| scaled(side, scale));
    let canvas = OffscreenCanvas::new(width, height)?;
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: OffscreenCanvasRenderingContext2d = context.dyn_into()?;
    // Where the picture is transparent, paper is behind it.
    context.set_fill_style_str("#fff");
    let (wide, high) = (f64::from(width), f64::from(height));
    context.fill_rect(0.0, 0.0, wide, high);
    context.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, wide, high)?;
    bitmap.close();
    let data = context.get_image_data(0.0, 0.0, wide, high)?.data();
    Ok(Grey { width: width as usize, pixels: luminance(&data) })
}

/// The grey of pixels of four bytes: red, green, blue, and how opaque they are.
pub fn luminance(colours: &[u8]) -> Vec<u8> {
    let grey = |pixel: &[u8]| {
        let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(u16::from);
        // Shares of brightness in 256ths (ITU-R BT.601), which add up to 256.
        u8::try_from((77 * red + 150 * green + 29 * blue) >> 8).unwrap_or(u8::MAX)
    };
    colours.chunks_exact(4).map(grey).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "from 1 to a number of pixels that was 32 bits before"
)]
fn scaled(side: u32, scale: f64) -> u32 {
    (f64::from(side) * scale).round().max(1.0) as u32
}
