//! Zip archives, read with suspicion: names only tell what is no file or was put there by the
//! system, and every size is checked while reading, whatever the archive says of itself.

use std::io::{Read, Seek};

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

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

/// An open archive.
#[derive(Debug)]
pub struct Archive<R> {
    zip: ZipArchive<R>,
    expanded_bytes: u64,
    limit_bytes: u64,
}

impl<R: Read + Seek> Archive<R> {
    /// Opens an archive by its list of entries.
    pub fn open(source: R) -> Result<Self, ArchiveFault> {
        let zip = ZipArchive::new(source).map_err(|error| fault(&error))?;
        if zip.len() > ENTRIES_MAX {
            return Err(ArchiveFault::TooManyEntries);
        }
        if (0..zip.len()).all(|place| is_no_input(&zip, place)) {
            return Err(ArchiveFault::Empty);
        }
        Ok(Self { zip, expanded_bytes: 0, limit_bytes: EXPANDED_BYTES_MAX })
    }

    /// The same archive that expands to at most so many bytes.
    #[must_use]
    pub fn limited(self, limit_bytes: u64) -> Self {
        Self { limit_bytes, ..self }
    }

    /// Number of entries.
    pub fn len(&self) -> u32 {
        u32::try_from(self.zip.len()).unwrap_or(u32::MAX)
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.zip.is_empty()
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
        if is_no_input(&self.zip, place) {
            return Ok(false);
        }
        let entry = self.zip.by_index(place).map_err(|error| fault(&error))?;
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

/// Whether an entry is a folder, or a file that the system put there.
fn is_no_input<R: Read + Seek>(zip: &ZipArchive<R>, place: usize) -> bool {
    let Some(Ok(name)) = zip.name_for_index(place) else { return false };
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
        assert_eq!(read(b"PK\x03\x04 no archive".to_vec(), 0, 9), Err(ArchiveFault::Damaged));
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
