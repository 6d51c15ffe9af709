//! `qingdan tally`: the counts of records, exactly as the organiser's page makes and reads them.

mod table;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::CliError;
use super::intake::{Intake, TakenIn, say};
use super::key_file::OPENING;
use super::language::{Help, tr};
use super::out::Out;
use crate::domain::instrument::Form;
use crate::domain::record::campaign_number;
use crate::worker::{Ask, Reply, Subject};

const EXAMPLES: &str = "\
Examples:
  qingdan tally bundle.ndjson > county.tally
      a line for each campaign, wave and form
  qingdan tally inbox/ --campaign 0badcafe --wave 2 --form full --out county.tally
      one of them
  qingdan tally inbox/ --campaign 0badcafe --wave 2 --form full --id 5d0c…
      the same people counted again, with those who came since: the id that was told the first
      time keeps both from being added up
  zcat records.gz | qingdan tally --threads 1
      in a pipe, beside others

A tally file is not a report: it holds the counts of small groups too, down to one person. Hand it
on as you would hand on records, to the next level only. `qingdan release` says what may be shown.

Exit codes: 0 done, 1 a file could not be read or written (the rest is counted), 2 wrong use or
nothing to count, 3 refused because it would give people away.";

pub(super) const ZH: &[Help] = &[Help {
    path: &["tally"],
    about: "把答卷数清楚，交给上一级合并",
    after: "\
例子：
  qingdan tally bundle.ndjson > county.tally
      每个活动、每一轮、每个版本各一行
  qingdan tally inbox/ --campaign 0badcafe --wave 2 --form full --out county.tally
      只要其中一种
  qingdan tally inbox/ --campaign 0badcafe --wave 2 --form full --id 5d0c…
      同一批人加上后来的，再数一遍；写上第一次给出的编号，两份就不会加在一起
  zcat records.gz | qingdan tally --threads 1
      放在管道里，和别的一起跑

汇总文件不是报告：小组的人数也在里面，少到一个人也写明。请像答卷一样保管，只交给上一级。
什么可以公布，由 qingdan release 决定。

退出码：0 完成；1 有文件读不出或写不进（其余的照数）；2 用法不对，或没有可数的；3 会暴露个人，不做。",
    arguments: &[
        ("paths", "文件、文件夹（连同里面的全部）、压缩包；- 是标准输入，不写路径也读标准输入"),
        ("refused", "把没有采用的列成一张表：文件、位置、问题、怎么办"),
        ("strict", "只要有一份没有采用，就不写结果"),
        ("threads", "用几个线程读；不写就用全部处理器核"),
        OPENING[0],
        OPENING[1],
        OPENING[2],
        ("campaign", "只数这个活动：编号，8 位十六进制数"),
        ("wave", "只数这一轮，1 到 99"),
        ("no_campaign", "只数没有活动的答卷"),
        ("of", "只数答卷（records），或只要输入里的汇总文件合并起来的（tallies）"),
        ("form", "只数完整版（full）或快速版（quick）"),
        ("id", "汇总的编号，32 位十六进制数：同一批人再数时用上次给出的；不写就随机取"),
        ("out", "要写的汇总文件；不写就写到标准输出"),
        ("counts", "另写一张人数表，只供核对：每题每个选项，各层级、各岗位的类别合计"),
        ("exact", "写那张表要加上它。表里有小组的确切人数，和汇总文件一样会暴露个人，不要公开"),
    ],
}];

/// A form of the questionnaire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FormName {
    /// All questions
    Full,
    /// The short form
    Quick,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Of {
    /// Records
    Records,
    /// Tally files, merged as they came
    Tallies,
}

/// Count records exactly, for the next level up.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CountRecords {
    #[command(flatten)]
    intake: Intake,
    /// Count this campaign only: its id, 8 hexadecimal digits
    #[arg(long, value_name = "HEX", value_parser = super::simulate::campaign_id)]
    campaign: Option<[u8; 4]>,
    /// Count this wave only, 1 to 99
    #[arg(long, value_name = "W", value_parser = clap::value_parser!(u8).range(1..=99))]
    wave: Option<u8>,
    /// Count records without a campaign only
    #[arg(long, conflicts_with_all = ["campaign", "wave"])]
    no_campaign: bool,
    /// Count records only, or only what tally files among the inputs come to
    #[arg(long, value_enum)]
    of: Option<Of>,
    /// Count this form only
    #[arg(long, value_enum)]
    form: Option<FormName>,
    /// Id of the tally, 32 hexadecimal digits: the one that was told when the same people were
    /// counted before; without it, a random one
    #[arg(long, value_name = "HEX", value_parser = tally_id)]
    id: Option<[u8; 16]>,
    /// Tally file to write; without it, the standard output
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Also write a table of counts, for checking only: every option of every question, sums of
    /// each category by level and role
    #[arg(long, value_name = "CSV")]
    counts: Option<PathBuf>,
    /// Needed for that table. It has exact numbers of small groups, which give people away as a
    /// tally file does: never publish it
    #[arg(long, requires = "counts")]
    exact: bool,
}

