//! Envelopes on their way: gathered and bundled by somebody without a key, opened by the organiser,
//! and reported on as a native count says.

use std::path::{Path, PathBuf};

use qingdan::domain::record::{Boxed, CampaignRef, Record};
use qingdan::domain::seal::{Collector, Envelope, PrivateKey, seal};
use qingdan::domain::shipped_instrument;
use qingdan::domain::ticket::Ticket;
use serde_json::json;
use zip::write::SimpleFileOptions;

use crate::browser::{Browser, Kind, Setup};
use crate::organiser::Organiser;
use crate::run::{Outcome, Tools, ensure, equal, run};
use crate::sealing::campaign;
use crate::twin::Twin;
use crate::{inputs, report, watch};

/// The name of every bundle's file.
const BUNDLE: &str = "qingdan-sealed-bundle.txt";

/// People who hand their envelopes to the collector.
const PEOPLE: u64 = 60;

/// Campaign and wave.
const CAMPAIGN: CampaignRef = CampaignRef { id: [7, 7, 7, 7], wave: 1 };

#[test]
fn from_sealed_files_to_report_in_chromium() {
    run("sealed", Kind::Chromium, Setup::LAPTOP, sealed);
}

#[test]
fn from_sealed_files_to_report_in_firefox() {
    run("sealed", Kind::Firefox, Setup::LAPTOP, sealed);
}

async fn sealed(browser: &Browser, tools: &Tools) -> Outcome {
    let (own, other) = (key(1)?, key(2)?);
    let records = inputs::people(PEOPLE, 70, Some(CAMPAIGN))?;
    let envelopes = envelopes(&own, &records)?;
    let strangers = self::envelopes(&other, &records[..3])?;
    let organiser = Organiser::begin(browser, tools).await?;
    organiser.ready().await?;
    browser.click("#gather").await?;
    browser.find("#leave-gather").await?;
    organiser.holds("the collector's page before anything").await?;
    gather(browser, &organiser, &own, &envelopes, &strangers).await?;
    organiser.holds("the collector's page with a bundle").await?;
    browser.click("#save-bundle").await?;
    let bundle = browser.take_download(BUNDLE).await?;
    let mut collector = Collector::new(None);
    let codes: String = envelopes.iter().map(|one| one.to_code() + "\n").collect();
    collector.add(codes.as_bytes()).map_err(|error| error.to_string())?;
    let expected = collector.bundle().map_err(|error| error.to_string())?;
    ensure(bundle == expected.as_bytes(), || "the bundle is another one".to_owned())?;
    browser.wait("!document.querySelector('#bundle-status').textContent.includes('60')").await?;
    browser.click("#leave-gather").await?;
    organiser.ready().await?;

    let folder = browser.folder.join("given");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let bundle = inputs::file(&folder.join("bundle.txt"), &bundle)?;
    open(browser, &organiser, &own, &bundle).await?;
    organiser.holds("the organiser's page with an open key").await?;
    counted(browser, &organiser, &records, &envelopes, &strangers).await?;
    watch::nothing_happened(browser).await
}

/// Gives the collector files, a chat, a picture and an archive, one after the other.
async fn gather(
    browser: &Browser,
    organiser: &Organiser<'_>,
    own: &PrivateKey,
    envelopes: &[Envelope],
    strangers: &[Envelope],
) -> Outcome {
    let folder = browser.folder.join("sealed");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let file = |number: usize, one: &Envelope| {
        inputs::file(&folder.join(format!("{number}.json")), one.to_file().as_bytes())
    };
    let mut files = Vec::new();
    for (number, one) in envelopes[..12].iter().enumerate() {
        files.push(file(number, one)?);
    }
    organiser.choose(&files).await?;
    gathered(browser, 12, &[]).await?;
    equal("ways to a bundle of twelve", browser.count("#save-bundle").await?, 0)?;

    // The same again, others' and what is cut off.
    files.truncate(2);
    let code = envelopes[40].to_code();
    let codes: String = strangers.iter().map(|one| one.to_code() + "\n").collect();
    files.push(inputs::file(
        &folder.join("chat.txt"),
        [&codes, &code[..70], "\n"].concat().as_bytes(),
    )?);
    organiser.choose(&files).await?;
    gathered(browser, 15, &[("copies", 2), ("damaged", 1)]).await?;
    let text = campaign(CAMPAIGN, own.public(), false)?.to_file();
    let file = inputs::file(&folder.join("campaign.json"), text.as_bytes())?;
    organiser.choose(&[file]).await?;
    gathered(browser, 12, &[("copies", 2), ("damaged", 1), ("other-key", 3)]).await?;
    let fingerprint = own.public().fingerprint().to_string();
    let shown = browser.text("#gather-campaign").await?;
    ensure(shown.contains(&fingerprint), || format!("{fingerprint} is not in {shown}"))?;

    let said: String = envelopes[12..30].iter().map(|one| one.to_code() + " 请查收\n").collect();
    browser.click("details.paste > summary").await?;
    let put = "document.querySelector('#paste').value = arguments[0]";
    browser.run(put, vec![json!(said)]).await?;
    browser.click("#read-paste").await?;
    gathered(browser, 30, &[]).await?;
    let texts: Vec<String> = envelopes[30..32].iter().map(Envelope::to_code).collect();
    let picture = inputs::picture_of(&folder.join("codes.png"), &texts)?;
    organiser.choose(&[picture]).await?;
    gathered(browser, 32, &[]).await?;
    let texts: Vec<String> = envelopes[32..].iter().map(Envelope::to_file).collect();
    let entries = texts.iter().enumerate();
    let entries = entries.map(|(number, text)| (format!("{number}.json"), text.as_bytes()));
    let file = inputs::archive(&folder.join("all.zip"), entries, SimpleFileOptions::default())?;
    organiser.choose(&[file]).await?;
    gathered(browser, 60, &[("copies", 2), ("damaged", 1), ("other-key", 3)]).await
}

