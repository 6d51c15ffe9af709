//! The results: each category's page, the picture, paper, and the comparison with an earlier file.

use std::fs;

use serde_json::json;

use crate::browser::{Browser, Kind, Setup};
use crate::plan::{self, Plan};
use crate::respondent::Respondent;
use crate::run::{Outcome, Tools, ensure, equal, run};
use crate::watch;

/// Name of every picture.
const PICTURE: &str = "qingdan-scores.png";

#[test]
fn results_worth_keeping_in_chromium() {
    run("results", Kind::Chromium, Setup::PHONE, results);
}

#[test]
fn results_worth_keeping_in_firefox() {
    run("results", Kind::Firefox, Setup::PHONE, results);
}

async fn results(browser: &Browser, tools: &Tools) -> Outcome {
    let plan = Plan::v3()?;
    let respondent = Respondent::begin(browser, tools).await?;
    for step in &plan.steps {
        respondent.next(&step.fragment).await?;
        respondent.answer_all(&plan, step).await?;
    }
    respondent.walk_to("#/results").await?;
    picture(&respondent).await?;
    // Firefox compresses the list of pages in its PDF, so that it cannot be counted.
    if browser.kind == Kind::Chromium {
        paper(&respondent).await?;
    }
    categories(&respondent).await?;
    influence(&respondent).await?;
    compare(&respondent, &plan).await?;
    watch::nothing_happened(browser).await
}

/// Every category's page, reached from its row and from its neighbour, says the score of V3.
async fn categories(respondent: &Respondent<'_>) -> Outcome {
    let browser = respondent.browser;
    let first = plan::V3_SCORES[0].0;
    browser.click(&format!("#to-{first}")).await?;
    for (number, (category, score)) in plan::V3_SCORES.into_iter().enumerate() {
        respondent.arrive(&format!("#/results/{category}")).await?;
        equal(category, browser.text("#score").await?.as_str(), score)?;
        if number == 0 || number == 1 {
            respondent.look(&format!("the page of {category}")).await?;
        }
        let last = number + 1 == plan::V3_SCORES.len();
        equal("links onwards", browser.count("#next").await?, u64::from(!last))?;
        if !last {
            browser.click("#next").await?;
        }
    }
    respondent.back("#/results").await
}

/// V3 by hand: the number of inspections moves the index most, from 1730/33 to 7345/132.
async fn influence(respondent: &Respondent<'_>) -> Outcome {
    let first = respondent.browser.text("#influence li .answers__answer").await?;
    ensure(first.contains("52–56"), || format!("the first of the influential: {first:?}"))
}

/// The picture is a PNG of twice its size in units, and holds nothing but the drawing.
async fn picture(respondent: &Respondent<'_>) -> Outcome {
    let browser = respondent.browser;
    browser.click("#make-picture").await?;
    browser.wait("document.querySelector('#picture')?.naturalWidth === 720").await?;
    respondent.look_once("the results with their picture").await?;
    browser.click("#save-picture").await?;
    let bytes = browser.take_download(PICTURE).await?;
    let reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info();
    let reader = reader.map_err(|error| format!("{PICTURE} is no PNG: {error}"))?;
    let info = reader.info();
    equal("width of the picture", info.width, 720)?;
    ensure((1400..2400).contains(&info.height), || format!("height {}", info.height))?;
    let text = info.uncompressed_latin1_text.len()
        + info.compressed_latin1_text.len()
        + info.utf8_text.len();
    equal("texts inside the picture", text, 0)?;
    ensure(info.exif_metadata.is_none(), || "the picture has Exif data".to_owned())?;
    let said = browser.text("#picture-status").await?;
    ensure(said.contains(PICTURE), || format!("after saving the page says {said:?}"))
}

/// The results fill one page of paper in both languages, also where the screen is dark.
async fn paper(respondent: &Respondent<'_>) -> Outcome {
    let browser = respondent.browser;
    for (language, dark) in [("zh-CN", false), ("en", true)] {
        respondent.speak(language).await?;
        browser.set_dark(dark).await?;
        equal(&format!("pages of results in {language}"), pages(browser).await?, 1)?;
    }
    browser.set_dark(false).await?;
    respondent.speak("zh-CN").await
}

/// How many pages of A4 the browser prints.
async fn pages(browser: &Browser) -> Outcome<u64> {
    let paper = json!({ "page": { "width": 21.0, "height": 29.7 }, "shrinkToFit": false });
    let pdf = browser.driver.send("print", &paper)?;
    let count = "return (atob(arguments[0]).match(/\\/Type\\s*\\/Page\\b/g) || []).length";
    Ok(browser.run(count, vec![pdf]).await?.as_u64().unwrap_or(0))
}

/// An earlier file of one's own: what is refused, and what has changed.
async fn compare(respondent: &Respondent<'_>, plan: &Plan) -> Outcome {
    let browser = respondent.browser;
    browser.click("#to-compare").await?;
    respondent.arrive("#/compare").await?;
    let folder = browser.folder.join("earlier");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let file = folder.join("qingdan.txt");

    fs::write(&file, &plan.text[..200]).map_err(|error| error.to_string())?;
    browser.choose("#earlier-file", &file).await?;
    browser.find("#earlier-refused").await?;
    respondent.look_once("a refused earlier file").await?;

    // Meetings as they were: 20 hours and more instead of under one: (100+20+50+75)/4 = 61.25.
    let earlier = plan.text.replace("\"meet_hours\": 0,", "\"meet_hours\": 5,");
    fs::write(&file, &earlier).map_err(|error| error.to_string())?;
    browser.choose("#earlier-file", &file).await?;
    let index = browser.text("#moved-index").await?;
    ensure(index.contains("57 → 55") && index.contains("轻了 2"), || format!("{index:?}"))?;
    let meetings = browser.text("#moved-meetings").await?;
    ensure(meetings.contains("61 → 36") && meetings.contains("轻了 25"), || meetings.clone())?;
    equal("refusals", browser.count("#earlier-refused").await?, 0)?;
    let changed = browser.count("#changed-answers > li").await?;
    equal("changed answers", changed, 1)?;
    respondent.look("the comparison").await
}
