//! The blocks of code in the documents are run, and what they say in numbers is computed anew.
//!
//! A block is run by its language and by the comments above it (`docs/book/developers.md`, “A
//! document”). One that is neither run nor in the list of exceptions, which that page tells, is a
//! fault; lines of cargo are compared with what `cargo xtask test` runs. `cargo xtask test --full`
//! sets `QINGDAN_PROGRAMS`, and then R and Python with its packages must be there.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "documents/architecture.rs"]
mod architecture;
#[path = "documents/blocks.rs"]
mod blocks;
#[path = "documents/cargo.rs"]
mod cargo;
#[path = "documents/data.rs"]
mod data;
#[path = "documents/exceptions.rs"]
mod exceptions;
#[path = "documents/instrument.rs"]
mod instrument;
#[path = "documents/labels.rs"]
mod labels;
#[path = "documents/needs.rs"]
mod needs;
#[path = "documents/scoring.rs"]
mod scoring;
#[path = "documents/session.rs"]
mod session;
#[path = "documents/source.rs"]
mod source;

use std::fs;
use std::path::Path;

use blocks::{Block, blocks};
use session::Session;

/// Where documents are.
const FOLDERS: [&str; 3] = ["docs", "docs/book", "examples"];

/// Documents at the top.
const TOP: [&str; 5] =
    ["README.md", "README.zh.md", "ARCHITECTURE.md", "ARCHITECTURE.zh.md", "CHANGELOG.md"];

#[test]
fn every_block_is_run() {
    let mut findings = Vec::new();
    let (mut run, mut excused) = (0, Vec::new());
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        let mut session = Session::new(&document);
        for block in blocks(&document, &text) {
            let words = block.words("run");
            if words.contains(&"not") || words.is_empty() && block.language == "text" {
                excused.push((document.clone(), block.lines[0].clone()));
            }
            match check(&block, &mut session) {
                Ok(()) => run += 1,
                Err(fault) => findings.push(format!("{document}:{}: {fault}", block.line)),
            }
        }
    }
    for (document, first, _) in exceptions::EXCEPTIONS {
        let used = excused.iter().any(|(at, line)| at == document && line == first);
        if !used {
            findings.push(format!("{document}: no such block any more: {first}"));
        }
    }
    assert!(run > 10, "only {run} blocks found");
    assert!(findings.is_empty(), "{} findings\n{}", findings.len(), findings.join("\n"));
}

/// What makes a block a fault, shown to do so.
#[test]
fn every_rule_can_fail() {
    for (text, expected) in [
        ("```sh\nfalse\n```\n", "ended with 1"),
        ("<!-- run: exits 3 -->\n```sh\ntrue\n```\n", "ended with 0"),
        ("```sh\ncargo xtask dance\n```\n", "cargo xtask dance"),
        ("```sh\ncargo dance\n```\n", "cargo dance"),
        ("```json\n{ \"a\": }\n```\n", "expected value"),
        ("<!-- run: record -->\n```json\n{}\n```\n", "record"),
        ("<!-- run: instrument -->\n```json\n{}\n```\n", "instrument"),
        ("<!-- run: campaign -->\n```json\n{}\n```\n", "campaign"),
        ("<!-- run: tally -->\n```json\n{}\n```\n", "tally"),
        ("<!-- run: release -->\n```json\n{}\n```\n", "release"),
        ("<!-- run: entry -->\n```json\n{ \"zh\": \"没有\", \"en\": \"Nothing\" }\n```\n", "entry"),
        ("```rust\nlet a = 1;\n```\n", "src/lib.rs"),
        ("```nginx\na;\n```\n", "docs/book/developers.md"),
        ("```\nwords\n```\n", "docs/book/developers.md"),
        ("<!-- run: not -->\n```sh\nls\n```\n", "exceptions.rs"),
        ("```text\nwords\n```\n", "exceptions.rs"),
        ("<!-- run: in README.md -->\n```toml\nno such line\n```\n", "no such line"),
        ("<!-- run: shape src/i18n/mod.rs -->\n```rust\na(b) = c\n```\n", "a(b) = c"),
        ("<!-- run: by tests/documents.rs nothing -->\n```sql\na\n```\n", "has no test nothing"),
        ("<!-- run: by tests/documents.rs reads -->\n```sql\na\n```\n", "has no test reads"),
        (
            "<!-- run: by tests/documents.rs every_block_is_run -->\n```sql\na\n```\n",
            "does not read docs/planted.md",
        ),
        ("```sh\necho a\n```\n<!-- run: prints -->\n```text\nb\n```\n", "prints"),
        ("<!-- run: when it likes -->\n```sh\nls\n```\n", "when it likes"),
    ] {
        let mut session = Session::new("planted");
        let faults: Vec<String> = blocks("docs/planted.md", text)
            .iter()
            .filter_map(|block| check(block, &mut session).err())
            .collect();
        let found = faults.iter().any(|fault| fault.contains(expected));
        assert!(found && faults.len() == 1, "{text}{faults:?}");
    }
    let mut session = Session::new("planted");
    let good = "<!-- before: echo one > file -->\n```sh\ncat file\n```\n\n<!-- run: prints -->\n\
        ```text\none\n```\n\n```json\n[1]\n```\n\n<!-- run: exits 3 -->\n```sh\nexit 3\n```\n";
    for block in blocks("docs/planted.md", good) {
        assert_eq!(check(&block, &mut session), Ok(()), "{block:?}");
    }
}

/// Every document, by its path.
fn documents() -> Vec<String> {
    let mut found: Vec<String> = TOP.iter().map(|&path| path.to_owned()).collect();
    for folder in FOLDERS.iter().filter(|folder| Path::new(folder).is_dir()) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let inner = path.join("README.md");
            let path = if path.is_dir() && inner.is_file() { inner } else { path };
            if path.extension().is_some_and(|ending| ending == "md") {
                found.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    assert!(found.len() > 40, "only {} documents", found.len());
    found
}

/// Runs one block as its comments and its language say.
fn check(block: &Block, session: &mut Session) -> Result<(), String> {
    for command in block.words("before") {
        session.prepare(command)?;
    }
    let mut with_report = false;
    let mut exit = 0;
    let mut rest = Vec::new();
    for words in block.words("run") {
        match words.split_once(' ').unwrap_or((words, "")) {
            ("not", "") => return exceptions::excused(block),
            ("in", path) => return source::stands_in(block, path),
            ("shape", path) => return source::has_shape(block, path),
            ("by", test) => return source::run_by(block, test),
            ("prints", "") => return session.printed(block),
            ("with", "report") => with_report = true,
            ("exits", code) if block.language == "sh" => {
                exit = code.parse().map_err(|_| format!("exits {code}: no code"))?;
            }
            _ => rest.push(words),
        }
    }
    if with_report {
        session.report()?;
    }
    match (&*block.language, &*rest) {
        ("json", []) => data::json(block),
        ("json", [kind]) => data::of_kind(block, kind),
        ("sh", []) => session.sh(block, exit),
        ("python", []) => session.python(block),
        ("r", []) => session.r(block),
        ("rust", []) => source::is_doctest(block),
        // Not run, so listed.
        ("text", []) => exceptions::excused(block),
        _ => Err(format!(
            "nobody runs this block of “{}” {rest:?}: write above it how it is run, as \
             docs/book/developers.md (“A document”) says",
            block.language
        )),
    }
}
