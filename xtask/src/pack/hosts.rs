//! Ready files for hosts: the same headers in the language of each kind of host, for the addresses
//! below the path that the files are served from.

use super::headers::{self, Beside, Header, Variant};
use super::{PAGES, Page};
use crate::fail::{Failure, Outcome};
use std::fmt::Write as _;

/// A file that a host sends, with its headers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// A short word for it that is unique among the files.
    pub name: String,
    /// The file, in the folder that is served.
    pub file: String,
    /// What is sent with it.
    pub headers: Vec<Header>,
}

/// The path that everything is served below: begins and ends with a slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(String);

impl Base {
    /// The top of a host.
    pub fn top() -> Self {
        Self("/".to_owned())
    }

    /// A path such as `/a/b/c/`; the slash at the end may be missing.
    pub fn parse(text: &str) -> Outcome<Self> {
        if text == "/" {
            return Ok(Self::top());
        }
        let inner = text.strip_prefix('/').map(|text| text.strip_suffix('/').unwrap_or(text));
        let plain = |char: char| char.is_ascii_alphanumeric() || "-._~".contains(char);
        let folder =
            |part: &str| !part.is_empty() && part != "." && part != ".." && part.chars().all(plain);
        match inner {
            Some(inner) if inner.split('/').all(folder) => Ok(Self(format!("/{inner}/"))),
            _ => Err(Failure::new(
                format!("“{text}” is no path of a host"),
                "give one such as /survey/2026/, of letters, digits, “-”, “.”, “_” and “~”",
            )),
        }
    }

    /// The path, with both slashes.
    pub fn path(&self) -> &str {
        &self.0
    }
}

/// What a host sends of a variant whose pages have these policies.
pub fn sent(policies: &[String], variant: Variant) -> Vec<Sent> {
    let mut all: Vec<Sent> = PAGES
        .iter()
        .zip(policies)
        .map(|(page, policy)| Sent {
            name: page.bin.to_owned(),
            file: page.file.to_owned(),
            headers: headers::of(page, policy, variant),
        })
        .collect();
    if variant == Variant::Installable {
        for page in &PAGES {
            for kind in [Beside::Worker, Beside::Manifest] {
                let (word, file) = match kind {
                    Beside::Worker => ("worker", page.worker_file()),
                    Beside::Manifest => ("manifest", page.manifest_file()),
                };
                let name = format!("{}-{word}", page.bin);
                all.push(Sent { name, file, headers: headers::beside(kind) });
            }
        }
    }
    all
}

/// How a file's headers are said in the language of a kind of host.
type Say = fn(&mut String, &Sent, &Base) -> std::fmt::Result;

/// The kinds of hosts: the name of the file, what stands before and after, and how each is said.
const HOSTS: [(&str, &str, &str, Say); 6] = [
    ("headers.txt", "", "", plain),
    ("nginx.conf", "", "", nginx),
    ("Caddyfile", "", "", caddy),
    (".htaccess", "", "", apache),
    ("_headers", "", "", netlify),
    ("web.config", "<configuration>\n", "</configuration>\n", iis),
];

/// The files for hosts, by name.
pub fn files(sent: &[Sent], base: &Base) -> Vec<(&'static str, String)> {
    let said = HOSTS.map(|(name, before, after, say)| {
        let mut text = before.to_owned();
        for one in sent {
            // Writing into a String cannot fail.
            let _ = say(&mut text, one, base);
        }
        (name, text + after)
    });
    said.to_vec()
}

/// Writes the files for hosts into a folder of a test's own.
#[cfg(test)]
pub fn write(folder: &std::path::Path, sent: &[Sent], base: &Base) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    files(sent, base).iter().try_for_each(|(name, text)| std::fs::write(folder.join(name), text))
}

/// The addresses of a file below a path: hosts answer the path itself with the respondent's page,
/// and some hide the ending of pages.
pub fn addresses(file: &str, base: &Base) -> Vec<String> {
    let whole = format!("{}{file}", base.path());
    match file.strip_suffix(".html") {
        Some(short) => vec![format!("{}{}", base.path(), short.trim_end_matches("index")), whole],
        None => vec![whole],
    }
}

