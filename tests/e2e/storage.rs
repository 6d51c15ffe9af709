//! What the organiser's page keeps: where it may keep nothing, in two windows, and after it was
//! erased. Where room runs short: `room`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use qingdan::i18n::Language;
use qingdan::i18n::organise::Messages;
use serde_json::json;

use crate::browser::{Browser, Kind, Setup};
use crate::organiser::Organiser;
use crate::profile::{Device, files_with};
use crate::run::{Outcome, Tools, ensure, equal, run, run_in};
use crate::ways::stand_in;
use crate::{inputs, report, watch};

/// The organiser's page in `dist/`.
pub(crate) const PAGE: &str = "organise.html";

/// Records whose ids are looked for in the files of a profile.
const MARKS: usize = 40;

#[test]
fn a_browser_that_keeps_nothing_says_so_first_in_chromium() {
    run("refusing", Kind::Chromium, Setup::LAPTOP, refusing);
}

#[test]
fn a_browser_that_keeps_nothing_says_so_first_in_firefox() {
    run("refusing", Kind::Firefox, Setup::LAPTOP, refusing);
}

#[test]
fn a_lost_entry_is_noticed_in_chromium() {
    run("lost", Kind::Chromium, Setup::LAPTOP, lost);
}

#[test]
fn two_windows_lose_nothing_in_chromium() {
    run("windows", Kind::Chromium, Setup::LAPTOP, two_windows);
}

#[test]
fn what_was_erased_stays_erased_in_chromium() {
    run_in("erased", Kind::Chromium, async |folder, tools| {
        erased(Kind::Chromium, folder, tools).await
    });
}

#[test]
fn what_was_erased_stays_erased_in_firefox() {
    run_in("erased", Kind::Firefox, async |folder, tools| {
        erased(Kind::Firefox, folder, tools).await
    });
}

/// Erases the open workspace by its button.
pub(crate) async fn erase(browser: &Browser) -> Outcome {
    order_erasure(browser).await?;
    browser.wait("!document.querySelector('#received') && !document.querySelector('#erase')").await
}

/// Says by the buttons that the open workspace is to be erased.
pub(crate) async fn order_erasure(browser: &Browser) -> Outcome {
    browser.click("#erase").await?;
    browser.click("#confirm-yes").await
}

/// Ways in which a browser refuses to keep anything.
const REFUSALS: [&str; 3] = [
    "Object.defineProperty(self, 'indexedDB', { value: undefined })",
    "Object.defineProperty(self, 'indexedDB', \
        { get() { throw new DOMException('', 'SecurityError') } })",
    "IDBFactory.prototype.open = () => { throw new DOMException('', 'InvalidStateError') }",
];

/// All folds of the report are made.
pub(crate) const RESTS: &str = "Array.from(document.querySelectorAll('#release details.fold')) \
    .every((fold) => fold.children.length === 2)";

/// Said before anything is read; reading and reporting go on in memory, and nothing is kept.
async fn refusing(browser: &Browser, tools: &Tools) -> Outcome {
    let people = inputs::people(40, 42, None)?;
    let file = inputs::bundle(&browser.folder.join("some.ndjson"), &people)?;
    let words = &Messages::of(Language::Zh).collect;
    stand_in(
        browser,
        "self.refusing = Number(location.hash.slice(1)); \
        addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true);",
    )
    .await?;
    for (number, refusal) in REFUSALS.iter().enumerate() {
        stand_in(browser, &format!("if (self.refusing === {number}) {{ {refusal} }}")).await?;
    }
    let path = tools.dist.join(PAGE).canonicalize().map_err(|error| error.to_string())?;
    for number in 0..REFUSALS.len() {
        browser.open_address("about:blank").await?;
        browser.open_address(&format!("file://{}#{number}", path.display())).await?;
        let organiser = Organiser::begun(browser, tools).await?;
        organiser.ready().await?;
        equal(
            "what is said first",
            browser.text("#storage").await?.as_str(),
            words.storage_memory,
        )?;
        organiser.look("the page that keeps nothing").await?;
        equal("in memory", organiser.take(std::slice::from_ref(&file)).await?, [40, 40, 0, 0])?;
        report::made(browser).await?;
        browser.find("#release").await?;
        browser.wait(RESTS).await?;
        equal("still said", browser.text("#storage").await?.as_str(), words.storage_memory)?;
        watch::nothing_happened(browser).await?;
    }
    // With a browser that keeps things again, nothing of it is there.
    browser.open_address("about:blank").await?;
    browser.open_address(&format!("file://{}#none", path.display())).await?;
    let organiser = Organiser::begun(browser, tools).await?;
    organiser.ready().await?;
    equal("kept", organiser.all_counts().await?, [0; 4])?;
    watch::nothing_happened(browser).await
}

