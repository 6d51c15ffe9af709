//! What a table gives away, in words.

use std::fmt::Write as _;

use super::Language;
use crate::domain::microdata::{Known, Risk, Table};

/// The report in a language.
pub(super) fn told(table: &Table<'_>, risk: &Risk, language: Language) -> String {
    match language {
        Language::Chinese => chinese(table, risk),
        Language::English => english(table, risk),
    }
}

/// A share as percent with one decimal, rounded up: no risk is told smaller than it is.
fn percent(part: u64, whole: u64) -> String {
    let tenths = (part * 1_000).div_ceil(whole.max(1));
    format!("{}.{} %", tenths / 10, tenths % 10)
}

/// How many groups of each background question are withheld.
fn withheld(table: &Table<'_>, words: &str) -> String {
    let mut lines = String::new();
    for (id, people) in table.withheld.iter().filter(|(_, people)| *people > 0) {
        let _ =
            writeln!(lines, "  {}", words.replace("{id}", id).replace("{n}", &people.to_string()));
    }
    lines
}

/// The randomised columns, each on a line.
fn randomised(table: &Table<'_>, words: [&str; 3]) -> String {
    let mut lines = String::new();
    let mut unknown = false;
    for column in &table.columns {
        let line = match table.randomised(column).as_str() {
            "" => continue,
            "unknown" => {
                unknown = true;
                continue;
            }
            "mixed" => [words[1], "\n"].concat().replace("{}", &column.name),
            odds => [words[0], "\n"].concat().replace("{}", &column.name).replace("λ", odds),
        };
        lines.push_str(&line);
    }
    if unknown {
        lines.push_str(words[2]);
        lines.push('\n');
    }
    lines
}

/// A line for each number of known answers.
fn rates(known: &[Known]) -> String {
    let mut lines = String::new();
    for Known { answers, tries, found, found_with_background } in known {
        let (alone, with) = (percent(*found, *tries), percent(*found_with_background, *tries));
        // Writing to a text cannot fail.
        let _ = writeln!(lines, "  {answers:>4}  {alone:>10}  {with:>10}");
    }
    lines
}

fn chinese(table: &Table<'_>, risk: &Risk) -> String {
    let (now, before) = (risk.classes, risk.before);
    let withheld = withheld(table, "{id}：{n} 人的没有给，因为同类的人太少。");
    let noise = randomised(
        table,
        [
            "  {}：真实选项以 λ 的概率留下，其余是随机的。单独一个答案不能当真。",
            "  {}：有的答卷加了随机，有的没有，或者概率不同；分不出来。",
            "  有答卷的活动文件没有给：哪些答案是随机的，没有人知道。",
        ],
    );
    let noise = if noise.is_empty() { "  没有。\n".to_owned() } else { noise };
    format!(
        "研究用数据的泄露风险

这是个人资料。没有姓名，不等于认不出是谁。

答卷 {people} 份；问卷 {instrument} {version}。

一、背景
  导出的版本和背景把人分成 {classes} 类，最小的一类 k = {k} 人，独自一类的 {alone} 人。
  按答卷里原来的背景，会分成 {classes_before} 类，最小的一类 {k_before} 人，独自一类的 \
         {alone_before} 人。
{withheld}  每一类都不少于 {minimum} 人：这只挡得住只知道背景的人。

二、知道几个答案
  从一个人作答过的题里随机抽几道。知道这几个答案的人，能在表里认出唯一一行的比例：
  答案数  只凭答案    加上版本和背景
{rates}  整行答案和谁都不一样的：{rows} 人（{rows_share}）。
  认出了那一行，这个人其余的答案也就都知道了。

三、加了随机的题
{noise}
怎么算的、出处在哪里、该怎么办：docs/microdata.zh.md。
",
        people = risk.people,
        instrument = table.instrument.id,
        version = table.instrument.version,
        classes = now.classes,
        k = now.smallest,
        alone = now.alone,
        classes_before = before.classes,
        k_before = before.smallest,
        alone_before = before.alone,
        minimum = table.minimum,
        rates = rates(&risk.known),
        rows = risk.alone_by_row,
        rows_share = percent(risk.alone_by_row, risk.people),
    )
}

fn english(table: &Table<'_>, risk: &Risk) -> String {
    let (now, before) = (risk.classes, risk.before);
    let withheld = withheld(table, "{id}: withheld of {n} people, too few of whom were alike.");
    let noise = randomised(
        table,
        [
            "  {}: the true option stayed with probability λ, the rest is chance. No single answer \
             may be taken for the truth.",
            "  {}: randomised in some records and not in others, or with other odds; nobody can \
             tell which.",
            "  The file of a campaign was not given: which answers are chance nobody knows.",
        ],
    );
    let noise = if noise.is_empty() { "  None.\n".to_owned() } else { noise };
    format!(
        "What this table gives away

It is personal data. Without names does not mean that nobody can be recognised.

{people} records; instrument {instrument} {version}.

1. Background
  Classes by form and background as exported: {classes}; the smallest has k = {k} people, and \
         {alone} are alone in theirs.
  The same as answered: {classes_before}; the smallest {k_before}, and {alone_before} alone.
{withheld}  No class is below {minimum}: that stops only whoever knows nothing but the background.

2. Known answers
  Of the questions that a person has answered some are drawn by chance. Whoever knows these answers
  finds exactly one row for this share of people:
  answers  alone       with form and background
{rates}  {rows} people ({rows_share}) have a row that nobody else has.
  Whoever has found the row knows all other answers of that person.

3. Randomised items
{noise}
How this is computed, after whom, and what to do about it: docs/microdata.md.
",
        people = risk.people,
        instrument = table.instrument.id,
        version = table.instrument.version,
        classes = now.classes,
        k = now.smallest,
        alone = now.alone,
        classes_before = before.classes,
        k_before = before.smallest,
        alone_before = before.alone,
        minimum = table.minimum,
        rates = rates(&risk.known),
        rows = risk.alone_by_row,
        rows_share = percent(risk.alone_by_row, risk.people),
    )
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn a_risk_is_never_told_smaller() {
        for (part, whole, told) in
            [(0, 9, "0.0 %"), (1, 9_999, "0.1 %"), (1, 3, "33.4 %"), (9, 9, "100.0 %")]
        {
            assert_eq!(percent(part, whole), told);
        }
    }
}
