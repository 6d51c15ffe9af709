//! `qingdan combine`: the key of two or three shares, in a file under a new passphrase.

use std::path::PathBuf;

use clap::Args;
use zeroize::Zeroizing;

use super::CliError;
use super::key::tell;
use super::key_file::Passphrase;
use super::language::Help;
use super::two_tally::files::text;
use super::words::share_fault;
use crate::domain::seal::{Share, combine_shares};

const EXAMPLES: &str = "\
Examples:
  qingdan combine qingdan-share-1.txt qingdan-share-3.txt --out qingdan-key.json
      asks for a passphrase, twice; writes the locked key, prints the public key

A share carries the hash of its public key: shares of different keys or of different splittings
give no key, never a wrong one. Compare the fingerprint that is said with the one on the shares.

Exit codes: 0 done, 1 a file could not be read or written, 2 wrong use, or shares that do not
belong together.";

/// The Chinese help.
pub(super) const ZH: &[Help] = &[Help {
    path: &["combine"],
    about: "用两份或三份合回密钥，用新的口令锁进文件",
    after: "\
例子：
  qingdan combine qingdan-share-1.txt qingdan-share-3.txt --out qingdan-key.json
      问两遍口令；写下锁好的密钥，打印公钥

每一份里都有公钥的哈希：不是同一把密钥的、不是同一次拆的，合不出密钥，也不会合出错的。
请把报出来的指纹和各份上写的核对。

退出码：0 做完了；1 有文件读不了或写不了；2 用法不对，或者这几份合不到一起。",
    arguments: &[
        ("shares", "分存的文件，两份或三份"),
        ("passphrase_file", "第一行是新口令的文件；不写就在终端上问"),
        ("out", "要写的密钥文件；已经有了就不写"),
    ],
}];

/// Put a key together from two or three of its shares.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Combine {
    #[command(flatten)]
    passphrase: Passphrase,
    /// File of the private key to write
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
    /// Files of shares, two or three
    #[arg(required = true, num_args = 1.., value_name = "SHARE")]
    shares: Vec<PathBuf>,
}

impl Combine {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let mut shares = Vec::new();
        for path in &self.shares {
            let share = Share::read(&Zeroizing::new(text(path)?));
            shares.push(share.map_err(|why| CliError::input(path, &share_fault(why)))?);
        }
        let key = combine_shares(&shares).map_err(|why| CliError::Input(share_fault(why)))?;
        self.passphrase.lock(&key, &self.out)?;
        tell(key.public())
    }
}
