//! Getting the pinned tools: from `PATH` if the version is exactly right, else from the user's
//! cache, else from the registries, once.

use crate::fail::{Failure, Outcome};
use crate::repo::Repo;
use crate::run::{cargo, command, output, run, say, which};
use crate::tools::{CargoTool, NODE_MIN, NpmTool};
use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::process::Command;

/// The full path of a cargo tool, installed if need be.
pub fn cargo_tool(repo: &Repo, tool: &CargoTool) -> Outcome<PathBuf> {
    let cached = repo.tools.join(format!("{}-{}", tool.package, tool.version));
    let in_cache = cached.join("bin").join(tool.program);
    let on_path = which(tool.program);
    for program in on_path.iter().chain([&in_cache]) {
        if is_whole(program, tool) {
            return Ok(program.clone());
        }
    }
    if let Some(found) = on_path.as_deref().and_then(version_line) {
        say(format!("{} {} is wanted, found “{found}”", tool.package, tool.version));
    }
    say(format!("installing {} {} (once; some minutes)", tool.package, tool.version));
    into_cache(&cached, |staging| {
        let remedy = needs_network(tool.package, tool.version);
        run(cargo_install(repo, tool, staging).arg("--locked"), &remedy).or_else(|_| {
            say("trying again with the newest crates that fit (a mirror may lack the locked ones)");
            run(&mut cargo_install(repo, tool, staging), &remedy)
        })
    })?;
    if is_whole(&in_cache, tool) {
        return Ok(in_cache);
    }
    Err(Failure::new(
        format!("{} {} was installed but does not run", tool.package, tool.version),
        format!("remove {} and run it again", cached.display()),
    ))
}

fn cargo_install(repo: &Repo, tool: &CargoTool, root: &Path) -> Command {
    let mut install = cargo(&repo.tools);
    install.args(["install", tool.package, "--version", tool.version, "--quiet", "--root"]);
    install.arg(root).args(tool.options).env_remove("CARGO_TARGET_DIR");
    install
}

/// The full path of a file of an npm package, installed if need be.
pub fn npm_tool(repo: &Repo, tool: &NpmTool) -> Outcome<PathBuf> {
    let folder = npm_packages(repo, &[(tool.package, tool.version)])?;
    Ok(folder.join("node_modules").join(tool.package).join(tool.file))
}

/// The folder that holds the `node_modules` of some packages, installed together if need be.
pub fn npm_packages(repo: &Repo, packages: &[(&str, &str)]) -> Outcome<PathBuf> {
    let list = |between: &str, end: &str| {
        let names = packages.iter().map(|(package, version)| [package, between, version].concat());
        names.collect::<Vec<_>>().join(end)
    };
    // A package may stand below an organisation: `@duckdb/duckdb-wasm`.
    let cached = repo.tools.join(list("-", "+").replace('/', "-"));
    let is_there = |(package, _): &(&str, &str)| cached.join("node_modules").join(package).is_dir();
    if packages.iter().all(is_there) {
        return Ok(cached);
    }
    node()?;
    let npm = which("npm").ok_or_else(no_node)?;
    let names = list(" ", ", ");
    say(format!("installing {names} (once)"));
    into_cache(&cached, |staging| {
        let mut install = command(npm, &repo.tools);
        install.args(["install", "--no-audit", "--no-fund", "--silent", "--prefix"]);
        install.arg(staging);
        install.args(packages.iter().map(|(package, version)| format!("{package}@{version}")));
        let remedy = format!("getting {names} needs the network once; see the lines above");
        run(&mut install, &remedy)
    })?;
    Ok(cached)
}

/// The full path of Node, if it is there and new enough.
pub fn node() -> Outcome<PathBuf> {
    let node = which("node").ok_or_else(no_node)?;
    let version = output(Command::new(&node).arg("--version")).unwrap_or_default();
    match major(&version) {
        Some(found) if found >= NODE_MIN => Ok(node),
        _ => Err(Failure::new(
            format!("Node {NODE_MIN} or newer is wanted, found “{}”", version.trim()),
            "install a newer Node",
        )),
    }
}

/// What to say when an installation fails.
pub fn needs_network(name: &str, version: &str) -> String {
    format!("the first set-up needs the network once to get {name} {version}; see the lines above")
}

fn no_node() -> Failure {
    Failure::new(
        "Node and npm are missing",
        format!("install Node {NODE_MIN} or newer (Debian: apt-get install nodejs npm)"),
    )
}

/// Fills a new folder of the cache; a folder that exists is always complete.
pub fn into_cache(cached: &Path, fill: impl FnOnce(&Path) -> Outcome) -> Outcome {
    let mut name = cached.as_os_str().to_owned();
    name.push(format!(".part-{}", process::id()));
    let staging = PathBuf::from(name);
    fs::create_dir_all(&staging).map_err(Failure::io("make", &staging))?;
    let filled = fill(&staging);
    if filled.is_err() {
        // Best effort: the half-filled folder is never looked at again.
        drop(fs::remove_dir_all(&staging));
        return filled;
    }
    if cached.exists() {
        fs::remove_dir_all(cached).map_err(Failure::io("replace", cached))?;
    }
    fs::rename(&staging, cached).map_err(Failure::io("make", cached))
}

fn is_whole(program: &Path, tool: &CargoTool) -> bool {
    program.is_file()
        && tool.beside.iter().all(|other| program.with_file_name(other).is_file())
        && version_line(program).is_some_and(|line| names_version(&line, tool.version))
}

fn version_line(program: &Path) -> Option<String> {
    output(Command::new(program).arg("--version"))?.lines().next().map(str::to_owned)
}

/// Is one of the words of a `--version` line exactly this version?
fn names_version(line: &str, version: &str) -> bool {
    line.split_whitespace().any(|word| word.trim_start_matches('v') == version)
}

/// The major version in a text such as `v20.20.2`.
fn major(version: &str) -> Option<u32> {
    version.trim().trim_start_matches('v').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_must_be_exact() {
        assert!(names_version("trunk 0.21.14", "0.21.14"));
        assert!(names_version("geckodriver 0.37.1 (abc 2026-01-01)", "0.37.1"));
        assert!(!names_version("wasm-bindgen 0.2.1300", "0.2.130"));
        assert!(!names_version("trunk", "0.21.14"));
    }

    #[test]
    fn the_major_of_node() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major(""), None);
    }
}
