//! Every page in every circumstance: small and large screens, large text, forced colours, no
//! motion; light and dark; both languages.

use crate::browser::{Browser, Kind, Setup};
use crate::conditions::{self, ALL, USUAL};
use crate::layout;
use crate::plan::Plan;
use crate::respondent::Respondent;
use crate::run::{Outcome, Tools, equal, run};
use crate::watch;

/// Pages that need no answer. The page begins with the welcome, so another one comes first.
const AT_FIRST: [&str; 4] = ["#/c/escalation", "#/welcome", "#/resume", "#/erased"];

/// The pages of somebody who has answered. The longest category stands for the others.
pub(crate) const ANSWERED: [&str; 12] = [
    "#/welcome",
    "#/c/meetings",
    "#/c/digital",
    "#/outcomes",
    "#/background",
    "#/review",
    "#/results",
    "#/results/meetings",
    "#/compare",
    "#/export",
    "#/draft",
    "#/resume",
];

/// Pages on which no other journey lets axe look.
const FOR_AXE: [&str; 4] = ["#/results/meetings", "#/compare", "#/draft", "#/resume"];

#[test]
fn every_page_holds_in_chromium() {
    run("access", Kind::Chromium, Setup::PHONE, access);
}

#[test]
fn every_page_holds_in_firefox() {
    run("access", Kind::Firefox, Setup::PHONE, access);
}

async fn access(browser: &Browser, tools: &Tools) -> Outcome {
    let plan = Plan::v3()?;
    let respondent = Respondent::begin(browser, tools).await?;
    pages(&respondent, &AT_FIRST).await?;
    respondent.visit("#/welcome").await?;
    for step in &plan.steps {
        respondent.visit(&step.fragment).await?;
        respondent.answer_at_once(&plan, step).await?;
    }
    pages(&respondent, &ANSWERED).await?;
    for fragment in FOR_AXE {
        respondent.visit(fragment).await?;
        unfold(browser).await?;
        respondent.look(fragment).await?;
    }
    dialog(&respondent).await?;
    watch::nothing_happened(browser).await
}

/// Looks at each page in every circumstance and both languages, with everything unfolded.
async fn pages(respondent: &Respondent<'_>, fragments: &[&str]) -> Outcome {
    let browser = respondent.browser;
    let mut found = Vec::new();
    for conditions in ALL {
        conditions::set(browser, &conditions).await?;
        for language in ["zh-CN", "en"] {
            for fragment in fragments {
                respondent.visit(fragment).await?;
                if *fragment != "#/erased" {
                    respondent.speak(language).await?;
                }
                unfold(browser).await?;
                let what = format!("{fragment} in {language}, {}", conditions.name);
                found.extend(layout::sound(browser, &what).await.err());
            }
        }
    }
    conditions::set(browser, &USUAL).await?;
    equal("faults of layout", found, vec![])
}

/// Opens whatever can be unfolded on the page.
pub(crate) async fn unfold(browser: &Browser) -> Outcome {
    let script = "for (const part of document.querySelectorAll('main details')) part.open = true; \
        for (const part of document.querySelectorAll('main [aria-expanded=false]')) part.click()";
    browser.run(script, Vec::new()).await?;
    browser.wait("!document.querySelector('main [aria-expanded=false]')").await
}

/// The question before erasing, in every circumstance.
async fn dialog(respondent: &Respondent<'_>) -> Outcome {
    let browser = respondent.browser;
    respondent.visit("#/review").await?;
    for language in ["zh-CN", "en"] {
        respondent.speak(language).await?;
        for conditions in ALL {
            conditions::set(browser, &conditions).await?;
            browser.click("#erase").await?;
            browser.find("dialog[open]").await?;
            layout::sound(browser, &format!("the dialog, {}", conditions.name)).await?;
            browser.click("#confirm-no").await?;
            browser.wait("!document.querySelector('dialog[open]')").await?;
        }
    }
    conditions::set(browser, &USUAL).await
}
