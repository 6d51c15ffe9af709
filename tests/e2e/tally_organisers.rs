//! Two tallies: two organisers, each in a window of its own, and the command `qingdan` beside them.
//! Keys, plan, forty people's halves and what does not belong among them, verifications, totals:
//! both come to the same tables, byte for byte those of the command.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use fantoccini::wd::WindowHandle;
use qingdan::domain::campaign::{Campaign, Details, FormChoice};
use qingdan::domain::record::{CampaignRef, read_json};
use qingdan::domain::shipped_instrument;
use qingdan::domain::two_tally::{HALVES_RANDOM_BYTES, Scheme, read_plan};
use zip::write::SimpleFileOptions;

use crate::browser::{Browser, Kind, Setup};
use crate::organiser::Organiser;
use crate::run::{Outcome, Tools, ensure, equal, run};
use crate::{storage, watch};

/// The passphrase of both keys.
const PHRASE: &str = "many words of my own";

/// Longest wait for a task in a worker.
const TASK: Duration = Duration::from_mins(1);

#[test]
fn two_organisers_and_one_table_in_chromium() {
    run("tallies", Kind::Chromium, Setup::LAPTOP, both);
}

#[test]
fn two_organisers_and_one_table_in_firefox() {
    run("tallies", Kind::Firefox, Setup::LAPTOP, both);
}

/// One organiser with a window.
struct Party<'a> {
    browser: &'a Browser,
    window: WindowHandle,
}

async fn both(browser: &Browser, tools: &Tools) -> Outcome {
    let desk = Desk(browser.folder.clone());
    let organiser = Organiser::begin(browser, tools).await?;
    organiser.ready().await?;
    browser.click("#tallies").await?;
    browser.find("#leave-tallies").await?;
    organiser.look("two tallies before anything").await?;
    let address = browser.run("return location.href", vec![]).await?;
    let first = Party { browser, window: window(browser).await? };
    storage::window(browser, address.as_str().unwrap_or_default()).await?;
    let second = Party { browser, window: window(browser).await? };

    let theirs = desk.key()?;
    second.take_key(&desk.at("second.key")).await?;
    first.come().await?;
    first.make_key(&desk).await?;
    first.make_plan(&desk, &theirs).await?;
    organiser.look("two tallies with a plan").await?;
    let [to_first, to_second] = desk.halves()?;

    let told = first.verify(&to_first, [("verified", 41), ("nothing", 1)]).await?;
    desk.write("page-1.told", &told)?;
    second.come().await?;
    second.give("#tally-plan-text-file", &desk.at("plan")).await?;
    // The wrong plan's digits, the wrong key, a damaged file: each is named, here the last one.
    desk.write("damaged", &damaged(&told))?;
    browser.find("#tally-other").await?;
    second.give("#tally-other", &desk.at("damaged")).await?;
    browser.find("#tally-other-is [role=alert]").await?;
    second.give("#tally-other", &desk.at("page-1.told")).await?;
    second.good("tally-other").await?;
    let archive = [zipped(&desk.at("b.zip"), &to_second)?];
    let counts = [("verified", 41), ("copies", 1), ("other-party", 1), ("changed", 1)];
    let told = second.verify(&archive, counts).await?;
    desk.write("page-2.told", &told)?;
    let [ledger, totals] = second.count([("accepted", 40), ("different", 1)]).await?;
    desk.write("page-2.ledger", &ledger)?;
    desk.write("page-2.totals", &totals)?;
    first.come().await?;
    first.give("#tally-other", &desk.at("page-2.told")).await?;
    first.good("tally-other").await?;
    let [ledger, totals] = first.count([("accepted", 40), ("different", 1)]).await?;
    desk.write("page-1.ledger", &ledger)?;
    desk.write("page-1.totals", &totals)?;

    let one = first.combine(&desk.at("page-2.totals")).await?;
    organiser.look("two tallies with their tables").await?;
    watch::nothing_happened(browser).await?;
    second.come().await?;
    let other = second.combine(&desk.at("page-1.totals")).await?;
    equal("both tables", &one, &other)?;
    desk.compare(&one)?;
    watch::nothing_happened(browser).await
}

