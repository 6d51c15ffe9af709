//! `qingdan simulate`: what may be said on the command line, and the population that it means.

use std::path::PathBuf;

use clap::Args;

use super::format::Format;
use super::language::{Help, tr};
use super::sink::Sink;
use super::{CliError, instrument};
use crate::domain::instrument::Instrument;
use crate::domain::record::CampaignRef;
use crate::domain::simulate::{Careless, Missing, Population, Resent, Simulation};

const EXAMPLES: &str = "\
Examples:
  qingdan simulate --records 1000 > records.ndjson
      1,000 records, one a line
  qingdan simulate --records 10000 --format files --out files/
      10,000 files in folders of 1,000
  qingdan simulate --records 500 --campaign 0badcafe --wave 2 --careless 0.06 --revised 0.05
      the second wave of a campaign, with careless answers and corrected files
  qingdan simulate --records 1000000 --seed 7 --format csv --out records.csv
      a million rows
  qingdan simulate --records 1000000 --seed 7 --tally
      what a complete count of the same records finds

The same options give the same bytes on every machine. The people are invented: their answers say
nothing about anybody.

Exit codes: 0 done, 1 the result could not be written, 2 wrong use.";

/// The same in Chinese.
pub(super) const ZH: &[Help] = &[Help {
    path: &["simulate"],
    about: "\
编造一批人的答卷，各项参数都由您定

负担在潜在的量尺上服从正态分布，由一个共同因素连在一起，再通过分级的选项表现出来。比例写 0 到 1 之间的数。
没有写明的分组、负担和缺答，用编好的默认值。",
    after: "\
例子：
  qingdan simulate --records 1000 > records.ndjson
      1000 份答卷，一行一份
  qingdan simulate --records 10000 --format files --out files/
      10000 个文件，每 1000 个一个文件夹
  qingdan simulate --records 500 --campaign 0badcafe --wave 2 --careless 0.06 --revised 0.05
      一个活动的第二轮，有人没认真答，有人改了再交
  qingdan simulate --records 1000000 --seed 7 --format csv --out records.csv
      一百万行的表
  qingdan simulate --records 1000000 --seed 7 --tally
      把同样的答卷完整数一遍，该是多少

同样的选项，在哪台机器上都得到同样的内容。人是编造的，他们的回答不代表任何人。

退出码：0 做完了；1 结果写不出去；2 用法不对。",
    arguments: &[
        ("records", "多少人；一人交一份，重交的另算"),
        ("seed", "一切都由这个数推出来"),
        (
            "format",
            "结果的形式：lines 一行一份；files 一份一个文件，和页面保存的一样，每 1000 个一个文件夹；\
             pretty 同样的文件首尾相接；codes 像群聊里贴的一串代码；csv 一份一行，写选项号；\
             zip 文件装进一个压缩包",
        ),
        ("out", "写到哪个文件（files 是文件夹）；不写就输出到标准输出"),
        ("tally", "不写答卷，只写每个回答有多少份，CSV 格式；重交的只算最后一份"),
        ("campaign", "活动编号，8 位十六进制数"),
        ("wave", "活动的第几轮，1 到 99"),
        (
            "plain",
            "都填完整版，不分组，不缺答，没有背景：每类均值 0、标准差 1、相关 0.3，载荷都是 0.7；\
             别的选项照样有效",
        ),
        ("quick", "填快速版的比例"),
        ("correlation", "任意两类负担之间的相关"),
        ("shift", "所有负担一起移动多少，以潜在量尺为单位（大约 30 分）"),
        ("wave_shift", "每过一轮，所有负担移动多少"),
        ("skipped", "跳过一题的概率"),
        ("declined", "选“不愿回答”的概率"),
        ("dont_know", "选“不清楚”的概率（有这个选项的题）"),
        ("not_applicable", "选“不适用”的概率（有这个选项的题）"),
        ("careless", "没认真答的比例：下面三种各占三分之一"),
        ("straight", "从头到尾选同一个选项的比例"),
        ("random", "随便选的比例"),
        ("copied", "照抄同一份答卷的比例"),
        ("impossible_hours", "时间加起来超过一周的比例"),
        ("identical", "同一个文件交两次的比例"),
        ("revised", "后来又交修改稿的比例"),
    ],
}];

/// Write records of invented people with known parameters.
///
/// Burdens are normal on a latent scale, go together by a general factor, and show through graded
/// answers; shares are from 0 to 1. Without options for them, groups, burdens and missing answers
/// have invented defaults.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Simulate {
    /// Number of people; each sends one record, and files sent again come on top
    #[arg(long, short = 'n', value_name = "N", default_value_t = 1_000)]
    records: u64,
    /// Number from which everything follows
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Form of the result
    #[arg(long, value_enum, default_value_t = Format::Lines)]
    format: Format,
    /// File, or folder with `files`, to write; without it, the standard output
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Write no records but how many of them hold each answer, as CSV. Of files sent again the
    /// last counts
    #[arg(long, conflicts_with = "format")]
    tally: bool,
    /// Id of the campaign, 8 hexadecimal digits
    #[arg(long, value_name = "HEX", value_parser = campaign_id, requires = "wave")]
    campaign: Option<[u8; 4]>,
    /// Wave of the campaign, 1 to 99
    #[arg(long, value_name = "W", requires = "campaign")]
    wave: Option<u8>,
    #[command(flatten)]
    people: People,
    #[command(flatten)]
    habits: Habits,
}

