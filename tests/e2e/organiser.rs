//! A person with the organiser's page before them.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use qingdan::domain::bundle::{Part, Reader, What};
use qingdan::domain::disclose::{Cell, Summary};
use qingdan::domain::instrument::Form;
use qingdan::domain::record::{Record, read_json};
use qingdan::domain::shipped_instrument;
use qingdan::domain::tally::Scope;
use qingdan::i18n::Language;
use qingdan::i18n::refusal::advice;
use serde_json::{Value, json};

use crate::browser::{Browser, Kind};
use crate::plan::{self, here};
use crate::run::{Outcome, Tools, ensure, equal};
use crate::twin::Twin;
use crate::{conditions, layout, profile, report, watch};

/// Longest wait until a click is answered, whatever the page is doing.
const ANSWER: Duration = Duration::from_secs(1);

/// Longest wait where another program may have had the processor.
const STALL: Duration = Duration::from_secs(3);

/// Longest wait until some hundred files are read.
const READING: Duration = Duration::from_mins(1);

/// The counts that the page shows, by their ids.
const COUNTS: [&str; 4] = ["received", "accepted", "refused", "duplicates"];

/// Their numbers.
pub(crate) type Counts = [u64; COUNTS.len()];

/// Files of the kit that are no records, of very different kinds.
const BROKEN: [&str; 5] = [
    "array_for_object.json",
    "duplicate_key.json",
    "later_format.json",
    "option_out_of_range.json",
    "truncated.json",
];

/// Writes the oracle's 200 records into a folder, one file each, and copies the five broken ones.
pub(crate) fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let records = plan::generated_without_v3()?;
    equal("generated records", records.len(), 200)?;
    let mut files = write(folder, &records)?;
    for name in BROKEN {
        let file = folder.join(name);
        fs::copy(here("tests/kit").join(name), &file)
            .map_err(|error| format!("{name}: {error}"))?;
        files.push(file);
    }
    Ok(files)
}

/// Writes records into a folder, one file each.
pub(crate) fn write(folder: &Path, records: &[String]) -> Outcome<Vec<PathBuf>> {
    fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let numbered = records.iter().enumerate();
    numbered
        .map(|(number, record)| {
            let file = folder.join(format!("{number:03}.json"));
            fs::write(&file, record).map_err(|error| error.to_string())?;
            Ok(file)
        })
        .collect()
}

/// The records of those files that hold one.
fn records(files: &[PathBuf]) -> Outcome<Vec<Record>> {
    let mut records = Vec::new();
    for file in files {
        let bytes = fs::read(file).map_err(|error| error.to_string())?;
        records.extend(read_json(&[shipped_instrument()], &bytes));
    }
    Ok(records)
}

/// The organiser's page in a browser.
pub(crate) struct Organiser<'a> {
    browser: &'a Browser,
    axe: &'a str,
}

impl<'a> Organiser<'a> {
    /// Opens the page from disk.
    pub(crate) async fn begin(browser: &'a Browser, tools: &'a Tools) -> Outcome<Self> {
        browser.open_file(&tools.dist.join("organise.html")).await?;
        Self::begun(browser, tools).await
    }

    /// Takes over a page just opened.
    pub(crate) async fn begun(browser: &'a Browser, tools: &'a Tools) -> Outcome<Self> {
        watch::begin(browser).await?;
        browser.wait("document.querySelector('#files')").await?;
        Ok(Self { browser, axe: &tools.axe })
    }

    /// Gives files to the file chooser.
    pub(crate) async fn choose(&self, files: &[PathBuf]) -> Outcome {
        let paths: Vec<_> = files.iter().map(|file| file.display().to_string()).collect();
        let chooser = self.browser.find("#files").await?;
        let chosen = chooser.send_keys(&paths.join("\n")).await;
        chosen.map_err(|error| format!("cannot choose {} files: {error}", paths.len()))
    }

    /// Opens the page once more, without being asked about anything, and waits until it knows what
    /// is kept.
    pub(crate) async fn reopen(&self) -> Outcome {
        let script = "addEventListener('beforeunload', \
            (event) => event.stopImmediatePropagation(), true); return location.href";
        let address = self.browser.run(script, Vec::new()).await?;
        self.browser.open_address("about:blank").await?;
        self.browser.open_address(address.as_str().unwrap_or_default()).await?;
        watch::begin(self.browser).await?;
        self.ready().await
    }

