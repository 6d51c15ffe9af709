//! A campaign, from the organiser's form to the record that names it.

use std::time::Duration;

use qingdan::domain::campaign::{Campaign, Details, FormChoice, read_campaign};
use qingdan::domain::record::{CampaignRef, Record, read_json};
use qingdan::domain::shipped_instrument;
use serde_json::json;

use crate::browser::{Browser, Kind, Setup};
use crate::organiser::Organiser;
use crate::respondent::Respondent;
use crate::run::{Outcome, Tools, ensure, equal, run};
use crate::{inputs, report, watch};

/// Longest wait for a picture to be drawn and saved.
const DRAWING: Duration = Duration::from_secs(20);

#[test]
fn a_campaign_is_joined_and_left_in_chromium() {
    run("campaign", Kind::Chromium, Setup::PHONE, joined);
}

#[test]
fn a_campaign_is_joined_and_left_in_firefox() {
    run("campaign", Kind::Firefox, Setup::PHONE, joined);
}

#[test]
fn a_campaign_is_made_in_chromium() {
    run("campaign-made", Kind::Chromium, Setup::LAPTOP, made);
}

#[test]
fn what_was_promised_is_kept_in_chromium() {
    run("promise", Kind::Chromium, Setup::LAPTOP, promised);
}

#[test]
fn what_was_promised_is_kept_in_firefox() {
    run("promise", Kind::Firefox, Setup::LAPTOP, promised);
}

/// Asks the quick form and the years only.
fn campaign() -> Outcome<Campaign> {
    let details = Details {
        id: [0xa1, 0x02, 0x03, 0xf4],
        wave: 2,
        title: "<img src=x>清源县摸底".to_owned(),
        wave_label: "2026 年秋".to_owned(),
        purpose: "看看先减哪几类".to_owned(),
        contact: "县总工会 王老师".to_owned(),
        form: FormChoice::QuickOnly,
        background: 0b0100,
        minimum: 10,
    };
    Campaign::new(shipped_instrument(), details).map_err(|error| error.to_string())
}

/// By link, by pasting, by file, and out again; damaged ones are refused.
async fn joined(browser: &Browser, tools: &Tools) -> Outcome {
    let campaign = campaign()?;
    let link = campaign.to_link("");
    let respondent = Respondent::begin(browser, tools).await?;
    respondent.reopen(&link).await?;
    equal("title", browser.text("#campaign h2").await?, campaign.details().title.clone())?;
    equal("forms", browser.count("input[name=form]").await?, 1)?;
    respondent.look("the first page within a campaign").await?;
    // An answer that stays, whatever becomes of the campaign.
    respondent.visit("#/background").await?;
    equal("questions", browser.count(".question").await?, 1)?;
    browser.click("label:has(> #q-bg_years-0)").await?;
    let record = exported(&respondent).await?;
    equal("campaign", record.campaign(), Some(CampaignRef { id: [0xa1, 2, 3, 0xf4], wave: 2 }))?;

    respondent.visit("#/welcome").await?;
    browser.click("#leave").await?;
    browser.wait("document.querySelector('#join')").await?;
    equal("campaign left", exported(&respondent).await?.campaign(), None)?;
    // The same link again is no way to be put back unasked.
    browser.run("location.hash = arguments[0]", vec![json!(link)]).await?;
    browser.wait("document.querySelector('#join')").await?;

    respondent.visit("#/join").await?;
    respondent.look("the page that takes a code").await?;
    paste(browser, &campaign.to_code()[..60]).await?;
    browser.wait("document.querySelector('#join-refused')").await?;
    let other = Campaign::new(
        shipped_instrument(),
        Details { wave: 3, form: FormChoice::Either, ..campaign.details().clone() },
    );
    let other = other.map_err(|error| error.to_string())?;
    paste(browser, &format!("各位：\n请填 {}\n谢谢", other.to_code())).await?;
    respondent.arrive("#/welcome").await?;
    equal("forms", browser.count("input[name=form]").await?, 2)?;
    let wave = exported(&respondent).await?.campaign().map(|campaign| campaign.wave);
    equal("wave", wave, Some(3))?;

    // By file, after half of one.
    respondent.visit("#/welcome").await?;
    browser.click("#leave").await?;
    respondent.visit("#/join").await?;
    equal("refused before anything was chosen", browser.count("#join-refused").await?, 0)?;
    let whole = campaign.to_file();
    choose(browser, &whole[..whole.len() / 2]).await?;
    browser.wait("document.querySelector('#join-refused')").await?;
    choose(browser, &whole).await?;
    respondent.arrive("#/welcome").await?;
    equal("title", browser.text("#campaign h2").await?, campaign.details().title.clone())?;
    equal("campaign", exported(&respondent).await?.campaign(), record.campaign())?;
    watch::nothing_happened(browser).await
}

