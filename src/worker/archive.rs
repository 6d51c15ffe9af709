//! Zip archives, read with suspicion: names only tell what is no file or was put there by the
//! system, and every size is checked while reading, whatever the archive says of itself. Entries
//! are known by their place: every record's file has the same name, and archives that were put
//! together by adding one after the other hold that name many times.

use std::io::{Read, Seek, SeekFrom};

use zip::read::{Config, OwnedZipFileEntry};
use zip::result::ZipError;
// `ZipArchive` keeps one entry of each name.
use zip::unstable::read::ZipIterable;
use zip::{CompressionMethod, ZipReadOptions};

use super::refused::ArchiveFault;
use super::system_files::is_system_file;

/// Most entries that are read.
pub const ENTRIES_MAX: usize = 1_000_000;

/// Most bytes that all entries together may expand to, for each reader.
pub const EXPANDED_BYTES_MAX: u64 = 8 << 30;

/// How many times its size an entry may expand to, beyond [`FREE_BYTES`].
pub const RATIO_MAX: u64 = 100;

/// Bytes that an entry may expand to whatever its size.
pub const FREE_BYTES: u64 = 64 << 10;

/// What the first file of an archive begins with (APPNOTE.TXT 6.3.10, 4.3.7).
const FILE_SIGNATURE: [u8; 4] = *b"PK\x03\x04";

/// What the record at the end of an archive begins with (4.3.16).
const END_SIGNATURE: [u8; 4] = *b"PK\x05\x06";

/// Most bytes from there to the end: 22 and a comment, whose length has 16 bits.
const END_BYTES_MAX: u64 = 22 + 0xFFFF;

/// An open archive.
#[derive(Debug)]
pub struct Archive<R> {
    zip: ZipIterable<R>,
    entries: Vec<OwnedZipFileEntry>,
    expanded_bytes: u64,
    limit_bytes: u64,
}

impl<R: Read + Seek> Archive<R> {
    /// Opens an archive by its list of entries.
    pub fn open(mut source: R) -> Result<Self, ArchiveFault> {
        if is_cut_off(&mut source).map_err(|_| ArchiveFault::Damaged)? {
            return Err(ArchiveFault::CutOff);
        }
        let zip = ZipIterable::try_new(source, Config::default());
        let mut zip = zip.map_err(|error| fault(&error))?;
        if zip.len() > ENTRIES_MAX {
            return Err(ArchiveFault::TooManyEntries);
        }
        let entries: Result<Vec<OwnedZipFileEntry>, ZipError> =
            zip.files().and_then(|files| files.map(|entry| Ok(entry?.into())).collect());
        let entries = entries.map_err(|error| fault(&error))?;
        if entries.iter().all(is_no_input) {
            return Err(ArchiveFault::Empty);
        }
        Ok(Self { zip, entries, expanded_bytes: 0, limit_bytes: EXPANDED_BYTES_MAX })
    }

    /// The same archive that expands to at most so many bytes.
    #[must_use]
    pub fn limited(self, limit_bytes: u64) -> Self {
        Self { limit_bytes, ..self }
    }

    /// Number of entries.
    pub fn len(&self) -> u32 {
        u32::try_from(self.entries.len()).unwrap_or(u32::MAX)
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Appends the bytes of an entry, counted from 0; false where it is a folder, or a file that
    /// the system put there. After [`ArchiveFault::Exhausted`] no entry is read any more.
    pub fn read(
        &mut self,
        entry: u32,
        limit_bytes: u64,
        into: &mut Vec<u8>,
    ) -> Result<bool, ArchiveFault> {
        if self.expanded_bytes > self.limit_bytes {
            return Err(ArchiveFault::Exhausted);
        }
        let place = usize::try_from(entry).map_err(|_| ArchiveFault::Damaged)?;
        let entry = self.entries.get(place).ok_or(ArchiveFault::Damaged)?;
        if is_no_input(entry) {
            return Ok(false);
        }
        let source = self.zip.files().map_err(|error| fault(&error))?.reader_mut();
        let entry = entry.as_ref().with_reader(source, ZipReadOptions::new());
        let entry = entry.map_err(|error| fault(&error))?;
        if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            return Err(ArchiveFault::Method);
        }
        let ratio_bytes = FREE_BYTES.max(entry.compressed_size().saturating_mul(RATIO_MAX));
        let most = limit_bytes.min(ratio_bytes);
        let before = into.len();
        let read = entry.take(most + 1).read_to_end(into);
        let size = (into.len() - before) as u64;
        self.expanded_bytes = self.expanded_bytes.saturating_add(size);
        if self.expanded_bytes > self.limit_bytes {
            return Err(ArchiveFault::Exhausted);
        }
        if size > ratio_bytes {
            return Err(ArchiveFault::Bomb);
        }
        if size > limit_bytes {
            return Err(ArchiveFault::TooLarge);
        }
        // Also a wrong checksum, and a size that the archive tells wrongly.
        read.map_err(|_| ArchiveFault::Damaged)?;
        Ok(true)
    }
}

