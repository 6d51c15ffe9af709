//! `qingdan diff`: two versions of an instrument, their differences in words, and the version
//! number that these take.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::CliError;
use super::check::instrument;
use super::language::{Help, Language, language, tr};
use super::out::{Out, free};
use super::shown::shown;
use crate::domain::instrument::Instrument;
use crate::domain::mapping::{
    Difference, Level, MappingFile, What, differences, draft, level, lowest, numbers,
};

const EXAMPLES: &str = "\
Examples:
  qingdan diff old.json new.json
      what differs, and which version the new one must have
  qingdan diff old.json new.json --mapping mapping.json
      also writes a mapping to begin with: what is unchanged is the same, the rest is left to you;
      the questions whose answers it drops are told, and then its field `basis` is yours to fill in

The major number rises where answers or scores mean something else, the minor one where something
comes on top, the last one where only words and sources change. Whether new words still mean the
same, nobody but you can tell.

Exit codes: 0 the version fits the differences, 1 a file could not be read or written, 2 the version
is too low, or a file is no instrument.";

/// The Chinese help.
pub(super) const ZH: &[Help] = &[Help {
    path: &["diff"],
    about: "比较问卷的两个版本：改了什么，版本号该升到多少",
    after: "\
例子：
  qingdan diff old.json new.json
      改了什么，新版至少要是哪个版本号
  qingdan diff old.json new.json --mapping mapping.json
      同时写一份对应表的底稿：没有变的题照搬，其余由您来定；
      底稿不要哪些题的答案，会说明，这时 basis 空着，要您来填

答案或分数的意思变了，升第一段；多问了东西，升第二段；只改文字和出处，升第三段。
文字改了以后意思还是不是一样，只有您能判断。

退出码：0 版本号够用；1 文件读不了或写不了；2 版本号太低，或者不是合格的问卷。",
    arguments: &[
        ("old", "旧版问卷"),
        ("new", "新版问卷"),
        ("mapping", "把对应表的底稿写到这个文件"),
    ],
}];

/// Compare two versions of an instrument, and tell which version number the differences take.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Diff {
    /// The old version
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The new version
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// File to write the draft of a mapping to
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
}

impl Diff {
    /// Tells the differences, and fails where the version is too low for them.
    pub(super) fn run(&self) -> Result<(), CliError> {
        let (old, new) = (instrument(&self.old)?, instrument(&self.new)?);
        if let Some(path) = &self.mapping {
            free(path)?;
        }
        let found = differences(&old, &new);
        let mut out = io::stdout().lock();
        tell(&found, &mut out)?;
        if let Some(path) = &self.mapping {
            write_draft(draft(&old, &new), path)?;
        }
        let words = verdict(&old, &new, &found)?;
        Ok(writeln!(out, "{words}")?)
    }
}

/// Writes the draft of a mapping, and tells what it drops.
fn write_draft(mut draft: MappingFile, path: &Path) -> Result<(), CliError> {
    if !draft.basis.is_empty() {
        draft.basis =
            tr("底稿：只有两版的文字、选项、分数和规则都相同的题，才写成 same。", draft.basis);
    }
    let text = serde_json::to_string_pretty(&draft);
    let text = text.map_err(|error| CliError::WriteTo(path.to_path_buf(), error.into()))?;
    let mut file = Out::new(Some(path))?;
    file.write(text.as_bytes())?;
    file.write(b"\n")?;
    file.finish()?;
    if !draft.dropped.is_empty() {
        // Nobody is left to be told where this cannot be written.
        let _ = writeln!(io::stderr(), "{}", drops(&draft.dropped));
    }
    Ok(())
}

/// What a draft drops, and who decides that.
fn drops(dropped: &[String]) -> String {
    let ids = shown(&dropped.join(&tr("、", ", ")));
    tr(
        format!(
            "注意：照这份底稿，旧版这些题的答案都不要了：{ids}\n要不要，由用底稿的人决定：意思没有变的题，\
             在 questions 里写明怎么换，并从 dropped 里去掉；再在 basis 里写明凭什么。basis 现在空着，不填，\
             convert 不换。"
        ),
        format!(
            "note: this draft drops all answers to these questions of the old version: {ids}\n\
             Whoever uses it decides that: where a question still means the same, say in \
             `questions` how it is taken over, and take it out of `dropped`; then write the \
             grounds into `basis`. It is empty, and convert refuses the mapping until it is not."
        ),
    )
}

