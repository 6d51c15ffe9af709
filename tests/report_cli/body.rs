//! What stands in a report of sixty invented people who answered `instrument/raw-tlx.json`, as
//! `qingdan report` writes it, without the styles.
//!
//! `QINGDAN_BLESS=1 cargo test --features cli-report --test report_cli` rewrites the golden files.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The file of the instrument.
pub(crate) fn raw_tlx() -> PathBuf {
    root().join("instrument/raw-tlx.json")
}

/// What `qingdan` writes with these words, given that.
fn qingdan(words: &[&str], given: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qingdan"));
    command.args(words).env("QINGDAN_LANG", "en").stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut running = command.spawn().unwrap();
    running.stdin.take().unwrap().write_all(given.as_bytes()).unwrap();
    let output = running.wait_with_output().unwrap();
    assert!(output.status.success(), "{words:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The body of the report in a language; `with` goes before every verb.
pub(crate) fn of_raw_tlx(with: &[&str], tag: &str) -> String {
    let run = |words: &[&str], given: &str| qingdan(&[with, words].concat(), given);
    let records = run(&["simulate", "--records", "60", "--seed", "3"], "");
    let page = run(&["report", "--lang", &tag[..2]], &records);
    let (_, body) = page.split_once("<body").unwrap();
    body.replace("><", ">\n<") + "\n"
}

/// Fails where it is not the golden file of that language.
pub(crate) fn assert_golden(tag: &str, body: &str) {
    let path = root().join(format!("tests/golden/report-raw-tlx-{tag}.html"));
    if std::env::var_os("QINGDAN_BLESS").is_some() {
        fs::write(&path, body).unwrap();
    }
    let golden = fs::read_to_string(&path).unwrap();
    assert!(golden == body, "the report is not {}:\n{body}", path.display());
}
