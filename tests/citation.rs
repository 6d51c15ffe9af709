//! `CITATION.cff` keeps the rules of the Citation File Format 1.2 that its reader depends on, and
//! agrees with `Cargo.toml`, the instrument and the licence files. Every rule is shown to fail.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;

use qingdan::domain::instrument::Instrument;

/// Keys that a citation file must have.
const REQUIRED: [&str; 4] = ["cff-version", "message", "title", "authors"];

/// Every key that a citation file may have.
const ALLOWED: [&str; 23] = [
    "abstract",
    "authors",
    "cff-version",
    "commit",
    "contact",
    "date-released",
    "doi",
    "identifiers",
    "keywords",
    "license",
    "license-url",
    "message",
    "preferred-citation",
    "references",
    "repository",
    "repository-artifact",
    "repository-code",
    "title",
    "type",
    "url",
    "version",
    "notes",
    "scope",
];

/// Keys that a reference must have.
const REFERENCE: [&str; 3] = ["type", "title", "authors"];

#[test]
fn the_citation_file_is_valid() {
    assert_eq!(faults(&citation()), Vec::<String>::new());
}

#[test]
fn every_rule_can_fail() {
    let valid = citation();
    for (from, to, expected) in [
        ("message: ", "massage: ", "message"),
        ("message: ", "massage: ", "massage"),
        ("cff-version: 1.2.0", "cff-version: 1.1.0", "cff-version"),
        ("type: software", "type: programme", "type"),
        ("version: 0.1.0", "version: 0.2.0", "Cargo.toml"),
        ("  - Apache-2.0\n", "", "licence"),
        ("    version: 1.0.0", "    version: 1.0.1", "instrument"),
        ("instrument/raw-tlx.json;", "instrument/raw.json;", "instrument/raw-tlx.json"),
        ("    license: CC-BY-4.0", "    license: CC-BY-9.0", "CC-BY-4.0"),
        ("  - type: data\n    title", "  - title", "reference"),
        ("  - name: \"The Qingdan authors\"\nversion", "  - city: \"X\"\nversion", "author"),
        ("title: \"Qingdan", "\ttitle: \"Qingdan", "line 4"),
    ] {
        let broken = valid.replacen(from, to, 1);
        assert_ne!(broken, valid, "{from}");
        let found = faults(&broken);
        assert!(found.iter().any(|fault| fault.contains(expected)), "{expected}: {found:?}");
    }
}

#[test]
fn the_licence_files_are_whole() {
    let begins = |file: &str, end: &str, bytes: usize| {
        let text = fs::read_to_string(file).unwrap();
        assert!(text.len() > bytes && text.trim_end().ends_with(end), "{file}");
    };
    begins("LICENSE-MIT", "SOFTWARE.", 1_000);
    begins("LICENSE-APACHE", "END OF TERMS AND CONDITIONS", 9_000);
    let licence = fs::read_to_string("LICENSE").unwrap();
    for word in ["LICENSE-MIT", "LICENSE-APACHE", "CC-BY-4.0", "legalcode"] {
        assert!(licence.contains(word), "{word}");
    }
}

fn citation() -> String {
    fs::read_to_string("CITATION.cff").unwrap()
}

/// What is wrong with a citation file.
fn faults(text: &str) -> Vec<String> {
    let mut faults: Vec<String> = (1..)
        .zip(text.lines())
        .filter(|(_, line)| !is_plain(line))
        .map(|(number, line)| format!("line {number} is not plain YAML: {line}"))
        .collect();
    let keys: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.split(':').next())
        .collect();
    for key in REQUIRED.iter().filter(|key| !keys.contains(*key)) {
        faults.push(format!("{key} is missing"));
    }
    for key in keys.iter().filter(|key| !ALLOWED.contains(*key)) {
        faults.push(format!("{key} is no key of the format"));
    }
    let mut expect = |right: bool, what: &str| {
        if !right {
            faults.push(what.to_owned());
        }
    };
    expect(value(text, "cff-version") == Some("1.2.0"), "cff-version is 1.2.0");
    expect(value(text, "type") == Some("software"), "type is software or dataset");
    let version = Some(env!("CARGO_PKG_VERSION"));
    expect(value(text, "version") == version, "the version is not that of Cargo.toml");
    let licences = entries(text, "license");
    // The instruments inside have references, with their licence, of their own.
    let code = env!("CARGO_PKG_LICENSE").strip_suffix(") AND CC-BY-4.0");
    let named = code.and_then(|code| code.strip_prefix('(')).map(|code| code.split(" OR "));
    let named: Vec<&str> = named.into_iter().flatten().collect();
    expect(licences == named, "the licence is not that of Cargo.toml");
    let authors = entries(text, "authors");
    let is_author = |entry: &String| ["name: ", "family-names: "].iter().any(|k| entry.contains(k));
    expect(!authors.is_empty() && authors.iter().all(is_author), "an author has a name");
    let references = entries(text, "references");
    for reference in &references {
        let has = |key: &&str| reference.lines().any(|line| line.trim().starts_with(*key));
        expect(REFERENCE.iter().all(has), "a reference has type, title and authors");
        expect(reference.contains("license: CC-BY-4.0"), "the instrument is under CC-BY-4.0");
    }
    for (file, instrument) in instruments() {
        let named = format!("notes: \"{file};");
        let named = references.iter().find(|reference| reference.contains(&named));
        expect(named.is_some(), &format!("{file} is not referred to"));
        let version = format!("version: {}", instrument.version);
        let right = named.is_none_or(|reference| reference.contains(&version));
        expect(right, "the version is not that of the instrument");
    }
    faults
}

