//! A report taken along: what the page shows, every file that it saves, and what the programs for
//! those files find in them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use qingdan::domain::disclose::{Cell, Release, Summary};
use qingdan::domain::record::CampaignRef;
use qingdan::domain::report::{
    Context, Figure, Words, codebook_csv, codebook_html, csv, json, r, rows, spss, stata,
    table_schema,
};
use qingdan::domain::shipped_instrument;
use qingdan::i18n::Language;
use qingdan::i18n::organise::report::Messages;
use serde_json::{Value, json};

use crate::browser::{Browser, Kind};
use crate::plan::here;
use crate::run::{Outcome, Tools, ensure, equal};
use crate::{chromium, watch};

/// Name of the report as one file.
const REPORT: &str = "qingdan-report.html";

/// Half a unit of the last decimal of a figure in the page, and of one in a file.
const SHOWN: f64 = 0.05 + 1e-9;
const WRITTEN: f64 = 1e-5;

/// How far the same figure may differ between two machines, of its size.
const LAST_DIGITS: f64 = 1e-11;

/// Has the report made where it waits to be wished for.
pub(crate) async fn made(browser: &Browser) -> Outcome {
    let (waits, there) = ("#make-report", ".release__title, #missing, #near");
    browser.wait(&format!("document.querySelector('{waits}, {there}')")).await?;
    if browser.count(waits).await? > 0 {
        browser.click(waits).await?;
    }
    browser.find(there).await.map(drop)
}

/// The table of scores, shown in the page or in a saved report, is that of a release.
pub(crate) async fn shows(browser: &Browser, release: &Release) -> Outcome {
    made(browser).await?;
    let n = release.n;
    let there = format!("document.querySelector('.release__title')?.textContent.includes('{n}')");
    browser.wait(&there).await?;
    browser.wait("document.querySelectorAll('tr[data-category] th').length > 0").await?;
    row(browser, "index", &release.index).await?;
    row(browser, "weighted", &release.weighted).await?;
    for (category, cell) in shipped_instrument().categories.iter().zip(&release.categories) {
        row(browser, &category.id, cell).await?;
    }
    Ok(())
}

/// One row of the table of scores.
async fn row(browser: &Browser, id: &str, cell: &Cell<Summary>) -> Outcome {
    let script = "return Object.fromEntries(Array.from(\
        document.querySelectorAll(`tr[data-category=${arguments[0]}] td`), \
        (cell) => [cell.className, cell.textContent.trim()]))";
    let shown = browser.run(script, vec![json!(id)]).await?;
    let Some(summary) = cell.shown() else {
        let withheld = shown.get("numbers__withheld").is_some();
        return ensure(withheld, || format!("{id} must be withheld: {shown}"));
    };
    equal(&format!("n of {id}"), shown["n"].as_str(), Some(summary.n.to_string().as_str()))?;
    let figures =
        [("mean", summary.mean), ("low", summary.interval.low), ("high", summary.interval.high)];
    for (name, computed) in figures {
        let text = shown[name].as_str().unwrap_or_default();
        let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
        let near = if summary.coarse { 0.5 + 1e-9 } else { SHOWN };
        let right = digits.parse().is_ok_and(|shown: f64| (shown - computed).abs() <= near);
        ensure(right, || format!("{name} of {id}: shown {text:?}, computed {computed}"))?;
    }
    Ok(())
}

