//! Two organisers with a folder each, forty respondents and every step of `qingdan two-tally` as
//! people would take it; then what goes wrong, and what must be refused.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use qingdan::domain::campaign::{Campaign, Details, FormChoice};
use qingdan::domain::disclose::{Cell, Policy, disclose};
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::record::{CampaignRef, read_json};
use qingdan::domain::shipped_instrument;
use qingdan::domain::tally::{Columns, Scope};

const PASSPHRASE: &str = "many words of my own\n";

fn instrument() -> &'static Instrument {
    shipped_instrument()
}

/// What a step says: exit code, standard output, standard error.
type Said = (Option<i32>, String, String);

/// The world of one test: an empty folder of its own.
struct World(PathBuf);

impl World {
    fn new(name: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("two-tally").join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        fs::write(path.join("words"), PASSPHRASE).unwrap();
        Self(path)
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn run(&self, words: &str) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qingdan"));
        command.current_dir(&self.0).args(words.split_whitespace()).stdin(Stdio::null());
        command.env("QINGDAN_LANG", "en");
        let output = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    }

    /// A step that is done.
    fn done(&self, words: &str) -> (String, String) {
        let (code, out, said) = self.run(words);
        assert_eq!(code, Some(0), "{words}: {said}");
        (out, said)
    }

    /// A step that is refused with an exit code and a word.
    fn refused(&self, words: &str, code: i32, word: &str) {
        let (found, _, said) = self.run(words);
        assert_eq!(found, Some(code), "{words}: {said}");
        assert!(said.contains(word), "{words}: {said}");
    }

    /// Keys of both organisers, a campaign of the full form, a plan with a stratum.
    fn prepare(&self) {
        let campaign = Campaign::new(instrument(), details()).unwrap();
        fs::write(self.at("campaign.json"), campaign.to_file()).unwrap();
        let [first, second] = ["first", "second"].map(|name| {
            let words = format!("two-tally key --passphrase-file words --out {name}.key");
            self.done(&words).0.trim().to_owned()
        });
        let words = format!(
            "two-tally plan --campaign campaign.json --first {first} --second {second} \
             --strata bg_level,bg_role --out plan"
        );
        assert!(self.done(&words).1.contains("cells"));
    }

    /// Invented records of the campaign, one a line.
    fn records(&self, name: &str, number: u64, seed: u64) -> Vec<String> {
        let words = format!(
            "simulate --records {number} --seed {seed} --quick 0 --campaign 01020304 --wave 1 \
             --out {name}"
        );
        self.done(&words);
        fs::read_to_string(self.at(name)).unwrap().lines().map(str::to_owned).collect()
    }

    fn split(&self, records: &str, folders: [&str; 2]) {
        let [first, second] = folders;
        let words =
            format!("two-tally split --plan plan --first {first} --second {second} {records}");
        self.done(&words);
    }

    fn verify(&self, who: &str, halves: &str, ledger: &str, out: &str) -> String {
        let words = format!(
            "two-tally verify --plan plan --key {who}.key --passphrase-file words --ledger \
             {ledger} --out {out} {halves}"
        );
        self.done(&words).1
    }
}

fn details() -> Details {
    Details {
        id: [1, 2, 3, 4],
        wave: 1,
        title: "两方合计".to_owned(),
        wave_label: String::new(),
        purpose: String::new(),
        contact: String::new(),
        form: FormChoice::FullOnly,
        background: 0b11,
        minimum: 10,
    }
}

/// The words of a count.
fn count(who: &str, halves: &str, files: [&str; 4]) -> String {
    let [ledger, own, other, out] = files;
    format!(
        "two-tally count --plan plan --key {who}.key --passphrase-file words --ledger {ledger} \
         --own {own} --other {other} --out {out} {halves}"
    )
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = entries.collect();
    paths.sort();
    paths
}

/// How many a step says there were of something.
fn told(said: &str, what: &str) -> u64 {
    let line = said.lines().find(|line| line.contains(what));
    line.map_or(0, |line| line.split_whitespace().next().unwrap().parse().unwrap())
}

/// The rows of items that a report of the same records would show.
fn expected_rows(lines: &[String]) -> Vec<String> {
    let mut columns = Columns::new(instrument(), 7);
    for line in lines {
        columns.add(&read_json(&[instrument()], line.as_bytes()).unwrap());
    }
    let campaign = CampaignRef { id: [1, 2, 3, 4], wave: 1 };
    let scope = Scope { campaign: Some(campaign), form: Form::Full };
    let release = disclose(instrument(), columns.tally(scope).unwrap(), Policy::default());
    let mut rows = Vec::new();
    for (item, cell) in instrument().items.iter().zip(&release.items) {
        let Cell::Shown(shown) = cell else { continue };
        for part in &shown.distribution.parts {
            let people = part.share.count;
            rows.push(format!("item,{},,{},{},{people},", item.id, part.first, part.last));
        }
    }
    rows
}

