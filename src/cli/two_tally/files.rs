//! What the steps read and write. Nothing is overwritten but the ledger.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::said;
pub(super) use crate::cli::key_file::KeyFile;
use crate::cli::language::tr;
use crate::cli::out::Out;
use crate::cli::{CliError, instrument};
use crate::domain::two_tally::{
    FileFault, Ledger, NoHalves, Party, Plan, Scheme, SealedHalf, read_plan,
};

/// The bytes of a file.
pub(in crate::cli) fn bytes(path: &Path) -> Result<Vec<u8>, CliError> {
    fs::read(path).map_err(|error| CliError::Read(path.to_path_buf(), error))
}

/// The text of a file.
pub(in crate::cli) fn text(path: &Path) -> Result<String, CliError> {
    String::from_utf8(bytes(path)?)
        .map_err(|fault| CliError::input(path, &tr("内容不是文字", fault.utf8_error().to_string())))
}

/// The plan in a file.
pub(super) fn plan(path: &Path) -> Result<Plan, CliError> {
    let plan = read_plan(instrument()?, &text(path)?);
    plan.map_err(|fault| CliError::input(path, &said::refusal(fault)))
}

/// A plan, ready.
pub(super) fn scheme(path: &Path) -> Result<Scheme<'static>, CliError> {
    let scheme = Scheme::new(instrument()?, plan(path)?);
    scheme.map_err(|fault| {
        CliError::input(path, &tr("合计方案用的是别的问卷，或别的版本", fault.to_string()))
    })
}

/// What a reader makes of the bytes of a file.
pub(super) fn read<T>(
    path: &Path,
    read: impl Fn(&[u8]) -> Result<T, FileFault>,
) -> Result<T, CliError> {
    read(&bytes(path)?).map_err(|fault| CliError::input(path, &said::file(fault)))
}

/// The ledger in a file; a new one where there is no such file.
pub(super) fn ledger(path: &Path, scheme: &Scheme<'_>, party: Party) -> Result<Ledger, CliError> {
    match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(scheme.new_ledger(party)),
        Err(error) => Err(CliError::Read(path.to_path_buf(), error)),
        Ok(bytes) => {
            let ledger = scheme.read_ledger(&bytes);
            let ledger = ledger.map_err(|fault| CliError::input(path, &said::file(fault)))?;
            let own = (ledger.party() == party).then_some(ledger);
            own.ok_or_else(|| {
                CliError::input(path, &said::other_party(&"the ledger of the other organiser"))
            })
        }
    }
}

/// Writes a ledger in place of an earlier one: whatever happens, one of the two is there, whole.
pub(super) fn replace(path: &Path, content: &[u8]) -> Result<(), CliError> {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".new");
    let beside = path.with_file_name(name);
    let written = (|| {
        let mut file = fs::File::create(&beside)?;
        file.write_all(content)?;
        file.sync_all()?;
        fs::rename(&beside, path)
    })();
    written.map_err(|error| CliError::WriteTo(path.to_path_buf(), error))
}

/// Writes a file that is not there yet.
pub(in crate::cli) fn write_new(path: &Path, content: &[u8]) -> Result<(), CliError> {
    let mut out = Out::new(Some(path))?;
    out.write(content)?;
    out.finish()
}

/// All files of some paths, those of folders with all that is in them, in the order of their names.
pub(in crate::cli) fn all(paths: &[PathBuf]) -> Result<Vec<PathBuf>, CliError> {
    let mut files = Vec::new();
    let mut waiting: Vec<PathBuf> = paths.iter().rev().cloned().collect();
    while let Some(path) = waiting.pop() {
        if !path.is_dir() {
            files.push(path);
            continue;
        }
        let failed = |error| CliError::Read(path.clone(), error);
        let inside: io::Result<Vec<PathBuf>> =
            fs::read_dir(&path).map_err(failed)?.map(|entry| Ok(entry?.path())).collect();
        let mut inside = inside.map_err(failed)?;
        inside.sort_unstable_by(|one, other| other.cmp(one));
        waiting.extend(inside);
    }
    Ok(files)
}

/// Hands over every half in some files, one after the other, and counts what begins like a half
/// and is none, and files without any.
pub(super) fn each_half(
    paths: &[PathBuf],
    take: &mut dyn FnMut(&SealedHalf),
) -> Result<NoHalves, CliError> {
    let mut none = NoHalves::default();
    for path in all(paths)? {
        let searched = none.each(&bytes(&path)?, take);
        searched
            .map_err(|fault| CliError::input(&path, &tr("太大了，没有读", fault.to_string())))?;
    }
    Ok(none)
}

/// Random bytes of the machine; without them nothing is made.
pub(in crate::cli) fn random<const N: usize>() -> Result<Zeroizing<[u8; N]>, CliError> {
    let mut bytes = Zeroizing::new([0; N]);
    getrandom::fill(&mut *bytes).map_err(|_| CliError::NoRandomness)?;
    Ok(bytes)
}

/// Says something beside the result.
pub(in crate::cli) fn say(words: &str) {
    // Nobody is left to be told where this cannot be written.
    let _ = writeln!(io::stderr(), "{words}");
}
