//! Sizes, first lines and words of Rust files.

use crate::source::{File, has_word};

const FILE_LINES_MAX: usize = 400;
/// A language is one file, so that a translator needs only that one.
const CATALOGUE_LINES_MAX: usize = 1_200;
const FUNCTION_LINES_MAX: usize = 70;
const COLUMNS_MAX: usize = 100;

/// A file of 401 lines, the last of them without a line feed.
const LONG_FILE: &str = include_str!("planted/long_file.txt");
/// A function of 71 lines from its second line on.
const LONG_FUNCTION: &str = include_str!("planted/long_function.txt");
/// A second line of 101 columns.
const WIDE_LINE: &str = include_str!("planted/wide_line.txt");

pub(crate) const PLANTED_SIZES: &[crate::Fault] = &[
    ("src/a.rs", LONG_FILE, 401, "401 lines"),
    ("src/i18n/respond.rs", LONG_FILE, 401, "401 lines"),
    ("src/b.rs", LONG_FUNCTION, 2, "71 lines"),
    ("src/c.rs", WIDE_LINE, 2, "101 columns"),
];

/// Files, functions and lines that are too long.
pub(crate) fn sizes(files: &[File]) -> Vec<String> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.is_rust()) {
        let lines = file.text.lines().count();
        let most = if is_language(&file.path) { CATALOGUE_LINES_MAX } else { FILE_LINES_MAX };
        if lines > most {
            findings.push(file.at(lines - 1, format!("{lines} lines in the file")));
        }
        for (number, line) in file.text.lines().enumerate() {
            let columns = line.chars().count();
            if columns > COLUMNS_MAX {
                findings.push(file.at(number, format!("{columns} columns")));
            }
        }
        for (number, lines) in functions(file) {
            if lines > FUNCTION_LINES_MAX {
                findings.push(file.at(number, format!("{lines} lines in the function")));
            }
        }
    }
    findings
}

/// Whether a file holds the words of one language: its name, or its folder's, is a language's code.
fn is_language(path: &str) -> bool {
    let name = path.strip_prefix("src/i18n/").and_then(|name| name.strip_suffix(".rs"));
    name.and_then(|name| name.split('/').next()).is_some_and(|code| code.len() == 2)
}

/// Functions with a body: first line, from 0, and number of lines.
fn functions(file: &File) -> Vec<(usize, usize)> {
    let code = &file.code;
    let mut found = Vec::new();
    for (at, _) in code.match_indices("fn ") {
        let before = code[..at].chars().next_back();
        let named = code[at + 3..].starts_with(|c: char| c.is_alphabetic() || c == '_');
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') || !named {
            continue;
        }
        if let Some(end) = body_end(&code[at..]) {
            let first = code[..at].matches('\n').count();
            found.push((first, code[at..at + end].matches('\n').count() + 1));
        }
    }
    found
}

