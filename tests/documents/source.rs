//! Blocks that are checked against files of the repository.

use std::fs;

use crate::blocks::Block;

/// The lines of the block stand in a file, in this order, each as it is or indented.
pub(crate) fn stands_in(block: &Block, path: &str) -> Result<(), String> {
    let text = read(path)?;
    let mut lines = text.lines().map(str::trim);
    for wanted in block.lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()) {
        if !lines.any(|line| line == wanted) {
            return Err(format!("{path} has no line “{wanted}” (after the ones before it)"));
        }
    }
    Ok(())
}

/// Each line has the shape of a line of a file: the same signs, other words.
pub(crate) fn has_shape(block: &Block, path: &str) -> Result<(), String> {
    let text = read(path)?;
    let shapes: Vec<String> = text.lines().map(shape).collect();
    let code = |line: &&String| !line.trim_start().starts_with("//") && !line.trim().is_empty();
    for line in block.lines.iter().filter(code) {
        if !shapes.contains(&shape(line)) {
            return Err(format!("{path} has no line of the shape of “{line}”"));
        }
    }
    Ok(())
}

/// A line with a word for every name but the keywords, and a text for every text.
fn shape(line: &str) -> String {
    let (mut shape, mut word, mut quoted) = (String::new(), String::new(), false);
    for sign in line.trim().chars().chain([' ']) {
        if sign == '"' {
            quoted = !quoted;
            shape += if quoted { "\"" } else { "text" };
        } else if quoted {
        } else if sign.is_alphanumeric() || sign == '_' {
            word.push(sign);
        } else {
            match &*word {
                "" => {}
                "mod" | "pub" | "use" | "fn" | "let" | "static" => shape += &word,
                _ => shape += "word",
            }
            word.clear();
            shape.push(sign);
        }
    }
    shape
}

/// A test runs it: the file has a test of that name, or a function of that name which a test names,
/// and it, or a function of the file that it calls, reads the document.
pub(crate) fn run_by(block: &Block, place: &str) -> Result<(), String> {
    let (path, name) = place.split_once(' ').ok_or("by: a file and the name of a test")?;
    let text = read(path)?;
    let mut tests = functions(&text).filter(|function| function.is_test);
    let there = functions(&text).any(|function| function.name == name);
    if !there || !tests.any(|test| test.name == name || names(test.body, name)) {
        return Err(format!("{path} has no test {name}"));
    }
    let (mut reached, mut next) = (vec![name.to_owned()], 0);
    while let Some(name) = reached.get(next).cloned() {
        next += 1;
        for function in functions(&text).filter(|function| function.name == name) {
            // The end of a path, in quotes: a mention in words reads nothing.
            if function.body.contains(&format!("{}\"", block.document)) {
                return Ok(());
            }
            let called = functions(&text).map(|function| function.name.to_owned());
            let new: Vec<String> = called
                .filter(|other| names(function.body, other))
                .filter(|other| !reached.contains(other))
                .collect();
            reached.extend(new);
        }
    }
    Err(format!("{path}: {name} does not read {}", block.document))
}

/// Whether code calls a function or gives it to another one.
fn names(code: &str, function: &str) -> bool {
    [format!(" {function}("), format!(" {function})")].iter().any(|word| code.contains(word))
        || code.contains(&format!("({function}("))
}

/// A function of a source file.
struct Function<'a> {
    name: &'a str,
    is_test: bool,
    body: &'a str,
}

/// The functions of a file, each with what stands before the next one.
fn functions(text: &str) -> impl Iterator<Item = Function<'_>> {
    let starts = text.match_indices("fn ").map(|(at, _)| at);
    let starts = starts.filter(|at| {
        let line = &text[text[..*at].rfind('\n').map_or(0, |end| end + 1)..*at];
        line.trim().split(' ').all(|word| ["", "pub", "pub(crate)", "async"].contains(&word))
    });
    let starts: Vec<usize> = starts.collect();
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([text.len()]).collect();
    starts.into_iter().zip(ends).map(move |(start, end)| {
        let name = text[start + 3..].split(['(', '<']).next().unwrap_or_default();
        let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
        let before = text[..line].trim_end().lines().next_back().unwrap_or_default().trim();
        let is_test = ["#[test]", "#[tokio::test]"].contains(&before);
        Function { name, is_test, body: &text[start..end] }
    })
}

/// Rust that no comment says otherwise of is a doctest: `src/lib.rs` includes the document.
pub(crate) fn is_doctest(block: &Block) -> Result<(), String> {
    let included = format!("include_str!(\"../{}\")", block.document);
    let text = read("src/lib.rs")?;
    let problem = || format!("src/lib.rs does not include {} among its doctests", block.document);
    text.contains(&included).then_some(()).ok_or_else(problem)
}

fn read(path: &str) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))
}

/// Files and folders that sentences name between back-quotes are there.
#[test]
fn files_that_are_named_are_there() {
    const ROOMS: [&str; 10] = [
        "src/",
        "tests/",
        "xtask/",
        "docs/",
        "build/",
        "examples/",
        "benches/",
        "instrument/",
        "fuzz/",
        "style/",
    ];
    let (mut seen, mut missing) = (0, Vec::new());
    for document in crate::documents() {
        let text = read(&document).unwrap();
        for span in text.split('`').skip(1).step_by(2) {
            let path = span.split("::").next().unwrap_or_default();
            // Of `tests/seal*.rs` the folder; the language `bo` is the example of a page.
            let known = path.split('*').next().unwrap_or_default();
            let whole = known == path;
            let known = if whole { path } else { &path[..known.rfind('/').map_or(0, |at| at + 1)] };
            let plain = |sign: char| sign.is_ascii_alphanumeric() || "/._-*".contains(sign);
            let is_path =
                ROOMS.iter().any(|room| path.starts_with(room)) && path.chars().all(plain);
            if !is_path || document.starts_with("docs/languages") && path.contains("bo") {
                continue;
            }
            seen += 1;
            if !fs::exists(known).unwrap() {
                missing.push(format!("{document}: {path}"));
            }
        }
    }
    assert!(seen > 300, "only {seen}");
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
