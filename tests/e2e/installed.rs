//! The installable variant: what a browser asks the host for and when, that it can be installed,
//! that everything goes on without the host, and that a new version replaces the old one as a
//! whole. Each request is counted by the host. Two of them on one host are in `apart.rs`, how a
//! host takes it back in `withdrawn.rs`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::browser::{Browser, Kind};
use crate::host::{Host, prepare};
use crate::hosted::{BASE, SETUP, collect, fill_in, quiet};
use crate::respondent::Respondent;
use crate::run::{Outcome, Tools, ensure, equal, run};
use crate::{chromium, watch};

/// The pages, by their names without the ending.
pub(crate) const PAGES: [&str; 3] = ["index", "organise", "two-tallies"];

/// The words of a host that has the variant.
pub(crate) const WORDS: [&str; 2] = ["--packed", "--installable"];

/// How long a browser is given to ask for what it must not, or to look for a new version.
pub(crate) const LOOKING: Duration = Duration::from_secs(4);

/// Longest wait for a service worker to come, to be exchanged or to go.
pub(crate) const CHANGING: Duration = Duration::from_secs(30);

#[test]
fn an_installed_page_needs_no_host_in_chromium() {
    run("installed", Kind::Chromium, SETUP, installed);
}

#[test]
fn an_installed_page_needs_no_host_in_firefox() {
    run("installed", Kind::Firefox, SETUP, installed);
}

#[test]
fn a_new_version_replaces_the_old_one_in_chromium() {
    run("replaced", Kind::Chromium, SETUP, replaced);
}

#[test]
fn a_new_version_replaces_the_old_one_in_firefox() {
    run("replaced", Kind::Firefox, SETUP, replaced);
}

#[test]
fn what_a_browser_throws_away_is_kept_anew_in_chromium() {
    run("thrown-away", Kind::Chromium, SETUP, thrown_away);
}

#[test]
fn what_a_browser_throws_away_is_kept_anew_in_firefox() {
    run("thrown-away", Kind::Firefox, SETUP, thrown_away);
}

/// Both pages are visited once, the host goes away, and both journeys are made.
async fn installed(browser: &Browser, tools: &Tools) -> Outcome {
    let mut host = serve(browser, tools, &tools.dist)?;
    for (address, stem) in [("", "index"), ("organise.html", "organise")] {
        open(browser, &host.address(address)).await?;
        kept(browser, stem).await?;
        let asked = settled(&mut host, &format!("{stem}-manifest.json")).await?;
        equal("requests of the first visit", asked, first_visit(browser, address, stem))?;
        can_be_installed(browser, &host, stem)?;
        // Looking at the manifest once more is not the page's doing.
        host.asked()?;
        open(browser, &host.address(address)).await?;
        equal("controlled", controller(browser).await?, host.address(&format!("{stem}-sw.js")))?;
        let worker = format!("{stem}-sw.js");
        let asked = settled(&mut host, &worker).await?;
        equal("requests of the next visit", asked, vec![worker])?;
        quiet(browser).await?;
    }
    host.stop();
    // Whatever a chat adds to an address, and by either of the names.
    for address in ["", "index.html", "?from=chat"] {
        open(browser, &host.address(address)).await?;
        Respondent::begun(browser, tools).await?;
    }
    let record = fill_in(browser, tools).await?;
    open(browser, &host.address("organise.html")).await?;
    collect(browser, tools, &record).await?;
    equal("attempts to reach the network", browser.wall.attempts(), vec![])?;
    headers_are_kept(browser).await?;
    // The third page was never visited, so nobody keeps it.
    let third = browser.client.goto(&host.address("two-tallies.html")).await;
    let heading = browser.count("#app").await.unwrap_or(0);
    ensure(third.is_err() || heading == 0, || "a page that was never visited opens".to_owned())
}

