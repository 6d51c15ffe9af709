//! What people do besides answering: go back, switch the language, take back, skip, erase.

use crate::browser::{Browser, Kind, Setup};
use crate::plan::Plan;
use crate::respondent::{Respondent, label};
use crate::run::{Outcome, Tools, ensure, equal, run};
use crate::watch;

#[test]
fn moving_about_in_chromium() {
    run("moves", Kind::Chromium, Setup::PHONE, moves);
}

#[test]
fn moving_about_in_firefox() {
    run("moves", Kind::Firefox, Setup::PHONE, moves);
}

async fn moves(browser: &Browser, tools: &Tools) -> Outcome {
    let plan = Plan::v3()?;
    let respondent = Respondent::begin(browser, tools).await?;
    back_and_forth(&respondent).await?;
    take_back(&respondent).await?;
    not_applicable(&respondent).await?;
    forms(&respondent).await?;
    erase(&respondent).await?;
    skip_everything(&respondent, &plan).await?;
    watch::nothing_happened(browser).await
}

/// The browser's own back and forward buttons and a change of language lose nothing.
async fn back_and_forth(respondent: &Respondent<'_>) -> Outcome {
    let browser = respondent.browser;
    respondent.next("#/c/meetings").await?;
    respondent.pick("meet_hours", "3").await?;
    let went = browser.client.back().await;
    went.map_err(|error| format!("browser back: {error}"))?;
    respondent.arrive("").await?;
    let went = browser.client.forward().await;
    went.map_err(|error| format!("browser forward: {error}"))?;
    respondent.arrive("#/c/meetings").await?;
    respondent.picked("meet_hours", Some("3")).await?;

    let chinese = browser.text("h1").await?;
    respondent.speak("en").await?;
    let english = browser.text("h1").await?;
    ensure(english != chinese && english.is_ascii(), || {
        format!("the heading in English is {english:?}")
    })?;
    respondent.picked("meet_hours", Some("3")).await?;
    respondent.pick("meet_peak", "2").await?;
    respondent.speak("zh-CN").await?;
    equal("heading after two switches", browser.text("h1").await?, chinese)?;
    respondent.picked("meet_hours", Some("3")).await?;
    respondent.picked("meet_peak", Some("2")).await
}

/// Tapping what is picked takes it back, and so does tapping a way of not answering.
async fn take_back(respondent: &Respondent<'_>) -> Outcome {
    respondent.browser.click(&label("meet_hours", "3")).await?;
    respondent.picked("meet_hours", None).await?;
    respondent.pick("meet_hours", "1").await?;
    respondent.press("meet_hours", "pn").await?;
    respondent.picked("meet_hours", None).await?;
    respondent.browser.click("#q-meet_hours-pn").await?;
    respondent.browser.find("#q-meet_hours-pn[aria-pressed=false]").await?;
    respondent.press("meet_needless", "na").await?;
    equal("ways out offered for meet_hours", offered(respondent, "meet_hours").await?, 1)?;
    equal("ways out offered for meet_needless", offered(respondent, "meet_needless").await?, 2)
}

async fn offered(respondent: &Respondent<'_>, question: &str) -> Outcome<u64> {
    respondent.browser.count(&format!("#q-{question} button[aria-pressed]")).await
}

/// No inspections: how many of them repeated is settled, until the first answer changes.
async fn not_applicable(respondent: &Respondent<'_>) -> Outcome {
    let browser = respondent.browser;
    respondent.walk_to("#/c/inspections").await?;
    respondent.pick("insp_repeat", "2").await?;
    respondent.pick("insp_count", "0").await?;
    browser.wait("document.querySelectorAll('#q-insp_repeat input').length === 0").await?;
    let said = browser.text("#q-insp_repeat").await?;
    ensure(said.contains("不适用"), || format!("insp_repeat says {said:?}"))?;
    respondent.look("a page with a settled question").await?;
    respondent.pick("insp_count", "1").await?;
    respondent.picked("insp_repeat", Some("2")).await
}

/// Switching to the quick form and back keeps what the quick form does not ask.
async fn forms(respondent: &Respondent<'_>) -> Outcome {
    let browser = respondent.browser;
    respondent.walk_to("#/review").await?;
    let full = browser.count("a[id^=review-]").await?;
    browser.click("#switch-form").await?;
    browser.wait("document.querySelectorAll('a[id^=review-]').length < 45").await?;
    let quick = browser.count("a[id^=review-]").await?;
    equal("questions left out by the quick form", full - quick, 40 - 22)?;
    respondent.look("the review of the quick form").await?;
    browser.click("#switch-form").await?;
    browser.wait("document.querySelectorAll('a[id^=review-]').length > 45").await?;
    browser.click("#review-meet_peak").await?;
    respondent.picked("meet_peak", Some("2")).await?;
    respondent.next("#/review").await
}

/// Erasing asks first, and then nothing is left.
async fn erase(respondent: &Respondent<'_>) -> Outcome {
    let browser = respondent.browser;
    respondent.guarded(true).await?;
    browser.click("#erase").await?;
    browser.find("dialog[open]").await?;
    browser.click("#confirm-no").await?;
    browser.wait("!document.querySelector('dialog[open]')").await?;
    respondent.guarded(true).await?;
    browser.click("#erase").await?;
    browser.find("dialog[open]").await?;
    for dark in [false, true] {
        browser.set_dark(dark).await?;
        respondent.look_once("the dialog before erasing").await?;
    }
    erased(respondent).await?;
    respondent.speak("en").await?;
    respondent.next("#/c/meetings").await?;
    browser.click("#q-meet_hours-1").await?;
    browser.click("#erase").await?;
    erased(respondent).await?;
    respondent.speak("zh-CN").await
}

/// Confirms erasing: the page after it is neutral, in either scheme, and leads to a fresh start.
async fn erased(respondent: &Respondent<'_>) -> Outcome {
    let browser = respondent.browser;
    browser.click("#confirm-yes").await?;
    respondent.arrive("#/erased").await?;
    respondent.guarded(false).await?;
    equal("controls of the survey on the neutral page", browser.count("header, nav *").await?, 0)?;
    for dark in [true, false] {
        browser.set_dark(dark).await?;
        respondent.look_once("the page after erasing").await?;
    }
    browser.click("#again").await?;
    respondent.arrive("#/welcome").await
}

/// Nobody has to answer anything: the results say what is missing and the file can be saved.
async fn skip_everything(respondent: &Respondent<'_>, plan: &Plan) -> Outcome {
    let browser = respondent.browser;
    respondent.walk_to("#/results").await?;
    browser.find("#index-missing").await?;
    equal("indexes shown", browser.count("#index").await?, 0)?;
    let rows = browser.count(".profile [data-category]").await?;
    equal("categories listed", rows, plan.categories.len() as u64)?;
    equal("scores shown", browser.count(".profile .score").await?, 0)?;
    respondent.look("the results of nothing").await?;
    respondent.next("#/export").await?;
    let record = respondent.save().await?;
    let record: serde_json::Value =
        serde_json::from_str(&record).map_err(|error| error.to_string())?;
    let answers = record["answers"].as_object().cloned().unwrap_or_default();
    let given: Vec<_> = answers.iter().filter(|(_, answer)| !answer.is_null()).collect();
    ensure(answers.len() == 49 && given.is_empty(), || {
        format!("{} answers in an empty record, given: {given:?}", answers.len())
    })
}
