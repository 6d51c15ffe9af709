//! `qingdan microdata`: records as a table for research, with what it gives away.

mod input;
mod parquet;
mod told;

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::key_file::{OPENING, Opening, write_private};
use super::language::{Help, Language, language, tr};
use super::refusals::{REFUSALS, Refusals};
use super::two_tally::files::say;
use super::{CliError, instrument};
use crate::domain::instrument::Form;
use crate::domain::microdata::{
    NotExported, RECORDS_MIN, Risk, SHUFFLE_BYTES, Table, csv, labels_csv, risk_json,
};

const EXAMPLES: &str = "\
Examples:
  qingdan microdata bundle.ndjson campaign.json --i-know-this-is-personal-data --out research/
      records.csv, labels.csv, and the risk in two languages and as JSON
  qingdan microdata bundle.ndjson campaign.json --i-know-this-is-personal-data \\
      --format csv,parquet --out research/
      the table as Parquet too, its labels in the metadata of the file
  qingdan microdata --key qingdan-key.json envelopes/ campaign.json qingdan-tickets.json \\
      --i-know-this-is-personal-data --out research/
      straight from sealed envelopes

Give the campaign's file too: it says which answers were randomised and what minimum was promised.
Ids are left out and the order is one by chance; of the background only wide groups are kept that
enough people share. All the same, answers identify people: the risk report says how many are found
by whoever knows one, two, three or five of their answers. docs/microdata.md says what to do first.

Exit codes: 0 done, 1 a file could not be read or written, 2 wrong use or a file that is not what
it should be, 3 refused: without the flag, or of too few people.";

/// The Chinese help.
pub(super) const ZH: &[Help] = &[Help {
    path: &["microdata"],
    about: "把答卷导出成研究用的数据表，同时报告泄露风险",
    after: "\
例子：
  qingdan microdata bundle.ndjson campaign.json --i-know-this-is-personal-data --out research/
      写下 records.csv、labels.csv，风险报告（中英文）和它的 JSON
  qingdan microdata bundle.ndjson campaign.json --i-know-this-is-personal-data \\
      --format csv,parquet --out research/
      数据表也写成 Parquet，说明在文件的元数据里
  qingdan microdata --key qingdan-key.json envelopes/ campaign.json qingdan-tickets.json \\
      --i-know-this-is-personal-data --out research/
      直接从密封件导出

请把活动文件也给进来：哪些题加了随机、答应过多少人以上才公布，都写在里面。导出的数据没有编号，
次序是随机的，背景只留人数够多的大类。即便这样，答案本身也能认出人：风险报告会写明，知道一个人
一道、两道、三道、五道题的答案，能认出多少人。动手之前先读 docs/microdata.zh.md。

退出码：0 做完了；1 有文件读不了或写不了；2 用法不对，或者文件不是该有的样子；
3 没有写明知道这是个人资料，或者人太少，所以不做。",
    arguments: &[
        (
            "i_know_this_is_personal_data",
            "写明您知道导出的是个人资料，并为它的用处负责；不写就不导出",
        ),
        (
            "format",
            "写成哪种格式，可以都要，用逗号隔开；csv 是逗号分隔的文字，parquet 是 Parquet 文件",
        ),
        ("out", "放文件的文件夹，要是空的，或者还没有"),
        ("form", "只导出一种：full 是完整版，quick 是快速版"),
        ("unknown_noise", "没有活动文件也导出；哪些题加了随机没人知道，数据里会写明"),
        OPENING[0],
        OPENING[1],
        OPENING[2],
        REFUSALS[0],
        ("records", "答卷或密封件：文件、文件夹、压缩包、合集；活动文件和纸票名单也放在这里"),
    ],
}];

/// Write records as a table for research, with a report of what it gives away.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Microdata {
    /// Say that you know this to be personal data, and answer for what is done with it
    #[arg(long)]
    i_know_this_is_personal_data: bool,
    /// Forms of the table, one or both
    #[arg(long, value_enum, value_delimiter = ',', default_value = "csv", value_name = "FORMAT")]
    format: Vec<Format>,
    /// Folder for the files; it is empty or not there yet
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// Only the records of one form
    #[arg(long, value_enum)]
    form: Option<FormChoice>,
    /// Go on without the campaign's file: nobody knows then which answers were randomised, and the
    /// table says so
    #[arg(long)]
    unknown_noise: bool,
    #[command(flatten)]
    opening: Opening,
    #[command(flatten)]
    refusals: Refusals,
    /// Records or envelopes: files, folders, archives, bundles; also the campaign and the list of
    /// tickets
    #[arg(value_name = "RECORDS")]
    records: Vec<PathBuf>,
}

/// A form of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Comma-separated values
    Csv,
    /// Apache Parquet
    Parquet,
}

/// A form of the instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FormChoice {
    /// The full form
    Full,
    /// The quick form
    Quick,
}

