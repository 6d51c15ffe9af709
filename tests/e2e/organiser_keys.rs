//! The organiser's page with the keyboard alone: a campaign, a pasted record, a report and its
//! folds, files saved, everything erased. The focus is always seen, follows the reading, and is in
//! what was opened last.

use fantoccini::key::Key;
use qingdan::i18n::Language;
use qingdan::i18n::organise::Messages;
use serde_json::json;

use crate::browser::{Browser, Kind, Setup};
use crate::keys::{Keys, STEPS_MAX};
use crate::organiser::Organiser;
use crate::run::{Outcome, Tools, ensure, equal, run};
use crate::storage::RESTS;
use crate::{inputs, watch};

#[test]
fn the_organisers_page_by_keyboard_in_chromium() {
    run("keys-organise", Kind::Chromium, Setup::LAPTOP, keys);
}

#[test]
fn the_organisers_page_by_keyboard_in_firefox() {
    run("keys-organise", Kind::Firefox, Setup::LAPTOP, keys);
}

async fn keys(browser: &Browser, tools: &Tools) -> Outcome {
    let organiser = Organiser::begin(browser, tools).await?;
    organiser.ready().await?;
    let keys = Keys { browser };
    keys.campaign().await?;
    keys.sealed().await?;
    keys.paste().await?;
    // Only a person can choose a file in the browser's own dialog.
    let people = inputs::people(120, 81, None)?;
    let file = inputs::bundle(&browser.folder.join("all.ndjson"), &people)?;
    equal("taken", organiser.take(&[file]).await?, [120, 120, 0, 0])?;
    browser.find("#make-report").await?;
    keys.tab_to("make-report").await?;
    keys.enter().await?;
    browser.find("#release").await?;
    keys.at("report").await?;
    browser.wait(RESTS).await?;
    keys.report().await?;
    keys.erase().await?;
    keys.example().await?;
    watch::nothing_happened(browser).await
}

