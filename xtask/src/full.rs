//! What `test --full` adds: the statistics, computed again by Python's packages and by R.

use crate::fail::{Failure, Outcome};
use crate::install::{into_cache, needs_network};
use crate::repo::Repo;
use crate::run::{cargo, command, output, run, say, which};
use crate::tools::{
    ENGINE_PACKAGES, FORM_PACKAGES, ORACLE_PACKAGES, READER_PACKAGES, TABLE_PACKAGES,
};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Where a difference is reported.
const DIFFERENT: &str = "the two computations differ: the lines above say where";

/// Where a program does not read what was meant.
const OTHERWISE: &str = "a program reads a file otherwise than it is meant: see the lines above";

/// Has the files that a report is saved as, and the table for research, opened by the programs that
/// they are for.
pub fn programs(repo: &Repo) -> Outcome {
    let needed = [("Rscript", "r-base-core"), ("pspp", "pspp"), ("pdftotext", "poppler-utils")];
    for (program, package) in needed {
        if which(program).is_none() {
            let remedy = format!("on Debian: apt-get install {package}");
            return Err(Failure::new(format!("{program} is missing"), remedy));
        }
    }
    let (python, packages) = python_with(repo, READER_PACKAGES)?;
    let mut programs = cargo(&repo.root);
    programs.args(["test", "--no-default-features", "--test", "exports"]);
    programs.env("QINGDAN_PROGRAMS", "1").env("QINGDAN_FRICTIONLESS", python);
    programs.env("PYTHONPATH", packages).env("CARGO_TARGET_DIR", &repo.target);
    run(&mut programs, OTHERWISE)?;
    let (python, packages) = python_with(repo, TABLE_PACKAGES)?;
    let mut tables = cargo(&repo.root);
    tables.args(["test", "--no-default-features", "--features", "cli", "--test", "microdata_cli"]);
    tables.env("QINGDAN_PROGRAMS", "1").env("QINGDAN_PYTHON", python);
    tables.env("PYTHONPATH", packages).env("CARGO_TARGET_DIR", &repo.target);
    run(&mut tables, OTHERWISE)?;
    documents(repo)
}

/// Has R and Python run the examples of the documents.
fn documents(repo: &Repo) -> Outcome {
    let (python, packages) = python_with(repo, ORACLE_PACKAGES)?;
    let (_, tables) = python_with(repo, TABLE_PACKAGES)?;
    let packages = std::env::join_paths([packages, tables])
        .map_err(|_| Failure::new("a folder has a name with a colon", "rename the cache"))?;
    let mut documents = cargo(&repo.root);
    documents.args(["test", "--no-default-features", "--features", "cli", "--test", "documents"]);
    documents.env("QINGDAN_PROGRAMS", "1").env("QINGDAN_PYTHON", python);
    documents.env("PYTHONPATH", packages).env("CARGO_TARGET_DIR", &repo.target);
    run(&mut documents, "correct the block of code that the lines above name")
}

/// Has the converter of ODK and `KoboToolbox` open the forms that instruments are exported as.
pub fn forms(repo: &Repo) -> Outcome {
    let (python, packages) = python_with(repo, FORM_PACKAGES)?;
    let mut forms = cargo(&repo.root);
    forms.args(["test", "--no-default-features", "--features", "cli", "--test", "xlsform_cli"]);
    forms.arg("pyxform").env("QINGDAN_PYXFORM", python).env("PYTHONPATH", packages);
    forms.env("CARGO_TARGET_DIR", &repo.target);
    run(&mut forms, "pyxform reads a form otherwise than it is meant: see the lines above")
}

/// Has the examples for many machines count 200,000 people on local Spark and in `DuckDB`.
pub fn engines(repo: &Repo) -> Outcome {
    if which("java").is_none() {
        let remedy =
            "Spark needs Java 17 or newer; on Debian: apt-get install openjdk-17-jre-headless";
        return Err(Failure::new("java is missing", remedy));
    }
    let (python, packages) = python_with(repo, ENGINE_PACKAGES)?;
    let mut build = cargo(&repo.root);
    // The line of docs/instruments.md.
    let words = [
        "build",
        "--offline",
        "--profile",
        "native",
        "--no-default-features",
        "--features",
        "cli",
        "--bin",
        "qingdan",
    ];
    build.args(words).env("CARGO_TARGET_DIR", &repo.target);
    run(&mut build, "correct what the lines above name")?;
    let mut engines = cargo(&repo.root);
    engines.args(["test", "--offline", "--no-default-features", "--features", "cli"]);
    engines.args(["--test", "engines", "--", "--nocapture"]).env("PYTHONPATH", packages);
    engines.env("QINGDAN_ENGINES", repo.target.join("native/qingdan"));
    engines.env("QINGDAN_PYTHON", python).env("CARGO_TARGET_DIR", &repo.target);
    run(&mut engines, "an example does not count what one machine counts: see the lines above")
}

/// Has the journeys run in full, and what they save opened by all the programs it is for.
pub fn lengthen(repo: &Repo, journeys: &mut Command) -> Outcome {
    let (python, packages) = python_with(repo, ORACLE_PACKAGES)?;
    journeys.env("QINGDAN_FULL", "1").env("QINGDAN_PROGRAMS", "1");
    journeys.env("QINGDAN_PYTHON", python).env("PYTHONPATH", packages);
    Ok(())
}

/// Python, and a folder with packages of it in the user's cache.
pub fn python_with(repo: &Repo, packages: &[(&str, &str)]) -> Outcome<(PathBuf, PathBuf)> {
    let pinned: Vec<String> =
        packages.iter().map(|(name, version)| format!("{name}=={version}")).collect();
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
    Ok((python, cached))
}

/// Runs the oracle's own checks: Python's in an environment of the user's cache, and R's.
pub fn oracle(repo: &Repo) -> Outcome {
    let folder = repo.root.join("tests/oracle");
    let (python, cached) = python_with(repo, ORACLE_PACKAGES)?;
    for script in ["oracle.py", "formulas.py", "randomised.py"] {
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