#[test]
fn forty_respondents_two_organisers_and_what_goes_wrong_on_the_way() {
    let world = World::new("journey");
    world.prepare();
    // Thirty-six whose halves both arrive; four with whom something happens.
    let good = world.records("good", 36, 1);
    world.records("bad", 4, 2);
    world.split("good", ["a", "b"]);
    world.split("bad", ["a-bad", "b-bad"]);
    let bad = [files(&world.at("a-bad")), files(&world.at("b-bad"))];
    let name = |path: &Path| path.file_name().unwrap().to_owned();
    let into = |path: &Path, folder: &str| {
        fs::copy(path, world.at(folder).join(name(path))).unwrap();
    };
    // All four reach the first; one of them damaged, and only one pair is whole at the second.
    for path in &bad[0] {
        into(path, "a");
    }
    let damaged = world.at("a").join(name(&bad[0][0]));
    let text = fs::read_to_string(&damaged).unwrap();
    let at = text.len() / 2;
    let other = if &text[at..=at] == "A" { "B" } else { "A" };
    fs::write(&damaged, [&text[..at], other, &text[at + 1..]].concat()).unwrap();
    into(&bad[0][1], "b");
    let copied = &files(&world.at("b"))[0];
    fs::copy(copied, world.at("b/again.json")).unwrap();
    fs::write(world.at("b/notes.txt"), "thank you").unwrap();

    let said = world.verify("first", "a", "a.ledger", "a.told");
    assert_eq!(told(&said, "halves in the verification"), 39, "{said}");
    assert_eq!(told(&said, "dropped: damaged"), 1, "{said}");
    let said = world.verify("second", "b", "b.ledger", "b.told");
    assert_eq!(told(&said, "halves in the verification"), 36, "{said}");
    assert_eq!(told(&said, "copies of halves"), 1, "{said}");
    assert_eq!(told(&said, "for the other organiser"), 1, "{said}");
    assert_eq!(told(&said, "files without a half"), 1, "{said}");

    let said = world.done(&count("first", "a", ["a.ledger", "a.told", "b.told", "a.half"])).1;
    assert_eq!(told(&said, "records count"), 36, "{said}");
    assert_eq!(told(&said, "the other organiser has no half"), 3, "{said}");
    let said = world.done(&count("second", "b", ["b.ledger", "b.told", "a.told", "b.half"])).1;
    assert_eq!(told(&said, "only the other organiser has a half"), 3, "{said}");
    world.done("two-tally combine --plan plan a.half b.half --out totals.csv");
    let (table, _) = world.done("two-tally combine --plan plan b.half a.half");
    assert_eq!(table, fs::read_to_string(world.at("totals.csv")).unwrap());
    assert!(table.contains("people,,,,,36,\r\n"), "{table}");
    let rows = expected_rows(&good);
    assert!(rows.len() > 100, "only {} rows", rows.len());
    for row in rows {
        assert!(table.contains(&(row.clone() + "\r\n")), "{row}");
    }
    // Nothing of 1 or 2 people, and groups to the nearest five.
    for row in table.lines().skip(1).filter(|row| row.ends_with(',')) {
        let cells: Vec<&str> = row.split(',').collect();
        let people: u64 = cells[5].parse().unwrap();
        let reason = cells[3].parse::<u8>().is_err();
        assert!(reason || people == 0 || people >= 3, "{row}");
        assert!(cells[0] != "stratum" || people.is_multiple_of(5), "{row}");
    }
}

#[test]
fn nobody_is_counted_in_two_companies() {
    let world = World::new("overlap");
    world.prepare();
    world.records("records", 20, 3);
    world.split("records", ["a", "b"]);
    world.verify("first", "a", "a.ledger", "a.told");
    world.verify("second", "b", "b.ledger", "b.told");
    let words = |out: &str| count("first", "a", ["a.ledger", "a.told", "b.told", out]);
    world.done(&words("a.half"));
    // The same again gives the same.
    world.done(&words("a.again"));
    assert_eq!(fs::read(world.at("a.half")).unwrap(), fs::read(world.at("a.again")).unwrap());
    world.refused(&words("a.half"), 2, "nothing is overwritten");
    // The second one leaves out one person, and would get a sum of the nineteen others.
    fs::remove_file(&files(&world.at("b"))[7]).unwrap();
    world.verify("second", "b", "other.ledger", "b.fewer");
    let words = count("first", "a", ["a.ledger", "a.told", "b.fewer", "a.fewer"]);
    world.refused(&words, 3, "19 people of this count were in an earlier count");
    assert!(!world.at("a.fewer").exists());
    // Twelve more people are a count of their own, and the twenty are left out of it.
    world.records("more", 12, 4);
    world.split("more", ["a", "b"]);
    let said = world.verify("first", "a", "a.ledger", "a.told2");
    assert_eq!(told(&said, "left out: counted before"), 20, "{said}");
    assert_eq!(told(&said, "halves in the verification"), 12, "{said}");
    world.done(&count("second", "b", ["b.ledger", "b.fewer", "a.told", "b.half1"]));
    world.verify("second", "b", "b.ledger", "b.told2");
    world.done(&count("first", "a", ["a.ledger", "a.told2", "b.told2", "a.half2"]));
    world.done(&count("second", "b", ["b.ledger", "b.told2", "a.told2", "b.half2"]));
    world.done("two-tally combine --plan plan a.half2 b.half2");
    // Halves of different counts do not go together.
    let words = "two-tally combine --plan plan a.half b.half1";
    world.refused(words, 2, "the halves count different people");
}

