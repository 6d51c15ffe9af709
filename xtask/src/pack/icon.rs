//! The mark as a picture for the home screen of a phone: the few commands of SVG that it is drawn
//! with, each pixel by its distance from the lines, written as a PNG. Square roots and the four
//! operations only, so that every machine comes to the same bytes.

use crate::fail::{Failure, Outcome};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use std::io::Write;

/// A place in the drawing.
type Point = (f64, f64);

/// Red, green, blue.
pub type Colour = [u8; 3];

/// Straight pieces that a curve is drawn with.
const PIECES: u32 = 24;

/// Shades between the colour behind and that of the lines.
const SHADES: u8 = 255;

/// A drawing of lines, and of areas that they surround.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Width and height of the drawing.
    side: f64,
    /// Half the width of a line.
    half: f64,
    colour: Colour,
    /// Each line from its first place on, and whether what it surrounds is filled.
    lines: Vec<(Vec<Point>, bool)>,
}

impl Mark {
    /// The mark out of the icon of a page's shell.
    pub fn of_shell(shell: &str) -> Outcome<Self> {
        let start = "data:image/svg+xml,";
        let svg = shell.split_once(start).and_then(|(_, rest)| rest.split_once('"'));
        let svg = svg.map(|(svg, _)| svg.replace("%3C", "<").replace("%3E", ">"));
        let svg = svg.map(|svg| svg.replace("%23", "#"));
        svg.as_deref().and_then(Self::parse).ok_or_else(|| {
            Failure::new("the icon of organise.html cannot be drawn", "see xtask/src/pack/icon.rs")
        })
    }

    fn parse(svg: &str) -> Option<Self> {
        let mut tags = svg.split('<').filter(|tag| !tag.is_empty() && !tag.starts_with('/'));
        let root = tags.next()?;
        let sides: Vec<f64> =
            value(root, "viewBox")?.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
        let [0.0, 0.0, side, height] = sides[..] else { return None };
        let half = value(root, "stroke-width")?.parse::<f64>().ok()? / 2.0;
        let colour = value(root, "stroke")?;
        let mut lines = Vec::new();
        for tag in tags {
            let filled = value(tag, "fill").is_some();
            lines.extend(path(value(tag, "d")?)?.into_iter().map(|line| (line, filled)));
        }
        let round = value(root, "stroke-linecap") == Some("round");
        let whole = round && (side - height).abs() < f64::EPSILON && !lines.is_empty();
        whole.then(|| Self { side, half, colour: colour_of(colour), lines })
    }

    /// The mark in the middle of a square of so many pixels, of which it takes a share.
    pub fn png(&self, size: usize, share: f64, back: Colour) -> Vec<u8> {
        let pixels = f64::from(u32::try_from(size).unwrap_or(u32::MAX));
        // Units of the drawing in a pixel.
        let unit = self.side / (pixels * share);
        let place = |at: usize| {
            let at = f64::from(u32::try_from(at).unwrap_or(u32::MAX)) + 0.5;
            (at - pixels / 2.0) * unit + self.side / 2.0
        };
        let mut rows = Vec::with_capacity(size * (size + 1));
        for y in 0..size {
            rows.push(0);
            rows.extend((0..size).map(|x| self.shade((place(x), place(y)), unit)));
        }
        let palette: Vec<u8> =
            (0..=SHADES).flat_map(|shade| blend(back, self.colour, shade)).collect();
        let edge = u32::try_from(size).unwrap_or(u32::MAX).to_be_bytes();
        let head = [&edge[..], &edge, &[8, 3, 0, 0, 0]].concat();
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        for (kind, body) in
            [(b"IHDR", head), (b"PLTE", palette), (b"IDAT", squeezed(&rows)), (b"IEND", vec![])]
        {
            chunk(&mut png, *kind, &body);
        }
        png
    }