/// What the people are like.
#[derive(Debug, Args)]
#[command(next_help_heading = "People")]
struct People {
    /// Full forms without groups, gaps and background: every category with mean 0, sd 1 and
    /// correlation 0.3, every loading 0.7. Other options still apply
    #[arg(long)]
    plain: bool,
    /// Share of quick forms
    #[arg(long, value_name = "P")]
    quick: Option<f64>,
    /// Correlation between the burdens of any two categories
    #[arg(long, value_name = "R")]
    correlation: Option<f64>,
    /// Shift of all burdens, in units of the latent scale (about 30 points)
    #[arg(long, value_name = "X", default_value_t = 0.0, allow_negative_numbers = true)]
    shift: f64,
    /// Shift of all burdens from one wave to the next
    #[arg(long, value_name = "X", allow_negative_numbers = true)]
    wave_shift: Option<f64>,
}

/// How the people answer and send.
#[derive(Debug, Args)]
#[command(next_help_heading = "Answering")]
struct Habits {
    /// Probability that an answer is skipped
    #[arg(long, value_name = "P")]
    skipped: Option<f64>,
    /// Probability of “prefer not to say”
    #[arg(long, value_name = "P")]
    declined: Option<f64>,
    /// Probability of “don’t know”, where that is offered
    #[arg(long, value_name = "P")]
    dont_know: Option<f64>,
    /// Probability of “not applicable”, where that is offered
    #[arg(long, value_name = "P")]
    not_applicable: Option<f64>,
    /// Share of careless people: a third each as with the next three options
    #[arg(long, value_name = "P", conflicts_with_all = ["straight", "random", "copied"])]
    careless: Option<f64>,
    /// Share of people with the same option everywhere
    #[arg(long, value_name = "P", default_value_t = 0.0)]
    straight: f64,
    /// Share of people with random options
    #[arg(long, value_name = "P", default_value_t = 0.0)]
    random: f64,
    /// Share of people with one and the same sheet of answers
    #[arg(long, value_name = "P", default_value_t = 0.0)]
    copied: f64,
    /// Share of people whose hours exceed their week
    #[arg(long, value_name = "P", default_value_t = 0.0)]
    impossible_hours: f64,
    /// Share of people who send the same file twice
    #[arg(long, value_name = "P", default_value_t = 0.0)]
    identical: f64,
    /// Share of people who send a corrected file later
    #[arg(long, value_name = "P", default_value_t = 0.0)]
    revised: f64,
}

impl Simulate {
    /// Draws the people and writes what they send.
    pub(super) fn run(&self) -> Result<(), CliError> {
        let instrument = instrument()?;
        let mut simulation = Simulation::new(instrument, self.population(instrument))?;
        let format = if self.tally { Format::Tally } else { self.format };
        let mut sink = Sink::open(instrument, format, self.out.as_deref(), self.records)?;
        if self.tally {
            while let Some(sent) = simulation.next_person() {
                sink.write(&sent.last())?;
            }
        } else {
            for record in simulation {
                sink.write(&record)?;
            }
        }
        sink.finish()
    }

    fn population(&self, instrument: &Instrument) -> Population {
        let Self { people, habits, .. } = self;
        let begin = if people.plain { Population::plain } else { Population::new };
        let mut population = begin(instrument);
        let base = population.missing;
        let (straight, random, copied) = match habits.careless {
            Some(share) => (share / 3.0, share / 3.0, share / 3.0),
            None => (habits.straight, habits.random, habits.copied),
        };
        for burden in &mut population.burdens {
            burden.mean += people.shift;
        }
        Population {
            seed: self.seed,
            people: self.records,
            quick: people.quick.unwrap_or(population.quick),
            campaign: self.campaign.zip(self.wave).map(|(id, wave)| CampaignRef { id, wave }),
            wave_shift: people.wave_shift.unwrap_or(population.wave_shift),
            correlation: people.correlation.unwrap_or(population.correlation),
            missing: Missing {
                skipped: habits.skipped.unwrap_or(base.skipped),
                declined: habits.declined.unwrap_or(base.declined),
                dont_know: habits.dont_know.unwrap_or(base.dont_know),
                not_applicable: habits.not_applicable.unwrap_or(base.not_applicable),
            },
            careless: Careless { straight, random, copied },
            impossible_hours: habits.impossible_hours,
            resent: Resent { identical: habits.identical, revised: habits.revised },
            ..population
        }
    }
}

pub(super) fn campaign_id(text: &str) -> Result<[u8; 4], String> {
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let id = digits.then(|| u32::from_str_radix(text, 16).ok()).flatten();
    id.map(u32::to_be_bytes).ok_or_else(|| tr("要 8 位十六进制数", "not 8 hexadecimal digits"))
}
