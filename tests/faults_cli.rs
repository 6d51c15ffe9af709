//! What goes wrong, for every verb of the command: bad inputs, bad places for results, readers that
//! leave, disks that are full. Exit codes are as documented, nothing is half written, and Chinese
//! is Chinese.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "faults/inputs.rs"]
mod inputs;
#[path = "faults/results.rs"]
mod results;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::Write as _;
use std::os::unix::ffi::OsStrExt as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// A folder of its own with one good file of each kind.
struct World(PathBuf);

/// What a run came to.
#[derive(Debug)]
struct Ran {
    code: i32,
    out: Vec<u8>,
    said: String,
}

impl World {
    fn new(name: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("faults").join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        let world = Self(path);
        world.write("words", b"many words of my own\n");
        let instrument = concat!(env!("CARGO_MANIFEST_DIR"), "/instrument/grassroots-burden.json");
        fs::copy(instrument, world.0.join("instrument.json")).unwrap();
        world.done("simulate -n 40 --quick 0 --out records.ndjson");
        world.done("tally records.ndjson --out one.tally");
        world.done("release records.ndjson --out release.json");
        let public = world.done("key new --passphrase-file words --out key.json");
        world.write("public", &public.out);
        world
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.0.join(name), bytes).unwrap();
    }

    fn has(&self, name: &str) -> bool {
        fs::symlink_metadata(self.0.join(name)).is_ok()
    }

    fn command(&self, words: &[&OsStr], language: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qingdan"));
        command.current_dir(&self.0).args(words).env("QINGDAN_LANG", language);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn ran(&self, words: &[&OsStr], language: &str, input: &[u8]) -> Ran {
        let mut child = self.command(words, language).spawn().unwrap();
        let mut pipe = child.stdin.take().unwrap();
        // A run that does not read its input may have gone.
        let _ = pipe.write_all(input);
        drop(pipe);
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        Ran { code: output.status.code().expect("no signal"), out: output.stdout, said }
    }

    fn run(&self, words: &str, language: &str) -> Ran {
        let words: Vec<&OsStr> = words.split(' ').map(OsStr::new).collect();
        self.ran(&words, language, b"")
    }

    fn done(&self, words: &str) -> Ran {
        let ran = self.run(words, "en");
        assert_eq!(ran.code, 0, "{words}: {}", ran.said);
        ran
    }

    /// A run that fails in both languages and prints nothing; what it says in English.
    fn fails(&self, words: &str, code: i32) -> String {
        let [chinese, english] = ["zh", "en"].map(|language| {
            let ran = self.run(words, language);
            assert_eq!((ran.code, ran.out.len()), (code, 0), "{words}: {}", ran.said);
            assert!(!ran.said.is_empty(), "{words}");
            ran.said
        });
        assert_eq!(latin(&chinese, words), "", "{words}: {chinese}");
        english
    }
}

/// Words of a name that may stand in Chinese.
const NAMES: &[&str] = &[
    "qingdan",
    // The three words of JSON.
    "true",
    "false",
    "null",
    "JSON",
    "CSV",
    "XML",
    "UTF",
    "NDJSON",
    "zip",
    "rar",
    "gz",
    "tar",
    "gunzip",
    "zcat",
    "iconv",
    "unzip",
    "Unicode",
    "open",
    "tally",
    "merge",
    "release",
    "key",
    "show",
    "convert",
    "instrument",
    "out",
    "refused",
    "counts",
    "format",
    "exact",
    "passphrase",
    "file",
    "strict",
    "earlier",
    "to",
    "form",
    "html",
    "first",
    "second",
    "id",
    "read",
    "check",
    "PATH",
    "FILE",
    "help",
    "seal",
    "PUBLIC",
    "CAMPAIGN",
    "RECORDS",
    "HEX",
    "MB",
    "kB",
];

/// The English in a Chinese text: words of Latin letters that are no names, and were not given.
fn latin(said: &str, given: &str) -> String {
    let mut found = Vec::new();
    for token in said.split(|sign: char| !sign.is_ascii() || " ，：；。（）“”|<>[]".contains(sign))
    {
        // A path, an option, a number in hexadecimal digits.
        let is_path = token.contains(['.', '/', '_']) || token.ends_with('x');
        let words = token.split(|sign: char| !sign.is_ascii_alphabetic());
        for word in words.filter(|word| word.len() > 1 && !is_path) {
            let hexadecimal = word.bytes().all(|byte| byte.is_ascii_hexdigit());
            if !NAMES.contains(&word) && !hexadecimal && !given.contains(word) {
                found.push(word);
            }
        }
    }
    found.join(" ")
}

/// A check that finds nothing would hold for any text.
#[test]
fn english_in_chinese_is_found() {
    assert_eq!(latin("错误：读不了 a.json：没有 No such thing", "read a.json"), "No such thing");
    assert_eq!(latin("请用 --refused 文件.csv，或者 qingdan tally；指纹 0bad", ""), "");
    assert_eq!(latin("不是 JSON（invalid archive）", ""), "invalid archive");
}

/// A name that is not UTF-8.
fn odd_name() -> OsString {
    OsStr::from_bytes(b"odd\xff.x").to_os_string()
}