/// The files for other programs: each is saved, is byte for byte what the release says, and is
/// opened by the program that it is for.
pub(crate) async fn exports(
    browser: &Browser,
    release: &Release,
    campaign: Option<CampaignRef>,
) -> Outcome {
    let folder = browser.folder.join("exports");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let instrument = shipped_instrument();
    let language = Language::Zh;
    let words = Words::of(language);
    let number = language as usize;
    let (campaign, wave) = campaign.map(|campaign| (campaign.id, campaign.wave)).unzip();
    let context = Context { instrument, campaign, wave, demo: false, words, language: number };
    let rows = rows(instrument, release);
    for (name, expected) in [
        ("qingdan-release.csv", csv(&context, release, &rows)),
        ("qingdan-release.json", json(&context, release, &rows)),
        ("qingdan-codebook.csv", codebook_csv(&context)),
        ("qingdan-codebook.html", codebook_html(&context)),
        ("qingdan-release.schema.json", table_schema(&context)),
        ("qingdan-release.sps", spss(&context)),
        ("qingdan-release.R", r(&context)),
        ("qingdan-release.do", stata(&context)),
    ] {
        browser.click(&format!("[data-export='{name}']")).await?;
        let saved = browser.take_download(name).await?;
        let got = String::from_utf8_lossy(&saved);
        if name == "qingdan-release.json" {
            // Powers and logarithms may differ in their last digit from machine to machine.
            let parsed = |text: &str| serde_json::from_str::<Value>(text);
            let (got, expected) = (parsed(&got), parsed(&expected));
            let (got, expected) =
                got.and_then(|got| Ok((got, expected?))).map_err(|e| e.to_string())?;
            same_value(name, &got, &expected)?;
        } else {
            same_text(name, &got, &expected)?;
        }
        fs::write(folder.join(name), saved).map_err(|error| error.to_string())?;
    }
    programs(&folder, release)?;
    // One line too many must be noticed.
    let table = folder.join("qingdan-release.csv");
    let text = fs::read_to_string(&table).map_err(|error| error.to_string())?;
    let last = text.lines().last().unwrap_or_default();
    fs::write(&table, format!("{text}{last}\r\n")).map_err(|error| error.to_string())?;
    let noticed = programs(&folder, release).is_err();
    ensure(noticed, || "no program notices a line too many".to_owned())
}

/// Fails with the first place in which two values differ.
fn same_value(place: &str, got: &Value, expected: &Value) -> Outcome {
    match (got, expected) {
        (Value::Object(got), Value::Object(expected)) if got.len() == expected.len() => {
            let mut both = got.iter().zip(expected);
            both.try_for_each(|((key, got), (other, expected))| {
                equal(place, key, other)?;
                same_value(&format!("{place}.{key}"), got, expected)
            })
        }
        (Value::Array(got), Value::Array(expected)) if got.len() == expected.len() => {
            let mut both = got.iter().zip(expected).enumerate();
            both.try_for_each(|(number, (got, expected))| {
                same_value(&format!("{place}[{number}]"), got, expected)
            })
        }
        (Value::Number(got), Value::Number(expected)) => {
            let (got, expected) = (got.as_f64(), expected.as_f64());
            let near = got.zip(expected).is_some_and(|(got, expected)| {
                (got - expected).abs() <= LAST_DIGITS * expected.abs().max(1.0)
            });
            ensure(near, || format!("{place}: {got:?} for {expected:?}"))
        }
        _ => equal(place, got, expected),
    }
}

/// Fails with the first line in which two texts differ.
fn same_text(name: &str, got: &str, expected: &str) -> Outcome {
    let mut lines = got.lines().zip(expected.lines()).enumerate();
    if let Some((number, (got, expected))) = lines.find(|(_, (got, expected))| got != expected) {
        let start = |line: &str| line.chars().take(300).collect::<String>();
        return Err(format!("{name}, line {number}: {} for {}", start(got), start(expected)));
    }
    equal(&format!("size of {name}"), got.len(), expected.len())
}

