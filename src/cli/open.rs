//! `qingdan open`: the records in sealed envelopes, as a bundle.

use std::io::{self, BufWriter, Write as _};
use std::path::PathBuf;

use clap::Args;

use super::batch::{Batch, desk};
use super::key_file::{KeyFile, write_private};
use super::language::{Help, tr};
use super::refusals::{REFUSALS, Refusals};
use super::two_tally::files::say;
use super::{CliError, instrument};

const EXAMPLES: &str = "\
Examples:
  qingdan open --key qingdan-key.json envelopes/ campaign.json > bundle.ndjson
      asks for the passphrase; opens every envelope in the folder
  qingdan open --key qingdan-key.json --passphrase-file words.txt bundle.txt > bundle.ndjson
      a bundle that a collector handed on
  qingdan open --key qingdan-key.json bundle.txt campaign.json qingdan-tickets.json > bundle.ndjson
      a campaign with paper tickets: give all envelopes of the wave at once, and the list

Files, folders, archives, chats with codes, bundles; `-` or nothing is the standard input. Give the
campaign too: what belongs to another one is then refused, as on the organiser's page. Records of a
campaign with tickets are counted against the list; without the list nothing is written, unless
--unchecked takes them all in. Records stand in the order of their random ids, one for each id, and
no ticket is with them. The result is personal data in the open: keep it as you keep the key.

Exit codes: 0 done, 1 a file could not be read or written, 2 wrong use, a wrong passphrase, nothing
that could be opened, or tickets without their list.";

/// The Chinese help.
pub(super) const ZH: &[Help] = &[Help {
    path: &["open"],
    about: "打开密封件，把里面的答卷写成一个合集",
    after: "\
例子：
  qingdan open --key qingdan-key.json envelopes/ campaign.json > bundle.ndjson
      问口令，打开文件夹里的每一份密封件
  qingdan open --key qingdan-key.json --passphrase-file words.txt bundle.txt > bundle.ndjson
      代收人交来的合集
  qingdan open --key qingdan-key.json bundle.txt campaign.json qingdan-tickets.json > bundle.ndjson
      发了纸票的活动：一轮的密封件一次给全，名单也给

可以给文件、文件夹、压缩包、带码的聊天记录、合集；写 - 或什么都不写，就读标准输入。请把活动
文件也给进来：别的活动的就不会收，和组织方页面一样。发了纸票的，要对着名单数；没有名单就什么
都不写，除非用 --unchecked 不核对全收。答卷按随机编号排列，一个编号一份，不带票。写出来的是
没有密封的个人资料，请像保管密钥一样保管。

退出码：0 做完了；1 有文件读不了或写不了；2 用法不对、口令不对、一份也打不开，或者有票没有名单。",
    arguments: &[
        ("key", "组织方的密钥文件"),
        ("passphrase_file", "第一行是口令的文件；不写就在终端上问"),
        ("unchecked", "没有纸票名单的一轮，不核对票，全部收下"),
        REFUSALS[0],
        ("out", "要写的合集；不写就写到标准输出"),
        ("envelopes", "密封件：文件、文件夹、压缩包、合集；活动文件和纸票名单也放在这里"),
    ],
}];

/// Open sealed envelopes, and write the records in them as a bundle.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Open {
    #[command(flatten)]
    key: KeyFile,
    /// Take in the records of a wave with tickets although its list is not given
    #[arg(long)]
    unchecked: bool,
    #[command(flatten)]
    refusals: Refusals,
    /// The bundle to write; without it, the standard output
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Envelopes: files, folders, archives, bundles; also the campaign and the list of tickets
    #[arg(value_name = "ENVELOPES")]
    envelopes: Vec<PathBuf>,
}

impl Open {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let instrument = instrument()?;
        let key = self.key.open()?;
        let batch = Batch::read(instrument, &self.envelopes)?;
        let no_campaign = batch.campaigns().next().is_none();
        let mut kept = batch.keep(desk(instrument)?, Some(&key), self.unchecked)?;
        kept.tell(self.refusals.refused.as_deref())?;
        let records = kept.settled()?.records(instrument)?;
        if no_campaign {
            say(&tr(
                "没有给活动文件，所以认不出别的活动的密封件。",
                "No campaign was given, so envelopes of other campaigns cannot be told.",
            ));
        }
        let bundle: String =
            records.iter().map(|record| record.to_line(instrument) + "\n").collect();
        if let Some(path) = &self.out {
            return write_private(path, bundle.as_bytes());
        }
        let mut out = BufWriter::new(io::stdout().lock());
        out.write_all(bundle.as_bytes())?;
        Ok(out.flush()?)
    }
}