/// A log that has lost its last entry is noticed by what these tests look at.
async fn lost(browser: &Browser, tools: &Tools) -> Outcome {
    let organiser = Organiser::begin(browser, tools).await?;
    organiser.ready().await?;
    let people = inputs::people(60, 45, None)?;
    for (number, some) in people.chunks(30).enumerate() {
        let file = inputs::bundle(&browser.folder.join(format!("{number}.ndjson")), some)?;
        equal("taken", organiser.take(&[file]).await?, [30, 30, 0, 0])?;
    }
    organiser.reopen().await?;
    browser.wait("document.querySelector('#received')").await?;
    equal("kept", organiser.count("accepted").await?, 60)?;
    let gone = browser.run_async(LOSE, vec![]).await?;
    equal("entries taken out", gone, json!(true))?;
    organiser.reopen().await?;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let kept = organiser.count("accepted").await?;
    ensure(kept < 60, || format!("a lost entry is not noticed: {kept}"))
}

/// Takes out the last entry of a workspace that holds packed records.
const LOSE: &str = "const done = arguments[arguments.length - 1]; \
    indexedDB.databases().then((all) => { \
        const name = all.map((one) => one.name).find((name) => /workspace-[0-9]/.test(name)); \
        indexedDB.open(name).onsuccess = (opened) => { \
            const database = opened.target.result; \
            const store = database.objectStoreNames[0]; \
            const change = database.transaction(store, 'readwrite'); \
            change.oncomplete = () => { database.close(); done(true) }; \
            let left = 64 * 30; \
            change.objectStore(store).openCursor(null, 'prev').onsuccess = (found) => { \
                const cursor = found.target.result; \
                if (!cursor || left <= 0) { return } \
                left -= cursor.value.byteLength ?? 0; \
                cursor.delete(); cursor.continue(); } } })";

/// Opens an address in a new window and goes there.
pub(crate) async fn window(browser: &Browser, address: &str) -> Outcome {
    let window = browser.client.new_window(true).await.map_err(|error| error.to_string())?;
    let switched = browser.client.switch_to_window(window.handle).await;
    switched.map_err(|error| error.to_string())?;
    browser.open_address(address).await?;
    watch::begin(browser).await
}

/// Two windows with the same workspace: what either takes in is kept. After one of them has erased
/// it, the other one keeps what it takes in, or says that it does not.
async fn two_windows(browser: &Browser, tools: &Tools) -> Outcome {
    let people = inputs::people(90, 43, None)?;
    let parts: Vec<PathBuf> = (0..3)
        .map(|part| {
            let some = &people[30 * part..30 * (part + 1)];
            inputs::bundle(&browser.folder.join(format!("part{part}.ndjson")), some)
        })
        .collect::<Outcome<_>>()?;
    let organiser = Organiser::begin(browser, tools).await?;
    organiser.ready().await?;
    equal("the first window", organiser.take(&parts[..1]).await?, [30, 30, 0, 0])?;
    let address = browser.run("return location.href", vec![]).await?;
    let address = address.as_str().unwrap_or_default().to_owned();
    let first = browser.client.window().await.map_err(|error| error.to_string())?;
    window(browser, &address).await?;
    let second = browser.client.window().await.map_err(|error| error.to_string())?;
    organiser.ready().await?;
    browser.wait("document.querySelector('#received')").await?;
    equal("the second window", organiser.count("accepted").await?, 30)?;
    equal("more there", organiser.take(&parts[1..2]).await?, [30, 30, 0, 0])?;
    switch(browser, &first).await?;
    // The same file as there, and one more.
    equal("more here", organiser.take(&parts[1..]).await?[1], 60)?;
    organiser.reopen().await?;
    browser.wait("document.querySelector('#received')").await?;
    equal("both", organiser.count("accepted").await?, 90)?;

    switch(browser, &second).await?;
    erase(browser).await?;
    switch(browser, &first).await?;
    let taken = organiser.take(&parts[..1]).await?;
    println!("after the other window has erased: {taken:?}");
    let said = browser.text("#storage").await?;
    let warned = browser.count("#storage.note").await? > 0;
    let shown = organiser.count("accepted").await?;
    organiser.reopen().await?;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let kept = organiser.count("accepted").await?;
    println!("shown {shown}, kept {kept}, said {said:?}");
    ensure(kept >= shown || warned, || format!("shown {shown}, kept {kept}, said {said:?}"))
}

