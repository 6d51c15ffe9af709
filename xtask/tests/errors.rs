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
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(words)
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
