//! `cargo xtask serve`: the finished pages on this machine only, below any path, with exactly the
//! headers of the list that the packer writes for hosts (`pack/headers.rs`). Nothing but GET and
//! HEAD of the files that a host must have. Every request is told, so that one can see that there
//! is no other.

use crate::fail::{Failure, Outcome};
use crate::host;
use crate::pack::headers::Variant;
use crate::pack::hosts::{self, Base};
use crate::pack::{self, PAGES, installable};
use crate::repo::Repo;
use crate::run::{say, tell};
use crate::setup::setup;
use std::fs;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// The port when none is asked for.
const PORT: u16 = 8480;

/// The list of what is sent with each file, below the folder that is served: as on any other host,
/// it must be exchanged with the pages.
const HEADERS: &str = "headers/headers.txt";

/// No request that a browser sends for a page is longer.
const REQUEST_BYTES_MAX: usize = 16 * 1024;

/// A browser that opens a connection and says nothing is dropped after this.
const SILENCE_MAX: Duration = Duration::from_secs(10);

/// Sent with every answer that is no file, so that nothing of it is kept or run.
const PLAIN: &str = "Content-Type: text/plain; charset=utf-8\r\n\
    Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n\
    Connection-Allowlist: ()\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n";

/// What is asked for after `serve`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    port: u16,
    base: Base,
    installable: bool,
    packed: bool,
}

impl Options {
    /// Reads the words after `serve`.
    pub fn parse(words: &[&str]) -> Outcome<Self> {
        let mut options = Self { port: PORT, base: Base::top(), installable: false, packed: false };
        let mut rest = words;
        while let Some((word, after)) = rest.split_first() {
            rest = match (*word, after) {
                ("--installable", _) => {
                    options.installable = true;
                    after
                }
                ("--packed", _) => {
                    options.packed = true;
                    after
                }
                ("--port", [port, after @ ..]) => {
                    options.port = parse_port(port)?;
                    after
                }
                ("--sub-path", [path, after @ ..]) => {
                    options.base = Base::parse(path)?;
                    after
                }
                _ => {
                    return Err(Failure::new(
                        format!("`serve` does not know “{word}”, or something is missing after it"),
                        "run `cargo xtask help` for the list",
                    ));
                }
            };
        }
        Ok(options)
    }
}

/// What is served: a folder, below a path, as one of the variants.
#[derive(Clone, Debug)]
struct Site {
    folder: PathBuf,
    base: Base,
    variant: Variant,
}

/// An answer: its status, its headers besides length and connection, and its body.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Answer {
    status: &'static str,
    headers: String,
    body: Vec<u8>,
}

/// Packs, unless what was packed before is wanted, then serves until it is stopped.
pub fn serve(repo: &Repo, options: &Options) -> Outcome {
    let port = options.port;
    // First, so that a taken port is told at once.
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| taken(port, &error))?;
    if options.packed && repo.instrument.is_some() {
        let problem = "--packed serves what is there: --instrument would change nothing";
        return Err(Failure::new(problem, "leave out one of the two"));
    }
    if !options.packed {
        pack::ready(repo)?;
        pack::pack(repo, &setup(repo)?)?;
    }
    let base = &options.base;
    let (folder, variant) = if options.installable {
        (repo.dist.join(installable::FOLDER), Variant::Installable)
    } else {
        (repo.dist.clone(), Variant::Usual)
    };
    // Nothing to serve is told before anybody asks.
    host::policies(&folder)?;
    let headers = folder.join(HEADERS);
    if !headers.is_file() {
        let missing = format!("there is no {}", headers.display());
        return Err(Failure::new(missing, "`cargo xtask host` writes it"));
    }
    say(format!("serving {} — stop with Ctrl-C\n", folder.display()));
    for page in &PAGES {
        tell(format!("  http://127.0.0.1:{port}{}", hosts::addresses(page.file, base)[1]));
    }
    tell("");
    let site = Site { folder, base: base.clone(), variant };
    for stream in listener.incoming() {
        let Ok(stream) = stream else { continue };
        let site = site.clone();
        thread::spawn(move || {
            // A browser that goes away is no error of ours.
            drop(converse(stream, &site));
        });
    }
    Ok(())
}

/// The port of `--port`.
fn parse_port(text: &str) -> Outcome<u16> {
    text.parse().ok().filter(|port| *port > 0).ok_or_else(|| {
        Failure::new(format!("“{text}” is no port"), "give a number from 1 to 65535")
    })
}

fn taken(port: u16, error: &io::Error) -> Failure {
    Failure::new(
        format!("cannot listen on 127.0.0.1:{port}: {error}"),
        "choose another port with `cargo xtask serve --port N`",
    )
}

