//! `qingdan release`, `export` and `codebook` against what the organiser's page computes and saves:
//! the same records give the same bytes, and what the page refuses is refused.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[cfg(feature = "cli-report")]
#[path = "report_cli/body.rs"]
mod body;
#[path = "report_cli/earlier.rs"]
mod earlier;
#[path = "report_cli/exports.rs"]
mod exports;
#[cfg(feature = "cli-report")]
#[path = "report_cli/own.rs"]
mod own;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use qingdan::domain::bundle::Reader;
use qingdan::domain::campaign::{Campaign, Details, FormChoice};
use qingdan::domain::disclose::Policy;
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::record::CampaignRef;
use qingdan::domain::report::{Context, Words, json, rows};
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::{Population, Simulation, demo};
use qingdan::domain::tally::{Scope, Subtotals};
use qingdan::i18n::Language;
use qingdan::worker::{Ask, Desk, Reading, Reply, Report, Subject};
use serde_json::Value;

const HERE: CampaignRef = CampaignRef { id: [0x0b, 0xad, 0xca, 0xfe], wave: 1 };

fn instrument() -> &'static Instrument {
    shipped_instrument()
}

/// An empty folder of a test.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report_cli").join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).expect(name)
    }

    /// Exit code, standard output and standard error of `qingdan` with these words.
    fn run(&self, words: &str) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qingdan"));
        command.current_dir(&self.0).env("QINGDAN_LANG", "en").stdin(Stdio::null());
        let output = command.args(words.split_whitespace()).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    /// What `qingdan` writes where it does its work.
    fn done(&self, words: &str) -> String {
        let (code, out, said) = self.run(words);
        assert_eq!(code, 0, "{words}: {said}");
        out
    }

    /// What `qingdan` says where it does not.
    fn refused(&self, words: &str, expected: i32) -> String {
        let (code, out, said) = self.run(words);
        assert_eq!((code, out.as_str()), (expected, ""), "{words}: {said}");
        said
    }
}

/// Lines of records of invented people.
fn people(seed: u64, n: u64) -> String {
    demo(instrument(), n, seed).map(|record| record.to_line(instrument()) + "\n").collect()
}

/// The same for people asked by a campaign, all in the full form.
fn asked(campaign: CampaignRef, seed: u64, n: u64) -> String {
    let population = Population {
        campaign: Some(campaign),
        seed,
        people: n,
        quick: 0.0,
        ..Population::new(instrument())
    };
    let drawn = Simulation::new(instrument(), population).unwrap();
    drawn.map(|record| record.to_line(instrument()) + "\n").collect()
}

/// The line of a campaign that promises a minimum.
fn campaign(minimum: u8) -> String {
    let details = Details {
        id: HERE.id,
        wave: HERE.wave,
        title: "摸底".to_owned(),
        wave_label: String::new(),
        purpose: String::new(),
        contact: String::new(),
        form: FormChoice::Either,
        background: 0,
        minimum,
    };
    Campaign::new(instrument(), details).unwrap().to_line() + "\n"
}

/// The desk of the organiser's page.
struct Page(Desk);

impl Page {
    fn new() -> Self {
        Self(Desk::new(instrument(), 7))
    }

    /// Takes in a file that was dropped.
    fn drop(&mut self, text: &str) {
        let mut reading = Reading::default();
        reading.whole(&Reader::new(&[instrument()]), "dropped", None, text.as_bytes());
        let Reading { rows, refused, findings, .. } = reading;
        let subtotals = Subtotals::new(instrument()).of(&rows);
        self.0.answer(Ask::Add(findings), &[rows, subtotals], refused);
    }

    fn report(&mut self, subject: Option<Subject>, minimum: u64) -> Box<Report> {
        let policy = Policy::new(minimum).unwrap();
        match self.0.answer(Ask::Report { subject, policy }, &[], Vec::new()).0 {
            Reply::Report(Some(report)) => report,
            other => panic!("{other:?}"),
        }
    }

    /// The tally file of a subject.
    fn tally(&mut self, subject: Subject, id: u8) -> String {
        match self.0.answer(Ask::SaveTally { subject, id: [id; 16] }, &[], Vec::new()).0 {
            Reply::Tally(Some(line)) => line,
            other => panic!("{other:?}"),
        }
    }
}

fn subject(campaign: Option<CampaignRef>, form: Form) -> Subject {
    Subject::of(Scope { campaign, form })
}

/// What the page saves as JSON of a report.
fn saved(report: &Report, language: Language, demo: bool) -> String {
    let subject = report.subject;
    let (id, wave) = subject.campaign.unzip();
    let campaign = id.filter(|_| !subject.is_pooled());
    let words = Words::of(language);
    let context = Context {
        instrument: instrument(),
        campaign,
        wave,
        demo,
        words,
        language: language as usize,
    };
    json(&context, &report.release, &rows(instrument(), &report.release))
}

