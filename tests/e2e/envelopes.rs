//! A campaign with a key: whatever leaves the page is an envelope that opens as what was answered.

use std::path::Path;

use qingdan::domain::answer::{Answer, Question};
use qingdan::domain::campaign::Campaign;
use qingdan::domain::interview::{Event, Interview};
use qingdan::domain::record::{Boxed, CampaignRef, RecordId, anonymise, unbox};
use qingdan::domain::seal::{
    ENVELOPE_FILE_NAME, Envelope, Expected, PrivateKey, find_envelopes, open,
};
use qingdan::domain::shipped_instrument;
use qingdan::domain::ticket::{Ticket, draw_tickets, random_bytes_for};
use serde_json::{Value, json};

use crate::browser::{Browser, Kind, Setup};
use crate::respondent::Respondent;
use crate::run::{Outcome, Tools, ensure, equal, run};
use crate::ways::{on_screen, pasted, says, scan, stand_in};
use crate::{sealing, watch};

/// Every way out as its text comes by, and a share sheet that takes everything.
const LISTENING: &str = "\
    self.left = []; \
    const made = URL.createObjectURL; \
    URL.createObjectURL = (blob) => { blob.text().then((text) => self.left.push(text)); \
        return made.call(URL, blob) }; \
    if (navigator.clipboard) { \
        const write = navigator.clipboard.writeText.bind(navigator.clipboard); \
        navigator.clipboard.writeText = (text) => { self.left.push(text); return write(text) }; \
    } \
    if (location.search === '?share') { \
        navigator.canShare = () => true; \
        navigator.share = (data) => data.files[0].text().then((text) => { self.left.push(text); \
            self.shared = data.files[0].name }); \
    }";

/// What only a record that is not sealed has in it.
const PLAIN: [&str; 2] = ["QINGDAN-1:", "\"answers\":"];

/// Every button that could let something out, and where it says what became of that.
const BUTTONS: [(&str, &str); 5] = [
    ("#save", "#failed"),
    ("#way-share", "#share-status"),
    ("#way-download", "#download-status"),
    ("#way-copy", "#copy-status"),
    ("#way-code", "#code-status"),
];

#[test]
fn a_sealed_campaign_in_chromium() {
    run("envelopes", Kind::Chromium, Setup::PHONE, sealed);
}

#[test]
fn a_sealed_campaign_in_firefox() {
    run("envelopes", Kind::Firefox, Setup::PHONE, sealed);
}

async fn sealed(browser: &Browser, tools: &Tools) -> Outcome {
    stand_in(browser, LISTENING).await?;
    let key =
        PrivateKey::of_random(b"a seed of a key, only for a test").map_err(|e| e.to_string())?;
    let campaign = sealing::campaign(CAMPAIGN, key.public(), true)?;
    let ticket = ticket()?;
    let respondent = begin(browser, tools, &campaign.to_link("")).await?;
    let digits = key.public().fingerprint().to_string();
    let shown = "return Array.from(document.querySelectorAll('#fingerprint span'), \
        (span) => span.textContent).join(' ')";
    equal("the fingerprint", browser.run(shown, Vec::new()).await?, json!(digits))?;
    says(browser, "#campaign", "只有持有组织方密钥的人能打开").await?;
    respondent.look("whose campaign it is, with a fingerprint").await?;
    respondent.visit("#/c/meetings").await?;
    respondent.pick("meet_hours", "3").await?;
    respondent.visit("#/export").await?;
    says(browser, "#sealed", "文件都加密").await?;
    equal("raw files", browser.count("#raw, #copy-raw").await?, 0)?;
    let id = browser.run(RECORD_ID, Vec::new()).await?;
    let id = id.as_str().unwrap_or_default().to_owned();

    wrong_ticket(&respondent, ticket).await?;
    let (envelope, opened) = every_way(&respondent, &key, &campaign).await?;
    equal("the record", opened, expected(&campaign, &id, ticket)?)?;
    respondent.look("the ways of a sealed file, all used").await?;
    unlucky(&respondent).await?;
    resumed(&respondent, &campaign, &key, envelope).await?;
    watch::nothing_happened(browser).await?;
    shared(browser, tools, &campaign, &key).await
}

/// The campaign's record id as the page shows it.
const RECORD_ID: &str = "return Array.from(document.querySelectorAll('.facts dd'), \
    (field) => field.textContent).find((text) => /^[0-9a-f]{32}$/.test(text))";

/// Campaign and wave.
const CAMPAIGN: CampaignRef = CampaignRef { id: [0x5e, 0xa1, 0xed, 0x01], wave: 1 };

fn ticket() -> Outcome<Ticket> {
    let random: Vec<u8> = (0_u8..=255).cycle().take(random_bytes_for(1)).collect();
    let drawn = draw_tickets(1, &random).map_err(|error| error.to_string())?;
    drawn.first().copied().ok_or_else(|| "no ticket".to_owned())
}

