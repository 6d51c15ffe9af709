//! Where results go: the standard output, or a file that was not there before.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::CliError;

/// Bytes gathered before they are written.
const BUFFER_BYTES: usize = 1 << 18;

/// A result that is being written. A file that is not finished is taken away again.
pub(super) struct Out {
    to: BufWriter<Box<dyn Write>>,
    path: Option<PathBuf>,
    /// Whether nothing is to be taken away any more.
    finished: bool,
}

/// Whether there is a device or a pipe at a path: what is written there is written over nothing.
pub(super) fn is_device(path: &Path) -> bool {
    path.metadata().is_ok_and(|found| !found.is_file() && !found.is_dir())
}

/// An error where there is something at a path already. Asked before long work.
pub(super) fn free(path: &Path) -> Result<(), CliError> {
    if fs::symlink_metadata(path).is_ok() && !is_device(path) {
        return Err(CliError::Exists(path.to_path_buf()));
    }
    Ok(())
}

/// A file that was not there before, or a device, to be written.
pub(super) fn create(path: &Path) -> Result<File, CliError> {
    let opened = if is_device(path) {
        File::options().write(true).open(path)
    } else {
        File::create_new(path)
    };
    opened.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => CliError::Exists(path.to_path_buf()),
        _ => CliError::WriteTo(path.to_path_buf(), error),
    })
}

impl Out {
    /// The file at a path, or the standard output.
    pub(super) fn new(path: Option<&Path>) -> Result<Self, CliError> {
        let Some(path) = path else {
            let to: Box<dyn Write> = Box::new(io::stdout().lock());
            let to = BufWriter::with_capacity(BUFFER_BYTES, to);
            return Ok(Self { to, path: None, finished: true });
        };
        let to: Box<dyn Write> = Box::new(create(path)?);
        let to = BufWriter::with_capacity(BUFFER_BYTES, to);
        Ok(Self { to, path: Some(path.to_path_buf()), finished: is_device(path) })
    }

    /// Writes more.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), CliError> {
        self.to.write_all(bytes).map_err(|error| self.fault(error))
    }

    /// Writes what is still held back.
    pub(super) fn finish(mut self) -> Result<(), CliError> {
        self.to.flush().map_err(|error| self.fault(error))?;
        self.finished = true;
        Ok(())
    }

    fn fault(&self, error: io::Error) -> CliError {
        match &self.path {
            Some(path) => CliError::WriteTo(path.clone(), error),
            None => CliError::Write(error),
        }
    }
}

impl Drop for Out {
    fn drop(&mut self) {
        if let Some(path) = self.path.as_ref().filter(|_| !self.finished) {
            // Half a result is worse than none; where it cannot be taken away nothing helps.
            let _ = fs::remove_file(path);
        }
    }
}
