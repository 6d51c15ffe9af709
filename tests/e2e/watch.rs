//! What must not happen: a request, an attempt to reach the network, a policy violation.

use serde_json::{Value, json};

use crate::browser::{Browser, Kind};
use crate::run::{Outcome, ensure, equal};
use crate::{chromium, firefox};

/// Begins to note policy violations of the page just opened. Chromium notes them from the start.
pub(crate) async fn begin(browser: &Browser) -> Outcome {
    let script = "if (!self.violations) { self.violations = []; document.addEventListener( \
        'securitypolicyviolation', (event) => self.violations.push( \
        event.effectiveDirective + ' ' + event.blockedURI)); }";
    browser.run(script, Vec::new()).await.map(drop)
}

/// Policy violations and console errors of the page so far.
pub(crate) async fn violations(browser: &Browser) -> Outcome<Vec<String>> {
    let noted = browser.run("return Array.from(self.violations ?? [])", Vec::new()).await?;
    let noted = noted.as_array().cloned().unwrap_or_default();
    let mut all: Vec<String> =
        noted.iter().map(|entry| entry.as_str().unwrap_or("?").to_owned()).collect();
    all.extend(match browser.kind {
        Kind::Chromium => chromium::complaints(browser)?,
        Kind::Firefox => firefox::complaints(browser).await?,
    });
    Ok(all)
}

/// Addresses asked for so far that lie outside the page itself.
pub(crate) async fn requests(browser: &Browser) -> Outcome<Vec<String>> {
    let script = "return performance.getEntriesByType('resource').map((entry) => entry.name)";
    let seen = browser.run(script, Vec::new()).await?;
    let mut seen: Vec<String> = seen
        .as_array()
        .into_iter()
        .flatten()
        .map(|name| name.as_str().unwrap_or("?").to_owned())
        .collect();
    if browser.kind == Kind::Chromium {
        seen.extend(chromium::requests(browser)?);
    }
    Ok(seen)
}

/// Fails if the page, opened from disk, asked for anything but itself or broke its policy.
pub(crate) async fn nothing_happened(browser: &Browser) -> Outcome {
    let address = browser.run("return location.href.split('#')[0]", Vec::new()).await?;
    let address = address.as_str().unwrap_or_default().to_owned();
    let inside = |url: &String| {
        let own = url.split('#').next() == Some(address.as_str());
        own || url.starts_with("blob:") || url.starts_with("data:") || url == "about:blank"
    };
    let outside: Vec<String> =
        requests(browser).await?.into_iter().filter(|url| !inside(url)).collect();
    equal("requests of the page", outside, vec![])?;
    equal("attempts to reach the network", browser.wall.attempts(), vec![])?;
    equal("policy violations and errors", violations(browser).await?, vec![])
}

/// Runs axe on the page as it is and fails on any violation, naming rules and elements.
pub(crate) async fn accessible(browser: &Browser, axe: &str, what: &str) -> Outcome {
    let there = browser.run("return typeof self.axe === 'object'", Vec::new()).await?;
    if there != Value::Bool(true) {
        browser.run(axe, Vec::new()).await.map_err(|error| format!("cannot load axe: {error}"))?;
    }
    let script = "const done = arguments[arguments.length - 1]; \
        self.axe.run(document, { resultTypes: ['violations'] }).then( \
            (result) => done(result.violations.map((rule) => rule.id + ': ' + rule.help + ' at ' \
                + rule.nodes.map((node) => node.target.join(' ') + ' (' \
                    + node.any.concat(node.all, node.none).map((check) => check.message) \
                        .join('; ') \
                    + ')').join(', '))), \
            (error) => done(['axe failed: ' + error]));";
    let found = browser.run_async(script, Vec::new()).await?;
    ensure(found == json!([]), || {
        let found = serde_json::to_string_pretty(&found).unwrap_or_default();
        format!("axe finds on {what}: {found}")
    })
}
