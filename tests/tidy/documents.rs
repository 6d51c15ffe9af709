//! Words that must stand nowhere, and titles of documents. The planted words are broken by `§`,
//! so that this file does not hold them.

use crate::source::File;

pub(crate) const PLANTED_ADDRESSES: &[crate::Fault] = &[
    ("src/a.rs", "//! A.\nconst A: &str = \"/ho§me/someone/a\";\n", 2, "/ho"),
    ("docs/a.md", "# A\n\nLook into /wo§rk/main.\n", 3, "/wo"),
    ("src/b.rs", "// See ht§tps://example.org/a.\n", 1, "address"),
    ("style/a.css", ".a { background: url(ht§tp://example.org); }\n", 1, "address"),
];

/// Names by which a document says what an XML element is; nothing is ever fetched from them.
const NAMESPACES: &[&str] = &["www.w3.org/2000/svg", "www.w3.org/1999/xhtml"];

/// Machine paths anywhere; network addresses in what becomes the pages.
pub(crate) fn addresses(files: &[File]) -> Vec<String> {
    let places = ["ho§me", "ro§ot", "wo§rk", "tm§p", "Us§ers"];
    let places = places.map(|place| format!("/{}/", place.replace('§', "")));
    let mut findings = Vec::new();
    for file in files {
        let folders = ["src/", "style/", "instrument/"];
        let page = ["index.html", "organise.html", "two-tallies.html"];
        let page =
            page.contains(&&*file.path) || folders.iter().any(|start| file.path.starts_with(start));
        let code = file.path.starts_with("xtask/") || file.path.starts_with("tests/");
        for (number, line) in file.text.lines().enumerate() {
            for place in places.iter().filter(|place| !code && line.contains(*place)) {
                findings.push(file.at(number, format!("machine path {place}")));
            }
            let address = line.match_indices("://").any(|(at, _)| {
                let scheme = line[..at].ends_with("http") || line[..at].ends_with("https");
                scheme && !NAMESPACES.iter().any(|name| line[at + 3..].starts_with(name))
            });
            if page && address {
                findings.push(file.at(number, "network address"));
            }
        }
    }
    findings
}

pub(crate) const PLANTED_LEFT: &[crate::Fault] = &[
    ("src/a.rs", "//! A.\n// TO§DO: more\n", 2, "left"),
    ("style/a.css", "/* FIX§ME */\n", 1, "left"),
    ("docs/a.md", "# A\n\nHere comes X§XX.\n", 3, "left"),
];

/// Marks of unfinished work.
pub(crate) fn left_to_do(files: &[File]) -> Vec<String> {
    let marks = ["TO§DO", "FIX§ME", "X§XX", "HA§CK"].map(|mark| mark.replace('§', ""));
    let mut findings = Vec::new();
    for file in files {
        for (number, line) in file.text.lines().enumerate() {
            for mark in marks.iter().filter(|mark| crate::source::has_word(line, mark)) {
                findings.push(file.at(number, format!("left to do: {mark}")));
            }
        }
    }
    findings
}

pub(crate) const PLANTED_TITLES: &[crate::Fault] = &[
    ("docs/a.md", "Words.\n\n## Not a title\n", 1, "title"),
    ("docs/b.md", "# One\n\n```\n# Code\n```\n\n# Two\n", 7, "title"),
];

/// Documents without a title, or with several.
pub(crate) fn titles(files: &[File]) -> Vec<String> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.ending() == "md") {
        let mut fenced = false;
        let mut titles = Vec::new();
        for (number, line) in file.text.lines().enumerate() {
            fenced ^= line.trim_start().starts_with("```");
            if !fenced && line.starts_with("# ") {
                titles.push(number);
            }
        }
        if titles.is_empty() {
            findings.push(file.at(0, "no title"));
        }
        findings.extend(titles.iter().skip(1).map(|&number| file.at(number, "another title")));
    }
    findings
}