/// What an organiser does.
impl Keys<'_> {
    /// The form, what is handed out, and back; then it is taken out, and what was handed out goes.
    async fn campaign(&self) -> Outcome {
        self.tab_to("files").await?;
        self.tab_to("campaign-new").await?;
        self.enter().await?;
        self.at("campaign-title-field").await?;
        self.press(&[Key::Control.into(), 'a']).await?;
        for letter in "ab".chars() {
            self.press(&[letter]).await?;
        }
        self.tab_to("campaign-bg_level").await?;
        self.press(&[' ']).await?;
        self.tab_to("campaign-create").await?;
        self.press(&[' ']).await?;
        self.at("campaign-handout").await?;
        let asked = "return document.querySelector('#campaign-handout').textContent.includes('ab')";
        equal("title", self.browser.run(asked, vec![]).await?, json!(true))?;
        self.tab_to("campaign-address").await?;
        self.tab_to("campaign-print").await?;
        self.back_to("campaign-close").await?;
        self.enter().await?;
        self.at("campaign-new").await?;
        let words = &Messages::of(Language::Zh).campaign;
        self.back_to_button(words.open).await?;
        self.enter().await?;
        self.at("campaign-handout").await?;
        self.back_to("campaign-new").await?;
        self.back_to_button(words.remove).await?;
        self.enter().await?;
        self.browser.find("dialog[open]").await?;
        let asked = self.browser.text("#confirm-question").await?;
        equal("what is asked", asked, (words.removal)("ab"))?;
        self.tab_to("confirm-yes").await?;
        self.enter().await?;
        self.browser.wait("!document.querySelector('.campaigns__item, #handout')").await?;
        self.at("campaign-new").await
    }

    /// A sealed campaign with a new key that is kept on paper.
    async fn sealed(&self) -> Outcome {
        let browser = self.browser;
        self.enter().await?;
        self.at("campaign-title-field").await?;
        self.tab_to("campaign-open").await?;
        self.press(&[Key::Down.into()]).await?;
        self.at("campaign-sealed").await?;
        browser.find("#seal-heading").await?;
        self.tab_to("seal-way-0").await?;
        self.enter().await?;
        self.at("seal-heading").await?;
        self.tab_to("seal-sheet").await?;
        self.enter().await?;
        self.at("sheet-print").await?;
        browser.run("window.print = () => {}", vec![]).await?;
        self.enter().await?;
        browser.run("dispatchEvent(new Event('afterprint'))", vec![]).await?;
        browser.find("#sheet-done").await?;
        self.tab_to("sheet-done").await?;
        self.enter().await?;
        self.at("seal-heading").await?;
        self.tab_to("seal-compared").await?;
        self.press(&[' ']).await?;
        self.tab_to("campaign-create").await?;
        self.enter().await?;
        self.at("campaign-handout").await?;
        browser.find("#campaign-sealed-to").await?;
        browser.run("document.querySelector('#campaign-close').focus()", vec![]).await?;
        self.enter().await?;
        self.at("campaign-new").await
    }

    /// Tabs back to a button of the list, which is told apart by its words.
    async fn back_to_button(&self, words: &str) -> Outcome {
        for _ in 0..STEPS_MAX {
            self.back_to("button").await?;
            let here = "return document.activeElement.textContent";
            if self.browser.run(here, vec![]).await? == words {
                return Ok(());
            }
        }
        Err(format!("no way leads back to {words:?}"))
    }

    /// Unfolds the field for texts and has a text read.
    async fn paste(&self) -> Outcome {
        self.back_to("summary").await?;
        self.enter().await?;
        self.tab_to("paste").await?;
        for letter in "ab".chars() {
            self.press(&[letter]).await?;
        }
        self.tab_to("read-paste").await?;
        self.enter().await?;
        self.browser.wait("document.querySelector('#refused')?.textContent === '1'").await?;
        self.at("read-paste").await
    }

    /// Everything in the report is come to; the minimum is changed, a fold opened, a file saved.
    async fn report(&self) -> Outcome {
        let browser = self.browser;
        self.tab_to("minimum").await?;
        self.press(&[Key::Control.into(), 'a']).await?;
        for letter in ['2', '0'] {
            self.press(&[letter]).await?;
        }
        self.tab_to("print-report").await?;
        browser.wait("document.querySelector('#minimum').value === '20'").await?;
        self.tab_to("save-report").await?;
        self.enter().await?;
        let saved = browser.take_download("qingdan-report.html").await?;
        ensure(!saved.is_empty(), || "an empty report".to_owned())?;
        self.at("save-report").await?;
        let closed = browser.count("#release details[open]").await?;
        self.tab_to("summary").await?;
        self.enter().await?;
        let opened =
            format!("document.querySelectorAll('#release details[open]').length !== {closed}");
        browser.wait(&opened).await?;
        self.tab_to("save-bundle").await?;
        self.enter().await?;
        browser.take_download("qingdan-bundle.ndjson").await.map(drop)
    }

    /// The dialog is left by Escape to where it was opened; erased, the page begins at its top.
    async fn erase(&self) -> Outcome {
        self.tab_to("erase").await?;
        self.enter().await?;
        self.browser.find("dialog[open]").await?;
        self.press(&[Key::Escape.into()]).await?;
        self.browser.wait("!document.querySelector('dialog[open]')").await?;
        self.at("erase").await?;
        self.enter().await?;
        self.browser.find("dialog[open]").await?;
        self.tab_to("confirm-yes").await?;
        self.enter().await?;
        self.browser.wait("!document.querySelector('#erase')").await?;
        self.at("main").await
    }

    /// Invented records, and back.
    async fn example(&self) -> Outcome {
        self.tab_to("demo").await?;
        self.enter().await?;
        self.browser.find("#release").await?;
        self.at("main").await?;
        self.tab_to("leave-demo").await?;
        self.enter().await?;
        self.browser.find("#files").await?;
        self.at("main").await
    }
}
