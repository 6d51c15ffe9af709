//! `cargo xtask bench page`: how fast the respondent's page is on a slow phone, beside a
//! `SurveyJS` page and a hand-written page that ask the same. The measuring is in `xtask/bench/`.
//! And `cargo xtask bench disclosure`, `sealing` and `two-tally`, which are files in `benches/`.

use crate::fail::{Failure, Outcome};
use crate::install::npm_packages;
use crate::pack;
use crate::repo::Repo;
use crate::run::{cargo, command, run, say, which};
use crate::setup::setup;
use crate::tools::{BENCH_PACKAGES, SYSTEM_TOOLS};
use std::path::PathBuf;

/// How often each page is visited; the table shows medians.
const VISITS: u32 = 7;

/// Packs, then measures all three pages in turn.
pub fn page(repo: &Repo) -> Outcome {
    let tools = setup(repo)?;
    let chromium = chromium()?;
    let packages = npm_packages(repo, BENCH_PACKAGES)?;
    pack::pack(repo, &tools)?;
    say(format!("visiting three pages {VISITS} times each: about five minutes"));
    let mut bench = command(&tools.node, &repo.root);
    bench.arg("xtask/bench/run.mjs").args([&repo.root, &repo.dist, &packages, &chromium]);
    bench.arg(VISITS.to_string());
    run(&mut bench, "see the lines above")
}

/// Times something natively: `benches/<name>.rs`.
pub fn native(repo: &Repo, name: &str) -> Outcome {
    let mut bench = cargo(&repo.root);
    bench.args(["bench", "--profile", "native", "--no-default-features"]);
    bench.args(["--features", "two-tally", "--bench", &name.replace('-', "_")]);
    run(&mut bench, "the measurement did not compile or failed: see the lines above")
}

/// The path of Chromium.
pub fn chromium() -> Outcome<PathBuf> {
    let browser = SYSTEM_TOOLS[0];
    browser.programs.iter().find_map(|program| which(program)).ok_or_else(|| {
        Failure::new("there is no Chromium", format!("install {}", browser.packages.join(" ")))
    })
}
