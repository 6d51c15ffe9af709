//! Pages that were packed into a folder of their own: `host` and `serve` take that folder, with the
//! same word as `pack`, and leave `dist/` alone.
#![cfg(unix)]

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// A command of xtask, whose `dist/` is a folder where nothing is.
fn xtask(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(words).current_dir(env!("CARGO_MANIFEST_DIR"));
    command.env("QINGDAN_DIST", folder.join("dist")).stdin(Stdio::null());
    command
}

/// As much of three packed pages as hosting needs, in `pages` of a fresh folder.
fn packed(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("folders").join(name);
    // Left over from an earlier run, if it is there.
    drop(fs::remove_dir_all(&folder));
    let pages = folder.join("pages");
    fs::create_dir_all(&pages).expect("a folder");
    for (page, worker, types) in [
        ("index", "'none'", "'none'"),
        ("organise", "blob:", "qingdan-worker"),
        ("two-tallies", "'none'", "'none'"),
    ] {
        let html = format!(
            "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'sha256-{page}' \
             'wasm-unsafe-eval'; connect-src 'none'; worker-src {worker}; manifest-src 'none'; \
             trusted-types {types}\">\n<title>{page}</title>\n<meta name=\"theme-color\" \
             media=\"(prefers-color-scheme: light)\" content=\"#faf8f3\">\n</head>\n<body>\n\
             </body>\n</html>\n"
        );
        fs::write(pages.join(format!("{page}.html")), html).expect("a page");
    }
    folder
}

#[test]
fn hosting_writes_beside_the_pages_that_were_named() {
    let folder = packed("host");
    let pages = folder.join("pages").display().to_string();
    let checks = [
        (&["host", "/survey/2026/", "--dir", &pages][..], "location = /survey/2026/index.html {"),
        (&["host", "--dir", &pages, "/other"], "location = /other/index.html {"),
        (&["host", "--dir", &pages], "location = /other/index.html {"),
        (&["host", "--dir", &pages, "/"], "location = /index.html {"),
    ];
    for (words, line) in checks {
        let output = xtask(&folder, words).output().expect("xtask runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        for headers in ["headers", "headers/strict", "installable/headers"] {
            let file = folder.join("pages").join(headers).join("nginx.conf");
            let text = fs::read_to_string(file).expect("a file for hosts");
            assert_eq!(text.lines().next(), Some(line), "{headers}");
        }
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(said.contains(&format!("{pages}/headers/")), "{said}");
    }
    assert!(!folder.join("dist").exists(), "dist/ is none of its business");
}

/// Whoever has taken a line out must not have it back unseen.
#[test]
fn a_changed_header_file_is_kept_and_named() {
    let folder = packed("changed");
    let pages = folder.join("pages");
    let host = || {
        let words = ["host", "--dir", &pages.display().to_string()];
        let output = xtask(&folder, &words).output().expect("xtask runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    assert!(!host().contains("had been changed"));
    let conf = pages.join("headers/nginx.conf");
    let whole = fs::read_to_string(&conf).expect("a file for hosts");
    let without = whole.lines().filter(|line| !line.contains("Strict-Transport-Security"));
    let without = without.collect::<Vec<_>>().join("\n");
    fs::write(&conf, &without).expect("changed");
    let said = host();
    assert!(said.contains("nginx.conf had been changed: it is kept as "), "{said}");
    assert_eq!(said.matches("had been changed").count(), 1, "{said}");
    assert_eq!(fs::read_to_string(&conf).expect("written"), whole);
    let old = conf.with_file_name("nginx.conf.old");
    assert_eq!(fs::read_to_string(old).expect("kept"), without);
    assert!(!host().contains("had been changed"), "it is as it was written");
}

/// As on a full disk: here no file may be longer than a few blocks.
#[test]
fn hosting_that_breaks_off_changes_nothing() {
    let folder = packed("breaks");
    let pages = folder.join("pages").display().to_string();
    let first = xtask(&folder, &["host", "/a/", "--dir", &pages]).output().expect("xtask runs");
    assert!(first.status.success());
    let before = below(&folder);
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 4; exec \"$@\"", "sh"]);
    shell.arg(env!("CARGO_BIN_EXE_xtask")).args(["host", "/b/", "--dir", &pages]);
    let output = shell.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("a shell");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.starts_with("error: cannot write "), "{said}");
    assert!(below(&folder) == before, "every file is as it was, and there is no other");
}

