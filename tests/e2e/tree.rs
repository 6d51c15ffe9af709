//! What a screen reader is told: Chromium's whole accessibility tree of every page.

use std::collections::HashMap;
use std::fs;

use serde_json::{Value, json};

use crate::access::ANSWERED;
use crate::browser::{Browser, Kind, Setup};
use crate::chromium;
use crate::plan::{Plan, here};
use crate::respondent::Respondent;
use crate::run::{Outcome, Tools, ensure, equal, run};
use crate::watch;

/// One thing that a screen reader can come to.
#[derive(Debug)]
struct Thing {
    role: String,
    name: String,
    description: String,
    /// Value, and states such as `checked`, `pressed`, `level`, `live`.
    states: HashMap<String, Value>,
    /// Places of the things around it, the nearest last.
    around: Vec<usize>,
}

impl Thing {
    fn state(&self, name: &str) -> &str {
        self.states.get(name).and_then(Value::as_str).unwrap_or_default()
    }
}

/// The tree from top to bottom.
#[derive(Debug)]
struct Tree(Vec<Thing>);

impl Tree {
    /// Reads the tree of the page as it stands.
    fn read(browser: &Browser) -> Outcome<Self> {
        let tree = chromium::call(browser, "Accessibility.getFullAXTree", &json!({}))?;
        let nodes = tree["nodes"].as_array().ok_or("a tree without nodes")?;
        let by_id: HashMap<&str, &Value> =
            nodes.iter().filter_map(|node| Some((node["nodeId"].as_str()?, node))).collect();
        let mut things = Vec::new();
        gather(nodes.first().ok_or("an empty tree")?, &by_id, &[], &mut things);
        Ok(Self(things))
    }

    fn with_role<'a>(&'a self, role: &'a str) -> impl Iterator<Item = (usize, &'a Thing)> {
        self.0.iter().enumerate().filter(move |(_, thing)| thing.role == role)
    }

    /// The things of a role inside another thing.
    fn inside(&self, place: usize, role: &str) -> Vec<&Thing> {
        let inside = |thing: &&Thing| thing.role == role && thing.around.contains(&place);
        self.0.iter().filter(inside).collect()
    }

    /// All text inside another thing.
    fn text(&self, place: usize) -> String {
        self.inside(place, "StaticText").iter().map(|thing| thing.name.as_str()).collect()
    }
}

