//! `qingdan two-tally key`: an organiser's key pair.

use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::Args;

use super::files::{passphrase, random, say, write_new};
use crate::cli::CliError;
use crate::domain::seal::{PrivateKey, PublicKey, lock_key};
use crate::domain::two_tally::{public_key_text, read_public_key};

/// Make an organiser's key pair: the private key as a file under a passphrase, the public key on
/// the standard output.
#[derive(Debug, Args)]
pub(super) struct Key {
    /// File whose first line is the passphrase, at least 12 characters
    #[arg(long, value_name = "PATH")]
    passphrase_file: PathBuf,
    /// File of the private key to write
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
}

impl Key {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let passphrase = passphrase(&self.passphrase_file)?;
        let key = PrivateKey::of_random(&*random()?).map_err(|_| CliError::NoRandomness)?;
        let file = lock_key(&key, &passphrase, &*random()?);
        let file = file.map_err(|fault| CliError::input(&self.passphrase_file, &fault))?;
        write_new(&self.out, file.as_bytes())?;
        writeln!(io::stdout(), "{}", public_key_text(key.public()))?;
        say(&format!("fingerprint {}", key.public().fingerprint()));
        Ok(())
    }
}

/// The public key of 64 hexadecimal digits.
pub(super) fn public_key(text: &str) -> Result<PublicKey, String> {
    let key = read_public_key(text);
    key.ok_or_else(|| "not a public key: 64 hexadecimal digits as `key` writes them".to_owned())
}