/// Every file below a folder, and what is in it.
fn below(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("one").path();
        if path.is_dir() {
            found.extend(below(&path));
        } else {
            let bytes = fs::read(&path).expect("a file");
            found.push((path, bytes));
        }
    }
    found.sort();
    found
}

#[test]
fn the_variant_is_not_made_of_itself() {
    let folder = packed("twice");
    let variant = folder.join("pages/installable");
    let host = |dir: &Path| {
        let dir = dir.display().to_string();
        let output = xtask(&folder, &["host", "--dir", &dir]).output().expect("xtask runs");
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    assert!(host(&folder.join("pages")).0);
    let list = || fs::read_to_string(variant.join("headers/headers.txt")).expect("the list");
    let before = list();
    let (done, said) = host(&variant);
    assert!(
        !done && said.contains("index.html is no plain packed page: not exactly one"),
        "{said}"
    );
    assert_eq!(list(), before);
    assert!(!variant.join("installable").exists());
}

#[test]
fn serving_takes_the_pages_that_were_named() {
    let folder = packed("serve");
    let pages = folder.join("pages").display().to_string();
    let host = xtask(&folder, &["host", "--dir", &pages]).output().expect("xtask runs");
    assert!(host.status.success());
    for (more, title) in
        [(None, "<title>index</title>"), (Some("--installable"), "rel=\"manifest\"")]
    {
        let free = TcpListener::bind(("127.0.0.1", 0)).and_then(|free| free.local_addr());
        let port = free.expect("a port").port();
        let number = port.to_string();
        let words =
            ["serve", "--packed", "--port", &number, "--dir", &pages, "--sub-path", "/a/b/"];
        let words: Vec<&str> = words.into_iter().chain(more).collect();
        let child = xtask(&folder, &words).stdout(Stdio::null()).spawn().expect("xtask runs");
        let served = Served(child);
        let got = served.get(port, "/a/b/");
        assert!(got.starts_with("HTTP/1.1 200 OK\r\n") && got.contains(title), "{got}");
        assert!(got.contains("script-src 'sha256-index'"), "{got}");
        assert!(served.get(port, "/").starts_with("HTTP/1.1 404 "));
    }
    assert!(!folder.join("dist").exists(), "dist/ is none of its business");
}

/// As behind `| head`.
#[test]
fn serving_goes_on_when_nobody_reads_what_it_says() {
    let folder = packed("unheard");
    let pages = folder.join("pages").display().to_string();
    let host = xtask(&folder, &["host", "--dir", &pages]).output().expect("xtask runs");
    assert!(host.status.success());
    let free = TcpListener::bind(("127.0.0.1", 0)).and_then(|free| free.local_addr());
    let port = free.expect("a port").port();
    let words = ["serve", "--packed", "--port", &port.to_string(), "--dir", &pages];
    let mut child = xtask(&folder, &words).stdout(Stdio::piped()).spawn().expect("xtask runs");
    drop(child.stdout.take());
    let served = Served(child);
    for path in ["/", "/organise.html"] {
        assert!(served.get(port, path).starts_with("HTTP/1.1 200 OK\r\n"), "{path}");
    }
}

/// A server that ends with the test.
struct Served(Child);

impl Served {
    /// The answer for a path, as soon as there is one.
    fn get(&self, port: u16, path: &str) -> String {
        for _ in 0..100 {
            if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) {
                write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\n\r\n").expect("a request");
                let mut answer = String::new();
                stream.read_to_string(&mut answer).expect("an answer");
                return answer;
            }
            sleep(Duration::from_millis(100));
        }
        panic!("process {} does not listen on {port}", self.0.id());
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}
