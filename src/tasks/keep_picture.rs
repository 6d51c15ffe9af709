//! Draws the results as a picture and hands it to the browser to save.

use wasm_bindgen_futures::spawn_local;

use crate::browser::download::{self, NotTaken};
use crate::browser::picture::{self, NotDrawn, Picture};

/// The name of every picture: the same for all, so that it tells nothing.
pub const PICTURE_NAME: &str = "qingdan-scores.png";

/// Pixels for every unit of the drawing.
const DENSITY: u32 = 2;

/// Draws an SVG text of a size and tells when it is done.
pub fn draw_picture(
    svg: String,
    [width, height]: [u32; 2],
    ondone: impl FnOnce(Result<Picture, NotDrawn>) + 'static,
) {
    spawn_local(async move {
        ondone(picture::png(&svg, DENSITY * width, DENSITY * height).await);
    });
}

/// Hands the picture to the browser under [`PICTURE_NAME`].
pub fn save_picture(picture: &Picture) -> Result<(), NotTaken> {
    download::save(PICTURE_NAME, "image/png", &picture.bytes)
}