async fn window(browser: &Browser) -> Outcome<WindowHandle> {
    browser.client.window().await.map_err(|error| error.to_string())
}

/// The same file with one byte changed.
fn damaged(file: &[u8]) -> Vec<u8> {
    let mut file = file.to_vec();
    file[100] ^= 1;
    file
}

/// Some files as one archive.
fn zipped(path: &Path, files: &[PathBuf]) -> Outcome<PathBuf> {
    let words = |error: &dyn std::fmt::Display| error.to_string();
    let mut zip = zip::ZipWriter::new(fs::File::create(path).map_err(|error| words(&error))?);
    for (at, file) in files.iter().enumerate() {
        let begun = zip.start_file(format!("{at}.json"), SimpleFileOptions::default());
        begun.map_err(|error| words(&error))?;
        let bytes = fs::read(file).map_err(|error| words(&error))?;
        zip.write_all(&bytes).map_err(|error| words(&error))?;
    }
    zip.finish().map_err(|error| words(&error))?;
    Ok(path.to_path_buf())
}

impl Party<'_> {
    /// Goes to the organiser's window.
    async fn come(&self) -> Outcome {
        storage::switch(self.browser, &self.window).await
    }

    async fn give(&self, field: &str, file: &Path) -> Outcome {
        self.type_into(field, &file.display().to_string()).await
    }

    async fn type_into(&self, field: &str, text: &str) -> Outcome {
        let field = self.browser.find(field).await?;
        field.send_keys(text).await.map_err(|error| error.to_string())
    }

    /// Opens a key from its file.
    async fn take_key(&self, file: &Path) -> Outcome {
        self.browser.click("#halves-way-1").await?;
        self.give("#halves-file", file).await?;
        self.type_into("#halves-passphrase", PHRASE).await?;
        self.browser.click(".keys__form .button--primary").await?;
        self.browser.wait_for(TASK, "document.querySelector('#tally-public')").await
    }

    /// Makes a key, keeps it as a file.
    async fn make_key(&self, desk: &Desk) -> Outcome {
        let browser = self.browser;
        browser.click("#halves-way-0").await?;
        browser.find("#halves-new").await?;
        self.type_into("#halves-new", PHRASE).await?;
        self.type_into("#halves-again", PHRASE).await?;
        browser.click("#halves-save").await?;
        desk.write("first.key", &browser.take_download("qingdan-key.json").await?)
    }

    /// Makes the plan, with the other one's public key and a stratum.
    async fn make_plan(&self, desk: &Desk, partner: &str) -> Outcome {
        let browser = self.browser;
        browser.click("#tally-make summary").await?;
        self.type_into("#tally-partner", partner).await?;
        browser.click("#tally-partner-read").await?;
        browser.find("#tally-partner-is .number").await?;
        self.give("#tally-campaign-file", &desk.campaign()?).await?;
        browser.click("#tally-stratum-0").await?;
        browser.click("#tally-plan-make").await?;
        browser.click("#tally-save-plan").await?;
        let plan = browser.take_download("qingdan-two-tallies-plan.txt").await?;
        desk.write("plan", &plan)?;
        let text = String::from_utf8(plan).map_err(|error| error.to_string())?;
        let plan = read_plan(shipped_instrument(), &text).map_err(|error| error.to_string())?;
        let digits = plan.fingerprint().to_string();
        equal("digits", browser.text(".tally__digits").await?, digits.clone())?;
        let notice = browser.text("#tally-notice").await?;
        ensure(notice.contains(&digits), || notice.clone())
    }

    /// Verifies halves, and saves the verification.
    async fn verify<const N: usize>(
        &self,
        files: &[PathBuf],
        counts: [(&str, u64); N],
    ) -> Outcome<Vec<u8>> {
        let browser = self.browser;
        let paths: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
        self.type_into("#tally-files", &paths.join("\n")).await?;
        browser.click("#tally-verify").await?;
        browser.wait_for(TASK, "document.querySelector('#tally-verified')").await?;
        self.counted("tally-verified", &counts).await?;
        browser.click("#tally-save-verification").await?;
        self.saved("verification").await
    }

    /// Counts, and saves the ledger and then the half of the totals.
    async fn count<const N: usize>(&self, counts: [(&str, u64); N]) -> Outcome<[Vec<u8>; 2]> {
        let browser = self.browser;
        browser.click("#tally-count").await?;
        browser.wait_for(TASK, "document.querySelector('#tally-counted')").await?;
        self.counted("tally-matched", &counts).await?;
        equal("totals before the ledger", browser.count("#tally-save-totals").await?, 0)?;
        browser.click("#tally-save-ledger").await?;
        let ledger = self.saved("ledger").await?;
        browser.click("#tally-save-totals").await?;
        Ok([ledger, self.saved("totals").await?])
    }

    /// The tables, as the page saves them.
    async fn combine(&self, other: &Path) -> Outcome<Vec<u8>> {
        let browser = self.browser;
        self.give("#tally-other-totals", other).await?;
        self.good("tally-other-totals").await?;
        browser.find("#tally-tables").await?;
        browser.click("#tally-csv").await?;
        browser.take_download("qingdan-two-tallies.csv").await
    }

    /// Waits until a given file is taken.
    async fn good(&self, slot: &str) -> Outcome {
        let taken = format!("document.querySelector('#{slot}-is .tally__digits')");
        self.browser.wait_for(TASK, &taken).await
    }

    /// Exactly these counts stand in a list.
    async fn counted(&self, list: &str, expected: &[(&str, u64)]) -> Outcome {
        let script = "return Array.from(document.querySelectorAll(\
            `#${arguments[0]} [data-kind]`), (one) => \
            `${one.dataset.kind} ${one.dataset.count}`).join(', ')";
        let found = self.browser.run(script, vec![list.into()]).await?;
        let expected: Vec<String> =
            expected.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
        equal(list, found.as_str().unwrap_or_default(), expected.join(", ").as_str())
    }

    /// A file of the exchange that was saved, whoever's it is.
    async fn saved(&self, kind: &str) -> Outcome<Vec<u8>> {
        let number = "return document.querySelector('#tally-party').textContent.includes('第一')";
        let first = self.browser.run(number, vec![]).await? == true;
        let number = if first { 1 } else { 2 };
        self.browser.take_download(&format!("qingdan-two-tallies-{kind}-{number}.bin")).await
    }
}