    /// Waits until the page says where records are kept, and has read what is.
    pub(crate) async fn ready(&self) -> Outcome {
        self.browser.wait_for(READING, "document.querySelector('#storage')").await
    }

    /// Gives files to the file chooser and waits until they are read: by how much each count has
    /// grown.
    pub(crate) async fn take(&self, files: &[PathBuf]) -> Outcome<Counts> {
        let before = self.all_counts().await?;
        self.choose(files).await?;
        self.taken(before).await
    }

    /// Gives a folder to the chooser of folders, with all that lies below it. Firefox cannot be
    /// made to pick a folder, so there it is given all its files.
    pub(crate) async fn take_folder(&self, folder: &Path) -> Outcome<Counts> {
        if self.browser.kind == Kind::Firefox {
            return self.take(&profile::files(folder)).await;
        }
        let before = self.all_counts().await?;
        let chooser = self.browser.find("#folder").await?;
        let chosen = chooser.send_keys(&folder.display().to_string()).await;
        chosen.map_err(|error| format!("cannot pick a folder: {error}"))?;
        self.taken(before).await
    }

    /// Waits until more has been read than before: by how much each count has grown.
    pub(crate) async fn taken(&self, before: Counts) -> Outcome<Counts> {
        let [received, ..] = before;
        let ended = format!(
            "Number(document.querySelector('#received')?.textContent ?? 0) > {received} \
             && !document.querySelector('#progress, #cancel')"
        );
        self.browser.wait_for(READING, &ended).await?;
        let mut counts = self.all_counts().await?;
        counts.iter_mut().zip(before).for_each(|(count, before)| *count -= before);
        let [received, accepted, refused, duplicates] = counts;
        equal("the sum of the counts", accepted + refused + duplicates, received)?;
        Ok(counts)
    }

    /// The counts as they stand together, in the order of [`COUNTS`].
    pub(crate) async fn all_counts(&self) -> Outcome<Counts> {
        let script = "return arguments[0].map((id) => \
            Number(document.getElementById(id)?.textContent ?? 0))";
        let shown = self.browser.run(script, vec![json!(COUNTS)]).await?;
        serde_json::from_value(shown).map_err(|error| format!("the counts: {error}"))
    }

    /// One of the counts as it stands; 0 where none is shown.
    pub(crate) async fn count(&self, id: &str) -> Outcome<u64> {
        let script = "return document.getElementById(arguments[0])?.textContent ?? '0'";
        let shown = self.browser.run(script, vec![json!(id)]).await?;
        let shown = shown.as_str().unwrap_or_default().trim();
        shown.parse().map_err(|error| format!("{id} is {shown:?}: {error}"))
    }

    /// The page still answers: a click changes its language within a second. Where it takes longer,
    /// though not three times as long, once more: another program may have had the processor.
    pub(crate) async fn alive(&self, what: &str) -> Outcome {
        let first = self.answers().await?;
        if first <= ANSWER {
            return Ok(());
        }
        ensure(first <= STALL, || format!("{what}: a click is answered after {first:?}"))?;
        println!("{what}: a click is answered after {first:?}");
        let second = self.answers().await?;
        ensure(second <= ANSWER, || {
            format!("{what}: clicks are answered after {first:?} and after {second:?}")
        })
    }

    /// Clicks on the language and back: how long the slower answer took.
    async fn answers(&self) -> Outcome<Duration> {
        let click = "const done = arguments[arguments.length - 1]; \
            const root = document.documentElement; \
            const watcher = new MutationObserver(() => { watcher.disconnect(); done(root.lang) }); \
            watcher.observe(root, { attributeFilter: ['lang'] }); \
            document.querySelector('#language').click()";
        let mut slower = Duration::ZERO;
        for expected in ["en", "zh-CN"] {
            let started = Instant::now();
            let language = self.browser.run_async(click, Vec::new()).await?;
            slower = slower.max(started.elapsed());
            equal("language after a click", language, json!(expected))?;
        }
        Ok(slower)
    }