/// Python, R and PSPP find in the files what the release holds.
fn programs(folder: &Path, release: &Release) -> Outcome {
    let rows = rows(shipped_instrument(), release);
    let shown: Vec<f64> = rows
        .iter()
        .filter_map(|row| match row.figure {
            Figure::Shown { value, .. } => Some(value),
            Figure::Withheld(_) => None,
        })
        .collect();
    let index = release.index.shown().ok_or("the index must be shown here")?;
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let people = f64::from(u32::try_from(index.n).unwrap_or(u32::MAX));
    let expected = [
        number(rows.len()),
        number(shown.len()),
        number(rows.len() - shown.len()),
        shown.iter().sum(),
        people,
        index.mean,
        index.interval.low,
        index.interval.high,
    ];
    let same = |name: &str, found: &[f64]| {
        let near = found.len() == expected.len()
            && found.iter().zip(expected).enumerate().all(|(place, (found, expected))| {
                // The sum of some thousand figures, each with six decimals.
                let near = if place == 3 { 1e-2 } else { WRITTEN };
                (found - expected).abs() <= near
            });
        ensure(near, || format!("{name} finds {found:?} for {expected:?}"))
    };

    let script = |name: &str| here("tests/journey").join(name).display().to_string();
    let python = std::env::var("QINGDAN_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    if let Some(said) = program(&python, &[&script("open.py"), "."], folder)? {
        let lines: Vec<&str> = said.lines().collect();
        // The third is pandas.
        let readers = if std::env::var_os("QINGDAN_PROGRAMS").is_some() { 3 } else { 2 };
        ensure(lines.len() >= readers, || format!("Python says {said:?}"))?;
        for line in lines {
            same(line, &numbers(line)?)?;
        }
    }
    let utf8 = ["--vanilla", "--encoding=UTF-8", &script("open.R")];
    if let Some(said) = program("Rscript", &utf8, folder)? {
        same("R", &numbers(&said)?)?;
    }
    let list = ["-o", "list.txt", &script("open.sps")];
    if program("pspp", &list, folder)?.is_some() {
        let read = |name: &str| {
            fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}: {error}"))
        };
        let found = [read("found.txt")?, read("index.txt")?].join(" ");
        same("PSPP", &numbers(&found)?)?;
    }
    Ok(())
}

