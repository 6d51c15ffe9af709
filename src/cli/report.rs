//! `qingdan report`: what may be shown of records as the page that the organiser's page saves. The
//! views of that page make it, so the command needs them: feature `cli-report`.

use std::path::PathBuf;

use clap::Args;

use super::CliError;
use super::language::Help;
use super::out::{Out, free};
use super::publish::{Publish, Shown, with_out};

const EXAMPLES: &str = "\
Examples:
  qingdan report bundle.ndjson --out report.html
      one self-contained page, to read, print and hand on
  qingdan report inbox/ --campaign 0badcafe --wave 1 --form full --lang en --out report-en.html
      one of several campaigns, in English
  qingdan report county-*.tally --tallies --out province.html
      tally files put together

The rules are those of `qingdan release`. The page runs nothing and fetches nothing.

Exit codes: 0 done, 1 a file could not be read or written, 2 wrong use, nothing to publish or
several things, 3 refused because it would give people away.";

/// The same in Chinese.
pub(super) const ZH: &[Help] = &[Help {
    path: &["report"],
    about: "\
把可以公布的结果写成一页报告

和组织方页面保存的报告一个字节也不差。",
    after: "\
例子：
  qingdan report bundle.ndjson --out report.html
      一个网页文件，能看、能打印、能转发
  qingdan report inbox/ --campaign 0badcafe --wave 1 --form full --lang en --out report-en.html
      有好几个活动，出其中一个，用英文
  qingdan report county-*.tally --tallies --out province.html
      几份汇总文件合起来

规则和 qingdan release 一样。报告里没有会运行的东西，也不从网上取任何东西。

退出码：0 做完了；1 有文件读不了或写不了；2 用法不对，没有可公布的，或者有好几份要选；
3 会暴露个人，所以不做。",
    arguments: &with_out(("out", "报告写到哪个文件；不写就输出到标准输出")),
}];

/// Write what may be published of records or tally files as a report: one self-contained page, the
/// same as the organiser's page saves.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct MakeReport {
    #[command(flatten)]
    publish: Publish,
    /// Page to write, HTML; without it, the standard output
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
}

impl MakeReport {
    /// Publishes.
    pub(super) fn run(&self) -> Result<(), CliError> {
        if let Some(path) = &self.out {
            free(path)?;
        }
        possible()?;
        let mut shown = self.publish.shown()?;
        let page = page(&mut shown)?;
        let mut out = Out::new(self.out.as_deref())?;
        out.write(page.as_bytes())?;
        out.finish()?;
        shown.taken.end()
    }
}

/// This build has no views.
#[cfg(not(feature = "cli-report"))]
fn possible() -> Result<(), CliError> {
    Err(CliError::Input(super::language::tr(
        "这个 qingdan 编译时没有带上报告；请用 --features cli-report 编译，或者用 qingdan release",
        "this qingdan was built without reports; build it with --features cli-report, or use \
         `qingdan release`",
    )))
}

#[cfg(not(feature = "cli-report"))]
fn page(_: &mut Shown) -> Result<String, CliError> {
    possible().map(|()| String::new())
}

/// The views are those of the instrument that this build ships.
#[cfg(feature = "cli-report")]
fn possible() -> Result<(), CliError> {
    let shipped = crate::domain::shipped_instrument().hash;
    if super::instrument()?.hash == shipped {
        return Ok(());
    }
    Err(CliError::Input(super::language::tr(
        "报告只能用编译时带上的问卷；请带上自己的问卷重新编译（QINGDAN_INSTRUMENT）",
        "reports are made of the instrument that was built in: build with QINGDAN_INSTRUMENT, the \
         path of your own",
    )))
}

/// The page, with what flagged records change, as in the organiser's page.
#[cfg(feature = "cli-report")]
fn page(shown: &mut Shown) -> Result<String, CliError> {
    use crate::domain::campaign::read_campaign;
    use crate::ui::organise::{ReportInput, report_input, saved_report};
    use crate::worker::{Ask, Reply};

    let subject = shown.report.subject;
    let (Reply::Quality(quality), _) = shown.taken.ask(Ask::Quality { subject }) else {
        return Err(CliError::Stopped);
    };
    let kept = shown.taken.campaigns.iter();
    let campaigns = kept.filter_map(|line| read_campaign(shown.instrument, line).ok()).collect();
    let tickets = shown.taken.tickets.clone();
    let input = report_input(&shown.report, campaigns, tickets, shown.demo);
    let report = ReportInput { quality: quality.map(|quality| *quality), ..input };
    Ok(saved_report(shown.lang.language(), &std::rc::Rc::new(report))?)
}
