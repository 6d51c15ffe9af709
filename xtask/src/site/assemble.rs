//! From the files of the repository to the sources of two books.

use super::links::{is_outside, links, parts};
use super::{BOOK, LANGUAGES};
use crate::fail::{Failure, Outcome};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// A page of the site: its language, and its file in the folder of that language.
type Page = (&'static str, String);

/// What is told of a link that leads nowhere.
type Fault = String;

/// Puts the sources of each book into a folder of its own.
pub fn assemble(root: &Path, sources: &Path) -> Outcome {
    let pages = pages(root)?;
    let mut faults = missing(root, &pages)?;
    for language in LANGUAGES {
        let book = sources.join(language);
        let text = book.join("src");
        fs::create_dir_all(text.join("pictures")).map_err(Failure::io("make", &text))?;
        for (from, to) in
            [(format!("book.{language}.toml"), "book.toml"), ("site.css".into(), "site.css")]
        {
            copy(&root.join(BOOK).join(from), &book.join(to))?;
        }
        // Without this file mdBook would bring fonts of its own.
        write(&book.join("theme/fonts/fonts.css"), "/* The fonts of the system. */\n")?;
        let contents = format!("{BOOK}/SUMMARY.{language}.txt");
        let mut own = vec![(contents, "SUMMARY.md".to_owned())];
        let of_book = pages.iter().filter(|(_, page)| page.0 == language);
        own.extend(of_book.map(|(path, page)| (path.clone(), page.1.clone())));
        for (path, file) in own {
            let original = read(root, &path)?;
            let at = Place { root, language, path: &path, pages: &pages };
            let (page, pictures) = at.rewritten(&original, &mut faults);
            for picture in pictures {
                copy(&root.join(&picture), &text.join("pictures").join(name(&picture)))?;
            }
            write(&text.join(file), &page)?;
        }
    }
    if faults.is_empty() {
        return Ok(());
    }
    for fault in &faults {
        eprintln!("{fault}");
    }
    Err(Failure::new(
        format!("{} faults in the documents", faults.len()),
        "correct what the lines above name",
    ))
}

/// Every page that a table of contents names, by its path in the repository.
fn pages(root: &Path) -> Outcome<BTreeMap<String, Page>> {
    let mut pages = BTreeMap::new();
    for language in LANGUAGES {
        let contents = format!("{BOOK}/SUMMARY.{language}.txt");
        let text = read(root, &contents)?;
        let mut taken = BTreeSet::new();
        for link in links(&text) {
            let path = resolved(&contents, &text[link.target]);
            let ending = format!(".{language}.md");
            let name = name(&path);
            let stem = name.strip_suffix(&ending).or_else(|| name.strip_suffix(".md"));
            let file = format!("{}.md", stem.unwrap_or(name).to_lowercase());
            if !taken.insert(file.clone()) {
                return Err(Failure::new(
                    format!("{contents} has two pages that would both be {file}"),
                    "give one of them another name",
                ));
            }
            pages.insert(path, (language, file));
        }
    }
    Ok(pages)
}

/// Documents that no table of contents names.
fn missing(root: &Path, pages: &BTreeMap<String, Page>) -> Outcome<Vec<Fault>> {
    let mut faults = Vec::new();
    for folder in ["docs", BOOK] {
        let place = root.join(folder);
        for entry in fs::read_dir(&place).map_err(Failure::io("read", &place))? {
            let path = entry.map_err(Failure::io("read", &place))?.path();
            let file =
                format!("{folder}/{}", path.file_name().unwrap_or_default().to_string_lossy());
            if path.extension().is_some_and(|ending| ending == "md") && !pages.contains_key(&file) {
                let language = if file.ends_with(".zh.md") { "zh" } else { "en" };
                faults.push(format!("{file}: add it to {BOOK}/SUMMARY.{language}.txt"));
            }
        }
    }
    faults.sort();
    Ok(faults)
}

/// A document that is turned into a page.
struct Place<'a> {
    root: &'a Path,
    language: &'static str,
    path: &'a str,
    pages: &'a BTreeMap<String, Page>,
}

