//! All pages of one kind of picture on one sheet, half as large, so that they are seen at once.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use crate::run::Outcome;

/// Bytes of one dot: red, green, blue.
const DOT: usize = 3;

/// What of a long page is on the sheet, dots.
const HEIGHT_MAX: usize = 900;

/// Between two pages, dots.
const GAP: usize = 16;

/// Pages in one row.
const ROW: usize = 8;

/// A picture, dot by dot, row by row.
struct Picture {
    width: usize,
    height: usize,
    dots: Vec<u8>,
}

/// Writes the sheet of these pictures.
pub(crate) fn write(path: &Path, pictures: &[std::path::PathBuf]) -> Outcome {
    let pages = pictures.iter().map(|path| half(path)).collect::<Outcome<Vec<_>>>()?;
    let wide = pages.iter().map(|page| page.width).max().unwrap_or(0) + GAP;
    let rows: Vec<(usize, &[Picture])> = pages
        .chunks(ROW)
        .map(|row| (row.iter().map(|page| page.height).max().unwrap_or(0) + GAP, row))
        .collect();
    let height = GAP + rows.iter().map(|(height, _)| height).sum::<usize>();
    let width = GAP + wide * ROW.min(pages.len());
    let mut sheet = Picture { width, height, dots: vec![128; width * height * DOT] };
    let mut top = GAP;
    for (height, row) in rows {
        for (column, page) in row.iter().enumerate() {
            sheet.place(page, GAP + column * wide, top);
        }
        top += height;
    }
    sheet.write(path)
}

impl Picture {
    fn place(&mut self, page: &Self, left: usize, top: usize) {
        for (y, line) in page.dots.chunks(page.width * DOT).enumerate() {
            let at = ((top + y) * self.width + left) * DOT;
            self.dots[at..at + line.len()].copy_from_slice(line);
        }
    }

    fn write(&self, path: &Path) -> Outcome {
        let problem = |error: String| format!("{}: {error}", path.display());
        let file = File::create(path).map_err(|error| problem(error.to_string()))?;
        let size = |length: usize| u32::try_from(length).map_err(|error| error.to_string());
        let mut encoder = png::Encoder::new(file, size(self.width)?, size(self.height)?);
        encoder.set_color(png::ColorType::Rgb);
        let mut writer = encoder.write_header().map_err(|error| problem(error.to_string()))?;
        writer.write_image_data(&self.dots).map_err(|error| problem(error.to_string()))
    }
}

/// Reads a picture at half its size, each dot the mean of four; what is too long is left out.
fn half(path: &Path) -> Outcome<Picture> {
    let problem = |error: String| format!("{}: {error}", path.display());
    let file = File::open(path).map_err(|error| problem(error.to_string()))?;
    let decoder = png::Decoder::new(BufReader::new(file));
    let mut reader = decoder.read_info().map_err(|error| problem(error.to_string()))?;
    let size = reader.output_buffer_size().ok_or("a picture too large")?;
    let mut dots = vec![0; size];
    let frame = reader.next_frame(&mut dots).map_err(|error| problem(error.to_string()))?;
    let (line, step) = (frame.line_size, frame.color_type.samples());
    let width = frame.width as usize / 2;
    let height = (frame.height as usize / 2).min(HEIGHT_MAX);
    let mut small = Vec::with_capacity(width * height * DOT);
    for y in 0..height {
        for x in 0..width {
            for part in 0..DOT {
                let of = |dx, dy| u16::from(dots[(2 * y + dy) * line + (2 * x + dx) * step + part]);
                let mean = (of(0, 0) + of(1, 0) + of(0, 1) + of(1, 1)) / 4;
                small.push(u8::try_from(mean).unwrap_or(u8::MAX));
            }
        }
    }
    Ok(Picture { width, height, dots: small })
}
