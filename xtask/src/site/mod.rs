//! `cargo xtask docs`: the documentation site, one book for each language.
//!
//! The books are the Markdown files of `docs/`, in the order of `docs/book/SUMMARY.….txt`. Nothing
//! is written twice: `assemble` copies the files into the target folder and turns their links into
//! those of a book, mdBook makes HTML of them, `words` puts its own words into Chinese, `html`
//! checks that every link leads somewhere and that nothing is fetched from elsewhere.

mod assemble;
mod html;
mod links;
mod words;

use crate::fail::{Failure, Outcome};
use crate::install::cargo_tool;
use crate::repo::Repo;
use crate::run::{command, run, say};
use crate::tools::MDBOOK;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The languages of the site, each with a book and a folder of its own.
pub const LANGUAGES: [&str; 2] = ["zh", "en"];

/// Where the repository keeps the tables of contents, the settings and the chapters that are
/// written for the site alone.
const BOOK: &str = "docs/book";

/// Builds the site into the target folder and checks it.
pub fn docs(repo: &Repo) -> Outcome {
    fs::create_dir_all(&repo.tools).map_err(Failure::io("make", &repo.tools))?;
    let site = repo.target.join("docs");
    build(repo, &site)?;
    say(format!("the site is in {}: open index.html", site.display()));
    Ok(())
}

/// Builds the site twice, checks it, and compares the two byte by byte.
pub fn check(repo: &Repo) -> Outcome {
    docs(repo)?;
    let again = repo.target.join("docs-again");
    build(repo, &again)?;
    let (first, second) = (contents(&repo.target.join("docs"))?, contents(&again)?);
    let differs = |name: &&PathBuf| first.get(*name) != second.get(*name);
    if let Some(name) = first.keys().chain(second.keys()).find(differs) {
        return Err(Failure::new(
            format!("{} is another file when the site is built again", name.display()),
            "find what depends on the time or on the order of files",
        ));
    }
    say(format!("built twice, the same {} files", first.len()));
    fs::remove_dir_all(&again).map_err(Failure::io("remove", &again))
}

/// Builds the site into a folder, which is emptied before, and checks it.
fn build(repo: &Repo, site: &Path) -> Outcome {
    let mdbook = cargo_tool(repo, &MDBOOK)?;
    let sources = repo.target.join("docs-sources");
    for folder in [&sources, &site.to_path_buf()] {
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(Failure::io("empty", folder))?;
        }
        fs::create_dir_all(folder).map_err(Failure::io("make", folder))?;
    }
    assemble::assemble(&repo.root, &sources)?;
    for language in LANGUAGES {
        let mut make = command(&mdbook, &sources);
        // Its own lines tell nothing but that it works.
        make.arg("build").arg("--dest-dir").arg(site.join(language)).arg(language);
        make.env("MDBOOK_LOG", "warn").env("RUST_LOG", "warn");
        run(&mut make, "correct the page or the table of contents that the lines above name")?;
    }
    words::translate(&site.join("zh"))?;
    words::confine(site)?;
    let start = repo.root.join(BOOK).join("index.html");
    fs::copy(&start, site.join("index.html")).map_err(Failure::io("copy", &start))?;
    let findings = html::findings(site, &contents(site)?);
    if findings.is_empty() {
        return Ok(());
    }
    for finding in &findings {
        eprintln!("{finding}");
    }
    Err(Failure::new(
        format!("{} faults of the documentation site", findings.len()),
        "correct the links and addresses that the lines above name",
    ))
}

/// Every file below a folder, by its path in it.
fn contents(folder: &Path) -> Outcome<BTreeMap<PathBuf, Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(&next).map_err(Failure::io("read", &next))? {
            let path = entry.map_err(Failure::io("read", &next))?.path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let bytes = fs::read(&path).map_err(Failure::io("read", &path))?;
            found.insert(path.strip_prefix(folder).unwrap_or(&path).to_path_buf(), bytes);
        }
    }
    Ok(found)
}
