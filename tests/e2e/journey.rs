//! The whole way: a campaign is made, three people fill in its form by hand, a thousand others
//! send files of every kind, and the report goes out of the page in every form it has.

use std::fs;
use std::path::Path;

use qingdan::domain::campaign::{Campaign, MINIMUM_LOWEST, read_campaign};
use qingdan::domain::disclose::{History, Policy, disclose_merged};
use qingdan::domain::randomised::Noise;
use qingdan::domain::record::{CampaignRef, Record, read_json};
use qingdan::domain::shipped_instrument;
use qingdan::domain::tally::{Changes, Scope, TallyFile, TallyId, read_tally};
use qingdan::i18n::Language;
use qingdan::i18n::organise::{Messages, report as words};
use serde_json::json;
use zip::write::SimpleFileOptions;

use crate::browser::{Browser, Kind, Setup};
use crate::organiser::{Counts, Organiser};
use crate::respondent::{Respondent, label};
use crate::run::{Outcome, Tools, equal, run};
use crate::twin::Twin;
use crate::{chromium, inputs, report, watch};

/// Title of the campaign.
const TITLE: &str = "清源县基层负担摸底";

/// People who send files, and how many send them in which kind of file.
const PEOPLE: u64 = 1_000;
const FOLDER: usize = 400;
const ARCHIVE: usize = 300;
const BUNDLE: usize = 200;

#[test]
fn from_campaign_to_report_in_chromium() {
    run("journey", Kind::Chromium, Setup::LAPTOP, journey);
}

#[test]
fn from_campaign_to_report_in_firefox() {
    run("journey", Kind::Firefox, Setup::LAPTOP, journey);
}

async fn journey(browser: &Browser, tools: &Tools) -> Outcome {
    let campaign = begin(browser, tools).await?;
    let mut by_hand = Vec::new();
    for person in 0..3 {
        by_hand.push(fill_in(browser, tools, &campaign, person).await?);
    }

    let organiser = Organiser::begin(browser, tools).await?;
    organiser.ready().await?;
    browser.find(".campaigns__item").await?;
    let details = campaign.details();
    let reference = CampaignRef { id: details.id, wave: details.wave };
    let people = inputs::people(PEOPLE, 50, Some(reference))?;
    let mut twin = Twin::new();
    let received = collect(browser, &organiser, &by_hand, &people, &mut twin).await?;
    let all = people.len() as u64 + by_hand.len() as u64;
    equal("accepted", organiser.count("accepted").await?, all)?;
    equal("received", organiser.count("received").await?, received)?;

    let scope = twin.first()?;
    let release = twin.report(scope)?;
    report::shows(browser, &release).await?;
    // A print, and a file made of it, bears the name of what is reported.
    let titled =
        format!("document.title.startsWith('报告 · ') && document.title.includes('{TITLE}')");
    browser.wait(&titled).await?;
    organiser.alive("with a report").await?;
    organiser.look("the report").await?;
    report::exports(browser, &release, Some(reference)).await?;
    if browser.kind == Kind::Chromium {
        let pdf = report::printed(browser, "page")?;
        let title = browser.content(".release__title").await?;
        let index = browser.content(".headline__number").await?;
        report::on_paper(&pdf, [TITLE, &title, index.trim()])?;
    }
    merged(browser, &organiser, scope, &twin).await?;
    // Back to the records.
    report::pick_scope(browser, TITLE).await?;
    report::shows(browser, &release).await?;
    watch::nothing_happened(browser).await?;
    report::as_one_file(browser, tools, TITLE, &release).await
}

/// Makes the campaign; gives it as its code says it.
async fn begin(browser: &Browser, tools: &Tools) -> Outcome<Campaign> {
    let organiser = Organiser::begin(browser, tools).await?;
    organiser.ready().await?;
    if browser.kind == Kind::Chromium {
        // Paper without a report says so.
        chromium::call(browser, "Emulation.setEmulatedMedia", &json!({ "media": "print" }))?;
        let paper = browser.text("main").await?;
        equal("on paper", paper.as_str(), "这一页还没有报告可以打印。请先出报告，再打印。")?;
        chromium::call(browser, "Emulation.setEmulatedMedia", &json!({ "media": "" }))?;
    }
    browser.click("#campaign-new").await?;
    let title = browser.find("#campaign-title-field").await?;
    title.clear().await.map_err(|error| error.to_string())?;
    title.send_keys(TITLE).await.map_err(|error| error.to_string())?;
    browser.click("#campaign-create").await?;
    browser.find("#campaign-code").await?;
    let code = "return document.querySelector('#campaign-code').value";
    let code = browser.run(code, vec![]).await?;
    let code = code.as_str().unwrap_or_default();
    let campaign = read_campaign(shipped_instrument(), code).map_err(|error| error.to_string())?;
    equal("title", campaign.details().title.as_str(), TITLE)?;
    // The batch is told when the campaign is kept in it.
    browser.find("#batch-name").await?;
    watch::nothing_happened(browser).await?;
    Ok(campaign)
}

