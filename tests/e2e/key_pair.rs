//! An organiser's key: made, kept as a file, on paper and in shares, taken again in every way; a
//! sealed campaign that carries its public half; and the tickets that are made with it.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use qingdan::domain::campaign::{Campaign, read_campaign};
use qingdan::domain::seal::{PrivateKey, Share, combine_shares, unlock_key};
use qingdan::domain::shipped_instrument;
use qingdan::domain::ticket::{Ticket, TicketList};
use serde_json::json;

use crate::browser::{Browser, Kind, Setup};
use crate::conditions::{self, Conditions, LAPTOP, USUAL};
use crate::organiser::Organiser;
use crate::run::{Outcome, Tools, ensure, equal, run};
use crate::{layout, profile, watch};

/// A good passphrase.
const PHRASE: &str = "纸船 铁锅 wind 42 山药";

/// Tickets that are drawn.
const TICKETS: usize = 7;

/// Whatever of a key the page could still show or keep.
const EVERYWHERE: &str = "const fields = [...document.querySelectorAll('input, textarea')]; \
    return [document.documentElement.outerHTML, ...fields.map((field) => field.value), \
        ...Object.values(localStorage), ...Object.values(sessionStorage), location.href].join()";

#[test]
fn a_key_is_made_kept_and_split_in_chromium() {
    run("keys", Kind::Chromium, Setup::LAPTOP, journey);
}

#[test]
fn a_key_is_made_kept_and_split_in_firefox() {
    run("keys", Kind::Firefox, Setup::LAPTOP, journey);
}

/// One organiser with a key.
pub(crate) struct Holder<'a> {
    pub(crate) browser: &'a Browser,
    tools: &'a Tools,
    pub(crate) organiser: Organiser<'a>,
    /// Faults of layout.
    found: RefCell<Vec<String>>,
}

async fn journey(browser: &Browser, tools: &Tools) -> Outcome {
    let organiser = Organiser::begin(browser, tools).await?;
    organiser.ready().await?;
    let holder = Holder { browser, tools, organiser, found: RefCell::default() };
    let (key, file) = holder.made().await?;
    let campaign = holder.sealed(&key).await?;
    holder.tickets(&campaign, &key, &file).await?;
    let shares = holder.split(&key, &file).await?;
    holder.combined(&key, &shares).await?;
    holder.paper(&key).await?;
    holder.public(&campaign).await?;
    holder.given_up(&campaign).await?;
    holder.gone(&key).await?;
    holder.nowhere_kept(&key)?;
    equal("faults of layout", holder.found.take(), vec![])?;
    watch::nothing_happened(browser).await
}

