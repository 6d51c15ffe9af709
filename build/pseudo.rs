//! The pseudo-language of the feature `pseudo`: Chinese with every text between ⟦ and ⟧.

use crate::literals::literals;

/// A marked text; holes and escapes stay as they are.
pub(crate) fn marked(text: &str) -> String {
    format!("⟦{text}⟧")
}

/// The source of a catalogue with every string literal marked, ready to be included.
pub(crate) fn catalogue(source: &str) -> String {
    let mut marked_source = String::new();
    let mut from = 0;
    for literal in literals(source) {
        let inside = &source[literal.inside.clone()];
        marked_source.push_str(&source[from..literal.inside.start]);
        marked_source.push_str(&if inside.is_empty() { String::new() } else { marked(inside) });
        from = literal.inside.end;
    }
    marked_source.push_str(&source[from..]);
    // A file that is included cannot describe itself.
    let lines = marked_source.lines().filter(|line| !line.starts_with("//!"));
    lines.collect::<Vec<_>>().join("\n")
}