impl Microdata {
    pub(super) fn run(&self) -> Result<(), CliError> {
        if !self.i_know_this_is_personal_data {
            return Err(CliError::Refused(tr(
                "导出的每一行都是一个人的答案，知道其中几个就可能认出是谁。\
                 确实要导出，请写明 --i-know-this-is-personal-data",
                "every row holds the answers of one person, and a few of them can tell who it is. \
                 If you mean it, say --i-know-this-is-personal-data",
            )));
        }
        check_folder(&self.out)?;
        let instrument = instrument()?;
        let mut input = input::read(
            instrument,
            &self.opening,
            &self.records,
            self.refusals.refused.as_deref(),
        )?;
        if let Some(form) = self.form {
            let form = if form == FormChoice::Full { Form::Full } else { Form::Quick };
            let before = input.records.len();
            input.records.retain(|record| record.complete().form() == form);
            let left = before - input.records.len();
            if left > 0 {
                say(&tr(
                    format!("{left} 份是另一版问卷，没有导出。"),
                    format!("{left} of the other form were left out."),
                ));
            }
        }
        let promise = input.promise();
        if !promise.noise.known && !self.unknown_noise {
            return Err(CliError::Input(tr(
                "有答卷的活动文件没有给，不知道哪些题加了随机。请把活动文件也给进来；\
                 实在没有，就用 --unknown-noise",
                "the file of a campaign is not there, and without it nobody knows which answers \
                 were randomised: give it as well, or go on with --unknown-noise",
            )));
        }
        let mut places = vec![[0; SHUFFLE_BYTES]; input.records.len()];
        getrandom::fill(places.as_flattened_mut()).map_err(|_| CliError::NoRandomness)?;
        let table = Table::new(instrument, &input.records, promise.noise, promise.minimum, &places);
        let table = table.map_err(|why| CliError::Refused(not_exported(why, promise.minimum)))?;
        let risk = Risk::of(&table, &input.records);
        self.write(&table, &risk)?;
        let told = told::told(&table, &risk, language());
        io::stdout().write_all(told.as_bytes())?;
        Ok(())
    }

    fn write(&self, table: &Table<'_>, risk: &Risk) -> Result<(), CliError> {
        let made = fs::create_dir_all(&self.out);
        made.map_err(|error| CliError::WriteTo(self.out.clone(), error))?;
        let write = |name: &str, content: &[u8]| write_private(&self.out.join(name), content);
        // What it gives away comes first: no table lies there without it.
        write("risk.zh.txt", told::told(table, risk, Language::Chinese).as_bytes())?;
        write("risk.en.txt", told::told(table, risk, Language::English).as_bytes())?;
        write("risk.json", risk_json(table, risk).as_bytes())?;
        write("labels.csv", labels_csv(table).as_bytes())?;
        if self.format.contains(&Format::Csv) {
            write("records.csv", csv(table).as_bytes())?;
        }
        if self.format.contains(&Format::Parquet) {
            let bytes = parquet::written(table);
            let path = self.out.join("records.parquet");
            let failed = |error| CliError::WriteTo(path.clone(), io::Error::other(error));
            write("records.parquet", &bytes.map_err(failed)?)?;
        }
        Ok(())
    }
}

/// The folder has nothing in it, or is not there.
fn check_folder(folder: &Path) -> Result<(), CliError> {
    match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(CliError::Read(folder.to_path_buf(), error)),
        Ok(mut inside) => match inside.next() {
            None => Ok(()),
            Some(_) => Err(CliError::NotEmpty(folder.to_path_buf())),
        },
    }
}

fn not_exported(why: NotExported, minimum: u64) -> String {
    match why {
        NotExported::TooFew { found } => tr(
            format!("只有 {found} 份答卷，至少要 {RECORDS_MIN} 份"),
            format!("{found} records, and at least {RECORDS_MIN} are needed"),
        ),
        NotExported::TwoColumns { name } => tr(
            format!("表里会有两列叫 {name}（不分大小写），分不清。请用 qingdan check 检查问卷"),
            format!(
                "two columns would be named {name}, capitals or not, and nobody could tell them \
                 apart: `qingdan check` tells which names an instrument can have"
            ),
        ),
        NotExported::FewOfForm { form } => {
            let ((zh, en), (zh_other, en_other)) = match form {
                Form::Full => (("完整版", "full"), ("快速版", "quick")),
                Form::Quick => (("快速版", "quick"), ("完整版", "full")),
            };
            tr(
                format!(
                    "填{zh}的人不到 {minimum} 个，会显眼。可以只导出{zh_other}：--form {en_other}"
                ),
                format!(
                    "fewer than {minimum} people have answered the {en} form and would stand out. \
                     The other form can be exported by itself: --form {en_other}"
                ),
            )
        }
    }
}
