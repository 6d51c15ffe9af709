//! What `release` and `report` share: which records are published, under which rules, after what
//! was published before. The desk of the organiser's page decides; here it is only asked.

mod chain;
pub(super) mod earlier;
pub(super) mod lang;
pub(super) mod published;
mod said;
mod told;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use self::earlier::{Earlier, Rules};
use self::lang::Lang;
use super::intake::{Intake, TakenIn};
use super::key_file::OPENING;
use super::language::tr;
use super::tally::named;
use super::{CliError, instrument};
use crate::domain::disclose::{Policy, Release};
use crate::domain::instrument::{Form, Instrument};
use crate::domain::record::campaign_number;
use crate::domain::report::{Context, Words};
use crate::worker::{Ask, Reply, Report, Subject};

/// A form of the questionnaire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FormName {
    /// All questions
    Full,
    /// The short form
    Quick,
}

/// The campaign that is published, or records of none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OfCampaign {
    Nothing,
    Id([u8; 4]),
}

/// What is published.
#[derive(Debug, Args)]
pub(super) struct Publish {
    #[command(flatten)]
    intake: Intake,
    /// Fewest people on whom a shown figure rests, 10 to 30. A higher number that was promised to
    /// the people is kept; where a campaign is not known, it is 30
    #[arg(long, value_name = "N", default_value_t = Policy::LOWEST, value_parser = minimum)]
    minimum: u64,
    /// Publish this campaign: its id, 8 hexadecimal digits, or `none`
    #[arg(long, value_name = "HEX", value_parser = of_campaign)]
    campaign: Option<OfCampaign>,
    /// Publish this wave, 1 to 99
    #[arg(long, value_name = "W", value_parser = clap::value_parser!(u8).range(1..=99))]
    wave: Option<u8>,
    /// Publish this form; the two are never put together
    #[arg(long, value_enum)]
    form: Option<FormName>,
    /// Publish what came as tally files, not the records beside them
    #[arg(long)]
    tallies: bool,
    /// What was published before of the same people, the oldest first, each time this option: the
    /// records or tally files that it counted; where the records are gone, a tally file of them or
    /// the release
    #[arg(long, value_name = "PATH")]
    earlier: Vec<PathBuf>,
    /// The records are invented, and what is written says so
    #[arg(long)]
    demo: bool,
    /// Language of what is written; without it, that of the command
    #[arg(long, value_enum)]
    lang: Option<Lang>,
}

/// The Chinese of these arguments, for the verbs that have them.
const ARGUMENTS: [(&str, &str); 15] = [
    ("paths", "文件、文件夹（连同里面的全部）、压缩包；- 是标准输入，不写路径也读标准输入"),
    ("refused", "把没有采用的列成一张表：文件、位置、问题、怎么办"),
    ("strict", "只要有一份没有采用，就不写结果"),
    ("threads", "用几个线程读；不写就用全部处理器核"),
    OPENING[0],
    OPENING[1],
    OPENING[2],
    (
        "minimum",
        "公布的每个数字，背后至少有多少人，10 到 30。活动答应过更多的，照答应的办；\
         不知道答应了什么，就按 30",
    ),
    ("campaign", "公布哪个活动：编号，8 位十六进制数；不属于任何活动的，写 none"),
    ("wave", "公布第几轮，1 到 99"),
    ("form", "公布哪种形式：full 完整版，quick 快速版；两种从不合在一起"),
    ("tallies", "公布由汇总文件合起来的，不是旁边的答卷"),
    (
        "earlier",
        "同一批人以前公布过的，先公布的写在前面，每次写一个这个选项：当时数的答卷或汇总文件；\
         答卷没有了，用它们的汇总文件或者当时公布的结果文件也可以",
    ),
    ("demo", "答卷是编造的，写出的文件里会注明"),
    ("lang", "写出的文件用哪种语言：zh 中文，en 英文；不写就和命令的语言一样"),
];

/// The same after the own arguments of a verb, all together so many.
pub(super) const fn with<const ALL: usize>(
    own: &[(&'static str, &'static str)],
) -> [(&'static str, &'static str); ALL] {
    assert!(ALL == own.len() + ARGUMENTS.len(), "so many arguments");
    let mut all = [own[0]; ALL];
    let mut place = 0;
    while place < ALL {
        all[place] = if place < own.len() { own[place] } else { ARGUMENTS[place - own.len()] };
        place += 1;
    }
    all
}

/// What may be published.
pub(super) struct Shown {
    pub(super) report: Box<Report>,
    pub(super) taken: TakenIn,
    pub(super) instrument: &'static Instrument,
    pub(super) lang: Lang,
    pub(super) demo: bool,
    #[cfg_attr(not(feature = "cli-report"), expect(dead_code, reason = "only reports compare"))]
    pub(super) policy: Policy,
    /// Whether of something published before only figures are known: then nothing is by group.
    #[cfg_attr(not(feature = "cli-report"), expect(dead_code, reason = "only reports compare"))]
    pub(super) figures_alone: bool,
}

