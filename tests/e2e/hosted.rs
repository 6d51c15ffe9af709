//! The pages deep below a host, with the headers of `dist/headers/`: the main journeys, and one
//! request for each page.

use std::fs;

use crate::browser::{Browser, Kind, Setup};
use crate::host::Host;
use crate::organiser::{self, Organiser};
use crate::plan::{self, Plan, masked};
use crate::report;
use crate::respondent::{FILE, Respondent};
use crate::run::{Outcome, Tools, equal, run};
use crate::watch;

/// Where on the host everything is.
pub(crate) const BASE: &str = "/gov/county-7/2026/survey/";

/// Other people's files that the organiser has.
const OTHERS: usize = 10;

pub(crate) const SETUP: Setup = Setup { loopback: true, ..Setup::LAPTOP };

#[test]
fn a_deep_path_is_as_good_as_any_in_chromium() {
    run("deep", Kind::Chromium, SETUP, deep);
}

#[test]
fn a_deep_path_is_as_good_as_any_in_firefox() {
    run("deep", Kind::Firefox, SETUP, deep);
}

async fn deep(browser: &Browser, tools: &Tools) -> Outcome {
    let log = browser.folder.join("host.log");
    let mut host = Host::start(tools, (&tools.dist, BASE), &["--packed"], log)?;
    browser.open_address(&host.address("")).await?;
    let record = fill_in(browser, tools).await?;
    equal("requests of the respondent", host.asked()?, vec![String::new()])?;
    quiet(browser).await?;
    browser.open_address(&host.address("organise.html")).await?;
    collect(browser, tools, &record).await?;
    equal("requests of the organiser", host.asked()?, vec!["organise.html".to_owned()])?;
    quiet(browser).await?;
    browser.open_address(&host.address("two-tallies.html?from=chat#/about")).await?;
    Respondent::begun(browser, tools).await?;
    let asked = vec!["two-tallies.html?from=chat".to_owned()];
    equal("requests of two tallies", host.asked()?, asked)?;
    quiet(browser).await
}

/// Nothing was asked for elsewhere, and nothing went against the policy.
pub(crate) async fn quiet(browser: &Browser) -> Outcome {
    equal("attempts to reach the network", browser.wall.attempts(), vec![])?;
    equal("policy violations and errors", watch::violations(browser).await?, vec![])
}

/// Answers everything as in vector V3, sees the index, and saves the file.
pub(crate) async fn fill_in(browser: &Browser, tools: &Tools) -> Outcome<String> {
    let plan = Plan::v3()?;
    let respondent = Respondent::begun(browser, tools).await?;
    browser.click("label:has(> #form-full)").await?;
    for step in &plan.steps {
        respondent.next(&step.fragment).await?;
        respondent.answer_at_once(&plan, step).await?;
    }
    respondent.walk_to("#/results").await?;
    equal("index", browser.text("#index").await?.as_str(), plan::V3_INDEX)?;
    respondent.walk_to("#/export").await?;
    let record = respondent.save().await?;
    equal("the record, id masked", masked(&record)?.1, masked(&plan.text)?.1)?;
    Ok(record)
}

/// Reads this record and ten others, and sees the report.
pub(crate) async fn collect(browser: &Browser, tools: &Tools, record: &str) -> Outcome {
    let others = plan::generated_without_v3()?.into_iter().take(OTHERS);
    let folder = browser.folder.join("received");
    let mut files = organiser::write(&folder, &others.collect::<Vec<_>>())?;
    let own = folder.join(FILE);
    fs::write(&own, record).map_err(|error| error.to_string())?;
    files.push(own);
    let organiser = Organiser::begun(browser, tools).await?;
    organiser.choose(&files).await?;
    let all = OTHERS as u64 + 1;
    let counts = [("received", all), ("accepted", all), ("refused", 0), ("duplicates", 0)];
    organiser.counts(counts).await?;
    report::made(browser).await?;
    browser.find("tr[data-category=index]").await.map(drop)
}
