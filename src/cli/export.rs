//! `qingdan export`: a release as the files that the organiser's page saves.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::language::Help;
use super::out::{Out, free};
use super::publish::lang::Lang;
use super::publish::published::{read, read_text};
use super::{CliError, instrument};
use crate::domain::instrument::Instrument;
use crate::domain::report::{Context, Published, ReleaseFile, Words};

const EXAMPLES: &str = "\
Examples:
  qingdan export release.json --out figures/
      every file, under the names that the syntax files expect
  qingdan export release.json --format csv > figures.csv
      one of them
  qingdan release bundle.ndjson | qingdan export --format r --out qingdan-release.R
      in a pipe

Exit codes: 0 done, 1 a file could not be read or written, 2 wrong use or no release.";

/// The same in Chinese.
pub(super) const ZH: &[Help] = &[Help {
    path: &["export"],
    about: "\
把公布的结果写成别的程序能读的文件

和组织方页面保存的文件一个字节也不差。",
    after: "\
例子：
  qingdan export release.json --out figures/
      全部文件，名字就是语法文件里写的那些
  qingdan export release.json --format csv > figures.csv
      只要一个
  qingdan release bundle.ndjson | qingdan export --format r --out qingdan-release.R
      放在管道里

退出码：0 做完了；1 有文件读不了或写不了；2 用法不对，或者不是公布的结果文件。",
    arguments: &[
        ("release", "qingdan release 或者页面写的结果文件；- 或不写是标准输入"),
        (
            "format",
            "哪种文件：csv 数据；json 数据；codebook-csv、codebook-html 编码手册；\
                 table-schema 各列的说明；spss、r、stata 读入数据的语法。不写就全部写出，\
                 要用 --out 给出文件夹",
        ),
        ("out", "写到哪个文件；没有 --format 时是文件夹。不写就输出到标准输出"),
        ("lang", "写出的文件用哪种语言：zh 中文，en 英文；不写就和命令的语言一样"),
    ],
}];

/// A file that is made of a release, as it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum File {
    /// The figures, one a line
    Csv,
    /// The same for programs
    Json,
    /// What every column and code means, as a table
    CodebookCsv,
    /// The same as a page
    CodebookHtml,
    /// Types and codes of the columns, Frictionless Table Schema
    TableSchema,
    /// Syntax that loads the CSV into SPSS or PSPP
    Spss,
    /// The same for R
    R,
    /// The same for Stata
    Stata,
}

impl From<File> for ReleaseFile {
    fn from(file: File) -> Self {
        match file {
            File::Csv => Self::Csv,
            File::Json => Self::Json,
            File::CodebookCsv => Self::CodebookCsv,
            File::CodebookHtml => Self::CodebookHtml,
            File::TableSchema => Self::TableSchema,
            File::Spss => Self::Spss,
            File::R => Self::R,
            File::Stata => Self::Stata,
        }
    }
}

/// Write a release as files for other programs.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Export {
    /// Release, as `qingdan release` or the page writes it; without it or as `-`, the standard
    /// input
    release: Option<PathBuf>,
    /// Which file; without it, all of them into the folder of --out
    #[arg(long, value_enum, required_unless_present = "out")]
    format: Option<File>,
    /// File to write, or folder for all of them; without it, the standard output
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Language of what is written; without it, that of the command
    #[arg(long, value_enum)]
    lang: Option<Lang>,
}

impl Export {
    /// Reads the release and writes one file, or all.
    pub(super) fn run(&self) -> Result<(), CliError> {
        let instrument = instrument()?;
        let path = self.release.as_deref().filter(|path| path.as_os_str() != "-");
        let published = if let Some(path) = path {
            read(instrument, path)?
        } else {
            let (input, mut text) = (Path::new("-"), String::new());
            let taken = std::io::stdin().read_to_string(&mut text);
            taken.map_err(|error| CliError::Read(input.to_path_buf(), error))?;
            read_text(instrument, input, &text)?
        };
        let Published { campaign, wave, demo, .. } = published;
        let lang = self.lang.unwrap_or_default();
        let context = Context { campaign, wave, demo, ..context(instrument, lang) };
        let Published { head, rows, .. } = published;
        let text = |file: ReleaseFile| file.text(&context, &head, &rows);
        match (self.format, &self.out) {
            (Some(file), out) => write(out.as_deref(), &text(file.into())),
            (None, Some(folder)) => {
                let made = fs::create_dir_all(folder);
                made.map_err(|error| CliError::WriteTo(folder.clone(), error))?;
                let paths = ReleaseFile::ALL.map(|file| folder.join(file.name()));
                paths.iter().try_for_each(|path| free(path))?;
                for (file, path) in ReleaseFile::ALL.into_iter().zip(&paths) {
                    write(Some(path), &text(file))?;
                }
                Ok(())
            }
            (None, None) => Err(CliError::NeedsPath),
        }
    }
}

/// What the files say about an instrument alone.
pub(super) fn context(instrument: &'static Instrument, lang: Lang) -> Context<'static> {
    let (words, language) = (Words::of(lang.language()), lang.place());
    Context { instrument, campaign: None, wave: None, demo: false, words, language }
}

/// Writes a text to a file, or to the standard output.
pub(super) fn write(out: Option<&Path>, text: &str) -> Result<(), CliError> {
    let mut out = Out::new(out)?;
    out.write(text.as_bytes())?;
    out.finish()
}
