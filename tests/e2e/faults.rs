//! Hostile and broken inputs: the page refuses them with words, keeps what is good beside them,
//! and goes on answering.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use qingdan::domain::bundle::{Part, Reader};
use qingdan::domain::campaign::{Campaign, Details, FormChoice};
use qingdan::domain::record::Record;
use qingdan::domain::shipped_instrument;
use qingdan::i18n::Language;
use qingdan::i18n::organise::Messages;
use qingdan::i18n::organise::collect;
use serde_json::json;
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use crate::browser::{Browser, Kind, Setup};
use crate::collect::press;
use crate::inputs;
use crate::organiser::{Counts, Organiser};
use crate::run::{Outcome, Tools, ensure, equal, full, run};
use crate::watch;

/// Zeros that a small archive expands to, bytes.
const BOMB_BYTES: usize = 200 << 20;

/// Entries of an archive with very many.
const ENTRIES: usize = 100_000;

/// Records of which some bytes are changed.
const MUTATED: usize = 10_000;

/// Characters of a line that is far too long.
const LINE_CHARS: usize = 1 << 20;

/// Where things stand in the headers of a zip entry: in its own, and in the list at the end.
const LOCAL: Header = Header { start: b"PK\x03\x04", flags_at: 6, size_at: 22 };
const LISTED: Header = Header { start: b"PK\x01\x02", flags_at: 8, size_at: 24 };

struct Header {
    start: &'static [u8],
    flags_at: usize,
    size_at: usize,
}

#[test]
fn hostile_files_are_refused_in_chromium() {
    run("faults", Kind::Chromium, Setup::LAPTOP, hostile);
}

#[test]
fn hostile_files_are_refused_in_firefox() {
    run("faults", Kind::Firefox, Setup::LAPTOP, hostile);
}

#[test]
fn a_file_that_changes_is_noticed_in_chromium() {
    run("changed", Kind::Chromium, Setup::LAPTOP, changed);
}

#[test]
fn many_archive_entries_are_read_in_chromium() {
    run("entries", Kind::Chromium, Setup::LAPTOP, very_many);
}

/// A person who is given one file after the other.
struct Victim<'a> {
    browser: &'a Browser,
    organiser: Organiser<'a>,
    folder: PathBuf,
    records: Vec<Record>,
}

impl<'a> Victim<'a> {
    async fn begin(browser: &'a Browser, tools: &'a Tools, seed: u64) -> Outcome<Self> {
        let organiser = Organiser::begin(browser, tools).await?;
        organiser.ready().await?;
        let folder = browser.folder.join("hostile");
        fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let records = inputs::people(300, seed, None)?;
        Ok(Self { browser, organiser, folder, records })
    }

