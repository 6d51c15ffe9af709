//! What an organiser is asked before a new key or tickets are lost.

use qingdan::domain::campaign::Campaign;
use serde_json::json;

use crate::browser::{Browser, Kind, Setup};
use crate::key_pair::Holder;
use crate::layout;
use crate::organiser::Organiser;
use crate::run::{Outcome, Tools, equal, run};
use crate::watch;

#[test]
fn a_new_key_is_not_lost_to_the_example_in_chromium() {
    run("key-example", Kind::Chromium, Setup::LAPTOP, example);
}

#[test]
fn a_new_key_is_not_lost_to_the_example_in_firefox() {
    run("key-example", Kind::Firefox, Setup::LAPTOP, example);
}

/// Invented records take the place of everything on the page, a key that is nowhere else too.
async fn example(browser: &Browser, tools: &Tools) -> Outcome {
    let shown = "#seal-heading ~ .keys__held .keys__fingerprint";
    Organiser::begin(browser, tools).await?.ready().await?;
    browser.click("#campaign-new").await?;
    browser.click("#campaign-sealed").await?;
    browser.click("#seal-way-0").await?;
    let made = browser.text(shown).await?;
    browser.click("#demo").await?;
    browser.find("#losing[open]").await?;
    layout::sound(browser, "a question before the example").await?;
    browser.click("#losing-no").await?;
    browser.wait("!document.querySelector('#losing')").await?;
    equal("the key", browser.text(shown).await?, made)?;
    browser.click("#demo").await?;
    browser.click("#losing-yes").await?;
    browser.find("#demo-banner").await?;
    browser.wait("!document.querySelector('#losing, #demo, #seal-heading')").await?;
    watch::nothing_happened(browser).await
}

impl Holder<'_> {
    /// Tickets are still there once they are printed, and are asked for before they go.
    pub(crate) async fn kept_until_put_away(&self, tickets: &[String]) -> Outcome {
        let browser = self.browser;
        self.print().await?;
        browser.wait("!document.querySelector('[data-alone]')").await?;
        for (wish, answer) in
            [("#sheet-close", "no"), ("#campaign-close", "no"), ("#sheet-close", "yes")]
        {
            let on_the_page = "return Array.from(document.querySelectorAll('.ticket code'), \
                (code) => code.textContent)";
            equal("tickets", browser.run(on_the_page, vec![]).await?, json!(tickets))?;
            browser.click(wish).await?;
            browser.find("#losing[open]").await?;
            layout::sound(browser, "a question before tickets go").await?;
            browser.click(&format!("#losing-{answer}")).await?;
            browser.wait("!document.querySelector('#losing')").await?;
        }
        equal("on the page", browser.count(".sheet").await?, 0)?;
        self.at("tickets-heading").await
    }

    /// A new key that is kept nowhere is not lost unasked; and the next wave of another campaign is
    /// another form, with nothing of the key before it.
    pub(crate) async fn given_up(&self, other: &Campaign) -> Outcome {
        let browser = self.browser;
        let next = ".campaigns__item:first-child button:nth-of-type(2)";
        let shown = "#seal-heading ~ .keys__held .keys__fingerprint";
        browser.click("#campaign-new").await?;
        browser.click("#campaign-sealed").await?;
        browser.click("#seal-way-0").await?;
        let made = browser.text(shown).await?;
        for wish in ["#seal-forget", "#campaign-open", "#campaign-close", next] {
            browser.click(wish).await?;
            browser.find("#losing[open]").await?;
            layout::sound(browser, "a question before a key goes").await?;
            browser.click("#losing-no").await?;
            browser.wait("!document.querySelector('#losing')").await?;
            equal("the key", browser.text(shown).await?, made.clone())?;
            browser.wait("document.querySelector('#campaign-sealed').checked").await?;
        }
        browser.click(next).await?;
        browser.click("#losing-yes").await?;
        let key = other.extensions().key.as_ref().ok_or("no key")?.fingerprint().to_string();
        browser
            .wait(&format!("document.querySelector('{shown}')?.textContent === '{key}'"))
            .await?;
        browser.click("#seal-compared").await?;
        // Opened once more, it is compared once more.
        browser.click(next).await?;
        browser.wait("!document.querySelector('#seal-compared').checked").await?;
        browser.click("#seal-compared").await?;
        browser.click("#campaign-create").await?;
        browser.wait("document.querySelectorAll('.campaigns__item').length === 4").await?;
        equal("key", &self.shown().await?.extensions().key, &other.extensions().key)
    }
}
