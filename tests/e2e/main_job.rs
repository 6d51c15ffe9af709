//! The main job on real files: fill in, see the scores, save; collect, report.

use std::fs;

use crate::browser::{Browser, Kind, Setup};
use crate::organiser::{self, Organiser};
use crate::plan::{self, Plan, masked};
use crate::respondent::{FILE, Respondent};
use crate::run::{Outcome, Tools, ensure, equal, run};
use crate::watch;

#[test]
fn the_main_job_in_chromium() {
    run("main-job", Kind::Chromium, Setup::PHONE, main_job);
}

#[test]
fn the_main_job_in_firefox() {
    run("main-job", Kind::Firefox, Setup::PHONE, main_job);
}

/// A cadre on a phone answers all 40 items, reads the scores and saves a file; an organiser reads
/// that file, 200 others and 5 broken ones, and sees exactly what the oracle computed.
async fn main_job(browser: &Browser, tools: &Tools) -> Outcome {
    let plan = Plan::v3()?;
    let respondent = Respondent::begin(browser, tools).await?;
    let width = browser.run("return innerWidth", Vec::new()).await?;
    equal("width of the phone", width, 360.into())?;
    respondent.guarded(false).await?;
    answer_everything(&respondent, &plan).await?;
    results(&respondent, &plan).await?;
    let record = export(&respondent, &plan).await?;
    change_and_export_again(&respondent, &plan, &record).await?;
    watch::nothing_happened(browser).await?;

    let mut files = organiser::files(&browser.folder.join("received"))?;
    let own = browser.folder.join("received").join(FILE);
    fs::write(&own, &record).map_err(|error| error.to_string())?;
    files.push(own);
    let organiser = Organiser::begin(browser, tools).await?;
    organiser.read_all(&files).await
}

/// Answers vector V3 page by page, with axe on every page, and reviews it.
async fn answer_everything(respondent: &Respondent<'_>, plan: &Plan) -> Outcome {
    let browser = respondent.browser;
    respondent.look("the welcome page").await?;
    browser.click("label:has(> #form-full)").await?;
    for step in &plan.steps {
        respondent.next(&step.fragment).await?;
        let asked = browser.count("fieldset.question").await?;
        equal("questions on the page", asked, step.questions.len() as u64)?;
        respondent.answer_all(plan, step).await?;
        respondent.look(&step.fragment).await?;
    }
    respondent.guarded(true).await?;
    respondent.next("#/review").await?;
    let open = browser.count(".answers__answer--open").await?;
    equal("questions that the review calls unanswered", open, 0)?;
    let listed = browser.count("a[id^=review-]").await?;
    let asked: usize = plan.steps.iter().map(|step| step.questions.len()).sum();
    equal("questions that the review lists", listed, asked as u64)?;
    respondent.look("the review").await
}

/// The scores shown are those of the design.
async fn results(respondent: &Respondent<'_>, plan: &Plan) -> Outcome {
    let browser = respondent.browser;
    respondent.next("#/results").await?;
    equal("index", browser.text("#index").await?.as_str(), plan::V3_INDEX)?;
    for (category, score) in plan::V3_SCORES {
        let cell = format!("[data-category={category}] .score");
        equal(category, browser.text(&cell).await?.as_str(), score)?;
    }
    let order = "return Array.from(document.querySelectorAll('.profile [data-category]'), \
        (row) => row.dataset.category)";
    let order = browser.run(order, Vec::new()).await?;
    equal("order of the categories", order, serde_json::json!(plan.categories))?;
    for (selector, number) in [("#weighted", plan::V3_WEIGHTED), ("#peak", plan::V3_PEAKS)] {
        let text = browser.text(selector).await?;
        ensure(numbers(&text).contains(&number), || {
            format!("{selector} must say {number}: {text:?}")
        })?;
    }
    let hours = browser.content("#hours").await?;
    for bound in plan::V3_HOURS {
        ensure(hours.contains(bound), || format!("#hours must say {bound}: {hours:?}"))?;
    }
    for (category, words) in plan::V3_COMPARED {
        browser.click(&format!("#to-{category}")).await?;
        respondent.arrive(&format!("#/results/{category}")).await?;
        let detail = browser.content(&format!("#detail-{category}")).await?;
        ensure(detail.contains(words), || format!("{category} must say {words}: {detail:?}"))?;
        respondent.back("#/results").await?;
    }
    respondent.look("the results").await
}

/// Saves the file twice: what is shown is what is saved, byte for byte, and what was answered.
async fn export(respondent: &Respondent<'_>, plan: &Plan) -> Outcome<String> {
    respondent.next("#/export").await?;
    respondent.look("the export page").await?;
    respondent.browser.click("details:has(#raw) > summary").await?;
    let visible = respondent.browser.text("#raw").await?;
    ensure(visible.contains("qingdan-record/1"), || format!("the raw file shows {visible:?}"))?;
    let record = respondent.save().await?;
    let (_, answered) = masked(&record)?;
    equal("the record, id masked", answered, masked(&plan.text)?.1)?;
    respondent.guarded(false).await?;
    equal("the file saved again", respondent.save().await?, record.clone())?;
    respondent.look("the export page after saving").await?;
    Ok(record)
}

/// Changes one answer from the review: a new revision under the same id, and nothing else.
async fn change_and_export_again(
    respondent: &Respondent<'_>,
    plan: &Plan,
    record: &str,
) -> Outcome {
    respondent.back("#/results").await?;
    respondent.back("#/review").await?;
    respondent.browser.click("#review-meet_hours").await?;
    respondent.browser.wait("location.hash === '#/c/meetings/meet_hours'").await?;
    respondent.picked("meet_hours", Some("0")).await?;
    respondent.pick("meet_hours", "1").await?;
    respondent.guarded(true).await?;
    respondent.next("#/review").await?;
    respondent.walk_to("#/export").await?;
    let changed = respondent.save().await?;
    let expected = record
        .replace("\"revision\": 0,", "\"revision\": 1,")
        .replace("\"meet_hours\": 0,", "\"meet_hours\": 1,");
    ensure(plan.answer("meet_hours") == 0, || "V3 answers meet_hours with 0".to_owned())?;
    equal("the record after one change", changed, expected)
}

/// Whole numbers in a text.
fn numbers(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect()
}
