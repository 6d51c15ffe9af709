//! What a browser leaves on the disk: after a session without a draft, nothing of the answers;
//! after one with a draft, the encrypted draft and nothing of the answers.
//!
//! A browser's history is the browser's own: it holds the address of the page, the pages turned
//! within it and their titles. That is stated in the guide and checked here, so that it is known.

use std::path::Path;

use qingdan::domain::record::read_json;
use qingdan::domain::shipped_instrument;
use serde_json::json;

use crate::browser::{Browser, Kind};
use crate::profile::{Device, files_with};
use crate::respondent::Respondent;
use crate::run::{Outcome, Tools, ensure, equal, run_in};

#[test]
fn traces_in_chromium() {
    run_in("traces", Kind::Chromium, async |folder, tools| {
        traces(Kind::Chromium, folder, tools).await
    });
}

#[test]
fn traces_in_firefox() {
    run_in("traces", Kind::Firefox, async |folder, tools| {
        traces(Kind::Firefox, folder, tools).await
    });
}

/// Firefox writes its session every 15 seconds.
const WRITTEN_AFTER: std::time::Duration = std::time::Duration::from_secs(18);

async fn traces(kind: Kind, folder: &Path, tools: &Tools) -> Outcome {
    for killed in [false, true] {
        let name = if killed { "killed" } else { "closed" };
        let device = Device::new(kind, tools, &folder.join(name));
        let browser = device.open().await?;
        let marks = answer(&browser, tools).await?;
        // The browsers write what they write within some seconds, or when they are closed.
        if killed {
            tokio::time::sleep(WRITTEN_AFTER).await;
        }
        end(&device, browser, killed).await?;
        nothing(&device, &marks, name)?;
        history(&device, name)?;
    }
    let device = Device::new(kind, tools, &folder.join("draft"));
    let browser = device.open().await?;
    let mut marks = answer(&browser, tools).await?;
    browser.click("#draft").await?;
    browser.click("#keep").await?;
    let code = browser.find("#code").await?.attr("aria-label").await;
    let code = code.ok().flatten().unwrap_or_default();
    ensure(code.len() == 14, || format!("the code is {code:?}"))?;
    marks.push(("the code".to_owned(), code.clone().into_bytes()));
    marks.push(("the code without dashes".to_owned(), code.replace('-', "").into_bytes()));
    let script = "return localStorage.getItem('qingdan-draft-1')";
    let stored = browser.run(script, vec![]).await?;
    let stored = stored.as_str().unwrap_or_default().to_owned();
    device.written(&stored).await?;
    another_page(&browser, folder, &marks).await?;
    end(&device, browser, true).await?;
    nothing(&device, &marks, "with a draft")?;
    ensure(!files_with(&device.contents(), stored.as_bytes()).is_empty(), || {
        "no draft is left".to_owned()
    })
}

async fn end(device: &Device<'_>, browser: Browser, killed: bool) -> Outcome {
    if killed { device.kill(browser).await } else { device.close(browser).await }
}

/// Opens another page from the same disk, which looks at everything that pages have kept, because
/// all files share it: it finds the draft, but nothing of the answers or the code.
async fn another_page(browser: &Browser, folder: &Path, marks: &[Mark]) -> Outcome {
    let page = folder.join("another.html");
    std::fs::write(&page, "<!doctype html><title>another page</title>")
        .map_err(|error| format!("{}: {error}", page.display()))?;
    let leave = "addEventListener('beforeunload', \
        (event) => event.stopImmediatePropagation(), true)";
    browser.run(leave, vec![]).await?;
    browser.open_file(&page).await?;
    let kept = "return JSON.stringify([{ ...localStorage }, { ...sessionStorage }])";
    let kept = browser.run(kept, vec![]).await?;
    let kept = kept.as_str().ok_or("nothing can be read of what is kept")?;
    let databases = browser.run_async(
        "const done = arguments[arguments.length - 1]; \
         indexedDB.databases().then((all) => done(all.map((one) => one.name)), () => done([]))",
        vec![],
    );
    equal("databases of the respondent's page", databases.await?, json!([]))?;
    ensure(kept.contains("qingdan-draft-1"), || format!("no draft in {kept}"))?;
    for (what, bytes) in marks {
        let found = kept.as_bytes().windows(bytes.len()).any(|part| part == bytes);
        ensure(!found, || format!("another page reads {what}"))?;
    }
    Ok(())
}

/// Something by which answers can be recognised: what it is, and its bytes.
type Mark = (String, Vec<u8>);

/// Answers some questions in every way there is, and looks at the file without saving it.
async fn answer(browser: &Browser, tools: &Tools) -> Outcome<Vec<Mark>> {
    let respondent = Respondent::begun(browser, tools).await?;
    respondent.next("#/c/meetings").await?;
    respondent.pick("meet_hours", "5").await?;
    respondent.pick("meet_peak", "4").await?;
    respondent.press("meet_needless", "na").await?;
    let said = browser.text("label:has(> #q-meet_hours-5)").await?;
    respondent.walk_to("#/export").await?;
    let json = respondent.shown_record().await?;
    let record = read_json(&[shipped_instrument()], json.as_bytes())
        .map_err(|refusal| format!("the file: {refusal:?}"))?;
    let packed = record.pack();
    let mut marks = vec![
        ("the record id".to_owned(), record.id().to_string().into_bytes()),
        ("the bytes of the record id".to_owned(), record.id().0.to_vec()),
        ("the packed record".to_owned(), packed[..36].to_vec()),
        ("the packed answers".to_owned(), packed[36..].to_vec()),
        ("the option picked".to_owned(), said.into_bytes()),
    ];
    for text in ["q-meet_hours", "meet_hours-5", "\"meet_peak\": 4", "meet_needless"] {
        marks.push((text.to_owned(), text.as_bytes().to_vec()));
    }
    Ok(marks)
}

/// Fails where one of the marks stands in a file of the profile.
fn nothing(device: &Device, marks: &[Mark], when: &str) -> Outcome {
    let contents = device.contents();
    for (what, bytes) in marks {
        equal(&format!("files with {what}, {when}"), files_with(&contents, bytes), vec![])?;
    }
    Ok(())
}

/// The history does know which pages were turned, in files of the browser's own.
fn history(device: &Device, when: &str) -> Outcome {
    let known = match device.kind {
        Kind::Chromium => {
            ["History", "Sessions", "Top Sites", "Favicons", "segmentation_platform"].as_slice()
        }
        Kind::Firefox => ["places.sqlite", "sessionstore", "favicons.sqlite"].as_slice(),
    };
    let found = files_with(&device.contents(), b"#/c/meetings");
    let other: Vec<&String> =
        found.iter().filter(|file| !known.iter().any(|known| file.contains(known))).collect();
    println!("{}: {when}: the address of a page turned: {}", device.kind, json!(found));
    equal(&format!("other files with the history, {when}"), other, vec![])
}
