//! What the commands say where something is missing: one line with the problem and the remedy.
#![cfg(unix)]

use std::env;
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A fresh folder of this test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("errors").join(name);
    // Left over from an earlier run, if it is there.
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// A program that does nothing but what `script` says.
fn pretend(folder: &Path, name: &str, script: &str) {
    let file = folder.join(name);
    fs::write(&file, format!("#!/bin/sh\n{script}\n")).expect("a script");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).expect("executable");
}

/// Runs a command with this `PATH`; gives what it printed and its last line, which tells the error.
fn fails(words: &[&str], path: &str, cache: &Path) -> (String, String) {
    fails_with(words, path, cache, &[])
}

/// The same with more of an environment.
fn fails_with(
    words: &[&str],
    path: &str,
    cache: &Path,
    environment: &[(&str, &Path)],
) -> (String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(words)
        .envs(environment.iter().copied())
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("PATH", path)
        .env("XDG_CACHE_HOME", cache)
        .env_remove("CARGO")
        .env_remove("RUSTC")
        .output()
        .expect("xtask runs");
    assert!(!output.status.success(), "{words:?} must fail");
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8_lossy(&printed).into_owned();
    let last = printed.lines().last().unwrap_or_default().to_owned();
    assert!(last.starts_with("error: ") && last.contains(" — "), "{printed}");
    (printed, last)
}

fn path_before(folder: &Path) -> String {
    format!("{}:{}", folder.display(), env::var("PATH").unwrap_or_default())
}

#[test]
fn a_taken_port_is_named() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = listener.local_addr().expect("an address").port().to_string();
    let path = env::var("PATH").unwrap_or_default();
    let (_, error) = fails(&["serve", "--port", &port], &path, &folder("port"));
    assert!(error.contains(&format!("127.0.0.1:{port}")) && error.contains("--port"), "{error}");
}

#[test]
fn without_rust_there_is_one_line() {
    let empty = folder("no-rust");
    let (_, error) = fails(&["setup"], &empty.display().to_string(), &empty);
    assert!(error.contains("there is no rustc") && error.contains("rustup"), "{error}");
}

#[test]
fn an_old_rust_is_named() {
    let bin = folder("old-rust");
    pretend(&bin, "rustc", "echo 'rustc 1.80.1 (3f5fd8dd4 2024-08-06)'");
    let (_, error) = fails(&["setup"], &path_before(&bin), &bin);
    assert!(error.contains("1.80.1") && error.contains("rustup update"), "{error}");
}

#[test]
fn a_wrong_tool_and_no_network_are_named() {
    let bin = folder("no-network");
    pretend(&bin, "trunk", "echo 'trunk 0.1.0'");
    pretend(&bin, "cargo", "echo 'error: failed to download' >&2; exit 101");
    let (printed, error) = fails(&["setup"], &path_before(&bin), &bin);
    assert!(printed.contains("trunk 0.21.14 is wanted, found “trunk 0.1.0”"), "{printed}");
    assert!(error.contains("trunk 0.21.14") && error.contains("network"), "{error}");
}

#[test]
fn an_old_node_is_named() {
    let bin = folder("old-node");
    pretend(&bin, "node", "echo v12.22.9");
    let (_, error) = fails(&["setup"], &path_before(&bin), &bin);
    assert!(error.contains("12") && error.contains("Node"), "{error}");
}

/// A disk with 2 GB free below one folder, and with plenty everywhere else.
#[test]
fn a_small_disk_is_named_with_what_the_command_needs() {
    let bin = folder("small-disk");
    let target = bin.join("on another disk/target");
    let small =
        format!("case \"$*\" in *'{}'*) free=2000000;; *) free=99000000;; esac", bin.display());
    let answer = "echo 'Filesystem 1024-blocks Used Available'; echo \"/dev/x 1 1 $free\"";
    pretend(&bin, "df", &format!("{small}; {answer}"));
    for (words, needed) in
        [(&["setup"][..], "3.0 GB"), (&["test"], "7.0 GB"), (&["test", "--full"], "13.0 GB")]
    {
        let environment = [("CARGO_TARGET_DIR", &*target), ("QINGDAN_DIST", &bin.join("dist"))];
        let (_, error) = fails_with(words, &path_before(&bin), &bin, &environment);
        let expected =
            format!("the disk of {} has 2.1 GB free, and this needs {needed} — ", target.display());
        assert!(error.contains(&expected), "{error}");
    }
}

