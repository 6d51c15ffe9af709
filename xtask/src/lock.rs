//! Reads the one version that `Cargo.lock` and the tools must agree on.

use crate::fail::{Failure, Outcome};
use crate::repo::Repo;
use crate::tools::WASM_BINDGEN;
use std::fs;

/// Fails unless `Cargo.lock` has the wasm-bindgen that the tool can read.
pub fn check_wasm_bindgen(repo: &Repo) -> Outcome {
    let path = repo.root.join("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(Failure::io("read", &path))?;
    let wanted = WASM_BINDGEN.version;
    match version_of(&lock, "wasm-bindgen") {
        Some(found) if found == wanted => Ok(()),
        Some(found) => Err(Failure::new(
            format!("Cargo.lock has wasm-bindgen {found}, xtask/src/tools.rs has {wanted}"),
            "make the two equal: the tool reads only what its own version wrote",
        )),
        None => Err(Failure::new(
            "Cargo.lock does not name wasm-bindgen",
            "run `cargo generate-lockfile` in the repository",
        )),
    }
}

/// The version of a package in the text of a lock file.
fn version_of<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == name)?;
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_exactly_that_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(version_of(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version_of(lock, "wasm"), None);
    }

    #[test]
    fn trunk_is_told_the_same_version() {
        let told = include_str!("../../Trunk.toml");
        assert!(told.contains(&format!("wasm_bindgen = \"{}\"", WASM_BINDGEN.version)));
    }
}
