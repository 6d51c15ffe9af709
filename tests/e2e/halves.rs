//! A campaign that is split between two organisers, in the page of two tallies: two halves leave
//! and nothing else, always the same, and the totals of both organisers hold the answers.

use qingdan::domain::answer::{Answer, Question};
use qingdan::domain::campaign::{Campaign, Details, FormChoice};
use qingdan::domain::interview::{Event, Interview};
use qingdan::domain::record::{CampaignRef, Record, RecordId, anonymise};
use qingdan::domain::seal::PrivateKey;
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::{Population, Simulation};
use qingdan::domain::two_tally::{
    Counter, HALVES_RANDOM_BYTES, Invitation, Match, PLAN_RANDOM_BYTES, Party, Plan, Scheme,
    SealedHalf, TotalHalf, Verifier, find_halves,
};
use serde_json::json;

use crate::browser::{Browser, Kind, Setup};
use crate::respondent::{Respondent, label};
use crate::run::{Outcome, Tools, ensure, equal, run};
use crate::watch;
use crate::ways::{says, shown};

/// The page, and the names of its two files.
const PAGE: &str = "two-tallies.html";
const FILES: [&str; 2] = ["qingdan-half-1.json", "qingdan-half-2.json"];

/// Campaign and wave.
const CAMPAIGN: CampaignRef = CampaignRef { id: [2, 7, 1, 8], wave: 1 };

/// People besides the one with the page.
const OTHERS: u64 = 40;

#[test]
fn two_halves_in_chromium() {
    run("halves", Kind::Chromium, Setup::PHONE, halves);
}

#[test]
fn two_halves_in_firefox() {
    run("halves", Kind::Firefox, Setup::PHONE, halves);
}

#[test]
fn the_plain_page_names_the_other_one_in_chromium() {
    run("halves-elsewhere", Kind::Chromium, Setup::PHONE, elsewhere);
}

#[test]
fn the_plain_page_names_the_other_one_in_firefox() {
    run("halves-elsewhere", Kind::Firefox, Setup::PHONE, elsewhere);
}

async fn halves(browser: &Browser, tools: &Tools) -> Outcome {
    let (keys, invitation) = invitation(3)?;
    let respondent = begin(browser, tools, &invitation.to_link("")).await?;
    let digits = "return Array.from(document.querySelectorAll('#plan span'), \
        (span) => span.textContent).join(' ')";
    let expected = invitation.plan().fingerprint().to_string();
    equal("the plan's digits", browser.run(digits, Vec::new()).await?, json!(expected))?;
    says(browser, "#halves", "只要两家不联手").await?;
    respondent.look("a campaign of two tallies").await?;
    respondent.visit("#/c/meetings").await?;
    respondent.pick("meet_hours", "3").await?;
    respondent.visit("#/export").await?;
    equal("other ways", browser.count("#raw, [id^=way-], #code-text").await?, 0)?;
    respondent.look("two halves before anything").await?;

    let pair = handed_over(&respondent).await?;
    respondent.look("two halves, handed over").await?;
    unchanging(&respondent).await?;
    let again = resumed(&respondent, &invitation).await?;
    ensure(again == pair[0], || "another half after the draft was opened".to_owned())?;
    watch::nothing_happened(browser).await?;
    counted(&keys, &invitation, &pair)
}

/// A campaign of the quick form and one of its plans, for two organisers with these keys.
fn invitation(plan: usize) -> Outcome<([PrivateKey; 2], Invitation)> {
    let details = Details {
        id: CAMPAIGN.id,
        wave: CAMPAIGN.wave,
        title: "全省摸底，两家合计".to_owned(),
        wave_label: String::new(),
        purpose: "看看先减哪几类".to_owned(),
        contact: String::new(),
        form: FormChoice::QuickOnly,
        background: 0b11,
        minimum: 10,
    };
    let instrument = shipped_instrument();
    let campaign = Campaign::new(instrument, details).map_err(|error| error.to_string())?;
    let key = |number| PrivateKey::of_random(&bytes(number)).map_err(|error| error.to_string());
    let keys = [key(1)?, key(2)?];
    let publics = [keys[0].public().clone(), keys[1].public().clone()];
    let plan = Plan::new(instrument, &campaign, publics, 0, &bytes::<PLAN_RANDOM_BYTES>(plan));
    let plan = plan.map_err(|error| error.to_string())?;
    let invitation = Invitation::new(plan, campaign).map_err(|error| error.to_string())?;
    Ok((keys, invitation))
}

