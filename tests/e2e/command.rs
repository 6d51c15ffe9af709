//! The page and the command `qingdan` beside each other: of the same records both write the same
//! bytes, the release as JSON and as CSV, and the report as a page of its own.

use std::fs;
use std::process::Command;

use qingdan::domain::disclose::Policy;
use qingdan::domain::record::CampaignRef;
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::{Population, Simulation};

use crate::browser::{Browser, Kind, Setup};
use crate::organiser::Organiser;
use crate::report;
use crate::run::{Outcome, Tools, ensure, run};

/// Groups of which some are withheld.
const PEOPLE: u64 = 240;

/// Firefox leaves out a space in elements without content; what the page itself writes is the same.
#[test]
fn the_command_writes_what_the_page_saves() {
    run("command", Kind::Chromium, Setup::LAPTOP, same);
}

async fn same(browser: &Browser, tools: &Tools) -> Outcome {
    let instrument = shipped_instrument();
    let campaign = Some(CampaignRef { id: [7; 4], wave: 3 });
    let people = Population { campaign, people: PEOPLE, quick: 0.0, ..Population::new(instrument) };
    let records = Simulation::new(instrument, people).map_err(|error| error.to_string())?;
    let lines: String = records.map(|record| record.to_line(instrument) + "\n").collect();
    let path = browser.folder.join("people.ndjson");
    fs::write(&path, lines).map_err(|error| error.to_string())?;

    let organiser = Organiser::begin(browser, tools).await?;
    organiser.ready().await?;
    organiser.choose(std::slice::from_ref(&path)).await?;
    report::made(browser).await?;
    // Nobody knows what was promised.
    let minimum = Policy::HIGHEST.to_string();
    for (what, words) in [
        ("qingdan-release.json", vec!["release"]),
        ("qingdan-report.html", vec!["report"]),
        ("qingdan-codebook.csv", vec!["codebook"]),
    ] {
        let button = match what {
            "qingdan-report.html" => "#save-report".to_owned(),
            name => format!("[data-export='{name}']"),
        };
        browser.click(&button).await?;
        let saved = browser.take_download(what).await?;
        let mut command = Command::new(env!("CARGO_BIN_EXE_qingdan"));
        command.args(&words).env("QINGDAN_LANG", "zh");
        if words != ["codebook"] {
            command.arg(&path);
        }
        let output = command.output().map_err(|error| error.to_string())?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        ensure(output.status.success(), || format!("{what}: {said}"))?;
        if words == ["release"] {
            ensure(said.contains(&minimum), || format!("the minimum was not raised: {said}"))?;
        }
        let written = String::from_utf8_lossy(&output.stdout).into_owned();
        let saved = String::from_utf8_lossy(saved.as_ref()).into_owned();
        ensure(written == saved, || format!("{what}: {}", difference(&written, &saved)))?;
    }
    Ok(())
}

/// Where two texts begin to differ.
fn difference(written: &str, saved: &str) -> String {
    let pairs = written.chars().zip(saved.chars());
    let at = pairs.take_while(|(one, other)| one == other).count();
    let some = |text: &str| text.chars().skip(at.saturating_sub(40)).take(120).collect::<String>();
    format!("the command writes {:?}, the page saved {:?}", some(written), some(saved))
}
