//! A page of which one byte was changed: what the policy names by its hash does not run.

use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::browser::{Browser, Kind, Setup};
use crate::run::{Outcome, Tools, equal, run};

/// What the policy names by its hash: how it begins in the file, how it ends, and what is true in
/// the page once it has been taken.
const PARTS: [(&str, &str, &str); 3] = [
    ("<style>", "</style>", "document.styleSheets.length === 1"),
    // Without it the last script says that the page cannot be opened.
    ("<script id=\"glue\">", "</script>", "!document.querySelector('#app > .note[role=alert]')"),
    // The last of its kind: it starts the page.
    ("<script>", "</script>", "!!self.qingdan?.module"),
];

/// How long a page is given to take what it must not.
const PATIENCE: Duration = Duration::from_secs(3);

#[test]
fn a_changed_byte_stops_a_page_in_chromium() {
    run("changed", Kind::Chromium, Setup::LAPTOP, changed);
}

#[test]
fn a_changed_byte_stops_a_page_in_firefox() {
    run("changed", Kind::Firefox, Setup::LAPTOP, changed);
}

async fn changed(browser: &Browser, tools: &Tools) -> Outcome {
    for page in ["index.html", "organise.html", "two-tallies.html"] {
        let whole = fs::read_to_string(tools.dist.join(page))
            .map_err(|error| format!("{page}: {error}"))?;
        open(browser, &whole).await?;
        for (_, _, taken) in PARTS {
            browser.wait(taken).await?;
        }
        for (number, (begins, ends, _)) in PARTS.into_iter().enumerate() {
            let start = whole.rfind(begins).ok_or_else(|| format!("{page} has no {begins}"))?;
            let end = start + whole[start..].find(ends).ok_or("an element that does not end")?;
            // A blank line more, which changes nothing but the hash.
            open(browser, &[&whole[..end], "\n", &whole[end..]].concat()).await?;
            tokio::time::sleep(PATIENCE).await;
            for (at, (part, _, taken)) in PARTS.into_iter().enumerate() {
                // Without the glue there is nothing to start.
                let expected = at != number && (number != 1 || at == 0);
                let script = format!("return {taken}");
                let found = browser.run(&script, Vec::new()).await?;
                equal(&format!("{page}, {begins} changed, {part} taken"), found, expected.into())?;
            }
        }
    }
    Ok(())
}

/// Opens a page that is in the browser's own folder.
async fn open(browser: &Browser, page: &str) -> Outcome {
    let path: &Path = &browser.folder.join("changed.html");
    fs::write(path, page).map_err(|error| format!("{}: {error}", path.display()))?;
    browser.open_address("about:blank").await?;
    browser.open_file(path).await
}