/// Adds a node and what is inside it, leaving out what is only there for the layout.
fn gather(node: &Value, by_id: &HashMap<&str, &Value>, around: &[usize], things: &mut Vec<Thing>) {
    let text = |value: &Value| value["value"].as_str().unwrap_or_default().to_owned();
    let mut around = around.to_vec();
    if node["ignored"] != true {
        let list = node["properties"].as_array().into_iter().flatten();
        let states = list.filter_map(|property| {
            let value = match &property["value"]["value"] {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            Some((property["name"].as_str()?.to_owned(), Value::String(value)))
        });
        things.push(Thing {
            role: text(&node["role"]),
            name: text(&node["name"]),
            description: text(&node["description"]),
            states: states.collect(),
            around: around.clone(),
        });
        around.push(things.len() - 1);
    }
    for child in node["childIds"].as_array().into_iter().flatten() {
        if let Some(child) = child.as_str().and_then(|id| by_id.get(id)) {
            gather(child, by_id, &around, things);
        }
    }
}

#[test]
fn a_screen_reader_is_told_everything_in_chromium() {
    run("tree", Kind::Chromium, Setup::PHONE, told);
}

async fn told(browser: &Browser, tools: &Tools) -> Outcome {
    let plan = Plan::v3()?;
    let wording = Wording::read()?;
    let respondent = Respondent::begin(browser, tools).await?;
    chromium::call(browser, "Accessibility.enable", &json!({}))?;
    every_page(&respondent, &["#/c/meetings", "#/resume", "#/erased", "#/welcome"]).await?;
    for step in &plan.steps {
        respondent.visit(&step.fragment).await?;
        for language in ["en", "zh-CN"] {
            respondent.speak(language).await?;
            let tree = Tree::read(browser)?;
            for question in &step.questions {
                asked(&tree, &wording, question, language, None)?;
            }
        }
        respondent.answer_at_once(&plan, step).await?;
        let tree = Tree::read(browser)?;
        for question in &step.questions {
            asked(&tree, &wording, question, "zh-CN", plan.answer(question).as_u64())?;
        }
    }
    declined(&respondent).await?;
    every_page(&respondent, &ANSWERED).await?;
    saved(&respondent).await?;
    confirm(&respondent).await?;
    faults(&respondent, &wording).await?;
    watch::nothing_happened(browser).await
}

/// The stem, time span and instruction of every question, and its options.
struct Wording(Vec<Value>);

impl Wording {
    fn read() -> Outcome<Self> {
        let path = here("instrument/grassroots-burden.json");
        let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
        let whole: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        let lists = ["items", "outcomes", "background"].map(|part| whole[part].as_array().cloned());
        Ok(Self(lists.into_iter().flatten().flatten().collect()))
    }

    fn of(&self, question: &str) -> Outcome<&Value> {
        let found = self.0.iter().find(|entry| entry["id"] == question);
        found.ok_or_else(|| format!("no question {question}"))
    }
}

/// A question is a group with its stem as name; its time span and instruction describe it. The
/// options are radio buttons, at most one of them picked; declining is a button with a state.
fn asked(
    tree: &Tree,
    wording: &Wording,
    question: &str,
    language: &str,
    answer: Option<u64>,
) -> Outcome {
    let entry = wording.of(question)?;
    let key = if language == "en" { "en" } else { "zh" };
    let stem = entry["stem"][key].as_str().unwrap_or_default();
    let group = tree.with_role("group").find(|(_, thing)| thing.name == stem);
    let (place, group) = group.ok_or_else(|| format!("no group is named {stem:?}"))?;
    let mut notes = vec![entry["instruction"][key].as_str()];
    let priorities = entry["kind"] == "priorities";
    let chinese = |part: &str| entry[part]["zh"].as_str().unwrap_or_default().to_owned();
    if !priorities && !chinese("stem").contains(&chinese("recall")) {
        notes.push(entry["recall"][key].as_str());
    }
    for note in notes.into_iter().flatten() {
        ensure(group.description.contains(note), || {
            format!("{question} is described as {:?} without {note:?}", group.description)
        })?;
    }
    let ways = tree.inside(place, "button");
    let stated = ways.iter().all(|way| ["true", "false"].contains(&way.state("pressed")));
    ensure(!ways.is_empty() && stated, || format!("ways out of {question}: {ways:?}"))?;
    let options = tree.inside(place, "radio");
    if priorities {
        let enough = ways.len() > 11 && !group.description.is_empty();
        return ensure(enough, || format!("{question}: {group:?} with {ways:?}"));
    }
    let unnamed = options.iter().any(|option| option.name.trim().is_empty());
    ensure(options.len() > 1 && !unnamed, || format!("options of {question}: {options:?}"))?;
    let picked = options.iter().position(|option| option.state("checked") == "true");
    equal(&format!("picked of {question}"), picked.map(|at| at as u64), answer)
}

/// A way of not answering has a state, which changes.
async fn declined(respondent: &Respondent<'_>) -> Outcome {
    respondent.visit("#/c/meetings").await?;
    let pressed = || -> Outcome<usize> {
        let tree = Tree::read(respondent.browser)?;
        Ok(tree.with_role("button").filter(|(_, button)| button.state("pressed") == "true").count())
    };
    equal("ways pressed before", pressed()?, 0)?;
    respondent.press("meet_hours", "pn").await?;
    equal("ways pressed after", pressed()?, 1)?;
    respondent.pick("meet_hours", "0").await?;
    equal("ways pressed at the end", pressed()?, 0)
}

/// Looks at the frame of each page in both languages.
async fn every_page(respondent: &Respondent<'_>, fragments: &[&str]) -> Outcome {
    for fragment in fragments {
        respondent.visit(fragment).await?;
        for language in ["en", "zh-CN"] {
            if *fragment != "#/erased" {
                respondent.speak(language).await?;
            }
            frame(respondent.browser, fragment).await?;
        }
    }
    Ok(())
}

/// One main heading and no level left out; everything that can be used has a name; the place in
/// the survey is said; the language of every part is right.
async fn frame(browser: &Browser, page: &str) -> Outcome {
    let tree = Tree::read(browser)?;
    let levels: Vec<usize> = tree
        .with_role("heading")
        .filter_map(|(_, heading)| heading.state("level").parse().ok())
        .collect();
    let first =
        levels.first() == Some(&1) && levels.iter().filter(|&&level| level == 1).count() == 1;
    let whole = levels.windows(2).all(|pair| pair[1] <= pair[0] + 1);
    ensure(first && whole, || format!("headings of {page}: {levels:?}"))?;
    equal(&format!("main parts of {page}"), tree.with_role("main").count(), 1)?;
    for role in [
        "button",
        "link",
        "radio",
        "textbox",
        "progressbar",
        "image",
        "dialog",
        "navigation",
        "table",
        "combobox",
        "checkbox",
    ] {
        let nameless = tree.with_role(role).filter(|(_, thing)| thing.name.trim().is_empty());
        equal(&format!("{role}s without a name on {page}"), nameless.count(), 0)?;
    }
    let place = tree.with_role("status").map(|(place, _)| tree.text(place)).collect::<String>();
    let line = tree.with_role("progressbar").next().map(|(_, line)| line.name.clone());
    if let Some(line) = line.filter(|_| tree.with_role("navigation").count() > 0) {
        ensure(place.contains(&line), || format!("{page} says {place:?}, its line {line:?}"))?;
    }
    languages(browser, page).await
}

/// Chinese writing stands in parts marked as Chinese, Latin words in English ones.
async fn languages(browser: &Browser, page: &str) -> Outcome {
    let script = "const found = []; \
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); \
        while (walker.nextNode()) { \
            const text = walker.currentNode.data.trim(); \
            const parent = walker.currentNode.parentElement; \
            if (parent.closest('script, style, noscript, pre, code')) continue; \
            const lang = parent.closest('[lang]')?.lang ?? ''; \
            if (/[\\u4e00-\\u9fff]/.test(text) && !lang.startsWith('zh')) \
                found.push(lang + ': ' + text); \
            if (/[a-z]{3,} [a-z]{3,} [a-z]{3,}/i.test(text) && !/[\\u4e00-\\u9fff]/.test(text) \
                && !lang.startsWith('en')) found.push(lang + ': ' + text); \
        } \
        if (document.documentElement.lang !== document.querySelector('.shell').lang) \
            found.push('the document is in ' + document.documentElement.lang); \
        return found";
    let found = browser.run(script, Vec::new()).await?;
    equal(&format!("texts in the wrong language on {page}"), found, json!([]))
}

/// What became of saving is said by a live region.
async fn saved(respondent: &Respondent<'_>) -> Outcome {
    respondent.visit("#/export").await?;
    let before = live(respondent.browser)?;
    respondent.save().await?;
    let after = live(respondent.browser)?;
    ensure(before != after && after.contains("qingdan.json"), || {
        format!("after saving the live regions say {after:?}, before it {before:?}")
    })
}

/// Everything that live regions say.
fn live(browser: &Browser) -> Outcome<String> {
    let tree = Tree::read(browser)?;
    let regions = tree.0.iter().enumerate().filter(|(_, thing)| !thing.state("live").is_empty());
    Ok(regions.map(|(place, _)| tree.text(place)).collect())
}

/// The question before erasing is a dialog with a name, and nothing else can be reached.
async fn confirm(respondent: &Respondent<'_>) -> Outcome {
    let browser = respondent.browser;
    respondent.visit("#/review").await?;
    browser.click("#erase").await?;
    browser.find("dialog[open]").await?;
    let tree = Tree::read(browser)?;
    let (place, dialog) = tree.with_role("dialog").next().ok_or("no dialog in the tree")?;
    ensure(!dialog.name.is_empty(), || "the dialog has no name".to_owned())?;
    equal("buttons of the dialog", tree.inside(place, "button").len(), 2)?;
    equal("links beside the dialog", tree.with_role("link").count(), 0)?;
    browser.click("#confirm-no").await?;
    browser.wait("!document.querySelector('dialog[open]')").await
}

/// Each expectation is seen broken once.
async fn faults(respondent: &Respondent<'_>, wording: &Wording) -> Outcome {
    let browser = respondent.browser;
    let group = "document.getElementById('q-meet_hours')";
    let breaks = [
        format!("{group}.querySelector('legend').remove()"),
        format!("{group}.removeAttribute('aria-describedby')"),
        format!(
            "{group}.querySelectorAll('button').forEach((b) => \
            b.removeAttribute('aria-pressed'))"
        ),
        format!("{group}.querySelectorAll('input')[2].checked = true"),
        format!("{group}.querySelector('input').parentElement.lastChild.remove()"),
        "const other = document.createElement('h2'); other.textContent = '2'; \
            document.getElementById('title').replaceWith(other)"
            .to_owned(),
        "document.querySelector('main').append(document.createElement('button'))".to_owned(),
        "document.querySelector('[role=status]').textContent = ''".to_owned(),
        "document.querySelector('.shell').lang = 'en'".to_owned(),
    ];
    for fault in breaks {
        // A fresh page each time: what was broken must not mend or break anything else.
        respondent.reopen("#/c/meetings").await?;
        respondent.pick("meet_hours", "0").await?;
        let whole = async || {
            asked(&Tree::read(browser)?, wording, "meet_hours", "zh-CN", Some(0))?;
            frame(browser, "#/c/meetings").await
        };
        whole().await?;
        browser.run(&fault, Vec::new()).await?;
        ensure(whole().await.is_err(), || format!("not noticed: {fault}"))?;
    }
    Ok(())
}