impl Place<'_> {
    /// The text with the links of the book and without comments, and the pictures that it shows.
    fn rewritten(&self, text: &str, faults: &mut Vec<Fault>) -> (String, BTreeSet<String>) {
        let (mut page, mut pictures, mut done) = (String::new(), BTreeSet::new(), 0);
        for link in links(text) {
            let target = &text[link.target.clone()];
            let words = &text[link.words.clone()];
            if is_outside(target) || target.starts_with('#') {
                continue;
            }
            let (file, anchor) = parts(target);
            let path = resolved(self.path, file);
            let put = match self.pages.get(&path) {
                Some((language, file)) if *language == self.language => format!("{file}{anchor}"),
                Some((language, file)) => {
                    format!("../{language}/{}{anchor}", file.replace(".md", ".html"))
                }
                None if Path::new(&path).extension().is_some_and(|ending| ending == "png") => {
                    let put = format!("pictures/{}", name(&path));
                    pictures.insert(path.clone());
                    put
                }
                None => String::new(),
            };
            if !self.root.join(&path).exists() {
                faults.push(format!("{}: [{words}]({target}) leads nowhere", self.path));
            }
            if put.is_empty() {
                // A file of the repository that is no page: its name, without a link.
                page += &text[done..link.whole.start];
                page += words;
                if !words.contains(name(&path)) {
                    page.extend([" (`", &path, "`)"]);
                }
                done = link.whole.end;
            } else {
                page += &text[done..link.target.start];
                page += &put;
                done = link.target.end;
            }
        }
        page += &text[done..];
        (without_comments(&page), pictures)
    }
}

/// A text without lines that are a comment: how the tests run a block of code.
fn without_comments(text: &str) -> String {
    let is_comment = |line: &&str| {
        let line = line.trim();
        line.starts_with("<!--") && line.ends_with("-->")
    };
    text.split_inclusive('\n').filter(|line| !is_comment(line)).collect()
}

/// The path in the repository that a link of a document means.
fn resolved(document: &str, target: &str) -> String {
    let folder = Path::new(document).parent().unwrap_or(Path::new(""));
    let mut path = PathBuf::new();
    for part in folder.join(target).components() {
        match part {
            Component::ParentDir => {
                path.pop();
            }
            Component::Normal(part) => path.push(part),
            _ => {}
        }
    }
    path.to_string_lossy().replace('\\', "/")
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn read(root: &Path, path: &str) -> Outcome<String> {
    let path = root.join(path);
    fs::read_to_string(&path).map_err(Failure::io("read", &path))
}

fn write(path: &Path, text: &str) -> Outcome {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Failure::io("make", folder))?;
    }
    fs::write(path, text).map_err(Failure::io("write", path))
}

fn copy(from: &Path, to: &Path) -> Outcome {
    fs::copy(from, to).map(drop).map_err(Failure::io("copy", from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_links() {
        for (document, target, expected) in [
            ("docs/a.md", "b.md", "docs/b.md"),
            ("docs/book/a.md", "../b.md", "docs/b.md"),
            ("docs/book/a.md", "../../README.md", "README.md"),
            ("README.md", "docs/a.md", "docs/a.md"),
        ] {
            assert_eq!(resolved(document, target), expected, "{document} {target}");
        }
    }

    #[test]
    fn links_become_those_of_a_book() {
        let pages = BTreeMap::from([
            ("docs/a.md".to_owned(), ("en", "a.md".to_owned())),
            ("docs/a.zh.md".to_owned(), ("zh", "a.md".to_owned())),
        ]);
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let at = Place { root, language: "en", path: "docs/b.md", pages: &pages };
        for (text, expected) in [
            ("[x](a.md#y)", "[x](a.md#y)"),
            ("[x](a.zh.md)", "[x](../zh/a.html)"),
            ("![x](p/q.png)", "![x](pictures/q.png)"),
            ("[code](../src/site/mod.rs)", "code (`src/site/mod.rs`)"),
            ("[`mod.rs`](../src/site/mod.rs)", "`mod.rs`"),
            ("<!-- run: x -->\ntext\n", "text\n"),
            ("[x](https://example.org)", "[x](https://example.org)"),
        ] {
            assert_eq!(at.rewritten(text, &mut Vec::new()).0, expected, "{text}");
        }
        let mut faults = Vec::new();
        at.rewritten("[x](../src/gone.rs)", &mut faults);
        assert_eq!(faults, ["docs/b.md: [x](../src/gone.rs) leads nowhere"]);
    }
}
