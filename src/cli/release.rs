//! `qingdan release`: what may be shown of records, as the organiser's page saves it.

use std::path::PathBuf;

use clap::Args;

use super::CliError;
use super::language::Help;
use super::out::{Out, free};
use super::publish::{Publish, with};
use crate::domain::report::{json, rows};

const EXAMPLES: &str = "\
Examples:
  qingdan release bundle.ndjson --out release.json
      what the page would show of these records
  qingdan release inbox/ --campaign 0badcafe --wave 1 --form full --minimum 20 > release.json
      one of several campaigns, with a higher minimum
  qingdan release county-*.tally --tallies --out province.json
      tally files put together
  qingdan release all.ndjson --earlier first.ndjson --out second.json
      after an earlier release: refused where subtracting one from the other would tell on anybody

The rules are those of the page (docs/disclosure.md): whatever is withheld is a row with its reason,
never zero. With a tally file or a release in the place of earlier records, everybody in it must be
counted again, and nothing is shown by group.

Exit codes: 0 done, 1 a file could not be read or written, 2 wrong use, nothing to publish or
several things, 3 refused because it would give people away.";

/// The same in Chinese.
pub(super) const ZH: &[Help] = &[Help {
    path: &["release"],
    about: "\
算出可以公布的结果

和组织方页面用同样的规则，写出同样的文件。不能公布的数字写明原因，从不写成零。",
    after: "\
例子：
  qingdan release bundle.ndjson --out release.json
      这些答卷，页面会公布什么
  qingdan release inbox/ --campaign 0badcafe --wave 1 --form full --minimum 20 > release.json
      有好几个活动，公布其中一个，最小人数定高一些
  qingdan release county-*.tally --tallies --out province.json
      几份汇总文件合起来
  qingdan release all.ndjson --earlier first.ndjson --out second.json
      以前公布过：两次相减会暴露人的，不公布

规则和页面一样，见 docs/disclosure.zh.md。没有当时的答卷，只给它们的汇总文件或者当时公布的结果文件，
里面的人就必须全都再算一次，分组的数字也不公布。

退出码：0 做完了；1 有文件读不了或写不了；2 用法不对，没有可公布的，或者有好几份要选；
3 会暴露个人，所以不做。",
    arguments: &with::<16>(&[("out", "结果写到哪个文件；不写就输出到标准输出")]),
}];

/// Write what may be published of records or tally files, as the organiser's page saves it.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct MakeRelease {
    #[command(flatten)]
    publish: Publish,
    /// Release to write, JSON; without it, the standard output
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
}

impl MakeRelease {
    /// Publishes.
    pub(super) fn run(&self) -> Result<(), CliError> {
        if let Some(path) = &self.out {
            free(path)?;
        }
        let shown = self.publish.shown(None)?;
        let rows = rows(shown.instrument, shown.release());
        let text = json(&shown.context(), shown.release(), &rows);
        let mut out = Out::new(self.out.as_deref())?;
        out.write(text.as_bytes())?;
        out.finish()?;
        shown.taken.end()
    }
}