    /// Gives a file; says how the counts must grow, and what the last refusal must say.
    async fn give(
        &self,
        file: &Path,
        expected: Counts,
        words: Option<[&'static str; 2]>,
    ) -> Outcome {
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        let started = Instant::now();
        let taken = self.organiser.take(&[file.to_owned()]).await;
        let taken = taken.map_err(|problem| format!("{name}: {problem}"))?;
        println!("{name}: {taken:?} after {:.1} s", started.elapsed().as_secs_f32());
        equal(&name, taken, expected)?;
        self.organiser.alive(&name).await?;
        if let Some([problem, remedy]) = words {
            let listed = "return Array.from(document.querySelectorAll('#refusals tr:has(th)'), \
                (row) => row.textContent).filter((row) => row.includes(arguments[0])).pop()";
            let row = self.browser.run(listed, vec![json!(name)]).await?;
            let row = row.as_str().unwrap_or_default();
            let said = row.contains(problem) && row.contains(remedy);
            ensure(said, || format!("{name} must say {problem:?}, {remedy:?}: {row:?}"))?;
        }
        Ok(())
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Outcome<PathBuf> {
        inputs::file(&self.folder.join(name), bytes)
    }

    /// An archive of these contents.
    fn archive(&self, name: &str, contents: &[&[u8]]) -> Outcome<PathBuf> {
        let numbered = contents.iter().enumerate();
        let entries = numbered.map(|(number, bytes)| (format!("{number}.json"), *bytes));
        inputs::archive(&self.folder.join(name), entries, SimpleFileOptions::default())
    }
}

fn words() -> &'static collect::Messages {
    &Messages::of(Language::Zh).collect
}

/// One hostile file after the other.
async fn hostile(browser: &Browser, tools: &Tools) -> Outcome {
    let victim = Victim::begin(browser, tools, 30).await?;
    archives(&victim).await?;
    others(&victim).await?;
    campaigns(&victim).await?;
    long_line(&victim).await?;
    mutated(&victim).await?;
    victim.organiser.look("the page after hostile files").await?;
    watch::nothing_happened(browser).await?;
    // A page that does not answer must be noticed.
    let busy = "document.querySelector('#language').addEventListener('click', () => { \
        const end = performance.now() + 1500; while (performance.now() < end) {} })";
    browser.run(busy, vec![]).await?;
    let noticed = victim.organiser.alive("busy").await.is_err();
    ensure(noticed, || "a page that hangs is not noticed".to_owned())
}

/// Archives that are not what they seem.
async fn archives(victim: &Victim<'_>) -> Outcome {
    let words = words();
    let records: Vec<String> = victim.records[..6].iter().map(inputs::line).collect();
    let good: Vec<&[u8]> = records.iter().map(String::as_bytes).collect();
    let zeros = vec![0; BOMB_BYTES];
    // What stands before and after the bomb is read.
    let bomb = victim.archive("bomb.zip", &[good[0], &zeros, good[1]])?;
    victim.give(&bomb, [3, 2, 1, 0], Some(words.archive_bomb)).await?;

    let inner = victim.archive("inner.zip", &[good[1]])?;
    let inner = fs::read(inner).map_err(|error| error.to_string())?;
    let nested = victim.archive("nested.zip", &[good[2], &inner, good[3]])?;
    victim.give(&nested, [3, 2, 1, 0], Some(words.archive_nested)).await?;

    let code = inputs::picture(&victim.folder.join("inside.png"), &victim.records[9..10])?;
    let code = fs::read(code).map_err(|error| error.to_string())?;
    let pictures = victim.archive("pictures.zip", &[&code, b"\xff\xd8\xff no picture"])?;
    victim.give(&pictures, [2, 1, 1, 0], Some(words.picture)).await?;
    let wide: Vec<u8> = "\u{feff}收到".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wide = victim.write("wide.txt", &wide)?;
    victim.give(&wide, [1, 0, 1, 0], Some(words.utf16)).await?;

    let sound = victim.archive("sound.zip", &[good[4]])?;
    let sound = fs::read(sound).map_err(|error| error.to_string())?;
    let encrypted = victim.write("locked.zip", &patched(&sound, |header| (header.flags_at, 1)))?;
    victim.give(&encrypted, [1, 0, 1, 0], Some(words.archive_encrypted)).await?;
    let cut = victim.write("cut.zip", &sound[..sound.len() - 30])?;
    victim.give(&cut, [1, 0, 1, 0], Some(words.archive_cut_off)).await?;
    let mut flipped = sound.clone();
    flipped[60] ^= 0x10;
    let flipped = victim.write("flipped.zip", &flipped)?;
    victim.give(&flipped, [1, 0, 1, 0], Some(words.archive_damaged)).await?;

    // A bomb that says it is one byte, and a record that says it is nearly four gigabytes.
    let bomb = fs::read(&bomb).map_err(|error| error.to_string())?;
    let modest = victim.write("modest.zip", &resized(&bomb, 1))?;
    let before = victim.organiser.all_counts().await?;
    let taken = victim.organiser.take(&[modest]).await?;
    let kept = victim.organiser.all_counts().await?;
    println!("modest.zip: {taken:?}");
    ensure(kept[1] == before[1] && taken[2] >= 1, || format!("a modest bomb: {taken:?}"))?;
    victim.organiser.alive("a modest bomb").await?;
    let boastful = victim.write("boastful.zip", &resized(&sound, 0xffff_fff0))?;
    let taken = victim.organiser.take(&[boastful]).await?;
    println!("boastful.zip: {taken:?}");
    // Refused, or read by what is really there: one of them, and once.
    equal("a boastful record", taken[0], 1)?;
    victim.organiser.alive("a boastful record").await
}

/// All headers with a byte changed by `|`.
fn patched(archive: &[u8], change: impl Fn(&Header) -> (usize, u8)) -> Vec<u8> {
    let mut bytes = archive.to_vec();
    for header in [LOCAL, LISTED] {
        let (at, bits) = change(&header);
        for place in starts(archive, header.start) {
            bytes[place + at] |= bits;
        }
    }
    bytes
}

/// All headers with another size of what they expand to.
fn resized(archive: &[u8], size: u32) -> Vec<u8> {
    let mut bytes = archive.to_vec();
    for header in [LOCAL, LISTED] {
        for place in starts(archive, header.start) {
            let at = place + header.size_at;
            bytes[at..at + 4].copy_from_slice(&size.to_le_bytes());
        }
    }
    bytes
}

fn starts(bytes: &[u8], start: &[u8]) -> Vec<usize> {
    let windows = bytes.windows(start.len()).enumerate();
    windows.filter(|(_, window)| *window == start).map(|(place, _)| place).collect()
}

/// Files of other kinds, and pictures that are larger than any screen.
async fn others(victim: &Victim<'_>) -> Outcome {
    let words = words();
    let pdf = victim.write("letter.pdf", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\nendobj\n")?;
    victim.give(&pdf, [1, 0, 1, 0], Some(words.kind)).await?;
    let program = victim.write("setup.exe", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0")?;
    victim.give(&program, [1, 0, 1, 0], Some(words.kind)).await?;
    let empty = victim.write("empty.json", b"")?;
    victim.give(&empty, [1, 0, 1, 0], None).await?;
    let code = inputs::picture(&victim.folder.join("code.png"), &victim.records[6..7])?;
    let mut huge = fs::read(code).map_err(|error| error.to_string())?;
    // Width and height in the header, and the checksum that goes with them.
    huge[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let sum = checksum(&huge[12..29]);
    huge[29..33].copy_from_slice(&sum.to_be_bytes());
    let huge = victim.write("huge.png", &huge)?;
    victim.give(&huge, [1, 0, 1, 0], None).await
}

/// A campaign that is damaged is refused by name; a good one is told, and asked about before it is
/// taken out.
async fn campaigns(victim: &Victim<'_>) -> Outcome {
    let Victim { browser, organiser, .. } = victim;
    let damaged = br#"{"format":"qingdan-campaign/1","code":"QINGDAN-C1:AAAA"}"#;
    let damaged = victim.write("campaign.json", damaged)?;
    victim.give(&damaged, [1, 0, 1, 0], Some(words().campaign_damaged)).await?;
    let (id, wave, title) = ([1, 2, 3, 4], 1, "清源县摸底".to_owned());
    let (form, background, minimum) = (FormChoice::Either, 0, 15);
    let [wave_label, purpose, contact] = Default::default();
    let details =
        Details { id, wave, title, wave_label, purpose, contact, form, background, minimum };
    let campaign = Campaign::new(shipped_instrument(), details).map_err(|e| e.to_string())?;
    let good = victim.write("good.json", campaign.to_file().as_bytes())?;
    organiser.choose(&[good]).await?;
    let told = "document.querySelector('#campaigns-came').textContent";
    browser.wait(&format!("{told}.includes('清源县摸底')")).await?;
    for (answer, left) in [("#confirm-no", 1), ("#confirm-yes", 0)] {
        browser.click(".campaigns__item .row button:last-child").await?;
        browser.find("dialog[open]").await?;
        press(browser, answer).await?;
        let listed = "document.querySelectorAll('.campaigns__item').length";
        let closed = "!document.querySelector('dialog[open]')";
        browser.wait(&format!("{listed} === {left} && {closed}")).await?;
    }
    browser.wait(&format!("{told} === ''")).await
}

/// The CRC-32 of PNG and zip.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, &byte| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| {
            (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg())
        })
    })
}