/// Hands a campaign's file over.
async fn choose(browser: &Browser, text: &str) -> Outcome {
    let path = inputs::file(&browser.folder.join("qingdan-campaign.json"), text.as_bytes())?;
    browser.choose("#campaign-file", &path).await
}

async fn paste(browser: &Browser, text: &str) -> Outcome {
    let script = "document.querySelector('#campaign-text').value = arguments[0]";
    browser.run(script, vec![json!(text)]).await?;
    browser.click("#open-campaign").await
}

/// The record as the export page shows it.
async fn exported(respondent: &Respondent<'_>) -> Outcome<Record> {
    respondent.visit("#/export").await?;
    let shown = respondent.shown_record().await?;
    read_json(&[shipped_instrument()], shown.as_bytes()).map_err(|refusal| format!("{refusal:?}"))
}

/// The form, the next wave, the files, and what is printed.
async fn made(browser: &Browser, tools: &Tools) -> Outcome {
    let organiser = Organiser::begin(browser, tools).await?;
    browser.click("#campaign-new").await?;
    browser.find("#campaign-title-field").await?.clear().await.map_err(|e| e.to_string())?;
    browser.click("#campaign-create").await?;
    browser.wait("document.querySelector('#campaign-trouble')").await?;
    let title = browser.find("#campaign-title-field").await?;
    title.send_keys("清源县摸底").await.map_err(|error| error.to_string())?;
    equal("preview", browser.text("#campaign h2").await?.as_str(), "清源县摸底")?;
    organiser.look("the form of a campaign").await?;
    browser.click("#campaign-create").await?;
    let first = shown(browser).await?;
    equal("title", first.details().title.as_str(), "清源县摸底")?;
    organiser.look("what is handed out").await?;

    let address = browser.find("#campaign-address").await?;
    let page = ["https", "://example.org/q.html"].concat();
    address.send_keys(&page).await.map_err(|error| error.to_string())?;
    let link = value(browser, "#campaign-link").await?;
    equal("link", &link, &first.to_link(&page))?;
    changed(browser, &link).await?;
    browser.click("#campaign-file").await?;
    let file = browser.take_download("qingdan-campaign.json").await?;
    equal("file", String::from_utf8(file).ok(), Some(first.to_file()))?;
    browser.click("#campaign-png").await?;
    browser.wait_for(DRAWING, "document.querySelector('#handout .status:not(:empty)')").await?;
    let png = browser.take_download("qingdan-campaign.png").await?;
    ensure(png.starts_with(b"\x89PNG"), || "the picture is no PNG".to_owned())?;

    // Printed, the notice alone is there, and the page is whole afterwards.
    browser.run("window.print = () => {}", Vec::new()).await?;
    browser.click("#campaign-print").await?;
    browser.wait("document.documentElement.hasAttribute('data-alone')").await?;
    browser.run("dispatchEvent(new Event('afterprint'))", Vec::new()).await?;
    browser.wait("!document.documentElement.hasAttribute('data-alone')").await?;

    browser.click(".campaigns__item button:nth-of-type(2)").await?;
    browser.click("#campaign-create").await?;
    browser.wait("document.querySelectorAll('.campaigns__item').length === 2").await?;
    let second = shown(browser).await?;
    equal("id", second.details().id, first.details().id)?;
    equal("wave", second.details().wave, 2)?;
    watch::nothing_happened(browser).await
}

