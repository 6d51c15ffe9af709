//! What is wrong with a JSON text, in the language of the run. `serde_json` speaks English; the
//! Chinese is told by the kind of the fault, with the names that stand in it.

use serde_json::Error;

use super::language::tr;
use super::shown::shown;

/// Kinds of faults whose words never change, and their Chinese.
const FIXED: [(&str, &str); 17] = [
    ("EOF while parsing", "文件没有写完就断了，多半缺了右括号或引号"),
    ("expected `:`", "字段名后面要有冒号"),
    ("expected `,` or `]`", "列表里要有逗号，或者用“]”结束"),
    ("expected `,` or `}`", "字段之间要有逗号，或者用“}”结束"),
    ("expected `\"`", "这里要有引号"),
    ("expected value", "这里要写一个值"),
    ("expected ident", "这个词不认识，只有 true、false、null 不加引号"),
    ("invalid escape", "反斜杠后面的写法不对"),
    ("invalid number", "数的写法不对"),
    ("number out of range", "数太大了"),
    ("invalid unicode code point", "文字不是 UTF-8 编码"),
    ("control character", "引号里面有控制字符或者换行"),
    ("key must be a string", "字段名要加引号"),
    ("lone leading surrogate", "\\u 的写法不成对"),
    ("unexpected end of hex escape", "\\u 的写法不成对"),
    ("trailing comma", "最后一个后面多了逗号"),
    ("trailing characters", "结束以后还有别的内容"),
];

/// What is wrong, without its place.
pub(super) fn fault(error: &Error) -> String {
    let words = error.to_string();
    let words = words.rsplit_once(" at line ").map_or(&*words, |(words, _)| words);
    shown(&tr(chinese(words), words))
}

/// The line and the column of a fault, both counted from 1, the column in characters:
/// `serde_json` counts bytes.
pub(super) fn place(text: &[u8], error: &Error) -> [usize; 2] {
    let line = text.split(|byte| *byte == b'\n').nth(error.line().saturating_sub(1));
    let line = line.unwrap_or_default();
    let before = &line[..line.len().min(error.column())];
    let column = before.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
    [error.line().max(1), column.max(1)]
}

/// What is wrong with a text, after its place.
pub(super) fn fault_at(text: &[u8], error: &Error) -> String {
    let ([line, column], fault) = (place(text, error), fault(error));
    tr(
        format!("第 {line} 行第 {column} 列：{fault}"),
        format!("line {line}, column {column}: {fault}"),
    )
}

/// The Chinese for the words of a fault.
fn chinese(words: &str) -> String {
    if let Some((_, chinese)) = FIXED.iter().find(|(english, _)| words.starts_with(english)) {
        return (*chinese).to_owned();
    }
    if let Some(name) = quoted(words, "missing field `") {
        return format!("缺少字段 `{name}`");
    }
    if let Some(name) = quoted(words, "duplicate field `") {
        return format!("字段 `{name}` 写了两遍");
    }
    if let Some(name) = quoted(words, "unknown field `") {
        return format!("没有 `{name}` 这个字段{}", known(words));
    }
    if let Some(name) = quoted(words, "unknown variant `") {
        return format!("不能写 `{name}`{}", known(words));
    }
    if words.starts_with("answers must be") {
        return "answers 要写 `same`、`not_asked`，或者一列选项号".to_owned();
    }
    let other = words.strip_prefix("invalid type: ").or(words.strip_prefix("invalid value: "));
    if let Some((found, wanted)) = other.and_then(|rest| rest.rsplit_once(", expected ")) {
        return match (kind(found), kind(wanted)) {
            (found, Some(wanted)) if found != Some(wanted) => {
                format!("写的是{}，应当是{wanted}", found.unwrap_or("别的东西"))
            }
            (Some("数"), _) => "数超出了范围，或者不是整数".to_owned(),
            _ => "这个值不能写在这里".to_owned(),
        };
    }
    if words.starts_with("invalid length") {
        return "列表的长短不对".to_owned();
    }
    if words.starts_with("recursion limit") {
        return "括号套得太深".to_owned();
    }
    "写法不对".to_owned()
}

/// The name after some words, which ends before what is known or with the words.
fn quoted<'a>(words: &'a str, before: &str) -> Option<&'a str> {
    let rest = words.strip_prefix(before)?;
    let ends = ["`, expected ", "`, there are no "];
    let end = ends.iter().filter_map(|end| rest.rfind(end)).max();
    Some(end.map_or_else(|| rest.strip_suffix('`').unwrap_or(rest), |end| &rest[..end]))
}

/// What could stand there instead, as far as it is told.
fn known(words: &str) -> String {
    let Some((_, known)) = words.rsplit_once("`, expected ") else { return String::new() };
    let names: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
    format!("；可以写的是：`{}`", names.join("`、`"))
}

