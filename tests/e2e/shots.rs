//! Pictures of every page for people to look at: `QINGDAN_SHOTS=<folder>`, and those of the
//! documents in `<folder>/docs`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::access::unfold;
use crate::browser::{Browser, Kind, Setup};
use crate::chromium;
use crate::organiser::{self, Organiser};
use crate::plan::Plan;
use crate::report;
use crate::respondent::Respondent;
use crate::run::{Outcome, Tools, run, tools};
use crate::sheet;

/// Width in CSS pixels, whether it is a phone, language, whether it is dark.
type PictureKind = (u32, bool, &'static str, bool);

/// Every page is taken in all of these.
const KINDS: [PictureKind; 8] = [
    (360, true, "zh", false),
    (360, true, "zh", true),
    (360, true, "en", false),
    (360, true, "en", true),
    (1280, false, "zh", false),
    (1280, false, "zh", true),
    (1280, false, "en", false),
    (1280, false, "en", true),
];

/// The built-in browser of an application that people answer surveys in.
const IN_APP: Setup = Setup {
    user_agent: Some(
        "Mozilla/5.0 (Linux; Android 13; V2244A; wv) AppleWebKit/537.36 (KHTML, like Gecko) \
         Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160065 MMWEBSDK/20240301 \
         MicroMessenger/8.0.48 WeChat/arm64",
    ),
    ..Setup::PHONE
};

#[test]
fn screenshots() {
    if wanted() {
        run("shots", Kind::Chromium, Setup::LAPTOP, shots);
    }
}

#[test]
fn screenshots_inside_another_application() {
    if wanted() {
        run("shots-in-app", Kind::Chromium, IN_APP, in_app);
    }
}

fn wanted() -> bool {
    let unwanted = tools().is_some_and(|tools| tools.shots.is_none());
    if unwanted {
        println!("screenshots: not taken; they need QINGDAN_SHOTS, a folder to write to");
    }
    !unwanted
}

async fn shots(browser: &Browser, tools: &Tools) -> Outcome {
    let mut album = Album::begin(browser, tools)?;
    let plan = Plan::v3()?;
    let respondent = Respondent::begin(browser, tools).await?;
    album.take("welcome").await?;
    for step in &plan.steps {
        respondent.next(&step.fragment).await?;
        respondent.answer_all(&plan, step).await?;
        album.take(&step.fragment).await?;
    }
    respondent.next("#/review").await?;
    album.take("review").await?;
    results(&respondent, &mut album, &plan).await?;
    ways_out(&respondent, &mut album).await?;
    organise(browser, tools, &mut album).await?;
    album.sheets()
}

/// The scores, a category, the picture, the comparison.
async fn results(respondent: &Respondent<'_>, album: &mut Album<'_>, plan: &Plan) -> Outcome {
    let browser = respondent.browser;
    for fragment in ["#/results", "#/results/meetings", "#/results/ranking", "#/compare"] {
        respondent.visit(fragment).await?;
        album.take(fragment).await?;
    }
    let earlier = plan.text.replace("\"meet_hours\": 0,", "\"meet_hours\": 4,");
    let script = "const field = document.getElementById('earlier-text'); \
        field.value = arguments[0]; field.dispatchEvent(new Event('input', { bubbles: true }))";
    browser.run(script, vec![json!(earlier)]).await?;
    browser.click("#earlier-read").await?;
    browser.find("#compared").await?;
    album.take("compare-done").await?;
    respondent.visit("#/results").await?;
    browser.click("#make-picture").await?;
    browser.find("#picture").await?;
    unfold(browser).await?;
    album.take("results-unfolded").await
}

/// The file, the draft, the dialog, the end.
async fn ways_out(respondent: &Respondent<'_>, album: &mut Album<'_>) -> Outcome {
    let browser = respondent.browser;
    respondent.visit("#/export").await?;
    album.take("export").await?;
    unfold(browser).await?;
    album.take("export-unfolded").await?;
    respondent.save().await?;
    album.take("export-saved").await?;
    respondent.visit("#/draft").await?;
    album.take("draft").await?;
    browser.click("#keep").await?;
    browser.find("#code").await?;
    album.take("draft-kept").await?;
    respondent.visit("#/resume").await?;
    album.take("resume").await?;
    browser.click("#erase").await?;
    browser.find("dialog[open]").await?;
    browser.click("#confirm-yes").await?;
    respondent.arrive("#/erased").await?;
    album.take("erased").await
}

async fn organise(browser: &Browser, tools: &Tools, album: &mut Album<'_>) -> Outcome {
    let files = organiser::files(&browser.folder.join("received"))?;
    let organiser = Organiser::begin(browser, tools).await?;
    album.take("organise").await?;
    organiser.choose(&files[..9]).await?;
    let counts = |n| [("received", n), ("accepted", n), ("refused", 0), ("duplicates", 0)];
    organiser.counts(counts(9)).await?;
    album.take("organise-too-few").await?;
    organiser.choose(&files[9..]).await?;
    let received = files.len();
    let there = format!("document.querySelector('#received')?.textContent.trim() == {received}");
    browser.wait(&there).await?;
    album.take("organise-ask").await?;
    album.steps("collect", "#received").await?;
    report::made(browser).await?;
    browser.wait("document.querySelector('tr[data-category=index]')").await?;
    album.take("organise-report").await?;
    album.steps("report", ".release__title").await?;
    for language in ["zh", "en"] {
        // The form begins with texts in the language in which it is opened.
        speak(browser, language).await?;
        browser.click("#campaign-new").await?;
        browser.find("#campaign-title-field").await?;
        album.step("campaign", "#campaign-title-field", language).await?;
        browser.click("#campaign-close").await?;
    }
    speak(browser, "zh").await
}

/// What is different where downloads fail silently.
async fn in_app(browser: &Browser, tools: &Tools) -> Outcome {
    let mut album = Album::begin(browser, tools)?;
    let respondent = Respondent::begin(browser, tools).await?;
    respondent.visit("#/c/meetings").await?;
    respondent.pick("meet_hours", "2").await?;
    respondent.visit("#/export").await?;
    album.take("in-app-export").await?;
    unfold(browser).await?;
    album.take("in-app-export-unfolded").await
}

/// The pictures taken so far.
struct Album<'a> {
    browser: &'a Browser,
    folder: &'a Path,
    names: Vec<String>,
}