/// Whether a file begins as an archive does, and what every archive ends with is not there.
fn is_cut_off<R: Read + Seek>(source: &mut R) -> std::io::Result<bool> {
    let length_bytes = source.seek(SeekFrom::End(0))?;
    let (mut first, mut last) = (Vec::new(), Vec::new());
    source.rewind()?;
    source.by_ref().take(FILE_SIGNATURE.len() as u64).read_to_end(&mut first)?;
    source.seek(SeekFrom::Start(length_bytes.saturating_sub(END_BYTES_MAX)))?;
    source.by_ref().take(END_BYTES_MAX).read_to_end(&mut last)?;
    source.rewind()?;
    let ends = last.windows(END_SIGNATURE.len()).any(|bytes| bytes == END_SIGNATURE);
    Ok(first == FILE_SIGNATURE && !ends)
}

/// Whether an entry is a folder, or a file that the system put there.
fn is_no_input(entry: &OwnedZipFileEntry) -> bool {
    let Ok(name) = entry.name() else { return false };
    name.ends_with(['/', '\\']) || is_system_file(&name)
}

fn fault(error: &ZipError) -> ArchiveFault {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ArchiveFault::Encrypted,
        ZipError::UnsupportedArchive(_) => ArchiveFault::Method,
        _ => ArchiveFault::Damaged,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// An archive of entries, each deflated.
    pub(in crate::worker) fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (name, bytes) in entries {
            if name.ends_with('/') {
                writer.add_directory(*name, options).expect("a folder");
            } else {
                writer.start_file(*name, options).expect("an entry");
                writer.write_all(bytes).expect("written");
            }
        }
        writer.finish().expect("an archive").into_inner()
    }

    fn read(bytes: Vec<u8>, entry: u32, limit: u64) -> Result<(bool, Vec<u8>), ArchiveFault> {
        let mut archive = Archive::open(Cursor::new(bytes))?;
        let mut into = Vec::new();
        archive.read(entry, limit, &mut into).map(|file| (file, into))
    }

    #[test]
    fn entries_are_read_whatever_they_are_called() {
        let bytes = archive(&[("a/", b""), ("../../etc/passwd", b"one"), ("二", b"two")]);
        assert_eq!(read(bytes.clone(), 0, 99), Ok((false, Vec::new())));
        assert_eq!(read(bytes.clone(), 1, 99), Ok((true, b"one".to_vec())));
        assert_eq!(read(bytes.clone(), 2, 99), Ok((true, b"two".to_vec())));
        assert_eq!(read(bytes.clone(), 2, 2), Err(ArchiveFault::TooLarge));
        assert_eq!(read(bytes, 3, 99), Err(ArchiveFault::Damaged));
    }

    /// Cut off anywhere, the list at its end is missing; a comment behind the end is none.
    #[test]
    fn an_archive_that_is_cut_off_is_told() {
        let whole = archive(&[("a", b"one"), ("b", b"two")]);
        for length in [4, 30, whole.len() / 2, whole.len() - 22] {
            let cut = whole[..length].to_vec();
            assert_eq!(read(cut, 0, 99), Err(ArchiveFault::CutOff), "{length}");
        }
        let mut commented = whole.clone();
        let length = commented.len() - 2;
        commented[length..].copy_from_slice(&u16::MAX.to_le_bytes());
        commented.extend(std::iter::repeat_n(b' ', 0xFFFF));
        assert_eq!(read(commented, 1, 99), Ok((true, b"two".to_vec())));
        let list = whole.len() - 22;
        let mut damaged = whole;
        damaged[list + 16] ^= 0x55;
        assert_eq!(read(damaged, 0, 99), Err(ArchiveFault::Damaged), "the list is elsewhere");
    }

    /// An archive with nothing to read is told as that, also where folders and what the system put
    /// there are in it.
    #[test]
    fn an_archive_without_files_is_told() {
        let open = |entries: &[(&str, &[u8])]| {
            Archive::open(Cursor::new(archive(entries))).map(|archive| archive.len())
        };
        let empty = archive(&[]);
        assert_eq!((empty.len(), open(&[])), (22, Err(ArchiveFault::Empty)));
        assert_eq!(open(&[("a/", b""), ("a/b/", b"")]), Err(ArchiveFault::Empty));
        let left: [(&str, &[u8]); 3] =
            [("a/", b""), ("a/.DS_Store", b"\0\0\0\x01"), ("__MACOSX/a/._b", b"\0\x05\x16\x07")];
        assert_eq!(open(&left), Err(ArchiveFault::Empty));
        assert_eq!(open(&[("a/", b""), ("a/empty", b"")]), Ok(2));
        let bytes = archive(&[left[0], left[1], left[2], ("a/b", b"one")]);
        let sizes = [0, 1, 2, 3].map(|place| read(bytes.clone(), place, 99));
        assert!(sizes[..3].iter().all(|read| *read == Ok((false, Vec::new()))), "{sizes:?}");
        assert_eq!(sizes[3], Ok((true, b"one".to_vec())));
    }

    /// Every record is called `qingdan.json`: archives of them may have that name many times.
    #[test]
    fn entries_with_one_name_are_all_read() {
        // Names of the same length, made the same afterwards.
        let texts: Vec<String> = (0..40).map(|number| format!("record {number}")).collect();
        for (names, before) in [(1, 0), (2, 0), (20, 0), (3, 100)] {
            let folder = |number: usize| char::from(b'a' + u8::try_from(number).expect("few"));
            let name = |number: usize| format!("{}/{number:02}.json", folder(number % names));
            let mut entries = vec![("z/one.json".to_owned(), "alone".to_owned())];
            entries.extend(texts.iter().enumerate().map(|(n, text)| (name(n), text.clone())));
            entries.push(("__MACOSX/x".to_owned(), String::new()));
            let entries: Vec<(&str, &[u8])> =
                entries.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
            let mut bytes = archive(&entries);
            for at in 0..bytes.len() - 8 {
                if bytes[at + 4..].starts_with(b".json") && bytes[at + 1] == b'/' {
                    bytes[at + 2..at + 4].copy_from_slice(b"00");
                }
            }
            // What stands before the archive in the file moves everything.
            let bytes = [vec![b'#'; before], bytes].concat();
            let mut archive = Archive::open(Cursor::new(bytes)).expect("an archive");
            assert_eq!(archive.len(), 42);
            let mut read = |entry| {
                let mut into = Vec::new();
                let file = archive.read(entry, 99, &mut into).expect("read");
                (file, String::from_utf8(into).expect("text"))
            };
            assert_eq!(read(0), (true, "alone".to_owned()));
            for (number, text) in (1..).zip(&texts) {
                assert_eq!(read(number), (true, text.clone()), "{names} names");
            }
            assert_eq!(read(41), (false, String::new()));
        }
    }

    #[test]
    fn bombs_and_lies_are_noticed_while_reading() {
        let zeros = vec![0; 32 << 20];
        let bomb = archive(&[("zeros", &zeros)]);
        assert!(bomb.len() < 64 << 10, "{}", bomb.len());
        assert_eq!(read(bomb, 0, u64::MAX - 1), Err(ArchiveFault::Bomb));

        let text = b"a text that is long enough to be changed in the middle";
        let mut changed = archive(&[("a", text)]);
        let place = changed.windows(2).position(|pair| pair == b"PK").expect("a header") + 40;
        changed[place] ^= 1;
        assert_eq!(read(changed, 0, 99), Err(ArchiveFault::Damaged));
    }
}