/// Everything that is asked for when a page is visited for the first time, as `docs/hosting.md` has
/// it: the page; its worker; the page and its manifest, to be kept. Chromium asks for the manifest
/// on its own account, too; and who has the respondent's page looks for a new version of that when
/// another page of the folder is opened that is not kept yet.
fn first_visit(browser: &Browser, address: &str, stem: &str) -> Vec<String> {
    let manifest = format!("{stem}-manifest.json");
    let mut asked =
        vec![address.to_owned(), format!("{stem}.html"), manifest.clone(), format!("{stem}-sw.js")];
    if browser.kind == Kind::Chromium {
        asked.push(manifest);
    }
    if stem != "index" {
        asked.push("index-sw.js".to_owned());
    }
    asked.sort();
    asked
}

/// Chromium finds nothing that stands against installing the page.
fn can_be_installed(browser: &Browser, host: &Host, stem: &str) -> Outcome {
    if browser.kind != Kind::Chromium {
        return Ok(());
    }
    let found = chromium::call(browser, "Page.getAppManifest", &json!({}))?;
    let address = host.address(&format!("{stem}-manifest.json"));
    equal("manifest", found["url"].as_str(), Some(address.as_str()))?;
    equal("faults of the manifest", found["errors"].clone(), json!([]))?;
    let found = chromium::call(browser, "Page.getInstallabilityErrors", &json!({}))?;
    equal("against installing", found["installabilityErrors"].clone(), json!([]))
}

/// Old pages are shown until the new ones are all there and every window is closed; then new ones.
async fn replaced(browser: &Browser, tools: &Tools) -> Outcome {
    let dist = copied(tools, &browser.folder)?;
    let mut host = serve(browser, tools, &dist)?;
    open(browser, &host.address("")).await?;
    kept(browser, "index").await?;
    host.asked()?;
    open(browser, &host.address("")).await?;
    // Its look for a new version is over before there is one.
    settled(&mut host, "index-sw.js").await?;
    let before = caches(browser).await?;
    equal("caches", before.len(), 1)?;

    // The host has the new worker, but still the old page: half of an update.
    let page = dist.join("installable/index.html");
    let old = read(&page)?;
    renewed(tools, &dist)?;
    let new = read(&page)?;
    write(&page, &old)?;
    host.asked()?;
    open(browser, &host.address("")).await?;
    settled(&mut host, "index.html").await?;
    open(browser, &host.address("")).await?;
    equal("version after half of an update", shown(browser).await?, "first".to_owned())?;
    equal("caches after half of an update", caches(browser).await?, before.clone())?;

    // All of it; the window that is open keeps the old page, also when it is loaded again.
    write(&page, &new)?;
    open(browser, &host.address("")).await?;
    until("a new version that waits", async || waits(browser).await).await?;
    in_another_window(browser, tools, &host.address("")).await?;
    equal("caches of two versions", caches(browser).await?.len(), 2)?;
    // When the last window of the old version is closed, the browser exchanges them.
    close_all(browser).await?;
    until("the new version", async || {
        open(browser, &host.address("")).await?;
        let is_new = shown(browser).await? == "second";
        if !is_new {
            close_all(browser).await?;
        }
        Ok(is_new)
    })
    .await?;
    // The other versions are gone, and the new one needs no host either.
    until("one cache", async || Ok(caches(browser).await?.len() == 1)).await?;
    ensure(caches(browser).await? != before, || format!("the old cache is kept: {before:?}"))?;
    host.stop();
    open(browser, &host.address("")).await?;
    Respondent::begun(browser, tools).await?;
    equal("version without the host", shown(browser).await?, "second".to_owned())?;
    equal("attempts to reach the network", browser.wall.attempts(), vec![])
}

