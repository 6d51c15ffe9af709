//! Styles: none inline, and colours in one place.

use crate::source::{File, has_word};

pub(crate) const PLANTED_INLINE: &[crate::Fault] = &[
    ("src/ui/a.rs", "//! A.\nhtml! { <p style=\"color: red\"> }\n", 2, "style"),
    ("src/ui/b.rs", "html! {\n    <rect\n        style={width}\n    />\n}\n", 3, "style"),
    ("src/browser/a.rs", "element.set_attribute(\"style\", \"x\");\n", 1, "style"),
    ("index.html", "<!doctype html>\n<div style=\"top: 0\"></div>\n", 2, "style"),
];

/// Style attributes: the pages' policy forbids them, so they would not even work.
pub(crate) fn inline(files: &[File]) -> Vec<String> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|f| f.path.starts_with("src/") || f.ending() == "html") {
        for (number, (code, text)) in file.code.lines().zip(file.text.lines()).enumerate() {
            let attribute = code
                .match_indices("style=")
                .any(|(at, _)| code[..at].chars().next_back().is_none_or(char::is_whitespace));
            let set = code.contains("attribute(") && text.contains("\"style\"");
            if attribute || set {
                findings.push(file.at(number, "inline style"));
            }
        }
    }
    findings
}

pub(crate) const PLANTED_COLOURS: &[crate::Fault] = &[
    ("style/a.css", ".a {\n  color: #b4532a;\n}\n", 2, "#b4532a"),
    (
        "style/b.css",
        "/* #fff is fine here */\n#abc { top: 0; border: 1px solid #FFF; }\n",
        2,
        "#FFF",
    ),
    ("style/c.css", ".c {\n  fill:\n    rgb(0 0 0 / 50%);\n}\n", 3, "rgb("),
    ("style/e.css", ".e:is(#fade){color:#fade}\na:hover { top: 0; }\n", 1, "#fade"),
    ("style/d.css", "@media print { .d { background: white; } }\n", 1, "white"),
];

/// Functions that make a colour of numbers.
const FUNCTIONS: &[&str] =
    &["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(", "color("];

/// Named colours that one is likely to write.
const NAMES: &[&str] = &[
    "white", "black", "red", "green", "blue", "gray", "grey", "yellow", "orange", "brown",
    "silver", "gold", "navy", "teal", "purple", "pink", "beige", "ivory", "maroon", "olive",
    "crimson", "tomato", "coral", "salmon", "khaki", "tan", "snow", "linen", "wheat",
];

/// Raw colours outside `tokens.css`.
pub(crate) fn colours(files: &[File]) -> Vec<String> {
    let mut findings = Vec::new();
    let sheets = files.iter().filter(|file| file.ending() == "css");
    for file in sheets.filter(|file| !file.path.ends_with("/tokens.css")) {
        let values = values(&file.text);
        for (number, line) in values.lines().enumerate() {
            for colour in colours_in(line) {
                findings.push(file.at(number, format!("raw colour {colour}")));
            }
        }
    }
    findings
}

/// The style sheet with everything blank but the values of declarations.
fn values(sheet: &str) -> String {
    let chars: Vec<char> = sheet.chars().collect();
    let mut out: Vec<char> = chars.iter().map(|c| if *c == '\n' { '\n' } else { ' ' }).collect();
    let (mut value_from, mut comment_from) = (None, None);
    for (at, &c) in chars.iter().enumerate() {
        let pair = (c, chars.get(at + 1).copied());
        match (comment_from, pair) {
            (None, ('/', Some('*'))) => comment_from = Some(at),
            (Some(from), ('/', _)) if at > from + 2 && chars[at - 1] == '*' => comment_from = None,
            (None, (':', _)) => value_from = value_from.or(Some(at)),
            (None, (';' | '}', _)) => value_from = None,
            // What began with the colon was a selector or a condition.
            (None, ('{', _)) => {
                for blank in value_from.take().unwrap_or(at)..at {
                    out[blank] = if chars[blank] == '\n' { '\n' } else { ' ' };
                }
            }
            (None, _) if value_from.is_some() => out[at] = c,
            _ => {}
        }
    }
    out.into_iter().collect()
}

fn colours_in(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices('#') {
        let name: String = line[at + 1..].chars().take_while(|c| c.is_alphanumeric()).collect();
        let hex = name.chars().all(|c| c.is_ascii_hexdigit());
        if hex && [3, 4, 6, 8].contains(&name.len()) {
            found.push(format!("#{name}"));
        }
    }
    let own = |line: &str, word: &str| {
        line.match_indices(word).any(|(at, _)| {
            let part = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
            let after = line[at + word.len()..].chars().next();
            let closed = word.ends_with('(') || !after.is_some_and(part);
            closed && !line[..at].chars().next_back().is_some_and(part)
        })
    };
    found.extend(FUNCTIONS.iter().filter(|f| own(line, f)).map(|f| (*f).to_owned()));
    let names = NAMES.iter().filter(|name| own(line, name) && has_word(line, name));
    found.extend(names.map(|name| (*name).to_owned()));
    found
}
