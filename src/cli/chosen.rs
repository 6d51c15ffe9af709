//! The instrument of this run: the file after `--instrument`, otherwise the shipped one.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use super::CliError;
use super::check::instrument_in;
use crate::domain::instrument::Instrument;
use crate::domain::shipped_instrument;

/// What stands after `--instrument`.
static CHOSEN: OnceLock<Option<PathBuf>> = OnceLock::new();

/// What stands in that file.
static READ: OnceLock<Instrument> = OnceLock::new();

/// Remembers what stands after `--instrument`, once a run.
pub(super) fn choose(path: Option<PathBuf>) {
    // Only `run` chooses, and it runs once; a second choice would change nothing.
    let _ = CHOSEN.set(path);
}

/// The instrument of this run.
pub(super) fn instrument() -> Result<&'static Instrument, CliError> {
    let Some(path) = CHOSEN.get().and_then(Option::as_ref) else { return Ok(shipped_instrument()) };
    if let Some(read) = READ.get() {
        return Ok(read);
    }
    let bytes = fs::read(path).map_err(|error| CliError::Read(path.clone(), error))?;
    let mut read = instrument_in(path, &bytes)?;
    // As in a page that is packed with it.
    read.mechanisms.clear();
    Ok(READ.get_or_init(|| read))
}
