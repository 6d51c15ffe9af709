//! A campaign with randomised items and a roster: what leaves is what it promised, the same every
//! time, and the page says so before.

use qingdan::domain::campaign::{Campaign, Details, Extensions, FormChoice};
use qingdan::domain::crowd::Roster;
use qingdan::domain::draft::{ResumeCode, read_draft};
use qingdan::domain::interview::Interview;
use qingdan::domain::leaving::leaving;
use qingdan::domain::randomised::{Randomisation, TruthProbability};
use qingdan::domain::record::anonymise;
use qingdan::domain::shipped_instrument;
use qingdan::tasks::seal_draft::unseal_draft;
use serde_json::{Value, json};

use crate::browser::{Browser, Kind, Setup};
use crate::respondent::Respondent;
use crate::run::{Outcome, Tools, ensure, equal, run};
use crate::watch;
use crate::ways::says;

/// The randomised items, with the page that asks each and the option chosen.
const THROWN: [(&str, &str, &str); 2] =
    [("rank_sessions", "#/c/ranking", "2"), ("acc_personal", "#/c/accountability", "3")];

#[test]
fn a_campaign_with_noise_in_chromium() {
    run("noise", Kind::Chromium, Setup::PHONE, noise);
}

#[test]
fn a_campaign_with_noise_in_firefox() {
    run("noise", Kind::Firefox, Setup::PHONE, noise);
}

async fn noise(browser: &Browser, tools: &Tools) -> Outcome {
    let campaign = campaign()?;
    let link = campaign.to_link("");
    let respondent = Respondent::begin(browser, tools).await?;
    respondent.reopen(&link).await?;
    equal("items named", browser.count("#noise li").await?, THROWN.len() as u64)?;
    says(browser, "#noise", "6 比 1").await?;
    respondent.look("whose campaign it is, with dice").await?;
    for (item, page, option) in THROWN {
        respondent.visit(page).await?;
        says(browser, &format!("#q-{item}-note"), "掷骰子").await?;
        respondent.pick(item, option).await?;
    }
    respondent.look("a question with dice").await?;
    respondent.visit("#/results").await?;
    says(browser, "#noise-kept", "能推出您真实的选择").await?;
    equal("pictures and prints", browser.count("#make-picture, #print").await?, 0)?;
    respondent.look("results that undo the dice").await?;
    respondent.visit("#/background").await?;
    respondent.pick("bg_level", "1").await?;
    respondent.visit("#/export").await?;
    says(browser, "#crowd", "不到 10 人").await?;
    says(browser, "#left-out", "不写进文件").await?;
    says(browser, "#left-out", "看得出少了哪几项").await?;
    says(browser, "#open", "没有加密").await?;
    respondent.look("the file with dice and without a rare background").await?;
    let code = keep(browser, &respondent).await?;
    respondent.visit("#/export").await?;
    let first = saved_twice(browser, &respondent, &campaign, &code).await?;
    edited(browser, &respondent, &campaign, &code).await?;
    resumed(browser, &respondent, &campaign, &code).await?;
    left_and_joined(browser, &respondent, &first).await?;
    watch::nothing_happened(browser).await
}

/// Two items and nearly everybody at the first level.
fn campaign() -> Outcome<Campaign> {
    let instrument = shipped_instrument();
    let details = Details {
        id: [0xd1, 0xce, 0x00, 0x01],
        wave: 1,
        title: "清源县摸底".to_owned(),
        wave_label: String::new(),
        purpose: "看看先减哪几类".to_owned(),
        contact: String::new(),
        form: FormChoice::FullOnly,
        background: 0b0001,
        minimum: 10,
    };
    let mut items = Vec::new();
    for (item, ..) in THROWN {
        let item = instrument.item_index(item).ok_or("no such item")?;
        items.push(u8::try_from(item).map_err(|error| error.to_string())?);
    }
    let mut counts = vec![1; instrument.background[0].options.len()];
    counts[0] = 200;
    let randomised = Randomisation::new(instrument, TruthProbability::HALF, &items);
    let extensions = Extensions {
        randomised: Some(randomised.map_err(|error| error.to_string())?),
        roster: Some(
            Roster::new(instrument, 0b0001, 300, &[counts]).map_err(|error| error.to_string())?,
        ),
        ..Extensions::default()
    };
    let campaign = Campaign::new(instrument, details).map_err(|error| error.to_string())?;
    campaign.with(instrument, extensions).map_err(|error| error.to_string())
}

/// Keeps a draft, from which the seed is read; gives its code.
async fn keep(browser: &Browser, respondent: &Respondent<'_>) -> Outcome<String> {
    browser.click("#draft").await?;
    respondent.arrive("#/draft").await?;
    browser.click("#keep").await?;
    browser.find("#draft-kept").await?;
    let code = browser.run("return document.querySelector('#code').ariaLabel", vec![]).await?;
    Ok(code.as_str().unwrap_or_default().to_owned())
}