fn converse(mut stream: TcpStream, site: &Site) -> io::Result<()> {
    stream.set_read_timeout(Some(SILENCE_MAX))?;
    stream.set_write_timeout(Some(SILENCE_MAX))?;
    let mut request = Vec::new();
    let mut part = [0; 2048];
    while !request.windows(4).any(|end| end == b"\r\n\r\n") {
        let read = stream.read(&mut part)?;
        if read == 0 || request.len() + read > REQUEST_BYTES_MAX {
            return Ok(());
        }
        request.extend_from_slice(&part[..read]);
    }
    let line = String::from_utf8_lossy(&request);
    let line = line.lines().next().unwrap_or_default();
    let answer = site.answer(line);
    let Answer { status, headers, body } = &answer;
    // Before the answer: who has it knows that it was told.
    tell(format!("{} {status}", line.trim_end_matches(" HTTP/1.1")));
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    if !line.starts_with("HEAD ") {
        stream.write_all(body)?;
    }
    stream.flush()
}

impl Site {
    /// The answer to the first line of a request.
    fn answer(&self, line: &str) -> Answer {
        let mut words = line.split(' ');
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        if !matches!(method, "GET" | "HEAD") {
            return plain("405 Method Not Allowed", "Allow: GET, HEAD\r\n");
        }
        let path = target.split(['?', '#']).next().unwrap_or_default();
        if format!("{path}/") == self.base.path() {
            let location = format!("Location: {}\r\n", self.base.path());
            return plain("301 Moved Permanently", &location);
        }
        let Some(name) = self.name(path) else { return plain("404 Not Found", "") };
        let Ok(body) = fs::read(self.folder.join(&name)) else {
            return plain("404 Not Found", "");
        };
        let Ok(list) = fs::read_to_string(self.folder.join(HEADERS)) else {
            return plain("500 Internal Server Error", "");
        };
        let mut headers = format!("Content-Type: {}\r\n", kind(&name));
        for header in listed(&list, &name) {
            headers.extend([header, "\r\n"]);
        }
        Answer { status: "200 OK", headers, body }
    }

    /// The file that a path means; there is nothing else to be had.
    fn name(&self, path: &str) -> Option<String> {
        let name = path.strip_prefix(self.base.path())?;
        let name = if name.is_empty() { "index.html" } else { name };
        let page = PAGES.iter().any(|page| page.file == name);
        let beside = self.variant == Variant::Installable
            && installable::names().iter().any(|known| known == name);
        (page || beside).then(|| name.to_owned())
    }
}

/// What is sent with a file, as the list for hosts has it; nothing if it names none.
fn listed<'a>(list: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    let lines = list.lines().skip_while(move |line| *line != name).skip(1);
    lines.map_while(|line| line.strip_prefix("  "))
}

/// What a browser is told that a file is.
fn kind(name: &str) -> &'static str {
    match Path::new(name).extension().and_then(|end| end.to_str()) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        _ => "text/html; charset=utf-8",
    }
}