/// Bytes from a number, none like another's.
fn bytes<const N: usize>(number: usize) -> [u8; N] {
    std::array::from_fn(|at| ((at * 31 + number * 89) % 251).to_le_bytes()[0])
}

/// The respondent's page reads the invitation, does not join, and says where it belongs.
async fn elsewhere(browser: &Browser, tools: &Tools) -> Outcome {
    let (_, invitation) = invitation(3)?;
    browser.open_address(&address(tools, "index.html", &invitation.to_link(""))?).await?;
    Respondent::begun(browser, tools).await?;
    says(browser, "#join-refused", PAGE).await?;
    equal("campaigns", browser.count("#campaign").await?, 0)?;
    watch::nothing_happened(browser).await
}

async fn begin<'a>(browser: &'a Browser, tools: &'a Tools, rest: &str) -> Outcome<Respondent<'a>> {
    browser.open_address("about:blank").await?;
    browser.open_address(&address(tools, PAGE, rest)?).await?;
    Respondent::begun(browser, tools).await
}

fn address(tools: &Tools, page: &str, rest: &str) -> Outcome<String> {
    let path = tools.dist.join(page).canonicalize().map_err(|error| error.to_string())?;
    Ok(format!("file://{}{rest}", path.display()))
}

/// Saves one half by its own button and the other by that of the bar; the page asks before it is
/// left until both are out. Taken again, also as a code, they are the same.
async fn handed_over(respondent: &Respondent<'_>) -> Outcome<[SealedHalf; 2]> {
    let browser = respondent.browser;
    respondent.guarded(true).await?;
    let first = saved(browser, "#half-1-save", FILES[0]).await?;
    says(browser, "#half-out", "还差第二个").await?;
    respondent.guarded(true).await?;
    let second = saved(browser, "#save", FILES[1]).await?;
    says(browser, "#saved", "两个半份都交出去了").await?;
    respondent.guarded(false).await?;
    equal("the bar's button", browser.count("#save").await?, 0)?;
    let again = saved(browser, "#half-1-save", FILES[0]).await?;
    ensure(again == first, || "another first half".to_owned())?;
    browser.click("#half-2-code").await?;
    browser.find("#half-2-picture").await?;
    equal("the code", shown(browser, "#half-2-picture").await?, second.to_code())?;
    equal("its length", second.to_code().len(), 278)?;
    Ok([first, second])
}

/// The half that a button saves.
async fn saved(browser: &Browser, button: &str, name: &str) -> Outcome<SealedHalf> {
    browser.click(button).await?;
    let file = browser.take_download(name).await?;
    let mut found = Vec::new();
    find_halves(&file, &mut |half| found.push(half)).map_err(|error| error.to_string())?;
    match found.as_slice() {
        [Ok(half)] if half.to_file().as_bytes() == file => Ok(half.clone()),
        other => Err(format!("{name} holds {other:?}")),
    }
}

/// No answer changes any more, no other campaign is joined and this one is not left.
async fn unchanging(respondent: &Respondent<'_>) -> Outcome {
    let browser = respondent.browser;
    respondent.visit("#/c/meetings").await?;
    says(browser, "#locked", "不能再改").await?;
    browser.click(&label("meet_hours", "1")).await?;
    respondent.picked("meet_hours", Some("3")).await?;
    respondent.visit("#/join").await?;
    equal("ways out of the campaign", browser.count("#leave").await?, 0)?;
    let (_, other) = invitation(3)?;
    let other = Campaign::new(
        shipped_instrument(),
        Details { wave: 2, ..other.campaign().details().clone() },
    );
    let other = other.map_err(|error| error.to_string())?;
    paste(browser, &other.to_code()).await?;
    says(browser, "#join-refused", "活动不能再换").await?;
    paste(browser, &invitation(4)?.1.to_code()).await?;
    says(browser, "#join-refused", "活动不能再换").await?;
    respondent.visit("#/results").await?;
    respondent.visit("#/export").await?;
    equal("other ways", browser.count("#raw, [id^=way-]").await?, 0)
}

async fn paste(browser: &Browser, text: &str) -> Outcome {
    let script = "document.querySelector('#campaign-text').value = arguments[0]";
    browser.run(script, vec![json!(text)]).await?;
    browser.click("#open-campaign").await
}