/// Opens the link of the campaign and answers the quick form, every person otherwise; gives the
/// bytes of the saved file.
async fn fill_in(
    browser: &Browser,
    tools: &Tools,
    campaign: &Campaign,
    person: usize,
) -> Outcome<String> {
    let respondent = Respondent::begin(browser, tools).await?;
    respondent.reopen(&campaign.to_link("")).await?;
    equal("whose campaign", browser.text("#campaign h2").await?.as_str(), TITLE)?;
    browser.click("label:has(> #form-quick)").await?;
    for _ in 0..20 {
        let here = browser.run("return location.hash", vec![]).await?;
        if here == "#/export" {
            break;
        }
        answer(browser, person).await?;
        browser.click("#next").await?;
        let left = format!("location.hash !== {here} && document.activeElement.id === 'title'");
        browser.wait(&left).await?;
    }
    let saved = respondent.save().await?;
    let record = read(&saved)?;
    let details = campaign.details();
    let reference = CampaignRef { id: details.id, wave: details.wave };
    equal("campaign of the record", record.campaign(), Some(reference))?;
    watch::nothing_happened(browser).await?;
    Ok(saved)
}

/// Answers the questions of a page one after the other, with options that depend on the person.
async fn answer(browser: &Browser, person: usize) -> Outcome {
    let open = "const open = Array.from(document.querySelectorAll('fieldset.question')).find( \
        (one) => one.querySelector('input[type=radio]') && !one.querySelector(':checked')); \
        return open ? Array.from(open.querySelectorAll('input[type=radio]'), (one) => one.id) : []";
    for question in 0..20 {
        let options = browser.run(open, vec![]).await?;
        let options: Vec<String> = serde_json::from_value(options).unwrap_or_default();
        if options.is_empty() {
            break;
        }
        let picked = &options[(person + question) % options.len()];
        let (name, option) = picked.rsplit_once('-').ok_or("an option without a number")?;
        browser.click(&label(name.trim_start_matches("q-"), option)).await?;
        browser.wait(&format!("document.getElementById({}).checked", json!(picked))).await?;
    }
    Ok(())
}

fn read(text: &str) -> Outcome<Record> {
    read_json(&[shipped_instrument()], text.as_bytes()).map_err(|refusal| format!("{refusal:?}"))
}

