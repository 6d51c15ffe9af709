//! `cargo xtask dependencies`: what is taken from others. Every crate has a licence that the
//! project can take and comes from the crates registry; every line of a manifest says why it is
//! there; of what goes into a page there are no two versions but those that are listed; and
//! `docs/dependencies.md` lists every crate of a page and whether somebody has read it. Needs no
//! network; known faults of crates are published in a database that does, and are not looked up.

use crate::fail::{Failure, Outcome};
use crate::repo::Repo;
use crate::run::{cargo, output, say};
use crate::tools::WASM_TARGET;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// Licences that the project takes, by their names in SPDX's list.
const LICENCES: [&str; 13] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// The only source that `Cargo.lock` may name.
const SOURCE: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// The workspaces, and their lock files.
const WORKSPACES: [&str; 2] = ["Cargo.toml", "fuzz/Cargo.toml"];
const LOCKS: [&str; 2] = ["Cargo.lock", "fuzz/Cargo.lock"];

/// The list.
const LIST: &str = "docs/dependencies.md";

/// A crate: name, version, licence.
type Crates = BTreeMap<(String, String), String>;

/// Checks everything and names all that is wrong.
pub fn check(repo: &Repo) -> Outcome {
    let page = tree(repo, &["-p", "qingdan", "-e", "normal,no-proc-macro"], Some(WASM_TARGET))?;
    let mut building = tree(repo, &["-p", "qingdan", "-e", "normal,build"], Some(WASM_TARGET))?;
    building.retain(|name, _| !page.contains_key(name));
    let mut all = tree(repo, &["--workspace", "--all-features", "-e", "all"], None)?;
    all.extend(page.clone());
    all.extend(building.clone());
    let mut wrong: Vec<String> = all.iter().filter_map(|(crate_, l)| licence(crate_, l)).collect();
    for lock in LOCKS {
        wrong.extend(sources(&read(repo, lock)?).into_iter().map(|what| format!("{lock}: {what}")));
    }
    let mut manifests = WORKSPACES.map(str::to_owned).to_vec();
    manifests.extend(members(&read(repo, WORKSPACES[0])?));
    for manifest in manifests {
        let unexplained = without_reason(&read(repo, &manifest)?);
        wrong.extend(unexplained.into_iter().map(|line| format!("{manifest}: no reason: {line}")));
    }
    let list = read(repo, LIST)?;
    wrong.extend(differences("crates", &list, &rows(&page, &building)));
    wrong.extend(differences("versions", &list, &twice(&page)));
    let (pages, builds) = (page.len(), building.len());
    say(format!("{} crates, {pages} of them in a page, {builds} more to build one", all.len()));
    let elsewhere: Vec<String> = twice(&all).difference(&twice(&page)).cloned().collect();
    let names = elsewhere.iter().filter_map(|row| row.split(' ').nth(1)).collect::<Vec<_>>();
    say(format!("two versions, but not in a page: {}", names.join(", ")));
    if wrong.is_empty() {
        return Ok(());
    }
    for line in &wrong {
        eprintln!("{line}");
    }
    let problem = format!("{} faults in what is taken from others", wrong.len());
    Err(Failure::new(problem, format!("correct the lines above, and {LIST}")))
}

fn read(repo: &Repo, file: &str) -> Outcome<String> {
    let path = repo.root.join(file);
    fs::read_to_string(&path).map_err(Failure::io("read", &path))
}

/// The crates of others that `cargo tree` names.
fn tree(repo: &Repo, words: &[&str], target: Option<&str>) -> Outcome<Crates> {
    let mut tree = cargo(&repo.root);
    tree.args(["tree", "--offline", "--locked", "--prefix", "none", "--format", "{p}|{l}"]);
    tree.args(words);
    if let Some(target) = target {
        tree.args(["--target", target]);
    }
    let failed = || Failure::new("`cargo tree` failed", "run `cargo xtask setup` first");
    Ok(crates(&output(&mut tree).ok_or_else(failed)?))
}

/// Reads lines such as `name v1.2.3 (proc-macro)|MIT (*)`. The project's own crates have a path.
fn crates(lines: &str) -> Crates {
    let others = lines.lines().filter(|line| !line.contains("(/"));
    let read = |line: &str| {
        let (package, licence) = line.split_once('|')?;
        let mut words = package.split_whitespace();
        let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
        let licence = licence.trim_end_matches("(*)").trim();
        Some(((name.to_owned(), version.to_owned()), licence.to_owned()))
    };
    others.filter_map(read).collect()
}

/// What is wrong with the licence of a crate.
fn licence((name, version): &(String, String), licence: &str) -> Option<String> {
    (!permitted(licence)).then(|| format!("{name} {version}: the licence “{licence}”"))
}

