//! What must hold of the finished site: every link and every place in a page is there, and
//! nothing is fetched from elsewhere.

use super::links::is_outside;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

/// Names that look like addresses and are never fetched.
const NAMESPACES: &[&str] = &["http://www.w3.org/"];

/// What an address can stand behind where a script or a style uses it; in a comment it stands
/// behind other signs.
const BEFORE: &[&str] = &["\"", "'", "`", "url(", "@import "];

/// The faults of a site, one line each.
pub fn findings(site: &Path, files: &BTreeMap<PathBuf, Vec<u8>>) -> Vec<String> {
    let texts: BTreeMap<&Path, String> = files
        .iter()
        .filter(|(name, _)| ["html", "js", "css", "svg", "json"].contains(&ending(name)))
        .map(|(name, bytes)| (name.as_path(), String::from_utf8_lossy(bytes).into_owned()))
        .collect();
    let places: BTreeMap<&Path, BTreeSet<String>> = texts
        .iter()
        .filter(|(name, _)| ending(name) == "html")
        .map(|(name, text)| (*name, attributes(text, &["id", "name"]).collect()))
        .collect();
    let mut findings = Vec::new();
    let mut say = |name: &Path, what: String| findings.push(format!("{}: {what}", name.display()));
    for (&name, text) in &texts {
        if ending(name) != "html" {
            for address in used(text) {
                say(name, format!("{address} would be fetched"));
            }
            continue;
        }
        for tag in tags(text) {
            for target in loaded(tag).filter(|target| leaves(target)) {
                say(name, format!("{target} would be fetched"));
            }
            for target in attributes(tag, &["href", "src"]).filter(|target| !is_outside(target)) {
                if let Some(fault) = dead(name, &target, &places, files) {
                    say(name, fault);
                }
            }
        }
        for script in scripts(text) {
            for address in used(script) {
                say(name, format!("{address} would be fetched by a script"));
            }
        }
        if text.contains("class=\"playground\"") {
            say(name, "an example that would be run elsewhere".to_owned());
        }
    }
    if texts.is_empty() {
        findings.push(format!("{}: there is no page", site.display()));
    }
    findings
}

fn ending(name: &Path) -> &str {
    name.extension().and_then(|ending| ending.to_str()).unwrap_or_default()
}

/// What a link that stays in the site misses.
fn dead(
    page: &Path,
    target: &str,
    places: &BTreeMap<&Path, BTreeSet<String>>,
    files: &BTreeMap<PathBuf, Vec<u8>>,
) -> Option<String> {
    if target.starts_with("data:") || target.starts_with("javascript:") {
        return None;
    }
    let (file, place) = target.split_once('#').unwrap_or((target, ""));
    let path = if file.is_empty() { page.to_path_buf() } else { resolved(page, file) };
    if !files.contains_key(&path) {
        return Some(format!("{target} leads nowhere"));
    }
    let there = places.get(path.as_path()).is_some_and(|ids| ids.contains(&unescaped(place)));
    (!place.is_empty() && !there).then(|| format!("{target}: there is no such place"))
}

fn resolved(page: &Path, file: &str) -> PathBuf {
    let mut path = PathBuf::new();
    for part in page.parent().unwrap_or(Path::new("")).join(unescaped(file)).components() {
        match part {
            Component::ParentDir => {
                path.pop();
            }
            Component::Normal(part) => path.push(part),
            _ => {}
        }
    }
    path
}

/// A part of an address with its bytes as they are meant: `%E5%A4%B4` is `头`.
fn unescaped(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), text);
    while let Some(first) = rest.bytes().next() {
        let coded = rest.get(1..3).filter(|_| first == b'%');
        if let Some(byte) = coded.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            bytes.push(byte);
            rest = &rest[3..];
        } else {
            let length = rest.chars().next().map_or(1, char::len_utf8);
            bytes.extend_from_slice(&rest.as_bytes()[..length]);
            rest = &rest[length..];
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The opening tags of a page, without their brackets.
fn tags(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').skip(1).filter_map(|rest| {
        let first = rest.chars().next()?;
        first.is_ascii_alphabetic().then(|| &rest[..rest.find('>').unwrap_or(rest.len())])
    })
}

