//! QR codes in a picture.

use rqrr::PreparedImage;

/// The texts of all codes in a grey picture with so many pixels in a row, 0 black to 255 white.
/// Codes that are seen and cannot be read are left out.
pub fn codes_in_picture(width: usize, pixels: &[u8]) -> Vec<String> {
    let Some(height) = pixels.len().checked_div(width).filter(|height| *height > 0) else {
        return Vec::new();
    };
    let pixel = |x: usize, y: usize| pixels.get(y * width + x).copied().unwrap_or(u8::MAX);
    let mut picture = PreparedImage::prepare_from_greyscale(width, height, pixel);
    let grids = picture.detect_grids();
    grids.iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
}