impl<'a> Album<'a> {
    fn begin(browser: &'a Browser, tools: &'a Tools) -> Outcome<Self> {
        let folder = tools.shots.as_deref().ok_or("no folder for screenshots")?;
        fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        Ok(Self { browser, folder, names: Vec::new() })
    }

    /// Takes the whole page at both widths, in both languages, light and dark.
    async fn take(&mut self, page: &str) -> Outcome {
        let browser = self.browser;
        let page = page.trim_start_matches("#/").replace('/', "-");
        let name = if page.starts_with("in-app") {
            page
        } else {
            format!("{:02}-{page}", self.names.len() + 1)
        };
        for kind in KINDS {
            let (width, phone, language, dark) = kind;
            if browser.count("#language").await? > 0 {
                speak(browser, language).await?;
            }
            browser.set_dark(dark).await?;
            size(browser, width, 800, phone)?;
            let height = browser.run("return document.documentElement.scrollHeight", vec![]);
            let height = height.await?.as_u64().unwrap_or(800).clamp(640, 8000);
            size(browser, width, height, phone)?;
            browser.screenshot(&self.path(&name, kind)).await?;
        }
        if browser.count("#language").await? > 0 {
            speak(browser, "zh").await?;
        }
        browser.set_dark(false).await?;
        self.names.push(name);
        chromium::call(browser, "Emulation.clearDeviceMetricsOverride", &json!({})).map(drop)
    }

    /// Takes a window of a page for `docs/pictures/`, in both languages.
    async fn steps(&mut self, name: &str, selector: &str) -> Outcome {
        for language in ["zh", "en"] {
            speak(self.browser, language).await?;
            self.step(name, selector, language).await?;
        }
        speak(self.browser, "zh").await
    }

    /// Takes it in one, with something of the page below the upper edge.
    async fn step(&mut self, name: &str, selector: &str, language: &str) -> Outcome {
        let (browser, folder) = (self.browser, self.folder.join("docs"));
        fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        size(browser, 1280, 800, false)?;
        let script = "const there = document.querySelector(arguments[0]); \
            scrollTo(0, there.getBoundingClientRect().top + scrollY - 240)";
        browser.run(script, vec![json!(selector)]).await?;
        browser.screenshot(&folder.join(format!("step-{name}-{language}.png"))).await?;
        chromium::call(browser, "Emulation.clearDeviceMetricsOverride", &json!({})).map(drop)
    }

    /// Writes a sheet of all pages for each kind of picture.
    fn sheets(&self) -> Outcome {
        for kind in KINDS {
            let pictures: Vec<_> = self.names.iter().map(|name| self.path(name, kind)).collect();
            sheet::write(&self.path("sheet", kind), &pictures)?;
        }
        Ok(())
    }

    fn path(&self, name: &str, (width, _, language, dark): PictureKind) -> PathBuf {
        let scheme = if dark { "dark" } else { "light" };
        self.folder.join(format!("{name}-{width}-{language}-{scheme}.png"))
    }
}

async fn speak(browser: &Browser, language: &str) -> Outcome {
    let here = format!("document.documentElement.lang.startsWith('{language}')");
    if browser.run(&format!("return {here}"), vec![]).await? != true {
        browser.click("#language").await?;
    }
    browser.wait(&here).await
}

fn size(browser: &Browser, width: u32, height: u64, phone: bool) -> Outcome {
    let metrics = json!({
        "width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone,
    });
    chromium::call(browser, "Emulation.setDeviceMetricsOverride", &metrics).map(drop)
}