impl CountRecords {
    /// Reads everything and writes a tally for whatever is counted on its own.
    pub(super) fn run(&self) -> Result<(), CliError> {
        let instrument = super::instrument()?;
        if self.counts.is_some() && !self.exact {
            return Err(CliError::Refused(tr(
                "人数表里有小组的确切人数，会暴露个人。只供核对、不公开，就加上 --exact；\
                 要公布的数字由 qingdan release 给出",
                "a table of counts has exact numbers of small groups, which give people away. Add \
                 --exact where it is for checking only and is never published; what may be \
                 published, `qingdan release` says",
            )));
        }
        let mut taken = self.intake.take_in(instrument)?;
        let wanted: Vec<(Subject, u64)> =
            taken.subjects().into_iter().filter(|(subject, _)| self.wants(*subject)).collect();
        if wanted.is_empty() {
            taken.end()?;
            return Err(CliError::Input(tr("没有可数的答卷", "there is nothing to count")));
        }
        if self.id.is_some() && wanted.len() > 1 {
            let parts: Vec<String> = wanted.iter().map(|(subject, _)| named(*subject)).collect();
            return Err(CliError::Input(tr(
                format!("一个编号只能给一份汇总，这里有：{}", parts.join("；")),
                format!("one id is for one tally, and there are: {}", parts.join("; ")),
            )));
        }
        let tallies = self.tallies(&mut taken, &wanted)?;
        let table = match &self.counts {
            Some(_) => Some(table::table(instrument, &tallies)?),
            None => None,
        };
        let mut out = Out::new(self.out.as_deref())?;
        for line in &tallies {
            out.write(line.as_bytes())?;
            out.write(b"\n")?;
        }
        out.finish()?;
        if let Some(table) = table {
            let mut out = Out::new(self.counts.as_deref())?;
            out.write(table.as_bytes())?;
            out.finish()?;
        }
        taken.end()
    }

    fn wants(&self, subject: Subject) -> bool {
        let form = self.form.is_none_or(|form| match form {
            FormName::Full => subject.form == Form::Full,
            FormName::Quick => subject.form == Form::Quick,
        });
        let (campaign, wave) = subject.campaign.unzip();
        let of = self.of.is_none_or(|of| (of == Of::Tallies) == subject.merged);
        form && of
            && !(self.no_campaign && campaign.is_some())
            && self.campaign.is_none_or(|wanted| campaign == Some(wanted))
            && self.wave.is_none_or(|wanted| wave == Some(wanted))
    }

    /// The lines of the tallies, and a word on each.
    fn tallies(
        &self,
        taken: &mut TakenIn,
        wanted: &[(Subject, u64)],
    ) -> Result<Vec<String>, CliError> {
        let mut lines = Vec::new();
        for (subject, people) in wanted {
            let id = match self.id {
                Some(id) => id,
                None => random_id()?,
            };
            let ask = Ask::SaveTally { subject: *subject, id };
            // It has people.
            let (Reply::Tally(Some(line)), _) = taken.ask(ask) else { continue };
            lines.push(line);
            let (what, id) = (named(*subject), hexadecimal(id));
            say(&tr(
                format!("{what}：{people} 人，汇总编号 {id}"),
                format!("{what}: {people} people, tally {id}"),
            ));
        }
        Ok(lines)
    }
}

/// What a tally is about, in words.
pub(super) fn named(subject: Subject) -> String {
    let form = match subject.form {
        Form::Full => tr("完整版", "full form"),
        Form::Quick => tr("快速版", "quick form"),
    };
    let campaign = match subject.campaign {
        None => tr("没有活动", "no campaign"),
        Some((_, wave)) if subject.is_pooled() => {
            tr(format!("多个活动，第 {wave} 轮"), format!("several campaigns, wave {wave}"))
        }
        Some((id, wave)) => {
            let id = campaign_number(id);
            tr(format!("活动 {id}，第 {wave} 轮"), format!("campaign {id}, wave {wave}"))
        }
    };
    let merged = if subject.merged {
        tr("，由汇总文件合并", ", merged from tally files")
    } else {
        String::new()
    };
    tr(format!("{campaign}，{form}{merged}"), format!("{campaign}, {form}{merged}"))
}

/// A random id.
pub(super) fn random_id() -> Result<[u8; 16], CliError> {
    let mut id = [0; 16];
    getrandom::fill(&mut id).map_err(|_| CliError::NoRandomness)?;
    Ok(id)
}

/// An id as it is written.
pub(super) fn hexadecimal(id: [u8; 16]) -> String {
    crate::domain::tally::TallyId(id).to_string()
}

/// The id of a tally from 32 hexadecimal digits.
pub(super) fn tally_id(text: &str) -> Result<[u8; 16], String> {
    let digits = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let id = digits.then(|| u128::from_str_radix(text, 16).ok()).flatten();
    let wrong = || tr("不是 32 位十六进制数", "not 32 hexadecimal digits");
    id.map(u128::to_be_bytes).ok_or_else(wrong)
}
