//! `qingdan two-tally key`: an organiser's key pair.

use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::Args;

use super::files::{passphrase, random, say, write_new};
use crate::cli::CliError;
use crate::domain::seal::{PrivateKey, PublicKey, lock_key};

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
        writeln!(io::stdout(), "{}", hex(key.public()))?;
        say(&format!("fingerprint {}", key.public().fingerprint()));
        Ok(())
    }
}

/// A public key in 64 hexadecimal digits.
fn hex(key: &PublicKey) -> String {
    key.to_bytes().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// The public key of 64 hexadecimal digits.
pub(super) fn public_key(text: &str) -> Result<PublicKey, String> {
    let digits = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let byte = |at: usize| u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok();
    let mut bytes = [0; 32];
    for (at, place) in bytes.iter_mut().enumerate().filter(|_| digits) {
        *place = byte(at).unwrap_or_default();
    }
    let key = digits.then(|| PublicKey::from_bytes(bytes)).flatten();
    key.ok_or_else(|| "not a public key: 64 hexadecimal digits as `key` writes them".to_owned())
}
