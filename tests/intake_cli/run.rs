//! The command as a script runs it.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;

/// What a run of the command came to.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: Vec<u8>,
    /// What it said on the standard error.
    pub(crate) said: String,
}

/// Runs the command with nothing on its standard input.
pub(crate) fn run(words: &[&str]) -> Ran {
    run_with(words, b"")
}

/// Runs the command with these bytes on its standard input.
pub(crate) fn run_with(words: &[&str], input: &[u8]) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_qingdan"))
        .args(words)
        .env("QINGDAN_LANG", "en")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let out = thread::scope(|scope| {
        // One that does not read its input ends before all of it is written.
        scope.spawn(move || stdin.write_all(input));
        child.wait_with_output().unwrap()
    });
    let said = String::from_utf8(out.stderr).unwrap();
    Ran { code: out.status.code().unwrap(), out: out.stdout, said }
}

/// An empty path of its own for a test.
pub(crate) fn place(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("intake").join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let _ = fs::remove_dir_all(&path);
    let _ = fs::remove_file(&path);
    path
}