    /// The page as it is breaks no rule: axe in both languages, light and dark; layout on a small
    /// phone and on a laptop. Ends on a laptop.
    pub(crate) async fn holds(&self, what: &str) -> Outcome {
        self.look(what).await?;
        let mut found = Vec::new();
        for conditions in [&conditions::USUAL, &conditions::LAPTOP] {
            conditions::set(self.browser, conditions).await?;
            for language in ["en", "zh-CN"] {
                self.speak(language).await?;
                let what = format!("{what} ({language}), {}", conditions.name);
                found.extend(layout::sound(self.browser, &what).await.err());
            }
        }
        equal("faults of layout", found, vec![])
    }

    /// Drops a file beside the place meant for it: the page takes it, or the browser would open
    /// the record in place of the page.
    pub(crate) async fn drop_on_the_page(&self, record: &str) -> Outcome {
        let script = "const transfer = new DataTransfer(); \
            transfer.items.add(new File([arguments[0]], 'dropped.json')); \
            return ['dragenter', 'dragover', 'drop'].map((kind) => { \
                const options = { bubbles: true, cancelable: true, dataTransfer: transfer }; \
                const event = new DragEvent(kind, options); \
                document.body.dispatchEvent(event); \
                return event.defaultPrevented; })";
        let taken = self.browser.run(script, vec![json!(record)]).await?;
        equal("drag and drop events that the page takes", taken, json!([true, true, true]))
    }

    /// Waits until so many files have been read, and checks every count.
    pub(crate) async fn counts(&self, expected: [(&str, u64); 4]) -> Outcome {
        let received = expected[0].1;
        let there =
            format!("document.querySelector('#received')?.textContent.trim() == {received}");
        self.browser.wait_for(READING, &there).await?;
        // The page itself reads only where no worker can be started, and says so.
        equal("notes that no worker runs", self.browser.count("#in-page").await?, 0)?;
        for (id, count) in expected {
            let shown = self.browser.text(&format!("#{id}")).await?;
            equal(id, shown, count.to_string())?;
        }
        Ok(())
    }

    /// The whole of the main job: 200 generated files, V3 and five broken ones.
    pub(crate) async fn read_all(&self, files: &[PathBuf]) -> Outcome {
        self.look("the organiser's page before files").await?;
        self.choose(files).await?;
        let expected = plan::expected()?;
        let (kept, older) = (&expected["kept"], &expected["older"]);
        let (kept, older) = (kept.as_u64().unwrap_or(0), older.as_u64().unwrap_or(0));
        let broken = BROKEN.len() as u64;
        let received = kept + older + broken;
        equal("files given", files.len() as u64, received)?;
        self.counts([
            ("received", received),
            ("accepted", kept),
            ("refused", broken),
            ("duplicates", older),
        ])
        .await?;
        self.refusals().await?;
        let mut twin = Twin::new();
        twin.add(&records(files)?);
        self.report(Form::Full, &expected, &mut twin).await?;
        self.look("the report").await?;
        self.report(Form::Quick, &expected, &mut twin).await?;
        self.look("the report of the quick form").await?;
        self.report(Form::Full, &expected, &mut twin).await?;

        // The same file once more is a duplicate, and changes nothing else.
        self.choose(&files[files.len() - 1..]).await?;
        self.counts([
            ("received", received + 1),
            ("accepted", kept),
            ("refused", broken),
            ("duplicates", older + 1),
        ])
        .await?;
        self.report(Form::Full, &expected, &mut twin).await?;
        watch::nothing_happened(self.browser).await
    }

    /// Each broken file is listed with its own reason, place and remedy.
    async fn refusals(&self) -> Outcome {
        let script = "return Array.from(document.querySelectorAll('#refusals tbody tr'), \
            (row) => row.textContent)";
        let rows = self.browser.run(script, Vec::new()).await?;
        let rows: Vec<&str> =
            rows.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        equal("refused files listed", rows.len(), BROKEN.len())?;
        for name in BROKEN {
            let bytes =
                fs::read(here("tests/kit").join(name)).map_err(|error| error.to_string())?;
            let mut refusals = Vec::new();
            let reader = Reader::new(&[shipped_instrument()]);
            reader.read_part(&bytes, Part::whole(bytes.len()), &mut |found| match found.what {
                What::Refused(refusal) => refusals.push(refusal),
                other => panic!("{name} is a record: {other:?}"),
            });
            let [refusal] = refusals.as_slice() else {
                return Err(format!("{name}: {refusals:?}"));
            };
            let words = advice(Language::Zh, &refusal.reason);
            let row = rows.iter().find(|row| row.contains(name));
            let row = row.ok_or_else(|| format!("{name} is not listed as refused: {rows:?}"))?;
            for part in [words.problem.as_str(), words.remedy, &refusal.place] {
                ensure(row.contains(part), || format!("{name} must say {part:?}: {row:?}"))?;
            }
        }
        Ok(())
    }

