//! `qingdan key`: an organiser's key pair, made and looked at.

use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::key_file::Passphrase;
use super::language::{Help, tr};
use super::two_tally::files::{random, say, text};
use super::words::public_fault;
use super::{CliError, instrument};
use crate::domain::campaign::{mentions_campaign, read_campaign};
use crate::domain::seal::{PrivateKey, PublicKey};
use crate::domain::two_tally::{public_key_text, read_public_key};

const EXAMPLES: &str = "\
Examples:
  qingdan key new --out qingdan-key.json
      asks for a passphrase, twice; writes the locked key, prints the public key
  qingdan key show qingdan-key.json
      asks for the passphrase, prints the public key; the fingerprint on the standard error
  qingdan key show campaign.json
      the public key in a campaign, to compare its fingerprint with the printed notice

The file is the one that the organiser's page saves and opens. Without it and its passphrase
nobody can open what is sealed to the key: keep a copy of both apart, or split the key.

Exit codes: 0 done, 1 a file could not be read or written, 2 wrong use, a wrong passphrase, or a
file that is not what it should be.";

/// The Chinese help.
pub(super) const ZH: &[Help] = &[
    Help {
        path: &["key"],
        about: "组织方的密钥：新做一把，或者看公钥和指纹",
        after: "\
例子：
  qingdan key new --out qingdan-key.json
      问两遍口令；写下锁好的密钥，打印公钥
  qingdan key show qingdan-key.json
      问口令，打印公钥；指纹写到标准错误
  qingdan key show campaign.json
      活动里的公钥，拿它的指纹和印出来的通知核对

密钥文件和组织方页面存的、开的是同一种。没有文件或者忘了口令，谁也打不开用它密封的答卷：
请把两样分开各备一份，或者把密钥拆成三份分存。

退出码：0 做完了；1 有文件读不了或写不了；2 用法不对、口令不对，或者文件不是该有的样子。",
        arguments: &[],
    },
    Help {
        path: &["key", "new"],
        about: "新做一把密钥：私钥用口令锁进文件，公钥打印出来",
        after: "",
        arguments: &[
            ("passphrase_file", "第一行是口令的文件；不写就在终端上问"),
            ("out", "要写的密钥文件；已经有了就不写"),
        ],
    },
    Help {
        path: &["key", "show"],
        about: "看一把密钥的公钥和指纹",
        after: "",
        arguments: &[
            ("passphrase_file", "第一行是口令的文件；不写就在终端上问"),
            ("what", "密钥文件、活动文件，或者 64 位十六进制的公钥"),
        ],
    },
];

/// Make an organiser's key pair, or look at one.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Key {
    #[command(subcommand)]
    step: Step,
}

#[derive(Debug, Subcommand)]
enum Step {
    /// Make a key pair: the private key as a file under a passphrase, the public key on the
    /// standard output.
    New(NewKey),
    /// Show the public key and its fingerprint.
    Show(ShowKey),
}

/// Make an organiser's key pair: the private key as a file under a passphrase, the public key on
/// the standard output.
#[derive(Debug, Args)]
pub(super) struct NewKey {
    #[command(flatten)]
    passphrase: Passphrase,
    /// File of the private key to write
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
}

#[derive(Debug, Args)]
struct ShowKey {
    #[command(flatten)]
    passphrase: Passphrase,
    /// The file of a key, a campaign, or a public key of 64 hexadecimal digits
    #[arg(value_name = "FILE|PUBLIC")]
    what: PathBuf,
}

impl Key {
    pub(super) fn run(&self) -> Result<(), CliError> {
        match &self.step {
            Step::New(step) => step.run(),
            Step::Show(step) => step.run(),
        }
    }
}

impl NewKey {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let key = PrivateKey::of_random(&*random()?).map_err(|_| CliError::NoRandomness)?;
        self.passphrase.lock(&key, &self.out)?;
        tell(key.public())
    }
}

impl ShowKey {
    fn run(&self) -> Result<(), CliError> {
        if let Some(key) = self.what.to_str().and_then(read_public_key) {
            return tell(&key);
        }
        let found = text(&self.what)?;
        if mentions_campaign(&found) {
            return tell(&key_of_campaign(&self.what)?.1);
        }
        tell(self.passphrase.unlock(&self.what)?.public())
    }
}

/// The campaign in a file, and the key that its records are sealed to.
pub(super) fn key_of_campaign(
    path: &std::path::Path,
) -> Result<(crate::domain::campaign::Campaign, PublicKey), CliError> {
    let campaign = read_campaign(instrument()?, &text(path)?);
    let campaign = campaign.map_err(|fault| CliError::input(path, &public_fault(Some(fault))))?;
    let key = campaign.extensions().key.clone();
    let key = key.ok_or_else(|| CliError::input(path, &public_fault(None)))?;
    Ok((campaign, key))
}

/// Prints a public key, and says its fingerprint.
pub(super) fn tell(key: &PublicKey) -> Result<(), CliError> {
    writeln!(io::stdout(), "{}", public_key_text(key))?;
    say(&format!("{}{}", tr("指纹 ", "fingerprint "), key.fingerprint()));
    Ok(())
}
