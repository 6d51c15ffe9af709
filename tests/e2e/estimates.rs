//! A campaign with randomised questions and a roster, from the form to the estimates of a report.

use qingdan::domain::campaign::{Campaign, Extensions, read_campaign};
use qingdan::domain::disclose::{Policy, disclose, with_noise};
use qingdan::domain::instrument::Form;
use qingdan::domain::randomised::{Noise, NoiseSeed, Randomisation};
use qingdan::domain::record::{CampaignRef, Record};
use qingdan::domain::shipped_instrument;
use qingdan::domain::tally::{Columns, Scope};
use serde_json::json;

use crate::browser::{Browser, Kind, Setup};
use crate::organiser::Organiser;
use crate::run::{Outcome, Tools, ensure, equal, run};
use crate::{inputs, report, watch};

/// People of whom records come.
const PEOPLE: u64 = 80;

/// The questions that are randomised.
const ITEMS: [&str; 2] = ["proof_share", "acc_personal"];

#[test]
fn noise_is_chosen_and_estimated_in_chromium() {
    run("noise", Kind::Chromium, Setup::LAPTOP, estimated);
}

#[test]
fn noise_is_chosen_and_estimated_in_firefox() {
    run("noise", Kind::Firefox, Setup::LAPTOP, estimated);
}

async fn estimated(browser: &Browser, tools: &Tools) -> Outcome {
    let organiser = Organiser::begin(browser, tools).await?;
    organiser.ready().await?;
    let campaign = make(browser, &organiser).await?;
    let Extensions { randomised, roster, .. } = campaign.extensions().clone();
    let randomised = randomised.ok_or("nothing is randomised")?;
    equal("people", roster.map(|roster| roster.people()), Some(300))?;
    let item = |item: &str| {
        let place = shipped_instrument().item_index(item).ok_or("no such item")?;
        u8::try_from(place).map_err(|error| error.to_string())
    };
    let mut items = vec![item(ITEMS[0])?, item(ITEMS[1])?];
    items.sort_unstable();
    equal("items", randomised.items().to_vec(), items)?;
    let notice = browser.text("#notice").await?;
    ensure(notice.contains("1/2") && notice.contains("10"), || format!("the notice: {notice}"))?;

    // The next wave has the same.
    browser.click(".campaigns__item button:nth-of-type(2)").await?;
    browser.click("#campaign-create").await?;
    browser.wait("document.querySelectorAll('.campaigns__item').length === 2").await?;
    equal("the next wave", shown(browser).await?.extensions(), campaign.extensions())?;
    browser.click("#campaign-close").await?;

    let of = campaign.terms().campaign;
    let records = people(of, &randomised)?;
    let file = inputs::bundle(&browser.folder.join("all.ndjson"), &records)?;
    equal("taken", organiser.take(&[file]).await?, [PEOPLE, PEOPLE, 0, 0])?;
    report::made(browser).await?;
    browser.wait("document.querySelector('#release #noise')").await?;
    for category in ["trace", "accountability"] {
        let selector = format!("#categories [data-category='{category}'] .mean");
        let expected = mean(&records, of, &randomised, category)?;
        let shown = browser.content(&selector).await?;
        equal(category, shown.trim(), format!("估计 {expected:.1}").as_str())?;
    }
    let drawn = "document.querySelectorAll('.parts--estimates').length === 2";
    browser.wait(drawn).await?;
    let index = browser.text(".headline").await?;
    ensure(index.contains("含加了随机的题"), || format!("the index: {index}"))?;
    organiser.look("a report with estimates").await?;
    watch::nothing_happened(browser).await
}

/// Fills in the form, and makes the campaign.
async fn make(browser: &Browser, organiser: &Organiser<'_>) -> Outcome<Campaign> {
    browser.click("#campaign-new").await?;
    browser.click("#campaign-protection > summary").await?;
    browser.click("#campaign-noise-items > summary").await?;
    for item in ITEMS {
        browser.click(&format!("#campaign-noise-{item}")).await?;
    }
    write(browser, "#campaign-people", "300").await?;
    // Something is missing, so it is not made.
    browser.click("#campaign-create").await?;
    browser.wait("document.querySelector('#campaign-trouble')").await?;
    let asked = "return [...document.querySelectorAll('[id^=campaign-bg_]:checked')]\
                 .map(box => box.id)";
    let asked = browser.run(asked, Vec::new()).await?;
    let asked = asked.as_array().cloned().unwrap_or_default();
    ensure(!asked.is_empty(), || "no background is asked".to_owned())?;
    for question in asked.iter().filter_map(|id| id.as_str()) {
        for (option, people) in ["100", "200"].iter().enumerate() {
            write(browser, &format!("#{question}-{option}"), people).await?;
        }
    }
    browser.wait("document.querySelector('#campaign-dense')").await?;
    organiser.look("the form with noise and a roster").await?;
    browser.click("#campaign-create").await?;
    shown(browser).await
}

async fn write(browser: &Browser, selector: &str, text: &str) -> Outcome {
    let field = browser.find(selector).await?;
    field.send_keys(text).await.map_err(|error| error.to_string())
}

/// The campaign whose code is shown.
async fn shown(browser: &Browser) -> Outcome<Campaign> {
    browser.find("#campaign-code").await?;
    let script = "return document.querySelector(arguments[0]).value";
    let code = browser.run(script, vec![json!("#campaign-code")]).await?;
    let code = code.as_str().unwrap_or_default();
    read_campaign(shipped_instrument(), code).map_err(|error| error.to_string())
}

/// Records of a campaign as they leave the phones.
fn people(of: CampaignRef, randomised: &Randomisation) -> Outcome<Vec<Record>> {
    let records = inputs::people(PEOPLE, 19, Some(of))?;
    let noisy = |(number, record)| {
        randomised.apply(shipped_instrument(), record, &NoiseSeed::of_random([number; 32]))
    };
    Ok((0..=u8::MAX).zip(&records).map(noisy).collect())
}

/// The estimated mean of a category, computed natively.
fn mean(
    records: &[Record],
    of: CampaignRef,
    randomised: &Randomisation,
    category: &str,
) -> Outcome<f64> {
    let instrument = shipped_instrument();
    let mut columns = Columns::new(instrument, 7);
    for record in records {
        columns.add(record);
    }
    let scope = Scope { campaign: Some(of), form: Form::Full };
    let tally = columns.tally(scope).ok_or("no full records")?;
    let sums = columns.corrected(instrument, scope, randomised);
    let raw = disclose(instrument, tally, Policy::default());
    let noise = Noise::of(Some(randomised));
    let release = with_noise(instrument, raw, &noise, sums.as_ref());
    let place = instrument.categories.iter().position(|one| one.id == category);
    let estimate = place.and_then(|place| release.randomised.category(place)?.shown().copied());
    Ok(estimate.ok_or("no estimate")?.mean)
}
