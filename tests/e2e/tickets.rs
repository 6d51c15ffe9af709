//! Tickets: drawn in the page, sealed natively with records, counted in the page once all are
//! there; and once more in another batch, to which the list comes late.

use std::path::PathBuf;

use qingdan::domain::answer::{Answer, Question};
use qingdan::domain::campaign::{Campaign, Details, Extensions, FormChoice};
use qingdan::domain::disclose::Release;
use qingdan::domain::interview::{Event, Interview};
use qingdan::domain::record::{Boxed, CampaignRef, Record, RecordId, anonymise};
use qingdan::domain::seal::{Envelope, PrivateKey, seal};
use qingdan::domain::shipped_instrument;
use qingdan::domain::ticket::{Ticket, TicketList};
use serde_json::json;

use crate::browser::{Browser, Kind, Setup};
use crate::organiser::Organiser;
use crate::run::{Outcome, Tools, ensure, equal, run};
use crate::twin::Twin;
use crate::{inputs, layout, report, watch};

/// People with a ticket of their own, besides those of every other kind.
const PEOPLE: u64 = 20;

/// Tickets that are drawn.
const TICKETS: usize = 24;

/// Campaign and wave.
const CAMPAIGN: CampaignRef = CampaignRef { id: [8, 8, 8, 8], wave: 1 };

#[test]
fn tickets_are_counted_in_chromium() {
    run("tickets", Kind::Chromium, Setup::LAPTOP, counted);
}

#[test]
fn tickets_are_counted_in_firefox() {
    run("tickets", Kind::Firefox, Setup::LAPTOP, counted);
}

/// What people hand in, and what must count of it.
struct Given {
    envelopes: Vec<Envelope>,
    release: Release,
}

async fn counted(browser: &Browser, tools: &Tools) -> Outcome {
    let key = PrivateKey::of_random(&std::array::from_fn(|at| at.to_le_bytes()[0]));
    let key = key.map_err(|error| error.to_string())?;
    let organiser = Organiser::begin(browser, tools).await?;
    organiser.ready().await?;
    let folder = browser.folder.join("given");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let campaign = campaign(&key)?.to_file();
    let campaign = inputs::file(&folder.join("campaign.json"), campaign.as_bytes())?;
    organiser.choose(std::slice::from_ref(&campaign)).await?;
    let (tickets, list) = drawn(browser, &key).await?;
    let list = inputs::file(&folder.join("list.json"), list.to_json().as_bytes())?;
    let given = given(&key, &tickets)?;
    let all: String = given.envelopes.iter().map(Envelope::to_file).collect();
    let all = inputs::file(&folder.join("all.txt"), all.as_bytes())?;

    unlock(browser, "open", &key).await?;
    organiser.choose(std::slice::from_ref(&all)).await?;
    waits(browser, given.envelopes.len()).await?;
    equal("received before counting", organiser.count("received").await?, 0)?;
    organiser.holds("tickets that wait to be counted").await?;
    not_left_unasked(browser, given.envelopes.len()).await?;
    count(browser, &given).await?;
    organiser.holds("tickets that were counted").await?;
    let (four, all_counts) = ([PEOPLE + 4, PEOPLE, 4, 0], organiser.all_counts().await?);
    equal("what was received", all_counts, four)?;
    let late = inputs::file(&folder.join("late.json"), given.envelopes[3].to_file().as_bytes())?;
    equal("too late", organiser.take(&[late]).await?, [1, 0, 1, 0])?;
    browser.find("#envelopes [data-kind=late][data-count=\"1\"]").await?;

    organiser.reopen().await?;
    came_to(browser).await?;
    report::shows(browser, &given.release).await?;
    again(browser, &organiser, &key, [campaign, all, list], &given).await?;
    watch::nothing_happened(browser).await
}

/// The tickets on the sheet, and the list that is saved with them.
async fn drawn(browser: &Browser, key: &PrivateKey) -> Outcome<(Vec<Ticket>, TicketList)> {
    browser.click(".campaigns__item button").await?;
    unlock(browser, "tickets", key).await?;
    let number = browser.find("#tickets-number").await?;
    number.send_keys(&TICKETS.to_string()).await.map_err(|error| error.to_string())?;
    browser.click("#tickets-draw").await?;
    let list = browser.take_download("qingdan-tickets.json").await?;
    let list = TicketList::from_json(&String::from_utf8_lossy(&list));
    let texts = "return Array.from(document.querySelectorAll('.ticket code'), \
        (code) => code.textContent)";
    let texts: Vec<String> = serde_json::from_value(browser.run(texts, Vec::new()).await?)
        .map_err(|error| error.to_string())?;
    let tickets: Result<Vec<Ticket>, _> = texts.iter().map(|text| Ticket::parse(text)).collect();
    browser.click("#campaign-close").await?;
    browser.click("#losing-yes").await?;
    Ok((tickets.map_err(|error| error.to_string())?, list.map_err(|error| error.to_string())?))
}

/// Opens the key from paper in a section.
async fn unlock(browser: &Browser, section: &str, key: &PrivateKey) -> Outcome {
    browser.click(&format!("#{section}-way-2")).await?;
    let paper = browser.find(&format!("#{section}-paper")).await?;
    paper.send_keys(&key.to_paper()).await.map_err(|error| error.to_string())?;
    browser.click(&format!("form:has(#{section}-paper) button")).await?;
    browser.wait(&format!("!document.querySelector('#{section}-paper')")).await
}

/// Waits until so many envelopes wait.
async fn waits(browser: &Browser, envelopes: usize) -> Outcome {
    let there = format!("#tickets [data-kind=waiting][data-count=\"{envelopes}\"]");
    browser.find(&there).await.map(drop)
}

