//! Too few files: the organiser's page says what is missing and shows nothing.

use crate::browser::{Browser, Kind, Setup};
use crate::organiser::{self, Organiser};
use crate::plan;
use crate::report;
use crate::run::{Outcome, Tools, equal, run};
use crate::watch;

#[test]
fn nine_files_are_too_few_in_chromium() {
    run("few", Kind::Chromium, Setup::LAPTOP, nine);
}

#[test]
fn nine_files_are_too_few_in_firefox() {
    run("few", Kind::Firefox, Setup::LAPTOP, nine);
}

async fn nine(browser: &Browser, tools: &Tools) -> Outcome {
    let records: Vec<String> = plan::generated()?.into_iter().take(11).collect();
    let files = organiser::write(&browser.folder.join("received"), &records)?;
    let organiser = Organiser::begin(browser, tools).await?;
    let counts = |n| [("received", n), ("accepted", n), ("refused", 0), ("duplicates", 0)];
    organiser.choose(&files[..8]).await?;
    organiser.counts(counts(8)).await?;
    organiser.drop_on_the_page(&records[8]).await?;
    organiser.counts(counts(9)).await?;
    equal("rows of a report", browser.count("tr[data-category]").await?, 0)?;
    let said = browser.text("#missing .missing__title").await?;
    equal("what the page says", said.as_str(), "还差 1 份，才能给出报告")?;
    organiser.look("the organiser's page below the minimum").await?;
    organiser.choose(&files[9..10]).await?;
    organiser.counts(counts(10)).await?;
    equal("reports nobody wished for", browser.count(".release__title").await?, 0)?;
    organiser.look("before the report").await?;
    report::made(browser).await?;
    browser.find("tr[data-category=index]").await?;
    organiser.look("the report of ten").await?;
    // One more: two reports that differ by one person could be subtracted.
    let title = browser.text(".release__title").await?;
    organiser.choose(&files[10..]).await?;
    organiser.counts(counts(11)).await?;
    report::made(browser).await?;
    browser.find("#held").await?;
    equal("the report", browser.text(".release__title").await?, title)?;
    watch::nothing_happened(browser).await
}
