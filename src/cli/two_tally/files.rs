//! What the steps read and write. Nothing is overwritten but the ledger.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use zeroize::Zeroizing;

use crate::cli::CliError;
use crate::domain::seal::{PrivateKey, unlock_key};
use crate::domain::shipped_instrument;
use crate::domain::two_tally::{
    FileFault, Ledger, NoHalves, Party, Plan, Scheme, SealedHalf, read_plan,
};

/// The key of an organiser.
#[derive(Debug, Args)]
pub(super) struct KeyFile {
    /// File of the organiser's key
    #[arg(long, value_name = "PATH")]
    key: PathBuf,
    /// File whose first line is the passphrase of the key
    #[arg(long, value_name = "PATH")]
    passphrase_file: PathBuf,
}

impl KeyFile {
    pub(super) fn open(&self) -> Result<PrivateKey, CliError> {
        let file = Zeroizing::new(text(&self.key)?);
        let passphrase = passphrase(&self.passphrase_file)?;
        unlock_key(&file, &passphrase).map_err(|fault| CliError::input(&self.key, &fault))
    }
}

/// The passphrase in the first line of a file.
pub(super) fn passphrase(path: &Path) -> Result<Zeroizing<String>, CliError> {
    let all = Zeroizing::new(text(path)?);
    Ok(Zeroizing::new(all.lines().next().unwrap_or_default().to_owned()))
}

/// The bytes of a file.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, CliError> {
    fs::read(path).map_err(|error| CliError::Read(path.to_path_buf(), error))
}

/// The text of a file.
pub(super) fn text(path: &Path) -> Result<String, CliError> {
    String::from_utf8(bytes(path)?).map_err(|fault| CliError::input(path, &fault.utf8_error()))
}

/// The plan in a file.
pub(super) fn plan(path: &Path) -> Result<Plan, CliError> {
    let plan = read_plan(shipped_instrument(), &text(path)?);
    plan.map_err(|fault| CliError::input(path, &fault))
}

/// A plan, ready.
pub(super) fn scheme(path: &Path) -> Result<Scheme<'static>, CliError> {
    let scheme = Scheme::new(shipped_instrument(), plan(path)?);
    scheme.map_err(|fault| CliError::input(path, &fault))
}

/// What a reader makes of the bytes of a file.
pub(super) fn read<T>(
    path: &Path,
    read: impl Fn(&[u8]) -> Result<T, FileFault>,
) -> Result<T, CliError> {
    read(&bytes(path)?).map_err(|fault| CliError::input(path, &fault))
}

/// The ledger in a file; a new one where there is no such file.
pub(super) fn ledger(path: &Path, scheme: &Scheme<'_>, party: Party) -> Result<Ledger, CliError> {
    match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(scheme.new_ledger(party)),
        Err(error) => Err(CliError::Read(path.to_path_buf(), error)),
        Ok(bytes) => {
            let ledger = scheme.read_ledger(&bytes);
            let ledger = ledger.map_err(|fault| CliError::input(path, &fault))?;
            let own = (ledger.party() == party).then_some(ledger);
            own.ok_or_else(|| CliError::input(path, &"the ledger of the other organiser"))
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
pub(super) fn write_new(path: &Path, content: &[u8]) -> Result<(), CliError> {
    let opened = OpenOptions::new().write(true).create_new(true).open(path);
    let written = opened.and_then(|mut file| file.write_all(content));
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => CliError::Exists(path.to_path_buf()),
        _ => CliError::WriteTo(path.to_path_buf(), error),
    })
}

/// All files of some paths, those of folders with all that is in them, in the order of their names.
pub(super) fn all(paths: &[PathBuf]) -> Result<Vec<PathBuf>, CliError> {
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
        searched.map_err(|fault| CliError::input(&path, &fault))?;
    }
    Ok(none)
}

/// Random bytes of the machine; without them nothing is made.
pub(super) fn random<const N: usize>() -> Result<Zeroizing<[u8; N]>, CliError> {
    let mut bytes = Zeroizing::new([0; N]);
    getrandom::fill(&mut *bytes).map_err(|_| CliError::NoRandomness)?;
    Ok(bytes)
}

/// Says something beside the result.
pub(super) fn say(words: &str) {
    // Nobody is left to be told where this cannot be written.
    let _ = writeln!(io::stderr(), "{words}");
}

/// Says how many there were of what, and nothing of what was not there.
pub(super) fn say_counts(counts: &[(u64, String)]) {
    for (number, what) in counts.iter().filter(|(number, _)| *number > 0) {
        say(&format!("{number:>8}  {what}"));
    }
}