/// The command's side: a folder in which it works.
struct Desk(PathBuf);

impl Desk {
    fn at(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Outcome {
        fs::write(self.at(name), bytes).map_err(|error| format!("{name}: {error}"))
    }

    fn read(&self, name: &str) -> Outcome<Vec<u8>> {
        fs::read(self.at(name)).map_err(|error| format!("{name}: {error}"))
    }

    /// Runs a step of the command: its standard output.
    fn run(&self, words: &str) -> Outcome<String> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qingdan"));
        let output = command.current_dir(&self.0).args(words.split_whitespace()).output();
        let output = output.map_err(|error| error.to_string())?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        ensure(output.status.success(), || format!("{words}: {said}"))?;
        String::from_utf8(output.stdout).map_err(|error| error.to_string())
    }

    /// The key of the second organiser: its public half.
    fn key(&self) -> Outcome<String> {
        self.write("words", PHRASE.as_bytes())?;
        Ok(self.run("two-tally key --passphrase-file words --out second.key")?.trim().to_owned())
    }

    fn campaign(&self) -> Outcome<PathBuf> {
        let details = Details {
            id: [1, 2, 3, 4],
            wave: 1,
            title: "两家一起问".to_owned(),
            wave_label: String::new(),
            purpose: String::new(),
            contact: String::new(),
            form: FormChoice::FullOnly,
            background: 0b11,
            minimum: 10,
        };
        let campaign = Campaign::new(shipped_instrument(), details);
        let campaign = campaign.map_err(|error| error.to_string())?;
        self.write("campaign.json", campaign.to_file().as_bytes())?;
        Ok(self.at("campaign.json"))
    }