#[test]
fn faulty_words_for_the_pages_are_named_before_anything_is_done() {
    let folder = folder("words");
    let dir = folder.join("pages");
    let [dir_word, missing] =
        [&dir, &folder.join("none.json")].map(|path| path.display().to_string());
    let cases: [(&[&str], &str); 13] = [
        (&["pack", "--instrument"], "--instrument needs a path"),
        (&["pack", "--instrument", "--dir", "x"], "--instrument needs a path"),
        (&["pack", "--dir", ""], "--dir needs a path"),
        (&["pack", "--instrument", &missing], "there is no file"),
        (&["pack", "--instrument", "src"], "there is no file"),
        (&["pack", "--out", "x"], "`pack` does not know “--out”"),
        (&["pack", "here"], "`pack` does not know “here”"),
        (&["pack", "--dir", "../"], "index.html is there already, and no packed page"),
        (&["pack", "--dir", "Cargo.toml"], "Cargo.toml is no folder"),
        (&["host", "--dir", &dir_word], "there is no packed page"),
        (&["host", "/a/", "/b/"], "`host` does not know “/b/”"),
        (&["host", "a/"], "“a/” is no path of a host"),
        (&["serve", "--packed", "--port", "0"], "“0” is no port"),
    ];
    let path = env::var("PATH").unwrap_or_default();
    for (words, expected) in cases {
        let (printed, error) = fails(words, &path, &folder);
        assert!(error.contains(expected), "{words:?}: {error}");
        assert!(!printed.contains("checking tools"), "{printed}");
    }
    let free = TcpListener::bind(("127.0.0.1", 0)).and_then(|free| free.local_addr());
    let port = free.expect("a port").port().to_string();
    for (more, expected) in [
        (&["--packed"][..], "there is no packed page"),
        (&["--packed", "--instrument", "Cargo.toml"], "leave out one of the two"),
    ] {
        let words = [&["serve", "--port", &port, "--dir", &dir_word], more].concat();
        let (_, error) = fails(&words, &path, &folder);
        assert!(error.contains(expected), "{words:?}: {error}");
    }
    assert!(!dir.exists(), "nothing is left of what failed");
}

#[test]
fn one_instrument_takes_no_other_ones_place() {
    let folder = folder("other");
    fs::write(folder.join("instrument.txt"), "shift 1.0.0 abcd\nan instrument of somebody's own\n")
        .expect("a file");
    let file = folder.join("night.json");
    fs::write(&file, "{\"format\": \"x\", \"id\": \"night\"}").expect("a file");
    let [dir, file] = [&folder, &file].map(|path| path.display().to_string());
    let path = env::var("PATH").unwrap_or_default();
    let words = ["pack", "--instrument", &file, "--dir", &dir];
    let (printed, error) = fails(&words, &path, &folder);
    assert!(error.contains("the pages of another instrument: shift 1.0.0 abcd — --dir"), "{error}");
    assert!(!printed.contains("checking tools"), "{printed}");
}

/// Whoever packed an instrument of their own must not lose it by looking at it.
#[test]
fn the_shipped_instrument_takes_no_other_ones_place() {
    let folder = folder("own");
    fs::write(folder.join("instrument.txt"), "shift 1.0.0 abcd\nan instrument of somebody's own\n")
        .expect("a file");
    let dir = folder.display().to_string();
    let free = TcpListener::bind(("127.0.0.1", 0)).and_then(|free| free.local_addr());
    let port = free.expect("a port").port().to_string();
    let path = env::var("PATH").unwrap_or_default();
    for words in [&["pack", "--dir", &dir][..], &["serve", "--port", &port, "--dir", &dir]] {
        let (printed, error) = fails(words, &path, &folder);
        assert!(error.contains("the pages of another instrument: shift 1.0.0 abcd"), "{error}");
        assert!(error.contains("`cargo xtask serve --packed` serves them"), "{error}");
        assert!(!printed.contains("checking tools"), "{printed}");
    }
}
