//! A real browser with a fresh profile behind the [`Wall`], and what a person does with it.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::driver::Driver;
use crate::run::{Outcome, Tools, pause};
use crate::wall::Wall;
use crate::{chromium, firefox};

/// Longest wait for something to appear on a page.
const PATIENCE: Duration = Duration::from_secs(15);

/// Pause between two looks.
const BLINK: Duration = Duration::from_millis(25);

/// What the page shows, for whoever reads of a failure where no picture can be had.
const SHOWN: &str = "const open = document.querySelector('dialog[open]'); \
    return [open ? `dialog #${open.id}` : '', document.activeElement?.id ?? '', \
        (open ?? document.querySelector('main') ?? document.body).innerText.slice(0, 1500)]";

/// Which browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Chromium,
    Firefox,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        })
    }
}

/// The surroundings of a browser.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setup {
    /// Size of the page area, CSS pixels.
    pub(crate) size: (u32, u32),
    /// Whether to pretend to be a phone (Chromium only: touch, mobile viewport).
    pub(crate) phone: bool,
    /// Preferred language of the browser.
    pub(crate) locale: &'static str,
    /// Time zone.
    pub(crate) timezone: &'static str,
    /// User agent; none for the browser's own.
    pub(crate) user_agent: Option<&'static str>,
    /// Whether this computer's own addresses are reachable past the wall.
    pub(crate) loopback: bool,
    /// Whether the names that are looked up are noted, in the file [`NAMES`].
    pub(crate) names: bool,
    /// What is at the camera.
    pub(crate) camera: Camera,
    /// Room for everything that pages keep, thousands of bytes; none for the browser's own
    /// (Firefox only).
    pub(crate) room_kilobytes: Option<u32>,
}

/// A camera that the browser makes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Camera {
    /// There is none.
    Absent,
    /// Pages may use it. Chromium's sees the film [`FILM`] over and over.
    Allowed,
    /// Pages may not use it.
    Refused,
}

/// The film before the camera, in the folder that the browser is opened in.
pub(crate) const FILM: &str = "film.y4m";

/// How the file begins that names are noted in, in the folder that the browser is opened in.
pub(crate) const NAMES: &str = "names";

impl Setup {
    /// A small phone in China.
    pub(crate) const PHONE: Self = Self {
        size: (360, 640),
        phone: true,
        locale: "zh-CN",
        timezone: "Asia/Shanghai",
        user_agent: None,
        loopback: false,
        names: false,
        camera: Camera::Absent,
        room_kilobytes: None,
    };

    /// A laptop in China.
    pub(crate) const LAPTOP: Self = Self { size: (1280, 800), phone: false, ..Self::PHONE };
}

/// An open browser. Closed when dropped.
#[derive(Debug)]
pub(crate) struct Browser {
    pub(crate) kind: Kind,
    pub(crate) client: Client,
    pub(crate) driver: Driver,
    pub(crate) wall: Wall,
    pub(crate) folder: PathBuf,
}

impl Browser {
    /// Opens a browser with a fresh profile inside the folder.
    pub(crate) async fn open(
        tools: &Tools,
        kind: Kind,
        setup: Setup,
        folder: &Path,
    ) -> Outcome<Self> {
        let wall = Wall::build();
        fs::create_dir_all(folder.join("downloads")).map_err(|error| error.to_string())?;
        let (mut driver, wishes) = match kind {
            Kind::Chromium => chromium::start(tools, setup, folder, wall.port())?,
            Kind::Firefox => firefox::start(tools, setup, folder, wall.port())?,
        };
        let Value::Object(wishes) = wishes else { return Err("capabilities".to_owned()) };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(wishes)
            .connect(&driver.address())
            .await
            .map_err(|error| format!("{kind} does not open: {error}"))?;
        let session = client.session_id().await.map_err(|error| error.to_string())?;
        driver.adopt(session.ok_or("a session without an id")?);
        let browser = Self { kind, client, driver, wall, folder: folder.to_owned() };
        match kind {
            Kind::Chromium => chromium::prepare(&browser, setup)?,
            Kind::Firefox => firefox::prepare(&browser, setup).await?,
        }
        Ok(browser)
    }

    /// Opens a file of this computer.
    pub(crate) async fn open_file(&self, path: &Path) -> Outcome {
        let path = path.canonicalize().map_err(|error| format!("{}: {error}", path.display()))?;
        self.open_address(&format!("file://{}", path.display())).await
    }

    /// Opens an address.
    pub(crate) async fn open_address(&self, address: &str) -> Outcome {
        let opened = self.client.goto(address).await;
        opened.map_err(|error| format!("cannot open {address}: {error}"))
    }