/// While one window has the old page, another gets it too, also when it is loaded again.
async fn in_another_window(browser: &Browser, tools: &Tools, address: &str) -> Outcome {
    let failed = |error: fantoccini::error::CmdError| error.to_string();
    let first = browser.client.window().await.map_err(failed)?;
    let second = browser.client.new_window(true).await.map_err(failed)?.handle;
    browser.client.switch_to_window(second).await.map_err(failed)?;
    browser.open_address(address).await?;
    for _ in 0..2 {
        Respondent::begun(browser, tools).await?;
        equal("version in another window", shown(browser).await?, "first".to_owned())?;
        // As a person does it; a driver passes by what is kept, as a forced reload would.
        browser.run("self.before = true; location.reload()", vec![]).await?;
        browser.wait("!self.before && document.readyState === 'complete'").await?;
    }
    browser.client.close_window().await.map_err(failed)?;
    browser.client.switch_to_window(first).await.map_err(failed)
}

/// A browser that is short of room may throw away what is kept, and not the worker.
async fn thrown_away(browser: &Browser, tools: &Tools) -> Outcome {
    let mut host = serve(browser, tools, &tools.dist)?;
    open(browser, &host.address("")).await?;
    kept(browser, "index").await?;
    let before = caches(browser).await?;
    let script = "const done = arguments[arguments.length - 1]; caches.keys().then( \
        (keys) => Promise.all(keys.map((key) => caches.delete(key)))).then(() => done(true))";
    browser.run_async(script, vec![]).await?;
    host.asked()?;
    open(browser, &host.address("")).await?;
    Respondent::begun(browser, tools).await?;
    let asked = settled(&mut host, "index-sw.js").await?;
    let all = ["", "index-manifest.json", "index-sw.js", "index.html"].map(str::to_owned);
    let expected: Vec<String> = match browser.kind {
        Kind::Chromium => {
            // It asks for the manifest on its own account while that is not kept yet.
            let more = asked.len() - all.len().min(asked.len());
            ensure(more <= 1, || format!("asked for {asked:?}"))?;
            let mut all = all.to_vec();
            all.extend(std::iter::repeat_n("index-manifest.json".to_owned(), more));
            all.sort();
            all
        }
        Kind::Firefox => all.to_vec(),
    };
    equal("requests where nothing is kept", asked, expected)?;
    equal("caches", caches(browser).await?, before)?;
    host.stop();
    open(browser, &host.address("")).await?;
    Respondent::begun(browser, tools).await?;
    equal("attempts to reach the network", browser.wall.attempts(), vec![])
}

/// Closes every window, but for a new one with nothing in it: a browser may keep the page before
/// another alive.
async fn close_all(browser: &Browser) -> Outcome {
    let failed = |error: fantoccini::error::CmdError| error.to_string();
    let before = browser.client.windows().await.map_err(failed)?;
    let fresh = browser.client.new_window(true).await.map_err(failed)?.handle;
    for window in before {
        browser.client.switch_to_window(window).await.map_err(failed)?;
        browser.client.close_window().await.map_err(failed)?;
    }
    browser.client.switch_to_window(fresh).await.map_err(failed)
}

pub(crate) fn serve(browser: &Browser, tools: &Tools, dist: &Path) -> Outcome<Host> {
    Host::start(tools, (dist, BASE), &WORDS, browser.folder.join("host.log"))
}

/// Opens an address in a window that had another page before.
pub(crate) async fn open(browser: &Browser, address: &str) -> Outcome {
    browser.open_address("about:blank").await?;
    browser.open_address(address).await?;
    watch::begin(browser).await
}

/// Waits until a page's own service worker keeps it.
pub(crate) async fn kept(browser: &Browser, stem: &str) -> Outcome {
    let script = "const done = arguments[arguments.length - 1]; \
        navigator.serviceWorker.getRegistrations().then((all) => done( \
            all.map((found) => found.active?.scriptURL ?? '')))";
    let end = format!("/{stem}-sw.js");
    until(&end, async || {
        let found = browser.run_async(script, vec![]).await?;
        let mut found = found.as_array().into_iter().flatten().filter_map(|found| found.as_str());
        Ok(found.any(|found| found.ends_with(&end)))
    })
    .await
}