#[test]
fn what_would_give_people_away_is_refused() {
    let world = World::new("refused");
    world.prepare();
    world.records("records", 12, 5);
    world.split("records", ["a", "b"]);
    for path in files(&world.at("b")).into_iter().take(2) {
        fs::remove_file(path).unwrap();
    }
    world.verify("first", "a", "a.ledger", "a.told");
    world.verify("second", "b", "b.ledger", "b.told");
    let words = count("first", "a", ["a.ledger", "a.told", "b.told", "a.half"]);
    world.refused(&words, 3, "lacks 2 of the 12 halves");
    world.done(&format!("{words} --allow-missing"));
    // Nine people are too few, whatever is allowed.
    fs::remove_file(&files(&world.at("b"))[0]).unwrap();
    world.verify("second", "b", "b.ledger", "b.nine");
    let words = count("first", "a", ["new.ledger", "a.told", "b.nine", "a.nine"]);
    world.refused(&format!("{words} --allow-missing"), 3, "9 records can be counted");
    assert!(!world.at("a.nine").exists() && !world.at("new.ledger").exists());
}

#[test]
fn wrong_files_are_named() {
    let world = World::new("wrong");
    world.prepare();
    world.records("records", 10, 6);
    world.split("records", ["a", "b"]);
    world.verify("first", "a", "a.ledger", "a.told");
    world.verify("second", "b", "b.ledger", "b.told");
    let verify = "two-tally verify --plan plan --passphrase-file words --out x";
    fs::write(world.at("wrong words"), "another passphrase").unwrap();
    fs::write(world.at("short"), "short").unwrap();
    world.refused("two-tally key --passphrase-file short --out k", 2, "too short");
    world.refused(&format!("{verify} --key none.key --ledger l a"), 1, "none.key");
    world.refused(&format!("{verify} --key plan --ledger l a"), 2, "not a key file");
    world.refused(&format!("{verify} --key first.key --ledger l nowhere"), 1, "nowhere");
    world.refused(&format!("{verify} --key first.key --ledger a.told a"), 2, "a.told");
    let words = count("first", "a", ["a.ledger", "a.told", "a.told", "x"]);
    world.refused(&words, 2, "both verifications are of the first organiser");
    let words = count("first", "a", ["a.ledger", "b.told", "a.told", "x"]);
    world.refused(&words, 2, "must be of the organiser whose key this is");
    world.done(&count("first", "a", ["a.ledger", "a.told", "b.told", "a.half"]));
    let words = count("second", "b", ["a.ledger", "b.told", "a.told", "x"]);
    world.refused(&words, 2, "the ledger of the other organiser");
    world.refused("two-tally combine --plan plan a.half a.half", 2, "of one organiser");
    // A half that is gone after it was verified.
    fs::remove_file(&files(&world.at("b"))[3]).unwrap();
    let words = count("second", "b", ["b.ledger", "b.told", "a.told", "x"]);
    world.refused(&words, 2, "1 halves that were verified are not there");
    // Another plan of the same campaign, a campaign with both forms, a question that is none.
    fs::rename(world.at("plan"), world.at("old")).unwrap();
    for key in ["first", "second"] {
        fs::rename(world.at(&format!("{key}.key")), world.at(&format!("{key}.old"))).unwrap();
    }
    world.prepare();
    let words = "two-tally verify --plan plan --key first.old --passphrase-file words --ledger l";
    world.refused(&format!("{words} --out x a"), 2, "not that of one of the two organisers");
    world.refused("two-tally combine --plan plan a.half a.half", 2, "made under another plan");
    let free = Details { form: FormChoice::Either, ..details() };
    let campaign = Campaign::new(instrument(), free).unwrap();
    fs::write(world.at("campaign.json"), campaign.to_file()).unwrap();
    let key = "dbb30ecd7de0002cc88d344d56c06ffc2912fdc3f1710c92879114035137eb31";
    let words = format!("two-tally plan --campaign campaign.json --first {key} --second {key}");
    world.refused(&format!("{words} --out y"), 2, "one form only");
    world.refused(&format!("{words} --strata bg_nothing --out y"), 2, "bg_nothing");
    world.refused("two-tally plan --first 00 --second 00 --campaign c --out y", 2, "not a public");
    assert!(!world.at("x").exists() && !world.at("y").exists());
}