/// Keeps a draft, opens it in a new page, and saves the first half there; without the invitation
/// nothing leaves.
async fn resumed(respondent: &Respondent<'_>, invitation: &Invitation) -> Outcome<SealedHalf> {
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
    browser.find("#locked").await?;
    browser.click("#way-download").await?;
    says(browser, "#download-status", "活动码").await?;
    respondent.visit("#/join").await?;
    paste(browser, &invitation.to_code()).await?;
    respondent.arrive("#/welcome").await?;
    respondent.visit("#/export").await?;
    says(browser, "#half-out", "先前已经交出去过").await?;
    saved(browser, "#half-1-save", FILES[0]).await
}

/// The totals of both organisers are those of the same records split natively, and other ones than
/// with another answer.
fn counted(keys: &[PrivateKey; 2], invitation: &Invitation, pair: &[SealedHalf; 2]) -> Outcome {
    let scheme = Scheme::new(shipped_instrument(), invitation.plan().clone());
    let scheme = scheme.map_err(|error| error.to_string())?;
    let native = |record: &Record, number: usize| {
        scheme.split(record, &bytes::<HALVES_RANDOM_BYTES>(number)).map_err(|e| e.to_string())
    };
    let mut population = Population::new(shipped_instrument());
    (population.people, population.seed, population.quick) = (OTHERS, 7, 1.0);
    population.campaign = Some(CAMPAIGN);
    let others = Simulation::new(shipped_instrument(), population).map_err(|e| e.to_string())?;
    let mut pairs = Vec::new();
    for (number, record) in (10..).zip(others) {
        pairs.push(native(&record, number)?);
    }
    let totals = |last: &[SealedHalf; 2]| {
        pairs.push(last.clone());
        let totals = totals(&scheme, keys, &pairs);
        pairs.pop();
        totals
    };
    let mut totals = totals;
    let [own, other] = [3, 4].map(|option| record(invitation, option));
    let found = totals(pair)?;
    ensure(found.contains(&format!("people,,,,,{},", OTHERS + 1)), || found.clone())?;
    equal("the totals", &found, &totals(&native(&own?, 1)?)?)?;
    let different = totals(&native(&other?, 1)?)?;
    ensure(found != different, || "the totals do not show the answer".to_owned())
}

/// What was answered, with an option of the one question.
fn record(invitation: &Invitation, option: u8) -> Outcome<Record> {
    let instrument = shipped_instrument();
    let item = instrument.item_index("meet_hours").ok_or("no such item")?;
    let item = Question::Item(u8::try_from(item).map_err(|error| error.to_string())?);
    let begun = Interview::new(instrument, RecordId([1; 16]), None);
    let joined = begun.after(instrument, &Event::Joined(Some(invitation.terms())));
    let answered = Event::Answered(item, Answer::Option(option));
    let answered = joined.and_then(|joined| joined.after(instrument, &answered));
    Ok(anonymise(instrument, &answered.ok_or("nothing was answered")?))
}

/// What both organisers publish together.
fn totals(
    scheme: &Scheme<'_>,
    keys: &[PrivateKey; 2],
    pairs: &[[SealedHalf; 2]],
) -> Outcome<String> {
    let told = Party::BOTH.map(|party| {
        let mut verifier = Verifier::new(scheme, &keys[party as usize]).ok()?;
        for pair in pairs {
            verifier.add(&pair[party as usize]);
        }
        Some(verifier.finish(&scheme.new_ledger(party)).0)
    });
    let [Some(first), Some(second)] = told else { return Err("no verifier".to_owned()) };
    let half = |party: Party| -> Outcome<TotalHalf> {
        let (own, other) =
            if party == Party::First { (&first, &second) } else { (&second, &first) };
        let matched = Match::new(scheme, own.clone(), other).map_err(|e| e.to_string())?;
        let key = &keys[party as usize];
        let verifier = Verifier::new(scheme, key).map_err(|error| error.to_string())?;
        let mut counter = Counter::new(&verifier, &matched).map_err(|error| error.to_string())?;
        for pair in pairs {
            counter.add(&pair[party as usize]);
        }
        counter.finish(&mut scheme.new_ledger(party)).map_err(|error| error.to_string())
    };
    let [one, other] = [half(Party::First)?, half(Party::Second)?];
    Ok(scheme.combine(&one, &other).map_err(|error| error.to_string())?.to_csv())
}
