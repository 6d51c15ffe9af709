//! The first view is in the file before the module has started. Taking it over may not be seen,
//! and what was done on it may not be lost.

use serde_json::{Value, json};

use crate::browser::{Browser, Kind, Setup};
use crate::chromium;
use crate::respondent::Respondent;
use crate::run::{Outcome, Tools, ensure, equal, run};
use crate::watch;

/// Holds the start back until `begin()` is called, or `fail()`; collects shifts of the layout.
const HOLD: &str = "const compile = WebAssembly.compile;
    WebAssembly.compile = (bytes) => new Promise((resolve, reject) => {
        self.begin = () => { resolve(compile(bytes)); };
        self.fail = () => { reject(new Error('planted')); };
    });
    self.shifts = 0;
    new PerformanceObserver((list) => { self.shifts += list.getEntries().length; })
        .observe({ type: 'layout-shift', buffered: true });";

#[test]
fn taking_over_in_chromium() {
    run("takeover", Kind::Chromium, Setup::PHONE, takeover);
}

async fn takeover(browser: &Browser, tools: &Tools) -> Outcome {
    let source = json!({ "source": HOLD });
    chromium::call(browser, "Page.addScriptToEvaluateOnNewDocument", &source)?;
    unseen(browser, tools).await?;
    open(browser, tools).await?;
    browser.click("#language").await?;
    begin(browser).await?;
    browser.wait("document.documentElement.lang === 'en'").await?;
    browser.wait("document.activeElement.id === 'language'").await?;
    left(browser, tools).await?;
    watch::nothing_happened(browser).await?;
    open(browser, tools).await?;
    browser.wait("!!self.fail").await?;
    browser.run("self.fail()", vec![]).await?;
    browser.find("#app [role=alert]").await.map(drop)
}

async fn open(browser: &Browser, tools: &Tools) -> Outcome {
    browser.open_file(&tools.dist.join("index.html")).await?;
    browser.find("#next").await.map(drop)
}

async fn begin(browser: &Browser) -> Outcome {
    browser.wait("!!self.begin").await?;
    browser.run("self.begin()", vec![]).await?;
    browser.wait("self.qingdan.early.over").await
}

/// Same picture, same place, same focus; the form picked before is the form.
async fn unseen(browser: &Browser, tools: &Tools) -> Outcome {
    open(browser, tools).await?;
    browser.click("label:has(#form-quick)").await?;
    browser.run("scrollTo(0, 150)", vec![]).await?;
    browser.wait("!!self.begin").await?;
    // They fade away.
    chromium::call(browser, "Emulation.setScrollbarsHidden", &json!({ "hidden": true }))?;
    let before = picture(browser, "before.png").await?;
    let place = browser.run("return scrollY", vec![]).await?;
    ensure(place == 150, || format!("the page is at {place}"))?;
    begin(browser).await?;
    let after = picture(browser, "after.png").await?;
    ensure(before == after, || "the picture changed: see before.png and after.png".to_owned())?;
    equal("place", browser.run("return scrollY", vec![]).await?, place)?;
    equal("shifts of the layout", browser.run("return self.shifts", vec![]).await?, json!(0))?;
    let focus = browser.run("return document.activeElement.id", vec![]).await?;
    equal("focus", focus, Value::from("form-quick"))?;
    browser.click("#next").await?;
    browser.find("#q-meet_hours").await?;
    let quick = browser.count("fieldset.question").await?;
    ensure(quick < 4, || format!("{quick} questions: the quick form was lost"))
}

/// Starting before the start: the module begins on the first question, of the form picked before.
async fn left(browser: &Browser, tools: &Tools) -> Outcome {
    open(browser, tools).await?;
    browser.click("label:has(#form-quick)").await?;
    browser.click("#next").await?;
    begin(browser).await?;
    let respondent = Respondent::begun(browser, tools).await?;
    respondent.arrive("#/c/meetings").await?;
    let quick = browser.count("fieldset.question").await?;
    ensure(quick < 4, || format!("{quick} questions: the quick form was lost"))?;
    respondent.pick("meet_hours", "3").await
}

async fn picture(browser: &Browser, name: &str) -> Outcome<Vec<u8>> {
    let path = browser.folder.join(name);
    browser.screenshot(&path).await?;
    std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
}