impl Holder<'_> {
    /// A new key, first kept in ways that are refused, then as a file.
    async fn made(&self) -> Outcome<(PrivateKey, PathBuf)> {
        let browser = self.browser;
        browser.click("#campaign-new").await?;
        self.seen("01-form").await?;
        browser.click("#campaign-sealed").await?;
        browser.find("#seal-heading").await?;
        // What is not displayed before it says something is not read out when it does.
        let hidden = "return Array.from(document.querySelectorAll('[role=status]')) \
            .filter((one) => getComputedStyle(one).display === 'none').map((one) => one.id)";
        equal("hidden live regions", browser.run(hidden, vec![]).await?, json!([]))?;
        self.seen("02-ways").await?;
        browser.click("#campaign-create").await?;
        browser.find("#campaign-trouble").await?;
        // Without random numbers there is no key, and that is said.
        let broken = "crypto.getRandomValues = () => { throw new Error('none') }";
        browser.run(broken, vec![]).await?;
        browser.click("#seal-way-0").await?;
        browser.wait("document.querySelector('#seal-status').textContent !== ''").await?;
        equal("fingerprints", browser.count(".keys__fingerprint").await?, 0)?;
        browser.run("delete crypto.getRandomValues", vec![]).await?;
        browser.click("#seal-way-0").await?;
        browser.find(".keys__fingerprint").await?;
        self.at("seal-heading").await?;
        self.seen("03-new").await?;
        for (first, second) in [("short", "short"), (PHRASE, "something else")] {
            self.type_twice(first, second).await?;
            browser.wait("document.querySelector('#seal-status').textContent !== ''").await?;
            equal("not kept", browser.count(".keys__missing li").await?, 2)?;
        }
        let started = Instant::now();
        self.type_twice(PHRASE, PHRASE).await?;
        let file = browser.take_download("qingdan-key.json").await?;
        println!("a key's file made in {}: {:.2?}", browser.kind, started.elapsed());
        let text = String::from_utf8(file.clone()).map_err(|error| error.to_string())?;
        let key = unlock_key(&text, PHRASE).map_err(|error| error.to_string())?;
        let shown = browser.text("#seal-heading ~ .keys__held .keys__fingerprint").await?;
        equal("fingerprint", shown, key.public().fingerprint().to_string())?;
        let path = browser.folder.join("key.json");
        fs::write(&path, file).map_err(|error| error.to_string())?;
        Ok((key, path))
    }

    /// The campaign waits for the comparison; then it carries the public key, and everything that
    /// is handed out has its fingerprint.
    async fn sealed(&self, key: &PrivateKey) -> Outcome<Campaign> {
        let browser = self.browser;
        browser.click("#campaign-tickets").await?;
        browser.click("#campaign-create").await?;
        browser.find("#campaign-trouble").await?;
        browser.click("#seal-compared").await?;
        browser.wait("!document.querySelector('#campaign-trouble')").await?;
        self.seen("04-ready").await?;
        self.organiser.look("a key that is ready").await?;
        browser.click("#campaign-create").await?;
        let campaign = self.shown().await?;
        equal("key", campaign.extensions().key.as_ref(), Some(key.public()))?;
        ensure(campaign.extensions().tickets, || "there are no tickets".to_owned())?;
        let fingerprint = key.public().fingerprint().to_string();
        for place in ["#campaign-sealed-to", "#notice", ".campaigns__item"] {
            let text = browser.text(place).await?;
            ensure(text.contains(&fingerprint), || format!("{place} says {text:?}"))?;
        }
        let invitation = self.value("#campaign-invitation").await?;
        ensure(invitation.contains(&fingerprint), || invitation.clone())?;
        self.seen("05-handout").await?;
        self.gone(key).await?;
        Ok(campaign)
    }

    /// The list that is saved is that of the tickets on the sheet, which stay until they are put
    /// away.
    async fn tickets(&self, campaign: &Campaign, key: &PrivateKey, file: &Path) -> Outcome {
        let browser = self.browser;
        self.unlock("tickets", file, "wrong wrong wrong").await?;
        browser.wait("document.querySelector('#tickets-status').textContent !== ''").await?;
        browser.wait("!document.querySelector('[aria-busy]')").await?;
        let started = Instant::now();
        self.unlock("tickets", file, PHRASE).await?;
        browser.find("#tickets-number").await?;
        println!("a key's file opened in {}: {:.2?}", browser.kind, started.elapsed());
        self.write("#tickets-number", &TICKETS.to_string()).await?;
        browser.click("#tickets-draw").await?;
        let list = browser.take_download("qingdan-tickets.json").await?;
        let list = TicketList::from_json(&String::from_utf8_lossy(&list));
        let list = list.map_err(|error| error.to_string())?;
        equal("on the sheet", browser.count(".ticket").await?, TICKETS as u64)?;
        let mut tickets = Vec::new();
        for nth in 1..=TICKETS {
            let text = browser.content(&format!(".ticket:nth-child({nth}) code")).await?;
            tickets.push(Ticket::parse(&text).map_err(|error| error.to_string())?);
        }
        let wave = campaign.terms().campaign;
        let texts: Vec<String> = tickets.iter().map(ToString::to_string).collect();
        equal("list", list, TicketList::new(wave, &key.ticket_secret(wave), &tickets))?;
        self.seen("06-tickets").await?;
        self.organiser.look("tickets to cut").await?;
        self.kept_until_put_away(&texts).await?;
        browser.click("#campaign-close").await
    }

    /// Three shares, any two of which are the key; each on a sheet as well, and so is the key.
    async fn split(&self, key: &PrivateKey, file: &Path) -> Outcome<Vec<String>> {
        let browser = self.browser;
        browser.click("#care-for-key").await?;
        self.unlock("care", file, PHRASE).await?;
        browser.click("#care-split").await?;
        let mut texts = Vec::new();
        for number in 1..=3 {
            browser.click(&format!("#care-save-share-{number}")).await?;
            let file = browser.take_download(&format!("qingdan-share-{number}.txt")).await?;
            texts.push(String::from_utf8_lossy(&file).into_owned());
        }
        let shares: Result<Vec<Share>, _> = texts.iter().map(|text| Share::read(text)).collect();
        let shares = shares.map_err(|error| error.to_string())?;
        for two in [[0, 1], [0, 2], [1, 2]].map(|two| two.map(|at: usize| shares[at].clone())) {
            let combined = combine_shares(&two).map_err(|error| error.to_string())?;
            equal("combined", combined.public(), key.public())?;
        }
        self.seen("07-split").await?;
        browser.click("#care-show-share-2").await?;
        self.at("sheet-print").await?;
        equal("share", browser.content(".keys__text").await?, shares[1].to_code().to_string())?;
        self.seen("08-share").await?;
        self.printed().await?;
        browser.click("#care-sheet").await?;
        let paper = PrivateKey::from_paper(&browser.content(".keys__text").await?);
        equal("paper", paper.map(|key| key.public().clone()).as_ref(), Some(key.public()))?;
        equal("codes", browser.count(".sheet svg").await?, 1)?;
        self.seen("09-paper").await?;
        self.organiser.look("a key on paper").await?;
        self.print().await?;
        browser.find("#sheet-done").await?;
        equal("sheets", browser.count(".sheet").await?, 1)?;
        self.seen("10-printed").await?;
        browser.click("#sheet-done").await?;
        browser.wait("!document.querySelector('[data-alone], .sheet')").await?;
        browser.click("#care-forget").await?;
        browser.find("#care-way-3").await?;
        self.gone(key).await?;
        Ok(texts)
    }

    /// Shares as files and as texts, after some that do not fit.
    async fn combined(&self, key: &PrivateKey, texts: &[String]) -> Outcome {
        let browser = self.browser;
        browser.click("#care-way-3").await?;
        let paths: Result<Vec<String>, String> = [0, 2]
            .into_iter()
            .map(|at: usize| {
                let path = browser.folder.join(format!("share-{at}.txt"));
                fs::write(&path, &texts[at]).map_err(|error| error.to_string())?;
                Ok(path.display().to_string())
            })
            .collect();
        let chosen = browser.find("#care-shares").await?.send_keys(&paths?.join("\n")).await;
        chosen.map_err(|error| error.to_string())?;
        let fingerprint = key.public().fingerprint().to_string();
        equal("from files", browser.text(".keys__fingerprint").await?, fingerprint.clone())?;
        browser.click("#care-forget").await?;

        browser.click("#care-way-3").await?;
        for (text, read, told) in
            [("nothing", 0, true), (&*texts[1], 1, false), (&*texts[1], 1, true)]
        {
            self.write("#care-share", text).await?;
            browser.click(".keys__form .button--primary").await?;
            let after = format!(
                "document.querySelectorAll('.keys__shares li').length === {read} \
                 && (document.querySelector('#care-status').textContent !== '') === {told}"
            );
            browser.wait(&after).await?;
        }
        self.seen("10-shares").await?;
        self.write("#care-share", &texts[0]).await?;
        browser.click(".keys__form .button--primary").await?;
        equal("from texts", browser.text(".keys__fingerprint").await?, fingerprint)?;
        browser.click("#care-forget").await
    }

    /// The key typed from paper, first with a slip.
    async fn paper(&self, key: &PrivateKey) -> Outcome {
        let browser = self.browser;
        browser.click("#care-way-2").await?;
        let paper = key.to_paper();
        self.write("#care-paper", &paper[..paper.len() - 1]).await?;
        browser.click(".keys__form .button--primary").await?;
        browser.wait("document.querySelector('#care-status').textContent !== ''").await?;
        equal("left in the field", self.value("#care-paper").await?.as_str(), "")?;
        self.write("#care-paper", &paper.to_lowercase()).await?;
        browser.click(".keys__form .button--primary").await?;
        let fingerprint = key.public().fingerprint().to_string();
        equal("from paper", browser.text(".keys__fingerprint").await?, fingerprint)?;
        browser.click("#care-forget").await
    }

    /// A campaign with the public key of another one, and the next wave of that.
    async fn public(&self, other: &Campaign) -> Outcome {
        let browser = self.browser;
        browser.click("#campaign-new").await?;
        browser.click("#campaign-sealed").await?;
        browser.click("#seal-way-4").await?;
        self.write("#seal-public", &other.to_code()).await?;
        browser.click(".keys__form .button--primary").await?;
        browser.click("#seal-compared").await?;
        equal("nothing to keep", browser.count("#seal-save").await?, 0)?;
        self.seen("11-public").await?;
        browser.click("#campaign-create").await?;
        let campaign = self.shown().await?;
        equal("key", &campaign.extensions().key, &other.extensions().key)?;
        equal("tickets", campaign.extensions().tickets, false)?;
        browser.click(".campaigns__item:last-child button:nth-of-type(2)").await?;
        browser.click("#seal-compared").await?;
        browser.click("#campaign-create").await?;
        browser.wait("document.querySelectorAll('.campaigns__item').length === 3").await?;
        let next = self.shown().await?;
        equal("key of the next wave", &next.extensions().key, &other.extensions().key)?;
        equal("wave", next.details().wave, 2)
    }

    /// Nothing of the private key is on the page or in its storage.
    async fn gone(&self, key: &PrivateKey) -> Outcome {
        let everything = self.browser.run(EVERYWHERE, vec![]).await?;
        let everything: String =
            everything.as_str().unwrap_or_default().split_whitespace().collect();
        let paper = key.to_paper();
        ensure(!everything.contains(&paper[11..]), || "the key is still there".to_owned())?;
        let phrase: String = PHRASE.split_whitespace().collect();
        ensure(!everything.contains(&phrase), || "the passphrase is still there".to_owned())
    }

    /// Nothing of it is in the files of the browser either.
    fn nowhere_kept(&self, key: &PrivateKey) -> Outcome {
        let paper = key.to_paper();
        let found: Vec<PathBuf> = profile::files(&self.browser.folder.join("profile"))
            .into_iter()
            .filter(|path| {
                let content = fs::read(path).unwrap_or_default();
                let content = String::from_utf8_lossy(&content);
                content.contains(&paper[11..]) || content.contains(PHRASE)
            })
            .collect();
        equal("files with the key or the passphrase", found, vec![])
    }

    /// Prints a share's sheet: it alone is marked, and afterwards it is gone.
    async fn printed(&self) -> Outcome {
        let browser = self.browser;
        self.print().await?;
        browser.wait("!document.querySelector('[data-alone], .sheet')").await
    }

    /// The print dialog comes and goes.
    pub(crate) async fn print(&self) -> Outcome {
        let browser = self.browser;
        browser.run("window.print = () => {}", vec![]).await?;
        browser.click("#sheet-print").await?;
        browser.wait("document.documentElement.dataset.alone === 'sheet'").await?;
        browser.run("dispatchEvent(new Event('afterprint'))", vec![]).await.map(drop)
    }

    /// Opens the key's file in a section.
    async fn unlock(&self, section: &str, file: &Path, phrase: &str) -> Outcome {
        let browser = self.browser;
        browser.click(&format!("#{section}-way-1")).await?;
        let chosen = browser.find(&format!("#{section}-file")).await?;
        chosen.send_keys(&file.display().to_string()).await.map_err(|error| error.to_string())?;
        self.write(&format!("#{section}-passphrase"), phrase).await?;
        browser.click(".keys__form .button--primary").await
    }

    async fn type_twice(&self, first: &str, second: &str) -> Outcome {
        self.write("#seal-new", first).await?;
        self.write("#seal-again", second).await?;
        self.browser.click("#seal-save").await
    }

    async fn write(&self, field: &str, text: &str) -> Outcome {
        let written = self.browser.find(field).await?.send_keys(text).await;
        written.map_err(|error| format!("cannot write into {field}: {error}"))
    }

    async fn value(&self, selector: &str) -> Outcome<String> {
        self.browser.find(selector).await?;
        let script = "return document.querySelector(arguments[0]).value";
        let value = self.browser.run(script, vec![json!(selector)]).await?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the focus is there.
    pub(crate) async fn at(&self, id: &str) -> Outcome {
        self.browser.wait(&format!("document.activeElement.id === {}", json!(id))).await
    }

    /// The campaign whose code is shown.
    pub(crate) async fn shown(&self) -> Outcome<Campaign> {
        let code = self.value("#campaign-code").await?;
        read_campaign(shipped_instrument(), &code).map_err(|error| error.to_string())
    }

    /// The layout holds on a small phone and on a laptop in both languages; pictures of it where
    /// they are wanted.
    async fn seen(&self, what: &str) -> Outcome {
        let browser = self.browser;
        if browser.kind == Kind::Firefox {
            return Ok(());
        }
        for conditions in [USUAL, LAPTOP] {
            for language in ["en", "zh-CN"] {
                self.organiser.speak(language).await?;
                conditions::set(browser, &conditions).await?;
                let here = format!("{what} in {language}, {}", conditions.name);
                let sound = layout::sound(browser, &here).await;
                self.found.borrow_mut().extend(sound.err());
                let Some(folder) = &self.tools.shots else { continue };
                let script = "return document.documentElement.scrollHeight";
                let height = browser.run(script, vec![]).await?.as_u64().unwrap_or(800);
                let height = u32::try_from(height).unwrap_or(800).clamp(640, 9_000);
                let size = (conditions.size.0, height);
                conditions::set(browser, &Conditions { size, ..conditions }).await?;
                let name = format!("keys-{what}-{}-{language}.png", conditions.size.0);
                fs::create_dir_all(folder).map_err(|error| error.to_string())?;
                browser.screenshot(&folder.join(name)).await?;
            }
        }
        conditions::set(browser, &LAPTOP).await
    }
}
