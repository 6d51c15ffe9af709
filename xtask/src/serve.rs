//! `cargo xtask serve`: the two finished pages on this machine only, with exactly the headers that
//! the packer writes for hosts (`pack/headers.rs`). Nothing but GET and HEAD of the two.

use crate::fail::{Failure, Outcome};
use crate::pack::headers::{self, Variant};
use crate::pack::{self, PAGES, Page};
use crate::repo::Repo;
use crate::run::say;
use crate::setup::setup;
use std::fs;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// The port when none is asked for.
pub const PORT: u16 = 8480;

/// No request that a browser sends for a page is longer.
const REQUEST_BYTES_MAX: usize = 16 * 1024;

/// A browser that opens a connection and says nothing is dropped after this.
const SILENCE_MAX: Duration = Duration::from_secs(10);

/// Sent with every answer that is no page, so that nothing of it is kept or run.
const PLAIN: &str = "Content-Type: text/plain; charset=utf-8\r\n\
    Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n\
    Connection-Allowlist: ()\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n";

/// An answer: its status, its headers besides length and connection, and its body.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Answer {
    status: &'static str,
    headers: String,
    body: Vec<u8>,
}

/// Packs, then serves until it is stopped.
pub fn serve(repo: &Repo, port: u16) -> Outcome {
    // First, so that a taken port is told at once.
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| taken(port, &error))?;
    pack::pack(repo, &setup(repo)?)?;
    say(format!(
        "serving dist/ — stop with Ctrl-C\n\n  http://127.0.0.1:{port}/\n  \
                 http://127.0.0.1:{port}/organise.html\n  \
                 http://127.0.0.1:{port}/two-tallies.html\n"
    ));
    for stream in listener.incoming() {
        let Ok(stream) = stream else { continue };
        let dist = repo.dist.clone();
        thread::spawn(move || {
            // A browser that goes away is no error of ours.
            drop(converse(stream, &dist));
        });
    }
    Ok(())
}

/// The port of `--port`.
pub fn parse_port(text: &str) -> Outcome<u16> {
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

fn converse(mut stream: TcpStream, dist: &Path) -> io::Result<()> {
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
    let answer = answer(line, dist);
    let Answer { status, headers, body } = &answer;
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

/// The answer to the first line of a request.
fn answer(line: &str, dist: &Path) -> Answer {
    let mut words = line.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if !matches!(method, "GET" | "HEAD") {
        return plain("405 Method Not Allowed", "Allow: GET, HEAD\r\n");
    }
    let Some((path, page)) = page_of(target, dist) else {
        return plain("404 Not Found", "");
    };
    let Ok(body) = fs::read(&path) else {
        return plain("404 Not Found", "");
    };
    let Some(policy) = policy_of(&body) else {
        return plain("500 Internal Server Error", "");
    };
    let mut headers = "Content-Type: text/html; charset=utf-8\r\n".to_owned();
    for (name, value) in headers::of(page, policy, Variant::Usual) {
        headers.extend([name, ": ", &value, "\r\n"]);
    }
    Answer { status: "200 OK", headers, body }
}

fn plain(status: &'static str, header: &str) -> Answer {
    Answer { status, headers: [PLAIN, header].concat(), body: status.as_bytes().to_vec() }
}

/// The file that a request target means, and which page it is; there is nothing else to be had.
fn page_of(target: &str, dist: &Path) -> Option<(PathBuf, &'static Page)> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let name = if path.is_empty() { "index.html" } else { path };
    let page = PAGES.iter().find(|page| page.file == name)?;
    Some((dist.join(name), page))
}

/// The policy in the `<meta>` of a packed page.
fn policy_of(body: &[u8]) -> Option<&str> {
    const START: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
    let head = body.get(..body.len().min(4096))?;
    let head = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&head[..error.valid_up_to()]).ok()?,
    };
    head.split_once(START)?.1.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(target: &str, expected: Option<&str>) {
        let found = page_of(target, Path::new("d")).map(|(path, _)| path);
        assert_eq!(found, expected.map(PathBuf::from), "{target}");
    }

    #[test]
    fn only_the_pages() {
        check("/", Some("d/index.html"));
        check("/organise.html?x=1#y", Some("d/organise.html"));
        check("/two-tallies.html", Some("d/two-tallies.html"));
        check("/../Cargo.toml", None);
        check("/..", None);
        check("/.htaccess.html", None);
        check("/%2e%2e/x.html", None);
        check("/a/b.html", None);
        check("/x.html", None);
        check("/headers/headers.txt", None);
        check("http://elsewhere/index.html", None);
    }

    #[test]
    fn only_reading() {
        let said = answer("POST / HTTP/1.1", Path::new("d"));
        assert_eq!(said.status, "405 Method Not Allowed");
        assert!(said.headers.contains("Allow: GET, HEAD\r\n"));
        assert_eq!(answer("", Path::new("d")).status, "405 Method Not Allowed");
        assert_eq!(answer("GET /none.html HTTP/1.1", Path::new("d")).status, "404 Not Found");
    }

    #[test]
    fn the_policy_of_a_page_is_sent_as_a_header() {
        let page = b"<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"a 'b'\">";
        assert_eq!(policy_of(page), Some("a 'b'"));
        assert_eq!(policy_of(b"<head>"), None);
    }

    #[test]
    fn exactly_the_headers_of_the_files_are_sent() {
        let dist = std::env::temp_dir().join(format!("qingdan-serve-{}", std::process::id()));
        let policies = ["a 'x'", "b 'y'", "c 'z'"].map(str::to_owned);
        headers::write(&dist, &policies).expect("the files are written");
        let list = fs::read_to_string(dist.join("headers/headers.txt")).expect("the list");
        for (page, policy) in PAGES.iter().zip(&policies) {
            let meta =
                format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
            fs::write(dist.join(page.file), meta).expect("a page");
            let said = answer(&format!("GET /{} HTTP/1.1", page.file), &dist);
            let sent: Vec<&str> = said.headers.trim_end().split("\r\n").collect();
            let listed = list.lines().skip_while(|line| *line != page.file).skip(1);
            let listed: Vec<&str> =
                listed.take_while(|line| line.starts_with("  ")).map(str::trim).collect();
            assert_eq!(sent[0], "Content-Type: text/html; charset=utf-8");
            assert_eq!(sent[1..], listed, "{}", page.file);
        }
        fs::remove_dir_all(&dist).expect("the folder is there");
    }

    #[test]
    fn ports() {
        assert_eq!(parse_port("8481"), Ok(8481));
        assert!(parse_port("0").is_err());
        assert!(parse_port("http").is_err());
    }
}