/// The instruments of the repository, by their files.
fn instruments() -> Vec<(String, Instrument)> {
    let files = in_folder("instrument").into_iter().filter(|file| !file.contains(".schema."));
    let parsed = files.map(|file| {
        let instrument = Instrument::parse(&fs::read(&file).unwrap()).unwrap();
        (file, instrument)
    });
    parsed.collect()
}

/// The files of a folder, in order.
fn in_folder(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<String> = entries.map(|path| path.to_str().unwrap().to_owned()).collect();
    files.sort();
    files
}

/// The rows of `LICENSE`: what files are called, and their licence.
fn licences(text: &str) -> Vec<(&str, &str)> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("  ")?.split_once("  "));
    rows.map(|(files, licence)| (files, licence.trim())).collect()
}

/// The licence of a file, by the first row that fits it.
fn licence_of<'a>(rows: &[(&'a str, &'a str)], file: &str) -> Option<&'a str> {
    let fits = |row: &&(&str, &str)| match row.0.split_once('*') {
        Some((start, end)) => file.starts_with(start) && file.ends_with(end),
        None => row.0 == file || row.0 == "everything else",
    };
    rows.iter().find(fits).map(|row| row.1)
}

/// Each file that is an instrument is under CC BY, everything else under the licence of the code,
/// and every row fits something.
#[test]
fn every_file_has_its_licence() {
    let text = fs::read_to_string("LICENSE").unwrap();
    let rows = licences(&text);
    let code = "MIT OR Apache-2.0";
    let of = |file: &str| licence_of(&rows, file).unwrap();
    let instruments: Vec<String> = instruments().into_iter().map(|(file, _)| file).collect();
    assert_eq!(instruments.len(), 2);
    let mut files = in_folder("instrument");
    files.extend(["src/lib.rs", "docs/guide.md", "tests/kit/good_full.json"].map(str::to_owned));
    for file in &files {
        let wanted = if instruments.contains(file) { "CC-BY-4.0" } else { code };
        assert_eq!(of(file), wanted, "{file}");
    }
    for row in &rows {
        assert!(files.iter().any(|file| licence_of(&[*row], file).is_some()), "{row:?}");
    }
    let both = format!("({code}) AND CC-BY-4.0");
    for (manifest, wanted) in [
        // The crate has both instruments inside.
        ("Cargo.toml", &*both),
        ("fuzz/Cargo.toml", code),
        ("markup/Cargo.toml", code),
        ("xtask/Cargo.toml", code),
    ] {
        let text = fs::read_to_string(manifest).unwrap();
        assert!(text.contains(&format!("\nlicense = \"{wanted}\"\n")), "{manifest}");
    }
    // A new instrument without a row of its own would be under the licence of the code.
    assert_eq!(of("instrument/another.json"), code);
}

/// Whether a line is of the small part of YAML that is used here: two spaces a level, `key: value`
/// or `- value`.
fn is_plain(line: &str) -> bool {
    let body = line.trim_start_matches(' ');
    let levels = line.len() - body.len();
    let body = body.strip_prefix("- ").unwrap_or(body);
    let quotes = body.matches('"').count();
    levels.is_multiple_of(2)
        && !body.is_empty()
        && !body.contains('\t')
        && (quotes == 0 || quotes == 2 && body.ends_with('"'))
        && (quotes == 2 || body.matches(": ").count() < 2)
}

/// The value of a key at the top.
fn value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "))
}

/// The entries of a list at the top, each with the lines that belong to it.
fn entries(text: &str, key: &str) -> Vec<String> {
    let head = format!("{key}:");
    let lines = text.lines().skip_while(|line| *line != head).skip(1);
    let mut entries: Vec<String> = Vec::new();
    for line in lines.take_while(|line| line.starts_with(' ')) {
        match (line.strip_prefix("  - "), entries.last_mut()) {
            (Some(first), _) => entries.push(first.to_owned()),
            (None, Some(last)) => last.extend(["\n", line]),
            (None, None) => {}
        }
    }
    entries
}
