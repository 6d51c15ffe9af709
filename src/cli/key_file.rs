//! An organiser's key on the command line: its file, and the passphrase from a file or typed.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use zeroize::Zeroizing;

use super::CliError;
use super::language::tr;
use super::two_tally::files::{random, text};
use super::words::{key_file_fault, words};
use crate::domain::seal::{KeyFileFault, PrivateKey, lock_key, unlock_key};

/// What the file of a key begins with, of any version.
const KEY_FORMAT: &str = "qingdan-key/";

/// The key of an organiser.
#[derive(Debug, Args)]
pub(super) struct KeyFile {
    /// File of the organiser's key
    #[arg(long, value_name = "PATH")]
    pub(super) key: PathBuf,
    #[command(flatten)]
    passphrase: Passphrase,
}

/// What unlocks the file of a key.
#[derive(Debug, Args)]
pub(super) struct Passphrase {
    /// File whose first line is the passphrase of the key; without it, it is asked for on the
    /// terminal
    #[arg(long, value_name = "PATH")]
    passphrase_file: Option<PathBuf>,
}

/// What opens envelopes, where some are given.
#[derive(Debug, Args)]
pub(super) struct Opening {
    /// File of the organiser's key, to open envelopes with; all inputs are then held in memory
    #[arg(long, value_name = "PATH")]
    key: Option<PathBuf>,
    #[command(flatten)]
    passphrase: Passphrase,
    /// Take in the records of a wave with tickets although its list is not given
    #[arg(long, requires = "key")]
    pub(super) unchecked: bool,
}

/// The Chinese of these arguments.
pub(super) const OPENING: [(&str, &str); 3] = [
    ("key", "组织方的密钥文件，用来打开密封件；这样读，全部内容都在内存里"),
    ("passphrase_file", "第一行是口令的文件；不写就在终端上问"),
    ("unchecked", "没有纸票名单的一轮，不核对票，全部收下"),
];

impl Opening {
    /// The key, unlocked; none where none is given.
    pub(super) fn key(&self) -> Result<Option<PrivateKey>, CliError> {
        self.key.as_ref().map(|path| self.passphrase.unlock(path)).transpose()
    }
}

impl KeyFile {
    pub(super) fn open(&self) -> Result<PrivateKey, CliError> {
        self.passphrase.unlock(&self.key)
    }
}

impl Passphrase {
    /// The passphrase of a file, unlocked.
    pub(super) fn unlock(&self, path: &Path) -> Result<PrivateKey, CliError> {
        // Before anybody is asked for a passphrase.
        let file = Zeroizing::new(text(path)?);
        if !file.contains(KEY_FORMAT) {
            return Err(self.fault(path, KeyFileFault::NoKeyFile));
        }
        let passphrase = self.read(&tr("密钥的口令：", "Passphrase of the key: "))?;
        unlock_key(&file, &passphrase).map_err(|fault| self.fault(path, fault))
    }

    /// Locks a key under a passphrase into a file that is not there yet. Typed, it is typed twice.
    pub(super) fn lock(&self, key: &PrivateKey, path: &Path) -> Result<(), CliError> {
        let passphrase = self.read(&tr(
            "给密钥定一个口令，至少 12 个字符：",
            "A passphrase for the key, at least 12 characters: ",
        ))?;
        if self.passphrase_file.is_none() {
            let again = typed(&tr("再输一遍：", "Once more: "))?;
            if again != passphrase {
                return Err(CliError::Input(words().keys.differ.to_owned()));
            }
        }
        let file = lock_key(key, &passphrase, &*random()?).map_err(|fault| match fault {
            KeyFileFault::NoRandomness(_) => CliError::NoRandomness,
            fault => self.fault(path, fault),
        })?;
        write_private(path, file.as_bytes())
    }

    fn read(&self, prompt: &str) -> Result<Zeroizing<String>, CliError> {
        let Some(path) = &self.passphrase_file else { return typed(prompt) };
        let all = Zeroizing::new(text(path)?);
        Ok(Zeroizing::new(all.lines().next().unwrap_or_default().to_owned()))
    }

    /// What is wrong with the file of a key, or with its passphrase.
    fn fault(&self, path: &Path, fault: KeyFileFault) -> CliError {
        let passphrase = matches!(
            fault,
            KeyFileFault::ShortPassphrase
                | KeyFileFault::SimplePassphrase
                | KeyFileFault::LongPassphrase
                | KeyFileFault::Locked
        );
        let path = self.passphrase_file.as_deref().filter(|_| passphrase).unwrap_or(path);
        CliError::input(path, &key_file_fault(fault))
    }
}

/// Asks on the terminal, and does not show what is typed.
fn typed(prompt: &str) -> Result<Zeroizing<String>, CliError> {
    let answer = rpassword::prompt_password(prompt).map(Zeroizing::new);
    answer.map_err(|_| {
        CliError::Input(tr(
            "这里没有终端可以输入口令，请用 --passphrase-file 给一个文件",
            "there is no terminal to type the passphrase on: give a file with --passphrase-file",
        ))
    })
}

/// Writes a file that is not there yet, which nobody else on the machine may read.
pub(super) fn write_private(path: &Path, content: &[u8]) -> Result<(), CliError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let opened = options.open(path).and_then(|mut file| {
        let written = file.write_all(content).and_then(|()| file.sync_all());
        if written.is_err() {
            // Half a file is worse than none; where it cannot be taken away nothing helps.
            let _ = fs::remove_file(path);
        }
        written
    });
    opened.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => CliError::Exists(path.to_path_buf()),
        _ => CliError::WriteTo(path.to_path_buf(), error),
    })
}
