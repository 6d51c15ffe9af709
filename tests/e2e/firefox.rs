//! Firefox: how it is started, silenced, taken offline and watched.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Map, Value, json};

use crate::browser::{Browser, Camera, NAMES, Setup};
use crate::driver::Driver;
use crate::name_server::ZONE;
use crate::run::{Outcome, Tools};

/// What Firefox would otherwise do on its own account over the network.
const OFF: [&str; 21] = [
    "app.normandy.enabled",
    "app.update.auto",
    "browser.newtabpage.activity-stream.feeds.system.topstories",
    "browser.newtabpage.activity-stream.showSponsoredTopSites",
    "browser.newtabpage.enabled",
    "browser.safebrowsing.downloads.enabled",
    "browser.safebrowsing.malware.enabled",
    "browser.safebrowsing.phishing.enabled",
    "browser.safebrowsing.downloads.remote.enabled",
    "browser.search.update",
    "browser.topsites.contile.enabled",
    "datareporting.healthreport.uploadEnabled",
    "datareporting.policy.dataSubmissionEnabled",
    "dom.push.connection.enabled",
    "extensions.getAddons.cache.enabled",
    "extensions.systemAddon.update.enabled",
    "extensions.update.enabled",
    "media.gmp-manager.updateEnabled",
    "network.captive-portal-service.enabled",
    "network.connectivity-service.enabled",
    "toolkit.telemetry.enabled",
];

/// Starts the driver and says how its browser shall be.
pub(crate) fn start(
    tools: &Tools,
    setup: Setup,
    folder: &Path,
    wall: u16,
) -> Outcome<(Driver, Value)> {
    let mut command = Command::new(&tools.geckodriver);
    command
        .args(["--port", "0", "--websocket-port", "0", "--allow-system-access"])
        .arg("--profile-root")
        .arg(folder)
        .env("TZ", setup.timezone)
        .env("MOZ_REMOTE_SETTINGS_DEVTOOLS", "1");
    if setup.names {
        command.env("MOZ_LOG", "nsHostResolver:5").env("MOZ_LOG_FILE", folder.join(NAMES));
    }
    let log = folder.join("driver.log");
    let driver = Driver::start(&mut command, "Listening on 127.0.0.1:", &log)?;
    let (width, height) =
        (format!("--width={}", setup.size.0), format!("--height={}", setup.size.1));
    let profile = folder.join("profile");
    fs::create_dir_all(&profile).map_err(|error| error.to_string())?;
    let wishes = json!({
        "browserName": "firefox",
        "unhandledPromptBehavior": "ignore",
        "moz:firefoxOptions": {
            "binary": tools.firefox,
            "args": ["-headless", "-profile", profile, width, height],
            "prefs": preferences(setup, folder, wall),
        },
    });
    Ok((driver, wishes))
}

fn preferences(setup: Setup, folder: &Path, wall: u16) -> Map<String, Value> {
    let off = OFF.iter().map(|name| ((*name).to_owned(), json!(false)));
    let mut preferences: Map<String, Value> = off.collect();
    let direct = if setup.loopback { "localhost, 127.0.0.1" } else { "" };
    let more = json!({
        // Otherwise a page that computes while its process ends, because it is left for another, is
        // a complaint on the console: "Script terminated by timeout". No time limit is meant.
        "dom.abort_script_on_child_shutdown": false,
        "network.proxy.type": 1,
        "network.proxy.http": "127.0.0.1",
        "network.proxy.http_port": wall,
        "network.proxy.ssl": "127.0.0.1",
        "network.proxy.ssl_port": wall,
        "network.proxy.no_proxies_on": direct,
        "network.proxy.allow_hijacking_localhost": !setup.loopback,
        "network.trr.mode": 5,
        "network.dns.disablePrefetch": !setup.names,
        "network.prefetch-next": setup.names,
        "security.OCSP.enabled": 0,
        // Otherwise it asks before a form goes to a host whose name is not this computer's.
        "security.warn_submit_secure_to_insecure": false,
        "services.settings.server": "data:,",
        "browser.region.network.url": "",
        "browser.startup.homepage": "about:blank",
        "browser.startup.page": 0,
        "browser.download.dir": folder.join("downloads"),
        "browser.download.folderList": 2,
        "browser.download.useDownloadDir": true,
        "browser.download.always_ask_before_handling_new_types": false,
        "browser.download.alwaysOpenPanel": false,
        "browser.helperApps.neverAsk.saveToDisk": "application/json",
        "intl.accept_languages": setup.locale,
        "layout.css.prefers-color-scheme.content-override": 1,
        "ui.prefersReducedMotion": 1,
        "media.navigator.streams.fake": setup.camera != Camera::Absent,
        "media.navigator.permission.disabled": setup.camera == Camera::Allowed,
        // 2 refuses, 0 asks.
        "permissions.default.camera": if setup.camera == Camera::Refused { 2 } else { 0 },
    });
    preferences.extend(more.as_object().cloned().unwrap_or_default());
    if setup.names {
        // A script instead of a fixed proxy, with which Firefox would look up no name early.
        let choose = format!(
            "data:,function FindProxyForURL(url, host) {{ \
                return /localhost$|{ZONE}$|^127/.test(host) \
                ? 'DIRECT' : 'PROXY 127.0.0.1:{wall}'; }}"
        );
        preferences.insert("network.proxy.type".to_owned(), json!(2));
        preferences.insert("network.proxy.autoconfig_url".to_owned(), json!(choose));
        for name in ["browser.send_pings", "media.peerconnection.ice.loopback"] {
            preferences.insert(name.to_owned(), json!(true));
        }
    }
    if let Some(room) = setup.room_kilobytes {
        let name = "dom.quotaManager.temporaryStorage.fixedLimit";
        preferences.insert(name.to_owned(), json!(room));
    }
    if let Some(user_agent) = setup.user_agent {
        preferences.insert("general.useragent.override".to_owned(), json!(user_agent));
    }
    preferences
}

