//! Whatever else happens on a phone while somebody fills in the survey.

use std::collections::HashMap;
use std::time::Duration;

use fantoccini::actions::{InputSource as _, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use qingdan::domain::shipped_instrument;
use serde_json::{Value, json};

use crate::browser::{Browser, Kind, Setup};
use crate::conditions::{self, Conditions, USUAL};
use crate::respondent::{Respondent, label};
use crate::run::{Outcome, Tools, ensure, equal, run};
use crate::{chromium, watch};

/// The same phone on its side.
const ON_ITS_SIDE: Conditions =
    Conditions { name: "a phone on its side", size: (640, 360), ..USUAL };

/// How many times slower than this computer a phone is pretended to be.
const SLOWNESS: [u32; 3] = [1, 4, 20];

#[test]
fn a_disturbed_respondent_in_chromium() {
    // chromedriver never thaws a page that it emulates a phone for.
    let setup = Setup { phone: false, ..Setup::PHONE };
    run("disturbed", Kind::Chromium, setup, disturbed);
}

#[test]
fn a_disturbed_respondent_in_firefox() {
    run("disturbed", Kind::Firefox, Setup::PHONE, disturbed);
}

async fn disturbed(browser: &Browser, tools: &Tools) -> Outcome {
    conditions::set(browser, &USUAL).await?;
    let respondent = Respondent::begin(browser, tools).await?;
    double_taps(&respondent).await?;
    many_taps(&respondent).await?;
    rotation(&respondent).await?;
    a_call(&respondent).await?;
    another_tab(&respondent).await?;
    history(&respondent).await?;
    agree_or_not(&respondent).await?;
    reload(&respondent).await?;
    away_and_back(&respondent).await?;
    watch::nothing_happened(browser).await?;
    script_blocked(&respondent).await
}

/// The answers to the questions of a category as the file would hold them, from the page itself.
async fn file(respondent: &Respondent<'_>, question: &str) -> Outcome<Value> {
    let here = respondent.browser.run("return location.hash", Vec::new()).await?;
    respondent.visit("#/export").await?;
    let text = respondent.shown_record().await?;
    respondent.visit(here.as_str().unwrap_or_default()).await?;
    let record: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    Ok(record["answers"][question].clone())
}

/// Fails unless the control of a question shows what the file would say.
async fn agree(respondent: &Respondent<'_>, question: &str) -> Outcome<Value> {
    let script = "const box = document.getElementById('q-' + arguments[0]); \
        const id = (box.querySelector('input:checked, [aria-pressed=true]')?.id ?? '') \
            .replace(box.id + '-', ''); \
        const all = box.querySelectorAll('input:checked, [aria-pressed=true]').length; \
        return [id === '' ? null : isNaN(id) ? id : Number(id), all]";
    // The page may still be on its way, after a reload or a step back.
    let there = format!("document.getElementById({})", json!(["q-", question].concat()));
    respondent.browser.wait(&there).await?;
    let shown = respondent.browser.run(script, vec![json!(question)]).await?;
    let held = file(respondent, question).await?;
    equal(&format!("{question}: what is shown against the file"), &shown[0], &held)?;
    equal("answers shown at once", &shown[1], &json!(u8::from(!held.is_null())))?;
    Ok(held)
}

/// Two quick clicks: on "next" they go on one page or two, and lose nothing; on an option they
/// pick and take back.
async fn double_taps(respondent: &Respondent<'_>) -> Outcome {
    let browser = respondent.browser;
    respondent.next("#/c/meetings").await?;
    twice(browser, "#next", true).await?;
    // One page or two: the second tap may have met the old page still. The address follows the page
    // a moment later.
    let instrument = shipped_instrument();
    let categories =
        instrument.categories.iter().map(|one| (format!("#/c/{}", one.id), &one.name.zh));
    let names: HashMap<_, _> = categories
        .filter(|(page, _)| ["#/c/paperwork", "#/c/trace"].contains(&page.as_str()))
        .collect();
    let there = format!(
        "document.activeElement.id === 'title' && \
         document.activeElement.textContent === ({})[location.hash]",
        json!(names)
    );
    browser.wait(&there).await?;
    let here = browser.run("return location.hash", Vec::new()).await?;
    if here != "#/c/paperwork" {
        equal("after two taps on next", here, json!("#/c/trace"))?;
        respondent.back("#/c/paperwork").await?;
    }
    respondent.back("#/c/meetings").await?;
    twice(browser, &label("meet_hours", "2"), true).await?;
    equal("after two taps", agree(respondent, "meet_hours").await?, Value::Null)?;
    twice(browser, &label("meet_hours", "2"), false).await?;
    equal("after two taps", agree(respondent, "meet_hours").await?, Value::Null)?;
    respondent.pick("meet_hours", "2").await?;
    equal("after three", agree(respondent, "meet_hours").await?, json!(2))?;
    twice(browser, "#q-meet_peak-pn", true).await?;
    equal("after two taps", agree(respondent, "meet_peak").await?, Value::Null).map(drop)
}

/// Taps twice at one place as fast as the browser takes it, with the finger or the pointer.
async fn twice(browser: &Browser, selector: &str, at_once: bool) -> Outcome {
    if at_once {
        return taps(browser, &[selector.to_owned(), selector.to_owned()]).await;
    }
    browser.click(selector).await?;
    browser.click(selector).await
}

/// Taps at these places one after the other, in one go.
async fn taps(browser: &Browser, selectors: &[String]) -> Outcome {
    let script = "document.querySelector(arguments[0][0]) \
            .scrollIntoView({ block: 'center', behavior: 'instant' }); \
        return arguments[0].map((selector) => { \
            const box = document.querySelector(selector).getBoundingClientRect(); \
            return [box.left + box.width / 2, box.top + box.height / 2].map(Math.round); })";
    let places = browser.run(script, vec![json!(selectors)]).await?;
    let mut actions = MouseActions::new("finger".to_owned());
    for place in places.as_array().into_iter().flatten() {
        let at = |axis: usize| place[axis].as_f64().unwrap_or_default();
        actions = actions
            .then(PointerAction::MoveTo { duration: Some(Duration::ZERO), x: at(0), y: at(1) })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
    }
    let tapped = browser.client.perform_actions(actions).await;
    tapped.map_err(|error| format!("cannot tap {selectors:?}: {error}"))
}

/// Many fast taps, also on a slow phone: none is lost and none counts twice.
async fn many_taps(respondent: &Respondent<'_>) -> Outcome {
    let browser = respondent.browser;
    let order = [1, 1, 2, 0, 0, 0, 2, 1, 1, 2, 2, 2];
    let places: Vec<String> =
        order.iter().map(|option| label("meet_needless", &option.to_string())).collect();
    for slowness in SLOWNESS {
        if browser.kind == Kind::Chromium {
            let rate = json!({ "rate": slowness });
            chromium::call(browser, "Emulation.setCPUThrottlingRate", &rate)?;
        }
        let mut expected = agree(respondent, "meet_needless").await?;
        for option in order {
            expected = if expected == option { Value::Null } else { json!(option) };
        }
        taps(browser, &places).await?;
        let held = agree(respondent, "meet_needless").await?;
        equal(&format!("after many taps, {slowness} times slower"), held, expected)?;
    }
    if browser.kind == Kind::Chromium {
        chromium::call(browser, "Emulation.setCPUThrottlingRate", &json!({ "rate": 1 }))?;
    }
    Ok(())
}

/// Turning the phone keeps the answers, the focus, and what one was looking at.
async fn rotation(respondent: &Respondent<'_>) -> Outcome {
    let browser = respondent.browser;
    if agree(respondent, "meet_needless").await? == 1 {
        browser.run("document.getElementById('q-meet_needless-1').focus()", Vec::new()).await?;
    } else {
        respondent.pick("meet_needless", "1").await?;
    }
    let focus = "return document.activeElement.id";
    let before = browser.run(focus, Vec::new()).await?;
    for conditions in [&ON_ITS_SIDE, &USUAL] {
        conditions::set(browser, conditions).await?;
        equal("the focus", browser.run(focus, Vec::new()).await?, before.clone())?;
        let near = "const question = document.activeElement.closest('fieldset'); \
            const box = question.getBoundingClientRect(); \
            return box.bottom > 0 && box.top < innerHeight";
        let near = browser.run(near, Vec::new()).await?;
        equal(&format!("the question in sight on {}", conditions.name), near, json!(true))?;
        respondent.picked("meet_hours", Some("2")).await?;
        respondent.picked("meet_needless", Some("1")).await?;
    }
    equal("after turning", agree(respondent, "meet_hours").await?, json!(2)).map(drop)
}

/// Another tab in front, and back.
async fn another_tab(respondent: &Respondent<'_>) -> Outcome {
    let client = &respondent.browser.client;
    let problem = |error: fantoccini::error::CmdError| format!("another tab: {error}");
    let own = client.window().await.map_err(problem)?;
    let other = client.new_window(true).await.map_err(problem)?;
    client.switch_to_window(other.handle).await.map_err(problem)?;
    client.goto("about:blank").await.map_err(problem)?;
    tokio::time::sleep(Duration::from_millis(300)).await;
    client.close_window().await.map_err(problem)?;
    client.switch_to_window(own).await.map_err(problem)?;
    respondent.picked("meet_hours", Some("3")).await?;
    respondent.pick("meet_hours", "4").await?;
    equal("after another tab", agree(respondent, "meet_hours").await?, json!(4)).map(drop)
}

/// A call comes in: the page is hidden and frozen, then goes on.
async fn a_call(respondent: &Respondent<'_>) -> Outcome {
    let browser = respondent.browser;
    if browser.kind == Kind::Chromium {
        for state in ["frozen", "active"] {
            chromium::call(browser, "Page.setWebLifecycleState", &json!({ "state": state }))?;
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
    } else {
        let minimised = browser.client.minimize_window().await;
        minimised.map_err(|error| format!("cannot hide the window: {error}"))?;
        tokio::time::sleep(Duration::from_millis(300)).await;
        conditions::set(browser, &USUAL).await?;
    }
    respondent.picked("meet_hours", Some("2")).await?;
    respondent.pick("meet_hours", "3").await?;
    equal("after a call", agree(respondent, "meet_hours").await?, json!(3)).map(drop)
}

/// The browser's own back and forward buttons through many pages.
async fn history(respondent: &Respondent<'_>) -> Outcome {
    let client = &respondent.browser.client;
    let pages = ["#/c/meetings", "#/c/paperwork", "#/c/trace", "#/c/inspections"];
    for page in &pages[1..] {
        respondent.next(page).await?;
    }
    respondent.pick("insp_count", "1").await?;
    for page in pages.iter().rev().skip(1) {
        client.back().await.map_err(|error| format!("back: {error}"))?;
        respondent.arrive(page).await?;
    }
    equal("after going back", agree(respondent, "meet_hours").await?, json!(4))?;
    respondent.visit("#/c/inspections").await?;
    equal("after going on", agree(respondent, "insp_count").await?, json!(1)).map(drop)
}

/// The comparison itself: a control that says something else than the file is noticed.
async fn agree_or_not(respondent: &Respondent<'_>) -> Outcome {
    let script = "document.getElementById('q-insp_count-2').checked = true";
    let held = file(respondent, "insp_count").await?;
    equal("the file before", held, json!(1))?;
    respondent.browser.run(script, Vec::new()).await?;
    let found = agree(respondent, "insp_count").await;
    ensure(found.is_err(), || "a control that disagrees with the file is not noticed".to_owned())
}

/// Reloading would be asked about; the drivers answer that themselves. Whoever goes on begins
/// afresh at the same page: nothing was stored.
async fn reload(respondent: &Respondent<'_>) -> Outcome {
    let browser = respondent.browser;
    respondent.visit("#/c/meetings").await?;
    respondent.pick("meet_hours", "1").await?;
    respondent.guarded(true).await?;
    let again = browser.client.refresh().await;
    again.map_err(|error| format!("cannot reload: {error}"))?;
    watch::begin(browser).await?;
    browser.find("#q-meet_hours").await?;
    respondent.picked("meet_hours", None).await?;
    respondent.guarded(false).await?;
    equal("buttons to erase", browser.count("#erase").await?, 0)?;
    let stored = "return localStorage.length + sessionStorage.length + document.cookie.length";
    equal("things stored", browser.run(stored, Vec::new()).await?, json!(0))
}

/// Away to another page and back: the browser kept the page, or opens it afresh, which the page
/// then says; either way the controls say what the file says.
async fn away_and_back(respondent: &Respondent<'_>) -> Outcome {
    let browser = respondent.browser;
    respondent.visit("#/c/paperwork").await?;
    respondent.pick("doc_daily", "1").await?;
    respondent.visit("#/export").await?;
    respondent.save().await?;
    respondent.visit("#/c/paperwork").await?;
    browser.open_address("about:blank").await?;
    let back = browser.client.back().await;
    back.map_err(|error| format!("back from elsewhere: {error}"))?;
    watch::begin(browser).await?;
    browser.find("#q-doc_daily, #reopened").await?;
    if browser.count("#reopened").await? > 0 {
        let begun = browser.run("return location.hash", Vec::new()).await?;
        equal("where it begins again", begun, json!("#/welcome"))?;
        respondent.visit("#/c/paperwork").await?;
        respondent.picked("doc_daily", None).await?;
    }
    agree(respondent, "doc_daily").await?;
    respondent.pick("doc_daily", "2").await?;
    equal("after going away", agree(respondent, "doc_daily").await?, json!(2)).map(drop)
}

/// The file arrived in part, or its module is damaged: the page says something readable.
async fn script_blocked(respondent: &Respondent<'_>) -> Outcome {
    let browser = respondent.browser;
    let address = browser.run("return decodeURI(location.pathname)", Vec::new()).await?;
    let whole = std::fs::read_to_string(address.as_str().unwrap_or_default());
    let whole = whole.map_err(|error| error.to_string())?;
    let module = whole.find("id=\"wasm\"").ok_or("no module in the page")?;
    let middle = usize::midpoint(module, whole.len());
    let middle = (middle..whole.len()).find(|&at| whole.is_char_boundary(at)).unwrap_or(module);
    let part = whole[..middle].to_owned();
    let damaged = [&whole[..module], "id=\"wasm\">AAAA</script><script type=\"text/x\""].concat()
        + &whole[module + "id=\"wasm\"".len()..];
    for (name, text, said) in [("part", part, "轻担"), ("damaged", damaged, "打不开")] {
        let path = browser.folder.join(format!("{name}.html"));
        std::fs::write(&path, text).map_err(|error| error.to_string())?;
        browser.open_file(&path).await?;
        let there = format!("document.querySelector('#app').innerText.includes('{said}')");
        browser.wait(&there).await.map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(())
}
