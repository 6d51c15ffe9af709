//! Drafts: kept, opened again after a reload, a restart and a crash, side by side, and erased.

use std::path::Path;

use serde_json::{Value, json};

use crate::browser::{Browser, Kind};
use crate::plan::Plan;
use crate::profile::Device;
use crate::respondent::Respondent;
use crate::run::{Outcome, Tools, ensure, equal, run_in};
use crate::watch;

#[test]
fn drafts_in_chromium() {
    run_in("drafts", Kind::Chromium, async |folder, tools| {
        drafts(Kind::Chromium, folder, tools).await
    });
}

#[test]
fn drafts_in_firefox() {
    run_in("drafts", Kind::Firefox, async |folder, tools| {
        drafts(Kind::Firefox, folder, tools).await
    });
}

async fn drafts(kind: Kind, folder: &Path, tools: &Tools) -> Outcome {
    let device = Device::new(kind, tools, folder);
    let browser = device.open().await?;
    let (code, record) = begin(&browser, tools).await?;
    reloaded(&browser, tools, &code, &record).await?;
    let record = revised(&browser, tools).await?;
    device.close(browser).await?;

    let browser = device.open().await?;
    let respondent = Respondent::begun(&browser, tools).await?;
    browser.click("#language").await?;
    open(&respondent, &code).await?;
    respondent.arrive("#/review").await?;
    equal("the record after a restart", raw(&browser).await?, record)?;
    go(&respondent, "#/c/trace").await?;
    respondent.pick("proof_share", "2").await?;
    let stored = stored(&browser, "qingdan-draft-1").await?;
    device.written(&stored).await?;
    device.kill(browser).await?;

    let browser = device.open().await?;
    let respondent = Respondent::begun(&browser, tools).await?;
    open(&respondent, &code).await?;
    respondent.arrive("#/c/trace").await?;
    respondent.picked("proof_share", Some("2")).await?;
    side_by_side(&browser, tools, &code).await?;
    faults(&browser, tools, &code).await?;
    erase(&browser, tools, &code).await?;
    watch::nothing_happened(&browser).await?;
    device.close(browser).await
}

/// Answers a little, keeps a draft, goes on; gives the code and the record as it stands.
async fn begin(browser: &Browser, tools: &Tools) -> Outcome<(String, String)> {
    let plan = Plan::v3()?;
    let respondent = Respondent::begun(browser, tools).await?;
    equal("what leads to drafts at first", browser.count("#draft, #resume").await?, 0)?;
    respondent.next("#/c/meetings").await?;
    respondent.answer_all(&plan, &plan.steps[0]).await?;
    respondent.guarded(true).await?;
    browser.click("#draft").await?;
    respondent.arrive("#/draft").await?;
    equal("texts stored before anybody asked", length(browser).await?, json!(0))?;
    respondent.look("the page that offers a draft").await?;
    browser.click("#back").await?;
    respondent.arrive("#/c/meetings").await?;
    browser.click("#draft").await?;
    browser.click("#keep").await?;
    browser.find("#draft-kept").await?;
    let code = browser.run("return document.querySelector('#code').ariaLabel", vec![]).await?;
    let code = code.as_str().unwrap_or_default().to_owned();
    ensure(code.len() == 14, || format!("the code is {code:?}"))?;
    respondent.look("the page with the code").await?;
    respondent.guarded(false).await?;
    let before = stored(browser, "qingdan-draft-1").await?;
    ensure(!before.contains(&code.replace('-', "")), || "the code is stored".to_owned())?;

    browser.click("#next").await?;
    respondent.arrive("#/c/meetings").await?;
    respondent.next("#/c/paperwork").await?;
    respondent.answer_all(&plan, &plan.steps[1]).await?;
    respondent.guarded(false).await?;
    let after = stored(browser, "qingdan-draft-1").await?;
    ensure(after != before && after.len() == before.len(), || {
        format!("after more answers: {after:?}")
    })?;
    let record = raw(browser).await?;
    go(&respondent, "#/c/paperwork").await?;
    equal("texts stored", length(browser).await?, json!(1))?;
    Ok((code, record))
}