/// What an envelope must open as.
fn expected(campaign: &Campaign, id: &str, ticket: Ticket) -> Outcome<Boxed> {
    let instrument = shipped_instrument();
    let number = u128::from_str_radix(id, 16).map_err(|error| error.to_string())?;
    let item = instrument.item_index("meet_hours").ok_or("no such item")?;
    let item = u8::try_from(item).map_err(|error| error.to_string())?;
    let begun = Interview::new(instrument, RecordId(number.to_be_bytes()), None);
    let events = [
        Event::Joined(Some(campaign.terms())),
        Event::Answered(Question::Item(item), Answer::Option(3)),
    ];
    let interview = events
        .iter()
        .fold(begun, |interview, event| interview.after(instrument, event).unwrap_or(interview));
    Ok(Boxed { record: anonymise(instrument, &interview), ticket: Some(ticket) })
}

async fn begin<'a>(browser: &'a Browser, tools: &'a Tools, rest: &str) -> Outcome<Respondent<'a>> {
    let path = tools.dist.join("index.html").canonicalize().map_err(|error| error.to_string())?;
    browser.open_address("about:blank").await?;
    browser.open_address(&address(&path, rest)).await?;
    Respondent::begun(browser, tools).await
}

fn address(path: &Path, rest: &str) -> String {
    format!("file://{}{rest}", path.display())
}

/// A mistyped ticket is said at once and lets nothing out; then the right one.
async fn wrong_ticket(respondent: &Respondent<'_>, ticket: Ticket) -> Outcome {
    let browser = respondent.browser;
    let right = ticket.to_string();
    for place in ["#ticket-said", "#ticket-held", "#no-ticket"] {
        says(browser, place, "数票时这一份不算").await?;
    }
    respondent.look("no ticket").await?;
    let (rest, last) = right.split_at(right.len() - 1);
    let wrong = if last == "0" { "1" } else { "0" };
    enter(browser, &[rest, wrong].concat()).await?;
    says(browser, "#ticket-said", "票号不对").await?;
    browser.find("#ticket[aria-invalid=true]").await?;
    nothing_leaves(browser, "票号不对").await?;
    respondent.guarded(true).await?;
    respondent.look("a ticket that is wrong").await?;
    enter(browser, "7k3m").await?;
    says(browser, "#ticket-said", "13 位").await?;
    // As people type: small letters, other dashes.
    let typed = right.to_lowercase().replace('-', " ");
    enter(browser, &typed).await?;
    says(browser, "#ticket-said", "没看出抄错").await?;
    equal("what the file holds", browser.content("#ticket-held").await?, typed)?;
    equal("warnings", browser.count("#no-ticket").await?, 0)
}

async fn enter(browser: &Browser, text: &str) -> Outcome {
    let field = browser.find("#ticket").await?;
    let script = "const field = document.querySelector('#ticket'); field.value = ''; \
        field.dispatchEvent(new Event('input', { bubbles: true }))";
    browser.run(script, Vec::new()).await?;
    field.send_keys(text).await.map_err(|error| error.to_string())
}

/// Every button is tried, and gives the reason and nothing else.
async fn nothing_leaves(browser: &Browser, reason: &str) -> Outcome {
    let before = left(browser).await?;
    for (button, status) in BUTTONS {
        if browser.count(button).await? > 0 {
            browser.click(button).await?;
            says(browser, status, reason).await?;
        }
    }
    equal("codes shown", browser.count("#code-panel, #manual, #raw").await?, 0)?;
    equal("successes said", browser.count("#saved").await?, 0)?;
    equal("what has left", left(browser).await?, before)
}

/// All that has left so far, as texts.
async fn left(browser: &Browser) -> Outcome<Vec<String>> {
    let left = browser.run("return self.left", Vec::new()).await?;
    serde_json::from_value(left).map_err(|error| error.to_string())
}

/// File, text, code, picture: one envelope, and nothing plain anywhere.
async fn every_way(
    respondent: &Respondent<'_>,
    key: &PrivateKey,
    campaign: &Campaign,
) -> Outcome<(Envelope, Boxed)> {
    let browser = respondent.browser;
    browser.click("#way-download").await?;
    let file = browser.take_download(ENVELOPE_FILE_NAME).await?;
    says(browser, "#saved", ENVELOPE_FILE_NAME).await?;
    let envelope = only(&String::from_utf8_lossy(&file))?;
    equal("the file", String::from_utf8_lossy(&file).as_ref(), envelope.to_file().as_str())?;
    let code = envelope.to_code();

    browser.click("#way-copy").await?;
    says(browser, "#copy-status", "已复制").await?;
    equal("the text pasted", pasted(browser).await?, code.clone())?;
    browser.click("#way-code").await?;
    browser.find("#code-picture[src^='data:image/png']").await?;
    equal("the code as text", browser.content("#code-text").await?, code.clone())?;
    equal("the code on the screen", on_screen(browser).await?, code.clone())?;
    browser.click("#copy-code").await?;
    says(browser, "#code-status", "已复制").await?;
    equal("the code pasted", pasted(browser).await?, code.clone())?;
    browser.click("#save-picture").await?;
    let picture = browser.take_download("qingdan.png").await?;
    equal("the code in the picture", scan(&picture)?, code)?;

    for text in left(browser).await? {
        let picture = text.starts_with("\u{fffd}PNG") || text.starts_with("<svg");
        if !picture {
            equal("what has left", only(&text)?, envelope)?;
        }
        ensure(PLAIN.iter().all(|plain| !text.contains(plain)), || "a plain record".to_owned())?;
    }
    let page = "return document.querySelector('.shell').outerHTML + Array.from(\
        document.querySelectorAll('input, textarea'), (field) => field.value).join()";
    let page = browser.run(page, Vec::new()).await?;
    let page = page.as_str().unwrap_or_default();
    ensure(PLAIN.iter().all(|plain| !page.contains(plain)), || "a plain record shown".to_owned())?;
    Ok((envelope, opened(&envelope, key, campaign)?))
}