/// A folder, an archive, a bundle and a chat, with broken files and duplicates among them; gives
/// the number of inputs. The native twin takes in the same, and reports when the page does.
async fn collect(
    browser: &Browser,
    organiser: &Organiser<'_>,
    by_hand: &[String],
    people: &[Record],
    twin: &mut Twin,
) -> Outcome<u64> {
    let folder = browser.folder.join("received");
    let make = |folder: &Path| fs::create_dir_all(folder).map_err(|error| error.to_string());
    make(&folder)?;
    let broken = inputs::broken(&people[0], 20);
    let (first, rest) = people.split_at(FOLDER);
    let (second, rest) = rest.split_at(ARCHIVE);
    let (third, fourth) = rest.split_at(BUNDLE);
    let mut received = 0;
    let mut check = |what: &str, taken: Counts, expected: Counts| {
        received += taken[0];
        equal(what, taken, expected)
    };

    let given = folder.join("folder");
    inputs::folder(&given.join("a"), first)?;
    inputs::folder(&given.join("twice"), &first[..15])?;
    make(&given.join("b"))?;
    for (number, bytes) in broken[..10].iter().enumerate() {
        inputs::file(&given.join("b").join(format!("broken{number}.json")), bytes)?;
    }
    for (number, text) in by_hand.iter().enumerate() {
        inputs::file(&given.join("b").join(format!("by hand {number}.json")), text.as_bytes())?;
    }
    check("the folder", organiser.take_folder(&given).await?, [428, 403, 10, 15])?;
    let own: Vec<Record> = by_hand.iter().map(|text| read(text)).collect::<Outcome<_>>()?;
    twin.add(&own);
    twin.add(first);
    turn(browser, twin).await?;

    let texts: Vec<String> = second.iter().chain(&first[..5]).map(inputs::line).collect();
    let bytes = texts.iter().map(String::as_bytes).chain(broken[10..].iter().map(Vec::as_slice));
    let entries = bytes.enumerate().map(|(number, bytes)| (format!("答卷{number}.json"), bytes));
    let file = inputs::archive(&folder.join("all.zip"), entries, SimpleFileOptions::default())?;
    check("the archive", organiser.take(&[file]).await?, [315, 300, 10, 5])?;
    twin.add(second);
    turn(browser, twin).await?;

    let again: Vec<Record> = third.iter().chain(&second[..10]).cloned().collect();
    let file = inputs::bundle(&folder.join("all.ndjson"), &again)?;
    check("the bundle", organiser.take(&[file]).await?, [210, 200, 0, 10])?;
    twin.add(third);
    turn(browser, twin).await?;

    let file = inputs::file(&folder.join("chat.txt"), inputs::chat(fourth).as_bytes())?;
    let count = fourth.len() as u64;
    check("the chat", organiser.take(&[file]).await?, [count, count, 0, 0])?;
    twin.add(fourth);
    turn(browser, twin).await?;
    Ok(received)
}

/// Waits for the page's report, which is that of the twin.
async fn turn(browser: &Browser, twin: &mut Twin) -> Outcome {
    let scope = twin.first()?;
    let release = twin.report(scope)?;
    report::shows(browser, &release).await
}

/// The tally file of the records is that of the twin; merged with the one of another county it
/// gives the report of both together.
async fn merged(
    browser: &Browser,
    organiser: &Organiser<'_>,
    scope: Scope,
    twin: &Twin,
) -> Outcome {
    browser.click("#save-tally").await?;
    let saved = browser.take_download("qingdan-tally.json").await?;
    let instrument = shipped_instrument();
    let own = read_tally(&saved, instrument).map_err(|error| error.to_string())?;
    let tally = twin.columns.tally(scope).ok_or("no records")?;
    // The campaign made here is known, and what it promises travels with the counts.
    let same = TallyFile::new(own.id(), scope, tally.clone())
        .promising(Some(MINIMUM_LOWEST))
        .with_noise(Noise::of(None), None);
    equal("the tally file", own.to_line(instrument), same.to_line(instrument))?;

    let mut there = Twin::new();
    there.add(&inputs::people(300, 51, scope.campaign)?);
    let tally = there.columns.tally(scope).ok_or("no records")?;
    let other = TallyFile::new(TallyId([7; 16]), scope, tally.clone());
    let folder = browser.folder.join("received");
    let line = other.to_line(instrument) + "\n";
    let files = [
        inputs::file(&folder.join("own-tally.json"), &saved)?,
        inputs::file(&folder.join("other-tally.json"), line.as_bytes())?,
    ];
    let before = organiser.all_counts().await?;
    organiser.choose(&files).await?;
    let told = (Messages::of(Language::Zh).collect.tallies)(2);
    let there =
        format!("document.querySelector('.received').textContent.includes({})", json!(told));
    browser.wait(&there).await?;
    browser.wait("!document.querySelector('#progress, #cancel')").await?;
    equal("counts of records", organiser.all_counts().await?, before)?;
    let both = [own, other];
    let whole = TallyFile::merge(&both, TallyId([8; 16])).map_err(|error| error.to_string())?;
    report::made(browser).await?;
    report::pick_scope(browser, words::Messages::of(Language::Zh).scope_merged).await?;
    let sources = [both.iter().map(TallyFile::tally).collect()];
    let (nothing, mut history) = (Changes::default(), History::default());
    let policy = Policy::default();
    let release =
        disclose_merged(instrument, whole.tally(), &sources, policy, &nothing, &mut history);
    report::shows(browser, &release).await?;
    // A file that is counted already is refused, and says so.
    equal("the same again", organiser.take(&files[1..]).await?, [1, 0, 1, 0])
}