/// Waits until so many envelopes are gathered, and checks what else came.
async fn gathered(browser: &Browser, kept: usize, others: &[(&str, u64)]) -> Outcome {
    browser.wait(&format!("document.querySelector('#gathered')?.textContent === '{kept}'")).await?;
    for (kind, count) in others {
        let there = format!("#gathered-others [data-kind=\"{kind}\"][data-count=\"{count}\"]");
        browser.find(&there).await?;
    }
    Ok(())
}

/// Reads the bundle without a key, which opens nothing, then with the key from paper.
async fn open(
    browser: &Browser,
    organiser: &Organiser<'_>,
    own: &PrivateKey,
    bundle: &Path,
) -> Outcome {
    let folder = browser.folder.join("given");
    let text = campaign(CAMPAIGN, own.public(), false)?.to_file();
    let file = inputs::file(&folder.join("campaign.json"), text.as_bytes())?;
    organiser.choose(&[file]).await?;
    browser.find("#campaigns-came").await?;
    let files = [bundle.to_owned()];
    equal("without a key", organiser.take(&files).await?, [PEOPLE, 0, PEOPLE, 0])?;
    envelopes_are(browser, "locked", PEOPLE).await?;
    browser.click("#open-way-2").await?;
    let paper = browser.find("#open-paper").await?;
    paper.send_keys(&own.to_paper()).await.map_err(|error| error.to_string())?;
    browser.click("form:has(#open-paper) button").await?;
    let fingerprint = own.public().fingerprint().to_string();
    let there =
        format!("document.querySelector('#opening summary').textContent.includes('{fingerprint}')");
    browser.wait(&there).await?;
    equal("with the key", organiser.take(&files).await?, [PEOPLE, PEOPLE, 0, 0])?;
    envelopes_are(browser, "opened", PEOPLE).await
}

/// The report is that of a native count; what is no envelope of the campaign is counted by reason;
/// once locked, nothing is opened.
async fn counted(
    browser: &Browser,
    organiser: &Organiser<'_>,
    records: &[Record],
    envelopes: &[Envelope],
    strangers: &[Envelope],
) -> Outcome {
    let mut twin = Twin::new();
    twin.add(records);
    let release = twin.report(twin.first()?)?;
    report::shows(browser, &release).await?;
    let folder = browser.folder.join("given");
    let mut changed = *envelopes[0].as_bytes();
    changed[70] ^= 1;
    let changed = Envelope::from_bytes(&changed).map_err(|error| error.to_string())?;
    let newer = envelopes[1].to_code().replace("-E1:", "-E2:");
    let texts = [
        strangers.iter().map(Envelope::to_file).collect::<String>(),
        changed.to_file(),
        newer,
        records[3].to_json(shipped_instrument()),
    ];
    let mut files: Vec<PathBuf> = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        files.push(inputs::file(&folder.join(format!("other-{number}.txt")), text.as_bytes())?);
    }
    equal("by reason", organiser.take(&files).await?, [6, 0, 6, 0])?;
    for (kind, count) in [("other-key", 3), ("damaged", 1), ("newer", 1), ("plain", 1)] {
        envelopes_are(browser, kind, count).await?;
    }
    report::shows(browser, &release).await?;

    browser.click("#open-forget").await?;
    browser.find("#open-way-2").await?;
    let one = inputs::file(&folder.join("again.json"), envelopes[5].to_file().as_bytes())?;
    equal("locked again", organiser.take(&[one]).await?, [1, 0, 1, 0])?;
    envelopes_are(browser, "locked", PEOPLE + 1).await
}

/// Waits until the page counts so many envelopes of a kind.
async fn envelopes_are(browser: &Browser, kind: &str, count: u64) -> Outcome {
    let there = format!("#envelopes [data-kind=\"{kind}\"][data-count=\"{count}\"]");
    browser.find(&there).await.map(|_| ())
}

/// The lowest byte of a place.
fn byte(at: usize) -> u8 {
    at.to_le_bytes()[0]
}

/// The key pair of a number.
fn key(number: u8) -> Outcome<PrivateKey> {
    let bytes = std::array::from_fn(|at| number.wrapping_mul(37).wrapping_add(byte(at)));
    PrivateKey::of_random(&bytes).map_err(|error| error.to_string())
}

/// The envelopes of records to a key, each with a ticket.
fn envelopes(key: &PrivateKey, records: &[Record]) -> Outcome<Vec<Envelope>> {
    let one = |(number, record): (u64, &Record)| {
        let ticket = Ticket::from_bytes((0x0123_4567_89ab_0000 + number).to_be_bytes());
        let boxed = Boxed { record: record.clone(), ticket };
        let random = std::array::from_fn(|at| number.to_be_bytes()[7].wrapping_mul(13) ^ byte(at));
        let hash = shipped_instrument().hash;
        seal(key.public(), hash, &boxed.pack(), &random).map_err(|error| error.to_string())
    };
    (1..).zip(records).map(one).collect()
}