/// Adds the headers of a page that is none of [`PAGES`] to a plain list.
pub fn list(text: &mut String, page: &Page, policy: &str) {
    let headers = headers::of(page, policy, Variant::Usual);
    let sent = Sent { name: page.bin.to_owned(), file: page.file.to_owned(), headers };
    // Writing into a String cannot fail.
    let _ = plain(text, &sent, &Base::top());
}

/// For any other host, and for comparing: the file, then its headers as they are sent.
fn plain(text: &mut String, sent: &Sent, _: &Base) -> std::fmt::Result {
    writeln!(text, "{}", sent.file)?;
    sent.headers.iter().try_for_each(|(name, value)| writeln!(text, "  {name}: {value}"))
}

/// To be included in a `server` block. nginx answers `/` by way of `/index.html`.
fn nginx(text: &mut String, sent: &Sent, base: &Base) -> std::fmt::Result {
    writeln!(text, "location = {}{} {{", base.path(), sent.file)?;
    for (name, value) in &sent.headers {
        writeln!(text, "  add_header {name} \"{value}\" always;")?;
    }
    writeln!(text, "}}")
}

/// To be imported in a site's block.
fn caddy(text: &mut String, sent: &Sent, base: &Base) -> std::fmt::Result {
    writeln!(text, "@{} path {}", sent.name, addresses(&sent.file, base).join(" "))?;
    writeln!(text, "header @{} {{", sent.name)?;
    for (name, value) in &sent.headers {
        writeln!(text, "\t{name} \"{value}\"")?;
    }
    writeln!(text, "}}")
}

/// Beside the pages; Apache needs its module `headers` and `AllowOverride FileInfo`.
fn apache(text: &mut String, sent: &Sent, _: &Base) -> std::fmt::Result {
    writeln!(text, "<Files \"{}\">", sent.file)?;
    for (name, value) in &sent.headers {
        writeln!(text, "  Header always set {name} \"{value}\"")?;
    }
    writeln!(text, "</Files>")
}

/// At the top of the site; the format of Netlify, Cloudflare Pages and others.
fn netlify(text: &mut String, sent: &Sent, base: &Base) -> std::fmt::Result {
    for address in addresses(&sent.file, base) {
        writeln!(text, "{address}")?;
        sent.headers.iter().try_for_each(|(name, value)| writeln!(text, "  {name}: {value}"))?;
    }
    Ok(())
}

