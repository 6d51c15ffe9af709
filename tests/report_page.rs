//! `qingdan report`: the page that the organiser's page saves, of the same records. That it is so
//! byte for byte is seen in browsers (`tests/e2e/report.rs`); here, that it holds everything that
//! the views show and nothing else.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::rc::Rc;

use qingdan::domain::bundle::Reader;
use qingdan::domain::disclose::Policy;
use qingdan::domain::instrument::Form;
use qingdan::domain::record::CampaignRef;
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::{Population, Simulation, demo};
use qingdan::domain::tally::{Scope, Subtotals};
use qingdan::i18n::Language;
use qingdan::i18n::organise::report::Messages;
use qingdan::ui::organise::{ReportInput, ReportView, ReportViewProps, report_input, saved_report};
use qingdan::worker::{Ask, Desk, Reading, Reply, Subject};
use yew::{Callback, LocalServerRenderer};

const ID: [u8; 4] = [0x0b, 0xad, 0xca, 0xfe];

fn people(n: u64) -> String {
    let instrument = shipped_instrument();
    demo(instrument, n, 3).map(|record| record.to_line(instrument) + "\n").collect()
}

/// The organiser's page after a file was dropped.
fn desk(text: &str) -> Desk {
    let instrument = shipped_instrument();
    let mut desk = Desk::new(instrument, 7);
    let mut reading = Reading::default();
    reading.whole(&Reader::new(&[instrument]), "dropped", None, text.as_bytes());
    let Reading { rows, refused, findings, .. } = reading;
    let subtotals = Subtotals::new(instrument).of(&rows);
    desk.answer(Ask::Add(findings), &[rows, subtotals], refused);
    desk
}

/// The report that the page shows of the people of a campaign, or of those of none.
fn input(desk: &mut Desk, campaign: Option<CampaignRef>, demo: bool) -> ReportInput {
    let subject = Subject::of(Scope { campaign, form: Form::Full });
    let ask = Ask::Report { subject: Some(subject), policy: Policy::default() };
    let (Reply::Report(Some(report)), _) = desk.answer(ask, &[], Vec::new()) else {
        panic!("no report")
    };
    let (Reply::Quality(Some(quality)), _) = desk.answer(Ask::Quality { subject }, &[], Vec::new())
    else {
        panic!("no quality")
    };
    let input = report_input(shipped_instrument(), &report, Vec::new(), Vec::new(), demo);
    ReportInput { quality: Some(*quality), ..input }
}

fn place(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report_page").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// The text of markup, without the spaces that have no meaning.
fn text(markup: &str) -> String {
    let parts = markup.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.collect()
}

/// What the views show of the sheet, without the form in which wages are typed.
fn viewed(language: Language, report: Rc<ReportInput>) -> String {
    let (on, newer, whole) = (Callback::noop(), false, true);
    let props = ReportViewProps { language, report, on, newer, whole };
    let renderer = LocalServerRenderer::<ReportView>::with_props(props).hydratable(false);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let html = tokio::task::LocalSet::new().block_on(&runtime, renderer.render());
    let (_, sheet) = html.split_once("<article").unwrap();
    let (sheet, _) = sheet.split_once("</article>").unwrap();
    let (before, after) = sheet.split_once("<div class=\"cost screen-only\">").unwrap();
    // It is the last part of its section.
    let (_, after) = after.split_once("</section>").unwrap();
    format!("<article{before}</section>{after}</article>")
}

#[test]
fn the_page_has_what_the_views_show() {
    let folder = place("page");
    let records = people(240);
    fs::write(folder.join("people.ndjson"), &records).unwrap();
    let input = Rc::new(input(&mut desk(&records), None, true));
    for (language, tag) in [(Language::Zh, "zh"), (Language::En, "en")] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qingdan"));
        command.current_dir(&folder).env("QINGDAN_LANG", tag).stdin(Stdio::null());
        let output = command.args(["report", "people.ndjson", "--form", "full", "--demo"]);
        let output = output.output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let page = String::from_utf8(output.stdout).unwrap();
        assert_eq!(page, saved_report(language, &input).unwrap(), "{tag}");
        let (head, sheet) = page.split_once("<section class=\"report\">").unwrap();
        let (sheet, _) = sheet.rsplit_once("</section>\n</main>").unwrap();
        assert_eq!(text(sheet).trim(), text(&viewed(language, input.clone())).trim(), "{tag}");
        let words = Messages::of(language);
        assert!(sheet.contains(words.caveat) && sheet.contains(words.demo), "{tag}");
        for never in ["<script", "href=", "src=", "<input", "<button", "screen-only", " style="] {
            assert!(!sheet.contains(never), "{never}");
        }
        let closed = sheet.matches("<details").count();
        assert!(closed > 10);
        assert_eq!(sheet.matches(" open=\"\">").count(), closed, "every fold is open");
        assert!(head.contains("default-src 'none'; style-src 'unsafe-inline'"));
        assert!(head.contains(".release") && !head.contains("/*") && !head.contains("url("));
    }
}

/// Lines of so many people of a wave.
fn asked(wave: u8, n: u64) -> String {
    let instrument = shipped_instrument();
    let campaign = Some(CampaignRef { id: ID, wave });
    let plain = Population::plain(instrument);
    let population = Population { campaign, seed: wave.into(), people: n, quick: 0.0, ..plain };
    let people = Simulation::new(instrument, population).unwrap();
    people.map(|record| record.to_line(instrument) + "\n").collect()
}

