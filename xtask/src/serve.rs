//! `cargo xtask serve`: the two finished pages on this machine only, with the headers that a good
//! host should send. Nothing but GET and HEAD of the files of `dist/`.

use crate::fail::{Failure, Outcome};
use crate::pack;
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

/// Sent with every answer. `Connection-Allowlist: ()` closes the channels that a policy leaves
/// open, in browsers that know it. The share sheet needs no permission: its default is this very
/// page, and a browser without it complains of the name.
const HEADERS: &str = "Connection-Allowlist: ()\r\n\
    Referrer-Policy: no-referrer\r\n\
    Cross-Origin-Opener-Policy: same-origin\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\n\
    X-Content-Type-Options: nosniff\r\n\
    Permissions-Policy: accelerometer=(), autoplay=(), display-capture=(), \
    encrypted-media=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), \
    magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), \
    publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), \
    xr-spatial-tracking=()\r\n\
    Cache-Control: no-store\r\n\
    Connection: close\r\n";

/// The organiser's page.
const ORGANISER: &str = "organise.html";

/// An answer: its status, its headers besides [`HEADERS`], and its body.
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
                 http://127.0.0.1:{port}/organise.html\n"
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
    let head = format!("HTTP/1.1 {status}\r\n{HEADERS}{headers}Content-Length: {length}\r\n\r\n");
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
    let Some((path, kind)) = file_of(target, dist) else {
        return plain("404 Not Found", "");
    };
    let Ok(body) = fs::read(&path) else {
        return plain("404 Not Found", "");
    };
    let mut headers = format!("Content-Type: {kind}\r\n");
    // Headers of one name are read as one list. Only the organiser's page scans codes.
    let camera = if path.ends_with(ORGANISER) { "self" } else { "" };
    headers = format!("{headers}Permissions-Policy: camera=({camera})\r\n");
    if let Some(policy) = policy_of(&body) {
        headers = format!("{headers}Content-Security-Policy: {policy}; frame-ancestors 'none'\r\n");
    }
    Answer { status: "200 OK", headers, body }
}

fn plain(status: &'static str, header: &str) -> Answer {
    let headers = format!(
        "Content-Type: text/plain; charset=utf-8\r\n\
         Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n{header}"
    );
    Answer { status, headers, body: status.as_bytes().to_vec() }
}

/// The file and its type that a request target means: one plain name, nothing hidden.
fn file_of(target: &str, dist: &Path) -> Option<(PathBuf, &'static str)> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let name = if path.is_empty() { "index.html" } else { path };
    let plain = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '.');
    if name.starts_with('.') || !name.chars().all(plain) {
        return None;
    }
    let kind = match name.rsplit_once('.')?.1 {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "txt" => "text/plain; charset=utf-8",
        _ => return None,
    };
    Some((dist.join(name), kind))
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
        let found = file_of(target, Path::new("d")).map(|(path, _)| path);
        assert_eq!(found, expected.map(PathBuf::from), "{target}");
    }

    #[test]
    fn only_plain_names() {
        check("/", Some("d/index.html"));
        check("/organise.html?x=1#y", Some("d/organise.html"));
        check("/../Cargo.toml", None);
        check("/..", None);
        check("/.htaccess.html", None);
        check("/%2e%2e/x.html", None);
        check("/a/b.html", None);
        check("/x.rs", None);
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
    fn ports() {
        assert_eq!(parse_port("8481"), Ok(8481));
        assert!(parse_port("0").is_err());
        assert!(parse_port("http").is_err());
    }
}