/// Goes to a window that is open already.
pub(crate) async fn switch(browser: &Browser, window: &fantoccini::wd::WindowHandle) -> Outcome {
    let switched = browser.client.switch_to_window(window.clone()).await;
    switched.map_err(|error| error.to_string())
}

/// An erased workspace is not there after the page, and the browser, are opened again. What of it
/// a browser leaves in its own files until it writes them anew is printed.
async fn erased(kind: Kind, folder: &Path, tools: &Tools) -> Outcome {
    let device = Device::new(kind, tools, folder);
    fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let people = inputs::people(200, 44, None)?;
    let file = inputs::bundle(&folder.join("some.ndjson"), &people)?;
    let marks: Vec<[u8; 16]> = people.iter().take(MARKS).map(|record| record.id().0).collect();
    let browser = device.open_at(Setup::LAPTOP, PAGE).await?;
    let organiser = Organiser::begun(&browser, tools).await?;
    organiser.ready().await?;
    equal("taken", organiser.take(&[file]).await?, [200, 200, 0, 0])?;
    device.close(browser).await?;
    let found = traces(&device, &marks);
    ensure(!found.is_empty(), || {
        "what is kept cannot be found, so the search shows nothing".into()
    })?;
    println!("kept in {kind}: {found:?}");

    let browser = device.open_at(Setup::LAPTOP, PAGE).await?;
    let organiser = Organiser::begun(&browser, tools).await?;
    browser.wait("document.querySelector('#received')").await?;
    equal("there again", organiser.count("accepted").await?, 200)?;
    erase(&browser).await?;
    let gone = "const done = arguments[arguments.length - 1]; const look = () => \
        indexedDB.databases().then((all) => all.every((one) => one.name === 'qingdan-workspaces') \
            ? done('gone') : setTimeout(look, 100)); look()";
    equal("databases of the workspace", browser.run_async(gone, vec![]).await?, json!("gone"))?;
    organiser.reopen().await?;
    equal("erased", organiser.all_counts().await?, [0; 4])?;
    device.close(browser).await?;

    let browser = device.open_at(Setup::LAPTOP, PAGE).await?;
    let organiser = Organiser::begun(&browser, tools).await?;
    organiser.ready().await?;
    equal("erased for good", organiser.all_counts().await?, [0; 4])?;
    equal("workspaces", browser.count("#batch option:not([value=''])").await?, 0)?;
    watch::nothing_happened(&browser).await?;
    device.close(browser).await?;
    println!("left in {kind}: {:?}", traces(&device, &marks));
    Ok(())
}

/// Files of the profile that hold ids of records, and of how many.
fn traces(device: &Device<'_>, marks: &[[u8; 16]]) -> Vec<(String, usize)> {
    let contents = device.contents();
    let mut found = std::collections::BTreeMap::new();
    for mark in marks {
        for file in files_with(&contents, mark) {
            *found.entry(file).or_insert(0) += 1;
        }
    }
    found.into_iter().collect()
}