/// Where the body of the function that begins here ends; none without a body.
fn body_end(code: &str) -> Option<usize> {
    let (mut braces, mut others) = (0_usize, 0_usize);
    for (at, c) in code.char_indices() {
        match c {
            '(' | '[' => others += 1,
            ')' | ']' => others = others.saturating_sub(1),
            ';' if braces == 0 && others == 0 => return None,
            '{' => braces += 1,
            '}' => {
                braces = braces.saturating_sub(1);
                if braces == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

pub(crate) const PLANTED_FIRST_LINES: &[crate::Fault] = &[
    ("src/a.rs", "use std::fmt;\n//! Too late.\n", 1, "//!"),
    ("xtask/src/a.rs", "//!\nfn f() {}\n", 1, "//!"),
];

/// Files that do not say first what they are.
pub(crate) fn first_lines(files: &[File]) -> Vec<String> {
    let says = |file: &File| {
        let first = file.text.lines().find(|line| !line.starts_with("#!["));
        first.and_then(|line| line.strip_prefix("//! ")).is_some_and(|rest| rest.len() > 3)
    };
    let silent = files.iter().filter(|file| file.is_rust() && !says(file));
    silent.map(|file| file.at(0, "the first line is not //! and what the file is")).collect()
}

pub(crate) const PLANTED_WORDS: &[crate::Fault] = &[
    ("src/a.rs", "fn f() {\n    g().unwrap();\n}\n", 2, ".unwrap()"),
    ("src/a.rs", "fn f() {\n    dbg!(1);\n}\n", 2, "dbg!"),
    ("xtask/src/a.rs", "fn f() {\n    todo!()\n}\n", 2, "todo!"),
    (
        "src/b.rs",
        "#[cfg(test)]\nmod t {\n    fn f() { g().unwrap(); }\n}\nunimplemented!();\n",
        5,
        "un",
    ),
    ("src/domain/a.rs", "fn f() { println!(); }\n", 1, "println!"),
];

/// Words of unfinished or careless code, outside tests.
pub(crate) fn words(files: &[File]) -> Vec<String> {
    let everywhere = [".unwrap()", "todo!", "unimplemented!", "dbg!"];
    let silent = ["println!", "print!", "eprintln!", "eprint!"];
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.is_rust()) {
        let page = file.path.starts_with("src/");
        if !page && !file.path.starts_with("xtask/") {
            continue;
        }
        for (number, line) in file.shipped_lines() {
            let printed = silent.iter().filter(|_| page);
            for word in everywhere.iter().chain(printed).filter(|word| has_word(line, word)) {
                findings.push(file.at(number, format!("{word} outside tests")));
            }
        }
    }
    findings
}

pub(crate) const PLANTED_TESTS: &[crate::Fault] = &[
    ("tests/a.rs", "//! A.\nfn f() {}\n", 1, "no test"),
    ("tests/b.rs", "//! B.\n#[test]\nfn f() {\n    // Later.\n}\n", 2, "empty test"),
];

/// Test files without tests, and tests without a body.
pub(crate) fn tests(files: &[File]) -> Vec<String> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.is_rust()) {
        let marks = ["#[test]", "#[tokio::test", "#[wasm_bindgen_test"];
        let marked = |line: &str| marks.iter().any(|mark| line.trim_start().starts_with(mark));
        let top = file.path.strip_prefix("tests/").is_some_and(|name| !name.contains('/'));
        if top && !file.code.contains("fn main()") && !file.code.lines().any(marked) {
            findings.push(file.at(0, "no test in the file"));
        }
        let lines: Vec<&str> = file.code.lines().collect();
        for (number, _) in lines.iter().enumerate().filter(|(_, line)| marked(line)) {
            let rest = lines[number..].join("\n");
            let body = rest.find("fn ").and_then(|at| {
                let end = body_end(&rest[at..])?;
                Some(rest[at..at + end].split_once('{')?.1.trim().len())
            });
            if body == Some(0) {
                findings.push(file.at(number, "empty test"));
            }
        }
    }
    findings
}

pub(crate) const PLANTED_MARKUP: &[crate::Fault] = &[
    ("src/ui/a.rs", "//! A.\nuse yew::prelude::*;\nlet a = html! { <p /> };\n", 3, "html!"),
    (
        "src/ui/b.rs",
        "//! B.\n// use qingdan_markup::html;\nfn b() -> Html { html! {} }\n",
        3,
        "html!",
    ),
];

/// Views whose `html!` is Yew's own, which takes more bytes.
pub(crate) fn markup(files: &[File]) -> Vec<String> {
    let views = files.iter().filter(|file| file.is_rust() && file.path.starts_with("src/ui/"));
    let long = views.filter(|file| !file.code.contains("use qingdan_markup::html;"));
    long.filter_map(|file| {
        let line = file.code.lines().position(|line| line.contains("html!"))?;
        Some(file.at(line, "html! is not that of qingdan_markup"))
    })
    .collect()
}