/// Whether an expression of SPDX (also in the old form, with `/`) can be met by [`LICENCES`].
fn permitted(expression: &str) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    any(&mut rest) == Some(true) && rest.is_empty()
}

/// `all OR all …`, from the front of the words; nothing where that is no expression.
fn any(words: &mut &[&str]) -> Option<bool> {
    let mut met = every(words)?;
    while words.first() == Some(&"OR") {
        *words = &words[1..];
        met |= every(words)?;
    }
    Some(met)
}

/// `one AND one …`
fn every(words: &mut &[&str]) -> Option<bool> {
    let mut met = one(words)?;
    while words.first() == Some(&"AND") {
        *words = &words[1..];
        met &= one(words)?;
    }
    Some(met)
}

/// A licence, perhaps with an exception (which only permits more), or an expression in brackets.
fn one(words: &mut &[&str]) -> Option<bool> {
    let (first, rest) = words.split_first()?;
    *words = rest;
    if *first == "(" {
        let met = any(words)?;
        let (end, rest) = words.split_first()?;
        *words = rest;
        return (*end == ")").then_some(met);
    }
    if let ["WITH", _, rest @ ..] = *words {
        *words = rest;
    }
    let operator = ["OR", "AND", "WITH", ")"].contains(first);
    (!operator).then(|| LICENCES.contains(first))
}

/// What a lock file takes from elsewhere than the registry, or without a hash of it.
fn sources(lock: &str) -> Vec<String> {
    let field = |package: &str, name: &str| {
        let start = format!("{name} = \"");
        let mut lines = package.lines().filter_map(|line| line.strip_prefix(&start));
        lines.next().map(|value| value.trim_end_matches('"').to_owned())
    };
    let packages = lock.split("[[package]]").skip(1);
    let wrong = packages.filter_map(|package| {
        let name = field(package, "name").unwrap_or_default();
        let source = field(package, "source")?;
        if source != SOURCE {
            return Some(format!("{name} comes from {source}"));
        }
        field(package, "checksum").is_none().then(|| format!("{name} has no hash"))
    });
    wrong.collect()
}

/// The manifests of the members that a workspace's own names.
fn members(manifest: &str) -> Vec<String> {
    let list = manifest.lines().find_map(|line| line.strip_prefix("members = ["));
    let names = list.unwrap_or_default().split('"').skip(1).step_by(2);
    names.map(|name| format!("{name}/Cargo.toml")).collect()
}

/// The dependencies of a manifest that do not say why they are there: neither here nor at another
/// line for the same crate.
fn without_reason(manifest: &str) -> Vec<String> {
    let (mut within, mut open) = (false, Vec::new());
    let mut explained = BTreeSet::new();
    let mut before = "";
    for line in manifest.lines() {
        if let Some(section) = line.strip_prefix('[') {
            let section = section.trim_end_matches(']');
            within = section.ends_with("dependencies");
            if let Some((_, name)) = section.split_once("dependencies.") {
                open.push((name.to_owned(), line.to_owned()));
            }
        } else if let Some((name, rest)) = line.split_once(" = ").filter(|_| within) {
            open.push((name.to_owned(), line.to_owned()));
            let own = rest.contains("path = ");
            if own || rest.contains("# ") || before.starts_with("# ") {
                explained.insert(name.to_owned());
            }
        } else if let (true, Some((name, _))) = (line.starts_with("# "), open.last()) {
            // In the table of one crate its reason stands below the name.
            explained.insert(name.clone());
        }
        before = line;
    }
    open.retain(|(name, _)| !explained.contains(name));
    open.into_iter().map(|(_, line)| line).collect()
}

/// The rows of the list that must be there, each up to what was read.
fn rows(page: &Crates, building: &Crates) -> BTreeSet<String> {
    let row = |place: &'static str| {
        move |((name, version), licence): (&(String, String), &String)| {
            format!("| {name} | {version} | {licence} | {place} |")
        }
    };
    page.iter().map(row("page")).chain(building.iter().map(row("build"))).collect()
}

/// Rows for crates that are there in more than one version.
fn twice(crates: &Crates) -> BTreeSet<String> {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, version) in crates.keys() {
        versions.entry(name).or_default().push(version);
    }
    versions.retain(|_, versions| versions.len() > 1);
    let row =
        |(name, versions): (&&str, &Vec<&str>)| format!("| {name} | {} |", versions.join(", "));
    versions.iter().map(row).collect()
}

