//! A malicious module behind our guard (`tests/malice/`): whatever it tries, nothing arrives,
//! neither from disk, where no header holds it, nor from a host. Without the guard it gets out.

use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::browser::{Browser, Kind, Setup};
use crate::leaks::{close_others, listed_headers, open_anew};
use crate::run::{Outcome, Tools, equal, run};
use crate::trap::Trap;

/// What it tries.
const WAYS: [&str; 24] = [
    "anchor",
    "anchor-attribute",
    "anchor-upper",
    "anchor-blank",
    "anchor-by-name",
    "anchor-svg",
    "area",
    "image",
    "image-attribute",
    "input",
    "handler",
    "frame",
    "object",
    "script",
    "link-preconnect",
    "link-prefetch",
    "meta",
    "form",
    "markup",
    "popup",
    "fetch",
    "location-by-name",
    "window-by-name",
    "history",
];

/// What is tried from a host as well, where only the headers or the address make a difference.
const HOSTED: [&str; 4] = ["anchor", "history", "link-preconnect", "popup"];

/// What arrives from disk where there is no guard; the policy of the page stops the rest.
const UNGUARDED: [&str; 12] = [
    "anchor",
    "anchor-attribute",
    "anchor-blank",
    "anchor-by-name",
    "anchor-svg",
    "anchor-upper",
    "area",
    "link-preconnect",
    "location-by-name",
    "meta",
    "popup",
    "window-by-name",
];

/// What arrives in Chromium besides: it connects before the policy stops the request.
const UNGUARDED_CHROMIUM: [&str; 2] = ["form", "frame"];

/// The module has tried, or it stopped for good because it was refused something, or the browser
/// shows that it does not go where the module wanted to.
const OVER: &str = "document.title === 'tried' || document.querySelector('[role=alert]') \
    || !document.querySelector('#app')";

/// How long what was tried has to arrive.
const WAIT: Duration = Duration::from_millis(300);

#[test]
fn a_malicious_module_says_nothing_in_chromium() {
    run("malice", Kind::Chromium, SETUP, malice);
}

#[test]
fn a_malicious_module_says_nothing_in_firefox() {
    run("malice", Kind::Firefox, SETUP, malice);
}

const SETUP: Setup = Setup { loopback: true, ..Setup::LAPTOP };

async fn malice(browser: &Browser, tools: &Tools) -> Outcome {
    let Some(folder) = &tools.malice else {
        return Err("QINGDAN_MALICE is not set: the folder of the malicious pages".to_owned());
    };
    let nothing = Vec::<String>::new();
    let guarded = arrived(browser, folder, "guarded.html", &WAYS, false).await?;
    equal("guarded, from disk", &guarded, &nothing)?;
    let guarded = arrived(browser, folder, "guarded.html", &HOSTED, true).await?;
    equal("guarded, hosted", &guarded, &nothing)?;
    let chromium = browser.kind == Kind::Chromium;
    let more: &[&str] = if chromium { &UNGUARDED_CHROMIUM } else { &[] };
    let mut expected = [&UNGUARDED, more].concat();
    expected.sort_unstable();
    let free = arrived(browser, folder, "bare.html", &WAYS, false).await?;
    equal("without the guard, from disk", &free, &owned(&expected))?;
    // Chromium knows the header that forbids every connection; Firefox does not.
    let expected = if chromium { nothing } else { owned(&HOSTED) };
    let free = arrived(browser, folder, "bare.html", &HOSTED, true).await?;
    equal("without the guard, hosted", &free, &expected)?;
    equal("attempts to reach anything else", browser.wall.attempts(), vec![])
}

fn owned(ways: &[&str]) -> Vec<String> {
    ways.iter().map(|way| (*way).to_owned()).collect()
}

/// Opens the page once for each way; gives the ways by which something arrived.
async fn arrived(
    browser: &Browser,
    folder: &Path,
    page: &str,
    ways: &[&str],
    host: bool,
) -> Outcome<Vec<String>> {
    let ways = owned(ways);
    let mut trap = Trap::set(&ways).await?;
    let address = if host {
        let bytes = fs::read(folder.join(page)).map_err(|error| error.to_string())?;
        let headers = listed_headers(folder, false, page)?;
        let headers = format!("Content-Type: text/html; charset=utf-8\r\n{headers}");
        let target = format!("/{page}");
        format!("http://127.0.0.1:{}{target}", trap.host(&target, &headers, bytes).await?)
    } else {
        format!("file://{}", folder.join(page).display())
    };
    let ports = trap.ports();
    for way in &ways {
        open_anew(browser, &format!("{address}#{way}@127.0.0.1:{}", ports[way])).await?;
        browser.wait(OVER).await?;
        tokio::time::sleep(WAIT).await;
        if way == "history" {
            // What it wrote into the address would be sent when the page is loaded again.
            browser.run("location.reload()", vec![]).await?;
            tokio::time::sleep(WAIT).await;
        }
        close_others(browser).await?;
    }
    Ok(trap.reached().into_keys().collect())
}
