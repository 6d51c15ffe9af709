//! `cargo xtask fuzz`: everything that reads bytes, fed with mutated bytes by libFuzzer.
//!
//! Each program in `fuzz/fuzz_targets/` starts from its committed seeds in `fuzz/corpus/` and looks
//! for inputs that reach new code. What it finds on the way stays in the target folder; an input
//! that makes it fail is printed and kept. Stable Rust can instrument for coverage; memory
//! sanitizers, which it cannot, are not needed where `unsafe` is denied.

use crate::fail::{Failure, Outcome};
use crate::repo::Repo;
use crate::run::{cargo, command, run, say, which};
use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::thread::available_parallelism;

/// Seconds for each program where nothing is said.
pub const SECONDS: u32 = 60;

/// What the compiler is told: count edges and compare operands, for libFuzzer.
const COVERAGE: &[&str] = &[
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Clink-dead-code",
    "-Ccodegen-units=1",
];

/// What libFuzzer is told: no input takes ten seconds or a gigabyte.
const LIMITS: &[&str] = &["-timeout=10", "-rss_limit_mb=1024", "-max_len=65536", "-verbosity=0"];

/// The number of seconds in a text.
pub fn parse_seconds(text: &str) -> Outcome<u32> {
    text.parse().ok().filter(|&seconds| seconds > 0).ok_or_else(|| {
        Failure::new(format!("“{text}” is no number of seconds"), "give a whole number, 60 say")
    })
}

/// Builds every program, then runs each for so many seconds, as many at once as there are cores.
pub fn fuzz(repo: &Repo, seconds: u32) -> Outcome {
    if which("c++").is_none() {
        let remedy = "install one (on Debian, `apt-get install g++`): libFuzzer is written in C++";
        return Err(Failure::new("there is no C++ compiler `c++`", remedy));
    }
    let folder = repo.root.join("fuzz");
    let mut build = cargo(&folder);
    build.args(["build", "--release", "--bins"]).env("CARGO_TARGET_DIR", repo.target.join("fuzz"));
    build.env("CARGO_ENCODED_RUSTFLAGS", COVERAGE.join("\u{1f}")).env_remove("RUSTFLAGS");
    // Build scripts and procedural macros run on the host, without the instruments.
    build.args(["--target", &host()?]);
    run(&mut build, "a fuzz target did not compile: see the lines above")?;
    let names = targets(repo)?;
    let at_once = available_parallelism().map_or(1, usize::from);
    let minutes = names.len().div_ceil(at_once) * seconds as usize / 60;
    say(format!("fuzzing {} readers, {seconds} s each: about {minutes} min", names.len()));
    for names in names.chunks(at_once) {
        let running: Vec<(String, Child)> =
            names.iter().map(|name| start(repo, name, seconds)).collect::<Outcome<_>>()?;
        // All of them end before the first failure is told.
        let ended: Vec<(String, bool)> = running
            .into_iter()
            .map(|(name, mut child)| {
                let good = child.wait().is_ok_and(|status| status.success());
                (name, good)
            })
            .collect();
        if let Some((name, _)) = ended.into_iter().find(|(_, good)| !good) {
            let remedy = "the input is named above; add it to fuzz/corpus/ once it is mended";
            return Err(Failure::new(format!("the fuzz target {name} failed"), remedy));
        }
    }
    Ok(())
}

/// Names of the programs, in alphabetical order.
fn targets(repo: &Repo) -> Outcome<Vec<String>> {
    let folder = repo.root.join("fuzz/fuzz_targets");
    let entries = fs::read_dir(&folder).map_err(Failure::io("read", &folder))?;
    let names = entries.filter_map(Result::ok).map(|entry| entry.path());
    let mut names: Vec<String> =
        names.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    names.sort();
    Ok(names)
}

fn start(repo: &Repo, name: &str, seconds: u32) -> Outcome<(String, Child)> {
    let program = repo.target.join("fuzz").join(host()?).join("release").join(name);
    let found = repo.target.join("fuzz/found").join(name);
    let seeds: PathBuf = repo.root.join("fuzz/corpus").join(name);
    fs::create_dir_all(&found).map_err(Failure::io("make", &found))?;
    let mut fuzz = command(&program, &repo.root);
    fuzz.args(LIMITS).arg(format!("-max_total_time={seconds}"));
    fuzz.arg(format!("-artifact_prefix={}/fault-{name}-", repo.target.join("fuzz").display()));
    // The first folder gets what is found; the second one is only read.
    fuzz.arg(&found).arg(&seeds);
    say(format!("fuzzing {name}"));
    let child = fuzz.spawn().map_err(Failure::io("start", &program))?;
    Ok((name.to_owned(), child))
}

/// This machine's target triple.
fn host() -> Outcome<String> {
    let about = crate::run::output(Command::new("rustc").arg("-vV")).unwrap_or_default();
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| {
        Failure::new("rustc does not say which machine this is", "run `rustc -vV` by hand")
    })
}