    /// The first element that a CSS selector names, once it is there.
    pub(crate) async fn find(&self, selector: &str) -> Outcome<Element> {
        tokio::time::sleep(pause()).await;
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.client.find(Locator::Css(selector)).await {
                Ok(element) => return Ok(element),
                Err(error) if Instant::now() > deadline => {
                    return Err(format!("nothing at {selector:?}: {error}"));
                }
                Err(_) => tokio::time::sleep(BLINK).await,
            }
        }
    }

    /// Clicks with the real pointer, after scrolling the element to the middle of the screen, as
    /// soon as nothing stands over it: a page that is still growing cannot scroll far enough yet.
    pub(crate) async fn click(&self, selector: &str) -> Outcome {
        let element = self.find(selector).await?;
        let script = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        let argument = serde_json::to_value(&element).map_err(|error| error.to_string())?;
        let deadline = Instant::now() + PATIENCE;
        loop {
            self.run(script, vec![argument.clone()]).await?;
            match element.clone().click().await {
                Ok(()) => return Ok(()),
                Err(error)
                    if error.to_string().contains("intercepted") && Instant::now() < deadline =>
                {
                    tokio::time::sleep(BLINK).await;
                }
                Err(error) => return Err(format!("cannot click {selector:?}: {error}")),
            }
        }
    }

    /// Hands a file over, as the file chooser that the element opens does.
    pub(crate) async fn choose(&self, selector: &str, file: &Path) -> Outcome {
        let file = file.canonicalize().map_err(|error| error.to_string())?;
        let chosen = self.find(selector).await?.send_keys(&file.display().to_string()).await;
        chosen.map_err(|error| format!("cannot choose a file at {selector:?}: {error}"))
    }

    /// The visible text of the first element that the selector names.
    pub(crate) async fn text(&self, selector: &str) -> Outcome<String> {
        let text = self.find(selector).await?.text().await;
        text.map(|text| text.trim().to_owned())
            .map_err(|error| format!("cannot read {selector:?}: {error}"))
    }

    /// The whole text of the element, shown or not, exactly as in the page.
    pub(crate) async fn content(&self, selector: &str) -> Outcome<String> {
        self.find(selector).await?;
        let script = "return document.querySelector(arguments[0]).textContent";
        let text = self.run(script, vec![json!(selector)]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// How many elements the selector names right now.
    pub(crate) async fn count(&self, selector: &str) -> Outcome<u64> {
        let script = "return document.querySelectorAll(arguments[0]).length";
        Ok(self.run(script, vec![json!(selector)]).await?.as_u64().unwrap_or(0))
    }

    /// Runs a script in the page and returns its value.
    pub(crate) async fn run(&self, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        let value = self.client.execute(script, arguments).await;
        value.map_err(|error| format!("script {:?}: {error}", start_of(script)))
    }

    /// Runs a script that calls its last argument with the value when it is done.
    pub(crate) async fn run_async(&self, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        let value = self.client.execute_async(script, arguments).await;
        value.map_err(|error| format!("script {:?}: {error}", start_of(script)))
    }

    /// Waits until an expression over `document` is true.
    pub(crate) async fn wait(&self, expression: &str) -> Outcome {
        self.wait_for(PATIENCE, expression).await
    }

    /// Waits until an expression is true, at most this long.
    pub(crate) async fn wait_for(&self, patience: Duration, expression: &str) -> Outcome {
        tokio::time::sleep(pause()).await;
        let deadline = Instant::now() + patience;
        let script = format!("return Boolean({expression})");
        loop {
            if self.run(&script, Vec::new()).await? == Value::Bool(true) {
                return Ok(());
            }
            if Instant::now() > deadline {
                return Err(format!("not true within {patience:?}: {expression}"));
            }
            tokio::time::sleep(BLINK).await;
        }
    }

    /// Switches the preferred colour scheme; animations are off in both.
    pub(crate) async fn set_dark(&self, dark: bool) -> Outcome {
        match self.kind {
            Kind::Chromium => chromium::set_dark(self, dark)?,
            Kind::Firefox => firefox::set_dark(self, dark).await?,
        }
        self.wait(&format!("matchMedia('(prefers-color-scheme: dark)').matches === {dark}")).await
    }

    /// The bytes of the one file in the download folder, once it is complete; takes it away.
    pub(crate) async fn take_download(&self, name: &str) -> Outcome<Vec<u8>> {
        let path = self.folder.join("downloads").join(name);
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            let files: Vec<_> = fs::read_dir(self.folder.join("downloads"))
                .map_err(|error| error.to_string())?
                .flatten()
                .map(|file| file.file_name())
                .collect();
            let size = fs::metadata(&path).map_or(0, |file| file.len());
            if size > 0 && files.len() == 1 {
                let bytes = fs::read(&path).map_err(|error| error.to_string())?;
                fs::remove_file(&path).map_err(|error| error.to_string())?;
                return Ok(bytes);
            }
            tokio::time::sleep(BLINK).await;
        }
        Err(format!("{name} was not downloaded within {PATIENCE:?}"))
    }

    /// Writes what the window shows as a PNG.
    pub(crate) async fn screenshot(&self, path: &Path) -> Outcome {
        let png = self.client.screenshot().await.map_err(|error| error.to_string())?;
        fs::write(path, png).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// A problem together with the page it happened on and a screenshot of it.
    pub(crate) async fn describe(&self, problem: &str) -> String {
        let address = self.client.current_url().await;
        let address = address.map_or_else(|_| "unknown".to_owned(), |url| url.to_string());
        let page = address.rsplit('/').next().unwrap_or_default().to_owned();
        let path = self.folder.join("failure.png");
        let shot = match self.screenshot(&path).await {
            Ok(()) => path.display().to_string(),
            Err(error) => format!("none ({error})"),
        };
        let log = self.folder.join("driver.log");
        let shown = self.run(SHOWN, Vec::new()).await.unwrap_or_else(Value::String);
        format!(
            "on {page:?}: {problem}\n  screenshot: {shot}\n  log: {}\n  shown: {shown}",
            log.display()
        )
    }
}

fn start_of(script: &str) -> String {
    script.chars().take(60).collect()
}
