//! A person without a pointer: keys, and where the focus is after each.

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::key::Key;
use serde_json::json;

use crate::browser::Browser;
use crate::run::{Outcome, ensure};

/// More steps than any page has things to come to.
pub(crate) const STEPS_MAX: usize = 150;

/// Where the focus is, whether one can see it, and whether it follows the order of reading.
/// `self.walked` is what the walk has come to so far.
const FOCUS: &str = "const [fresh, backwards] = arguments; \
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

/// Which way the focus goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Forward,
    Backward,
}

/// A person without a pointer.
#[derive(Clone, Copy)]
pub(crate) struct Keys<'a> {
    pub(crate) browser: &'a Browser,
}

impl Keys<'_> {
    /// Presses keys together, the last of them last, and lets go of all.
    pub(crate) async fn press(&self, keys: &[char]) -> Outcome {
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

    /// Presses Enter.
    pub(crate) async fn enter(&self) -> Outcome {
        self.press(&[Key::Enter.into()]).await
    }

    /// One step of Tab. Gives the id of what has the focus then, its kind where it has none, or
    /// nothing past the last.
    pub(crate) async fn step(&self, way: Way, fresh: bool) -> Outcome<String> {
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

    /// Tabs to what has this id, or is the first of its kind.
    pub(crate) async fn tab_to(&self, id: &str) -> Outcome {
        self.walk(Way::Forward, id).await.map(drop)
    }

    /// Tabs back to it.
    pub(crate) async fn back_to(&self, id: &str) -> Outcome {
        self.walk(Way::Backward, id).await.map(drop)
    }

    /// Tabs until an id or a kind, and gives all that was come to.
    pub(crate) async fn walk(&self, way: Way, id: &str) -> Outcome<Vec<String>> {
        let mut passed: Vec<String> = Vec::new();
        for step in 0..STEPS_MAX {
            let at = self.step(way, step == 0).await;
            let at = at.map_err(|problem| format!("{problem} after {passed:?}"))?;
            let found = at == id;
            passed.push(at);
            if found {
                return Ok(passed);
            }
        }
        Err(format!("{STEPS_MAX} steps do not lead to {id:?}, but through {passed:?}"))
    }

    /// Waits until the focus is there.
    pub(crate) async fn at(&self, id: &str) -> Outcome {
        let there = format!("document.activeElement.id === {}", json!(id));
        let outcome = self.browser.wait(&there).await;
        let at = "return document.activeElement.outerHTML.slice(0, 120)";
        let at = self.browser.run(at, vec![]).await?;
        outcome.map_err(|_| format!("the focus is not at {id:?} but at {at}"))
    }
}