/// Another batch is not begun before a yes: what waits is in memory only.
async fn not_left_unasked(browser: &Browser, envelopes: usize) -> Outcome {
    browser.click("#batch-new").await?;
    browser.find("#confirm[open]").await?;
    layout::sound(browser, "a question before waiting tickets go").await?;
    browser.click("#confirm-no").await?;
    browser.wait("!document.querySelector('#confirm').open").await?;
    waits(browser, envelopes).await
}

/// Counts, and checks what comes of it.
async fn count(browser: &Browser, given: &Given) -> Outcome {
    browser.click("#count-tickets").await?;
    came_to(browser).await?;
    equal("still waiting", browser.count("#tickets [data-kind=waiting]").await?, 0)?;
    let at = browser.run("return document.activeElement.id", Vec::new()).await?;
    equal("where the focus is", at, json!("tickets-title"))?;
    report::shows(browser, &given.release).await?;
    let told = browser.content(".method__tickets + ul").await?;
    ensure(told.contains(&PEOPLE.to_string()), || format!("the report says {told:?}"))
}

/// What the tickets must come to.
async fn came_to(browser: &Browser) -> Outcome {
    let kinds = [("valid", PEOPLE), ("duplicate", 2), ("unknown", 1), ("missing", 1)];
    for (kind, count) in kinds {
        browser.find(&format!("#tickets [data-kind={kind}][data-count=\"{count}\"]")).await?;
    }
    equal("kinds", browser.count("#tickets .tickets-count__totals > li").await?, kinds.len() as u64)
}

/// In another batch the list is missing: nothing goes on until it is given.
async fn again(
    browser: &Browser,
    organiser: &Organiser<'_>,
    key: &PrivateKey,
    [campaign, all, list]: [PathBuf; 3],
    given: &Given,
) -> Outcome {
    browser.click("#batch-new").await?;
    browser.wait("!document.querySelector('#tickets')").await?;
    organiser.choose(&[campaign]).await?;
    browser.find(".campaigns__item").await?;
    unlock(browser, "open", key).await?;
    organiser.choose(&[all]).await?;
    waits(browser, given.envelopes.len()).await?;
    browser.find("#tickets details").await?;
    equal("ways to count", browser.count("#count-tickets").await?, 0)?;
    organiser.holds("tickets whose list is missing").await?;
    organiser.choose(&[list]).await?;
    count(browser, given).await
}

/// Records of every kind: people with a ticket of their own, one who answered again in private,
/// another with the same ticket, one who made a ticket up, one who had none.
fn given(key: &PrivateKey, tickets: &[Ticket]) -> Outcome<Given> {
    equal("tickets", tickets.len(), TICKETS)?;
    let mut people = inputs::people(PEOPLE + 1, 90, Some(CAMPAIGN))?;
    let first = revised(1, 0);
    let again = revised(1, 2);
    let unknown = Ticket::from_bytes(0x0fed_cba9_8765_4321_u64.to_be_bytes());
    let copied = people.pop().ok_or("nobody")?;
    let last = people.pop().ok_or("nobody")?;
    let own = people.iter().cloned().zip(tickets.iter().copied().map(Some));
    let mut boxes: Vec<(Record, Option<Ticket>)> = own.collect();
    let own = tickets.get(people.len()).copied();
    boxes.extend([(first, own), (again.clone(), own), (copied, own)]);
    boxes.extend([(last.clone(), unknown), (last, None)]);
    let seal = |(number, (record, ticket)): (usize, &(Record, Option<Ticket>))| {
        let packed = Boxed { record: record.clone(), ticket: *ticket }.pack();
        let random = std::array::from_fn(|at| (number * 29 + at).to_le_bytes()[0]);
        let hash = shipped_instrument().hash;
        seal(key.public(), hash, &packed, &random).map_err(|error| error.to_string())
    };
    let envelopes: Outcome<Vec<Envelope>> = boxes.iter().enumerate().map(seal).collect();
    people.push(again);
    let mut twin = Twin::new();
    twin.add(&people);
    let release = twin.report(twin.first()?)?;
    Ok(Given { envelopes: envelopes?, release })
}

/// Somebody's record after so many changes.
fn revised(id: u8, revision: u8) -> Record {
    let instrument = shipped_instrument();
    let changed = |interview: Interview, round: u8| {
        let answered = Event::Answered(Question::Item(0), Answer::Option(round % 2));
        let both = [Event::Exported, answered];
        both.iter().fold(interview, |interview, event| {
            interview.after(instrument, event).unwrap_or(interview)
        })
    };
    let begun = Interview::new(instrument, RecordId([id; 16]), Some(CAMPAIGN));
    anonymise(instrument, &(0..revision).fold(begun, changed))
}

/// The campaign that seals to a key and has tickets.
fn campaign(key: &PrivateKey) -> Outcome<Campaign> {
    let details = Details {
        id: CAMPAIGN.id,
        wave: CAMPAIGN.wave,
        title: "清源县基层负担摸底".to_owned(),
        wave_label: String::new(),
        purpose: String::new(),
        contact: String::new(),
        form: FormChoice::Either,
        background: 0,
        minimum: 10,
    };
    let key = Some(key.public().clone());
    let extensions = Extensions { key, tickets: true, ..Extensions::default() };
    let campaign = Campaign::new(shipped_instrument(), details);
    let campaign = campaign.map_err(|error| error.to_string())?;
    campaign.with(shipped_instrument(), extensions).map_err(|error| error.to_string())
}
