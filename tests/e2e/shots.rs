//! Pictures of every page for people to look at: `QINGDAN_SHOTS=<folder>`.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::browser::{Browser, Kind, Setup};
use crate::chromium;
use crate::organiser::{self, Organiser};
use crate::plan::Plan;
use crate::respondent::Respondent;
use crate::run::{Outcome, Tools, run, tools};

/// Widths of a phone and a laptop, CSS pixels, and whether it is a phone.
const WIDTHS: [(u32, bool); 2] = [(360, true), (1280, false)];

#[test]
fn screenshots() {
    if tools().is_some_and(|tools| tools.shots.is_none()) {
        println!("screenshots: not taken; they need QINGDAN_SHOTS, a folder to write to");
        return;
    }
    run("shots", Kind::Chromium, Setup::LAPTOP, shots);
}

async fn shots(browser: &Browser, tools: &Tools) -> Outcome {
    let folder = tools.shots.as_deref().ok_or("no folder for screenshots")?;
    fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let plan = Plan::v3()?;
    let respondent = Respondent::begin(browser, tools).await?;
    take(browser, folder, "01-welcome").await?;
    for (number, step) in (2..).zip(&plan.steps) {
        respondent.next(&step.fragment).await?;
        respondent.answer_all(&plan, step).await?;
        let name = step.fragment.trim_start_matches("#/").replace('/', "-");
        take(browser, folder, &format!("{number:02}-{name}")).await?;
    }
    for (number, name) in (15..).zip(["review", "results", "export"]) {
        respondent.next(&format!("#/{name}")).await?;
        take(browser, folder, &format!("{number:02}-{name}")).await?;
    }
    respondent.save().await?;
    take(browser, folder, "18-export-saved").await?;

    let files = organiser::files(&browser.folder.join("received"))?;
    let organiser = Organiser::begin(browser, tools).await?;
    take(browser, folder, "20-organise").await?;
    organiser.choose(&files[..9]).await?;
    let counts = |n| [("received", n), ("accepted", n), ("refused", 0), ("duplicates", 0)];
    organiser.counts(counts(9)).await?;
    take(browser, folder, "21-organise-too-few").await?;
    organiser.choose(&files[9..]).await?;
    let received = files.len();
    let there = format!("document.querySelector('#received')?.textContent.trim() == {received}");
    browser.wait(&there).await?;
    browser.wait("document.querySelector('tr[data-category=index]')").await?;
    take(browser, folder, "22-organise-report").await
}

/// Takes the whole page at both widths, in both languages, light and dark.
async fn take(browser: &Browser, folder: &Path, name: &str) -> Outcome {
    for (width, phone) in WIDTHS {
        for language in ["zh", "en"] {
            speak(browser, language).await?;
            for dark in [false, true] {
                browser.set_dark(dark).await?;
                let scheme = if dark { "dark" } else { "light" };
                let path = folder.join(format!("{name}-{width}-{language}-{scheme}.png"));
                size(browser, width, 800, phone)?;
                let height = browser.run("return document.documentElement.scrollHeight", vec![]);
                let height = height.await?.as_u64().unwrap_or(800).clamp(640, 8000);
                size(browser, width, height, phone)?;
                browser.screenshot(&path).await?;
            }
        }
    }
    speak(browser, "zh").await?;
    browser.set_dark(false).await?;
    chromium::call(browser, "Emulation.clearDeviceMetricsOverride", &json!({})).map(drop)
}

async fn speak(browser: &Browser, language: &str) -> Outcome {
    let here = format!("document.documentElement.lang.startsWith('{language}')");
    if browser.run(&format!("return {here}"), vec![]).await? != true {
        browser.click("#language").await?;
    }
    browser.wait(&here).await
}

fn size(browser: &Browser, width: u32, height: u64, phone: bool) -> Outcome {
    let metrics = json!({
        "width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone,
    });
    chromium::call(browser, "Emulation.setDeviceMetricsOverride", &metrics).map(drop)
}
