//! Invented records as files of every kind: one by one, in bundles, archives, chats and pictures;
//! and files that hold none.

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use qingdan::domain::record::{CampaignRef, Record};
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::{Population, Simulation};
use qrcodegen::{QrCode, QrCodeEcc};
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::run::Outcome;

/// Pixels of one square of a QR code.
const SQUARE: usize = 4;

/// White squares around a QR code.
const QUIET: usize = 4;

/// How bright paper is, what is printed on it, and whatever lies around it.
const BRIGHT: [u8; 3] = [235, 35, 150];

/// Characters of a record's id.
const ID_CHARS: usize = 32;

/// Records of a population with all the usual gaps and groups, one person each.
pub(crate) fn people(count: u64, seed: u64, campaign: Option<CampaignRef>) -> Outcome<Vec<Record>> {
    let instrument = shipped_instrument();
    let population = Population { seed, people: count, campaign, ..Population::new(instrument) };
    let simulation = Simulation::new(instrument, population).map_err(|error| error.to_string())?;
    Ok(simulation.collect())
}

/// Writes records into a folder, one file each.
pub(crate) fn folder(folder: &Path, records: &[Record]) -> Outcome<Vec<PathBuf>> {
    fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let numbered = records.iter().enumerate();
    numbered
        .map(|(number, record)| {
            let text = record.to_json(shipped_instrument());
            file(&folder.join(format!("qingdan-{number:04}.json")), text.as_bytes())
        })
        .collect()
}

/// Writes a file.
pub(crate) fn file(path: &Path, bytes: &[u8]) -> Outcome<PathBuf> {
    fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(path.to_owned())
}

/// Writes records as one bundle.
pub(crate) fn bundle(path: &Path, records: &[Record]) -> Outcome<PathBuf> {
    let lines: Vec<String> = records.iter().map(line).collect();
    file(path, lines.concat().as_bytes())
}

/// A record as a line of a bundle.
pub(crate) fn line(record: &Record) -> String {
    record.to_line(shipped_instrument()) + "\n"
}

/// Writes a bundle of `copies` of each record, each copy under an id of its own that begins with
/// `mark`; every `every`-th line is broken. Gives the number of records and of broken lines.
pub(crate) fn large_bundle(
    path: &Path,
    records: &[Record],
    copies: u64,
    mark: u8,
    every: u64,
) -> Outcome<(u64, u64)> {
    let io = |error: std::io::Error| format!("{}: {error}", path.display());
    let key = "\"id\":\"";
    let lines: Vec<(String, String)> = records
        .iter()
        .filter_map(|record| {
            let line = line(record);
            let from = line.find(key)? + key.len();
            Some((line[..from].to_owned(), line[from + ID_CHARS..].to_owned()))
        })
        .collect();
    let mut out = BufWriter::new(File::create(path).map_err(io)?);
    let (mut good, mut broken) = (0, 0);
    for _ in 0..copies {
        for (head, tail) in &lines {
            good += 1;
            writeln!(out, "{head}{mark:02x}{good:030x}{}", tail.trim_end()).map_err(io)?;
            if good % every == 0 {
                broken += 1;
                writeln!(out, "{{\"format\":\"qingdan-record/1\",\"broken\":{good}}}")
                    .map_err(io)?;
            }
        }
    }
    out.flush().map_err(io)?;
    Ok((good, broken))
}

/// A conversation in which the records were sent as codes.
pub(crate) fn chat(records: &[Record]) -> String {
    let messages = records.iter().enumerate().map(|(number, record)| {
        let (hour, minute) = (8 + number / 60, number % 60);
        format!("网格员{number} {hour:02}:{minute:02}\n{}\n收到\n", record.to_code())
    });
    messages.collect()
}

