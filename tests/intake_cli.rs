//! `qingdan read` and `tally` beside the organiser's page: the same mixed inputs through the
//! command, with its threads, parts and pipes, and through the readers and the desk of the page,
//! one after another. Bundle, tallies, counts and refusals must be the same to the byte.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "intake_cli/mixture.rs"]
mod mixture;
#[path = "intake_cli/page.rs"]
mod page;
#[path = "intake_cli/run.rs"]
mod run;

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Stdio};

use mixture::{ID, large_bundle, lines, mixture};
use page::Page;
use run::{Ran, place, run, run_with};

/// The options that the tests give to read some paths.
fn words<'a>(verb: &'a str, options: &'a [&'a str], path: &'a str) -> Vec<&'a str> {
    [verb].into_iter().chain(options.iter().copied()).chain([path]).collect()
}

/// A table of refusals without its last column, which says what to do: the command has no buttons.
fn without_remedies(table: &str) -> Vec<&str> {
    let rows = table.split_terminator("\r\n").map(|row| row.rsplit_once(",\"").unwrap());
    rows.inspect(|(row, remedy)| assert!(remedy.len() > 2, "{row}")).map(|(row, _)| row).collect()
}

#[test]
fn a_mixture_is_read_as_the_page_reads_it() {
    let folder = place("mixture");
    let files = mixture(&folder);
    let mut page = Page::default();
    page.files(&files);
    let path = folder.to_str().unwrap();
    for threads in ["1", "3", "16"] {
        let table = place(&format!("mixture-{threads}.csv"));
        let options = ["--threads", threads, "--refused", table.to_str().unwrap()];
        let read = run(&words("read", &options, path));
        // A picture is the one thing that the command does not read.
        assert_eq!(read.code, 0, "{}", read.said);
        assert_eq!(read.said.lines().next().unwrap(), page.sum());
        assert!(page.counts().refused > 12 && page.counts().duplicates() > 20);
        let (own, of_page) = (fs::read_to_string(table).unwrap(), page.table());
        assert_eq!(without_remedies(&own), without_remedies(&of_page));
        assert!(read.out == page.bundle(), "the bundle is another one");
        // Every kind of subject on its own, under one id, as the page saves it.
        for (subject, options) in page.subjects() {
            let options: Vec<&str> = options.iter().map(String::as_str).collect();
            let tally = run(&words("tally", &[&options[..], &["--id", ID]].concat(), path));
            assert_eq!(tally.code, 0, "{}", tally.said);
            let expected = page.tally(subject) + "\n";
            assert!(tally.out == expected.as_bytes(), "{subject:?} is counted otherwise");
            let promised = expected.contains(",\"minimum\":15,");
            assert_eq!(promised, subject.campaign.is_some(), "{subject:?}");
        }
    }
    let table = page.table();
    for file in ["00-campaign-changed.json", "18-in-the-open.ndjson", "19-envelope.json"] {
        assert!(table.contains(file), "{file} is refused: {table}");
    }
    assert_eq!(page.subjects().len(), 5, "full and quick, of a campaign and of none; and merged");
}

/// What is cut into parts, windows and pieces, with a tally's long line in the middle.
#[test]
fn a_large_bundle_is_the_same_from_a_file_and_from_a_pipe() {
    let text = large_bundle();
    assert!(text.len() > 10 << 20, "more than one piece, and several parts");
    let path = place("large.ndjson");
    fs::write(&path, &text).unwrap();
    let mut page = Page::default();
    page.large(path.to_str().unwrap(), text.as_bytes());
    let file = run(&["read", path.to_str().unwrap()]);
    assert_eq!(file.said.lines().next().unwrap(), page.sum());
    assert!(file.out == page.bundle());
    assert!(file.said.contains("line 8014:"), "lines count on: {}", file.said);
    let pipe = run_with(&["read", "--threads", "3"], text.as_bytes());
    let named = |ran: &Ran, name: &str| ran.said.replace(name, "X");
    assert_eq!(named(&pipe, "  -,"), named(&file, &format!("  {},", path.to_str().unwrap())));
    assert!(pipe.out == file.out);
    assert_eq!((file.code, pipe.code), (0, 0));
    // Chat and an archive from a pipe, larger than what is read whole.
    let chat = run(&["simulate", "-n", "9000", "--format", "codes"]).out;
    assert!(chat.len() > 1 << 20);
    let read = run_with(&["read"], &chat);
    assert!(read.said.starts_with("received 9000 = accepted 9000 "), "{}", read.said);
    let zip = place("piped.zip");
    run(&["simulate", "-n", "4000", "--format", "zip", "--out", zip.to_str().unwrap()]);
    let bytes = fs::read(&zip).unwrap();
    assert!(bytes.len() > 1 << 20);
    let read = run_with(&["read"], &bytes);
    assert!(read.said.starts_with("received 4000 = accepted 4000 "), "{}", read.said);
    assert!(read.out == run(&["read", zip.to_str().unwrap()]).out);
}