/// The one envelope of a text.
fn only(text: &str) -> Outcome<Envelope> {
    let mut all = Vec::new();
    find_envelopes(text.as_bytes(), &mut |found| all.push(found));
    match all.as_slice() {
        [Ok(envelope)] => Ok(*envelope),
        _ => Err(format!("{all:?} in {text}")),
    }
}

fn opened(envelope: &Envelope, key: &PrivateKey, campaign: &Campaign) -> Outcome<Boxed> {
    let instrument = shipped_instrument();
    let campaigns = [campaign.terms().campaign];
    let expected = Expected { instrument: instrument.hash, others: &[], campaigns: &campaigns };
    let packed = open(envelope, key, &expected).map_err(|error| error.to_string())?;
    unbox(&[instrument], &packed).map_err(|refusal| refusal.to_string())
}

/// Without random numbers nothing is sealed, and nothing leaves in another way.
async fn unlucky(respondent: &Respondent<'_>) -> Outcome {
    let browser = respondent.browser;
    respondent.visit("#/c/meetings").await?;
    respondent.pick("meet_hours", "2").await?;
    respondent.visit("#/export").await?;
    let break_it = "self.draw = Crypto.prototype.getRandomValues; \
        Crypto.prototype.getRandomValues = () => { throw new Error('none') }";
    browser.run(break_it, Vec::new()).await?;
    nothing_leaves(browser, "随机数").await?;
    respondent.guarded(true).await?;
    respondent.look("nothing can be sealed").await?;
    browser.run("Crypto.prototype.getRandomValues = self.draw", Vec::new()).await.map(drop)
}

/// A draft keeps that the campaign is sealed, but not its key: until its code is read again nothing
/// leaves, and then as a new revision under the same id.
async fn resumed(
    respondent: &Respondent<'_>,
    campaign: &Campaign,
    key: &PrivateKey,
    before: Envelope,
) -> Outcome {
    let browser = respondent.browser;
    browser.click("#draft").await?;
    browser.click("#keep").await?;
    browser.find("#draft-kept").await?;
    let code = browser.run("return document.querySelector('#code').ariaLabel", vec![]).await?;
    respondent.reopen("").await?;
    browser.click("#resume").await?;
    respondent.arrive("#/resume").await?;
    let field = browser.find("#code-field").await?;
    let typed = code.as_str().unwrap_or_default();
    field.send_keys(typed).await.map_err(|error| error.to_string())?;
    browser.click("#open-draft").await?;
    browser.wait("location.hash !== '#/resume'").await?;
    respondent.visit("#/export").await?;
    says(browser, "#no-key", "活动码").await?;
    equal("fields for a ticket", browser.count("#ticket").await?, 0)?;
    nothing_leaves(browser, "活动码").await?;
    respondent.look("a draft of a sealed campaign whose code is not known").await?;

    respondent.visit("#/join").await?;
    let paste = "document.querySelector('#campaign-text').value = arguments[0]";
    browser.run(paste, vec![json!(campaign.to_code())]).await?;
    browser.click("#open-campaign").await?;
    respondent.arrive("#/welcome").await?;
    respondent.visit("#/export").await?;
    browser.click("#way-download").await?;
    let file = browser.take_download(ENVELOPE_FILE_NAME).await?;
    let [first, second] = [before, only(&String::from_utf8_lossy(&file))?]
        .map(|envelope| opened(&envelope, key, campaign));
    let (first, second) = (first?, second?);
    equal("the id", second.record.id(), first.record.id())?;
    equal("the revision", second.record.revision(), first.record.revision() + 1)?;
    equal("the ticket, not typed again", second.ticket, None)
}

/// The share sheet gets the envelope too.
async fn shared(
    browser: &Browser,
    tools: &Tools,
    campaign: &Campaign,
    key: &PrivateKey,
) -> Outcome {
    let respondent = begin(browser, tools, &["?share", &campaign.to_link("")].concat()).await?;
    respondent.visit("#/export").await?;
    browser.click("#way-share").await?;
    says(browser, "#share-status", "已交给您选的应用").await?;
    let name = browser.run("return self.shared", Vec::new()).await?;
    equal("the name", name, Value::from("qingdan-sealed.txt"))?;
    let texts = left(browser).await?;
    equal("what has left", texts.len(), 1)?;
    let envelope = only(&texts.concat())?;
    equal("the ticket", opened(&envelope, key, campaign)?.ticket, None)
}
