//! A person with the respondent's page before them.

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::plan::{Plan, Step};
use crate::run::{Outcome, Tools, ensure, equal};
use crate::watch;

/// Name of every exported file.
pub(crate) const FILE: &str = "qingdan.json";

/// The respondent's page in a browser.
pub(crate) struct Respondent<'a> {
    pub(crate) browser: &'a Browser,
    axe: &'a str,
}

impl<'a> Respondent<'a> {
    /// Opens the page from disk.
    pub(crate) async fn begin(browser: &'a Browser, tools: &'a Tools) -> Outcome<Self> {
        browser.open_file(&tools.dist.join("index.html")).await?;
        Self::begun(browser, tools).await
    }

    /// Takes over a page just opened.
    pub(crate) async fn begun(browser: &'a Browser, tools: &'a Tools) -> Outcome<Self> {
        started(browser).await?;
        Ok(Self { browser, axe: &tools.axe })
    }

    /// Presses "next" and waits for the page that must follow, its heading focused.
    pub(crate) async fn next(&self, fragment: &str) -> Outcome {
        self.browser.click("#next").await?;
        self.arrive(fragment).await
    }

    /// Presses "back" and waits for the page that must follow.
    pub(crate) async fn back(&self, fragment: &str) -> Outcome {
        self.browser.click("#back").await?;
        self.arrive(fragment).await
    }

    /// Waits until a page is shown and its heading has the focus; after changing an answer, the
    /// review has it at that answer.
    pub(crate) async fn arrive(&self, fragment: &str) -> Outcome {
        let review = if fragment == "#/review" { "|review-.*" } else { "" };
        let there = format!(
            "location.hash === {} && /^(title{review})$/.test(document.activeElement.id)",
            json!(fragment)
        );
        self.browser.wait(&there).await
    }

    /// Goes to a page by its address, as a bookmark or the browser's history would.
    pub(crate) async fn visit(&self, fragment: &str) -> Outcome {
        let here = self.browser.run("return location.hash", Vec::new()).await?;
        if here != fragment {
            self.browser.run("location.hash = arguments[0]", vec![json!(fragment)]).await?;
            self.arrive(fragment).await?;
        }
        Ok(())
    }

    /// Opens the page once more, without being asked about what was answered, at a fragment.
    pub(crate) async fn reopen(&self, fragment: &str) -> Outcome {
        let script = "addEventListener('beforeunload', \
            (event) => event.stopImmediatePropagation(), true); \
            return location.href.split('#')[0]";
        let address = self.browser.run(script, Vec::new()).await?;
        self.browser.open_address("about:blank").await?;
        let address = [address.as_str().unwrap_or_default(), fragment].concat();
        self.browser.open_address(&address).await?;
        started(self.browser).await
    }

    /// Goes on to a page through all that lie before it.
    pub(crate) async fn walk_to(&self, fragment: &str) -> Outcome {
        for _ in 0..20 {
            let here = self.browser.run("return location.hash", Vec::new()).await?;
            if here == fragment {
                return Ok(());
            }
            self.browser.click("#next").await?;
            let left = format!("location.hash !== {here} && document.activeElement.id === 'title'");
            self.browser.wait(&left).await?;
        }
        Err(format!("no way leads to {fragment}"))
    }

    /// Answers every question of a page by clicking, and checks that the page took it.
    pub(crate) async fn answer_all(&self, plan: &Plan, step: &Step) -> Outcome {
        for question in &step.questions {
            self.answer(plan, question, plan.answer(question)).await?;
        }
        Ok(())
    }

    /// Answers the questions of a page by script; that real clicks work, other journeys show.
    pub(crate) async fn answer_at_once(&self, plan: &Plan, step: &Step) -> Outcome {
        // One after another: the page must have taken an answer before the next one comes.
        for id in plan.controls(&step.questions)? {
            let script = "document.getElementById(arguments[0]).click()";
            self.browser.run(script, vec![json!(id)]).await?;
            let taken = format!(
                "document.querySelector('#{id}:checked, #{id}[aria-pressed=true]') !== null"
            );
            self.browser.wait(&taken).await?;
        }
        Ok(())
    }