/// The scripts that stand in a page.
fn scripts(text: &str) -> impl Iterator<Item = &str> {
    text.split("<script").skip(1).filter_map(|rest| rest.split("</script>").next())
}

/// What a tag makes the browser fetch: everything but where links lead.
fn loaded(tag: &str) -> impl Iterator<Item = String> {
    let link = tag.starts_with("a ") || tag.starts_with("area ");
    let names: &[&str] = if link {
        &["src", "style", "ping"]
    } else {
        &["src", "href", "srcset", "poster", "data", "action", "style", "background"]
    };
    attributes(tag, names)
}

/// The values of some attributes, in their order.
fn attributes(text: &str, names: &[&str]) -> impl Iterator<Item = String> {
    let mut found = Vec::new();
    for name in names {
        let start = format!(" {name}=\"");
        for rest in text.split(&*start).skip(1) {
            let value = rest.split('"').next().unwrap_or_default();
            found.push(value.replace("&amp;", "&").replace("&quot;", "\""));
        }
    }
    found.into_iter()
}

/// Whether a value names another host.
fn leaves(value: &str) -> bool {
    let named = NAMESPACES.iter().any(|name| value.starts_with(name));
    (value.contains("://") || value.starts_with("//")) && !named
}

/// Addresses that a script or a style could fetch.
fn used(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for scheme in ["http://", "https://", "ws://", "wss://"] {
        for (at, _) in text.match_indices(scheme) {
            let rest = &text[at..];
            let end = rest.find(|sign: char| "\"'`) \n".contains(sign)).unwrap_or(rest.len());
            let quoted = BEFORE.iter().any(|before| text[..at].ends_with(before));
            if quoted && !NAMESPACES.iter().any(|name| rest.starts_with(name)) {
                found.push(&rest[..end]);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A site of three files, the second of which is given.
    fn check(file: &str, text: &str, expected: &[&str]) {
        let site = |name: &str, text: &str| (PathBuf::from(name), text.as_bytes().to_vec());
        let files = BTreeMap::from([
            site("en/a.html", "<h1 id=\"top\">A</h1><h2 id=\"头\">B</h2>"),
            site("zh/a.html", "<p>"),
            site(file, text),
        ]);
        let found = findings(Path::new("site"), &files);
        let expected: Vec<String> = expected.iter().map(|what| format!("{file}: {what}")).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn links_lead_somewhere() {
        check("en/b.html", "<a href=\"a.html#top\">x</a><a href=\"../zh/a.html\">y</a>", &[]);
        check("en/b.html", "<a href=\"a.html#%E5%A4%B4\">x</a><a href=\"a.html#头\">y</a>", &[]);
        check("en/b.html", "<a href=\"gone.html\">x</a>", &["gone.html leads nowhere"]);
        check("en/b.html", "<img src=\"p.png\">", &["p.png leads nowhere"]);
        check("en/b.html", "<a href=\"a.html#low\">x</a>", &["a.html#low: there is no such place"]);
        check("en/b.html", "<a href=\"#low\">x</a>", &["#low: there is no such place"]);
    }

    #[test]
    fn nothing_is_fetched() {
        let outside = "https://example.org/x";
        let fetched = format!("{outside} would be fetched");
        check("en/b.html", &format!("<a href=\"{outside}\">x</a>"), &[]);
        check("en/b.html", "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>", &[]);
        check("en/b.html", &format!("<img src=\"{outside}\">"), &[&fetched]);
        check("en/b.html", &format!("<link href=\"{outside}\">"), &[&fetched]);
        check(
            "en/b.html",
            "<script src=\"//example.org/x\"></script>",
            &["//example.org/x would be fetched", "//example.org/x leads nowhere"],
        );
        let script = format!("<script>fetch('{outside}')</script>");
        check("en/b.html", &script, &[&format!("{fetched} by a script")]);
        check("en/b.css", &format!("a {{ background: url({outside}) }}"), &[&fetched]);
        check("en/b.css", &format!("@import \"{outside}\";"), &[&fetched]);
        check("en/b.js", &format!("// See {outside}.\nlet a = 1;"), &[]);
        check("en/b.js", &format!("import(\"{outside}\")"), &[&fetched]);
        let example = "<pre class=\"playground\"></pre>";
        check("en/b.html", example, &["an example that would be run elsewhere"]);
    }
}