/// The differences in words, those that take most first.
fn tell(found: &[Difference], out: &mut dyn Write) -> io::Result<()> {
    for group in [Level::Major, Level::Minor, Level::Patch] {
        let of = |one: &&Difference| one.what.level() == group;
        if !found.iter().any(|one| of(&one)) {
            continue;
        }
        writeln!(out, "{}", heading(group))?;
        for one in found.iter().filter(of) {
            writeln!(out, "  {}: {}", one.place, what(one.what))?;
            let at = usize::from(language() == Language::English);
            if let Some([before, after]) = &one.words {
                // Where only the other language was changed, that one is told.
                let at = if before[at] == after[at] { 1 - at } else { at };
                writeln!(out, "    - {}\n    + {}", before[at], after[at])?;
            }
        }
    }
    Ok(())
}

fn heading(level: Level) -> String {
    match level {
        Level::Major => tr(
            "要升第一段（答案或分数不再是一回事）：",
            "Major (answers or scores are not the same any more):",
        ),
        Level::Minor => tr("要升第二段（多了东西）：", "Minor (something comes on top):"),
        Level::Patch => tr("要升第三段（只改文字和出处）：", "Patch (words and sources only):"),
    }
}

fn what(what: What) -> String {
    match what {
        What::Wording => tr("文字改了", "other words"),
        What::Sources => tr("出处、实例或办法改了", "other sources, cases or remedies"),
        What::Added => tr("新加的", "new"),
        What::Default => tr("默认问不问，改了", "asked by default, or no longer"),
        What::OffersMore => tr("多了“不适用”或“不清楚”", "offers more ways of not answering"),
        What::Removed => tr("去掉了", "gone"),
        What::Order => tr("先后次序变了", "another order"),
        What::Options => tr("选项的数目或次序变了", "other options, or in another order"),
        What::Scores => tr("选项的分数变了", "other scores"),
        What::Intervals => tr("选项代表的数变了", "the options stand for other numbers"),
        What::Category => tr("换了类别", "in another category"),
        What::Quick => tr("快速版问不问，改了", "asked in the quick form, or no longer"),
        What::Meaning => tr(
            "题型、说的是谁、时段或单位变了",
            "another kind of answer, person, time span or unit",
        ),
        What::OffersLess => tr("少了“不适用”或“不清楚”", "offers fewer ways of not answering"),
        What::Applicability => tr("什么时候不用答，改了", "not applicable in other cases"),
        What::Index => tr("总指数的参数变了", "other parameters of the index"),
        What::Bands => tr("档次的分界变了", "bands begin elsewhere"),
        What::Hours => tr("时间的估算变了", "hours are estimated otherwise"),
    }
}

/// What the version must be, and that it is; an error where it is too low.
fn verdict(old: &Instrument, new: &Instrument, found: &[Difference]) -> Result<String, CliError> {
    let (was, is) = (&old.version, &new.version);
    if old.hash == new.hash {
        return Ok(tr("两份问卷相同。", "The two are the same."));
    }
    if old.id != new.id {
        let (one, other) = (&old.id, &new.id);
        return Ok(tr(
            format!("{one} 和 {other} 是两份不同的问卷，版本号各算各的。"),
            format!("{one} and {other} are two instruments; each has version numbers of its own."),
        ));
    }
    let Some((before, after)) = numbers(was).zip(numbers(is)) else {
        return Err(CliError::Input(tr(
            format!(
                "版本 {was} 和 {is} 要写成三段数字，比如 1.0.0，每段最大 {}，才能比较",
                u32::MAX
            ),
            format!(
                "versions {was} and {is} must be three numbers of at most {} as in 1.0.0 to be \
                 compared",
                u32::MAX
            ),
        )));
    };
    // The files differ, so at least something small does.
    let least = lowest(before, level(found).unwrap_or(Level::Patch));
    let [a, b, c] = least;
    if after < least {
        return Err(CliError::Input(tr(
            format!("版本 {is} 太低：从 {was} 改成这样，至少要是 {a}.{b}.{c}"),
            format!("version {is} is too low: these changes of {was} take {a}.{b}.{c} at least"),
        )));
    }
    Ok(tr(
        format!("版本号够用：从 {was} 至少升到 {a}.{b}.{c}，现在是 {is}。"),
        format!("The version fits: {was} takes {a}.{b}.{c} at least, and it is {is}."),
    ))
}
