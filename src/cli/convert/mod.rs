//! `qingdan convert`: records of one version of an instrument become records of another, by a
//! mapping that a researcher answers for.

mod campaigns;
mod read;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;

use self::read::Input;
use super::CliError;
use super::check;
use super::language::{Help, tr};
use super::out::Out;
use super::shown::shown;
use crate::domain::bundle::{Reader, What};
use crate::domain::instrument::Instrument;
use crate::domain::mapping::{MAPPING_BYTES_MAX, Mapping, read_mapping};
use crate::domain::record::unpack;
use crate::worker::printable_name;

const EXAMPLES: &str = "\
Examples:
  qingdan diff old.json new.json --mapping mapping.json
      a mapping to begin with; say in its field `basis` why the rest is equivalent, if you change
      it, and why the answers may go that it drops: without a basis it is refused
  qingdan convert --mapping mapping.json --from old.json --to new.json records.ndjson > new.ndjson
      records of the new version, one a line; refused ones are told with file, line and reason
  qingdan convert --mapping mapping.json --from old.json --to new.json < old.ndjson \\
      | qingdan --instrument new.json tally > new.tally
      in one go; who counts has to be told the new version too

Every line that is no record is told, and so is a campaign, a tally file or an envelope among them.
Only in a saved chat, which has codes (QINGDAN-1:), the words around them are passed over.

Records keep their number, revision and campaign. Questions that the old version did not ask count
as passed over. Given answers that the mapping drops are told, question by question. Answers
with dice (randomised response) must not be converted by a table: the odds that belong to them would
be wrong.

Exit codes: 0 every record was converted, 1 a file could not be read or written, 2 the mapping does
not fit, or something was refused; what could be converted is written all the same.";

/// The Chinese help.
pub(super) const ZH: &[Help] = &[Help {
    path: &["convert"],
    about: "按对应表把旧版问卷的答卷换成新版的答卷",
    after: "\
例子：
  qingdan diff old.json new.json --mapping mapping.json
      先写一份对应表的底稿；您要是改了它，请在 basis 里写明凭什么认为两边是一回事；
      它不要的答案，也要写明凭什么可以不要：basis 空着就不换
  qingdan convert --mapping mapping.json --from old.json --to new.json records.ndjson > new.ndjson
      换成新版的答卷，一行一份；不收的，写明文件、行和原因
  qingdan convert --mapping mapping.json --from old.json --to new.json < old.ndjson \\
      | qingdan --instrument new.json tally > new.tally
      一步到底；数的时候也要写明是新版问卷

哪一行不是答卷，都会说明；夹着活动、汇总文件、密封件，也会说明。
只有存下来的聊天记录（里面有 QINGDAN-1: 代码），代码旁边的话才略过不提。

答卷的编号、修改次数和活动都不变。旧版没有问的题，当作没有答。
答过、而对应表不要的，一题一题说明有多少个。
加了随机的题不能用表来换，否则算估计值用的机会就不对了。

退出码：0 全部换好；1 文件读不了或写不了；2 对应表不合适，或者有的答卷不收（能换的照样写出）。",
    arguments: &[
        ("mapping", "对应表"),
        ("from", "旧版问卷"),
        ("to", "新版问卷"),
        ("records", "答卷文件；不写或写“-”就读标准输入"),
        ("out", "写到这个文件，不写就是标准输出"),
    ],
}];

/// Turn records of one version of an instrument into records of another, by a mapping.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Convert {
    /// The mapping
    #[arg(long, value_name = "FILE")]
    mapping: PathBuf,
    /// The instrument of the records
    #[arg(long, value_name = "OLD")]
    from: PathBuf,
    /// The instrument of the records to be made
    #[arg(long, value_name = "NEW")]
    to: PathBuf,
    /// Files with records; without any, and for `-`, the standard input
    #[arg(value_name = "RECORDS")]
    records: Vec<PathBuf>,
    /// File to write; without it, the standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// What came of the records.
#[derive(Debug, Default)]
struct Counts<'a> {
    converted: u64,
    passed_over: u64,
    refused: u64,
    /// Given answers that did not come over, by question of the old version.
    lost: BTreeMap<&'a str, u64>,
}

impl Convert {
    /// Converts everything that can be.
    pub(super) fn run(&self) -> Result<(), CliError> {
        let (from, to) = (check::instrument(&self.from)?, check::instrument(&self.to)?);
        let mapping = mapping(&self.mapping, &from, &to)?;
        let mut run = Run {
            reader: Reader::new(&[&from]),
            from: &from,
            to: &to,
            mapping,
            out: Out::new(self.out.as_deref())?,
            counts: Counts::default(),
            of_campaign: false,
        };
        let standard = [PathBuf::from("-")];
        let records = if self.records.is_empty() { &standard[..] } else { &self.records };
        for path in records {
            run.file(path)?;
        }
        let Run { out, counts, mapping, of_campaign, .. } = run;
        // Nothing is left where there is nothing to write.
        if counts.converted > 0 || counts.refused == 0 {
            out.finish()?;
        }
        // Nobody is left to be told where this cannot be written.
        let _ = write!(io::stderr(), "{}", told(&counts, &mapping));
        campaigns::tell(of_campaign);
        match counts.refused {
            0 => Ok(()),
            refused => Err(CliError::Input(tr(
                format!("有 {refused} 处没有换，上面几行写着原因"),
                format!("not converted: {refused}; the lines above tell why"),
            ))),
        }
    }
}

