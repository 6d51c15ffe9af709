//! `qingdan split`: a key in three shares, two of which give it back.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use zeroize::Zeroizing;

use super::CliError;
use super::key_file::{KeyFile, write_private};
use super::language::{Help, tr};
use super::two_tally::files::{random, say};
use super::words::{share_fault, words};
use crate::domain::seal::{ShareFault, split_key};

/// Names of the files of shares, as the organiser's page saves them.
const NAMES: [&str; 3] = ["qingdan-share-1.txt", "qingdan-share-2.txt", "qingdan-share-3.txt"];

const EXAMPLES: &str = "\
Examples:
  qingdan split --key qingdan-key.json --out shares/
      writes qingdan-share-1.txt, -2.txt and -3.txt: give them to three people
  qingdan combine shares/qingdan-share-1.txt shares/qingdan-share-3.txt --out key.json
      the key again, from any two of them

One share opens nothing and says nothing about the key. Two of them are the key: no passphrase
protects them. Carry each to its keeper, and delete the copies here.

Exit codes: 0 done, 1 a file could not be read or written, 2 wrong use, a wrong passphrase, or a
file that is not what it should be.";

/// The Chinese help.
pub(super) const ZH: &[Help] = &[Help {
    path: &["split"],
    about: "把密钥拆成三份分存，任意两份合得回来",
    after: "\
例子：
  qingdan split --key qingdan-key.json --out shares/
      写下 qingdan-share-1.txt、-2.txt、-3.txt，交给三个人
  qingdan combine shares/qingdan-share-1.txt shares/qingdan-share-3.txt --out key.json
      用其中任意两份合回密钥

单独一份什么也打不开，也看不出密钥的任何一点。两份就是整把密钥，没有口令保护：
请把每一份送到保管人手里，再删掉这里的。

退出码：0 做完了；1 有文件读不了或写不了；2 用法不对、口令不对，或者文件不是该有的样子。",
    arguments: &[
        ("key", "组织方的密钥文件"),
        ("passphrase_file", "第一行是口令的文件；不写就在终端上问"),
        ("out", "放三份的文件夹；同名文件已经有了就不写"),
    ],
}];

/// Split a key into three shares, two of which give it back.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Split {
    #[command(flatten)]
    key: KeyFile,
    /// Folder for the files of the three shares
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
}

impl Split {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let paths = NAMES.map(|name| self.out.join(name));
        // Of two splittings no shares belong together: none is written beside an earlier one.
        if let Some(path) = paths.iter().find(|path| path.exists()) {
            return Err(CliError::Exists(path.clone()));
        }
        let key = self.key.open()?;
        let shares = split_key(&key, &*random()?).map_err(|fault| match fault {
            ShareFault::NoRandomness(_) => CliError::NoRandomness,
            fault => CliError::input(&self.key.key, &share_fault(fault)),
        })?;
        let made = fs::create_dir_all(&self.out);
        made.map_err(|error| CliError::WriteTo(self.out.clone(), error))?;
        let fingerprint = key.public().fingerprint().to_string();
        for (path, share) in paths.iter().zip(&shares) {
            let about = (words().keys.share_file)(share.number(), &fingerprint);
            let code = share.to_code();
            let file = Zeroizing::new([about.as_str(), "\n", code.as_str(), "\n"].concat());
            write_private(path, file.as_bytes())?;
        }
        say(&format!("{}{fingerprint}", tr("密钥的指纹 ", "fingerprint of the key ")));
        Ok(())
    }
}