#[test]
fn a_release_is_what_the_page_saves() {
    let place = Place::new("page");
    let text = people(3, 240);
    place.write("people.ndjson", &text);
    for form in [Form::Full, Form::Quick] {
        let mut page = Page::new();
        page.drop(&text);
        let name = if form == Form::Full { "full" } else { "quick" };
        for (minimum, language, tag) in [(10, Language::En, "en"), (25, Language::Zh, "zh")] {
            let report = page.report(Some(subject(None, form)), minimum);
            let words = format!(
                "release people.ndjson --form {name} --minimum {minimum} --lang {tag} --demo"
            );
            // Another minimum of the same records is another release in the page too.
            let mut fresh = Page::new();
            fresh.drop(&text);
            let first = fresh.report(Some(subject(None, form)), minimum);
            assert_eq!(report.subject, first.subject);
            assert_eq!(place.done(&words), saved(&first, language, true), "{words}");
        }
    }
    place.done("release people.ndjson --form full --out release.json");
    assert_eq!(place.read("release.json"), place.done("release people.ndjson --form full"));
    let said = place.refused("release people.ndjson --form full --out release.json", 2);
    assert!(said.contains("is there already"), "{said}");
}

/// The minimum that people were promised is kept; where nobody knows it, the highest there is.
#[test]
fn what_was_promised_is_kept() {
    let place = Place::new("promise");
    let text = asked(HERE, 5, 60);
    place.write("people.ndjson", &text);
    place.write("campaign.json", &campaign(20));
    for (words, dropped, minimum) in [
        ("release people.ndjson", vec![text.clone()], 30),
        ("release campaign.json people.ndjson", vec![campaign(20), text.clone()], 20),
        ("release campaign.json people.ndjson --minimum 25", vec![campaign(20), text.clone()], 25),
    ] {
        let mut page = Page::new();
        for text in &dropped {
            page.drop(text);
        }
        let report = page.report(None, if minimum == 25 { 25 } else { 10 });
        assert_eq!(report.release.policy.minimum(), minimum);
        assert_eq!(place.done(words), saved(&report, Language::En, false), "{words}");
        let known = format!("{words} --campaign 0badcafe --wave 1 --form full");
        assert_eq!(place.done(&known), place.done(words));
        // What is said is what is known.
        let said = place.run(words).2;
        let sayings = ["what the people were promised is not known", "with dice on the phones"];
        assert!(sayings.iter().all(|one| said.contains(one) == (minimum == 30)), "{said}");
        let kept = "the people were promised that no figure rests on fewer than 20: kept";
        assert_eq!(said.contains(kept), minimum == 20, "{said}");
    }
    for wrong in ["9", "31", "-3", "x"] {
        place.refused(&format!("release people.ndjson --minimum={wrong}"), 2);
    }
}

#[test]
fn tally_files_are_published_as_in_the_page() {
    let place = Place::new("tallies");
    let mut above = Page::new();
    for county in 1..=3_u8 {
        let mut below = Page::new();
        below.drop(&asked(HERE, county.into(), 50));
        let line = below.tally(subject(Some(HERE), Form::Full), county);
        place.write(&format!("county-{county}.tally"), &line);
        above.drop(&line);
    }
    let report = above.report(None, 10);
    assert!(report.subject.merged && report.release.n == 150);
    let found = place.done("release county-1.tally county-2.tally county-3.tally --tallies");
    assert_eq!(found, saved(&report, Language::En, false));
}

#[test]
fn too_few_and_too_many_choices_are_refused() {
    let place = Place::new("few");
    place.write("few.ndjson", &asked(HERE, 1, 9));
    place.write("campaign.json", &campaign(10));
    let said = place.refused("release campaign.json few.ndjson", 3);
    assert!(said.contains("9 records; 10 are needed, 1 more"), "{said}");
    place.write("several.ndjson", &(people(1, 90) + &asked(HERE, 2, 40)));
    let said = place.refused("release several.ndjson", 2);
    for choice in ["--campaign none --form full", "--campaign 0badcafe --wave 1 --form full"] {
        assert!(said.contains(choice), "{said}");
    }
    place.done("release several.ndjson --campaign none --form full");
    place.refused("release several.ndjson --campaign 00000001", 2);
    place.write("nothing.txt", "");
    place.refused("release nothing.txt", 2);
}

