//! The file depends on the answers alone: not on clock, time zone, language, screen or browser.

use serde_json::json;

use crate::browser::{Browser, Kind, Setup};
use crate::plan::{Plan, masked};
use crate::respondent::Respondent;
use crate::run::{Outcome, Tools, ensure, equal, run};
use crate::watch;

/// A laptop half a world away from [`Setup::PHONE`], which the main job uses.
const NEWFOUNDLAND: Setup = Setup {
    locale: "en-CA",
    timezone: "America/St_Johns",
    user_agent: Some("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Qingdan/1.0"),
    ..Setup::LAPTOP
};

/// A wide screen on the other side of the date line.
const CHATHAM: Setup = Setup {
    size: (1600, 1000),
    locale: "fr-FR",
    timezone: "Pacific/Chatham",
    user_agent: Some("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Qingdan/2.0"),
    ..Setup::LAPTOP
};

#[test]
fn the_file_is_the_same_elsewhere_in_chromium() {
    run("same", Kind::Chromium, NEWFOUNDLAND, async |browser, tools| {
        same(browser, tools, NEWFOUNDLAND).await
    });
}

#[test]
fn the_file_is_the_same_elsewhere_in_firefox() {
    run("same", Kind::Firefox, CHATHAM, async |browser, tools| same(browser, tools, CHATHAM).await);
}

/// Two respondents in a row give the same answers: both files equal the oracle's except the id,
/// and so equal the main job's, made at another time in other surroundings.
async fn same(browser: &Browser, tools: &Tools, setup: Setup) -> Outcome {
    let plan = Plan::v3()?;
    let (_, expected) = masked(&plan.text)?;
    let mut ids = Vec::new();
    for language in ["zh-CN", "en"] {
        let respondent = Respondent::begin(browser, tools).await?;
        surroundings(browser, setup).await?;
        respondent.speak(language).await?;
        for step in &plan.steps {
            respondent.next(&step.fragment).await?;
            respondent.answer_at_once(&plan, step).await?;
        }
        respondent.walk_to("#/export").await?;
        let (id, record) = masked(&respondent.save().await?)?;
        equal("the record, id masked", record, expected.clone())?;
        ids.push(id);
    }
    ensure(ids[0] != ids[1], || format!("two respondents have the same id {ids:?}"))?;
    watch::nothing_happened(browser).await
}

/// The browser really is somewhere else.
async fn surroundings(browser: &Browser, setup: Setup) -> Outcome {
    let script = "return [Intl.DateTimeFormat().resolvedOptions().timeZone, navigator.language, \
        navigator.userAgent, innerWidth]";
    let found = browser.run(script, Vec::new()).await?;
    let expected = json!([setup.timezone, setup.locale, setup.user_agent, setup.size.0]);
    equal("surroundings", found, expected)
}
