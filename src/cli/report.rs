//! `qingdan report`: what may be shown of records as the page that the organiser's page saves. The
//! views of that page make it, so the command needs them: feature `cli-report`.

use std::path::PathBuf;

use clap::Args;

use super::CliError;
use super::language::Help;
use super::out::{Out, free};
use super::publish::{Publish, Shown, with};

const EXAMPLES: &str = "\
Examples:
  qingdan report bundle.ndjson --out report.html
      one self-contained page, to read, print and hand on
  qingdan report inbox/ --campaign 0badcafe --wave 1 --form full --lang en --out report-en.html
      one of several campaigns, in English
  qingdan report county-*.tally --tallies --out province.html
      tally files put together
  qingdan report first.ndjson second.ndjson --wave 2 --compare 1 --out second.html
      the second wave, and what has changed since the first

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
  qingdan report first.ndjson second.ndjson --wave 2 --compare 1 --out second.html
      第二轮的报告，并写明和第一轮比变了多少

规则和 qingdan release 一样。报告里没有会运行的东西，也不从网上取任何东西。

退出码：0 做完了；1 有文件读不了或写不了；2 用法不对，没有可公布的，或者有好几份要选；
3 会暴露个人，所以不做。",
    arguments: &with::<17>(&[
        ("out", "报告写到哪个文件；不写就输出到标准输出"),
        ("compare", "和以前的第几轮比较；那一轮的答卷或汇总文件也要给出，是同一个活动、同一种形式"),
    ]),
}];

/// Write what may be published of records or tally files as a report: one self-contained page, the
/// same as the organiser's page saves.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct MakeReport {
    #[command(flatten)]
    publish: Publish,
    /// Compare with this earlier wave of the same campaign and form, whose records or tally files
    /// are given too
    #[arg(long, value_name = "W", value_parser = clap::value_parser!(u8).range(1..=99))]
    compare: Option<u8>,
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
        let mut shown = self.publish.shown(self.compare)?;
        let page = page(&mut shown, self.compare)?;
        let mut out = Out::new(self.out.as_deref())?;
        out.write(page.as_bytes())?;
        out.finish()?;
        shown.taken.end()
    }
}

/// Whether this build has the views.
fn possible() -> Result<(), CliError> {
    if cfg!(feature = "cli-report") {
        return Ok(());
    }
    Err(CliError::Input(super::language::tr(
        "这个 qingdan 编译时没有带上报告；请用 --features cli-report 编译，或者用 qingdan release",
        "this qingdan was built without reports; build it with --features cli-report, or use \
         `qingdan release`",
    )))
}

#[cfg(not(feature = "cli-report"))]
fn page(_: &mut Shown, _: Option<u8>) -> Result<String, CliError> {
    possible().map(|()| String::new())
}

/// The page, with what flagged records change, and what has changed since an earlier wave, as in
/// the organiser's page.
#[cfg(feature = "cli-report")]
fn page(shown: &mut Shown, compared: Option<u8>) -> Result<String, CliError> {
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
    let input = report_input(shown.instrument, &shown.report, campaigns, tickets, shown.demo);
    let (earlier, waves) = match compared {
        None => (None, None),
        Some(wave) => {
            let (place, waves) = comparison(shown, wave)?;
            (Some(place), Some(waves))
        }
    };
    let quality = quality.map(|quality| *quality);
    let report = ReportInput { quality, earlier, waves, ..input };
    Ok(saved_report(shown.lang.language(), &std::rc::Rc::new(report))?)
}

/// What has changed since an earlier wave, and the place of that among what can be reported on.
#[cfg(feature = "cli-report")]
fn comparison(
    shown: &mut Shown,
    wave: u8,
) -> Result<(usize, crate::domain::disclose::WaveComparison), CliError> {
    use super::language::tr;
    use crate::worker::{Ask, Reply, Subject};

    let later = shown.report.subject;
    let follows = |(_, (earlier, _)): &(usize, &(Subject, u64))| {
        later.follows(*earlier) && earlier.campaign.is_some_and(|(_, number)| number == wave)
    };
    let Some((place, &(earlier, _))) =
        shown.report.subjects.iter().enumerate().find(|found| follows(found))
    else {
        return Err(CliError::Input(tr(
            format!(
                "这里没有可以比较的第 {wave} 轮：要同一个活动、同一种形式，在要报告的这一轮之前，\
                 也要同样是答卷或同样是汇总文件"
            ),
            format!(
                "there is no wave {wave} to compare with: it is of the same campaign and form, \
                 before the one reported on, and both come as records or both as tally files"
            ),
        )));
    };
    if shown.figures_alone {
        return Err(CliError::Refused(tr(
            "只有以前公布的数字，没有当时的答卷，所以不能和以前的轮次比较；\
             请用 --earlier 给出当时的答卷，或者不比较",
            "with earlier figures alone, nothing is compared with another wave: give --earlier the \
             records that were counted, or leave --compare out",
        )));
    }
    let ask = Ask::Compare { subjects: [earlier, later], policy: shown.policy };
    let (Reply::Compared(Some(waves)), _) = shown.taken.ask(ask) else {
        return Err(CliError::Refused(tr(
            format!("第 {wave} 轮的结果还不能公布，所以不能比较：人太少，或者和另一份只差几个人"),
            format!(
                "wave {wave} cannot be published, so it is not compared: too few people, or only a \
                 few apart from another report"
            ),
        )));
    };
    Ok((place, *waves))
}
