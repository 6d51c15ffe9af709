//! What `test --full` adds: the statistics, computed again by Python's packages and by R.

use crate::fail::{Failure, Outcome};
use crate::install::{into_cache, needs_network};
use crate::repo::Repo;
use crate::run::{cargo, command, output, run, say, which};
use crate::tools::ORACLE_PACKAGES;
use std::fs;
use std::process::Command;

/// Where a difference is reported.
const DIFFERENT: &str = "the two computations differ: the lines above say where";

/// Runs the oracle's own checks: Python's in an environment of the user's cache, and R's.
pub fn oracle(repo: &Repo) -> Outcome {
    let folder = repo.root.join("tests/oracle");
    let pinned: Vec<String> =
        ORACLE_PACKAGES.iter().map(|(name, version)| format!("{name}=={version}")).collect();
    let list = pinned.join(" ");
    let python = which("python3").ok_or_else(|| {
        Failure::new("python3 is missing", "install Python 3.11 or newer and its pip")
    })?;
    let about = "import sys; print('py%d%d' % sys.version_info[:2], end='')";
    let version = output(Command::new(&python).args(["-c", about])).unwrap_or_default();
    let name = format!("oracle-{version}-{}", list.replace([' ', '='], "-"));
    let cached = repo.tools.join(name);
    if !cached.is_dir() {
        say(format!("installing {list} (once)"));
        fs::create_dir_all(&repo.tools).map_err(Failure::io("make", &repo.tools))?;
        // The packages go into a plain folder: unlike a whole environment, it can be moved.
        into_cache(&cached, |staging| {
            let mut pip = command(&python, &repo.tools);
            pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
            pip.arg("--target").arg(staging).args(&pinned);
            run(&mut pip, &needs_network("the packages", &list))
        })?;
    }
    for script in ["oracle.py", "formulas.py"] {
        let mut check = command(&python, &folder);
        check.args(["-B", script, "--check"]).env("PYTHONPATH", &cached);
        run(&mut check, DIFFERENT)?;
    }
    let remedy = "on Debian: apt-get install r-base-core r-cran-psych r-cran-jsonlite";
    let r = which("Rscript").ok_or_else(|| Failure::new("Rscript is missing", remedy))?;
    let mut check = command(&r, &folder);
    run(check.args(["formulas.R", "--check"]), DIFFERENT)?;
    let mut coverage = cargo(&repo.root);
    coverage.args(["test", "--no-default-features", "--test", "statistics_formulas", "coverage"]);
    let remedy = "an interval covers the truth more or less often than designed";
    run(coverage.env("QINGDAN_FULL", "1"), remedy)
}