/// The interview as the draft holds it.
async fn interview(browser: &Browser, code: &str) -> Outcome<Interview> {
    let script = "return localStorage.getItem('qingdan-draft-1')";
    let stored = browser.run(script, vec![]).await?;
    let code = ResumeCode::parse(code).ok_or("no code")?;
    let bytes = unseal_draft(&code, stored.as_str().unwrap_or_default());
    let bytes = bytes.map_err(|error| error.to_string())?;
    let draft = read_draft(shipped_instrument(), &bytes).map_err(|error| error.to_string())?;
    Ok(draft.interview)
}

/// Saves twice: both files are what a native program makes of the draft, and each other.
async fn saved_twice(
    browser: &Browser,
    respondent: &Respondent<'_>,
    campaign: &Campaign,
    code: &str,
) -> Outcome<String> {
    let instrument = shipped_instrument();
    let kept = interview(browser, code).await?;
    let expected = leaving(instrument, &kept, Some(campaign)).map_err(|error| error.to_string())?;
    equal("the file", respondent.save().await?, expected.record.to_json(instrument))?;
    equal("again", respondent.save().await?, expected.record.to_json(instrument))?;
    let record: Value = serde_json::from_str(&respondent.shown_record().await?)
        .map_err(|error| error.to_string())?;
    equal("the level", record["background"]["bg_level"].clone(), json!("pn"))?;
    let truth = anonymise(instrument, &kept).to_json(instrument);
    ensure(truth.contains("\"bg_level\": 1"), || format!("the truth is {truth}"))?;
    equal("warnings", browser.count("#noise-again").await?, 0)?;
    respondent.shown_record().await
}

/// Another answer to an item without dice says nothing; to one with dice, that two files tell more.
async fn edited(
    browser: &Browser,
    respondent: &Respondent<'_>,
    campaign: &Campaign,
    code: &str,
) -> Outcome {
    respondent.visit("#/c/meetings").await?;
    respondent.pick("meet_hours", "1").await?;
    respondent.visit("#/export").await?;
    equal("warnings", browser.count("#noise-again").await?, 0)?;
    let [(item, page, option), _] = THROWN;
    respondent.visit(page).await?;
    respondent.pick(item, "4").await?;
    respondent.visit("#/export").await?;
    says(browser, "#noise-again", "更容易被猜出来").await?;
    respondent.look("the file after an edit").await?;
    respondent.visit(page).await?;
    respondent.pick(item, option).await?;
    respondent.visit("#/export").await?;
    equal("warnings", browser.count("#noise-again").await?, 0)?;
    let kept = interview(browser, code).await?;
    let expected = leaving(shipped_instrument(), &kept, Some(campaign));
    let expected = expected.map_err(|error| error.to_string())?.record;
    let shown = respondent.shown_record().await?;
    equal("the file", shown, expected.to_json(shipped_instrument()))
}

/// A draft opened anew lets nothing out before its campaign is read; then the draws are the same.
async fn resumed(
    browser: &Browser,
    respondent: &Respondent<'_>,
    campaign: &Campaign,
    code: &str,
) -> Outcome {
    let before = respondent.shown_record().await?;
    respondent.reopen("").await?;
    browser.click("#resume").await?;
    respondent.arrive("#/resume").await?;
    let field = browser.find("#code-field").await?;
    field.send_keys(code).await.map_err(|error| error.to_string())?;
    browser.click("#open-draft").await?;
    browser.wait("location.hash !== '#/resume'").await?;
    respondent.visit("#/export").await?;
    browser.find("#no-key").await?;
    equal("files shown", browser.count("#raw").await?, 0)?;
    browser.click("#save").await?;
    browser.find("#failed").await?;
    browser.click("#no-key a").await?;
    respondent.arrive("#/join").await?;
    let field = browser.find("#campaign-text").await?;
    field.send_keys(&campaign.to_code()).await.map_err(|error| error.to_string())?;
    browser.click("#open-campaign").await?;
    browser.find("#noise").await?;
    respondent.visit("#/export").await?;
    equal("the file of the draft", respondent.shown_record().await?, before)
}

/// Leaving the campaign and joining it again throws no dice; an own file is compared with a word
/// about them.
async fn left_and_joined(browser: &Browser, respondent: &Respondent<'_>, first: &str) -> Outcome {
    respondent.visit("#/welcome").await?;
    browser.click("#leave").await?;
    browser.click("#join").await?;
    respondent.visit("#/export").await?;
    let answers = |text: &str| -> Outcome<Vec<Value>> {
        let record: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        Ok(THROWN.iter().map(|(item, ..)| record["answers"][item].clone()).collect())
    };
    let shown = respondent.shown_record().await?;
    equal("the draws", answers(&shown)?, answers(first)?)?;
    respondent.visit("#/compare").await?;
    let put = "document.querySelector('#earlier-text').value = arguments[0]";
    browser.run(put, vec![json!(first)]).await?;
    browser.click("#earlier-read").await?;
    browser.find("#compared").await?;
    says(browser, "#noise-compared", "不一定是您选的").await
}