/// One line that never ends, between good ones.
async fn long_line(victim: &Victim<'_>) -> Outcome {
    let [one, other] = [&victim.records[7], &victim.records[8]].map(inputs::line);
    let long =
        format!("{{\"format\":\"qingdan-record/1\",\"x\":\"{}\"}}\n", "长".repeat(LINE_CHARS / 3));
    let file = victim.write("long.ndjson", [one, long, other].concat().as_bytes())?;
    victim.give(&file, [3, 2, 1, 0], None).await
}

/// Records with bytes changed, taken out and doubled: what is a record and what is not is what the
/// native reader says.
async fn mutated(victim: &Victim<'_>) -> Outcome {
    let mut state = 0x5eed_u64;
    println!("mutations from seed {state:#x}");
    let mut random = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % below
    };
    let lines: Vec<Vec<u8>> =
        victim.records.iter().map(|record| inputs::line(record).into_bytes()).collect();
    let mut text = Vec::new();
    for number in 0..MUTATED {
        let mut line = lines[number % lines.len()].clone();
        line.pop();
        // Other ids, so that the unchanged ones are not all the same record.
        let digits = format!("{number:06x}");
        if let Some(at) = line.windows(6).position(|window| window == b"\"id\":\"") {
            line[at + 6..at + 12].copy_from_slice(digits.as_bytes());
        }
        for _ in 0..random(3) {
            let at = random(line.len() - 1) + 1;
            match random(4) {
                0 => line[at] = u8::try_from(random(95)).unwrap_or(0) + 32,
                1 => drop(line.remove(at)),
                2 => line.insert(at, line[at]),
                _ => line.truncate(at.max(20)),
            }
        }
        text.extend(line);
        text.push(b'\n');
    }
    let reader = Reader::new(&[shipped_instrument()]);
    let mut good = Vec::new();
    let totals = reader.read_part(&text, Part::whole(text.len()), &mut |found| {
        if let qingdan::domain::bundle::What::Record(packed) = found.what {
            good.push(packed);
        }
    });
    let mut columns = qingdan::domain::tally::Columns::new(shipped_instrument(), 3);
    for packed in &good {
        columns.add_packed(packed);
    }
    let accepted = columns.len();
    ensure(totals.refused > 1_000 && accepted > 1_000, || format!("{totals:?}"))?;
    let records = good.len() as u64;
    let file = victim.write("mutated.ndjson", &text)?;
    // A mutation may have made one of the good records of before.
    let before = victim.organiser.all_counts().await?;
    let taken = victim.organiser.take(&[file]).await?;
    println!("mutated.ndjson: {taken:?}, before {before:?}");
    equal("refused", taken[2], totals.refused as u64)?;
    equal("records", taken[1] + taken[3], records)?;
    ensure(accepted - taken[1] <= before[1], || format!("{taken:?} for {accepted}"))?;
    victim.organiser.alive("mutated records").await
}

