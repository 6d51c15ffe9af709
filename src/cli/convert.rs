//! `qingdan convert`: records of one version of an instrument become records of another, by a
//! mapping that a researcher answers for.

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;

use super::CliError;
use super::check;
use super::language::{Help, tr};
use super::out::Out;
use crate::domain::bundle::{Reader, What};
use crate::domain::instrument::Instrument;
use crate::domain::mapping::{
    MAPPING_BYTES_MAX, Mapping, MappingFault, Side, Unconvertible, read_mapping,
};
use crate::domain::record::unpack;

/// Bytes that are read at a time; records end within them or are read with what follows.
const BLOCK_BYTES: usize = 1 << 22;

/// Most bytes of what belongs together: a record has fewer than 64 kB.
const HELD_BYTES_MAX: usize = 1 << 23;

const EXAMPLES: &str = "\
Examples:
  qingdan diff old.json new.json --mapping mapping.json
      a mapping to begin with; say in its field `basis` why the rest is equivalent, if you change it
  qingdan convert --mapping mapping.json --from old.json --to new.json records.ndjson > new.ndjson
      records of the new version, one a line; refused ones are told with file, line and reason
  qingdan convert --mapping mapping.json --from old.json --to new.json < old.ndjson | qingdan tally
      in one go

Records keep their number, revision and campaign. Questions that the old version did not ask count
as passed over. Answers with dice (randomised response) must not be converted by a table: the odds
that belong to them would be wrong.

Exit codes: 0 every record was converted, 1 a file could not be read or written, 2 the mapping does
not fit, or something was refused; what could be converted is written all the same.";

/// The Chinese help.
pub(super) const ZH: &[Help] = &[Help {
    path: &["convert"],
    about: "按对应表把旧版问卷的答卷换成新版的答卷",
    after: "\
例子：
  qingdan diff old.json new.json --mapping mapping.json
      先写一份对应表的底稿；您要是改了它，请在 basis 里写明凭什么认为两边是一回事
  qingdan convert --mapping mapping.json --from old.json --to new.json records.ndjson > new.ndjson
      换成新版的答卷，一行一份；不收的，写明文件、行和原因
  qingdan convert --mapping mapping.json --from old.json --to new.json < old.ndjson | qingdan tally
      一步到底

答卷的编号、修改次数和活动都不变。旧版没有问的题，当作没有答。
掷过骰子的题不能用表来换，否则算估计值用的机会就不对了。

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
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    converted: u64,
    passed_over: u64,
    refused: u64,
}

impl Convert {
    /// Converts everything that can be.
    pub(super) fn run(&self) -> Result<(), CliError> {
        let (from, to) = (check::instrument(&self.from)?, check::instrument(&self.to)?);
        let mapping = read(&self.mapping, &from, &to)?;
        let mut run = Run {
            reader: Reader::new(&[&from]),
            from: &from,
            to: &to,
            mapping,
            out: Out::new(self.out.as_deref())?,
            counts: Counts::default(),
        };
        let standard = [PathBuf::from("-")];
        let records = if self.records.is_empty() { &standard[..] } else { &self.records };
        for path in records {
            run.file(path)?;
        }
        let Run { out, counts, .. } = run;
        out.finish()?;
        tell(counts);
        match counts.refused {
            0 => Ok(()),
            refused => Err(CliError::Input(tr(
                format!("有 {refused} 处没有换，上面几行写着原因"),
                format!("not converted: {refused}; the lines above tell why"),
            ))),
        }
    }
}

fn tell(counts: Counts) {
    let Counts { converted, passed_over, .. } = counts;
    let mut words = tr(format!("换好 {converted} 份"), format!("converted: {converted}"));
    if passed_over > 0 {
        words += &tr(
            format!("；旧版没有问、当作没有答的一共 {passed_over} 处"),
            format!(
                "; answers that count as passed over, not asked by the old version: {passed_over}"
            ),
        );
    }
    // Nobody is left to be told where this cannot be written.
    let _ = writeln!(io::stderr(), "{words}");
}

/// The mapping in a file.
fn read<'a>(
    path: &Path,
    from: &'a Instrument,
    to: &'a Instrument,
) -> Result<Mapping<'a>, CliError> {
    let failed = |error| CliError::Read(path.to_path_buf(), error);
    let file = fs::File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    file.take(MAPPING_BYTES_MAX as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    read_mapping(&bytes, from, to).map_err(|fault| CliError::input(path, &unfit(&fault)))
}