fn plain(status: &'static str, header: &str) -> Answer {
    Answer { status, headers: [PLAIN, header].concat(), body: status.as_bytes().to_vec() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(base: &str, variant: Variant) -> Site {
        Site { folder: "d".into(), base: Base::parse(base).expect("a path"), variant }
    }

    #[test]
    fn only_the_files() {
        let check = |target: &str, usual: Option<&str>, installable: Option<&str>| {
            for (variant, expected) in
                [(Variant::Usual, usual), (Variant::Installable, installable)]
            {
                let found = site("/", variant).name(target);
                assert_eq!(found.as_deref(), expected, "{target}");
            }
        };
        check("/", Some("index.html"), Some("index.html"));
        check("/organise.html", Some("organise.html"), Some("organise.html"));
        check("/two-tallies.html", Some("two-tallies.html"), Some("two-tallies.html"));
        check("/index-sw.js", None, Some("index-sw.js"));
        check("/organise-manifest.json", None, Some("organise-manifest.json"));
        for nothing in [
            "/../Cargo.toml",
            "/..",
            "/.htaccess.html",
            "/%2e%2e/x.html",
            "/a/b.html",
            "/x.html",
            "/headers/headers.txt",
            "/installable/index.html",
            "http://elsewhere/index.html",
        ] {
            check(nothing, None, None);
        }
    }

    #[test]
    fn only_below_the_path() {
        let site = site("/a/b/", Variant::Usual);
        assert_eq!(site.name("/a/b/").as_deref(), Some("index.html"));
        assert_eq!(site.name("/a/b/organise.html").as_deref(), Some("organise.html"));
        for outside in ["/", "/index.html", "/a/index.html", "/a/b/c/index.html", "/a/b/../x"] {
            assert_eq!(site.name(outside), None, "{outside}");
        }
        let said = site.answer("GET /a/b HTTP/1.1");
        assert_eq!(said.status, "301 Moved Permanently");
        assert!(said.headers.contains("Location: /a/b/\r\n"));
    }

    #[test]
    fn only_reading() {
        let site = site("/", Variant::Usual);
        let said = site.answer("POST / HTTP/1.1");
        assert_eq!(said.status, "405 Method Not Allowed");
        assert!(said.headers.contains("Allow: GET, HEAD\r\n"));
        assert_eq!(site.answer("").status, "405 Method Not Allowed");
        assert_eq!(site.answer("GET /none.html HTTP/1.1").status, "404 Not Found");
    }

    /// A folder of a test's own with the files of both variants, and what hosts need beside them.
    fn packed(name: &str) -> PathBuf {
        let dist = std::env::temp_dir().join(format!("qingdan-{name}-{}", std::process::id()));
        for (folder, variant) in
            [(dist.clone(), Variant::Usual), (dist.join("installable"), Variant::Installable)]
        {
            fs::create_dir_all(&folder).expect("a folder");
            for name in installable::names() {
                let meta = format!(
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"policy of {name}\">"
                );
                fs::write(folder.join(&name), meta).expect("a file");
            }
            let sent = hosts::sent(&host::policies(&folder).expect("policies"), variant);
            hosts::write(&folder.join("headers"), &sent, &Base::top()).expect("the files");
        }
        dist
    }

    /// The headers of an answer besides its kind.
    fn headers(site: &Site, file: &str) -> Vec<String> {
        let said = site.answer(&format!("GET /a/b/{file}?x=1 HTTP/1.1"));
        assert_eq!(said.status, "200 OK", "{file}");
        let mut lines = said.headers.trim_end().split("\r\n").map(str::to_owned);
        assert!(lines.next().is_some_and(|first| first.starts_with("Content-Type: ")), "{file}");
        lines.collect()
    }

    #[test]
    fn exactly_the_headers_for_hosts_are_sent() {
        let dist = packed("serve");
        for (folder, variant) in
            [(dist.clone(), Variant::Usual), (dist.join("installable"), Variant::Installable)]
        {
            let policies = host::policies(&folder).expect("policies");
            let base = Base::parse("/a/b/").expect("a path");
            let site = Site { folder, base, variant };
            for sent in hosts::sent(&policies, variant) {
                let expected = sent.headers.iter().map(|(name, value)| format!("{name}: {value}"));
                assert_eq!(
                    headers(&site, &sent.file),
                    expected.collect::<Vec<_>>(),
                    "{}",
                    sent.file
                );
            }
        }
        fs::remove_dir_all(&dist).expect("the folder is there");
    }

    #[test]
    fn headers_are_those_that_lie_there() {
        let dist = packed("exchanged");
        let folder = dist.join("installable");
        let base = Base::parse("/a/b/").expect("a path");
        let site = Site { folder: folder.clone(), base, variant: Variant::Installable };
        assert!(headers(&site, "index-sw.js").iter().any(|line| line.contains("connect-src")));
        // As a host does that takes the variant back.
        fs::copy(dist.join(HEADERS), folder.join(HEADERS)).expect("a copy");
        assert_eq!(headers(&site, "index-sw.js"), Vec::<String>::new());
        let page = headers(&site, "index.html");
        assert!(page.contains(&"Connection-Allowlist: ()".to_owned()), "{page:?}");
        fs::remove_file(folder.join(HEADERS)).expect("the list");
        let said = site.answer("GET /a/b/index.html HTTP/1.1").status;
        assert_eq!(said, "500 Internal Server Error");
        fs::remove_dir_all(&dist).expect("the folder is there");
    }

    #[test]
    fn options() {
        let usual = Options { port: PORT, base: Base::top(), installable: false, packed: false };
        assert_eq!(Options::parse(&[]), Ok(usual.clone()));
        let words = ["--sub-path", "/a/b", "--installable", "--port", "8481", "--packed"];
        let base = Base::parse("/a/b/").expect("a path");
        let all = Options { port: 8481, base, installable: true, packed: true };
        assert_eq!(Options::parse(&words), Ok(all));
        for bad in
            [&["--port"][..], &["--port", "0"], &["--port", "http"], &["--sub-path", "a"], &["x"]]
        {
            assert!(Options::parse(bad).is_err(), "{bad:?}");
        }
    }
}
