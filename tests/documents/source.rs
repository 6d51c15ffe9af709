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

/// A test runs it: the file has a test of that name and names the document.
pub(crate) fn run_by(block: &Block, place: &str) -> Result<(), String> {
    let (path, name) = place.split_once(' ').ok_or("by: a file and the name of a test")?;
    let text = read(path)?;
    if !text.contains(&format!("fn {name}(")) {
        return Err(format!("{path} has no test {name}"));
    }
    let named = block.document.rsplit('/').next().unwrap_or_default();
    let named = named.trim_end_matches(".zh.md").trim_end_matches(".md");
    let folder = path.trim_end_matches(".rs");
    let beside = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut texts = vec![text];
    texts.extend(beside.filter_map(|entry| fs::read_to_string(entry.path()).ok()));
    let found = texts.iter().any(|text| text.contains(named));
    found.then_some(()).ok_or_else(|| format!("{path} does not name {named}"))
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