/// Gives the page area its size and takes the browser offline.
pub(crate) async fn prepare(browser: &Browser, setup: Setup) -> Outcome {
    // Firefox does not make its own window as narrow as a phone.
    privileged(
        browser,
        "document.documentElement.style.setProperty('min-width', '0', 'important')",
    )
    .await?;
    resize(browser, setup.size).await?;
    if !setup.loopback {
        privileged(browser, "Services.io.manageOfflineStatus = false; Services.io.offline = true")
            .await?;
    }
    privileged(browser, "Services.console.reset()").await.map(drop)
}

/// Gives the page area a size. The browser's own bars may still be changing, so that it takes
/// several tries.
pub(crate) async fn resize(browser: &Browser, (width, height): (u32, u32)) -> Outcome {
    let measure = "return [outerWidth - innerWidth, outerHeight - innerHeight, innerWidth, \
        innerHeight]";
    for _ in 0..20 {
        let size = browser.run(measure, vec![]).await?;
        let part = |at: usize| u32::try_from(size[at].as_u64().unwrap_or(0)).unwrap_or(0);
        if (part(2), part(3)) == (width, height) {
            break;
        }
        let sized = browser.client.set_window_size(width + part(0), height + part(1)).await;
        sized.map_err(|error| format!("cannot resize: {error}"))?;
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    Ok(())
}

/// Emulates the preferred colour scheme; animations are off by preference.
pub(crate) async fn set_dark(browser: &Browser, dark: bool) -> Outcome {
    let scheme = u8::from(!dark);
    let name = "layout.css.prefers-color-scheme.content-override";
    privileged(browser, &format!("Services.prefs.setIntPref('{name}', {scheme})")).await.map(drop)
}

/// What the browser complained of on its console since the last call, policy violations first of
/// all, those during loading included.
pub(crate) async fn complaints(browser: &Browser) -> Outcome<Vec<String>> {
    let script = "const all = Services.console.getMessageArray() \
        .filter((message) => message instanceof Ci.nsIScriptError) \
        .filter((error) => /^(file|blob|http):/.test(error.sourceName) \
            || /CSP|Security/.test(error.category)) \
        .map((error) => error.category + ': ' + error.errorMessage + ' ' + error.sourceName); \
        Services.console.reset(); return all;";
    let entries = privileged(browser, script).await?;
    let entries = entries.as_array().cloned().unwrap_or_default();
    Ok(entries.iter().map(|entry| entry.as_str().unwrap_or("?").to_owned()).collect())
}

/// Has a script run in every page from now on, before anything of the page itself.
pub(crate) async fn before_every_page(browser: &Browser, script: &str) -> Outcome {
    let inside = format!(
        "addEventListener('DOMWindowCreated', (event) => {{ \
            const page = event.target.defaultView; \
            const place = Cu.Sandbox(page, {{ sandboxPrototype: page, wantXrays: false }}); \
            Cu.evalInSandbox({}, place); }}, true)",
        json!(script)
    );
    let load = format!(
        "Services.mm.loadFrameScript( \
            'data:,' + encodeURIComponent({}), true)",
        json!(inside)
    );
    privileged(browser, &load).await.map(drop)
}

/// Runs a script with the rights of the browser itself.
pub(crate) async fn privileged(browser: &Browser, script: &str) -> Outcome<Value> {
    browser.driver.send("moz/context", &json!({ "context": "chrome" }))?;
    let value = browser.run(script, Vec::new()).await;
    browser.driver.send("moz/context", &json!({ "context": "content" }))?;
    value
}
