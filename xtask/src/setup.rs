//! `cargo xtask setup`: everything that building the pages needs, got once.

use crate::disk;
use crate::fail::{Failure, Outcome};
use crate::install::{cargo_tool, node, npm_tool};
use crate::lock;
use crate::repo::Repo;
use crate::run::{cargo, command, output, run, say, which};
use crate::tools::{BINARYEN, RUST_MIN, TRUNK, WASM_BINDGEN, WASM_TARGET};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The tools that build a page, by full path.
#[derive(Clone, Debug)]
pub struct PageTools {
    /// Trunk.
    pub trunk: PathBuf,
    /// wasm-bindgen; the test runner lies beside it.
    pub wasm_bindgen: PathBuf,
    /// Node, which runs `wasm_opt`.
    pub node: PathBuf,
    /// binaryen's `wasm-opt`.
    pub wasm_opt: PathBuf,
}

/// Checks and gets everything; does nothing the second time.
pub fn setup(repo: &Repo) -> Outcome<PageTools> {
    say("checking tools");
    rust()?;
    linker()?;
    disk::check(repo, disk::PACK)?;
    fs::create_dir_all(&repo.tools).map_err(Failure::io("make", &repo.tools))?;
    wasm_target(repo)?;
    std_sources(repo)?;
    lock::check_wasm_bindgen(repo)?;
    let node = node()?;
    let tools = PageTools {
        trunk: cargo_tool(repo, &TRUNK)?,
        wasm_bindgen: cargo_tool(repo, &WASM_BINDGEN)?,
        wasm_opt: npm_tool(repo, &BINARYEN)?,
        node,
    };
    crates(repo)?;
    Ok(tools)
}

/// Fails unless Rust is new enough.
fn rust() -> Outcome {
    let (major, minor) = RUST_MIN;
    let version = output(Command::new("rustc").arg("--version")).unwrap_or_default();
    match minor_of(&version) {
        Some(found) if found >= (major, minor) => Ok(()),
        None => Err(Failure::new(
            format!("there is no rustc; Rust {major}.{minor} or newer is wanted"),
            "install Rust through rustup (https://rustup.rs)",
        )),
        Some(_) => Err(Failure::new(
            format!("Rust {major}.{minor} or newer is wanted, found “{}”", version.trim()),
            "run `rustup update stable`",
        )),
    }
}

/// Fails unless there is a C compiler: Rust links through it, and a tool's crates compile C.
fn linker() -> Outcome {
    if which("cc").is_some() {
        return Ok(());
    }
    Err(Failure::new(
        "there is no C compiler `cc`, which Rust links with",
        "install one (on Debian, `apt-get install gcc libc6-dev`)",
    ))
}

/// Adds a component of the toolchain that `cargo` lacks: rustup's minimal profile has neither
/// `fmt` nor `clippy`.
pub fn component(repo: &Repo, subcommand: &str, component: &str) -> Outcome {
    if output(cargo(&repo.root).args([subcommand, "--version"])).is_some() {
        return Ok(());
    }
    say(format!("adding the component {component} (once)"));
    run(
        command("rustup", &repo.root).args(["component", "add", component]),
        &format!("`cargo {subcommand}` is missing: install {component} for this Rust"),
    )
}

/// Adds the wasm target if the toolchain lacks it.
fn wasm_target(repo: &Repo) -> Outcome {
    let sysroot = sysroot()?;
    if sysroot.join("lib/rustlib").join(WASM_TARGET).join("lib").is_dir() {
        return Ok(());
    }
    if which("rustup").is_none() {
        return Err(Failure::new(
            format!("this Rust lacks the target {WASM_TARGET} and there is no rustup to add it"),
            "install Rust through rustup (https://rustup.rs)",
        ));
    }
    say(format!("adding the target {WASM_TARGET} (once)"));
    run(
        command("rustup", &repo.root).args(["target", "add", WASM_TARGET]),
        "the first set-up needs the network once to get the target; see the lines above",
    )
}

/// Adds the standard library's source if the toolchain lacks it: the pages compile their own.
fn std_sources(repo: &Repo) -> Outcome {
    if std_manifest()?.is_file() {
        return Ok(());
    }
    say("adding the component rust-src (once)");
    run(
        command("rustup", &repo.root).args(["component", "add", "rust-src"]),
        "the first set-up needs rustup and the network once to get Rust's own library",
    )
}

/// The manifest of the standard library's source.
fn std_manifest() -> Outcome<PathBuf> {
    Ok(sysroot()?.join("lib/rustlib/src/rust/library/Cargo.toml"))
}

/// The folder of the toolchain.
pub fn sysroot() -> Outcome<PathBuf> {
    output(Command::new("rustc").args(["--print", "sysroot"]))
        .map(|path| Path::new(path.trim()).to_path_buf())
        .ok_or_else(|| Failure::new("rustc does not run", "install Rust through rustup"))
}

/// Gets the crates of `Cargo.lock` and those of the standard library, so that every build can be
/// offline.
fn crates(repo: &Repo) -> Outcome {
    for manifest in [repo.root.join("Cargo.toml"), std_manifest()?] {
        let fetch = || {
            let mut fetch = cargo(&repo.root);
            fetch.args(["fetch", "--locked", "--manifest-path"]).arg(&manifest);
            fetch.env("RUSTC_BOOTSTRAP", "1");
            fetch
        };
        if output(fetch().args(["--offline", "--quiet"])).is_some() {
            continue;
        }
        say(format!("getting the crates of {} (once)", manifest.display()));
        run(
            &mut fetch(),
            "the first set-up needs the network once to get the crates; see the lines above",
        )?;
    }
    Ok(())
}

/// (major, minor) in a text such as `rustc 1.95.0 (…)`.
fn minor_of(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.split_whitespace().nth(1)?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_rust() {
        assert_eq!(minor_of("rustc 1.95.0 (59807616e 2026-04-14)"), Some((1, 95)));
        assert_eq!(minor_of("rustc 2.0.0-nightly"), Some((2, 0)));
        assert_eq!(minor_of(""), None);
    }
}
