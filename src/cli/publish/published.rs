//! A release that is read, and how a file is known to be one.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use super::lang::Lang;
use crate::cli::CliError;
use crate::cli::language::tr;
use crate::domain::instrument::Instrument;
use crate::domain::report::{Published, RELEASE_FORMAT, ReleaseFault, read_release};

/// Bytes at the beginning of a release in which its format stands.
const BEGINNING_BYTES: usize = 4_096;

/// What a path of something published before is.
pub(super) enum Given {
    /// A release.
    Release(String),
    /// Something else that comes once.
    Bytes(Vec<u8>),
    /// Files.
    Files,
}

/// Looks at a path: a stream is read at once, because it does not come again.
pub(super) fn given(path: &Path) -> Result<Given, CliError> {
    let failed = |error| CliError::Read(path.to_path_buf(), error);
    let begins = |bytes: &[u8]| {
        let short = bytes.len().min(BEGINNING_BYTES);
        String::from_utf8_lossy(&bytes[..short]).contains(RELEASE_FORMAT)
    };
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        io::stdin().lock().read_to_end(&mut bytes).map_err(failed)?;
    } else {
        let kind = fs::metadata(path).map_err(failed)?;
        if kind.is_dir() {
            return Ok(Given::Files);
        }
        let mut file = File::open(path).map_err(failed)?;
        if kind.is_file() {
            file.by_ref().take(BEGINNING_BYTES as u64).read_to_end(&mut bytes).map_err(failed)?;
            if !begins(&bytes) {
                return Ok(Given::Files);
            }
            bytes = fs::read(path).map_err(failed)?;
        } else {
            file.read_to_end(&mut bytes).map_err(failed)?;
        }
    }
    if !begins(&bytes) {
        return Ok(Given::Bytes(bytes));
    }
    let text = String::from_utf8(bytes);
    text.map(Given::Release).map_err(|_| failed(io::ErrorKind::InvalidData.into()))
}

/// The release in a file.
pub(in crate::cli) fn read(instrument: &Instrument, path: &Path) -> Result<Published, CliError> {
    let text =
        fs::read_to_string(path).map_err(|error| CliError::Read(path.to_path_buf(), error))?;
    read_text(instrument, path, &text)
}

/// The release in a text that came from a path.
pub(in crate::cli) fn read_text(
    instrument: &Instrument,
    path: &Path,
    text: &str,
) -> Result<Published, CliError> {
    read_release(instrument, &Lang::all_words(), text).map_err(|fault| {
        let chinese = match &fault {
            ReleaseFault::NoRelease(_) => "不是公布的结果文件".to_owned(),
            ReleaseFault::OtherInstrument { id, version } => {
                format!("是另一份问卷的结果：{id} {version}；用 --instrument 给出那份问卷")
            }
            ReleaseFault::Changed => "和这个程序写的不一样：改动过，或者是别的版本写的".to_owned(),
            ReleaseFault::Unsound { row } => {
                format!("第 {row} 行和别的行对不上，或者写了不该公布的数字：有人改动过")
            }
            ReleaseFault::Incomplete => "缺了几行：有人改动过".to_owned(),
        };
        CliError::input(path, &tr(chinese, fault.to_string()))
    })
}