/// What cannot be read hides nothing else, and the exit code tells of it.
#[test]
fn what_cannot_be_read_hides_nothing() {
    let folder = place("unreadable");
    fs::create_dir_all(folder.join("inner/empty")).unwrap();
    let record = lines(1, 4);
    fs::write(folder.join("b.json"), &record).unwrap();
    fs::write(folder.join("inner/c.json"), lines(1, 5)).unwrap();
    fs::write(folder.join("inner/.DS_Store"), "x").unwrap();
    symlink(&folder, folder.join("inner/loop")).unwrap();
    symlink(folder.join("gone.json"), folder.join("a-dangling.json")).unwrap();
    let path = folder.to_str().unwrap();
    let gone = folder.join("gone");
    let empty = folder.join("inner/empty");
    let read = run(&["read", gone.to_str().unwrap(), path, empty.to_str().unwrap()]);
    assert_eq!(read.code, 1);
    let said: Vec<&str> = read.said.lines().collect();
    assert_eq!(said[0], "received 6 = accepted 2 + duplicates 0 + refused 4 + tallies 0");
    assert!(said[1].contains("unreadable/gone: This file cannot be read."), "{}", said[1]);
    assert!(said[2].contains("a-dangling.json"), "{}", said[2]);
    assert!(said[3].contains("inner/loop"), "{}", said[3]);
    assert!(said[4].contains("inner/empty: There is no file in this folder."), "{}", said[4]);
    assert_eq!(read.out.split_inclusive(|byte| *byte == b'\n').count(), 2);
    // Nobody may read it. (Root reads everything.)
    let locked = folder.join("locked.json");
    fs::write(&locked, &record).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    let mine = fs::read(&locked).is_err();
    let read = run(&["read", locked.to_str().unwrap()]);
    assert_eq!(read.code, i32::from(mine));
    // Bad content is no failure of reading, unless it is asked for.
    let bad = folder.join("b.json");
    fs::write(&bad, "{}").unwrap();
    let strict = place("strict.ndjson");
    let bad = bad.to_str().unwrap();
    let refused = run(&["read", "--strict", "--out", strict.to_str().unwrap(), bad]);
    assert_eq!((refused.code, strict.exists()), (2, false));
    assert_eq!(run(&["read", bad]).code, 2);
    assert_eq!(run(&["tally", bad]).code, 2);
    // Of no bytes at all.
    let none = run_with(&["read"], b"");
    assert!(none.said.starts_with("received 1 = accepted 0 + duplicates 0 + refused 1"));
}

#[test]
fn nothing_is_overwritten_and_half_a_result_is_none() {
    let there = place("there.ndjson");
    fs::write(&there, "mine").unwrap();
    let path = there.to_str().unwrap();
    let record = lines(20, 6);
    for words in [
        &["read", "--out", path][..],
        &["read", "--refused", path],
        &["tally", "--out", path],
        &["tally", "--counts", path, "--exact"],
        &["merge", "--out", path],
    ] {
        let ran = run_with(words, record.as_bytes());
        assert_eq!((ran.code, &*ran.out), (2, &b""[..]), "{words:?}");
    }
    assert_eq!(fs::read_to_string(&there).unwrap(), "mine");
    let nowhere = run_with(&["read", "--out", "/nonexistent/a"], record.as_bytes());
    assert_eq!(nowhere.code, 1);
}

/// A reader of the output that goes away is no failure.
#[test]
fn a_broken_pipe_is_quiet() {
    let path = place("many.ndjson");
    fs::write(&path, lines(3_000, 7)).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_qingdan"))
        .args(["read", path.to_str().unwrap()])
        .env("QINGDAN_LANG", "en")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let out = child.wait_with_output().unwrap();
    let said = String::from_utf8(out.stderr).unwrap();
    assert_eq!(out.status.code(), Some(0), "{said}");
    assert!(!said.contains("error"), "{said}");
}

/// Everything that is said has its Chinese.
#[test]
fn chinese_is_spoken_where_it_is_asked_for() {
    let path = place("chinese.json");
    fs::write(&path, "{}").unwrap();
    let out = Command::new(env!("CARGO_BIN_EXE_qingdan"))
        .args(["read", path.to_str().unwrap()])
        .env("QINGDAN_LANG", "zh")
        .output()
        .unwrap();
    let said = String::from_utf8(out.stderr).unwrap();
    assert!(said.starts_with("收到 1 份 = 采用 0 + 重复 0 + 没有采用 1 + 汇总文件 0\n"), "{said}");
    let letters = said.replace(path.to_str().unwrap(), "").replace("format", "");
    assert!(!letters.contains(|c: char| c.is_ascii_lowercase()), "{letters}");
    assert!(Path::new(&path).exists());
}
