//! `qingdan preview`: an instrument as a person reads it, in both languages: in the terminal, or as
//! one page without script that can be printed.

mod page;
mod pieces;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use super::CliError;
use super::check::instrument;
use super::language::{Help, tr};
use super::out::Out;
use pieces::{Both, Piece, pieces};

const EXAMPLES: &str = "\
Examples:
  qingdan preview instrument/raw-tlx.json | less
      everything that is asked, with scores, in both languages
  qingdan preview mine.json --html mine.html
      the same as a page to print or to send to reviewers

Exit codes: 0 done, 1 a file could not be read or written, 2 the file is no instrument, or there is
a file already where the page is to be written.";

/// The Chinese help.
pub(super) const ZH: &[Help] = &[Help {
    path: &["preview"],
    about: "把问卷排成人读的样子：题目、选项、分数、依据，中英对照",
    after: "\
例子：
  qingdan preview instrument/raw-tlx.json | less
      问到的全部内容和分数，中英对照
  qingdan preview mine.json --html mine.html
      存成网页，可以打印，也可以发给人审读

退出码：0 完成，1 文件读不了或写不了，2 不是合格的问卷，或要写的文件已经存在。",
    arguments: &[("file", "问卷文件；“-”是标准输入"), ("html", "存成这个网页文件")],
}];

/// Show an instrument as a person reads it: questions, options, scores, sources, in both languages.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Preview {
    /// Instrument file; `-` is the standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Write a page to this file instead
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

impl Preview {
    /// Shows the instrument.
    pub(super) fn run(&self) -> Result<(), CliError> {
        let instrument = instrument(&self.file)?;
        let pieces = pieces(&instrument);
        let Some(path) = &self.html else {
            return Ok(text(&pieces, &mut io::stdout().lock())?);
        };
        let mut out = Out::new(Some(path))?;
        out.write(page::page(&instrument, &pieces).as_bytes())?;
        out.finish()?;
        let name = path.display();
        // Nobody is left to be told where this cannot be written.
        let told = tr(format!("已写入 {name}"), format!("written: {name}"));
        let _ = writeln!(io::stderr(), "{told}");
        Ok(())
    }
}

/// Both languages, the second only where it says something else.
fn lines(both: &Both) -> impl Iterator<Item = &str> {
    let [zh, en] = both;
    [Some(zh), Some(en).filter(|en| *en != zh)].into_iter().flatten().map(String::as_str)
}

/// The pieces as plain text.
fn text(pieces: &[Piece], out: &mut dyn Write) -> io::Result<()> {
    for piece in pieces {
        match piece {
            Piece::Heading(level, words) => {
                writeln!(out)?;
                let mark = "#".repeat(usize::from(*level));
                writeln!(out, "{mark} {}", lines(words).collect::<Vec<_>>().join(" · "))?;
            }
            Piece::Paragraph(words) => {
                for line in lines(words) {
                    writeln!(out, "{line}")?;
                }
            }
            Piece::Entry(words) => {
                for (mark, line) in ["-", " "].into_iter().zip(lines(words)) {
                    writeln!(out, "{mark} {line}")?;
                }
            }
            Piece::Question { id, stem, notes, options } => {
                writeln!(out)?;
                for (at, line) in lines(stem).enumerate() {
                    writeln!(
                        out,
                        "{}{line}",
                        if at == 0 { format!("[{id}] ") } else { "    ".into() }
                    )?;
                }
                for line in notes.iter().flat_map(lines) {
                    writeln!(out, "    · {line}")?;
                }
                for option in options {
                    let label = lines(&option.label).collect::<Vec<_>>().join(" / ");
                    let notes = option.notes.iter().flat_map(lines).collect::<Vec<_>>().join("; ");
                    let score = option.score.map_or_else(String::new, |score| score.to_string());
                    writeln!(out, "    {score:>3}  {label}{}", bracketed(&notes))?;
                    for case in &option.cases {
                        for (mark, line) in ["◆", " "].into_iter().zip(lines(case)) {
                            writeln!(out, "         {mark} {line}")?;
                        }
                    }
                }
            }
        }
    }
    Ok(())
}

fn bracketed(notes: &str) -> String {
    if notes.is_empty() { String::new() } else { format!("  ({notes})") }
}

#[cfg(test)]
mod tests;
