//! Every way into the organiser's page: folders picked and dropped, archives, bundles, chats,
//! pasted texts, pictures of codes; and reading paused, continued and cancelled.

use std::fs;

use qingdan::domain::record::Record;
use serde_json::json;
use zip::write::SimpleFileOptions;

use crate::browser::{Browser, Kind, Setup};
use crate::chromium;
use crate::inputs;
use crate::organiser::Organiser;
use crate::report;
use crate::run::{Outcome, Tools, ensure, equal, run};
use crate::twin::Twin;
use crate::watch;

/// Records in a file that takes long enough to be interrupted.
const MANY: u64 = 40_000;

#[test]
fn every_way_in_in_chromium() {
    run("collect", Kind::Chromium, Setup::LAPTOP, every_way);
}

#[test]
fn every_way_in_in_firefox() {
    run("collect", Kind::Firefox, Setup::LAPTOP, every_way);
}

#[test]
fn reading_is_paused_and_cancelled_in_chromium() {
    run("interrupted", Kind::Chromium, Setup::LAPTOP, interrupted);
}

#[test]
fn reading_is_paused_and_cancelled_in_firefox() {
    run("interrupted", Kind::Firefox, Setup::LAPTOP, interrupted);
}

/// The same people by every way; the counts and the report are those of a native count.
async fn every_way(browser: &Browser, tools: &Tools) -> Outcome {
    let organiser = Organiser::begin(browser, tools).await?;
    organiser.ready().await?;
    organiser.holds("the page before anything").await?;
    let records = inputs::people(430, 20, None)?;
    let mut twin = Twin::new();
    let mut rest = records.as_slice();
    let mut turn = |count| {
        let (some, others) = rest.split_at(count);
        rest = others;
        twin.add(some);
        some
    };
    let folder = browser.folder.join("given");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;

    let some = turn(130);
    let picked = folder.join("picked");
    fs::create_dir_all(&picked).map_err(|error| error.to_string())?;
    inputs::folder(&picked.join("first"), &some[..60])?;
    inputs::folder(&picked.join("second").join("deeper"), &some[60..])?;
    let taken = organiser.take_folder(&picked).await?;
    equal("a picked folder", taken, [130, 130, 0, 0])?;

    // More than the 100 entries that a browser lists at a time.
    let some = turn(120);
    let files = inputs::folder(&folder.join("dropped"), some)?;
    let taken = match browser.kind {
        Kind::Chromium => {
            let before = organiser.all_counts().await?;
            drop_on(browser, &folder.join("dropped")).await?;
            organiser.taken(before).await?
        }
        Kind::Firefox => organiser.take(&files).await?,
    };
    equal("a dropped folder", taken, [120, 120, 0, 0])?;

    let some = turn(80);
    let texts: Vec<String> = some.iter().map(inputs::line).collect();
    let entries = texts.iter().enumerate();
    let entries = entries.map(|(number, text)| (format!("{number}.json"), text.as_bytes()));
    let file = inputs::archive(&folder.join("all.zip"), entries, SimpleFileOptions::default())?;
    equal("an archive", organiser.take(&[file]).await?, [80, 80, 0, 0])?;

    let some = turn(60);
    let file = inputs::bundle(&folder.join("bundle.ndjson"), some)?;
    equal("a bundle", organiser.take(&[file]).await?, [60, 60, 0, 0])?;

    let some = turn(20);
    let file = inputs::file(&folder.join("chat.txt"), inputs::chat(some).as_bytes())?;
    equal("a chat", organiser.take(&[file]).await?, [20, 20, 0, 0])?;

    let some = turn(15);
    let taken = pasted(&organiser, browser, &inputs::chat(some)).await?;
    equal("a pasted text", taken, [15, 15, 0, 0])?;

    let some = turn(5);
    pictures(&organiser, &folder, some).await?;
    let release = twin.report(twin.first()?)?;

    organiser.alive("after every way in").await?;
    report::shows(browser, &release).await?;
    organiser.holds("the page after every way in").await?;
    watch::nothing_happened(browser).await
}

/// Drags a folder from outside the browser onto the page, as the pointer of a person would.
async fn drop_on(browser: &Browser, folder: &std::path::Path) -> Outcome {
    let body = "return [innerWidth / 2, innerHeight / 2]";
    let place = browser.run(body, Vec::new()).await?;
    for kind in ["dragEnter", "dragOver", "drop"] {
        let data = json!({ "items": [], "files": [folder], "dragOperationsMask": 1 });
        let event = json!({ "type": kind, "x": place[0], "y": place[1], "data": data });
        chromium::call(browser, "Input.dispatchDragEvent", &event)?;
    }
    Ok(())
}

