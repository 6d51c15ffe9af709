//! Every page from a host: one request for a whole journey of each, none after it, and nothing
//! that the headers forbid. In Chromium the host is `cargo xtask serve`, which sends the headers
//! of `dist/headers/`; in Firefox, and for the strict headers, one that counts what it is asked.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use crate::browser::{Browser, Kind, Setup};
use crate::host::Host;
use crate::leaks::listed_headers;
use crate::organiser::{self, Organiser};
use crate::plan;
use crate::report;
use crate::respondent::Respondent;
use crate::run::{Outcome, Tools, equal, run};
use crate::trap::Trap;
use crate::watch;

const SETUP: Setup = Setup { loopback: true, ..Setup::LAPTOP };

#[test]
fn a_served_page_is_one_request_in_chromium() {
    run("served", Kind::Chromium, SETUP, served);
}

#[test]
fn a_hosted_page_is_one_request_in_firefox() {
    run("hosted", Kind::Firefox, SETUP, async |browser, tools| {
        hosted(browser, tools, false, "index.html").await?;
        hosted(browser, tools, false, "organise.html").await?;
        hosted(browser, tools, false, "two-tallies.html").await
    });
}

#[test]
fn the_strict_headers_leave_the_way_to_the_file_in_chromium() {
    run("strict", Kind::Chromium, SETUP, strict);
}

#[test]
fn the_strict_headers_leave_the_way_to_the_file_in_firefox() {
    run("strict", Kind::Firefox, SETUP, strict);
}

async fn served(browser: &Browser, tools: &Tools) -> Outcome {
    let server = Host::start(tools, (&tools.dist, "/"), &[], browser.folder.join("host.log"))?;
    for page in ["index.html", "organise.html", "two-tallies.html"] {
        let sent = sent_headers(server.port, page)?;
        let listed = listed_headers(&tools.dist, false, page)?;
        let expected = format!("Content-Type: text/html; charset=utf-8\r\n{listed}");
        equal(&format!("headers of {page}"), sent, expected)?;
    }
    let host = format!("http://127.0.0.1:{}/", server.port);
    for address in [host.clone(), format!("{host}two-tallies.html")] {
        browser.open_address("about:blank").await?;
        browser.open_address(&address).await?;
        respond(browser, tools).await?;
        one_request(browser, &address).await?;
    }
    let address = format!("{host}organise.html");
    browser.open_address("about:blank").await?;
    browser.open_address(&address).await?;
    organise(browser, tools).await?;
    one_request(browser, &address).await
}

/// The headers that a page is sent with, but for its length and the end of the connection.
pub(crate) fn sent_headers(port: u16, page: &str) -> Outcome<String> {
    let io = |error: std::io::Error| format!("{page}: {error}");
    let mut stream = TcpStream::connect(("127.0.0.1", port)).map_err(io)?;
    write!(stream, "HEAD /{page} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").map_err(io)?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).map_err(io)?;
    let technical = ["HTTP/1.1 200 OK", "Content-Length:", "Connection:"];
    let lines = answer.trim_end().split("\r\n");
    let headers = lines.filter(|line| !technical.iter().any(|start| line.starts_with(start)));
    Ok(headers.flat_map(|line| [line, "\r\n"]).collect())
}

/// Fails unless the page itself is all that was asked for, here or anywhere.
async fn one_request(browser: &Browser, address: &str) -> Outcome {
    let requests: Vec<String> = watch::requests(browser).await?;
    let http: Vec<String> = requests.into_iter().filter(|url| url.starts_with("http")).collect();
    equal("requests of a whole journey", http, vec![address.to_owned()])?;
    quiet(browser).await
}

async fn quiet(browser: &Browser) -> Outcome {
    equal("attempts to reach the network", browser.wall.attempts(), vec![])?;
    equal("policy violations and errors", watch::violations(browser).await?, vec![])
}

/// A journey in a page that this program serves; its only request is the one for the page.
async fn hosted(browser: &Browser, tools: &Tools, strict: bool, page: &str) -> Outcome {
    let bytes = fs::read(tools.dist.join(page)).map_err(|error| error.to_string())?;
    let headers = listed_headers(&tools.dist, strict, page)?;
    let headers = format!("Content-Type: text/html; charset=utf-8\r\n{headers}");
    let target = format!("/{page}");
    let mut trap = Trap::set(&[]).await?;
    let port = trap.host(&target, &headers, bytes).await?;
    browser.open_address(&format!("http://127.0.0.1:{port}{target}")).await?;
    if page == "organise.html" {
        organise(browser, tools).await?;
    } else {
        respond(browser, tools).await?;
    }
    equal("times that the page was asked for", trap.served(), 1)?;
    equal("other requests", trap.reached().into_iter().collect::<Vec<_>>(), vec![])?;
    quiet(browser).await
}

/// From the welcome to the saved file, in the page that is open.
async fn respond(browser: &Browser, tools: &Tools) -> Outcome {
    let respondent = Respondent::begun(browser, tools).await?;
    respondent.walk_to("#/export").await?;
    respondent.save().await.map(drop)
}

/// From eleven files to the report, in the page that is open.
async fn organise(browser: &Browser, tools: &Tools) -> Outcome {
    let records: Vec<String> = plan::generated()?.into_iter().take(11).collect();
    let files = organiser::write(&browser.folder.join("received"), &records)?;
    let organiser = Organiser::begun(browser, tools).await?;
    organiser.choose(&files).await?;
    let counts = [("received", 11), ("accepted", 11), ("refused", 0), ("duplicates", 0)];
    organiser.counts(counts).await?;
    report::made(browser).await?;
    browser.find("tr[data-category=index]").await.map(drop)
}

/// In a sandbox the respondent's page keeps no draft and everything else goes on.
async fn strict(browser: &Browser, tools: &Tools) -> Outcome {
    hosted(browser, tools, true, "index.html").await?;
    let stored = "try { return localStorage.length } catch (error) { return error.name }";
    let stored = browser.run(stored, vec![]).await?;
    equal("what can be stored", stored.as_str(), Some("SecurityError"))
}