    /// Forty people's halves; somebody who hands over the halves of two different records as if
    /// they were of one; a file without a half; and for the second a copy, a half for the first,
    /// and a changed one.
    fn halves(&self) -> Outcome<[Vec<PathBuf>; 2]> {
        let simulate = "simulate --quick 0 --campaign 01020304 --wave 1";
        self.run(&format!("{simulate} --records 40 --seed 5 --out people"))?;
        self.run("two-tally split --plan plan --first a --second b people")?;
        self.run(&format!("{simulate} --records 2 --seed 6 --out two"))?;
        let plan = String::from_utf8(self.read("plan")?).map_err(|error| error.to_string())?;
        let plan = read_plan(shipped_instrument(), &plan).map_err(|error| error.to_string())?;
        let campaign = CampaignRef { id: [1, 2, 3, 4], wave: 1 };
        equal("campaign", plan.declared().campaign, campaign)?;
        let scheme = Scheme::new(shipped_instrument(), plan).map_err(|error| error.to_string())?;
        let random: [u8; HALVES_RANDOM_BYTES] =
            std::array::from_fn(|at| u8::try_from(at).unwrap_or_default());
        let two = String::from_utf8(self.read("two")?).map_err(|error| error.to_string())?;
        let mut pairs = Vec::new();
        for line in two.lines() {
            let record = read_json(&[shipped_instrument()], line.as_bytes());
            let record = record.map_err(|refusal| format!("{refusal:?}"))?;
            pairs.push(scheme.split(&record, &random).map_err(|error| error.to_string())?);
        }
        self.write("a/cheat.json", pairs[0][0].to_file().as_bytes())?;
        self.write("b/cheat.json", pairs[1][1].to_file().as_bytes())?;
        self.write("a/notes.txt", b"thank you")?;
        let [first, second] = ["a", "b"].map(|folder| files(&self.at(folder)));
        let (first, second) = (first?, second?);
        let copy = fs::read(&second[0]).map_err(|error| error.to_string())?;
        self.write("b/again.json", &copy)?;
        let text = String::from_utf8(copy).map_err(|error| error.to_string())?;
        let at = text.len() / 2;
        let other = if &text[at..=at] == "A" { "B" } else { "A" };
        let changed = [&text[..at], other, &text[at + 1..]].concat();
        self.write("b/changed.json", changed.as_bytes())?;
        let wrong = first.iter().find(|path| path.ends_with("cheat.json"));
        fs::copy(wrong.ok_or("no half")?, self.at("b/wrong.json"))
            .map_err(|error| error.to_string())?;
        Ok([first, files(&self.at("b"))?])
    }

    /// What the command makes of the same halves and keys is the same, byte for byte.
    fn compare(&self, table: &[u8]) -> Outcome {
        for (who, halves, number) in [("first", "a", 1), ("second", "b", 2)] {
            let key = format!("--plan plan --key {who}.key --passphrase-file words");
            let ledger = format!("--ledger {who}.ledger");
            let out = format!("--out {who}.told");
            self.run(&format!("two-tally verify {key} {ledger} {out} {halves}"))?;
            let page = self.read(&format!("page-{number}.told"))?;
            equal("verification", self.read(&format!("{who}.told"))? == page, true)?;
        }
        for (who, other, halves, number) in
            [("first", "second", "a", 1), ("second", "first", "b", 2)]
        {
            let key = format!("--plan plan --key {who}.key --passphrase-file words");
            let told = format!("--ledger {who}.ledger --own {who}.told --other {other}.told");
            self.run(&format!("two-tally count {key} {told} --out {who}.totals {halves}"))?;
            for kind in ["totals", "ledger"] {
                let page = self.read(&format!("page-{number}.{kind}"))?;
                equal(kind, self.read(&format!("{who}.{kind}"))? == page, true)?;
            }
        }
        let combined = self.run("two-tally combine --plan plan first.totals second.totals")?;
        equal("table", combined.as_bytes() == table, true)?;
        ensure(combined.contains("people,,,,,40,"), || combined)
    }
}

/// The files of a folder, by name.
fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|error| error.to_string())?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    Ok(files)
}