/// An invitation that was changed by hand stays so when another address comes, when what is handed
/// out is closed and opened again, and until it is wanted back as it was.
async fn changed(browser: &Browser, link: &str) -> Outcome {
    const FIELD: &str = "#campaign-invitation";
    let own = value(browser, FIELD).await?;
    let field = browser.find(FIELD).await?;
    field.send_keys("王老师改过").await.map_err(|error| error.to_string())?;
    let mine = [&own, "王老师改过"].concat();
    equal("typed", &value(browser, FIELD).await?, &mine)?;
    let address = browser.find("#campaign-address").await?;
    address.send_keys("?a").await.map_err(|error| error.to_string())?;
    let moved = value(browser, "#campaign-link").await?;
    ensure(moved != link, || moved.clone())?;
    equal("with another address", value(browser, FIELD).await?, mine.replace(link, &moved))?;
    browser.click("#campaign-close").await?;
    browser.wait("!document.querySelector('#handout')").await?;
    browser.click(".campaigns__item button").await?;
    browser.wait("document.querySelector('#handout')").await?;
    let again = value(browser, FIELD).await?;
    ensure(again.contains("王老师改过") && !again.contains(&moved), || again.clone())?;
    browser.click("#campaign-invitation-restore").await?;
    browser.wait("!document.querySelector('#campaign-invitation-restore')").await?;
    let restored = value(browser, FIELD).await?;
    ensure(!restored.contains("王老师改过"), || restored.clone())
}

/// The strictest minimum applies until the campaign is known, then what it promises; a copy that
/// promises more binds as well, and a campaign that was taken out still does.
async fn promised(browser: &Browser, tools: &Tools) -> Outcome {
    let organiser = Organiser::begin(browser, tools).await?;
    organiser.ready().await?;
    let (id, wave) = (campaign()?.details().id, campaign()?.details().wave);
    let people = inputs::people(120, 91, Some(CampaignRef { id, wave }))?;
    let file = inputs::bundle(&browser.folder.join("all.ndjson"), &people)?;
    equal("taken", organiser.take(&[file]).await?, [120, 120, 0, 0])?;
    let applies = |least: u8, fixed: bool| {
        format!(
            "(() => {{ const field = document.querySelector('#minimum'); \
             return field?.value === '{least}' && field.readOnly === {fixed}; }})()"
        )
    };
    report::made(browser).await?;
    browser.wait(&applies(30, true)).await?;
    organiser.holds("a minimum that nobody can pick").await?;
    for minimum in [15, 20] {
        let details = Details { minimum, ..campaign()?.details().clone() };
        let copy = Campaign::new(shipped_instrument(), details).map_err(|e| e.to_string())?;
        let path = browser.folder.join(format!("{minimum}.json"));
        let file = inputs::file(&path, copy.to_file().as_bytes())?;
        organiser.choose(&[file]).await?;
        browser.wait(&applies(minimum, false)).await?;
    }
    for left in [1, 0] {
        browser.click(".campaigns__item .row button:last-child").await?;
        browser.click("#confirm-yes").await?;
        let listed = "document.querySelectorAll('.campaigns__item').length";
        browser.wait(&format!("{listed} === {left}")).await?;
    }
    browser.find("#release").await?;
    browser.wait(&applies(20, false)).await?;
    watch::nothing_happened(browser).await
}

/// The campaign whose code is shown.
async fn shown(browser: &Browser) -> Outcome<Campaign> {
    let code = value(browser, "#campaign-code").await?;
    read_campaign(shipped_instrument(), &code).map_err(|error| error.to_string())
}

async fn value(browser: &Browser, selector: &str) -> Outcome<String> {
    browser.find(selector).await?;
    let script = "return document.querySelector(arguments[0]).value";
    let value = browser.run(script, vec![json!(selector)]).await?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}
