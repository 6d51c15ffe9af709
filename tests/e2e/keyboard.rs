//! The whole job with the keyboard alone: Tab, Shift and Tab, arrows, the space bar, Enter, Escape.

use std::ops::Deref;

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::browser::{Browser, Kind, Setup};
use crate::keys::{Keys, STEPS_MAX, Way};
use crate::respondent::Respondent;
use crate::run::{Outcome, Tools, ensure, equal, run};
use crate::watch;

#[test]
fn by_keyboard_alone_in_chromium() {
    run("keyboard", Kind::Chromium, Setup::PHONE, keyboard);
}

#[test]
fn by_keyboard_alone_in_firefox() {
    run("keyboard", Kind::Firefox, Setup::PHONE, keyboard);
}

async fn keyboard(browser: &Browser, tools: &Tools) -> Outcome {
    let respondent = Respondent::begin(browser, tools).await?;
    let keys = Person { keys: Keys { browser }, respondent: &respondent };
    keys.skip_link().await?;
    keys.quick_form().await?;
    keys.every_page().await?;
    keys.change_from_the_review().await?;
    keys.dialog().await?;
    keys.save().await?;
    keys.faults().await?;
    watch::nothing_happened(browser).await
}

/// A respondent without a pointer.
struct Person<'a> {
    keys: Keys<'a>,
    respondent: &'a Respondent<'a>,
}

impl<'a> Deref for Person<'a> {
    type Target = Keys<'a>;

    fn deref(&self) -> &Keys<'a> {
        &self.keys
    }
}