/// What the command does with these words: exit code, standard output and error.
fn run(folder: &Path, words: &str) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qingdan"));
    command.current_dir(folder).env("QINGDAN_LANG", "en").stdin(Stdio::null());
    let output = command.args(words.split_whitespace()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// Two waves: the report of the second, beside the first, is that of the page.
#[test]
fn waves_are_compared_as_in_the_page() {
    let folder = place("waves");
    let [first, second] = [asked(1, 150), asked(2, 170)];
    for (name, text) in [("first", &first), ("second", &second), ("few", &asked(3, 9))] {
        fs::write(folder.join(name), text).unwrap();
    }
    let mut desk = desk(&(first.clone() + &second));
    let wave = |wave| Some(CampaignRef { id: ID, wave });
    let report = input(&mut desk, wave(2), false);
    let subjects =
        [1, 2].map(|number| Subject::of(Scope { campaign: wave(number), form: Form::Full }));
    let ask = Ask::Compare { subjects, policy: Policy::default() };
    let (Reply::Compared(Some(waves)), _) = desk.answer(ask, &[], Vec::new()) else {
        panic!("not compared")
    };
    assert_eq!(report.earlier_choices, [0]);
    let with = ReportInput { earlier: Some(0), waves: Some(*waves), ..report.clone() };
    let expected = saved_report(Language::En, &Rc::new(with.clone())).unwrap();
    let (code, page, said) = run(&folder, "report first second --wave 2 --compare 1");
    assert_eq!(code, Some(0), "{said}");
    assert!(page == expected, "another page than the page's");
    assert!(
        text(&viewed(Language::En, Rc::new(with)))
            .contains(Messages::of(Language::En).waves.caption)
    );
    let plain = saved_report(Language::En, &Rc::new(report)).unwrap();
    let (_, without, _) = run(&folder, "report first second --wave 2");
    assert!(without == plain && plain != expected, "without --compare");
    // What the page does not offer, or does not show, is refused.
    for (words, code, says) in [
        ("report first second --wave 1 --compare 2", 2, "no wave 2 to compare"),
        ("report first second --wave 2 --compare 2", 2, "no wave 2 to compare"),
        ("report second --wave 2 --compare 1", 2, "no wave 1 to compare"),
        ("report first second --wave 2 --compare 0", 2, "0"),
        ("report few second --wave 3 --compare 2", 3, "9 records"),
    ] {
        let (found, page, said) = run(&folder, words);
        assert_eq!((found, page.as_str()), (Some(code), ""), "{words}: {said}");
        assert!(said.contains(says), "{words}: {said}");
    }
    fs::write(folder.join("fourth"), asked(4, 150)).unwrap();
    let (code, _, said) = run(&folder, "report few fourth --wave 4 --compare 3");
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("wave 3 cannot be published"), "{said}");
    // After an earlier report of the first wave, nobody who came since is in the comparison.
    let part: String = first.split_inclusive('\n').take(145).collect();
    fs::write(folder.join("part"), part.clone() + &second).unwrap();
    let grown = "report first second --wave 2 --compare 1 --earlier part";
    let (code, page, said) = run(&folder, grown);
    assert_eq!(code, Some(0), "{said}");
    let (_, before, _) = run(&folder, "report part --wave 2 --compare 1");
    assert!(section(&page, "waves") == section(&before, "waves"), "five newcomers are told");
    // Nor in the next one, where those five were there already.
    fs::write(folder.join("part-first"), part).unwrap();
    let thrice = "report first second --wave 2 --compare 1 --earlier part-first --earlier first";
    let (code, page, said) = run(&folder, thrice);
    assert_eq!(code, Some(0), "{said}");
    assert!(section(&page, "waves") == section(&before, "waves"), "five newcomers are told");
    // With figures alone, nothing is compared.
    let (_, release, _) = run(&folder, "release part --wave 2");
    fs::write(folder.join("release.json"), release).unwrap();
    let more: String = second.clone() + &asked(2, 200);
    fs::write(folder.join("more"), more).unwrap();
    let (code, _, said) =
        run(&folder, "report first more --wave 2 --compare 1 --earlier release.json");
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("nothing is compared"), "{said}");
}

/// A release of the wave that is compared: of the same people it stands, of others it does not.
#[test]
fn the_compared_wave_may_have_been_published() {
    let folder = place("compared-before");
    let [first, second] = [asked(1, 150), asked(2, 170)];
    let part: String = first.split_inclusive('\n').take(145).collect();
    for (name, text) in [("first", &first), ("part", &part), ("second", &second)] {
        fs::write(folder.join(name), text).unwrap();
    }
    let (_, release, _) = run(&folder, "release part");
    fs::write(folder.join("part.json"), release).unwrap();
    let compare = "second --wave 2 --compare 1";
    let (code, page, said) = run(&folder, &format!("report part {compare} --earlier part.json"));
    assert_eq!(code, Some(0), "{said}");
    let (_, plain, _) = run(&folder, &format!("report part {compare}"));
    assert!(page == plain, "another page");
    let (code, page, said) = run(&folder, &format!("report first {compare} --earlier part.json"));
    assert_eq!((code, page.as_str()), (Some(3), ""), "five newcomers are told: {said}");
    assert!(said.contains("nothing is compared"), "{said}");
}

/// A section of a page.
fn section<'a>(page: &'a str, id: &str) -> &'a str {
    let (_, from) = page.split_once(&format!("id=\"{id}\"")).expect(id);
    from.split_once("</section>").unwrap().0
}

#[test]
fn what_may_not_be_shown_gives_no_page() {
    let folder = place("few");
    fs::write(folder.join("few.ndjson"), people(9)).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_qingdan"));
    command.current_dir(&folder).env("QINGDAN_LANG", "en").stdin(Stdio::null());
    let words = ["report", "few.ndjson", "--form", "full", "--out", "report.html"];
    let output = command.args(words).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(!folder.join("report.html").exists());
}