/// After a reload the page is empty; the code brings everything back, and only the code.
async fn reloaded(browser: &Browser, tools: &Tools, code: &str, record: &str) -> Outcome {
    let respondent = reload(browser, tools).await?;
    respondent.next("#/c/meetings").await?;
    respondent.picked("meet_hours", None).await?;
    go(&respondent, "#/welcome").await?;
    browser.click("#resume").await?;
    respondent.arrive("#/resume").await?;
    respondent.look("the page that asks for the code").await?;
    for (typed, said) in [
        ("", "请先输入"),
        ("1234", "12 位"),
        ("0000-0000-0000", "打不开"),
        ("一二三四五六七八九十一二", "12 位"),
    ] {
        enter(browser, typed).await?;
        let there = format!(
            "document.querySelector('#code-refused').textContent.includes({})",
            json!(said)
        );
        browser.wait(&there).await?;
    }
    respondent.look("the page that refuses a code").await?;
    enter(browser, &code.to_lowercase().replace('-', " ")).await?;
    respondent.arrive("#/c/paperwork").await?;
    respondent.guarded(false).await?;
    equal("the record after a reload", raw(browser).await?, record.to_owned())
}

/// Saves the file, changes an answer: the draft keeps the new revision and the page.
async fn revised(browser: &Browser, tools: &Tools) -> Outcome<String> {
    let respondent = Respondent::begun(browser, tools).await?;
    go(&respondent, "#/export").await?;
    respondent.save().await?;
    browser.find("#draft-reminder").await?;
    go(&respondent, "#/c/meetings").await?;
    respondent.press("meet_hours", "pn").await?;
    let record = raw(browser).await?;
    let revision: Value = serde_json::from_str(&record).map_err(|error| error.to_string())?;
    equal("the revision", &revision["revision"], &json!(1))?;
    go(&respondent, "#/review").await?;
    Ok(record)
}

/// Another person's draft on the same device.
async fn side_by_side(browser: &Browser, tools: &Tools, code: &str) -> Outcome {
    let respondent = reload(browser, tools).await?;
    respondent.next("#/c/meetings").await?;
    respondent.pick("meet_hours", "5").await?;
    let first = stored(browser, "qingdan-draft-1").await?;
    browser.click("#draft").await?;
    browser.click("#keep").await?;
    browser.find("#draft-kept").await?;
    equal("the first draft", stored(browser, "qingdan-draft-1").await?, first)?;
    equal("texts stored", length(browser).await?, json!(2))?;
    // Answers on the page are replaced only after a question.
    go(&respondent, "#/resume").await?;
    enter(browser, code).await?;
    browser.find("dialog[open]").await?;
    respondent.look_once("the question before replacing answers").await?;
    browser.click("#confirm-no").await?;
    enter(browser, code).await?;
    browser.find("dialog[open]").await?;
    browser.click("#confirm-yes").await?;
    respondent.arrive("#/c/trace").await?;
    respondent.picked("proof_share", Some("2")).await
}

/// No room, no storage, a draft that is gone: said on the page, and the browser asks again.
async fn faults(browser: &Browser, tools: &Tools, code: &str) -> Outcome {
    let respondent = Respondent::begun(browser, tools).await?;
    let full = "self.kept = Storage.prototype.setItem; \
        Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }";
    browser.run(full, vec![]).await?;
    respondent.pick("proof_share", "3").await?;
    browser.find("#draft-failed").await?;
    respondent.guarded(true).await?;
    respondent.look("a page with the warning").await?;
    browser.click("#draft-failed a").await?;
    browser.find("#draft-fault").await?;
    respondent.look("the page that says why").await?;
    browser.run("Storage.prototype.setItem = self.kept", vec![]).await?;
    browser.click("#keep").await?;
    browser.find("#draft-kept").await?;
    respondent.guarded(false).await?;
    equal("the code", browser.count(&format!("#code[aria-label='{code}']")).await?, 1)?;

    // Gone: noticed at the next page, before anything is answered.
    browser.run("localStorage.removeItem('qingdan-draft-1')", vec![]).await?;
    browser.click("#next").await?;
    browser.find("#draft-failed").await?;
    respondent.guarded(true).await?;
    respondent.pick("proof_share", "1").await?;
    browser.find("#draft-failed").await?;
    equal("texts stored", length(browser).await?, json!(1))?;
    browser.click("#draft").await?;
    browser.click("#keep").await?;
    browser.find("#draft-kept").await?;
    equal("the old code", browser.count(&format!("#code[aria-label='{code}']")).await?, 0)?;

    // Gone again: deleting it is not claimed.
    browser.run("localStorage.removeItem('qingdan-draft-1')", vec![]).await?;
    browser.click("#erase-draft").await?;
    browser.click("#confirm-yes").await?;
    browser.find("#draft-fault").await?;
    respondent.guarded(true).await?;
    browser.click("#keep").await?;
    browser.find("#draft-kept").await?;

    let respondent = reload(browser, tools).await?;
    let off = "Object.defineProperty(self, 'localStorage', { configurable: true, \
        get() { throw new DOMException('', 'SecurityError') } })";
    browser.run(off, vec![]).await?;
    respondent.next("#/c/meetings").await?;
    respondent.pick("meet_hours", "0").await?;
    browser.click("#draft").await?;
    browser.click("#keep").await?;
    browser.find("#draft-fault").await?;
    equal("codes shown", browser.count("#code").await?, 0)?;
    respondent.guarded(true).await?;
    browser.run("delete self.localStorage", vec![]).await.map(drop)
}