/// Beside the pages; IIS. A header that the site has already must go first, or IIS stops.
fn iis(text: &mut String, sent: &Sent, _: &Base) -> std::fmt::Result {
    writeln!(text, "  <location path=\"{}\">", sent.file)?;
    writeln!(text, "    <system.webServer><httpProtocol><customHeaders>")?;
    for (name, value) in &sent.headers {
        writeln!(text, "      <remove name=\"{name}\" />")?;
        writeln!(text, "      <add name=\"{name}\" value=\"{value}\" />")?;
    }
    writeln!(text, "    </customHeaders></httpProtocol></system.webServer>")?;
    writeln!(text, "  </location>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// All that is to be told apart: the variants, and what each sends.
    fn all() -> Vec<Vec<Sent>> {
        let policies = ["a", "b", "c"].map(|rest| format!("default-src 'none'; {rest}"));
        let variants = [Variant::Usual, Variant::Strict, Variant::Installable];
        variants.map(|variant| sent(&policies, variant)).to_vec()
    }

    /// The header of a line in any of the files, its name and value.
    fn header(line: &str) -> Option<(String, String)> {
        let line = line.trim().trim_end_matches(" always;").trim_end_matches(" />");
        let line = line.trim_start_matches("add_header ").trim_start_matches("Header always set ");
        let line = line.replace("<add name=\"", "").replace("\" value=\"", " \"");
        let (name, value) = line.split_once(' ')?;
        let name = name.trim_end_matches(':');
        let plain = name.chars().all(|char| char.is_ascii_alphabetic() || char == '-');
        let known = plain && (name.contains('-') && name.starts_with(char::is_uppercase));
        known.then(|| (name.to_owned(), value.trim_matches('"').to_owned()))
    }

    #[test]
    fn every_file_says_the_same() {
        for sent in all() {
            for (file, text) in files(&sent, &Base::top()) {
                let said: Vec<_> = text.lines().filter_map(header).collect();
                let times = |one: &Sent| {
                    let pages = file == "_headers";
                    // Pages stand there under both of their addresses.
                    if pages { addresses(&one.file, &Base::top()).len() } else { 1 }
                };
                let headers = |one: &Sent| {
                    let again = std::iter::repeat_n(one.headers.clone(), times(one));
                    again.flatten().map(|(name, value)| (name.to_owned(), value))
                };
                let expected: Vec<_> = sent.iter().flat_map(headers).collect();
                assert_eq!(said, expected, "{file}");
            }
        }
    }

    #[test]
    fn names_are_unique() {
        for sent in all() {
            let names: std::collections::BTreeSet<_> = sent.iter().map(|one| &one.name).collect();
            assert_eq!(names.len(), sent.len());
        }
    }

    #[test]
    fn paths_of_a_host() {
        let check = |text: &str, expected: Option<&str>| {
            let found = Base::parse(text).ok();
            assert_eq!(found.as_ref().map(Base::path), expected, "{text}");
        };
        check("/", Some("/"));
        check("/a", Some("/a/"));
        check("/a/b-1/c.d/", Some("/a/b-1/c.d/"));
        for bad in ["", "a/", "//", "/a//b/", "/../", "/a/./b", "/a b/", "/%41/", "/a\"/", "/问/"]
        {
            check(bad, None);
        }
    }

    #[test]
    fn addresses_of_a_file() {
        let check = |file: &str, base: &str, expected: &[&str]| {
            let base = Base::parse(base).expect("a path");
            assert_eq!(addresses(file, &base), expected);
        };
        check("index.html", "/", &["/", "/index.html"]);
        check("organise.html", "/", &["/organise", "/organise.html"]);
        check("index.html", "/a/b/", &["/a/b/", "/a/b/index.html"]);
        check("two-tallies.html", "/a", &["/a/two-tallies", "/a/two-tallies.html"]);
        check("index-sw.js", "/a/", &["/a/index-sw.js"]);
    }

    /// What `docs/hosting.md` tells those to type who have no build tools.
    #[cfg(unix)]
    #[test]
    fn the_documented_commands_write_the_same() {
        let documents =
            [include_str!("../../../docs/hosting.md"), include_str!("../../../docs/hosting.zh.md")];
        let commands = documents.map(|text| {
            let lines = text.lines().map(str::trim).filter(|line| line.starts_with("sed -i.old "));
            lines.collect::<Vec<_>>().join("\n")
        });
        assert_eq!(commands[0], commands[1]);
        assert_eq!(commands[0].lines().count(), 3);
        let base = Base::parse("/survey/2026/").expect("a path");
        for (number, sent) in all().iter().enumerate() {
            let folder = format!("qingdan-sed-{}-{number}", std::process::id());
            let folder = std::env::temp_dir().join(folder);
            write(&folder, sent, &Base::top()).expect("the files are written");
            let mut shell = std::process::Command::new("sh");
            let done = shell.args(["-ec", &commands[0]]).current_dir(&folder).status();
            assert!(done.expect("a shell").success());
            for (file, expected) in files(sent, &base) {
                let found = fs::read_to_string(folder.join(file)).expect("a file");
                assert_eq!(found, expected, "{file}");
            }
            fs::remove_dir_all(&folder).expect("the folder is there");
        }
    }

    #[test]
    fn a_path_reaches_the_files_that_need_it() {
        let base = Base::parse("/a/b/").expect("a path");
        for sent in all() {
            for (file, text) in files(&sent, &base) {
                let lines = text.lines();
                let places = lines.filter(|line| line.contains("organise.html"));
                let needs = matches!(file, "nginx.conf" | "Caddyfile" | "_headers");
                let all: Vec<&str> = places.collect();
                assert!(!all.is_empty(), "{file}");
                assert!(all.iter().all(|line| line.contains("/a/b/") == needs), "{file}: {all:?}");
            }
        }
    }
}
