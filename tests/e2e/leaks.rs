//! The leak matrix: every channel by which code in a page could say something to the outside is
//! tried from inside the two packed pages, and what reaches this computer's listeners must be
//! exactly what `leaks.txt` says for this browser.
//!
//! - `open`: a page without any policy, so that each channel is seen to work where nothing stops it
//! - `disk`: the pages as files; only the policy inside them holds
//! - `hosted`: the pages with the headers of `dist/headers/`
//! - `strict`: the respondent's page with those of `dist/headers/strict/`
//! - `installable`: the page of `dist/installable/` with its headers; its manifest and its worker
//!   are asked for as well
//!
//! The code is run by the driver, with the browser's own functions from before the guard: as if
//! whoever serves the page had changed it, but not the headers.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use fantoccini::wd::TimeoutConfiguration;
use serde_json::{Value, json};

use crate::browser::{Browser, Kind, NAMES, Setup};
use crate::name_server::{NameServer, ZONE};
use crate::run::{Outcome, Tools, ensure, equal, run_in};
use crate::trap::{Reach, Reached, Trap};
use crate::{chromium, firefox};

/// What is expected: a line for each channel, a column for each browser and condition.
const EXPECTED: &str = include_str!("leaks.txt");

/// Tries the channels.
const TRY: &str = include_str!("leaks.js");

/// Tries one channel that leaves the page, unless the page is another already.
const LEAVE: &str = "if (self.leaks) { self.leaks.leave(arguments[0]); } return !!self.leaks;";

/// Keeps what the guard takes away.
const RAW: &str = include_str!("raw.js");

/// A page that nothing confines.
const OPEN: &str = "<!doctype html><meta charset=utf-8><title>Open</title><link rel=icon \
    href=data:,><body><div id=app></div></body>";

/// What the names of this computer end in, which no browser asks a name server for.
const LOCALHOST: &str = "localhost";

/// What is otherwise where a name server answers, on the page that nothing confines: two channels
/// are for hosts that are this computer or have a certificate, one gets further without a proxy.
const SERVED: [(&str, &str, char); 3] = [
    ("fetch-later", "chromium:open", '-'),
    ("speculation", "chromium:open", '-'),
    ("webtransport", "chromium:open", 'R'),
];

/// Longest wait for a page to open, and how often that is tried.
const OPENING_MAX: Duration = Duration::from_secs(8);
const OPENING_TRIES: u32 = 4;

/// An empty page, so that the same address is loaded anew.
const NOTHING: &str = "about:blank";

/// How long what was tried has to reach a listener: all that do not leave the page; each that does.
const STAYING_WAIT: Duration = Duration::from_secs(2);
const LEAVING_WAIT: Duration = Duration::from_millis(250);

/// How long something that is expected may take on a busy machine.
const LEAVING_MAX: Duration = Duration::from_secs(5);

/// A page under a condition.
struct Case {
    condition: &'static str,
    page: &'static str,
}

const CASES: [Case; 9] = [
    Case { condition: "open", page: "open.html" },
    Case { condition: "disk", page: "index.html" },
    Case { condition: "disk", page: "organise.html" },
    Case { condition: "hosted", page: "index.html" },
    Case { condition: "hosted", page: "organise.html" },
    Case { condition: "strict", page: "index.html" },
    Case { condition: "disk", page: "two-tallies.html" },
    Case { condition: "hosted", page: "two-tallies.html" },
    Case { condition: "installable", page: "index.html" },
];

/// What an installable page asks its own host for.
const INSTALLING: [&str; 2] = ["index-manifest.json", "index-sw.js"];

#[test]
fn what_leaks_is_what_is_said_in_chromium() {
    const KIND: Kind = Kind::Chromium;
    run_in("leaks", KIND, async |folder, tools| matrix(KIND, folder, tools, None).await);
}

#[test]
fn what_leaks_is_what_is_said_in_firefox() {
    const KIND: Kind = Kind::Firefox;
    run_in("leaks", KIND, async |folder, tools| matrix(KIND, folder, tools, None).await);
}