/// Why a mapping does not fit, and what to do.
fn unfit(fault: &MappingFault) -> String {
    let side = |side: Side| if side == Side::Old { "旧版" } else { "新版" };
    let chinese = match fault {
        MappingFault::Shape(why) => format!("不是对应表：{why}"),
        MappingFault::Format => "format 不对，要写 qingdan-mapping/1".to_owned(),
        MappingFault::Instrument(of) => {
            format!("写的{}问卷和给出的不是同一份：请核对 id、version 和 hash", side(*of))
        }
        MappingFault::Basis => "basis 是空的：请写明凭什么认为两边是一回事".to_owned(),
        MappingFault::Unknown(of, id) => format!("{}问卷里没有 {id} 这道题", side(*of)),
        MappingFault::Twice(of, id) => format!("{}问卷的 {id} 写了两次", side(*of)),
        MappingFault::Missing(id) => format!("新版的 {id} 没有写；旧版没有问的，写 not_asked"),
        MappingFault::Lost(id) => format!("旧版的 {id} 没有用上；不要的，写进 dropped"),
        MappingFault::Answers(id) => format!("{id}：from 和 answers 对不上"),
        MappingFault::Sort(id) => {
            format!("{id}：两道题不是一类（计分题、后果题、背景题、优先次序）")
        }
        MappingFault::Options(id) => format!("{id}：选项对不上；每个旧选项都要写明换成哪个新选项"),
        MappingFault::Offers(id) => format!("{id}：旧题可以答“不适用”或“不清楚”，新题没有"),
        MappingFault::Categories(id) => format!("{id}：有的类别新版没有"),
    };
    tr(chinese, fault.to_string())
}

fn why(fault: &Unconvertible) -> String {
    let chinese = match fault {
        Unconvertible::Instrument => "是另一份问卷的答卷".to_owned(),
        Unconvertible::Form(id) => format!("{id} 有答案，而新版的这种答卷不问这道题"),
        Unconvertible::Applicability(id) => format!("{id} 有答案，而照新版的规则不用答"),
    };
    tr(chinese, fault.to_string())
}

struct Run<'a> {
    reader: Reader<'a>,
    from: &'a Instrument,
    to: &'a Instrument,
    mapping: Mapping<'a>,
    out: Out,
    counts: Counts,
}

impl Run<'_> {
    /// Converts what a file holds, block by block: a block ends before a line that begins a record.
    fn file(&mut self, path: &Path) -> Result<(), CliError> {
        let failed = |error| CliError::Read(path.to_path_buf(), error);
        let mut input: Box<dyn io::Read> = if path == Path::new("-") {
            Box::new(io::stdin().lock())
        } else {
            Box::new(fs::File::open(path).map_err(failed)?)
        };
        let (mut held, mut line) = (Vec::new(), 1);
        loop {
            let before = held.len();
            let more = input.by_ref().take(BLOCK_BYTES as u64).read_to_end(&mut held);
            let ended = more.map_err(failed)? == 0 && held.len() == before;
            let end = if ended { held.len() } else { last_record(&held) };
            if end == 0 && held.len() > HELD_BYTES_MAX {
                return Err(CliError::input(path, &tr("不是答卷", "these are no records")));
            }
            self.block(path, line, &held[..end])?;
            line += held[..end].split(|&byte| byte == b'\n').count() - 1;
            held.drain(..end);
            if ended {
                return Ok(());
            }
        }
    }

    /// Converts the records of a block that begins with a line.
    fn block(&mut self, path: &Path, first: usize, block: &[u8]) -> Result<(), CliError> {
        let mut found = Vec::new();
        self.reader.read_text(block, &mut |one| found.push(one));
        for one in found {
            let refused = match one.what {
                What::Record(packed) => match unpack(&[self.from], &packed) {
                    Ok(record) => match self.mapping.convert(&record) {
                        Ok(converted) => {
                            self.counts.converted += 1;
                            self.counts.passed_over += converted.passed_over as u64;
                            self.out.write(converted.record.to_line(self.to).as_bytes())?;
                            self.out.write(b"\n")?;
                            continue;
                        }
                        Err(fault) => why(&fault),
                    },
                    Err(refusal) => refusal.to_string(),
                },
                What::Refused(refusal) => refusal.to_string(),
                _ => tr("不是答卷", "this is no record"),
            };
            self.counts.refused += 1;
            let (name, line) = (path.display(), first + one.line);
            let _ = writeln!(io::stderr(), "{name}:{line}: {refused}");
        }
        Ok(())
    }
}

/// Where the last line that begins with `{` begins: nothing before it belongs to what follows.
fn last_record(held: &[u8]) -> usize {
    let starts = held.windows(2).rposition(|pair| pair == b"\n{");
    starts.map_or(0, |at| at + 1)
}
