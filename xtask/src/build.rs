//! `cargo xtask build`: Trunk builds all pages into `target/trunk/<page>/`, the same bytes on
//! every machine that has the same tools.

use crate::fail::{Failure, Outcome};
use crate::pack::PAGES;
use crate::repo::Repo;
use crate::run::{cargo, command, output, run, say};
use crate::setup::{PageTools, sysroot};
use crate::tools::WASM_TARGET;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds all pages with Trunk.
pub fn build(repo: &Repo, tools: &PageTools) -> Outcome {
    say("compiling the pages to WebAssembly");
    for page in &PAGES {
        let features = page.features.join(",");
        let words = ["--profile", page.profile, "--bin", page.bin, "--features", &features];
        compile(repo, &words)?;
    }
    let flags = reproducible_flags(repo)?;
    for page in &PAGES {
        say(format!("trunk: {}", page.file));
        let dist = repo.trunk_dir(page.bin);
        fs::create_dir_all(&dist).map_err(Failure::io("make", &dist))?;
        let mut trunk = command(&tools.trunk, &repo.root);
        trunk.args(["--quiet", "--skip-version-check", "build", "--release", "--cargo-profile"]);
        trunk.arg(page.profile).arg("--dist").arg(&dist).arg(page.file);
        if !page.features.is_empty() {
            trunk.arg("--features").arg(page.features.join(","));
        }
        trunk.env("PATH", path_with(&tools.wasm_bindgen)?);
        prepare(&mut trunk, repo, &flags);
        run(&mut trunk, "see the lines above")?;
    }
    Ok(())
}

/// Compiles to WebAssembly what the words after `cargo build` name.
pub fn compile(repo: &Repo, words: &[&str]) -> Outcome {
    let mut compile = cargo(&repo.root);
    compile.args(["build", "--offline", "--target", WASM_TARGET]).args(words);
    prepare(&mut compile, repo, &reproducible_flags(repo)?);
    let remedy = match &repo.instrument {
        Some(file) => format!(
            "see the lines above; of a faulty instrument, `qingdan check {}` says more",
            file.display()
        ),
        None => "see the compiler's lines above".to_owned(),
    };
    run(&mut compile, &remedy)
}

/// The pages compile the standard library with them, and a panic in it or in them stops at once,
/// without the code that would word it: 12.4 kB of 128 (brotli). Both need what stable Rust calls
/// unstable, as the Linux kernel does; a panic's words are to be had in every other build.
fn prepare(command: &mut Command, repo: &Repo, flags: &OsString) {
    command
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_TARGET_DIR", &repo.target)
        .env("CARGO_ENCODED_RUSTFLAGS", flags)
        .env("CARGO_INCREMENTAL", "0")
        .envs(repo.chosen())
        .env_remove("RUSTFLAGS");
}

/// `PATH` with the folder of a program before everything else.
fn path_with(program: &Path) -> Outcome<OsString> {
    let folder = program.parent().map(Path::to_path_buf);
    let path = env::var_os("PATH").unwrap_or_default();
    env::join_paths(folder.into_iter().chain(env::split_paths(&path)))
        .map_err(|error| Failure::new(format!("PATH: {error}"), "correct PATH"))
}

/// Flags that keep every path of this machine out of the result. Of several prefixes that match,
/// rustc applies the last, so the narrower ones come later.
fn reproducible_flags(repo: &Repo) -> Outcome<OsString> {
    let home = env::home_dir().unwrap_or_default();
    let cargo_home = env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let mut prefixes = vec![
        (cargo_home.clone(), "/cargo".to_owned()),
        (repo.root.clone(), "/qingdan".to_owned()),
        (repo.target.clone(), "/target".to_owned()),
    ];
    // The name of a registry folder tells the registry's address.
    let sources = cargo_home.join("registry/src");
    for entry in fs::read_dir(&sources).map_err(Failure::io("read", &sources))? {
        let entry = entry.map_err(Failure::io("read", &sources))?;
        prefixes.push((entry.path(), "/crates".to_owned()));
    }
    if let Some(commit) = compiler_commit() {
        // With the `rust-src` component, std's own paths point into the toolchain.
        prefixes.push((sysroot()?.join("lib/rustlib/src/rust"), format!("/rustc/{commit}")));
    }
    let mut flags = OsString::from("-Zunstable-options\u{1f}-Cpanic=immediate-abort");
    // SHA-256 in loops instead of unrolled: 1.5 kB less, and the pages hash a few bytes only.
    flags.push("\u{1f}--cfg=sha2_backend_soft=\"compact\"");
    for (from, to) in prefixes {
        flags.push("\u{1f}--remap-path-prefix=");
        flags.push(from);
        flags.push(format!("={to}"));
    }
    Ok(flags)
}

fn compiler_commit() -> Option<String> {
    let about = output(Command::new("rustc").arg("-vV"))?;
    about.lines().find_map(|line| line.strip_prefix("commit-hash: ")).map(str::to_owned)
}
