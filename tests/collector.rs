//! Test 30 of `docs/adversarial-tests.md`, as far as one page allows: the code of the collector's
//! mode names nothing that opens an envelope or holds a private key, and neither does what it
//! calls of this project, down to the functions of `domain::seal`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};

/// What opens, or holds what opens.
const OPENING: [&str; 12] = [
    "PrivateKey",
    "SecretKey",
    "Opener",
    "Opening",
    "KeyDesk",
    "Secret",
    "Share",
    "unlock_key",
    "combine_shares",
    "from_paper",
    "unbox",
    "open_inout",
];

/// The collector's own code, and all of the project's that it calls and that touches envelopes.
const OWN: [&str; 5] = [
    "src/ui/organise/collector/mod.rs",
    "src/ui/organise/collector/page.rs",
    "src/tasks/gather.rs",
    "src/domain/seal/collector.rs",
    "src/domain/seal/scan.rs",
];

/// What the collector's page and its task may name of the project. A new name is looked at by
/// whoever adds it here.
const NAMED: [&str; 26] = [
    "browser::bitmap",
    "browser::dialog",
    "browser::download",
    "browser::files",
    "browser::focus",
    "browser::history",
    "browser::share",
    "browser::whole",
    "domain::bundle::Kind",
    "domain::bundle::kind_of",
    "domain::campaign",
    "domain::seal",
    "domain::shipped_instrument",
    "i18n",
    "tasks::gather",
    "ui::hooks::use_document",
    "ui::organise::counted",
    "ui::organise::intake",
    "ui::organise::scan",
    "ui::organise::taken",
    "ui::parts",
    "worker::Archive",
    "worker::Seen",
    "worker::Sight",
    "worker::codes_in_picture",
    "worker::is_system_file",
];

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = fs::read_to_string(&path).unwrap();
    // Comments and what only tests use are not code of the page.
    let code = text.split("#[cfg(test)]").next().unwrap();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.map(|line| [line, "\n"].concat()).collect()
}

/// Whether a word stands by itself in a text.
fn has(text: &str, word: &str) -> bool {
    let part = |char: char| char.is_alphanumeric() || char == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_some_and(part);
        let after = text[at + word.len()..].chars().next().is_some_and(part);
        !before && !after
    })
}

/// Words of a source that open, and a call of `open` itself.
fn opens(text: &str) -> Vec<&'static str> {
    let mut found: Vec<&str> = OPENING.into_iter().filter(|word| has(text, word)).collect();
    if ["seal::open", "use super::open", " open(&", "open,"].iter().any(|call| text.contains(call))
    {
        found.push("open");
    }
    found
}

/// Every path that the `use` items of a source name in this project.
fn named(text: &str) -> Vec<String> {
    let items = text.split("use crate::").skip(1).map(|rest| rest.split(';').next().unwrap());
    items.flat_map(|item| paths("", &item.split_whitespace().collect::<String>())).collect()
}

/// The paths of an item with braces.
fn paths(before: &str, item: &str) -> Vec<String> {
    let Some((head, rest)) = item.split_once('{') else { return vec![[before, item].concat()] };
    let inner = rest.strip_suffix('}').unwrap_or(rest);
    let (mut depth, mut start, mut all) = (0, 0, Vec::new());
    for (at, char) in inner.char_indices().chain([(inner.len(), ',')]) {
        match char {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 && at > start => {
                all.extend(paths(&[before, head].concat(), &inner[start..at]));
                start = at + 1;
            }
            ',' if depth == 0 => start = at + 1,
            _ => {}
        }
    }
    all
}

#[test]
fn test_30_the_collector_names_nothing_that_opens() {
    for path in OWN {
        assert_eq!(opens(&read(path)), Vec::<&str>::new(), "{path}");
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui/organise/collector");
    let files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|one| one.unwrap().path()).collect();
    let known = OWN.iter().filter(|path| path.contains("/collector/")).count();
    assert_eq!(files.len(), known, "a file of the collector is not looked at: {files:?}");
}

#[test]
fn test_30_the_collector_calls_only_what_was_looked_at() {
    for path in &OWN[..3] {
        for name in named(&read(path)) {
            let known = |allowed: &str| {
                let rest = name.strip_prefix(allowed);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
            };
            assert!(NAMED.iter().any(|allowed| known(allowed)), "{path} names {name}");
        }
    }
}

#[test]
fn test_30_can_fail() {
    assert_eq!(opens("use crate::domain::seal::{Collector, PrivateKey};"), ["PrivateKey"]);
    assert_eq!(opens("use crate::domain::seal::{open, Expected};"), ["open"]);
    assert_eq!(opens("let key = unlock_key(&text, &passphrase);"), ["unlock_key"]);
    assert_eq!(opens("let share = sharing(); reopened(&x);"), Vec::<&str>::new());
    let text = "use crate::a::{b, c::{D, e}};\nuse crate::f::g;\n";
    assert_eq!(named(text), ["a::b", "a::c::D", "a::c::e", "f::g"]);
}