/// What a table of the list has too few and too many; a row has one more cell, which is not empty.
fn differences(table: &str, list: &str, wanted: &BTreeSet<String>) -> Vec<String> {
    let start = format!("<!-- {table} -->");
    let Some((_, text)) = list.split_once(&start) else {
        return vec![format!("{LIST}: no table {start}")];
    };
    let lines = text.lines().skip_while(|line| !line.starts_with('|'));
    // Without the heading and the line below it.
    let lines = lines.take_while(|line| line.starts_with('|')).skip(2);
    let mut found = BTreeSet::new();
    let mut wrong = Vec::new();
    for line in lines {
        let row = line.trim_end_matches('|').trim_end();
        let (row, said) = row.rsplit_once('|').unwrap_or((row, ""));
        let row = format!("{}|", row.trim_start());
        if said.trim().is_empty() || !wanted.contains(&row) || !found.insert(row) {
            wrong.push(format!("{LIST}: not (or twice, or with an empty cell): {line}"));
        }
    }
    let missing = wanted.iter().filter(|row| !found.contains(*row));
    wrong.extend(missing.map(|row| format!("{LIST}: missing: {row}")));
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences() {
        for good in [
            "MIT",
            "MIT/Apache-2.0",
            "GPL-3.0 OR MIT",
            "(MIT OR GPL-2.0) AND ISC",
            "Apache-2.0 WITH LLVM-exception OR GPL-2.0",
        ] {
            assert!(permitted(good), "{good}");
        }
        let bad = ["", "GPL-3.0", "MIT AND GPL-2.0", "(MIT", "MIT)", "MIT OR", "MIT MIT", "OR"];
        for bad in bad {
            assert!(!permitted(bad), "{bad}");
        }
        let package = ("a".to_owned(), "1.0.0".to_owned());
        assert_eq!(licence(&package, "MIT"), None);
        assert_eq!(
            licence(&package, "AGPL-3.0").as_deref(),
            Some("a 1.0.0: the licence “AGPL-3.0”")
        );
    }

    #[test]
    fn crates_are_read_from_the_tree() {
        let lines = "qingdan v0.1.0 (/home/x)|MIT OR Apache-2.0\na v1.2.3|MIT (*)\n\
                     b v0.1.0 (proc-macro)|Zlib\na v1.2.3|MIT\nb v0.2.0|Zlib\n\n";
        let crates = crates(lines);
        assert_eq!(crates.len(), 3);
        let rows = rows(&crates, &Crates::new());
        assert!(rows.contains("| a | 1.2.3 | MIT | page |"), "{rows:?}");
        let twice = twice(&crates);
        assert_eq!(twice.iter().collect::<Vec<_>>(), ["| b | 0.1.0, 0.2.0 |"]);
    }

    #[test]
    fn other_sources_are_noticed() {
        let lock = |source: &str, checksum: &str| {
            sources(&format!("[[package]]\nname = \"a\"\nsource = \"{source}\"\n{checksum}\n"))
        };
        assert_eq!(lock(SOURCE, "checksum = \"0\""), [""; 0]);
        assert_eq!(lock(SOURCE, ""), ["a has no hash"]);
        let git = "git+https://example.org/a";
        assert_eq!(lock(git, "checksum = \"0\""), [format!("a comes from {git}")]);
        assert_eq!(sources("[[package]]\nname = \"own\"\nversion = \"1.0.0\"\n"), [""; 0]);
    }

    #[test]
    fn a_line_without_a_reason_is_noticed() {
        let manifest = "[dependencies]\na = \"1\" # why\nb = \"2\"\n[dev-dependencies]\n\
                        a = \"1\"\n[features]\nc = []\n[dependencies.d]\n# why\n\
                        [target.'x'.dev-dependencies]\n# why\ne = \"1\"\n[dependencies.f]\n";
        assert_eq!(without_reason(manifest), ["b = \"2\"", "[dependencies.f]"]);
    }

    #[test]
    fn members_are_found() {
        let manifest = include_str!("../../Cargo.toml");
        assert!(members(manifest).contains(&"xtask/Cargo.toml".to_owned()));
        assert_eq!(members("members = [\"a\", \"b/c\"]\n"), ["a/Cargo.toml", "b/c/Cargo.toml"]);
    }

    #[test]
    fn a_list_that_differs_is_noticed() {
        let wanted = BTreeSet::from(["| a | 1 |".to_owned(), "| b | 2 |".to_owned()]);
        let list = |rows: &str| {
            differences(
                "x",
                &format!("<!-- x -->\n\n| A | B | C |\n|---|---|---|\n{rows}"),
                &wanted,
            )
        };
        assert_eq!(list("| a | 1 | no |\n| b | 2 | no |\n\n| c | 3 | no |\n"), [""; 0]);
        for wrong in [
            "| a | 1 | no |\n",
            "| a | 1 | no |\n| b | 2 |  |\n",
            "| a | 1 | no |\n| b | 2 | no |\n| c | 3 | no |\n",
            "| a | 1 | no |\n| b | 2 | no |\n| b | 2 | no |\n",
        ] {
            assert!(!list(wrong).is_empty(), "{wrong}");
        }
        assert_eq!(differences("y", "", &wanted).len(), 1);
    }
}
