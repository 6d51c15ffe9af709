//! `cargo xtask bench tally`: a million records counted by `qingdan tally`, by `DuckDB` and by
//! polars, which must come to the same numbers. The measuring is in `benches/tally/`.

use crate::fail::{Failure, Outcome};
use crate::full::python_with;
use crate::repo::Repo;
use crate::run::{cargo, command, run, say};
use crate::tools::TALLY_PACKAGES;
use std::fs;
use std::path::{Path, PathBuf};

/// Records, unless `QINGDAN_RECORDS` says otherwise.
const RECORDS: u32 = 1_000_000;

/// How often each counts them, in turn.
const RUNS: u32 = 3;

/// Builds the command, generates the records, measures.
pub fn bench(repo: &Repo) -> Outcome {
    let (python, packages) = python_with(repo, TALLY_PACKAGES)?;
    let mut build = cargo(&repo.root);
    build.args(["build", "--profile", "native", "--no-default-features", "--features", "cli"]);
    build.args(["--bin", "qingdan"]).env("CARGO_TARGET_DIR", &repo.target);
    run(&mut build, "the command did not compile: see the lines above")?;
    let qingdan = repo.target.join("native/qingdan");
    let wanted = std::env::var("QINGDAN_RECORDS").unwrap_or_default();
    let records = wanted.parse().unwrap_or(RECORDS);
    let bundle = generate(repo, &qingdan, records)?;
    say(format!("counting {records} records {RUNS} times by three programs"));
    let mut bench = command(python, &repo.root);
    bench.args(["-B", "benches/tally/measure.py", "instrument/grassroots-burden.json"]);
    bench.args([&qingdan, &bundle]).args([records.to_string(), RUNS.to_string()]);
    run(bench.env("PYTHONPATH", packages), "see the lines above")
}

/// The bundle of so many records, made where it is not there yet; the same every time.
fn generate(repo: &Repo, qingdan: &Path, records: u32) -> Outcome<PathBuf> {
    let folder = repo.target.join("bench-tally");
    let bundle = folder.join(format!("{records}.ndjson"));
    if bundle.exists() {
        return Ok(bundle);
    }
    say(format!("generating {records} records (once; 1.2 GB of disk for a million)"));
    fs::create_dir_all(&folder).map_err(Failure::io("make", &folder))?;
    let part = folder.join("part.ndjson");
    // What an interrupted run has left.
    if part.is_file() {
        fs::remove_file(&part).map_err(Failure::io("remove", &part))?;
    }
    let mut simulate = command(qingdan, &repo.root);
    simulate.args(["simulate", "--records", &records.to_string(), "--seed", "7", "--out"]);
    run(simulate.arg(&part), "see the lines above")?;
    fs::rename(&part, &bundle).map_err(Failure::io("rename", &bundle))?;
    Ok(bundle)
}