/// The Chinese name of a kind of value, found or expected.
fn kind(words: &str) -> Option<&'static str> {
    const KINDS: [(&[&str], &str); 6] = [
        (&["string", "a string", "character", "str"], "加引号的文字"),
        (&["integer", "floating point", "number", "u8", "u16", "u32", "u64", "i8", "i64"], "数"),
        (&["usize", "a number"], "数"),
        (&["boolean", "a boolean"], "true 或 false"),
        (&["map", "a map", "struct"], "带字段的一组（{ }）"),
        (&["sequence", "a sequence", "an array", "tuple", "array"], "一列（[ ]）"),
    ];
    if ["null", "unit", "Option"].iter().any(|none| words.starts_with(none)) {
        return Some("空值 null");
    }
    let fits = |name: &&str| {
        words.strip_prefix(*name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    KINDS.iter().find(|(names, _)| names.iter().any(fits)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::{FIXED, chinese, place};

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "only whether it can be read matters")]
    struct One {
        number: u8,
        text: String,
        list: Vec<bool>,
        pair: [u8; 2],
        word: Option<Word>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Word {
        Same,
    }

    /// Letters that stand neither between quotation marks nor in what JSON itself writes.
    fn letters(words: &str) -> String {
        let outside: String = words.split('`').step_by(2).collect();
        let outside = ["true", "false", "null", "answers", "UTF-8", "\\u"]
            .into_iter()
            .fold(outside, |rest, word| rest.replace(word, ""));
        outside.chars().filter(char::is_ascii_alphabetic).collect()
    }

    #[test]
    fn columns_are_characters() {
        let text = "{\n\"会议\": 1,, \"a\": 2}";
        let error = serde_json::from_str::<serde_json::Value>(text).expect_err("a comma too many");
        assert_eq!((error.line(), error.column()), (2, 13), "bytes");
        assert_eq!(place(text.as_bytes(), &error), [2, 9]);
        let empty = serde_json::from_str::<serde_json::Value>("").expect_err("nothing");
        assert_eq!(place(b"", &empty), [1, 1]);
    }

    #[test]
    fn every_fault_has_chinese_words() {
        let whole = r#"{"number":1,"text":"a","list":[true],"pair":[1,2],"word":"same"}"#;
        assert!(serde_json::from_str::<One>(whole).is_ok());
        let deep = "[".repeat(300);
        let mut seen = std::collections::BTreeSet::new();
        for text in [
            "",
            "{",
            "[1",
            r#"{"text":"a"#,
            r#"{"number" 1}"#,
            r#"{"list":[true true]}"#,
            r#"{"number":1 "text"}"#,
            "{number:1}",
            r#"{"text":}"#,
            r#"{"list":[tru]}"#,
            r#"{"text":"\q"}"#,
            r#"{"number":01}"#,
            r#"{"number":1e999}"#,
            "{\"text\":\"a\nb\"}",
            r"{1:2}",
            r#"{"text":"\ud800"}"#,
            r#"{"text":"\ud800\u0041"}"#,
            r#"{"list":[true,]}"#,
            r#"{"number":1,}"#,
            r#"{"number":256}"#,
            r#"{"number":-1}"#,
            r#"{"number":1.5}"#,
            r#"{"number":"1"}"#,
            r#"{"number":null}"#,
            r#"{"number":[]}"#,
            r#"{"number":true}"#,
            r#"{"text":1}"#,
            r#"{"text":{}}"#,
            r#"{"list":{}}"#,
            r#"{"list":[1]}"#,
            r#"{"pair":[1]}"#,
            r#"{"word":"other"}"#,
            r#"{"word":1}"#,
            r#"{"extra":1}"#,
            r#"{"number":1,"number":1}"#,
            r#"{"number":1}"#,
            "[]",
            "1",
            &deep,
            r#"{"number":1,"text":"a","list":[],"pair":[1,2]} x"#,
        ] {
            let Err(error) = serde_json::from_str::<One>(text) else { panic!("{text} is read") };
            let english = error.to_string();
            let english = english.rsplit_once(" at line ").map_or(&*english, |(words, _)| words);
            let words = chinese(english);
            assert_eq!(letters(&words), "", "{text}: {english}: {words}");
            assert_ne!(words, "写法不对", "{text}: {english}");
            seen.insert(words);
        }
        assert!(seen.len() > 24, "{}: {seen:?}", seen.len());
        for (_, words) in FIXED {
            assert_eq!(letters(words), "", "{words}");
        }
        assert_eq!(
            chinese("unknown field `a`, expected `b` or `c`"),
            "没有 `a` 这个字段；可以写的是：`b`、`c`"
        );
        assert_eq!(
            chinese("unknown field `a`, expected b`, expected one of `c`, `d`"),
            "没有 `a`, expected b` 这个字段；可以写的是：`c`、`d`"
        );
        let invalid = serde_json::from_slice::<One>(b"{\"text\":\"\xff\"}").expect_err("no UTF-8");
        assert!(chinese(&invalid.to_string()).contains("UTF-8"), "{invalid}");
    }
}