impl Person<'_> {
    /// Follows the link that has the focus and waits for the heading of the page that comes.
    async fn follow(&self, fragment: &str) -> Outcome {
        self.enter().await?;
        self.respondent.arrive(fragment).await
    }

    /// The first thing on the page skips to the content, and the page does not change.
    async fn skip_link(&self) -> Outcome {
        self.browser.run("document.activeElement.blur()", Vec::new()).await?;
        self.step(Way::Forward, true).await?;
        let at = self.browser.run("return document.activeElement.className", Vec::new()).await?;
        equal("the first thing on the page", at, json!("skip"))?;
        self.enter().await?;
        self.browser.wait("document.activeElement.id === 'page' && location.hash === ''").await
    }

    /// Arrows pick the quick form; Enter on the link begins.
    async fn quick_form(&self) -> Outcome {
        self.tab_to("form-full").await?;
        self.press(&[Key::Down.into()]).await?;
        self.browser.wait("document.getElementById('form-quick').checked").await?;
        self.tab_to("next").await?;
        self.follow("#/c/meetings").await
    }

    /// Answers every question: the space bar picks, an arrow moves on, the space bar on what is
    /// picked takes it back; then to the next page.
    async fn every_page(&self) -> Outcome {
        for page in 0..STEPS_MAX {
            let here = self.browser.run("return location.hash", Vec::new()).await?;
            if here == "#/review" {
                return ensure(page > 11, || format!("only {page} pages before the review"));
            }
            for question in self.questions().await? {
                self.answer(&question, page == 0).await?;
            }
            let next = "return document.getElementById('next').getAttribute('href')";
            let next = self.browser.run(next, Vec::new()).await?;
            self.tab_to("next").await?;
            self.follow(next.as_str().unwrap_or_default()).await?;
            if page == 1 {
                self.back_and_on(&here).await?;
            }
        }
        Err("the review does not come".to_owned())
    }

    /// Back and on again, backwards through the page.
    async fn back_and_on(&self, before: &Value) -> Outcome {
        let here = self.browser.run("return location.hash", Vec::new()).await?;
        self.tab_to("next").await?;
        equal("the thing before", self.step(Way::Backward, true).await?.as_str(), "back")?;
        self.follow(before.as_str().unwrap_or_default()).await?;
        self.tab_to("next").await?;
        self.walk(Way::Backward, "language").await?;
        self.tab_to("next").await?;
        self.follow(here.as_str().unwrap_or_default()).await
    }

    /// Ids of the first control of each question on the page.
    async fn questions(&self) -> Outcome<Vec<String>> {
        let script = "return Array.from(document.querySelectorAll('fieldset.question'), \
            (question) => question.querySelector('input, button')?.id ?? '')";
        let ids = self.browser.run(script, Vec::new()).await?;
        let ids = ids.as_array().cloned().unwrap_or_default();
        Ok(ids.iter().filter_map(|id| id.as_str().map(str::to_owned)).collect())
    }

    /// Picks the second answer of a question.
    async fn answer(&self, first: &str, carefully: bool) -> Outcome {
        if first.is_empty() {
            return Ok(());
        }
        self.tab_to(first).await?;
        self.press(&[' ']).await?;
        let on = |id: &str| {
            format!("document.querySelector('#{id}:checked, #{id}[aria-pressed=true]') !== null")
        };
        self.browser.wait(&on(first)).await?;
        let kind = "return document.activeElement.type";
        if self.browser.run(kind, Vec::new()).await? != "radio" {
            return Ok(());
        }
        if carefully {
            self.press(&[' ']).await?;
            self.browser.wait(&format!("!({})", on(first))).await?;
            self.press(&[' ']).await?;
            self.browser.wait(&on(first)).await?;
        }
        self.press(&[Key::Down.into()]).await?;
        let second = first.replace("-0", "-1");
        self.browser.wait(&on(&second)).await?;
        equal("answers picked", self.picked(first).await?, 1)
    }

    async fn picked(&self, control: &str) -> Outcome<u64> {
        let question = control.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
        self.browser.count(&format!("#{question} input:checked")).await
    }

    /// From the review to a question, another answer, and back to the review.
    async fn change_from_the_review(&self) -> Outcome {
        self.tab_to("review-meet_hours").await?;
        self.enter().await?;
        self.browser.wait("document.activeElement.id === 'q-meet_hours'").await?;
        self.respondent.picked("meet_hours", Some("1")).await?;
        equal("the first stop", self.step(Way::Forward, true).await?.as_str(), "q-meet_hours-1")?;
        self.press(&[Key::Down.into()]).await?;
        self.respondent.picked("meet_hours", Some("2")).await?;
        self.tab_to("next").await?;
        self.enter().await?;
        self.respondent.arrive("#/review").await?;
        // The review goes on where it was left.
        self.browser.wait("document.activeElement.id === 'review-meet_hours'").await
    }

    /// Escape closes the dialog, and the focus is again where it was; Tab stays inside.
    async fn dialog(&self) -> Outcome {
        self.walk(Way::Backward, "erase").await?;
        self.enter().await?;
        self.browser.wait("document.querySelector('dialog[open]')").await?;
        self.browser.wait("document.activeElement.id === 'confirm-no'").await?;
        equal(
            "after the first button",
            self.step(Way::Forward, true).await?.as_str(),
            "confirm-yes",
        )?;
        self.press(&[Key::Tab.into()]).await?;
        let outside = "return Boolean(document.activeElement.closest('.shell > :not(dialog)'))";
        equal("focus behind the dialog", self.browser.run(outside, vec![]).await?, json!(false))?;
        // That step may have led into the browser's own bars.
        self.step(Way::Backward, true).await?;
        self.press(&[Key::Escape.into()]).await?;
        self.browser.wait("!document.querySelector('dialog[open]')").await?;
        self.at("erase").await
    }

    /// The results and the file; the button saves.
    async fn save(&self) -> Outcome {
        self.tab_to("next").await?;
        self.follow("#/results").await?;
        self.browser.find("#index").await?;
        self.tab_to("next").await?;
        self.follow("#/export").await?;
        self.tab_to("save").await?;
        self.enter().await?;
        let bytes = self.browser.take_download(crate::respondent::FILE).await?;
        let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
        ensure(text.contains("\"meet_hours\": 2,"), || format!("the file says {text}"))
    }

    /// A focus that cannot be seen, an order against the reading and a trap are noticed.
    async fn faults(&self) -> Outcome {
        let sheet = "const sheet = new CSSStyleSheet(); sheet.replaceSync(arguments[0]); \
            document.adoptedStyleSheets = [sheet]";
        let unseen = json!("* { outline: none !important; box-shadow: none !important }");
        let mend = "document.adoptedStyleSheets = []";
        let trap = "self.trap = (event) => event.preventDefault(); \
            addEventListener('keydown', self.trap, true)";
        let free = "removeEventListener('keydown', self.trap, true)";
        let order = "const save = document.getElementById('save'); save.tabIndex = 1; \
            document.getElementById('back').tabIndex = 2; save.focus(); self.walked = save";
        self.respondent.visit("#/results").await?;
        for (fault, argument, remedy, said) in
            [(sheet, vec![unseen], mend, "cannot be seen"), (trap, vec![], free, "is trapped")]
        {
            self.tab_to("next").await?;
            self.browser.run("self.walked = document.activeElement", Vec::new()).await?;
            self.browser.run(fault, argument).await?;
            let found = self.step(Way::Backward, false).await;
            ensure(found.as_ref().is_err_and(|text| text.contains(said)), || {
                format!("not noticed: {said:?}, but {found:?}")
            })?;
            self.browser.run(remedy, Vec::new()).await?;
        }
        self.respondent.visit("#/export").await?;
        self.browser.run(order, Vec::new()).await?;
        let found = self.step(Way::Forward, false).await;
        ensure(found.as_ref().is_err_and(|text| text.contains("order")), || {
            format!("not noticed: the order, but {found:?}")
        })
    }
}
