//! `cargo xtask fuzz`: everything that reads bytes, fed with mutated bytes by libFuzzer.
//!
//! Each program in `fuzz/fuzz_targets/` starts from its committed seeds in `fuzz/corpus/` and looks
//! for inputs that reach new code. What it finds on the way and what it says stay in the target
//! folder; of a program that fails, the end of that is shown, with the path of the input. Stable
//! Rust can instrument for coverage; memory sanitizers, which it cannot, are not needed where
//! `unsafe` is denied.

use crate::fail::{Failure, Outcome};
use crate::repo::Repo;
use crate::run::{cargo, command, run, say, which};
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
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
const LIMITS: &[&str] = &["-timeout=10", "-rss_limit_mb=1024", "-max_len=65536"];

/// Lines of a failed program's output that are shown.
const LINES: usize = 30;

/// The number of seconds in a text.
pub fn parse_seconds(text: &str) -> Outcome<u32> {
    text.parse().ok().filter(|&seconds| seconds > 0).ok_or_else(|| {
        Failure::new(format!("“{text}” is no number of seconds"), "give a whole number, 60 say")
    })
}

/// Where the programs are built.
pub fn built(repo: &Repo) -> Outcome<PathBuf> {
    Ok(repo.target.join("fuzz").join(host()?))
}

/// Builds every program, then runs each for so many seconds, as many at once as there are cores.
pub fn fuzz(repo: &Repo, seconds: u32) -> Outcome {
    if which("c++").is_none() {
        let remedy = "install one (on Debian, `apt-get install g++`): libFuzzer is written in C++";
        return Err(Failure::new("there is no C++ compiler `c++`", remedy));
    }
    let mut build = cargo(&repo.root.join("fuzz"));
    build
        .args(["build", "--locked", "--quiet", "--release", "--bins"])
        .env("CARGO_TARGET_DIR", repo.target.join("fuzz"));
    build.env("CARGO_ENCODED_RUSTFLAGS", COVERAGE.join("\u{1f}")).env_remove("RUSTFLAGS");
    // Build scripts and procedural macros run on the host, without the instruments.
    build.args(["--target", &host()?]);
    run(&mut build, "a fuzz target did not compile: see the lines above")?;
    let names = targets(repo)?;
    let at_once = available_parallelism().map_or(1, usize::from);
    let minutes = (names.len().div_ceil(at_once) * seconds as usize).div_ceil(60);
    say(format!("fuzzing {} readers, {seconds} s each: about {minutes} min", names.len()));
    let mut failed = Vec::new();
    for names in names.chunks(at_once) {
        let running: Vec<(&String, Child)> = names
            .iter()
            .map(|name| Ok((name, start(repo, name, seconds)?)))
            .collect::<Outcome<_>>()?;
        // All of them end before a failure is told.
        for (name, mut child) in running {
            let good = child.wait().is_ok_and(|status| status.success());
            let said = fs::read(said(repo, name)).unwrap_or_default();
            let said = String::from_utf8_lossy(&said);
            say(format!("{name}: {}", summary(&said)));
            if !good {
                println!("{}", last_lines(&said));
                failed.push(name.as_str());
            }
        }
    }
    if failed.is_empty() {
        return Ok(());
    }
    let problem = format!("failed under fuzzing: {}", failed.join(", "));
    let remedy = "the input is named above; add it to fuzz/corpus/ once the reader is mended";
    Err(Failure::new(problem, remedy))
}

/// Where a program's output is kept.
fn said(repo: &Repo, name: &str) -> PathBuf {
    repo.target.join("fuzz").join(format!("{name}.log"))
}

/// How many inputs were tried, and how many of them reached something new.
fn summary(said: &str) -> String {
    let number = |what: &str| {
        let line = said.lines().rev().find_map(|line| line.strip_prefix(what));
        line.map_or("an unknown number", str::trim)
    };
    let (tried, new) =
        (number("stat::number_of_executed_units:"), number("stat::new_units_added:"));
    format!("{tried} inputs tried, {new} of them reached something new")
}

/// The end of an output.
fn last_lines(said: &str) -> String {
    let lines: Vec<&str> = said.lines().collect();
    lines[lines.len().saturating_sub(LINES)..].join("\n")
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

fn start(repo: &Repo, name: &str, seconds: u32) -> Outcome<Child> {
    let program = repo.target.join("fuzz").join(host()?).join("release").join(name);
    let found = repo.target.join("fuzz/found").join(name);
    let seeds: PathBuf = repo.root.join("fuzz/corpus").join(name);
    fs::create_dir_all(&found).map_err(Failure::io("make", &found))?;
    let mut fuzz = command(&program, &repo.root);
    fuzz.args(LIMITS).arg("-print_final_stats=1").arg(format!("-max_total_time={seconds}"));
    fuzz.arg(format!("-artifact_prefix={}/fault-{name}-", repo.target.join("fuzz").display()));
    // The first folder gets what is found; the second one is only read.
    fuzz.arg(&found).arg(&seeds);
    let path = said(repo, name);
    // What libFuzzer and panics say goes to standard error.
    let log = File::create(&path).map_err(Failure::io("write", &path))?;
    fuzz.stdout(Stdio::null()).stderr(log);
    fuzz.spawn().map_err(Failure::io("start", &program))
}

/// This machine's target triple.
fn host() -> Outcome<String> {
    let about = crate::run::output(Command::new("rustc").arg("-vV")).unwrap_or_default();
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| {
        Failure::new("rustc does not say which machine this is", "run `rustc -vV` by hand")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_tells_both_numbers() {
        let said = "INFO: seed\nstat::number_of_executed_units: 1234\nstat::new_units_added:  5\n";
        assert_eq!(summary(said), "1234 inputs tried, 5 of them reached something new");
        assert!(summary("killed").starts_with("an unknown number"));
    }

    #[test]
    fn seconds_are_a_whole_number_from_one_on() {
        assert_eq!(parse_seconds("90"), Ok(90));
        for text in ["0", "-1", "1.5", "a minute"] {
            assert!(parse_seconds(text).is_err(), "{text}");
        }
    }
}