    /// How much of a pixel is covered, of [`SHADES`].
    fn shade(&self, at: Point, unit: f64) -> u8 {
        if self.lines.iter().any(|(line, filled)| *filled && surrounds(line, at)) {
            return SHADES;
        }
        let reach = self.half + unit;
        let lines = self.lines.iter().filter(|(line, _)| is_near(line, at, reach));
        let pieces = lines.flat_map(|(line, _)| line.windows(2));
        let near = pieces.map(|ends| distance(at, ends[0], ends[1])).fold(f64::MAX, f64::min);
        let covered = ((self.half - near) / unit + 0.5).clamp(0.0, 1.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
        let shade = (covered * f64::from(SHADES)).round() as u8;
        shade
    }
}

/// A picture as an address that needs no request.
pub fn data_address(png: &[u8]) -> String {
    format!("data:image/png;base64,{}", STANDARD.encode(png))
}

/// A colour such as `#176b6b`; black if it is none.
pub fn colour_of(text: &str) -> Colour {
    let part = |at: usize| {
        text.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).unwrap_or(0)
    };
    [part(1), part(3), part(5)]
}

/// The value of an attribute in single quotes.
fn value<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}='"))?.1.split('\'').next()
}

/// The lines of a path of `M`, `Q`, `V`, `h`, `v` and `z`.
fn path(text: &str) -> Option<Vec<Vec<Point>>> {
    let mut lines: Vec<Vec<Point>> = Vec::new();
    let letter = |char: char| char.is_ascii_alphabetic();
    for command in text.split_inclusive(letter).collect::<Vec<_>>().windows(2) {
        let kind = command[0].chars().last()?;
        let numbers = command[1].trim_end_matches(letter);
        let numbers = numbers.split([' ', ',']).filter(|number| !number.is_empty());
        let numbers: Vec<f64> = numbers.map(str::parse).collect::<Result<_, _>>().ok()?;
        if kind == 'M' {
            let [x, y] = numbers[..] else { return None };
            lines.push(vec![(x, y)]);
            continue;
        }
        let line = lines.last_mut()?;
        let (x, y) = *line.last()?;
        match (kind, &numbers[..]) {
            ('V', [to]) => line.push((x, *to)),
            ('h', [by]) => line.push((x + by, y)),
            ('v', [by]) => line.push((x, y + by)),
            ('Q', [cx, cy, ex, ey]) => line.extend((1..=PIECES).map(|piece| {
                let t = f64::from(piece) / f64::from(PIECES);
                let u = 1.0 - t;
                let along = |a: f64, b: f64, c: f64| u * u * a + 2.0 * u * t * b + t * t * c;
                (along(x, *cx, *ex), along(y, *cy, *ey))
            })),
            ('z', []) => line.push(*line.first()?),
            _ => return None,
        }
    }
    // The last letter closes, and has nothing after it.
    if text.ends_with('z') {
        let line = lines.last_mut()?;
        line.push(*line.first()?);
    }
    Some(lines)
}

/// Whether a place can be within reach of a line at all, which most places are not.
fn is_near(line: &[Point], (x, y): Point, reach: f64) -> bool {
    let beside = |of: fn(&Point) -> f64, at: f64| {
        line.iter().all(|point| of(point) > at + reach)
            || line.iter().all(|point| of(point) < at - reach)
    };
    !beside(|point| point.0, x) && !beside(|point| point.1, y)
}

/// How far a place is from a straight piece.
fn distance((x, y): Point, (ax, ay): Point, (bx, by): Point) -> f64 {
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 { ((x - ax) * dx + (y - ay) * dy) / length } else { 0.0 };
    let along = along.clamp(0.0, 1.0);
    let (px, py) = (x - ax - along * dx, y - ay - along * dy);
    (px * px + py * py).sqrt()
}

/// Whether a closed line goes around a place.
fn surrounds(line: &[Point], (x, y): Point) -> bool {
    let crossed = line.windows(2).filter(|ends| {
        let ((ax, ay), (bx, by)) = (ends[0], ends[1]);
        (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)
    });
    crossed.count() % 2 == 1
}

