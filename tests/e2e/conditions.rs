//! The circumstances in which a page must hold: screens, large text, forced colours.

use serde_json::json;

use crate::browser::{Browser, Kind};
use crate::run::Outcome;
use crate::{chromium, firefox};

/// The browser's own size of text, CSS pixels; twice that is the "200 %" of WCAG 1.4.4.
const TEXT: u32 = 16;

/// One set of circumstances. Motion is always switched off.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Conditions {
    /// What a failure calls them.
    pub(crate) name: &'static str,
    /// Size of the page area, CSS pixels.
    pub(crate) size: (u32, u32),
    /// Whether text is twice as large by the reader's preference.
    pub(crate) large: bool,
    /// Whether the reader's own few colours replace the page's.
    pub(crate) forced: bool,
}

/// A small phone upright, as usual.
pub(crate) const USUAL: Conditions =
    Conditions { name: "a small phone", size: (360, 640), large: false, forced: false };

/// A laptop.
pub(crate) const LAPTOP: Conditions = Conditions { name: "a laptop", size: (1280, 800), ..USUAL };

/// All circumstances. 320 px are also what 400 % zoom leaves of 1,280 (WCAG 1.4.10).
pub(crate) const ALL: [Conditions; 6] = [
    USUAL,
    Conditions { name: "320 px, as zoomed", size: (320, 568), ..USUAL },
    Conditions { name: "text twice as large", large: true, ..USUAL },
    Conditions { name: "a phone on its side", size: (640, 360), ..USUAL },
    Conditions { name: "forced colours", forced: true, ..USUAL },
    LAPTOP,
];

/// Puts the browser into these circumstances.
pub(crate) async fn set(browser: &Browser, conditions: &Conditions) -> Outcome {
    let Conditions { size: (width, height), large, forced, .. } = *conditions;
    let text = if large { 2 * TEXT } else { TEXT };
    match browser.kind {
        Kind::Chromium => {
            let metrics = json!({
                "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
            });
            chromium::call(browser, "Emulation.setDeviceMetricsOverride", &metrics)?;
            chromium::call(browser, "Emulation.setScrollbarsHidden", &json!({ "hidden": true }))?;
            let sizes = json!({ "fontSizes": { "standard": text, "fixed": text * 13 / 16 } });
            chromium::call(browser, "Page.setFontSizes", &sizes)?;
            media(browser, forced)?;
        }
        Kind::Firefox => {
            let script = format!(
                "Services.prefs.setIntPref('browser.display.os-zoom-behavior', 2); \
                 Services.prefs.setIntPref('ui.textScaleFactor', {}); \
                 Services.prefs.setIntPref('browser.display.document_color_use', {})",
                if large { 200 } else { 100 },
                if forced { 2 } else { 0 }
            );
            firefox::privileged(browser, &script).await?;
        }
    }
    let text = format!(
        "(() => {{ const probe = document.createElement('p'); document.body.append(probe); \
         probe.style.cssText = 'font-size: medium'; const size = getComputedStyle(probe).fontSize; \
         probe.remove(); return size === '{text}px' }})()"
    );
    browser.wait(&text).await?;
    browser.wait(&format!("matchMedia('(forced-colors: active)').matches === {forced}")).await?;
    if browser.kind == Kind::Firefox {
        // The browser's own bars grow with the text, so the size of the page comes after it.
        firefox::resize(browser, (width, height)).await?;
    }
    browser.wait(&format!("innerWidth === {width} && innerHeight === {height}")).await
}

/// Emulates forced colours and the wish for less motion, in the light scheme (Chromium only).
fn media(browser: &Browser, forced: bool) -> Outcome {
    let features = json!([
        { "name": "prefers-color-scheme", "value": "light" },
        { "name": "forced-colors", "value": if forced { "active" } else { "none" } },
        { "name": "prefers-reduced-motion", "value": "reduce" },
    ]);
    chromium::call(browser, "Emulation.setEmulatedMedia", &json!({ "features": features }))
        .map(drop)
}
