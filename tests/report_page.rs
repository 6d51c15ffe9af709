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
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::demo;
use qingdan::domain::tally::{Scope, Subtotals};
use qingdan::i18n::Language;
use qingdan::i18n::organise::report::Messages;
use qingdan::ui::organise::{ReportInput, ReportView, ReportViewProps, report_input, saved_report};
use qingdan::worker::{Ask, Desk, Reading, Reply, Subject};
use yew::{Callback, LocalServerRenderer};

fn people(n: u64) -> String {
    let instrument = shipped_instrument();
    demo(instrument, n, 3).map(|record| record.to_line(instrument) + "\n").collect()
}

/// The report that the page shows of a file that was dropped.
fn input(text: &str) -> ReportInput {
    let instrument = shipped_instrument();
    let mut desk = Desk::new(instrument, 7);
    let mut reading = Reading::default();
    reading.whole(&Reader::new(&[instrument]), "dropped", None, text.as_bytes());
    let Reading { rows, refused, findings, .. } = reading;
    let subtotals = Subtotals::new(instrument).of(&rows);
    desk.answer(Ask::Add(findings), &[rows, subtotals], refused);
    let subject = Subject::of(Scope { campaign: None, form: Form::Full });
    let ask = Ask::Report { subject: Some(subject), policy: Policy::default() };
    let (Reply::Report(Some(report)), _) = desk.answer(ask, &[], Vec::new()) else {
        panic!("no report")
    };
    let (Reply::Quality(Some(quality)), _) = desk.answer(Ask::Quality { subject }, &[], Vec::new())
    else {
        panic!("no quality")
    };
    let input = report_input(&report, Vec::new(), Vec::new(), true);
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
    let input = Rc::new(input(&records));
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
        assert!(sheet.contains(Messages::of(language).caveat) && sheet.contains("id=\"demo\""));
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
