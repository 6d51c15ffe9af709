//! Zip archives, read with suspicion: names are never used, and every size is checked while
//! reading, whatever the archive says of itself.

use std::io::{Read, Seek};

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::refused::ArchiveFault;

/// Most entries that are read.
pub const ENTRIES_MAX: usize = 1_000_000;

/// Most bytes that all entries together may expand to.
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
}

impl<R: Read + Seek> Archive<R> {
    /// Opens an archive by its list of entries.
    pub fn open(source: R) -> Result<Self, ArchiveFault> {
        let zip = ZipArchive::new(source).map_err(|error| fault(&error))?;
        if zip.len() > ENTRIES_MAX {
            return Err(ArchiveFault::TooManyEntries);
        }
        Ok(Self { zip, expanded_bytes: 0 })
    }

    /// Number of entries.
    pub fn len(&self) -> u32 {
        u32::try_from(self.zip.len()).unwrap_or(u32::MAX)
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.zip.is_empty()
    }

    /// Appends the bytes of an entry, counted from 0; false where it is a folder.
    pub fn read(
        &mut self,
        entry: u32,
        limit_bytes: u64,
        into: &mut Vec<u8>,
    ) -> Result<bool, ArchiveFault> {
        let place = usize::try_from(entry).map_err(|_| ArchiveFault::Damaged)?;
        let entry = self.zip.by_index(place).map_err(|error| fault(&error))?;
        if entry.is_dir() {
            return Ok(false);
        }
        if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated)
        {
            return Err(ArchiveFault::Method);
        }
        let ratio_bytes = FREE_BYTES.max(entry.compressed_size().saturating_mul(RATIO_MAX));
        let most = limit_bytes.min(ratio_bytes);
        let before = into.len();
        let read = entry.take(most + 1).read_to_end(into);
        let size = (into.len() - before) as u64;
        self.expanded_bytes = self.expanded_bytes.saturating_add(size);
        if size > ratio_bytes || self.expanded_bytes > EXPANDED_BYTES_MAX {
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

fn fault(error: &ZipError) -> ArchiveFault {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ArchiveFault::Encrypted,
        ZipError::UnsupportedArchive(_) => ArchiveFault::Method,
        _ => ArchiveFault::Damaged,
    }
}
