//! Every page in every circumstance: small and large screens, large text, forced colours, no
//! motion; light and dark; both languages.

use qingdan::domain::record::CampaignRef;

use crate::browser::{Browser, Kind, Setup};
use crate::conditions::{self, ALL, Conditions, USUAL};
use crate::layout;
use crate::organiser::Organiser;
use crate::plan::Plan;
use crate::respondent::Respondent;
use crate::run::{Outcome, Tools, equal, run};
use crate::storage::RESTS;
use crate::{inputs, report, watch};

/// Pages that need no answer. The page begins with the welcome, so another one comes first.
const AT_FIRST: [&str; 4] = ["#/c/escalation", "#/welcome", "#/resume", "#/erased"];

/// The pages of somebody who has answered. The longest category stands for the others.
pub(crate) const ANSWERED: [&str; 12] = [
    "#/welcome",
    "#/c/meetings",
    "#/c/digital",
    "#/outcomes",
    "#/background",
    "#/review",
    "#/results",
    "#/results/meetings",
    "#/compare",
    "#/export",
    "#/draft",
    "#/resume",
];

/// Pages on which no other journey lets axe look.
const FOR_AXE: [&str; 4] = ["#/results/meetings", "#/compare", "#/draft", "#/resume"];

#[test]
fn every_page_holds_in_chromium() {
    run("access", Kind::Chromium, Setup::PHONE, access);
}

#[test]
fn every_page_holds_in_firefox() {
    run("access", Kind::Firefox, Setup::PHONE, access);
}

#[test]
fn the_organisers_page_holds_in_chromium() {
    run("access-organise", Kind::Chromium, Setup::PHONE, organise);
}

#[test]
fn the_organisers_page_holds_in_firefox() {
    run("access-organise", Kind::Firefox, Setup::PHONE, organise);
}

async fn access(browser: &Browser, tools: &Tools) -> Outcome {
    let plan = Plan::v3()?;
    let respondent = Respondent::begin(browser, tools).await?;
    pages(&respondent, &AT_FIRST).await?;
    respondent.visit("#/welcome").await?;
    for step in &plan.steps {
        respondent.visit(&step.fragment).await?;
        respondent.answer_at_once(&plan, step).await?;
    }
    pages(&respondent, &ANSWERED).await?;
    for fragment in FOR_AXE {
        respondent.visit(fragment).await?;
        unfold(browser).await?;
        respondent.look(fragment).await?;
    }
    dialog(&respondent).await?;
    watch::nothing_happened(browser).await
}

/// Looks at each page in every circumstance and both languages, with everything unfolded.
async fn pages(respondent: &Respondent<'_>, fragments: &[&str]) -> Outcome {
    let browser = respondent.browser;
    let mut found = Vec::new();
    for conditions in ALL {
        conditions::set(browser, &conditions).await?;
        for language in ["zh-CN", "en"] {
            for fragment in fragments {
                respondent.visit(fragment).await?;
                if *fragment != "#/erased" {
                    respondent.speak(language).await?;
                }
                unfold(browser).await?;
                let what = format!("{fragment} in {language}, {}", conditions.name);
                found.extend(layout::sound(browser, &what).await.err());
            }
        }
    }
    conditions::set(browser, &USUAL).await?;
    equal("faults of layout", found, vec![])
}

/// Opens whatever can be unfolded on the page.
pub(crate) async fn unfold(browser: &Browser) -> Outcome {
    let script = "for (const part of document.querySelectorAll('main details')) part.open = true; \
        for (const part of document.querySelectorAll('main [aria-expanded=false]')) part.click()";
    browser.run(script, Vec::new()).await?;
    browser.wait("!document.querySelector('main [aria-expanded=false]')").await
}

