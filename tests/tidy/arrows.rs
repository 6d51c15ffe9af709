//! Which room may look into which.

use crate::source::{File, has_word};

/// A room and the rooms that it may name, besides itself.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("i18n", &["domain"]),
    ("browser", &[]),
    ("worker", &["domain", "i18n"]),
    ("cli", &["domain", "i18n", "worker", "ui"]),
    ("tasks", &["domain", "i18n", "browser", "worker"]),
    ("ui", &["domain", "i18n", "browser", "worker", "tasks"]),
];

pub(crate) const PLANTED: &[crate::Fault] = &[
    ("src/domain/a.rs", "//! A.\nuse crate::i18n::Text;\n", 2, "domain must not name i18n"),
    ("src/i18n/a.rs", "//! A.\nfn f() { crate::ui::parts::f(); }\n", 2, "i18n must not name ui"),
    ("src/browser/mod.rs", "use super::domain::Answer;\n", 1, "browser must not name domain"),
    ("src/worker/a.rs", "use crate::{\n    domain::{a, b},\n    tasks::x,\n};\n", 1, "name tasks"),
    ("src/tasks/a/b.rs", "use super::super::super::ui::x;\n", 1, "tasks must not name ui"),
];

/// Names of other rooms where they may not stand.
pub(crate) fn arrows(files: &[File]) -> Vec<String> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.is_rust()) {
        let Some((room, allowed)) = room(file) else { continue };
        for (line, named) in named_rooms(file) {
            let known = ROOMS.iter().any(|(other, _)| *other == named);
            if known && named != room && !allowed.contains(&named.as_str()) {
                findings.push(file.at(line, format!("{room} must not name {named}")));
            }
        }
    }
    findings
}

fn room(file: &File) -> Option<(&'static str, &'static [&'static str])> {
    let first = file.path.strip_prefix("src/")?.split(['/', '.']).next()?;
    ROOMS.iter().find(|(room, _)| *room == first).copied()
}

/// Rooms named by a path from the crate's root, with lines from 0.
fn named_rooms(file: &File) -> Vec<(usize, String)> {
    let own = file.path.trim_start_matches("src/").trim_end_matches(".rs");
    let depth = own.trim_end_matches("/mod").split('/').count();
    let climb = "super::".repeat(depth);
    let mut named = Vec::new();
    for root in ["crate::", "qingdan::", climb.as_str()] {
        for (at, _) in file.code.match_indices(root) {
            let line = file.code[..at].matches('\n').count();
            let rest = &file.code[at + root.len()..];
            for name in first_names(rest) {
                named.push((line, name));
            }
        }
    }
    named
}

/// The first name of a path, or of every path in its braces.
fn first_names(rest: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let Some(group) = rest.strip_prefix('{') else { return vec![name(rest)] };
    let (mut depth, mut start, mut names) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' | ',' if depth == 0 => {
                names.push(name(&group[start..at]));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    names
}

/// What a pure room may not touch: the browser, the clock, chance, the machine, and collections
/// whose order changes from run to run.
const IMPURE: &[&str] = &[
    "yew",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "gloo",
    "getrandom",
    "rand",
    "std::time",
    "Instant",
    "SystemTime",
    "std::fs",
    "std::net",
    "std::env",
    "std::thread",
    "std::process",
    "HashMap",
    "HashSet",
];

pub(crate) const PLANTED_IMPURE: &[crate::Fault] = &[
    ("src/domain/a.rs", "//! yew is fine here.\nuse yew::Html;\n", 2, "yew"),
    ("src/domain/b/c.rs", "let t = std::time::now();\n", 1, "std::time"),
    ("src/domain/b/d.rs", "type T = HashMap<u8, u8>;\n", 1, "HashMap"),
];

/// Impure names in `domain`, tests included.
pub(crate) fn purity(files: &[File]) -> Vec<String> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|f| f.is_rust() && f.path.starts_with("src/domain/")) {
        for (number, line) in file.code.lines().enumerate() {
            for name in IMPURE.iter().filter(|name| has_word(line, name)) {
                findings.push(file.at(number, format!("domain must not use {name}")));
            }
        }
    }
    findings
}

/// What the respondent's page must not contain: code that reads or counts others' records. What
/// it may do is compare with one earlier file of the respondent's own (`read_own`, `read_code`,
/// by way of `tasks/read_chosen.rs` and `tasks/read_earlier.rs`): one at a time, never kept, never
/// added up.
const READERS: &[&str] =
    &["read_json", "unpack", "unbox", "bundle", "tally", "disclose", "organise", "tasks::collect"];

pub(crate) const PLANTED_READER: &[crate::Fault] = &[
    ("src/ui/respond/a.rs", "use crate::domain::record::read_json;\n", 1, "read_json"),
    (
        "src/bin/respond.rs",
        "fn main() {\n    qingdan::tasks::collect::serve();\n}\n",
        2,
        "tasks::collect",
    ),
];

/// Readers of records in the respondent's page.
pub(crate) fn respondent(files: &[File]) -> Vec<String> {
    let mut findings = Vec::new();
    let own = |path: &str| path.starts_with("src/ui/respond") || path == "src/bin/respond.rs";
    for file in files.iter().filter(|file| file.is_rust() && own(&file.path)) {
        for (number, line) in file.shipped_lines() {
            for name in READERS.iter().filter(|name| has_word(line, name)) {
                findings.push(file.at(number, format!("the respondent's page names {name}")));
            }
        }
    }
    findings
}