impl Publish {
    /// Reads everything and asks the desk what may be shown; refuses what may not. `beside` is an
    /// earlier wave that is to be compared.
    pub(super) fn shown(&self, beside: Option<u8>) -> Result<Shown, CliError> {
        let instrument = instrument()?;
        let wrong = |_| CliError::Input(tr("最小人数要在 10 到 30 之间", "10 to 30 people"));
        let policy = Policy::new(self.minimum).map_err(wrong)?;
        let compared = |subject| beside.is_some() && self.wants_wave(subject, beside);
        let wanted = |subject| self.wants(subject) || compared(subject);
        let (intake, key) = (&self.intake, self.intake.key()?);
        let key = key.as_ref();
        let rules = Rules { instrument, intake, key, policy, wanted: &wanted, beside };
        let mut earlier = Earlier::take(&rules, &self.earlier)?;
        let mut taken = intake.take_with(instrument, key)?;
        let subject = self.subject(&taken)?;
        earlier.go_on(&mut taken, &wanted)?;
        let (Reply::Report(Some(mut report)), _) =
            taken.ask(Ask::Report { subject: Some(subject), policy })
        else {
            return Err(nobody());
        };
        allowed(&report)?;
        let figures_alone = earlier.allow(&mut taken, &mut report)?;
        told::promise(&report, policy);
        told::noise(&report);
        let lang = self.lang.unwrap_or_default();
        let demo = self.demo;
        Ok(Shown { report, taken, instrument, lang, demo, policy, figures_alone })
    }

    /// The one subject that is meant.
    fn subject(&self, taken: &TakenIn) -> Result<Subject, CliError> {
        let all = taken.subjects();
        let wanted: Vec<Subject> =
            all.iter().map(|(subject, _)| *subject).filter(|one| self.wants(*one)).collect();
        let [one] = wanted.as_slice() else {
            if wanted.is_empty() {
                return Err(taken.end().err().unwrap_or_else(nobody));
            }
            let several: Vec<String> = wanted.iter().map(|one| choice(*one)).collect();
            let several = several.join("\n  ");
            return Err(CliError::Input(tr(
                format!("有好几份可以公布，请选一份：\n  {several}"),
                format!("several things can be published, choose one:\n  {several}"),
            )));
        };
        Ok(*one)
    }

    fn wants(&self, subject: Subject) -> bool {
        self.wants_wave(subject, self.wave)
    }

    /// Whether a subject is what is asked for, in this wave or in any.
    fn wants_wave(&self, subject: Subject, of: Option<u8>) -> bool {
        let form = match self.form {
            None => true,
            Some(FormName::Full) => subject.form == Form::Full,
            Some(FormName::Quick) => subject.form == Form::Quick,
        };
        let (id, wave) = subject.campaign.unzip();
        let campaign = match self.campaign {
            None => true,
            Some(OfCampaign::Nothing) => id.is_none(),
            Some(OfCampaign::Id(wanted)) => id == Some(wanted),
        };
        let wave = of.is_none_or(|wanted| wave == Some(wanted));
        form && campaign && wave && (subject.merged || !self.tallies)
    }
}

impl Shown {
    /// What the files say about where the numbers come from: as in the page.
    pub(super) fn context(&self) -> Context<'static> {
        let subject = self.report.subject;
        let (id, wave) = subject.campaign.unzip();
        // Tally files of several campaigns have a wave and no campaign.
        let campaign = id.filter(|_| !subject.is_pooled());
        let (words, language) = (Words::of(self.lang.language()), self.lang.place());
        Context { instrument: self.instrument, campaign, wave, demo: self.demo, words, language }
    }

    /// What may be shown.
    pub(super) fn release(&self) -> &Release {
        &self.report.release
    }
}

/// Nothing is shown of too few people, nor beside another report of nearly the same ones.
fn allowed(report: &Report) -> Result<(), CliError> {
    let (n, minimum) = (report.release.n, report.release.policy.minimum());
    let missing = report.release.missing();
    if report.near {
        return Err(CliError::Refused(tr(
            "这份结果和另一份只差几个人，相减就知道这几个人答了什么",
            "this differs by only a few people from another report, and subtracting one from the \
             other would tell what those few answered",
        )));
    }
    if missing > 0 {
        return Err(CliError::Refused(tr(
            format!("只有 {n} 份答卷，要有 {minimum} 份才能公布，还差 {missing} 份"),
            format!("{n} records; {minimum} are needed, {missing} more"),
        )));
    }
    if report.held > 0 {
        let held = report.held;
        return Err(CliError::Refused(tr(
            format!(
                "上次公布以后只来了或改了 {held} 份，不到 {minimum} 份：相减就知道他们答了什么"
            ),
            format!(
                "only {held} records have come or changed since the last release, fewer than \
                 {minimum}: subtracting one from the other would tell what they answered"
            ),
        )));
    }
    Ok(())
}

/// There is nothing to publish.
fn nobody() -> CliError {
    CliError::Input(tr("没有可以公布的答卷", "there is nothing to publish"))
}

/// A subject with the options that choose it.
fn choice(subject: Subject) -> String {
    let form = match subject.form {
        Form::Full => "full",
        Form::Quick => "quick",
    };
    let mut options = match subject.campaign {
        None => "--campaign none".to_owned(),
        Some((_, wave)) if subject.is_pooled() => format!("--wave {wave}"),
        Some((id, wave)) => format!("--campaign {} --wave {wave}", campaign_number(id)),
    };
    options = format!("{options} --form {form}");
    if subject.merged {
        options += " --tallies";
    }
    format!("{options}  ({})", named(subject))
}

fn minimum(text: &str) -> Result<u64, String> {
    let wrong = || tr("要写 10 到 30 之间的整数", "not a whole number from 10 to 30");
    let number = text.parse().map_err(|_| wrong())?;
    Policy::new(number).map(Policy::minimum).map_err(|_| wrong())
}

fn of_campaign(text: &str) -> Result<OfCampaign, String> {
    if text == "none" {
        return Ok(OfCampaign::Nothing);
    }
    super::simulate::campaign_id(text).map(OfCampaign::Id)
}
