//! Where results go: never over anything, never two into one place, never half.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};

use crate::World;

/// Verbs with a file for a result, with what else they need.
fn verbs(public: &str) -> Vec<String> {
    let open = "open --key key.json --passphrase-file words records.ndjson --out R";
    [
        "read records.ndjson --out R",
        "read records.ndjson --refused R",
        "tally records.ndjson --out R",
        "tally records.ndjson --exact --counts R",
        "merge one.tally --out R",
        "release records.ndjson --out R",
        "export release.json --format csv --out R",
        "codebook --out R",
        "gather records.ndjson --out R",
        "gather records.ndjson --refused R",
        open,
        "combine one.tally words --passphrase-file words --out R",
        "key new --passphrase-file words --out R",
        "preview instrument.json --html R",
        "diff instrument.json instrument.json --mapping R",
        "simulate --format zip --out R",
        "xlsform export --out R",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain([format!("seal --to {public} records.ndjson --out R")])
    .collect()
}

/// Folders for results, and files in their place.
const FOLDERS: [&str; 5] = [
    "man --out R",
    "export release.json --out R",
    "split --key key.json --passphrase-file words --out R",
    "simulate --format files --out R",
    "microdata --i-know-this-is-personal-data --out R records.ndjson",
];

/// One code for all: what is there stays as it is, and what cannot be made is told before any work.
#[test]
fn nothing_is_written_over_by_any_verb() {
    let world = World::new("over");
    world.write("mine", b"mine");
    symlink("nowhere", world.0.join("dangling")).unwrap();
    let public = fs::read_to_string(world.0.join("public")).unwrap();
    for verb in verbs(public.trim()).iter().map(String::as_str).chain(FOLDERS) {
        for there in ["mine", "./mine", "dangling"] {
            let said = world.fails(&verb.replace(" R", &format!(" {there}")), 2);
            assert!(said.ends_with(": is there already, and nothing is overwritten\n"), "{said}");
            assert_eq!(said.lines().count(), 1, "before any work: {said}");
        }
    }
    for verb in verbs(public.trim()) {
        for nowhere in ["none/such", "mine/such"] {
            let said = world.fails(&verb.replace(" R", &format!(" {nowhere}")), 1);
            assert!(said.starts_with(&format!("error: cannot write {nowhere}: ")), "{said}");
            assert_eq!(said.lines().count(), 1, "before any work: {said}");
        }
        let said = world.fails(&verb.replace(" R", " -"), 2);
        assert!(said.contains("./-"), "{said}");
    }
    assert_eq!(fs::read(world.0.join("mine")).unwrap(), b"mine");
    assert!(!world.has("nowhere") && !world.has("-"));
}

/// Two results in one place, a result where something is read, the standard input twice.
#[test]
fn paths_are_looked_at_together() {
    let world = World::new("together");
    fs::create_dir(world.0.join("inner")).unwrap();
    symlink("inner", world.0.join("linked")).unwrap();
    let inner = world.0.canonicalize().unwrap().join("inner/a");
    let absolute = format!("read records.ndjson --out inner/a --refused {}", inner.display());
    for (words, said) in [
        ("tally records.ndjson --exact --counts a --out a", "name one place"),
        ("tally records.ndjson --exact --counts a --out ./a", "name one place"),
        ("read records.ndjson --refused inner/a --out linked/a", "name one place"),
        ("read records.ndjson --refused inner/../a --out a", "name one place"),
        (&absolute, "name one place"),
        ("two-tally split --plan words --first inner --second linked one.tally", "name one place"),
        ("read gone --out gone", "is to be read as well"),
        ("read gone --out linked/../gone", "is to be read as well"),
        ("read records.ndjson --out records.ndjson", "is there already"),
        ("merge - -", "comes only once"),
        ("read - records.ndjson -", "comes only once"),
        ("release --earlier -", "comes only once"),
        ("release - --earlier -", "comes only once"),
    ] {
        let english = world.fails(words, 2);
        assert!(english.contains(said), "{words}: {english}");
    }
    assert!(!world.has("a") && !world.has("inner/a") && !world.has("gone"));
    // Twice into a device is no harm, and a pipe may be written to.
    world.done("tally records.ndjson --exact --counts /dev/null --out /dev/null");
    assert!(world.has("/dev/null"));
    let mut taken = world.command(
        &["read", "records.ndjson", "--out", "/dev/stdout"].map(std::ffi::OsStr::new),
        "en",
    );
    let out = taken.output().unwrap();
    assert_eq!(
        (out.status.code(), String::from_utf8(out.stdout).unwrap().lines().count()),
        (Some(0), 40)
    );
}

/// Of what is refused nothing is made: no file, and no success.
#[test]
fn nothing_accepted_is_no_success() {
    let world = World::new("nothing");
    world.write("bad.json", b"{}");
    for verb in ["read", "tally", "release"] {
        let ran = world.run(&format!("{verb} bad.json --out result --refused list.csv"), "en");
        assert_eq!((ran.code, world.has("result")), (2, false), "{verb}: {}", ran.said);
        assert!(world.has("list.csv"), "what was refused is listed all the same");
        fs::remove_file(world.0.join("list.csv")).unwrap();
    }
    // With something beside it, there is.
    let ran = world.run("read bad.json records.ndjson --out result", "en");
    assert_eq!((ran.code, world.has("result")), (0, true), "{}", ran.said);
    assert!(ran.said.contains("  bad.json, format: "), "{}", ran.said);
}

/// A disk that is full in the middle leaves nothing.
#[test]
fn half_a_result_is_taken_away() {
    let world = World::new("half");
    world.done("simulate -n 2000 --out many.ndjson");
    let public = fs::read_to_string(world.0.join("public")).unwrap();
    for words in [
        "simulate -n 2000 --out half".to_owned(),
        "simulate -n 2000 --format zip --out half".to_owned(),
        "read many.ndjson --out half".to_owned(),
        format!("seal --to {} many.ndjson --out half", public.trim()),
    ] {
        // Files of at most 32 kB; a write beyond that fails as on a full disk.
        let limited =
            format!("trap '' XFSZ; ulimit -f 64; exec {} {words}", env!("CARGO_BIN_EXE_qingdan"));
        let ran = Command::new("sh")
            .args(["-c", &limited])
            .current_dir(&world.0)
            .env("QINGDAN_LANG", "zh")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8(ran.stderr).unwrap();
        assert_eq!((ran.status.code(), world.has("half")), (Some(1), false), "{words}: {said}");
        assert!(said.contains("文件超过了允许的大小"), "{said}");
    }
}

/// A reader that has gone is no fault of any verb.
#[test]
fn readers_may_leave() {
    let world = World::new("leaving");
    let public = fs::read_to_string(world.0.join("public")).unwrap();
    for words in [
        "simulate -n 5",
        "read records.ndjson",
        "tally records.ndjson",
        "merge one.tally",
        "release records.ndjson",
        "export release.json --format json",
        "codebook",
        "preview instrument.json",
        "man",
        "completions bash",
        &format!("seal --to {} records.ndjson", public.trim()),
        "key show --passphrase-file words key.json",
    ] {
        let words: Vec<_> = words.split(' ').map(std::ffi::OsStr::new).collect();
        let mut child = world.command(&words, "en").spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{words:?}: {said}");
        assert!(!said.contains("error"), "{words:?}: {said}");
    }
}
