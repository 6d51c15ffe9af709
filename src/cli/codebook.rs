//! `qingdan codebook`: what every column, code and question of the figures means.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::export::{context, write};
use super::language::Help;
use super::publish::lang::Lang;
use super::{CliError, instrument};
use crate::domain::report::{codebook_csv, codebook_html, table_schema};

const EXAMPLES: &str = "\
Examples:
  qingdan codebook > codebook.csv
      of the shipped instrument
  qingdan --instrument own.json codebook --format html --lang en --out codebook.html
      of one’s own

Exit codes: 0 done, 1 a file could not be read or written, 2 wrong use.";

/// The same in Chinese.
pub(super) const ZH: &[Help] = &[Help {
    path: &["codebook"],
    about: "写出编码手册：结果文件的每一列、每个编码、每道题是什么意思",
    after: "\
例子：
  qingdan codebook > codebook.csv
      命令自带的问卷
  qingdan --instrument own.json codebook --format html --lang en --out codebook.html
      自己的问卷

退出码：0 做完了；1 有文件读不了或写不了；2 用法不对。",
    arguments: &[
        ("format", "哪种文件：csv 表格；html 网页；table-schema 各列的说明，JSON 格式"),
        ("out", "写到哪个文件；不写就输出到标准输出"),
        ("lang", "写出的文件用哪种语言：zh 中文，en 英文；不写就和命令的语言一样"),
    ],
}];

/// A form of the codebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Codebook {
    /// A table
    Csv,
    /// A page
    Html,
    /// Types and codes of the columns, Frictionless Table Schema
    TableSchema,
}

/// Write what every column, code and question of the figures means.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct MakeCodebook {
    /// Which file
    #[arg(long, value_enum, default_value_t = Codebook::Csv)]
    format: Codebook,
    /// File to write; without it, the standard output
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Language of what is written; without it, that of the command
    #[arg(long, value_enum)]
    lang: Option<Lang>,
}

impl MakeCodebook {
    /// Writes the codebook of the instrument.
    pub(super) fn run(&self) -> Result<(), CliError> {
        let context = context(instrument()?, self.lang.unwrap_or_default());
        let text = match self.format {
            Codebook::Csv => codebook_csv(&context),
            Codebook::Html => codebook_html(&context),
            Codebook::TableSchema => table_schema(&context),
        };
        write(self.out.as_deref(), &text)
    }
}