/// Puts a text into the field for it and has it read.
async fn pasted(
    organiser: &Organiser<'_>,
    browser: &Browser,
    text: &str,
) -> Outcome<crate::organiser::Counts> {
    browser.click("details.paste > summary").await?;
    let before = organiser.all_counts().await?;
    let fill = "document.querySelector('#paste').value = arguments[0]";
    browser.run(fill, vec![json!(text)]).await?;
    browser.click("#read-paste").await?;
    organiser.taken(before).await
}

/// A picture with several codes, one with a single code, and one with none.
async fn pictures(
    organiser: &Organiser<'_>,
    folder: &std::path::Path,
    records: &[Record],
) -> Outcome {
    let several = inputs::picture(&folder.join("wall.png"), &records[..3])?;
    let one = inputs::picture(&folder.join("one.png"), &records[3..4])?;
    equal("pictures of codes", organiser.take(&[several, one]).await?, [4, 4, 0, 0])?;
    // Named as something else: content counts, not names.
    let code = inputs::picture(&folder.join("code.jpg.txt"), &records[4..])?;
    let none = inputs::file(&folder.join("none.png"), &fs::read(&code).unwrap_or_default()[..90])?;
    equal("a picture without a code", organiser.take(&[code, none]).await?, [2, 1, 1, 0])
}

/// Paused, nothing more is read; continued, all is; cancelled, what was accepted stays, and the
/// rest can be read later without anything counted twice.
async fn interrupted(browser: &Browser, tools: &Tools) -> Outcome {
    let organiser = Organiser::begin(browser, tools).await?;
    organiser.ready().await?;
    let records = inputs::people(500, 21, None)?;
    let path = browser.folder.join("many.ndjson");
    let (n, broken) = inputs::large_bundle(&path, &records, MANY / 500, 0xa0, 10_000)?;

    organiser.choose(std::slice::from_ref(&path)).await?;
    press(browser, "#pause").await?;
    let paused = "document.querySelector('#status').textContent.trim() !== ''";
    browser.wait(paused).await?;
    organiser.alive("paused").await?;
    // What is on its way still arrives, and then nothing.
    let mut before = organiser.all_counts().await?;
    let mut same = 0;
    for _ in 0..40 {
        tokio::time::sleep(std::time::Duration::from_millis(250)).await;
        let now = organiser.all_counts().await?;
        same = if now == before { same + 1 } else { 0 };
        before = now;
        if same == 6 {
            break;
        }
    }
    ensure(same == 6, || "a paused reading goes on".to_owned())?;
    ensure(before[0] < n, || format!("paused too late to tell: {before:?}"))?;
    organiser.holds("the page while reading is paused").await?;
    equal("reports while reading", browser.count("#release").await?, 0)?;
    press(browser, "#pause").await?;
    equal("continued", organiser.taken([0; 4]).await?[1], n)?;
    equal("refused lines", organiser.count("refused").await?, broken)?;

    browser.click("#erase").await?;
    browser.click("#confirm-yes").await?;
    browser.wait("!document.querySelector('#received')").await?;
    organiser.choose(std::slice::from_ref(&path)).await?;
    press(browser, "#cancel").await?;
    browser.wait("!document.querySelector('#progress, #cancel')").await?;
    let kept = organiser.all_counts().await?;
    ensure(kept[1] < n, || format!("cancelled too late to tell: {kept:?}"))?;
    organiser.alive("cancelled").await?;
    organiser.reopen().await?;
    equal("what a cancelled reading leaves", organiser.all_counts().await?, kept)?;
    organiser.take(&[path]).await?;
    equal("accepted in the end", organiser.count("accepted").await?, n)?;
    watch::nothing_happened(browser).await
}

/// Presses a button as soon as it is there; a real click may come when it is gone again.
pub(crate) async fn press(browser: &Browser, selector: &str) -> Outcome {
    let script = "const button = document.querySelector(arguments[0]); button?.click(); \
        return button !== null";
    for _ in 0..1_000 {
        if browser.run(script, vec![json!(selector)]).await? == json!(true) {
            return Ok(());
        }
    }
    Err(format!("nothing to press at {selector:?}"))
}
