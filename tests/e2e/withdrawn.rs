//! The installable variant is taken back by its host, as `docs/hosting.md` says it: every page that
//! a browser keeps is forgotten, with its service worker, and the plain ones are there again.

use std::path::Path;
use std::process::Command;

use crate::browser::{Browser, Kind};
use crate::host::Host;
use crate::hosted::{BASE, SETUP, quiet};
use crate::installed::{
    CHANGING, LOOKING, PAGES, caches, controller, copied, kept, open, serve, settled, until,
};
use crate::organiser::Organiser;
use crate::respondent::Respondent;
use crate::run::{Outcome, Tools, ensure, equal, run};
use crate::served::sent_headers;

/// Stands before the commands that take the variant back, in both languages of the document.
const TAKE_BACK: &str = "<!-- run: by tests/e2e/withdrawn.rs withdrawn -->";

#[test]
fn a_host_can_take_it_back_in_chromium() {
    run("withdrawn", Kind::Chromium, SETUP, withdrawn);
}

#[test]
fn a_host_can_take_it_back_in_firefox() {
    run("withdrawn", Kind::Firefox, SETUP, withdrawn);
}

/// The host takes the variant back as `docs/hosting.md` says: the withdrawal in the place of each
/// worker, the plain pages and their headers in the place of the others. Every page is rid of it,
/// and what people keep on their phones stays.
async fn withdrawn(browser: &Browser, tools: &Tools) -> Outcome {
    let dist = copied(tools, &browser.folder)?;
    let mut host = serve(browser, tools, &dist)?;
    for stem in PAGES {
        open(browser, &host.address(&format!("{stem}.html"))).await?;
        kept(browser, stem).await?;
    }
    equal("caches before", caches(browser).await?.len(), PAGES.len())?;
    for stem in PAGES {
        host.asked()?;
        open(browser, &host.address(&format!("{stem}.html"))).await?;
        // Its look for a new version is over before there is one.
        settled(&mut host, &format!("{stem}-sw.js")).await?;
    }
    browser.run("localStorage.setItem('kept', 'draft')", vec![]).await?;
    take_back(&dist)?;
    for stem in PAGES {
        let (page, worker) = (format!("{stem}.html"), format!("{stem}-sw.js"));
        host.asked()?;
        open(browser, &host.address(&page)).await?;
        browser.wait_for(CHANGING, "document.querySelector('link[rel=manifest]')").await?;
        let asked = settled(&mut host, &worker).await?;
        equal("requests of the last visit", asked, vec![worker.clone()])?;
        until("a forgotten page", async || {
            let caches = caches(browser).await?;
            Ok(!caches.iter().any(|name| name.contains(&scope(&host, stem))))
        })
        .await?;
        open(browser, &host.address(&page)).await?;
        begun(browser, tools, stem).await?;
        equal("links to a manifest", browser.count("link[rel=manifest]").await?, 0)?;
        equal("controlled", controller(browser).await?, String::new())?;
        tokio::time::sleep(LOOKING).await;
        equal("requests of a plain page", host.asked()?, vec![page])?;
        quiet(browser).await?;
    }
    equal("caches", caches(browser).await?, Vec::<String>::new())?;
    equal("workers", workers(browser).await?, Vec::<String>::new())?;
    let draft = browser.run("return localStorage.getItem('kept')", vec![]).await?;
    equal("what was kept beside", draft.as_str(), Some("draft"))?;
    // The headers are those of the plain pages again.
    let page = format!("{}organise.html", BASE.trim_start_matches('/'));
    let headers = sent_headers(host.port, &page)?;
    ensure(headers.contains("Connection-Allowlist: ()\r\n"), || headers)
}

/// What the document has those do who take the variant back: its commands, in the folder of the
/// host, beside which the plain pages are.
fn take_back(dist: &Path) -> Outcome {
    let documents =
        [include_str!("../../docs/hosting.md"), include_str!("../../docs/hosting.zh.md")];
    let [commands, same] = documents.map(|text| {
        let rest = text.split_once(TAKE_BACK).map_or("", |(_, rest)| rest);
        let block = rest.split_once("```sh\n").map_or("", |(_, rest)| rest);
        block.split_once("```").map_or("", |(block, _)| block)
    });
    ensure(!commands.is_empty() && commands == same, || "the documents differ".to_owned())?;
    let folder = dist.join("installable");
    let done = Command::new("sh").args(["-ec", commands]).current_dir(folder).status();
    let done = done.map_err(|error| error.to_string())?;
    ensure(done.success(), || format!("{done}: {commands}"))
}

/// What the names of a page's caches have in them.
fn scope(host: &Host, stem: &str) -> String {
    format!("{} ", host.address(stem.trim_end_matches("index")))
}

/// The scopes of the service workers that the browser has.
async fn workers(browser: &Browser) -> Outcome<Vec<String>> {
    let script = "const done = arguments[arguments.length - 1]; \
        navigator.serviceWorker.getRegistrations().then((all) => done( \
            all.map((found) => found.scope)))";
    let found = browser.run_async(script, vec![]).await?;
    serde_json::from_value(found).map_err(|error| error.to_string())
}

/// Waits until a page has started.
async fn begun(browser: &Browser, tools: &Tools, stem: &str) -> Outcome {
    if stem == "organise" {
        return Organiser::begun(browser, tools).await.map(drop);
    }
    Respondent::begun(browser, tools).await.map(drop)
}