/// Runs a program in a folder and gives what it prints; nothing where it is missing and may be.
fn program(name: &str, arguments: &[&str], folder: &Path) -> Outcome<Option<String>> {
    let output = Command::new(name).args(arguments).current_dir(folder).output();
    let output = match output {
        Ok(output) => output,
        Err(error) if std::env::var_os("QINGDAN_PROGRAMS").is_none() => {
            println!("{name} is not here, so it opens no file: {error}");
            return Ok(None);
        }
        Err(error) => return Err(format!("{name}: {error}")),
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    ensure(output.status.success(), || {
        format!("{name} {arguments:?}: {said}{}", String::from_utf8_lossy(&output.stderr))
    })?;
    Ok(Some(said))
}

/// The numbers in a text, without the words before them.
fn numbers(text: &str) -> Outcome<Vec<f64>> {
    let words = text.split_whitespace();
    let words = words.skip_while(|word| !word.starts_with(|c: char| c.is_ascii_digit()));
    words.map(|word| word.parse().map_err(|error| format!("{word:?}: {error}"))).collect()
}

/// The report as one file: opened again without a network it says the same, breaks no rule, asks
/// for nothing; on paper it says the same once more. Ends on the saved report.
pub(crate) async fn as_one_file(
    browser: &Browser,
    tools: &Tools,
    title: &str,
    release: &Release,
) -> Outcome {
    let text = "return Array.from(document.querySelectorAll('#release td, #release text'), \
        (part) => part.textContent.trim()).filter((text) => /[0-9]/.test(text))";
    browser.click("#save-report").await?;
    let saved = browser.take_download(REPORT).await?;
    let figures = browser.run(text, vec![]).await?;
    let name = browser.text(".release__title").await?;
    let index = browser.content(".headline__number").await?;
    let path = browser.folder.join(REPORT);
    fs::write(&path, &saved).map_err(|error| error.to_string())?;

    browser.open_file(&path).await?;
    watch::begin(browser).await?;
    equal("figures of the saved report", browser.run(text, vec![]).await?, figures)?;
    let folded = browser.count("details:not([open])").await?;
    equal("folds closed in the saved report", folded, 0)?;
    equal(
        "scripts and controls",
        browser.count("script, button, input, select, a[href]").await?,
        0,
    )?;
    shows(browser, release).await?;
    for dark in [false, true] {
        browser.set_dark(dark).await?;
        watch::accessible(browser, &tools.axe, "the saved report").await?;
    }
    browser.set_dark(false).await?;
    // Firefox writes Chinese into its PDF so that no program reads it back as it was.
    let reads = browser.kind == Kind::Chromium && has("pdftotext");
    let pdf = printed(browser, "saved")?;
    if reads {
        on_paper(&pdf, [title, &name, index.trim()])?;
    }
    watch::nothing_happened(browser).await?;

    // A wrong figure must be noticed, on the screen and on paper.
    let wrong = "document.querySelector('tr[data-category=index] .mean').textContent = '99.9'";
    browser.run(wrong, vec![]).await?;
    let noticed = shows(browser, release).await.is_err();
    ensure(noticed, || "a wrong figure is not noticed".to_owned())?;
    let noticed = !reads || on_paper(&pdf, [title, &name, "99.9"]).is_err();
    ensure(noticed, || "a wrong figure on paper is not noticed".to_owned())
}

/// Whether a program is here.
fn has(name: &str) -> bool {
    Command::new(name).arg("-v").output().is_ok()
}

/// The page printed by the browser.
pub(crate) fn printed(browser: &Browser, name: &str) -> Outcome<PathBuf> {
    let paper = json!({ "page": { "width": 21.0, "height": 29.7 }, "shrinkToFit": false });
    let pdf = match browser.kind {
        // The sizes and margins of the style sheet.
        Kind::Chromium => {
            let wishes = json!({ "preferCSSPageSize": true, "printBackground": false });
            chromium::call(browser, "Page.printToPDF", &wishes)?["data"].clone()
        }
        Kind::Firefox => browser.driver.send("print", &paper)?,
    };
    let path = browser.folder.join(format!("{name}.pdf"));
    let bytes = decoded(pdf.as_str().unwrap_or_default());
    ensure(bytes.starts_with(b"%PDF"), || format!("{name} is no PDF"))?;
    fs::write(&path, bytes).map_err(|error| error.to_string())?;
    Ok(path)
}

/// What stands on the paper: pages in order, each with its number and the caveat, and the words
/// of the first page.
pub(crate) fn on_paper(pdf: &Path, words: [&str; 3]) -> Outcome {
    let folder = pdf.parent().unwrap_or(pdf);
    let path = pdf.display().to_string();
    let Some(text) = program("pdftotext", &["-layout", &path, "-"], folder)? else {
        return Ok(());
    };
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let pages: Vec<String> =
        text.split('\u{c}').map(bare).filter(|page| !page.is_empty()).collect();
    let first = pages.first().ok_or("an empty PDF")?;
    for word in words {
        ensure(first.contains(&bare(word)), || format!("{word:?} is not on page 1: {first}"))?;
    }
    let report = Messages::of(Language::Zh);
    ensure(first.contains(&bare(report.caveat)), || format!("no caveat on page 1: {first}"))?;
    let count = pages.len();
    for (number, page) in (1..).zip(&pages) {
        let foot = [bare(report.foot), format!("{number}/{count}")];
        let there = foot.iter().all(|part| page.contains(part));
        ensure(there, || format!("page {number} of {count} lacks {foot:?}: {page}"))?;
    }
    let last = &pages[count - 1];
    ensure((3..=40).contains(&count), || format!("{count} pages, the last: {last}"))
}

/// Bytes of a text in base 64.
fn decoded(text: &str) -> Vec<u8> {
    let six = |c: u8| match c {
        b'A'..=b'Z' => Some(c - b'A'),
        b'a'..=b'z' => Some(c - b'a' + 26),
        b'0'..=b'9' => Some(c - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for value in text.bytes().filter_map(six) {
        held = held << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xff) as u8);
        }
    }
    bytes
}

#[test]
fn base_64_is_decoded() {
    assert_eq!(decoded("JVBERi0="), b"%PDF-");
    assert_eq!(decoded("TQ=="), b"M");
}

/// Which file a value of the chooser of scopes stands for, by its words.
pub(crate) async fn pick_scope(browser: &Browser, words: &str) -> Outcome {
    let script = "const select = document.querySelector('#scope'); \
        const option = Array.from(select?.options ?? []) \
            .find((option) => option.textContent.includes(arguments[0])); \
        if (!option) return Array.from(select?.options ?? [], (option) => option.textContent); \
        select.value = option.value; \
        select.dispatchEvent(new Event('change', { bubbles: true })); return null";
    let missing = browser.run(script, vec![json!(words)]).await?;
    ensure(missing == Value::Null, || format!("no scope {words:?} among {missing}"))
}