/// A colour between two.
fn blend(back: Colour, front: Colour, shade: u8) -> Colour {
    let mix = |at: usize| {
        let (back, front, shade) = (u32::from(back[at]), u32::from(front[at]), u32::from(shade));
        let most = u32::from(SHADES);
        u8::try_from((back * (most - shade) + front * shade + most / 2) / most).unwrap_or(SHADES)
    };
    [mix(0), mix(1), mix(2)]
}

fn squeezed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    // Writing into a vector cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

fn chunk(png: &mut Vec<u8>, kind: [u8; 4], body: &[u8]) {
    let mut sum = Crc::new();
    sum.update(&kind);
    sum.update(body);
    let length = u32::try_from(body.len()).unwrap_or(u32::MAX);
    png.extend(length.to_be_bytes());
    png.extend(kind);
    png.extend(body);
    png.extend(sum.sum().to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::ZlibDecoder;
    use std::io::Read;

    /// A box of 16 at the upper left, and a line to the right of it.
    const SVG: &str = "<svg viewBox='0 0 32 32' stroke='#176b6b' stroke-width='2' \
        stroke-linecap='round'><path d='M20 4V28'/><path d='M4 4h8v8h-8z' fill='#176b6b'/></svg>";

    /// The shades of a picture, row by row.
    fn shades(png: &[u8], size: usize) -> Vec<Vec<u8>> {
        let at = png.windows(4).position(|word| word == b"IDAT").expect("a picture") + 4;
        let mut rows = Vec::new();
        ZlibDecoder::new(&png[at..]).read_to_end(&mut rows).expect("whole");
        assert_eq!(rows.len(), size * (size + 1));
        rows.chunks(size + 1).map(|row| row[1..].to_vec()).collect()
    }

    #[test]
    fn lines_and_areas_are_drawn() {
        let mark = Mark::parse(SVG).expect("a drawing");
        let png = mark.png(64, 1.0, [255, 255, 255]);
        assert!(png.starts_with(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x40\0\0\0\x40\x08\x03"));
        // The check sum of the last chunk stands in the PNG specification's own example.
        assert!(png.ends_with(b"\0\0\0\0IEND\xaeB`\x82"));
        let found = shades(&png, 64);
        // Two pixels for each unit: inside the box, on the line, beside both.
        for (x, y, shade) in [(16, 16, 255), (40, 30, 255), (30, 30, 0), (45, 30, 0), (0, 0, 0)] {
            assert_eq!(found[y][x], shade, "{x} {y}");
        }
    }

    #[test]
    fn a_smaller_share_leaves_the_edge_free() {
        let mark = Mark::of_shell(include_str!("../../../organise.html")).expect("our mark");
        let size = 192_u32;
        for (share, radius) in [(0.9, 0.5), (0.7, 0.4)] {
            let found = shades(&mark.png(size as usize, share, [0; 3]), size as usize);
            let middle = f64::from(size) / 2.0;
            for (y, row) in (0_u32..).zip(&found) {
                for (x, _) in (0_u32..).zip(row).filter(|(_, shade)| **shade > 0) {
                    let (dx, dy) = (f64::from(x) + 0.5 - middle, f64::from(y) + 0.5 - middle);
                    assert!((dx * dx + dy * dy).sqrt() < radius * f64::from(size), "{x} {y}");
                }
            }
            assert!(found.iter().flatten().filter(|shade| **shade == SHADES).count() > 2_000);
        }
    }

    #[test]
    fn what_cannot_be_drawn_is_refused() {
        for (from, to) in [("M20", "C20"), ("round", "butt"), ("32 32", "32 16"), ("V28", "V2 8")] {
            assert_eq!(Mark::parse(&SVG.replace(from, to)), None, "{to}");
        }
        assert!(Mark::of_shell("<html>").is_err());
    }
}