/// The script of the service worker that a page has, or nothing.
pub(crate) async fn controller(browser: &Browser) -> Outcome<String> {
    let script = "return navigator.serviceWorker.controller?.scriptURL ?? ''";
    let found = browser.run(script, vec![]).await?;
    Ok(found.as_str().unwrap_or_default().to_owned())
}

/// What is kept carries the headers that the host sent with it.
async fn headers_are_kept(browser: &Browser) -> Outcome {
    let script = "const done = arguments[arguments.length - 1]; \
        caches.match(location.href.split('#')[0]).then((found) => done( \
            ['content-security-policy', 'connection-allowlist', 'permissions-policy'].map( \
                (name) => found.headers.get(name) ?? '')))";
    let found = browser.run_async(script, vec![]).await?;
    let header = |at: usize| found[at].as_str().unwrap_or_default().to_owned();
    ensure(header(0).contains("connect-src 'none'"), || format!("policy kept: {}", header(0)))?;
    equal("allowlist kept", header(1), "(response-origin)".to_owned())?;
    ensure(header(2).contains("geolocation=()"), || format!("permissions kept: {}", header(2)))
}

/// The version of the page that is open.
pub(crate) async fn shown(browser: &Browser) -> Outcome<String> {
    let script = "return document.querySelector('meta[name=version]')?.content ?? 'first'";
    let found = browser.run(script, vec![]).await?;
    Ok(found.as_str().unwrap_or_default().to_owned())
}

/// The names of what the browser keeps.
pub(crate) async fn caches(browser: &Browser) -> Outcome<Vec<String>> {
    let script = "const done = arguments[arguments.length - 1]; caches.keys().then(done)";
    let found = browser.run_async(script, vec![]).await?;
    serde_json::from_value(found).map_err(|error| error.to_string())
}

/// Whether a new version waits for the last window of the old one to be closed.
async fn waits(browser: &Browser) -> Outcome<bool> {
    let script = "const done = arguments[arguments.length - 1]; \
        navigator.serviceWorker.getRegistration().then((found) => done(!!found?.waiting))";
    Ok(browser.run_async(script, vec![]).await? == true)
}

/// What the host is asked for until it was asked for a file, and for some time after.
pub(crate) async fn settled(host: &mut Host, file: &str) -> Outcome<Vec<String>> {
    let deadline = Instant::now() + CHANGING;
    let mut asked = host.asked()?;
    while !asked.iter().any(|asked| asked == file) {
        ensure(Instant::now() < deadline, || format!("not asked for {file}: {asked:?}"))?;
        tokio::time::sleep(Duration::from_millis(100)).await;
        asked.extend(host.asked()?);
    }
    tokio::time::sleep(LOOKING).await;
    asked.extend(host.asked()?);
    asked.sort();
    Ok(asked)
}

/// Looks until something is so.
pub(crate) async fn until(what: &str, check: impl AsyncFn() -> Outcome<bool>) -> Outcome {
    let deadline = Instant::now() + CHANGING;
    while !check().await? {
        ensure(Instant::now() < deadline, || format!("not within {CHANGING:?}: {what}"))?;
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    Ok(())
}

/// The packed pages and the variant, in a folder of their own.
pub(crate) fn copied(tools: &Tools, folder: &Path) -> Outcome<PathBuf> {
    let dist = folder.join("dist");
    fs::create_dir_all(&dist).map_err(|error| error.to_string())?;
    for page in PAGES.map(|stem| format!("{stem}.html")) {
        fs::copy(tools.dist.join(&page), dist.join(&page))
            .map_err(|error| format!("{page}: {error}"))?;
    }
    prepare(tools, &dist)?;
    Ok(dist)
}

/// Another version of the respondent's page, and the variant of it.
pub(crate) fn renewed(tools: &Tools, dist: &Path) -> Outcome {
    const VERSION: &str = "</title>\n<meta name=\"version\" content=\"second\">";
    let page = dist.join("index.html");
    write(&page, &read(&page)?.replacen("</title>", VERSION, 1))?;
    prepare(tools, dist)
}

fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &Path, text: &str) -> Outcome {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