/// A large file is written anew while it is read: said, and what was accepted stays.
async fn changed(browser: &Browser, tools: &Tools) -> Outcome {
    let victim = Victim::begin(browser, tools, 31).await?;
    let path = victim.folder.join("moving.ndjson");
    let (n, _) = inputs::large_bundle(&path, &victim.records, 130, 0xb0, u64::MAX)?;
    victim.organiser.choose(std::slice::from_ref(&path)).await?;
    press(browser, "#pause").await?;
    let mut file = OpenOptions::new().append(true).open(&path).map_err(|e| e.to_string())?;
    file.write_all(b"{\"and\":\"one more line\"}\n").map_err(|error| error.to_string())?;
    drop(file);
    press(browser, "#pause").await?;
    let taken = victim.organiser.taken([0; 4]).await?;
    println!("moving.ndjson: {taken:?} of {n}");
    equal("refusals of a changed file", taken[2], 1)?;
    ensure(taken[1] < n, || format!("it was read before it changed: {taken:?}"))?;
    let row = browser.content("#refusals tbody tr").await?;
    let words = words().changed;
    ensure(words.iter().all(|words| row.contains(words)), || format!("the refusal says {row:?}"))?;
    victim.organiser.alive("a file that has changed").await?;
    victim.organiser.look("the page after a file has changed").await?;
    victim.organiser.reopen().await?;
    equal("kept", victim.organiser.all_counts().await?, taken)?;
    // Chosen again it is read as it is now.
    victim.organiser.take(&[path]).await?;
    equal("accepted in the end", victim.organiser.count("accepted").await?, n)?;
    watch::nothing_happened(browser).await
}

/// Very many entries, nearly all of them no records; the list of refusals can be saved whole.
async fn very_many(browser: &Browser, tools: &Tools) -> Outcome {
    let victim = Victim::begin(browser, tools, 32).await?;
    let entries = if full() { ENTRIES } else { ENTRIES / 4 };
    let lines: Vec<String> = victim.records.iter().map(inputs::line).collect();
    let every = entries / lines.len();
    let contents = (0..entries).map(|number| match number % every {
        0 => lines.get(number / every).map_or(b"no".as_slice(), String::as_bytes),
        _ => b"no".as_slice(),
    });
    let contents = contents.enumerate().map(|(number, bytes)| (number.to_string(), bytes));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let file = inputs::archive(&victim.folder.join("many.zip"), contents, stored)?;
    let (all, good) = (entries as u64, lines.len() as u64);
    victim.give(&file, [all, good, all - good, 0], None).await?;
    equal("rows shown", browser.count("#refusals tbody tr:has(th)").await?, 5)?;
    browser.click("#save-refusals").await?;
    let list = browser.take_download("qingdan-refused.csv").await?;
    let rows = String::from_utf8_lossy(&list).lines().count() as u64;
    equal("lines of the saved list", rows, all - good + 1)?;
    victim.organiser.alive("a long list").await?;
    watch::nothing_happened(browser).await
}