/// The question before erasing, in every circumstance.
async fn dialog(respondent: &Respondent<'_>) -> Outcome {
    let browser = respondent.browser;
    respondent.visit("#/review").await?;
    for language in ["zh-CN", "en"] {
        respondent.speak(language).await?;
        for conditions in ALL {
            conditions::set(browser, &conditions).await?;
            browser.click("#erase").await?;
            browser.find("dialog[open]").await?;
            layout::sound(browser, &format!("the dialog, {}", conditions.name)).await?;
            browser.click("#confirm-no").await?;
            browser.wait("!document.querySelector('dialog[open]')").await?;
        }
    }
    conditions::set(browser, &USUAL).await
}

/// More than the guidelines ask for at once: 400 % zoom and text twice as large.
const NARROW_AND_LARGE: Conditions =
    Conditions { name: "320 px, text twice as large", size: (320, 568), large: true, ..USUAL };

/// Nothing received; the form of a campaign and what is handed out; a report of two waves with
/// refusals, everything unfolded; the dialog; invented records.
async fn organise(browser: &Browser, tools: &Tools) -> Outcome {
    let organiser = Organiser::begin(browser, tools).await?;
    organiser.ready().await?;
    let mut found = Vec::new();
    everywhere(&organiser, browser, "the page before anything", &mut found).await?;
    browser.click("#campaign-new").await?;
    browser.find("#campaign-title-field").await?.clear().await.map_err(|e| e.to_string())?;
    browser.click("#campaign-create").await?;
    browser.find("#campaign-trouble").await?;
    everywhere(&organiser, browser, "the form of a campaign", &mut found).await?;
    let title = browser.find("#campaign-title-field").await?;
    title.send_keys("清源县基层负担摸底").await.map_err(|error| error.to_string())?;
    browser.click("#campaign-create").await?;
    let address = browser.find("#campaign-address").await?;
    let page = ["https", "://example.org/q.html"].concat();
    address.send_keys(&page).await.map_err(|error| error.to_string())?;
    everywhere(&organiser, browser, "what is handed out", &mut found).await?;
    browser.click("#campaign-close").await?;

    let mut people = Vec::new();
    for wave in 1..=2 {
        let campaign = Some(CampaignRef { id: [0xa1, 2, 3, 0xf4], wave });
        people.extend(inputs::people(150, 70 + u64::from(wave), campaign)?);
    }
    let file = inputs::bundle(&browser.folder.join("all.ndjson"), &people)?;
    let mut files = vec![file];
    for (number, bytes) in inputs::broken(&people[0], 5).iter().enumerate() {
        files.push(inputs::file(
            &browser.folder.join(format!("名字很长的坏文件{number}.json")),
            bytes,
        )?);
    }
    equal("taken", organiser.take(&files).await?, [305, 300, 5, 0])?;
    found.extend(layout::sound(browser, "before the report").await.err());
    report::made(browser).await?;
    browser.find("#release").await?;
    browser.wait(RESTS).await?;
    everywhere(&organiser, browser, "the report", &mut found).await?;
    browser.click("#erase").await?;
    browser.find("dialog[open]").await?;
    found.extend(layout::sound(browser, "the dialog").await.err());
    browser.click("#confirm-yes").await?;
    browser.click("#demo").await?;
    browser.find("#release").await?;
    browser.wait(RESTS).await?;
    everywhere(&organiser, browser, "the example", &mut found).await?;
    equal("faults of layout", found, vec![])?;
    watch::nothing_happened(browser).await
}

/// Looks at the organiser's page as it is in every circumstance and both languages.
async fn everywhere(
    organiser: &Organiser<'_>,
    browser: &Browser,
    what: &str,
    found: &mut Vec<String>,
) -> Outcome {
    for conditions in ALL.iter().chain([&NARROW_AND_LARGE]) {
        conditions::set(browser, conditions).await?;
        for language in ["en", "zh-CN"] {
            organiser.speak(language).await?;
            unfold(browser).await?;
            let what = format!("{what} in {language}, {}", conditions.name);
            found.extend(layout::sound(browser, &what).await.err());
        }
    }
    conditions::set(browser, &USUAL).await
}
