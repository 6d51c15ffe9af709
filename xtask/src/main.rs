//! `cargo xtask`: set-up, build, pack, serve, test and bench. The only place that knows tool
//! versions (`tools.rs`). Start reading at [`commands`]; the packer is `pack/mod.rs`.
#![warn(clippy::pedantic, clippy::unwrap_used)]
// Reasoned exceptions: the same as the crate's own.
#![allow(clippy::module_name_repetitions, clippy::must_use_candidate)]
#![allow(clippy::missing_errors_doc)]

mod bench;
mod bench_tally;
#[path = "../../build/beside.rs"]
mod beside;
mod build;
mod collect;
mod dependencies;
mod disk;
mod fail;
mod full;
mod fuzz;
mod host;
mod install;
mod lock;
mod other_user;
mod pack;
mod repo;
mod reproduce;
mod run;
mod serve;
mod setup;
mod shots;
mod site;
mod sizes;
mod test;
mod tools;

use crate::fail::{Failure, Outcome};
use crate::pack::hosts::Base;
use crate::repo::Repo;
use crate::run::tell;
use std::env;
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <command>

  setup              get the tools that building needs (once)
  build              build the three pages with Trunk into target/trunk/
  pack [--instrument FILE] [--dir DIR]
                     build, then write index.html, organise.html and two-tallies.html into dist/
                     or DIR, with the shipped instrument or that of FILE
  host [path] [--dir DIR]
                     from the pages packed into dist/ or DIR, the header files for a path of a host
                     (if none, that of the last time, at first /) and the installable variant;
                     pack does the same
  serve [options]    pack as above (--instrument FILE, --dir DIR), then serve on 127.0.0.1:
                     --port N (8480), --sub-path /a/b/, --installable (that variant),
                     --packed (only serve what was packed before)
  test [--full]      everything that must pass; --full adds the statistics oracle
  docs               build the documentation site, Chinese and English, into target/docs/
  malice             pack the malicious module that a test opens, into target/malice/
  fuzz [seconds]     mutated bytes for everything that reads bytes (60 seconds each)
  dependencies       licences, sources, reasons and the list of what is taken from others
  reproduce          pack in two fresh clones for two users, and compare the bytes
  engines            the examples on local Spark and in DuckDB, beside one machine
  shots [folder]     pictures of every page, for people to look at
  bench size         the size of each page against its budget, with a breakdown
  bench page         speed on a slow phone, beside a SurveyJS and a hand-written page
  bench collect      a million records read and reported on, beside other ways of doing it
  bench disclosure   what the rules of disclosure cost, beside the same work with fewer of them
  bench sealing      what sealing, opening and keys cost, beside reading plain records
  bench tally        a million records counted by the command, beside DuckDB and polars
  bench two-tally    what two organisers' halves weigh and cost, by form and strata";

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match commands(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn commands(words: &[&str]) -> Outcome {
    let repo = Repo::find()?;
    match words {
        ["setup"] => setup::setup(&repo).map(drop),
        ["build"] => build::build(&repo, &setup::setup(&repo)?),
        ["pack", options @ ..] => {
            let (repo, others) = repo.with(options)?;
            nothing_else("pack", &others)?;
            pack::ready(&repo)?;
            pack::pack(&repo, &setup::setup(&repo)?)
        }
        ["host", options @ ..] => {
            let (repo, others) = repo.with(options)?;
            let (base, others) = match others[..] {
                [path, ref others @ ..] if !path.starts_with('-') => {
                    (Some(Base::parse(path)?), others)
                }
                ref others => (None, others),
            };
            nothing_else("host", others)?;
            host::host(&repo, base)
        }
        ["serve", options @ ..] => {
            let (repo, others) = repo.with(options)?;
            serve::serve(&repo, &serve::Options::parse(&others)?)
        }
        ["test"] => test::test(&repo, false),
        ["test", "--full"] => test::test(&repo, true),
        ["docs"] => site::docs(&repo),
        ["malice"] => pack::malice::pack(&repo, &setup::setup(&repo)?),
        ["fuzz"] => fuzz::fuzz(&repo, fuzz::SECONDS),
        ["fuzz", seconds] => fuzz::fuzz(&repo, fuzz::parse_seconds(seconds)?),
        ["dependencies"] => dependencies::check(&repo),
        ["engines"] => full::engines(&repo),
        ["reproduce"] => reproduce::reproduce(&repo),
        ["shots"] => shots::shots(&repo, None),
        ["shots", folder] => shots::shots(&repo, Some(folder)),
        ["bench", "size"] => sizes::bench(&repo),
        ["bench", "page"] => bench::page(&repo),
        ["bench", "collect"] => collect::bench(&repo),
        ["bench", "tally"] => bench_tally::bench(&repo),
        ["bench", name @ ("disclosure" | "sealing" | "two-tally")] => bench::native(&repo, name),
        [] | ["help" | "--help" | "-h"] => {
            tell(USAGE);
            Ok(())
        }
        _ => Err(Failure::new(
            format!("unknown command “{}”", words.join(" ")),
            "run `cargo xtask help` for the list",
        )),
    }
}

/// Fails if a command was given a word that it does not know.
fn nothing_else(command: &str, words: &[&str]) -> Outcome {
    let Some(word) = words.first() else { return Ok(()) };
    Err(Failure::new(
        format!("`{command}` does not know “{word}”"),
        "run `cargo xtask help` for the list",
    ))
}