/// Tries everything. Names are this computer's own and noted by the browser, or those of a name
/// server and noted there.
pub(crate) async fn matrix(
    kind: Kind,
    folder: &Path,
    tools: &Tools,
    server: Option<&NameServer>,
) -> Outcome {
    let zone = if server.is_some() { ZONE } else { LOCALHOST };
    let setup = Setup { loopback: true, names: true, ..Setup::LAPTOP };
    let browser = Browser::open(tools, kind, setup, folder).await?;
    match kind {
        Kind::Chromium => chromium::before_every_page(&browser, RAW)?,
        Kind::Firefox => firefox::before_every_page(&browser, RAW).await?,
    }
    // All stay set to the end: what comes late is not taken for something else.
    let mut traps = Vec::new();
    for (number, case) in CASES.iter().enumerate() {
        traps.push(attempt(&browser, tools, case, &suffix(number, zone)).await?);
    }
    let elsewhere = browser.wall.attempts();
    // The names are written down completely when the browser has ended.
    let closed = browser.client.clone().close().await;
    closed.map_err(|error| error.to_string())?;
    drop(browser);
    let mut reached: Vec<Reached> = traps.iter().map(Trap::reached).collect();
    let names = match server {
        Some(server) => server.names(),
        None => names(kind, folder)?,
    };
    for (number, reached) in reached.iter_mut().enumerate() {
        for name in names.iter().filter_map(|name| name.strip_suffix(&suffix(number, zone))) {
            reached.entry(name.to_owned()).or_insert(Reach::Name);
        }
    }
    equal("attempts to reach anything else", elsewhere, vec![])?;
    compare(kind, &reached, server.is_some())
}

/// What follows a channel's name in the name of its host.
fn suffix(number: usize, zone: &str) -> String {
    format!(".case-{number}.{zone}")
}

/// Tries every channel in one case; gives the listeners that were set for it.
async fn attempt(browser: &Browser, tools: &Tools, case: &Case, suffix: &str) -> Outcome<Trap> {
    let known_letters = expected()?;
    let channels: Vec<String> = known_letters.keys().cloned().collect();
    let mut trap = Trap::set(&channels).await?;
    let address = open(&mut trap, tools, case).await?;
    let arguments = vec![trap.ports(), json!(suffix)];
    load(browser, &address, &arguments).await?;
    let known = browser.run("return self.leaks.staying.concat(self.leaks.leaving)", vec![]).await?;
    let known: BTreeSet<String> =
        serde_json::from_value(known).map_err(|error| error.to_string())?;
    equal("channels", known, channels.iter().cloned().collect())?;
    browser.run("self.leaks.stay()", vec![]).await?;
    tokio::time::sleep(STAYING_WAIT).await;
    let leaving = browser.run("return self.leaks.leaving", vec![]).await?;
    for channel in leaving.as_array().into_iter().flatten() {
        // Something before it may have left the page.
        if browser.run(LEAVE, vec![channel.clone()]).await? == false {
            load(browser, &address, &arguments).await?;
            browser.run(LEAVE, vec![channel.clone()]).await?;
        }
        let deadline = Instant::now() + LEAVING_MAX;
        tokio::time::sleep(LEAVING_WAIT).await;
        let name = channel.as_str().unwrap_or_default();
        let column = format!("{}:{}", browser.kind, case.condition);
        let awaited = known_letters[name].get(&column) == Some(&'R');
        while awaited && !trap.reached().contains_key(name) && Instant::now() < deadline {
            tokio::time::sleep(LEAVING_WAIT).await;
        }
        if channel.as_str().is_some_and(|name| name.contains("open") || name.contains("blank")) {
            close_others(browser).await?;
        }
    }
    Ok(trap)
}

/// Makes the page ready under its condition; gives its address.
async fn open(trap: &mut Trap, tools: &Tools, case: &Case) -> Outcome<String> {
    let installable = case.condition == "installable";
    let dist = if installable { tools.dist.join("installable") } else { tools.dist.clone() };
    let path = dist.join(case.page);
    if case.condition == "disk" {
        let path = path.canonicalize().map_err(|error| format!("{}: {error}", path.display()))?;
        return Ok(format!("file://{}", path.display()));
    }
    let (page, headers) = if case.condition == "open" {
        (OPEN.as_bytes().to_vec(), String::new())
    } else {
        let page = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        (page, listed_headers(&dist, case.condition == "strict", case.page)?)
    };
    let target = if case.page == "index.html" { "/".to_owned() } else { format!("/{}", case.page) };
    let headers = format!("Content-Type: text/html; charset=utf-8\r\n{headers}");
    let port = trap.host(&target, &headers, page).await?;
    Ok(format!("http://127.0.0.1:{port}{target}"))
}

/// The headers of a page from the plain list that the packer wrote, each ended as it is sent.
pub(crate) fn listed_headers(dist: &Path, strict: bool, page: &str) -> Outcome<String> {
    let file = if strict { "headers/strict/headers.txt" } else { "headers/headers.txt" };
    let path = dist.join(file);
    let list = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let of_page = list.lines().skip_while(|line| *line != page).skip(1);
    let headers: String = of_page
        .take_while(|line| line.starts_with("  "))
        .flat_map(|line| [line.trim(), "\r\n"])
        .collect();
    ensure(!headers.is_empty(), || format!("{file} says nothing of {page}"))?;
    Ok(headers)
}