/// Writes a zip archive of these entries.
pub(crate) fn archive<'a>(
    path: &Path,
    entries: impl IntoIterator<Item = (String, &'a [u8])>,
    options: SimpleFileOptions,
) -> Outcome<PathBuf> {
    let problem = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let out = File::create(path).map_err(|error| problem(&error))?;
    let mut archive = ZipWriter::new(BufWriter::new(out));
    for (name, bytes) in entries {
        archive.start_file(name, options).map_err(|error| problem(&error))?;
        archive.write_all(bytes).map_err(|error| problem(&error))?;
    }
    archive.finish().map_err(|error| problem(&error))?;
    Ok(path.to_owned())
}

/// Writes the QR codes of records as one PNG, side by side.
pub(crate) fn picture(path: &Path, records: &[Record]) -> Outcome<PathBuf> {
    let texts: Vec<String> = records.iter().map(Record::to_code).collect();
    picture_of(path, &texts)
}

/// Writes the QR codes of texts in the same way.
pub(crate) fn picture_of(path: &Path, texts: &[String]) -> Outcome<PathBuf> {
    let codes = texts.iter().map(|text| QrCode::encode_text(text, QrCodeEcc::Medium));
    let codes: Result<Vec<QrCode>, _> = codes.collect();
    let codes = codes.map_err(|error| error.to_string())?;
    let cell = codes.iter().map(QrCode::size).max().unwrap_or(0);
    let cell = usize::try_from(cell).unwrap_or(0) + 2 * QUIET;
    let edge = cell * SQUARE;
    let (wide, high) = (edge * codes.len(), edge);
    let cards: Vec<Vec<u8>> = codes.iter().map(|code| card(code, SQUARE, (edge, edge))).collect();
    let pixels: Vec<u8> = (0..high)
        .flat_map(|y| cards.iter().flat_map(move |card| card[y * edge..(y + 1) * edge].to_vec()))
        .collect();
    let out = File::create(path).map_err(|error| error.to_string())?;
    let size = |pixels: usize| u32::try_from(pixels).unwrap_or(u32::MAX);
    let mut encoder = png::Encoder::new(BufWriter::new(out), size(wide), size(high));
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().map_err(|error| error.to_string())?;
    writer.write_image_data(&pixels).map_err(|error| error.to_string())?;
    Ok(path.to_owned())
}

/// How bright each pixel of a picture is that shows a code on a card in its middle; `square` is the
/// side of the code's squares, pixels.
pub(crate) fn card(code: &QrCode, square: usize, (width, height): (usize, usize)) -> Vec<u8> {
    let [paper, ink, around] = BRIGHT;
    let side = (usize::try_from(code.size()).unwrap_or(0) + 2 * QUIET) * square;
    // Pixels from the edge of the card, on it.
    let on = |at: usize, all: usize| {
        at.checked_sub(all.saturating_sub(side) / 2).filter(|at| *at < side)
    };
    let module = |at: usize| (at / square).checked_sub(QUIET).and_then(|at| i32::try_from(at).ok());
    let bright = |x: usize, y: usize| match (on(x, width), on(y, height)) {
        (Some(x), Some(y)) => match (module(x), module(y)) {
            (Some(x), Some(y)) if code.get_module(x, y) => ink,
            _ => paper,
        },
        _ => around,
    };
    (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).map(|(x, y)| bright(x, y)).collect()
}

/// So many different files that hold no record: cut off, emptied, of another kind, or changed.
pub(crate) fn broken(record: &Record, count: usize) -> Vec<Vec<u8>> {
    let text = record.to_json(shipped_instrument());
    (0..count)
        .map(|number| match number % 5 {
            0 => text.as_bytes()[..text.len() - 40 - number].to_vec(),
            1 => Vec::new(),
            2 => text.replace("\"revision\": 0", &format!("\"revision\": -{number}")).into_bytes(),
            3 => format!("{{\"number\": {number}}}\n").into_bytes(),
            _ => format!("第{number}份：忘了附上文件").into_bytes(),
        })
        .collect()
}