/// After a release, the next one is what the page shows next: nothing new of a few people, and
/// groups only where enough have come.
#[test]
fn successive_releases_are_those_of_the_page() {
    let place = Place::new("successive");
    let first = asked(HERE, 1, 90);
    let (few, many) = (asked(HERE, 2, 6), asked(HERE, 3, 50));
    place.write("campaign.json", &campaign(10));
    place.write("first.ndjson", &(campaign(10) + &first));
    place.write("few.ndjson", &(first.clone() + &few));
    place.write("many.ndjson", &(first.clone() + &many));
    let mut page = Page::new();
    page.drop(&(campaign(10) + &first));
    let one = page.report(None, 10);
    assert_eq!(place.done("release first.ndjson"), saved(&one, Language::En, false));
    page.drop(&few);
    assert_eq!(page.report(None, 10).held, 6);
    place.write("junk.ndjson", "no record\n");
    place.write("empty.ndjson", "");
    place.write("cut.ndjson", &(first.clone() + "{\"format\":\"qingdan-rec"));
    for wrong in ["junk.ndjson", "empty.ndjson", "cut.ndjson"] {
        let said = place.refused(&format!("release few.ndjson --earlier {wrong}"), 2);
        assert!(said.contains("--earlier needs"), "{said}");
    }
    let said = place.refused("release few.ndjson --earlier first.ndjson", 3);
    assert!(said.contains("only 6 records have come or changed"), "{said}");
    let mut page = Page::new();
    page.drop(&(campaign(10) + &first));
    page.report(None, 10);
    page.drop(&many);
    let two = page.report(None, 10);
    assert_eq!((two.held, two.release.n), (0, 140));
    let found = place.done("release many.ndjson --earlier first.ndjson");
    assert_eq!(found, saved(&two, Language::En, false));
    let alone = place.done("release campaign.json many.ndjson");
    assert_ne!(found, alone, "what went before changes nothing");
}

/// Where only the published file of the release before is known, nothing is shown by group, and
/// nothing at all of nearly the same people.
#[test]
fn a_published_file_alone_bounds_the_next_release() {
    let place = Place::new("published");
    let first = asked(HERE, 1, 90);
    place.write("campaign.json", &campaign(10));
    place.write("first.ndjson", &first);
    place.write("few.ndjson", &(first.clone() + &asked(HERE, 2, 6)));
    place.write("many.ndjson", &(first.clone() + &asked(HERE, 3, 50)));
    let other = asked(HERE, 4, 90);
    place.write("other.ndjson", &other);
    place.done("release campaign.json first.ndjson --out first.json");
    let again = place.done("release campaign.json first.ndjson --earlier first.json");
    assert_eq!(again, place.read("first.json"), "the same release tells nothing new");
    for same_number in ["few.ndjson", "other.ndjson"] {
        place.refused(&format!("release campaign.json {same_number} --earlier first.json"), 3);
    }
    let next = place.done("release campaign.json many.ndjson --earlier first.json");
    let (next, alone): (Value, Value) = (
        serde_json::from_str(&next).unwrap(),
        serde_json::from_str(&place.done("release campaign.json many.ndjson")).unwrap(),
    );
    let grouped = ["group", "group_difference", "background", "paradox"];
    let rows = |of: &Value| of["rows"].as_array().unwrap().clone();
    let by_group = |row: &Value| grouped.contains(&row["table"].as_str().unwrap());
    assert!(rows(&alone).iter().any(|row| by_group(row) && row.get("value").is_some()));
    for row in rows(&next).iter().filter(|row| by_group(row)) {
        assert!(row.get("value").is_none(), "{row}");
    }
    let others = |of: &Value| rows(of).into_iter().filter(|row| !by_group(row)).collect::<Vec<_>>();
    assert_eq!(others(&next), others(&alone));
    // Of another campaign.
    place.write("none.ndjson", &people(1, 90));
    place.refused("release none.ndjson --form full --earlier first.json", 2);
}

/// The language of the machine is that of messages and of what is written.
#[test]
fn the_machines_language_is_spoken() {
    let place = Place::new("language");
    place.write("few.ndjson", &people(1, 5));
    let run = |words: &[&str], locale: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qingdan"));
        for name in ["QINGDAN_LANG", "LC_ALL", "LC_MESSAGES"] {
            command.env_remove(name);
        }
        let output =
            command.current_dir(&place.0).env("LANG", locale).args(words).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout) + &text(output.stderr))
    };
    let few = ["release", "few.ndjson", "--form", "full"];
    let (code, said) = run(&few, "zh_CN.UTF-8");
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("不能这样做：只有"), "{said}");
    let (code, said) = run(&few, "en_GB.UTF-8");
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("refused: "), "{said}");
    let (code, book) = run(&["codebook"], "zh_CN.UTF-8");
    assert_eq!(code, Some(0));
    assert!(book.contains("克龙巴赫"), "{book}");
    let (code, help) = run(&["help", "release"], "zh_CN.UTF-8");
    assert_eq!(code, Some(0));
    assert!(help.contains("用法：qingdan release [选项]"), "{help}");
}