    /// Answers one question by clicking its label or button.
    pub(crate) async fn answer(&self, plan: &Plan, question: &str, answer: &Value) -> Outcome {
        match answer {
            Value::Number(option) => self.pick(question, &option.to_string()).await,
            Value::String(word) => self.press(question, word).await,
            Value::Array(chosen) => {
                for category in chosen {
                    let place = plan.categories.iter().position(|id| category == id.as_str());
                    let place = place.ok_or_else(|| format!("unknown category {category}"))?;
                    self.press(question, &place.to_string()).await?;
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Clicks the label of an option and checks that it is picked.
    pub(crate) async fn pick(&self, question: &str, option: &str) -> Outcome {
        self.browser.click(&label(question, option)).await?;
        self.picked(question, Some(option)).await
    }

    /// Presses one of a question's buttons and checks that it stays pressed.
    pub(crate) async fn press(&self, question: &str, button: &str) -> Outcome {
        let selector = format!("#q-{question}-{button}");
        self.browser.click(&selector).await?;
        self.browser.find(&format!("{selector}[aria-pressed=true]")).await.map(drop)
    }

    /// Waits until exactly this option of a question is picked.
    pub(crate) async fn picked(&self, question: &str, option: Option<&str>) -> Outcome {
        let inputs = format!("document.querySelectorAll('#q-{question} input:checked')");
        let ids = option.map(|option| format!("q-{question}-{option}"));
        let ids: Vec<_> = ids.into_iter().collect();
        let there = format!(
            "JSON.stringify(Array.from({inputs}, (input) => input.id)) === {}",
            json!(json!(ids).to_string())
        );
        self.browser.wait(&there).await
    }

    /// Runs axe on the page as shown: in both languages, light and dark. Ends as it began.
    pub(crate) async fn look(&self, what: &str) -> Outcome {
        for (language, dark) in [("zh-CN", false), ("zh-CN", true), ("en", true), ("en", false)] {
            self.speak(language).await?;
            self.browser.set_dark(dark).await?;
            let scheme = if dark { "dark" } else { "light" };
            let what = format!("{what} ({language}, {scheme})");
            watch::accessible(self.browser, self.axe, &what).await?;
        }
        self.speak("zh-CN").await
    }

    /// Runs axe on the page as it is.
    pub(crate) async fn look_once(&self, what: &str) -> Outcome {
        watch::accessible(self.browser, self.axe, what).await
    }

    /// Switches the language by its button unless the page already has it.
    pub(crate) async fn speak(&self, language: &str) -> Outcome {
        let here = self.browser.run("return document.documentElement.lang", Vec::new()).await?;
        if here != language {
            self.browser.click("#language").await?;
        }
        let there = format!("document.documentElement.lang === {}", json!(language));
        self.browser.wait(&there).await
    }

    /// The exact file as the export page shows it.
    pub(crate) async fn shown_record(&self) -> Outcome<String> {
        self.browser.content("#raw").await
    }

    /// Saves the file and gives the bytes that reached the disk.
    pub(crate) async fn save(&self) -> Outcome<String> {
        self.browser.click("#save").await?;
        let bytes = self.browser.take_download(FILE).await?;
        let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
        equal("the file against what was shown", &text, &self.shown_record().await?)?;
        Ok(text)
    }

    /// Whether the browser would ask before the page is left.
    pub(crate) async fn guarded(&self, expected: bool) -> Outcome {
        let script = "const event = new Event('beforeunload', { cancelable: true }); \
            dispatchEvent(event); return event.defaultPrevented";
        let asks = self.browser.run(script, Vec::new()).await?;
        ensure(asks == expected, || format!("the page asks before it is left: {asks}"))
    }
}

/// Waits until the module has taken over from the view that stands in the file.
async fn started(browser: &Browser) -> Outcome {
    watch::begin(browser).await?;
    browser.wait("self.qingdan.early.over && document.querySelector('#next')").await
}

/// The label that wraps the radio button of an option.
pub(crate) fn label(question: &str, option: &str) -> String {
    format!("label:has(> #q-{question}-{option})")
}
