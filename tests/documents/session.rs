//! Commands of a document, run one after the other in a folder of its own.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use qingdan::domain::disclose::{Policy, disclose};
use qingdan::domain::instrument::Form;
use qingdan::domain::report::{Context, Words, csv, json, r, rows};
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::plain;
use qingdan::domain::tally::{Columns, Scope};
use qingdan::i18n::Language;

use crate::blocks::Block;
use crate::cargo::known;

/// How cargo runs the command `qingdan`; what follows is for it.
const OURS: &str = "--bin qingdan -- ";

/// What has been run of a document.
pub(crate) struct Session {
    name: String,
    chinese: bool,
    folder: Option<PathBuf>,
    /// What the last commands printed.
    output: String,
}

impl Session {
    /// The session of a document, in whose language the command speaks.
    pub(crate) fn new(document: &str) -> Self {
        let name = document.replace(['/', '.'], "-");
        let chinese = document.ends_with(".zh.md");
        Self { name, chinese, folder: None, output: String::new() }
    }

    /// The folder, empty at first.
    fn folder(&mut self) -> Result<PathBuf, String> {
        if let Some(folder) = &self.folder {
            return Ok(folder.clone());
        }
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("documents").join(&self.name);
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(|error| error.to_string())?;
        }
        fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        self.folder = Some(folder.clone());
        Ok(folder)
    }

    /// Runs a command that the document does not show.
    pub(crate) fn prepare(&mut self, command: &str) -> Result<(), String> {
        let output = self.shell(command)?;
        ended(&output, 0).map_err(|fault| format!("before: {command}: {fault}"))
    }

    /// Runs a block of commands. Those of cargo are compared with what the tests run, not run here.
    pub(crate) fn sh(&mut self, block: &Block, exit: i32) -> Result<(), String> {
        let mut script = String::new();
        for line in &block.lines {
            match (line.strip_prefix("cargo "), line.split_once(OURS)) {
                (Some(_), Some((_, words))) => script.extend(["qingdan ", words, "\n"]),
                (Some(words), None) => known(words)?,
                (None, _) => script.extend([line.as_str(), "\n"]),
            }
        }
        if script.trim().is_empty() {
            return Ok(());
        }
        let output = self.shell(&script)?;
        self.output = String::from_utf8_lossy(&output.stdout).into_owned();
        ended(&output, exit)
    }

    /// What the last commands printed is the text of the block; a line of `…` stands for any.
    pub(crate) fn printed(&self, block: &Block) -> Result<(), String> {
        let mut lines = self.output.lines().map(str::trim_end);
        let mut any = false;
        for wanted in block.lines.iter().map(|line| line.trim_end()) {
            if wanted == "…" {
                any = true;
                continue;
            }
            let found = if any { lines.any(|l| l == wanted) } else { lines.next() == Some(wanted) };
            if !found {
                return Err(format!("nothing prints “{wanted}”, but\n{}", self.output));
            }
            any = false;
        }
        match lines.next() {
            Some(more) if !any => Err(format!("prints more: {more}")),
            _ => Ok(()),
        }
    }

    /// Writes the files of a report of invented records, as the organiser's page saves them.
    pub(crate) fn report(&mut self) -> Result<(), String> {
        let folder = self.folder()?;
        let instrument = shipped_instrument();
        let mut columns = Columns::new(instrument, 1);
        plain(200, 1).for_each(|record| {
            columns.add(&record);
        });
        let scope = Scope { campaign: None, form: Form::Full };
        let tally = columns.tally(scope).ok_or("no records")?;
        let release = disclose(instrument, tally, Policy::default());
        let (language, number) = if self.chinese { (Language::Zh, 0) } else { (Language::En, 1) };
        let words = Words::of(language);
        let context =
            Context { instrument, campaign: None, wave: None, demo: true, words, language: number };
        let rows = rows(instrument, &release);
        for (file, text) in [
            ("qingdan-release.csv", csv(&context, &release, &rows)),
            ("qingdan-release.json", json(&context, &release, &rows)),
            ("qingdan-release.R", r(&context)),
        ] {
            fs::write(folder.join(file), text).map_err(|error| error.to_string())?;
        }
        Ok(())
    }

    /// Runs a block of Python, where Python and what the block imports are there.
    pub(crate) fn python(&mut self, block: &Block) -> Result<(), String> {
        let python = std::env::var("QINGDAN_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        let imports: Vec<&str> = block
            .lines
            .iter()
            .map(String::as_str)
            .filter(|line| line.starts_with("import ") || line.starts_with("from "))
            .collect();
        self.program(&python, ["-c", &imports.join("\n")], ["-c", &block.text()])
    }

    /// Runs a block of R, where R is there.
    pub(crate) fn r(&mut self, block: &Block) -> Result<(), String> {
        let utf8 = ["--vanilla", "--encoding=UTF-8", "-e"];
        let text = block.text();
        let whole = [utf8[0], utf8[1], utf8[2], &text];
        self.program("Rscript", [utf8[0], utf8[1], utf8[2], "1"], whole)
    }

    /// Runs a program if a trial of it succeeds; with `QINGDAN_PROGRAMS` it must.
    fn program<const T: usize, const N: usize>(
        &mut self,
        program: &str,
        trial: [&str; T],
        arguments: [&str; N],
    ) -> Result<(), String> {
        let folder = self.folder()?;
        let run = |words: &[&str]| Command::new(program).args(words).current_dir(&folder).output();
        let there = run(&trial).is_ok_and(|output| output.status.success());
        if !there && std::env::var_os("QINGDAN_PROGRAMS").is_none() {
            println!("{}: {program}, or what it needs, is not here: not run", self.name);
            return Ok(());
        }
        let output = run(&arguments).map_err(|error| format!("{program}: {error}"))?;
        ended(&output, 0)
    }

    fn shell(&mut self, script: &str) -> Result<Output, String> {
        let folder = self.folder()?;
        let program = PathBuf::from(env!("CARGO_BIN_EXE_qingdan"));
        let beside = program.parent().unwrap_or(&folder).to_path_buf();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = [beside].into_iter().chain(std::env::split_paths(&path));
        let path = std::env::join_paths(folders).map_err(|error| error.to_string())?;
        Command::new("sh")
            .args(["-eu", "-c", script])
            // What a document installs for its reader stays in the folder.
            .env("HOME", &folder)
            .current_dir(folder)
            .env("PATH", path)
            .env("LC_ALL", if self.chinese { "zh_CN.UTF-8" } else { "C.UTF-8" })
            .env("QINGDAN_REPOSITORY", env!("CARGO_MANIFEST_DIR"))
            .output()
            .map_err(|error| format!("sh: {error}"))
    }
}

/// Whether a program ended with a code.
fn ended(output: &Output, code: i32) -> Result<(), String> {
    if output.status.code() == Some(code) {
        return Ok(());
    }
    let found = output.status.code().map_or("a signal".to_owned(), |code| code.to_string());
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("ended with {found} and not {code}: {}", said.trim()))
}
