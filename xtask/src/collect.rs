//! `cargo xtask bench collect`: a million records read and reported on by the organiser's page,
//! beside what others do with the same files. The measuring is in `xtask/bench/collect/`.

use crate::bench::chromium;
use crate::fail::{Failure, Outcome};
use crate::install::npm_packages;
use crate::pack;
use crate::repo::Repo;
use crate::run::{cargo, command, run, say};
use crate::setup::setup;
use crate::tools::COLLECT_PACKAGES;
use std::fs;
use std::path::Path;

/// Records of the large bundle, unless `QINGDAN_RECORDS` says otherwise.
const RECORDS: u32 = 1_000_000;

/// Records that also come as separate files, as a zip of them and as a bundle.
const FILES: [u32; 2] = [10_000, 50_000];

/// Records of the bundles whose first report is timed.
const REPORTS: [u32; 3] = [1_000, 10_000, 100_000];

/// Generates what is missing, packs, then measures everything once.
pub fn bench(repo: &Repo) -> Outcome {
    let tools = setup(repo)?;
    let chromium = chromium()?;
    let packages = npm_packages(repo, COLLECT_PACKAGES)?;
    let wanted = std::env::var("QINGDAN_RECORDS").unwrap_or_default();
    let records = wanted.parse().unwrap_or(RECORDS);
    let data = repo.target.join("bench-collect");
    generate(repo, &data, records)?;
    pack::pack(repo, &tools)?;
    say("measuring: about ten minutes");
    let mut bench = command(&tools.node, &repo.root);
    bench.arg("xtask/bench/collect/run.mjs");
    bench.args([&repo.root, &repo.dist, &packages, &chromium, &data]).arg(records.to_string());
    run(&mut bench, "see the lines above")
}

/// Makes the files that are not there yet; the same every time.
fn generate(repo: &Repo, data: &Path, records: u32) -> Outcome {
    say(format!("generating {records} records (once; 2 GB of disk for a million)"));
    let mut build = cargo(&repo.root);
    build.args(["build", "--profile", "native", "--no-default-features", "--features", "cli"]);
    run(build.args(["--bin", "qingdan"]), "the command did not compile: see the lines above")?;
    fs::create_dir_all(data).map_err(Failure::io("make", data))?;
    let bundles = [records].into_iter().chain(FILES).chain(REPORTS);
    for n in bundles {
        simulate(repo, data, n, "lines", &format!("{n}.jsonl"))?;
    }
    simulate(repo, data, records, "csv", &format!("{records}.csv"))?;
    for n in FILES {
        simulate(repo, data, n, "files", &format!("files-{n}"))?;
        simulate(repo, data, n, "zip", &format!("{n}.zip"))?;
    }
    Ok(())
}

fn simulate(repo: &Repo, data: &Path, records: u32, format: &str, name: &str) -> Outcome {
    let (path, part) = (data.join(name), data.join(format!("{name}.part")));
    if path.exists() {
        return Ok(());
    }
    // What an interrupted run has left.
    if part.is_file() {
        fs::remove_file(&part).map_err(Failure::io("remove", &part))?;
    }
    let mut simulate = command(repo.target.join("native/qingdan"), &repo.root);
    simulate.args(["simulate", "--records", &records.to_string(), "--seed", "1"]);
    simulate.args(["--format", format, "--out"]).arg(&part);
    run(&mut simulate, "see the lines above")?;
    fs::rename(&part, &path).map_err(Failure::io("rename", &path))
}