    /// Every n, mean and interval shown for a form is the oracle's, in the order of the instrument,
    /// with as many decimals as a native report has.
    async fn report(&self, form: Form, expected: &Value, twin: &mut Twin) -> Outcome {
        let name = if form == Form::Full { "full" } else { "quick" };
        let set = expected["sets"].as_array().into_iter().flatten().find(|set| set["name"] == name);
        let set = set.ok_or_else(|| format!("the oracle has no set {name:?}"))?;
        let release = twin.report(Scope { campaign: None, form })?;
        report::made(self.browser).await?;
        self.browser.click(&format!("label:has(#form-{name})")).await?;
        let n = &set["index"]["n"];
        let there = format!(
            "document.querySelector('tr[data-category=index] .n')?.textContent.trim() == {n}"
        );
        self.browser.wait(&there).await?;
        let order = "return Array.from(document.querySelectorAll('tr[data-category]'), \
            (row) => row.dataset.category).filter((id) => id !== 'index' && id !== 'weighted')";
        let order = self.browser.run(order, Vec::new()).await?;
        equal("order of the categories", order, json!(plan::V3_SCORES.map(|(id, _)| id)))?;
        self.row("index", &set["index"], &release.index).await?;
        for ((category, _), cell) in plan::V3_SCORES.into_iter().zip(&release.categories) {
            self.row(category, &set["categories"][category], cell).await?;
        }
        Ok(())
    }

    /// One row of the report.
    async fn row(&self, id: &str, expected: &Value, cell: &Cell<Summary>) -> Outcome {
        let summary = cell.shown().ok_or_else(|| format!("{id} is withheld"))?;
        let (step, spread) = (summary.step, summary.spread_step);
        let row = format!("tr[data-category={id}]");
        let n = self.browser.content(&format!("{row} .n")).await?;
        equal(&format!("n of {id}"), n.trim(), expected["n"].to_string().as_str())?;
        for (figure, step) in [("mean", step), ("low", spread), ("high", spread)] {
            let shown = self.browser.content(&format!("{row} .{figure}")).await?;
            let shown = shown.trim();
            let computed =
                expected[figure].as_f64().ok_or_else(|| format!("no {figure} of {id}"))?;
            let decimals = shown.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            // Half a unit of the one decimal shown; the rest is for the oracle's own last digits.
            let near =
                shown.parse().is_ok_and(|shown: f64| (shown - computed).abs() <= 0.05 + 1e-9);
            // One decimal of what is exact or rounded to tenths, none of what is rounded to points.
            let right = decimals == usize::from(step.is_none_or(|step| step < 1.0));
            ensure(near && right, || {
                format!("{figure} of {id}: shown {shown:?}, computed {computed}, step {step:?}")
            })?;
        }
        Ok(())
    }

    /// Runs axe in both languages, light and dark. Ends as it began.
    pub(crate) async fn look(&self, what: &str) -> Outcome {
        for (language, dark) in [("zh-CN", false), ("zh-CN", true), ("en", true), ("en", false)] {
            self.speak(language).await?;
            self.browser.set_dark(dark).await?;
            let what = format!("{what} ({language}, {})", if dark { "dark" } else { "light" });
            watch::accessible(self.browser, self.axe, &what).await?;
        }
        self.speak("zh-CN").await
    }

    /// Switches the language by its button unless the page already has it.
    pub(crate) async fn speak(&self, language: &str) -> Outcome {
        let here = self.browser.run("return document.documentElement.lang", Vec::new()).await?;
        if here != language {
            self.browser.click("#language").await?;
        }
        self.browser.wait(&format!("document.documentElement.lang === {}", json!(language))).await
    }
}
