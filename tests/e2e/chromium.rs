//! Chromium: how it is started, silenced, taken offline and watched.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::browser::{Browser, Camera, FILM, NAMES, Setup};
use crate::driver::Driver;
use crate::name_server::ZONE;
use crate::run::{Outcome, Tools};

/// What Chromium would otherwise do on its own account, above all over the network: also the start
/// page of a search engine that it opens after a crash, once it had the time to note that it runs.
const QUIET: [&str; 19] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--hide-crash-restore-bubble",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-domain-reliability",
    "--disable-client-side-phishing-detection",
    "--metrics-recording-only",
    "--gaia-url=http://127.0.0.1:1",
    "--component-updater=url-source=http://127.0.0.1:1/",
    "--disable-features=NetworkTimeServiceQuerying,OptimizationHints,PreconnectToSearch,\
     MediaRouter,Translate,LocalNetworkAccessChecks,AutofillServerCommunication",
];

/// Notes every policy violation from the first moment of every page.
const NOTE_VIOLATIONS: &str = "self.violations = []; \
    document.addEventListener('securitypolicyviolation', (event) => self.violations.push( \
        event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sourceFile + ':' + \
        event.lineNumber));";

/// Starts the driver and says how its browser shall be.
pub(crate) fn start(
    tools: &Tools,
    setup: Setup,
    folder: &Path,
    wall: u16,
) -> Outcome<(Driver, Value)> {
    let mut command = Command::new(&tools.chromedriver);
    command.arg("--port=0").env("TZ", setup.timezone).env("LANGUAGE", setup.locale);
    let log = folder.join("driver.log");
    let driver = Driver::start(&mut command, "was started successfully on port ", &log)?;
    let mut arguments: Vec<String> = QUIET.map(str::to_owned).to_vec();
    let (width, height) = setup.size;
    arguments.push(format!("--window-size={width},{height}"));
    arguments.push(format!("--lang={}", setup.locale));
    arguments.push(format!("--user-data-dir={}", folder.join("profile").display()));
    arguments.push(format!("--proxy-server=127.0.0.1:{wall}"));
    if !setup.loopback {
        arguments.push("--proxy-bypass-list=<-loopback>".to_owned());
    }
    if setup.names {
        arguments.push(format!("--proxy-bypass-list={ZONE},*.{ZONE}"));
        arguments.push(format!("--log-net-log={}", folder.join(NAMES).display()));
    }
    if let Some(user_agent) = setup.user_agent {
        arguments.push(format!("--user-agent={user_agent}"));
    }
    if setup.camera != Camera::Absent {
        let answer = if setup.camera == Camera::Refused { "=deny" } else { "" };
        let film = folder.join(FILM);
        arguments.push("--use-fake-device-for-media-stream".to_owned());
        arguments.push(format!("--use-fake-ui-for-media-stream{answer}"));
        arguments.push(format!("--use-file-for-fake-video-capture={}", film.display()));
    }
    let mut options = json!({
        "binary": tools.chromium,
        "args": arguments,
        "prefs": {
            "download.default_directory": folder.join("downloads"),
            "download.prompt_for_download": false,
            "browser.enable_spellchecking": false,
            "homepage": "about:blank",
            "homepage_is_newtabpage": false,
            "intl.accept_languages": setup.locale,
            "session.restore_on_startup": 4,
            "session.startup_urls": ["about:blank"],
        },
        "perfLoggingPrefs": { "enableNetwork": true, "enablePage": false },
    });
    if setup.phone {
        options["mobileEmulation"] = json!({ "deviceMetrics": {
            "width": width, "height": height, "pixelRatio": 2, "mobile": true, "touch": true,
        }});
    }
    let wishes = json!({
        "browserName": "chrome",
        "unhandledPromptBehavior": "ignore",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
    });
    Ok((driver, wishes))
}

/// Takes the browser offline and begins to note policy violations.
pub(crate) fn prepare(browser: &Browser, setup: Setup) -> Outcome {
    call(browser, "Page.addScriptToEvaluateOnNewDocument", &json!({ "source": NOTE_VIOLATIONS }))?;
    call(browser, "Emulation.setTimezoneOverride", &json!({ "timezoneId": setup.timezone }))?;
    set_dark(browser, false)?;
    if !setup.loopback {
        let none = json!({ "offline": true, "latency": 0, "throughput": 0 });
        let conditions = json!({ "network_conditions": none });
        browser.driver.send("chromium/network_conditions", &conditions)?;
    }
    requests(browser).map(drop)
}

/// Has a script run in every page from now on, before anything of the page itself.
pub(crate) fn before_every_page(browser: &Browser, script: &str) -> Outcome {
    let source = json!({ "source": script });
    call(browser, "Page.addScriptToEvaluateOnNewDocument", &source).map(drop)
}

/// Emulates the preferred colour scheme, without animations.
pub(crate) fn set_dark(browser: &Browser, dark: bool) -> Outcome {
    let scheme = if dark { "dark" } else { "light" };
    let features = json!([
        { "name": "prefers-color-scheme", "value": scheme },
        { "name": "prefers-reduced-motion", "value": "reduce" },
    ]);
    call(browser, "Emulation.setEmulatedMedia", &json!({ "features": features })).map(drop)
}

/// Addresses requested since the last call, from the browser's own network log.
pub(crate) fn requests(browser: &Browser) -> Outcome<Vec<String>> {
    let entries = browser.driver.send("se/log", &json!({ "type": "performance" }))?;
    let entries = entries.as_array().cloned().unwrap_or_default();
    let events = entries.iter().filter_map(|entry| {
        let event: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
        Some(event["message"].clone())
    });
    Ok(events
        .filter(|event| event["method"] == "Network.requestWillBeSent")
        .map(|event| event["params"]["request"]["url"].as_str().unwrap_or("?").to_owned())
        .collect())
}

/// What the browser complained of on its console since the last call.
pub(crate) fn complaints(browser: &Browser) -> Outcome<Vec<String>> {
    let entries = browser.driver.send("se/log", &json!({ "type": "browser" }))?;
    let entries = entries.as_array().cloned().unwrap_or_default();
    Ok(entries
        .iter()
        .filter(|entry| entry["level"] == "SEVERE" || entry["source"] == "security")
        .map(|entry| entry["message"].as_str().unwrap_or("?").to_owned())
        .collect())
}

/// One command of the `DevTools` protocol.
pub(crate) fn call(browser: &Browser, command: &str, parameters: &Value) -> Outcome<Value> {
    let body = json!({ "cmd": command, "params": parameters });
    browser.driver.send("goog/cdp/execute", &body)
}
