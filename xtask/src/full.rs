//! What `test --full` adds: the statistics, computed a second time by numpy and scipy.

use crate::fail::{Failure, Outcome};
use crate::install::{into_cache, needs_network};
use crate::repo::Repo;
use crate::run::{command, output, run, say, which};
use crate::tools::ORACLE_PACKAGES;
use std::fs;
use std::process::Command;

/// Runs the oracle's own check in a Python environment of the user's cache.
pub fn oracle(repo: &Repo) -> Outcome {
    let script = repo.root.join("tests/oracle/oracle.py");
    if !script.is_file() {
        return Err(Failure::new("tests/oracle/oracle.py is missing", "restore it from git"));
    }
    let pinned: Vec<String> =
        ORACLE_PACKAGES.iter().map(|(name, version)| format!("{name}=={version}")).collect();
    let list = pinned.join(" ");
    let python = which("python3").ok_or_else(|| {
        Failure::new("python3 is missing", "install Python 3.11 or newer and its pip")
    })?;
    let about = "import sys; print('py%d%d' % sys.version_info[:2], end='')";
    let version = output(Command::new(&python).args(["-c", about])).unwrap_or_default();
    let folder = format!("oracle-{version}-{}", list.replace([' ', '='], "-"));
    let cached = repo.tools.join(folder);
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
    let mut check = command(&python, &repo.root);
    check.arg(&script).arg("--check").env("PYTHONPATH", &cached);
    run(&mut check, "the two computations differ: the lines above say where")
}