/// Erasing says how many drafts go, and leaves nothing and a neutral page.
async fn erase(browser: &Browser, tools: &Tools, code: &str) -> Outcome {
    let respondent = reload(browser, tools).await?;
    go(&respondent, "#/resume").await?;
    browser.find("#erase-drafts").await?;
    go(&respondent, "#/c/meetings").await?;
    respondent.pick("meet_hours", "0").await?;
    browser.click("#erase").await?;
    browser.find("dialog[open]").await?;
    let said = browser.text("dialog p").await?;
    ensure(said.contains("2 份草稿"), || format!("the dialog says {said:?}"))?;
    browser.click("#confirm-yes").await?;
    respondent.arrive("#/erased").await?;
    equal("texts stored after erasing", length(browser).await?, json!(0))?;
    // The title follows once the page has been painted.
    browser.wait("document.title === '已清空'").await?;
    let respondent = reload(browser, tools).await?;
    equal("ways to a draft", browser.count("#resume").await?, 0)?;
    go(&respondent, "#/resume").await?;
    enter(browser, code).await?;
    browser.wait("document.querySelector('#code-refused').textContent.includes('没有草稿')").await
}

/// Opens the draft from the first page.
async fn open(respondent: &Respondent<'_>, code: &str) -> Outcome {
    respondent.browser.click("#resume").await?;
    respondent.arrive("#/resume").await?;
    enter(respondent.browser, code).await
}

/// Types a code in place of what is in the field, and presses the button.
async fn enter(browser: &Browser, code: &str) -> Outcome {
    let field = browser.find("#code-field").await?;
    field.clear().await.map_err(|error| format!("the field cannot be emptied: {error}"))?;
    if !code.is_empty() {
        let typed = field.send_keys(code).await;
        typed.map_err(|error| format!("{code:?} cannot be typed: {error}"))?;
    }
    browser.click("#open-draft").await
}

/// Goes to a page by its address.
async fn go(respondent: &Respondent<'_>, fragment: &str) -> Outcome {
    let script = "location.hash = arguments[0]";
    respondent.browser.run(script, vec![json!(fragment)]).await?;
    respondent.arrive(fragment).await
}

/// Opens the page anew, without anything in its memory, on its first page.
async fn reload<'a>(browser: &'a Browser, tools: &'a Tools) -> Outcome<Respondent<'a>> {
    browser.open_address("about:blank").await?;
    Respondent::begin(browser, tools).await
}

/// The record as the page shows it before it is saved.
async fn raw(browser: &Browser) -> Outcome<String> {
    let here = browser.run("return location.hash", vec![]).await?;
    browser.run("location.hash = '#/export'", vec![]).await?;
    let record = browser.content("#raw").await?;
    browser.run("location.hash = arguments[0]", vec![here]).await?;
    Ok(record)
}

/// How many texts the page has stored.
async fn length(browser: &Browser) -> Outcome<Value> {
    browser.run("return localStorage.length", vec![]).await
}

async fn stored(browser: &Browser, slot: &str) -> Outcome<String> {
    let text = browser.run("return localStorage.getItem(arguments[0])", vec![json!(slot)]).await?;
    text.as_str().map(str::to_owned).ok_or_else(|| format!("nothing is stored in {slot}"))
}
