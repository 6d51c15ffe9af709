//! `qingdan read`: everything that came in, as one bundle.

use std::path::PathBuf;

use clap::Args;

use super::CliError;
use super::intake::Intake;
use super::key_file::OPENING;
use super::language::{Help, tr};
use super::out::Out;
use crate::domain::seal::SEAL_RANDOM_BYTES;
use crate::worker::{Ask, Reply};

const EXAMPLES: &str = "\
Examples:
  qingdan read inbox/ --out bundle.ndjson --refused refused.csv
      a folder of files, archives and saved chats; what is refused is listed with what to do
  unzip -p files.zip | qingdan read > bundle.ndjson
      a stream
  qingdan read old-bundle.ndjson new.json --strict --out bundle.ndjson
      nothing is written unless everything is in order

The bundle has a line for each campaign, tally file and record; of several records with one id the
highest revision. Records stand in the order of their ids, in whatever order they came; those of a
campaign with a key are sealed to it. What came sealed is not opened here: see `qingdan open`.
Pictures are read by the organiser’s page only.

Exit codes: 0 done, 1 a file could not be read or written (the rest is in the result), 2 wrong use,
nothing was accepted, or something was refused with --strict.";

pub(super) const ZH: &[Help] = &[Help {
    path: &["read"],
    about: "把各处收来的答卷读成一个合集",
    after: "\
例子：
  qingdan read inbox/ --out bundle.ndjson --refused refused.csv
      读一个文件夹：文件、压缩包、保存下来的聊天记录都行；没有采用的列成表，写明怎么办
  unzip -p files.zip | qingdan read > bundle.ndjson
      从管道里读
  qingdan read old-bundle.ndjson new.json --strict --out bundle.ndjson
      只要有一份不合格，就什么都不写

合集里每个活动、汇总文件、答卷各占一行；编号相同的答卷只留版本最新的一份。不论收到的先后，
答卷都按编号排列；活动有密钥的，封好再写出。密封件不在这里打开，见 qingdan open。
图片只有组织方页面能读。

退出码：0 完成；1 有文件读不出或写不进（其余的仍在结果里）；2 用法不对，一份也没有采用，
或用了 --strict 而有答卷没有采用。",
    arguments: &[
        ("paths", "文件、文件夹（连同里面的全部）、压缩包；- 是标准输入，不写路径也读标准输入"),
        ("refused", "把没有采用的列成一张表：文件、位置、问题、怎么办"),
        ("strict", "只要有一份没有采用，就不写结果"),
        ("threads", "用几个线程读；不写就用全部处理器核"),
        OPENING[0],
        OPENING[1],
        OPENING[2],
        ("out", "要写的合集；不写就写到标准输出"),
    ],
}];

/// Read records from everywhere into one bundle.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Read {
    #[command(flatten)]
    intake: Intake,
    /// Bundle to write; without it, the standard output
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
}

impl Read {
    /// Reads everything and writes the bundle.
    pub(super) fn run(&self) -> Result<(), CliError> {
        let mut taken = self.intake.take_in(super::instrument()?)?;
        let mut out = Out::new(self.out.as_deref())?;
        let (mut saving, mut empty) = (None, true);
        loop {
            // What belongs to a campaign with a key goes out sealed, each piece by its own chance.
            let mut random = [0; SEAL_RANDOM_BYTES];
            getrandom::fill(&mut random).map_err(|_| CliError::NoRandomness)?;
            let (Reply::Piece { saving: number, last }, Some(piece)) =
                taken.ask(Ask::Bundle { saving, random })
            else {
                return Err(CliError::NotSealed);
            };
            out.write(&piece)?;
            empty &= piece.is_empty();
            if last {
                break;
            }
            saving = Some(number);
        }
        if empty {
            taken.end()?;
            return Err(CliError::Input(tr("没有可以读成合集的", "there is nothing to bundle")));
        }
        out.finish()?;
        taken.end()
    }
}