/// What came of the records, in words: the questions of the old version in its order.
fn told(counts: &Counts<'_>, mapping: &Mapping<'_>) -> String {
    let Counts { converted, passed_over, lost, .. } = counts;
    let mut words = tr(format!("换好 {converted} 份"), format!("converted: {converted}"));
    if *passed_over > 0 {
        words += &tr(
            format!("；旧版没有问、当作没有答的一共 {passed_over} 处"),
            format!(
                "; answers that count as passed over, not asked by the old version: {passed_over}"
            ),
        );
    }
    words.push('\n');
    let answers: u64 = lost.values().sum();
    if answers > 0 {
        words += &tr(
            format!("旧版答过、对应表写明不要的答案，一共 {answers} 个没有带过来：\n"),
            format!("given answers that were left behind, as the mapping says: {answers}\n"),
        );
    }
    for id in mapping.dropped() {
        if let Some(answers) = lost.get(id) {
            let (id, colon) = (shown(id), tr("：", ": "));
            words.extend(["  ", &id, &colon, &answers.to_string(), "\n"]);
        }
    }
    words
}

/// The mapping in a file.
fn mapping<'a>(
    path: &Path,
    from: &'a Instrument,
    to: &'a Instrument,
) -> Result<Mapping<'a>, CliError> {
    let failed = |error| CliError::Read(path.to_path_buf(), error);
    let file = fs::File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    file.take(MAPPING_BYTES_MAX as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    read_mapping(&bytes, from, to)
        .map_err(|fault| CliError::input(path, &words::unfit(&bytes, &fault)))
}

struct Run<'a> {
    reader: Reader<'a>,
    from: &'a Instrument,
    to: &'a Instrument,
    mapping: Mapping<'a>,
    out: Out,
    counts: Counts<'a>,
    /// Whether a converted record is of a campaign.
    of_campaign: bool,
}

impl Run<'_> {
    /// Converts what a file holds, and tells what of it is no record.
    fn file(&mut self, path: &Path) -> Result<(), CliError> {
        let failed = |error| CliError::Read(path.to_path_buf(), error);
        let from: Box<dyn io::Read> = if path == Path::new("-") {
            Box::new(io::stdin().lock())
        } else {
            Box::new(fs::File::open(path).map_err(failed)?)
        };
        let mut input = Input::new(from);
        let reader = self.reader.clone();
        loop {
            let mut done = Ok(());
            let more = input.next(&reader, &mut |line, what| {
                if done.is_ok() {
                    done = self.found(path, line, what);
                }
            });
            done?;
            match more.map_err(failed)? {
                read::Next::More => {}
                read::Next::End => return Ok(()),
                read::Next::Unfit(line, cause) => {
                    self.refuse(path, line, &words::cause(path, line, cause));
                    return Ok(());
                }
            }
        }
    }

    /// Converts what was found on a line, or tells why not.
    fn found(&mut self, path: &Path, line: usize, what: What<'_>) -> Result<(), CliError> {
        let why = match what {
            What::Record(packed) => match unpack(&[self.from], &packed) {
                Ok(record) => match self.mapping.convert(&record) {
                    Ok(converted) => {
                        self.counts.converted += 1;
                        self.of_campaign |= converted.record.campaign().is_some();
                        self.counts.passed_over += converted.passed_over as u64;
                        for id in converted.lost {
                            *self.counts.lost.entry(id).or_default() += 1;
                        }
                        self.out.write(converted.record.to_line(self.to).as_bytes())?;
                        return self.out.write(b"\n");
                    }
                    Err(fault) => words::unconvertible(&fault),
                },
                Err(refusal) => words::refused(path, line, refusal),
            },
            What::Refused(refusal) => words::refused(path, line, refusal),
            other => words::other(&other),
        };
        self.refuse(path, Some(line), &why);
        Ok(())
    }

    fn refuse(&mut self, path: &Path, line: Option<usize>, why: &str) {
        self.counts.refused += 1;
        let name = printable_name(&path.to_string_lossy());
        let line = line.map_or_else(String::new, |line| format!(":{line}"));
        // Nobody is left to be told where this cannot be written.
        let _ = writeln!(io::stderr(), "{name}{line}: {}", shown(why));
    }
}