async fn load(browser: &Browser, address: &str, arguments: &[Value]) -> Outcome {
    open_anew(browser, address).await?;
    browser.run(TRY, arguments.to_vec()).await.map(drop)
}

/// Opens a page that may be open already. What was tried before can still be on its way, and then
/// a driver waits in vain for a page that is not exchanged, so that it is asked again.
pub(crate) async fn open_anew(browser: &Browser, address: &str) -> Outcome {
    let limits = TimeoutConfiguration::new(None, Some(OPENING_MAX), None);
    let set = browser.client.update_timeouts(limits).await;
    set.map_err(|error| format!("no time limit: {error}"))?;
    let mut opened = Ok(());
    for _ in 0..OPENING_TRIES {
        opened = match browser.open_address(NOTHING).await {
            Ok(()) => browser.open_address(address).await,
            failed => failed,
        };
        if opened.is_ok() {
            break;
        }
    }
    opened
}

/// Closes every window but the first.
pub(crate) async fn close_others(browser: &Browser) -> Outcome {
    let failed = |error: fantoccini::error::CmdError| error.to_string();
    let windows = browser.client.windows().await.map_err(failed)?;
    let Some((first, others)) = windows.split_first() else { return Ok(()) };
    for window in others {
        browser.client.switch_to_window(window.clone()).await.map_err(failed)?;
        browser.client.close_window().await.map_err(failed)?;
    }
    if !others.is_empty() {
        browser.client.switch_to_window(first.clone()).await.map_err(failed)?;
    }
    Ok(())
}

/// The names that the browser looked up, as far as it tells.
fn names(kind: Kind, folder: &Path) -> Outcome<BTreeSet<String>> {
    let mut text = String::new();
    for file in fs::read_dir(folder).map_err(|error| error.to_string())?.flatten() {
        if file.file_name().to_string_lossy().starts_with(NAMES) {
            text += &String::from_utf8_lossy(&fs::read(file.path()).unwrap_or_default());
        }
    }
    ensure(!text.is_empty(), || format!("{kind} noted no names in {NAMES}"))?;
    let before = match kind {
        Kind::Chromium => "\"host\":\"",
        Kind::Firefox => "Resolving host [",
    };
    let after = |char: char| !(char.is_ascii_alphanumeric() || matches!(char, '-' | '.'));
    Ok(text
        .split(before)
        .skip(1)
        .map(|rest| rest.trim_start_matches("https://").trim_start_matches("http://"))
        .map(|rest| rest.split(after).next().unwrap_or_default().to_owned())
        .collect())
}

/// What is expected of each channel: a letter for each column of the head line.
fn expected() -> Outcome<BTreeMap<String, BTreeMap<String, char>>> {
    let mut lines = EXPECTED.lines().filter(|line| !line.starts_with('#'));
    let columns: Vec<&str> = lines.next().ok_or("no head line")?.split_whitespace().collect();
    let mut expected = BTreeMap::new();
    for line in lines {
        let cells: Vec<&str> = line.split_whitespace().collect();
        equal(&format!("columns of {line:?}"), cells.len(), columns.len())?;
        let letter = |cell: &str| cell.chars().next().unwrap_or('?');
        let letters = columns.iter().zip(&cells).skip(1);
        let letters = letters.map(|(column, cell)| ((*column).to_owned(), letter(cell)));
        expected.insert(cells[0].to_owned(), letters.collect());
    }
    Ok(expected)
}

/// Fails, with every difference, unless each case reached exactly what is expected.
fn compare(kind: Kind, reached: &[Reached], served: bool) -> Outcome {
    let mut wrong = Vec::new();
    for (channel, letters) in expected()? {
        for (case, reached) in CASES.iter().zip(reached) {
            let letter = match reached.get(&channel) {
                None => '-',
                Some(Reach::Name) => 'N',
                Some(Reach::Connection) => 'C',
                Some(Reach::Request) => 'R',
            };
            let column = format!("{kind}:{}", case.condition);
            let otherwise = SERVED.iter().find(|(name, of, _)| *name == channel && *of == column);
            let otherwise = otherwise.filter(|_| served).map(|(_, _, letter)| letter);
            if otherwise.or(letters.get(&column)) != Some(&letter) {
                wrong.push(format!("{channel} {column} {}: {letter}", case.page));
            }
        }
    }
    let known = expected()?;
    for (case, reached) in CASES.iter().zip(reached) {
        let own = |channel: &str| case.condition == "installable" && INSTALLING.contains(&channel);
        let more = reached.iter().filter(|(channel, _)| !known.contains_key(*channel));
        let more = more.filter(|(channel, _)| !own(channel));
        wrong.extend(more.map(|more| format!("{more:?} in {} {}", case.condition, case.page)));
    }
    ensure(wrong.is_empty(), || format!("not as leaks.txt says:\n  {}", wrong.join("\n  ")))
}
