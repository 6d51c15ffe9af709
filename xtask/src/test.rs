//! `cargo xtask test`: everything that must pass, in one command, the same here and in CI.

use crate::dependencies;
use crate::disk;
use crate::fail::{Failure, Outcome};
use crate::full;
use crate::fuzz;
use crate::install::{cargo_tool, needs_network, npm_tool};
use crate::pack::{self, PAGES, malice};
use crate::repo::Repo;
use crate::reproduce;
use crate::run::{cargo, command, output, run, say, which};
use crate::setup::{PageTools, component, setup};
use crate::site;
use crate::sizes;
use crate::tools::{AXE, CHINESE_FONTS, GECKODRIVER, SYSTEM_TOOLS, WASM_TARGET};
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

/// What the tests in browsers are told, as environment variables.
pub type Browsers = Vec<(&'static str, PathBuf)>;

/// Longest run of one file of wasm tests, seconds, on two busy cores.
const WASM_SECONDS_MAX: &str = "60";

/// Sets up, then runs every check; stops at the first that fails.
pub fn test(repo: &Repo, full: bool) -> Outcome {
    let start = Instant::now();
    heading("set-up");
    // Before half an hour of other steps.
    pack::ready(repo)?;
    disk::check(repo, disk::TEST + if full { disk::REPRODUCE } else { 0 })?;
    let (tools, browsers) = ready(repo)?;
    component(repo, "fmt", "rustfmt")?;
    component(repo, "clippy", "clippy")?;
    lints(repo)?;
    heading("what is taken from others");
    dependencies::check(repo)?;
    native(repo)?;
    documents(repo)?;
    heading("fuzz");
    fuzz::fuzz(repo, fuzz::SECONDS)?;
    disk::make_room(&fuzz::built(repo)?)?;
    if full {
        heading("statistics oracle (--full)");
        full::oracle(repo)?;
        heading("programs that read the report's files (--full)");
        full::programs(repo)?;
        heading("forms of ODK (--full)");
        full::forms(repo)?;
        heading("the examples on Spark and in DuckDB (--full)");
        full::engines(repo)?;
        heading("the same bytes from two clones (--full)");
        reproduce::reproduce(repo)?;
    }
    heading("pack");
    pack::pack(repo, &tools)?;
    heading("budget");
    sizes::report(repo, &tools)?;
    heading("a malicious module");
    malice::pack(repo, &tools)?;
    wasm(repo, &tools, &browsers)?;
    end_to_end(repo, &browsers, full)?;
    let seconds = start.elapsed().as_secs();
    say(format!("all passed in {} min {:02} s", seconds / 60, seconds % 60));
    Ok(())
}

/// Everything that builds the pages and opens them, installed if need be.
pub fn ready(repo: &Repo) -> Outcome<(PageTools, Browsers)> {
    system_tools(repo)?;
    Ok((setup(repo)?, browsers(repo)?))
}

fn heading(title: &str) {
    println!();
    say(format!("=== {title} ==="));
}

fn lints(repo: &Repo) -> Outcome {
    heading("format");
    step(repo, &["fmt", "--all", "--check"], "run `cargo fmt --all`")?;
    let remedy = "correct what the lines above name";
    heading("clippy, native");
    let native = ["clippy", "--offline", "--workspace", "--all-targets", "--quiet"];
    let features = ["--features", "qingdan/cli-report", "--", "-D", "warnings"];
    step(repo, &[&native[..], &features].concat(), remedy)?;
    heading("clippy, wasm");
    let target = ["--quiet", "--target", WASM_TARGET, "--", "-D", "warnings"];
    for page in &PAGES {
        let features = page.features.join(",");
        let words = ["clippy", "--offline", "--lib", "--bin", page.bin, "--features", &features];
        step(repo, &[&words[..], &target].concat(), remedy)?;
    }
    heading("the domain alone");
    step(repo, &["check", "--offline", "--lib", "--no-default-features", "--quiet"], remedy)
}

fn native(repo: &Repo) -> Outcome {
    heading("native tests");
    let mut command = cargo(&repo.root);
    command.args(["test", "--offline", "-p", "qingdan", "-p", "qingdan-markup", "-p", "xtask"]);
    command.args(["--features", "qingdan/cli-report"]);
    // The end-to-end tests come last, against the packed files.
    command.env_remove("QINGDAN_E2E");
    target(&mut command, repo);
    run(&mut command, "correct the test or the code that the lines above name")?;
    heading("pseudo-language");
    let pseudo = ["test", "--offline", "--features", "ssr,pseudo,two-tally", "--test", "pseudo"];
    step(repo, &pseudo, "move the texts that the lines above name into src/i18n")?;
    heading("another instrument");
    let features = "ssr,raw-tlx,two-tally,cli-report";
    let own = ["test", "--offline", "--features", features, "--test", "own_pages"];
    let remedy = "let the instrument say what the lines above name, or hide what it does not ask";
    step(repo, &own, remedy)
}

fn documents(repo: &Repo) -> Outcome {
    heading("documentation of the domain");
    let mut command = cargo(&repo.root);
    command.args(["doc", "--offline", "--lib", "--no-default-features", "--no-deps", "--quiet"]);
    command.env("RUSTDOCFLAGS", "-D warnings");
    target(&mut command, repo);
    run(&mut command, "correct the comment that the lines above name")?;
    let examples = ["test", "--offline", "--doc", "--no-default-features", "--quiet"];
    step(repo, &examples, "correct the example that the lines above name")?;
    heading("documentation site");
    site::check(repo)?;
    heading("the command, as the documents build it");
    let build = [
        "build",
        "--offline",
        "--profile",
        "native",
        "--no-default-features",
        "--features",
        "cli-report",
        "--bin",
        "qingdan",
    ];
    step(repo, &build, "correct the code that the lines above name")
}

fn wasm(repo: &Repo, tools: &PageTools, browsers: &Browsers) -> Outcome {
    heading("wasm tests in Chromium");
    let runner = tools.wasm_bindgen.with_file_name("wasm-bindgen-test-runner");
    let mut command = cargo(&repo.root);
    command.args(["test", "--offline", "--target", WASM_TARGET, "--test", "web*"]);
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    // With a second driver in the environment the runner would use that one.
    command.envs(browsers.iter().filter(|(name, _)| *name == "CHROMEDRIVER").cloned());
    command.env_remove("GECKODRIVER");
    command.env("WASM_BINDGEN_TEST_TIMEOUT", WASM_SECONDS_MAX);
    target(&mut command, repo);
    run(&mut command, "correct the test or the code that the lines above name")
}

fn end_to_end(repo: &Repo, browsers: &Browsers, full: bool) -> Outcome {
    heading("end-to-end journeys in Chromium and Firefox");
    let mut command = journeys(repo, browsers)?;
    if full {
        full::lengthen(repo, &mut command)?;
    }
    run(&mut command, "correct the journey or the page that the lines above name")
}

/// The command that runs the end-to-end tests against the packed pages.
pub fn journeys(repo: &Repo, browsers: &Browsers) -> Outcome<Command> {
    let mut command = cargo(&repo.root);
    command.args(["test", "--offline", "--features", "cli-report", "--test", "e2e"]);
    command.env("QINGDAN_E2E", "1").env("QINGDAN_DIST", &repo.dist);
    command.env("QINGDAN_AXE", npm_tool(repo, &AXE)?).envs(browsers.iter().cloned());
    // Not the running program's own path: the tests have built it anew.
    command.env("QINGDAN_XTASK", repo.target.join("debug/xtask"));
    command.env("QINGDAN_MALICE", malice::folder(repo));
    target(&mut command, repo);
    Ok(command)
}

fn step(repo: &Repo, words: &[&str], remedy: &str) -> Outcome {
    let mut command = cargo(&repo.root);
    command.args(words);
    target(&mut command, repo);
    run(&mut command, remedy)
}

fn target(command: &mut Command, repo: &Repo) {
    command.env("CARGO_TARGET_DIR", &repo.target);
}

/// The paths of browsers, drivers and axe, installed if need be.
fn browsers(repo: &Repo) -> Outcome<Browsers> {
    let mut found = Browsers::new();
    for tool in SYSTEM_TOOLS {
        if let Some(path) = tool.programs.iter().find_map(|program| which(program)) {
            found.push((tool.variable, path));
        }
    }
    found.push(("GECKODRIVER", cargo_tool(repo, &GECKODRIVER)?));
    npm_tool(repo, &AXE)?;
    Ok(found)
}

/// Gets missing browsers, drivers, fonts, Node and a C++ compiler through apt where that is
/// possible.
fn system_tools(repo: &Repo) -> Outcome {
    let missing = missing_packages();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    let Some(mut apt) = apt(repo) else {
        for package in &missing {
            eprintln!("missing: {package} — on Debian, `apt-get install {package}` brings it");
        }
        return Err(Failure::new(
            format!("the tests need {list}"),
            "install them, or run the tests as root or with password-less sudo",
        ));
    };
    say(format!("installing {list} (once)"));
    let remedy = needs_network("the system packages", &list);
    run(apt.args(["update", "-qq"]), &remedy)?;
    let Some(mut apt) = self::apt(repo) else {
        return Ok(());
    };
    apt.args(["install", "-y", "-qq", "--no-install-recommends"]).args(&missing);
    run(&mut apt, &remedy)
}

/// `apt-get`, as root.
fn apt(repo: &Repo) -> Option<Command> {
    let apt = which("apt-get")?;
    let root = output(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    let mut found = if root {
        command(apt, &repo.root)
    } else {
        let sudo = which("sudo")?;
        output(Command::new(&sudo).args(["-n", "true"]))?;
        let mut sudo = command(sudo, &repo.root);
        sudo.arg("-n").arg("DEBIAN_FRONTEND=noninteractive").arg(apt);
        sudo
    };
    found.env("DEBIAN_FRONTEND", "noninteractive");
    Some(found)
}

fn missing_packages() -> Vec<&'static str> {
    let mut missing = Vec::new();
    for tool in SYSTEM_TOOLS {
        if tool.programs.iter().all(|program| which(program).is_none()) {
            missing.extend(tool.packages);
        }
    }
    for (program, package) in [("node", "nodejs"), ("npm", "npm"), ("c++", "g++")] {
        if which(program).is_none() {
            missing.push(package);
        }
    }
    // Without fontconfig nothing can be told; the browsers bring it.
    let fonts = output(Command::new("fc-list").args([":lang=zh", "family"]));
    if fonts.is_none_or(|families| families.trim().is_empty()) {
        missing.push(CHINESE_FONTS);
    }
    missing
}
