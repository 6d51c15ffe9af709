//! The files of the repository, and what in them is code.

use std::fs;
use std::path::Path;

/// Folders and files looked at.
const ROOTS: &[&str] = &[
    "src",
    "tests",
    "xtask",
    "markup",
    "build",
    "style",
    "docs",
    "instrument",
    "build.rs",
    "index.html",
    "organise.html",
    "two-tallies.html",
    "README.md",
    "README.zh.md",
    "ARCHITECTURE.md",
    "ARCHITECTURE.zh.md",
    "CHANGELOG.md",
];

/// File name endings looked at.
const ENDINGS: &[&str] = &["rs", "css", "md", "html", "js", "mjs"];

/// One text file.
pub(crate) struct File {
    /// Path from the repository, with `/`.
    pub(crate) path: String,
    /// The text as it stands.
    pub(crate) text: String,
    /// The same with comments and the inside of texts blank, as many characters and lines; the
    /// text itself for other languages than Rust.
    pub(crate) code: String,
}

impl File {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let code = if ending(path) == "rs" { code(text) } else { text.to_owned() };
        Self { path: path.to_owned(), text: text.to_owned(), code }
    }

    /// A finding at a line, counted from 0 here and from 1 there.
    pub(crate) fn at(&self, line: usize, what: impl std::fmt::Display) -> String {
        format!("{}:{}: {what}", self.path, line + 1)
    }

    /// The end of the file's name, without the dot.
    pub(crate) fn ending(&self) -> &str {
        ending(&self.path)
    }

    pub(crate) fn is_rust(&self) -> bool {
        self.ending() == "rs"
    }

    /// Lines of code outside `#[cfg(test)]` modules, with their numbers from 0.
    pub(crate) fn shipped_lines(&self) -> Vec<(usize, &str)> {
        let mut lines: Vec<(usize, &str)> = self.code.lines().enumerate().collect();
        while let Some(from) = lines.iter().position(|(_, line)| line.trim() == "#[cfg(test)]") {
            let mut depth = 0_usize;
            let body = lines[from..].iter().position(|(_, line)| {
                let before = depth;
                depth += line.matches('{').count();
                depth = depth.saturating_sub(line.matches('}').count());
                depth == 0 && (before > 0 || line.ends_with(';') || line.contains('}'))
            });
            lines.drain(from..=body.map_or(lines.len() - 1, |body| from + body));
        }
        lines
    }
}

fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// All text files of the repository, in the order of their paths.
pub(crate) fn repository() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for entry in ROOTS {
        collect(root, entry, &mut files);
    }
    files
}

fn collect(root: &Path, path: &str, files: &mut Vec<File>) {
    let full = root.join(path);
    if full.is_dir() {
        let mut names: Vec<String> = fs::read_dir(&full)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "target" && name != "node_modules")
            .collect();
        names.sort();
        for name in names {
            collect(root, &format!("{path}/{name}"), files);
        }
    } else if ENDINGS.contains(&ending(path)) {
        // A file that is just being replaced is looked at next time.
        if let Ok(text) = fs::read_to_string(&full) {
            files.push(File::new(path, &text));
        }
    }
}

/// Where a word stands in a line as a word of its own.
pub(crate) fn has_word(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back().is_some_and(part);
        let after = line[at + word.len()..].chars().next().is_some_and(part);
        let inside = |end: Option<char>| end.is_some_and(part);
        !(before && inside(word.chars().next()) || after && inside(word.chars().next_back()))
    })
}

/// Blanks comments and the inside of texts and characters.
fn code(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let (kept_before, length, kept_after) = piece(&chars, at);
        for (offset, &c) in chars[at..at + length].iter().enumerate() {
            let keep = offset < kept_before || offset + kept_after >= length || c == '\n';
            out.push(if keep { c } else { ' ' });
        }
        at += length;
    }
    out
}

/// The next piece: how many of its characters stay at the start, its length, and how many stay
/// at its end.
fn piece(chars: &[char], at: usize) -> (usize, usize, usize) {
    let next = |offset: usize| chars.get(at + offset).copied();
    let rest = chars.len() - at;
    match (chars[at], next(1)) {
        ('/', Some('/')) => (0, chars[at..].iter().position(|&c| c == '\n').unwrap_or(rest), 0),
        ('/', Some('*')) => (0, block_comment(&chars[at..]), 0),
        ('"', _) => (1, quoted(&chars[at..], '"'), 1),
        ('r', Some('"' | '#')) if !at.checked_sub(1).is_some_and(|b| is_name(chars[b])) => {
            raw(&chars[at..])
        }
        ('\'', Some(c)) if c == '\\' || next(2) == Some('\'') => (1, quoted(&chars[at..], '\''), 1),
        _ => (1, 1, 0),
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Length of a text or character from its opening to its closing quote.
fn quoted(chars: &[char], quote: char) -> usize {
    let mut escaped = false;
    let close = chars.iter().skip(1).position(|&c| {
        let closes = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        closes
    });
    close.map_or(chars.len(), |close| close + 2)
}

/// A raw text with its hashes, or one character where it is no raw text.
fn raw(chars: &[char]) -> (usize, usize, usize) {
    let hashes = chars[1..].iter().take_while(|&&c| c == '#').count();
    if chars.get(1 + hashes) != Some(&'"') {
        return (1, 1, 0);
    }
    let open = hashes + 2;
    let close = (open..chars.len()).find(|&at| {
        chars[at] == '"' && chars[at + 1..].iter().take_while(|&&c| c == '#').count() >= hashes
    });
    let end = close.map_or(chars.len(), |close| close + 1 + hashes);
    (open, end, hashes + 1)
}

/// Length of a comment, which may hold others.
fn block_comment(chars: &[char]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at + 1 < chars.len() {
        match (chars[at], chars[at + 1]) {
            ('/', '*') => (depth, at) = (depth + 1, at + 2),
            ('*', '/') => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    chars.len()
}
