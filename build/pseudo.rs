//! The pseudo-language of the feature `pseudo`: Chinese with every text between ⟦ and ⟧.

use crate::literals::literals;

/// A marked text; holes and escapes stay as they are.
pub(crate) fn marked(text: &str) -> String {
    format!("⟦{text}⟧")
}

/// The source of a catalogue with every string literal marked, ready to be included; but for the
/// names of what the build script says, which is marked there.
pub(crate) fn catalogue(source: &str) -> String {
    let mut marked_source = String::new();
    let mut from = 0;
    for literal in literals(source) {
        let inside = &source[literal.inside.clone()];
        let before = &source[from..literal.inside.start];
        marked_source.push_str(before);
        let plain = inside.is_empty() || before.ends_with("env!(\"");
        marked_source.push_str(&if plain { inside.to_owned() } else { marked(inside) });
        from = literal.inside.end;
    }
    marked_source.push_str(&source[from..]);
    // A file that is included cannot describe itself, and its modules are included too.
    let lines = marked_source.lines().filter(|line| !line.starts_with("//!"));
    let lines = lines.map(|line| {
        let module = line.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';'));
        module.map_or(line.to_owned(), |name| {
            let file = format!("concat!(env!(\"OUT_DIR\"), \"/pseudo_zh_{name}.rs\")");
            format!("mod {name} {{ include!({file}); }}")
        })
    });
    lines.collect::<Vec<_>>().join("\n")
}
