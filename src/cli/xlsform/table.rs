//! A table of text, as servers and spreadsheets write it: separators, encodings, and what makes it
//! something else.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::tr;
use crate::cli::CliError;

/// The first bytes of files that are no table of text.
const WORKBOOK: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];

/// Longest first line that is looked at for its separator, bytes.
const HEAD_BYTES_MAX: u64 = 1 << 20;

/// The rows of a table, one after the other.
pub(super) struct Table {
    path: PathBuf,
    reader: Reader<Quotes>,
    /// The number of the last row, as a spreadsheet shows it.
    number: u64,
}

impl Table {
    /// Opens a table; `-` is the standard input.
    pub(super) fn open(path: &Path) -> Result<Self, CliError> {
        let unread = |error| CliError::Read(path.to_path_buf(), error);
        let file: Box<dyn Read> = if path == Path::new("-") {
            Box::new(io::stdin().lock())
        } else {
            Box::new(File::open(path).map_err(unread)?)
        };
        let mut file = BufReader::with_capacity(1 << 20, file);
        // A pipe may give less than a line at once.
        let mut head = Vec::new();
        file.by_ref().take(HEAD_BYTES_MAX).read_until(b'\n', &mut head).map_err(unread)?;
        let (head, rest) = decoded(head, file, path)?;
        let (separator, skipped) = named_separator(&head);
        let separator = separator.unwrap_or_else(|| usual_separator(&head[skipped..]));
        // A last line without an end would be counted otherwise.
        let text = Cursor::new(head[skipped..].to_vec()).chain(rest).chain(&b"\n"[..]);
        let quotes = Quotes { inner: Box::new(text), count: 0 };
        let mut builder = ReaderBuilder::new();
        let builder = builder.has_headers(false).flexible(true).delimiter(separator);
        let reader = builder.from_reader(quotes);
        Ok(Self { path: path.to_path_buf(), reader, number: u64::from(skipped > 0) })
    }

    /// The next row and its number, cells without the spaces around them; none at the end. Lines
    /// without any cell are passed over. What is not UTF-8 becomes a character that says so.
    pub(super) fn next(&mut self) -> Result<Option<(u64, Vec<String>)>, CliError> {
        let path = &self.path;
        let unread = |error: csv::Error| match error.into_kind() {
            csv::ErrorKind::Io(error) => CliError::Read(path.clone(), error),
            _ => CliError::input(path, &tr("不是能读的 CSV 表", "no CSV table that can be read")),
        };
        let mut row = ByteRecord::new();
        let before = self.reader.position().line();
        if !self.reader.read_byte_record(&mut row).map_err(unread)? {
            if !self.reader.get_ref().count.is_multiple_of(2) {
                return Err(CliError::input(path, &unclosed()));
            }
            return Ok(None);
        }
        let within = number_of(b'\n', row.as_slice());
        let lines = self.reader.position().line() - before;
        self.number += lines.saturating_sub(within).max(1);
        let cells = row.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned());
        Ok(Some((self.number, cells.collect())))
    }
}

fn number_of(wanted: u8, bytes: &[u8]) -> u64 {
    bytes.iter().map(|byte| u64::from(*byte == wanted)).sum()
}

fn unclosed() -> String {
    tr(
        "有一个引号没有配对，从那里起分不清哪里是一格、哪里是一行，所以整张表都没有读。请重新导出；自己\
         改过的表，请找出那个引号",
        "a quotation mark has no counterpart, and from there on nobody can tell cells and rows \
         apart: nothing was read. Export the table again, or look for the mark if you have edited \
         the table",
    )
}

/// Counts quotation marks on their way.
struct Quotes {
    inner: Box<dyn Read>,
    count: u64,
}

impl Read for Quotes {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count += number_of(b'"', &buffer[..read]);
        Ok(read)
    }
}

/// The first line, or all, and the rest of a file as UTF-8 without its mark: what Excel calls
/// “Unicode text” is UTF-16.
fn decoded(
    mut head: Vec<u8>,
    mut rest: BufReader<Box<dyn Read>>,
    path: &Path,
) -> Result<(Vec<u8>, Box<dyn Read>), CliError> {
    if WORKBOOK.iter().any(|mark| head.starts_with(mark)) {
        return Err(CliError::input(path, &packed()));
    }
    let mark = "\u{feff}".as_bytes();
    if head.starts_with(mark) {
        head.drain(..mark.len());
        return Ok((head, Box::new(rest)));
    }
    let order: fn([u8; 2]) -> u16 = match &head[..] {
        [0xff, 0xfe, ..] | [1..=255, 0, 1..=255, 0, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] | [0, 1..=255, 0, 1..=255, ..] => u16::from_be_bytes,
        _ => return Ok((head, Box::new(rest))),
    };
    rest.read_to_end(&mut head).map_err(|error| CliError::Read(path.to_path_buf(), error))?;
    let units = head.chunks(2).map(|pair| match *pair {
        [one, other] => order([one, other]),
        // Half a character is none.
        _ => 0xdfff,
    });
    let text: String = char::decode_utf16(units)
        .map(|found| found.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
    Ok((text.into_bytes(), Box::new(io::empty())))
}

fn packed() -> String {
    tr(
        "这是压缩包或工作簿，不是 CSV 表。ODK Central 的压缩包请先解开，用里面与表单同名的 CSV 文件；\
         KoboToolbox 请导出 CSV",
        "an archive or a workbook, no CSV table. Unpack an archive of ODK Central first and take \
         the CSV file named like the form; from KoboToolbox, export CSV",
    )
}

/// The separator that a first line `sep=;` names, as Excel writes and reads it, and its length.
fn named_separator(start: &[u8]) -> (Option<u8>, usize) {
    let end = start.iter().position(|byte| *byte == b'\n').map_or(start.len(), |at| at + 1);
    match start[..end].trim_ascii_end() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', separator] => (Some(*separator), end),
        // A tab is white space too.
        b"sep=" if start[..end].contains(&b'\t') => (Some(b'\t'), end),
        _ => (None, 0),
    }
}

/// The separator that stands most often in the first line, outside of quotation marks.
fn usual_separator(start: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for &byte in start {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => {
                for (separator, count) in &mut counts {
                    *count += u32::from(byte == *separator);
                }
            }
            _ => {}
        }
    }
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| *separator)
}

#[cfg(test)]
mod tests {
    use super::{named_separator, usual_separator};

    #[test]
    fn the_first_line_tells_the_separator() {
        for (line, expected) in [
            ("a,b,c\n1;2;3;4;5", b','),
            ("\"a,b,c,d\";e;f\n", b';'),
            ("a\tb\tc", b'\t'),
            ("a", b','),
            ("", b','),
        ] {
            assert_eq!(usual_separator(line.as_bytes()), expected, "{line}");
        }
        assert_eq!(named_separator(b"sep=;\r\na,b"), (Some(b';'), 7));
        assert_eq!(named_separator(b"sep=\t\na\tb"), (Some(b'\t'), 6));
        for other in ["sep\n", "separator=;\n", "a,b\nsep=;\n", ""] {
            assert_eq!(named_separator(other.as_bytes()), (None, 0), "{other}");
        }
    }
}
