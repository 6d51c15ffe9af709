//! Proof that the harness would notice: each watcher is shown what it must catch.

use std::fs;

use crate::browser::{Browser, Kind, Setup};
use crate::run::{Outcome, Tools, ensure, run};
use crate::watch;

const PAGE: &str = "<!doctype html><html lang=en><head><meta charset=utf-8><title>Proof</title>\
    <meta name=viewport content=\"width=device-width\">\
    <meta http-equiv=Content-Security-Policy content=\"default-src 'none'; \
    script-src 'unsafe-inline'; connect-src http:\"></head><body><main><h1>Proof</h1>\
    <button id=save>Save</button></main><script>\
    document.getElementById('save').onclick = () => { const a = document.createElement('a'); \
    a.href = URL.createObjectURL(new Blob(['saved'], { type: 'application/json' })); \
    a.download = 'proof.json'; document.body.append(a); a.click(); a.remove(); };\
    </script></body></html>";

#[test]
fn the_watchers_see_in_chromium() {
    run("watchers", Kind::Chromium, Setup::PHONE, watchers);
}

#[test]
fn the_watchers_see_in_firefox() {
    run("watchers", Kind::Firefox, Setup::PHONE, watchers);
}

/// A harmless page passes; then each fault is made in it and must be noticed.
async fn watchers(browser: &Browser, tools: &Tools) -> Outcome {
    let path = browser.folder.join("proof.html");
    fs::write(&path, PAGE).map_err(|error| error.to_string())?;
    browser.open_file(&path).await?;
    watch::begin(browser).await?;
    browser.click("#save").await?;
    let saved = browser.take_download("proof.json").await?;
    ensure(saved == b"saved", || format!("downloaded {saved:?}"))?;
    for dark in [false, true] {
        browser.set_dark(dark).await?;
        watch::accessible(browser, &tools.axe, "the proof page").await?;
    }
    let width = browser.run("return innerWidth", Vec::new()).await?;
    ensure(width == 360, || format!("a phone is 360 px wide, this is {width}"))?;
    watch::nothing_happened(browser).await?;

    let unlabelled = "document.querySelector('h1').innerHTML = '<img src=\"data:,\">'";
    browser.run(unlabelled, Vec::new()).await?;
    let axe = watch::accessible(browser, &tools.axe, "the broken page").await;
    ensure(axe.is_err_and(|text| text.contains("image-alt")), || "axe sees nothing".to_owned())?;
    browser.wait("self.violations.some((entry) => entry.startsWith('img-src'))").await?;
    let violations = watch::violations(browser).await?;
    ensure(!violations.is_empty(), || "violations are not noticed".to_owned())?;
    Ok(())
}

#[test]
fn the_wall_counts_in_chromium() {
    run("wall", Kind::Chromium, Setup { loopback: true, ..Setup::LAPTOP }, wall);
}

#[test]
fn the_wall_counts_in_firefox() {
    run("wall", Kind::Firefox, Setup { loopback: true, ..Setup::LAPTOP }, wall);
}

/// A page that fetches something knocks at the wall. (Not offline, or it would not even try.)
async fn wall(browser: &Browser, _: &Tools) -> Outcome {
    let path = browser.folder.join("proof.html");
    fs::write(&path, PAGE).map_err(|error| error.to_string())?;
    browser.open_file(&path).await?;
    let before = browser.wall.attempts();
    ensure(before.is_empty(), || format!("the browser itself knocks: {before:?}"))?;
    let fetch = "const done = arguments[0]; \
        fetch('http://qingdan.invalid/').then(() => done('answer'), () => done('refused'))";
    let answer = browser.run_async(fetch, Vec::new()).await?;
    let after = browser.wall.attempts();
    ensure(after.iter().any(|line| line.contains("qingdan.invalid")), || {
        format!("the fetch ({answer}) was not counted: {after:?}")
    })
}
