//! `qingdan man`: manual pages, made of the same definitions as the help, in the language of the
//! run.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_mangen::Man;

use super::CliError;
use super::face::command;
use super::language::{Help, Language, language};
use super::out::{Out, free};

const EXAMPLES: &str = "\
Examples:
  qingdan man | man -l -
      to read it at once
  qingdan man --out ~/.local/share/man/man1
      a page for the command and one for each verb: then `man qingdan-tally`

Exit codes: 0 done, 1 a file could not be written, 2 wrong use.";

/// The same in Chinese.
pub(super) const ZH: &[Help] = &[Help {
    path: &["man"],
    about: "写出手册页（man）",
    after: "\
例子：
  qingdan man | man -l -
      马上看
  qingdan man --out ~/.local/share/man/man1
      整个命令一页，每个子命令一页；以后用 man qingdan-tally 查

退出码：0 做完了；1 有文件写不了；2 用法不对。",
    arguments: &[(
        "out",
        "写到哪个文件夹，每个子命令一个文件；不写就把整个命令的那一页输出到标准输出",
    )],
}];

/// The headings as they are made, in English and in Chinese.
const HEADINGS: &[(&str, &str, &str)] = &[
    ("NAME", "NAME", "名称"),
    ("SYNOPSIS", "SYNOPSIS", "概要"),
    ("DESCRIPTION", "DESCRIPTION", "描述"),
    ("OPTIONS", "OPTIONS", "选项"),
    ("SUBCOMMANDS", "COMMANDS", "命令"),
    ("EXTRA", "NOTES", "说明"),
    ("VERSION", "VERSION", "版本"),
];

/// Lines begin at the left, and nothing is stretched: the gaps between Chinese words would be.
const LEFT: &str = ".ad l\n.nh";

/// Write manual pages.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Manual {
    /// Folder to write, a file for the command and each verb; without it, the page of the whole
    /// command goes to the standard output
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

impl Manual {
    /// Writes one page, or all.
    pub(super) fn run(&self) -> Result<(), CliError> {
        let pages = pages(language())?;
        let Some(folder) = &self.out else {
            let first = pages.first().map_or("", |(_, page)| page.as_str());
            return Ok(io::stdout().write_all(first.as_bytes())?);
        };
        let made = fs::create_dir_all(folder);
        made.map_err(|error| CliError::WriteTo(folder.clone(), error))?;
        let at = |name: &str| folder.join(format!("{name}.1"));
        pages.iter().try_for_each(|(name, _)| free(&at(name)))?;
        pages.iter().try_for_each(|(name, page)| write(&at(name), page))
    }
}

fn write(path: &Path, page: &str) -> Result<(), CliError> {
    let mut out = Out::new(Some(path))?;
    out.write(page.as_bytes())?;
    out.finish()
}

/// Every page with its name, that of the whole command first.
fn pages(language: Language) -> Result<Vec<(String, String)>, CliError> {
    let whole = command(language).disable_help_subcommand(true);
    let mut whole = match language {
        Language::English => whole,
        Language::Chinese => whole.mut_subcommand("help", |help| help.hide(true)),
    };
    whole.build();
    let mut waiting = vec![("qingdan".to_owned(), whole)];
    let mut pages = Vec::new();
    while let Some((name, verb)) = waiting.pop() {
        for inner in verb.get_subcommands().filter(|inner| inner.get_name() != "help") {
            waiting.push((format!("{name}-{}", inner.get_name()), inner.clone()));
        }
        pages.push((name, page(language, verb)?));
    }
    pages.sort();
    Ok(pages)
}

/// One page.
fn page(language: Language, verb: Command) -> Result<String, CliError> {
    let mut bytes = Vec::new();
    let page = Man::new(verb).manual("Qingdan 轻担");
    page.source(concat!("qingdan ", env!("CARGO_PKG_VERSION"))).render(&mut bytes)?;
    let page = String::from_utf8_lossy(&bytes).into_owned();
    let mut lines: Vec<String> = Vec::new();
    for line in page.lines() {
        let line = headed(line, language);
        let wide = |sign: Option<char>| sign.is_some_and(|sign| sign >= '\u{2e80}');
        match lines.last_mut() {
            // Help is folded for a terminal; here a fold would become a space. A request ends with
            // its line.
            Some(last)
                if !last.starts_with('.')
                    && wide(last.chars().next_back())
                    && wide(line.chars().next()) =>
            {
                last.push_str(&line);
            }
            _ if line.starts_with(".TH ") => lines.extend([line, LEFT.to_owned()]),
            _ => lines.push(line),
        }
    }
    Ok(lines.join("\n") + "\n")
}

/// A line of a page; a heading in the language of the page.
fn headed(line: &str, language: Language) -> String {
    let Some(heading) = line.strip_prefix(".SH ") else { return line.to_owned() };
    let pair = HEADINGS.iter().find(|(made, ..)| *made == heading.trim_matches('"'));
    let Some((_, english, chinese)) = pair else { return line.to_owned() };
    match language {
        Language::English => format!(".SH {english}"),
        Language::Chinese => format!(".SH {chinese}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{HEADINGS, pages};
    use crate::cli::face::command;
    use crate::cli::language::Language;

    /// A page for every verb, each named on the page above it; headings in one language.
    #[test]
    fn the_manual_has_every_verb() {
        for language in [Language::English, Language::Chinese] {
            let pages = pages(language).expect("pages");
            let page = |name: &str| {
                let found = pages.iter().find(|(known, _)| known == name);
                found.map(|(_, page)| page.replace("\\-", "-")).expect(name)
            };
            let whole = page("qingdan");
            let definitions = command(language);
            let verbs = definitions.get_subcommands().map(clap::Command::get_name);
            for verb in verbs.filter(|verb| *verb != "help") {
                let own = page(&format!("qingdan-{verb}"));
                assert!(whole.contains(&format!("qingdan-{verb}(1)")), "{verb}: {whole}");
                assert!(own.contains("--instrument"), "{verb}: {own}");
                let english = own.contains(".SH NAME") && own.contains(".SH SYNOPSIS");
                assert_eq!(english, language == Language::English, "{verb}");
                assert_eq!(own.contains(".SH 名称"), language == Language::Chinese, "{verb}");
            }
            page("qingdan-two-tally-combine");
        }
    }

    /// Every heading stands on a line of its own, with a text below it: what follows a heading on
    /// its line would be a part of it.
    #[test]
    fn a_heading_is_a_line_of_its_own() {
        let groups = crate::cli::face::HEADINGS;
        let groups = groups.iter().map(|(english, chinese)| (english.to_uppercase(), *chinese));
        let made = HEADINGS.iter().map(|(_, english, chinese)| ((*english).to_owned(), *chinese));
        let (english, chinese): (Vec<String>, Vec<&str>) = made.chain(groups).unzip();
        for language in [Language::English, Language::Chinese] {
            for (name, page) in pages(language).expect("pages") {
                let lines: Vec<&str> = page.lines().collect();
                let headings = lines.windows(2).filter(|pair| pair[0].starts_with(".SH"));
                let headings: Vec<_> = headings.collect();
                assert!(headings.len() >= 4, "{name}: {page}");
                for pair in headings {
                    let heading = pair[0].strip_prefix(".SH ").expect("a text");
                    let known = match language {
                        Language::English => english.iter().any(|known| known == heading),
                        Language::Chinese => chinese.contains(&heading),
                    };
                    assert!(known && !pair[1].is_empty(), "{name}: {pair:?}");
                    assert!(!pair[1].starts_with(".SH"), "{name}: {pair:?}");
                }
            }
        }
    }
}
