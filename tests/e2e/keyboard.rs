//! The whole job with the keyboard alone: Tab, Shift and Tab, arrows, the space bar, Enter, Escape.

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::browser::{Browser, Kind, Setup};
use crate::respondent::Respondent;
use crate::run::{Outcome, Tools, ensure, equal, run};
use crate::watch;

/// More steps than any page has things to come to.
const STEPS_MAX: usize = 120;

/// Where the focus is, whether one can see it, and whether it follows the order of reading.
/// `self.walked` is what the walk has come to so far.
pub(crate) const FOCUS: &str = "const [fresh, backwards] = arguments; \
    const at = document.activeElement; \
    if (!at || at === document.body || !document.hasFocus()) { \
        self.walked = null; return ['', '']; } \
    const seen = (element) => { const style = getComputedStyle(element); \
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 \
            || style.boxShadow !== 'none'; }; \
    let fault = ''; \
    if (!seen(at) && !(at.nextElementSibling && seen(at.nextElementSibling)) \
        && !(at.parentElement && seen(at.parentElement))) fault = 'the focus cannot be seen'; \
    const box = (at.closest('label') ?? at).getBoundingClientRect(); \
    const bar = document.querySelector('.steps'); \
    const edge = bar && !bar.contains(at) && getComputedStyle(bar).position === 'sticky' \
        ? bar.getBoundingClientRect().top : innerHeight; \
    const shown = Math.min(box.bottom, edge) - Math.max(box.top, 0); \
    if (shown < Math.min(box.height, edge, 24)) \
        fault = 'the focus is out of sight'; \
    const before = fresh ? null : self.walked; \
    self.walked = at; \
    if (before && before !== at && before.isConnected && !fault) { \
        const after = before.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING; \
        if (Boolean(after) === backwards) fault = 'the focus goes against the order of reading'; \
    } \
    if (before === at) fault = 'the focus is trapped'; \
    return [at.id || at.localName, fault]";

/// What the visible text around the focus says; for messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Forward,
    Backward,
}

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
    let keys = Keys { browser, respondent: &respondent };
    keys.skip_link().await?;
    keys.quick_form().await?;
    keys.every_page().await?;
    keys.change_from_the_review().await?;
    keys.dialog().await?;
    keys.save().await?;
    keys.faults().await?;
    watch::nothing_happened(browser).await
}

/// A person without a pointer.
struct Keys<'a> {
    browser: &'a Browser,
    respondent: &'a Respondent<'a>,
}

impl Keys<'_> {
    /// Presses keys together, the last of them last, and lets go of all.
    async fn press(&self, keys: &[char]) -> Outcome {
        let mut actions = KeyActions::new("keys".to_owned());
        for &value in keys {
            actions = actions.then(KeyAction::Down { value });
        }
        for &value in keys.iter().rev() {
            actions = actions.then(KeyAction::Up { value });
        }
        let pressed = self.browser.client.perform_actions(actions).await;
        pressed.map_err(|error| format!("cannot press {keys:?}: {error}"))
    }

    /// One step of Tab. Gives the id of what has the focus then, or nothing past the last.
    async fn step(&self, way: Way, fresh: bool) -> Outcome<String> {
        match way {
            Way::Forward => self.press(&[Key::Tab.into()]).await?,
            Way::Backward => self.press(&[Key::Shift.into(), Key::Tab.into()]).await?,
        }
        let arguments = vec![json!(fresh), json!(way == Way::Backward)];
        let found = self.browser.run(FOCUS, arguments).await?;
        let text = |at: usize| found[at].as_str().unwrap_or_default().to_owned();
        ensure(text(1).is_empty(), || format!("{} at {:?}", text(1), text(0)))?;
        Ok(text(0))
    }

    /// Tabs to the element with this id.
    async fn tab_to(&self, id: &str) -> Outcome {
        self.walk(Way::Forward, id).await.map(drop)
    }

    /// Tabs until an id, and gives all that was come to.
    async fn walk(&self, way: Way, id: &str) -> Outcome<Vec<String>> {
        let mut passed: Vec<String> = Vec::new();
        for step in 0..STEPS_MAX {
            let at = self.step(way, step == 0).await?;
            let found = at == id;
            passed.push(at);
            if found {
                return Ok(passed);
            }
        }
        Err(format!("{STEPS_MAX} steps do not lead to {id:?}, but through {passed:?}"))
    }

    /// Follows the link that has the focus and waits for the heading of the page that comes.
    async fn enter(&self, fragment: &str) -> Outcome {
        self.press(&[Key::Enter.into()]).await?;
        self.respondent.arrive(fragment).await
    }

    /// The first thing on the page skips to the content, and the page does not change.
    async fn skip_link(&self) -> Outcome {
        self.browser.run("document.activeElement.blur()", Vec::new()).await?;
        self.step(Way::Forward, true).await?;
        let at = self.browser.run("return document.activeElement.className", Vec::new()).await?;
        equal("the first thing on the page", at, json!("skip"))?;
        self.press(&[Key::Enter.into()]).await?;
        self.browser.wait("document.activeElement.id === 'page' && location.hash === ''").await
    }

    /// Arrows pick the quick form; Enter on the link begins.
    async fn quick_form(&self) -> Outcome {
        self.tab_to("form-full").await?;
        self.press(&[Key::Down.into()]).await?;
        self.browser.wait("document.getElementById('form-quick').checked").await?;
        self.tab_to("next").await?;
        self.enter("#/c/meetings").await
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
            self.enter(next.as_str().unwrap_or_default()).await?;
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
        self.enter(before.as_str().unwrap_or_default()).await?;
        self.tab_to("next").await?;
        self.walk(Way::Backward, "language").await?;
        self.tab_to("next").await?;
        self.enter(here.as_str().unwrap_or_default()).await
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
        self.press(&[Key::Enter.into()]).await?;
        self.browser.wait("document.activeElement.id === 'q-meet_hours'").await?;
        self.respondent.picked("meet_hours", Some("1")).await?;
        equal("the first stop", self.step(Way::Forward, true).await?.as_str(), "q-meet_hours-1")?;
        self.press(&[Key::Down.into()]).await?;
        self.respondent.picked("meet_hours", Some("2")).await?;
        self.tab_to("next").await?;
        self.press(&[Key::Enter.into()]).await?;
        self.respondent.arrive("#/review").await?;
        // The review goes on where it was left.
        self.browser.wait("document.activeElement.id === 'review-meet_hours'").await
    }

    /// Escape closes the dialog, and the focus is again where it was; Tab stays inside.
    async fn dialog(&self) -> Outcome {
        self.walk(Way::Backward, "erase").await?;
        self.press(&[Key::Enter.into()]).await?;
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
        self.browser.wait("document.activeElement.id === 'erase'").await
    }

    /// The results and the file; the button saves.
    async fn save(&self) -> Outcome {
        self.tab_to("next").await?;
        self.enter("#/results").await?;
        self.browser.find("#index").await?;
        self.tab_to("next").await?;
        self.enter("#/export").await?;
        self.tab_to("save").await?;
        self.press(&[Key::Enter.into()]).await?;
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
