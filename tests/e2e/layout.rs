//! What a program can see of a layout: nothing cut off, nothing over anything, every target large
//! enough, the focus never under the bar. The rules themselves are in `layout.js`.

use std::fs;

use serde_json::json;

use crate::browser::{Browser, Kind, Setup};
use crate::conditions::{self, USUAL};
use crate::run::{Outcome, Tools, ensure, run};

/// Body of a function that lists what is wrong with the page as it stands.
const RULES: &str = include_str!("layout.js");

/// Fails if anything is wrong with the layout of the page as it stands.
pub(crate) async fn sound(browser: &Browser, what: &str) -> Outcome {
    let found = browser.run(RULES, Vec::new()).await?;
    ensure(found == json!([]), || {
        let found = serde_json::to_string_pretty(&found).unwrap_or_default();
        format!("layout of {what}: {found}")
    })
}

/// A page without a fault, and a style sheet for it.
const PAGE: &str = "<!doctype html><html lang=en><head><meta charset=utf-8><title>Proof</title>\
    <meta name=viewport content=\"width=device-width\"><style>\
    body { line-height: 1.6; } button, nav { min-width: 50px; min-height: 50px; } \
    html { scroll-padding-bottom: 80px; } nav { position: sticky; bottom: 0; background: #eee; } \
    [aria-pressed=true] { font-weight: bold; }</style></head><body><main><h1>Proof</h1>\
    <button aria-pressed=true>Picked</button> <button aria-pressed=false>Other</button>\
    <p id=text>A paragraph with <a href=\"#text\">a link to itself</a> in it.</p>\
    <div><button id=last>Last</button></div></main><nav class=steps>Bar</nav></body></html>";

/// Ways to break it, and what must then be said. `sheet` adds rules.
const FAULTS: [(&str, &str); 12] = [
    ("sheet('#text { width: 900px }')", "the page is 9"),
    ("sheet('#text { width: 90px; overflow: hidden; white-space: nowrap }')", "is cut off"),
    ("sheet('#text { position: relative; left: -60px }')", "text leaves the screen"),
    (
        "sheet('#last { width: 50px; padding: 0 }'); \
      document.getElementById('last').textContent = 'Incomprehensibilities'",
        "leaves its box",
    ),
    ("sheet('#text, h1 { position: absolute; top: 0; margin: 0 }')", "text over text"),
    // A box without any width, out of which its text runs.
    (
        "sheet('#text { display: grid; grid-template-columns: 0 1fr; overflow-wrap: anywhere }')",
        "text over text",
    ),
    ("sheet('#last { min-height: 0; height: 43px }')", "too small to tap"),
    ("sheet('a { font-size: 8px; line-height: 1 }')", "too small to tap"),
    (
        "sheet('#last { position: relative; left: 99vw } main { overflow-x: clip }')",
        "a target leaves the screen",
    ),
    ("sheet('html { scroll-padding: 0 } div { margin: 900px 0 }')", "the bar covers the focus"),
    ("sheet('#last { transition: color 0.2s }')", "moves although motion is off"),
    ("sheet('[aria-pressed=true] { font-weight: inherit; color: red }')", "by colour alone"),
];

#[test]
fn every_rule_of_layout_is_seen_broken_in_chromium() {
    run("layout-rules", Kind::Chromium, Setup::PHONE, rules);
}

#[test]
fn every_rule_of_layout_is_seen_broken_in_firefox() {
    run("layout-rules", Kind::Firefox, Setup::PHONE, rules);
}

/// The page without a fault passes; each fault is noticed by its own name.
async fn rules(browser: &Browser, _: &Tools) -> Outcome {
    let path = browser.folder.join("proof.html");
    fs::write(&path, PAGE).map_err(|error| error.to_string())?;
    conditions::set(browser, &USUAL).await?;
    for (fault, expected) in FAULTS {
        browser.open_file(&path).await?;
        sound(browser, "the page without a fault").await?;
        let script = format!(
            "const sheet = (rules) => {{ const sheet = new CSSStyleSheet(); \
             sheet.replaceSync(rules); document.adoptedStyleSheets.push(sheet); }}; {fault}"
        );
        browser.run(&script, Vec::new()).await?;
        let found = sound(browser, "the broken page").await;
        ensure(found.as_ref().is_err_and(|text| text.contains(expected)), || {
            format!("{fault} is not called {expected:?} but {found:?}")
        })?;
    }
    Ok(())
}
