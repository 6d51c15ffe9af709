//! Bytes of a file at a place, which several readers may ask for at once.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::sync::Arc;

use super::plan::Large;

/// Reads some bytes of a file from a place on.
#[cfg(unix)]
pub(super) fn read_at(file: &File, into: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, into, at)
}

/// Reads some bytes of a file from a place on.
#[cfg(windows)]
pub(super) fn read_at(file: &File, into: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, into, at)
}

/// Fills some bytes from a place on, as far as there are any: how many.
pub(super) fn fill(
    into: &mut [u8],
    mut read: impl FnMut(&mut [u8], usize) -> io::Result<usize>,
) -> io::Result<usize> {
    let mut done = 0;
    while done < into.len() {
        match read(&mut into[done..], done) {
            Ok(0) => break,
            Ok(length) => done += length,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(done)
}

/// A reader's own place in a file.
#[derive(Debug)]
pub(super) struct Positional {
    large: Arc<Large>,
    at: u64,
}

impl Positional {
    pub(super) const fn new(large: Arc<Large>) -> Self {
        Self { large, at: 0 }
    }
}

impl Read for Positional {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = read_at(&self.large.file, into, self.at)?;
        self.at += length as u64;
        Ok(length)
    }
}

impl Seek for Positional {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(more) => self.large.size_bytes.checked_add_signed(more),
            SeekFrom::Current(more) => self.at.checked_add_signed(more),
        };
        self.at = place.ok_or(ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
