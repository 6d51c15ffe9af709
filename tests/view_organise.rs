//! Golden views of the organiser's page, rendered natively, and what must hold in every view.
//!
//! `QINGDAN_BLESS=1 cargo test --features ssr --test view_organise` rewrites the golden files.
#![cfg(all(feature = "ssr", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "view/mod.rs"]
mod kit;

use std::path::Path;
use std::rc::Rc;

use kit::{LANGUAGES, rendered};
use qingdan::domain::campaign::{Campaign, Extensions};
use qingdan::domain::instrument::Form;
use qingdan::domain::record::Reason;
use qingdan::domain::shipped_instrument;
use qingdan::i18n::Language;
use qingdan::tasks::collect::{Place, Progress, Revision, Storage, Switched};
use qingdan::ui::organise::{
    Event, InstrumentRef, OrganisePage, OrganisePageProps, Organiser, ReportInput, ScopeChoice,
    Seeing, Stage, Viewfinder, ViewfinderProps,
};
use qingdan::worker::{Cause, Counts, Promise, Refused, RefusedFile, RefusedFiles};
use yew::Callback;

#[test]
fn nothing_received_yet() {
    for language in LANGUAGES {
        golden("empty", language, Organiser::default());
    }
}

#[test]
fn reading_with_refusals_and_in_the_page() {
    let mut state = received();
    state.place = Place::Page;
    state.stage = Stage::Reading;
    state.progress.ended = false;
    (state.progress.done, state.progress.total) = (40, 210);
    for language in LANGUAGES {
        golden("reading", language, state.clone());
    }
}

#[test]
fn stopped_unexpectedly() {
    let mut state = Organiser::default();
    state.stage = Stage::Crashed;
    for language in LANGUAGES {
        golden("crashed", language, state.clone());
    }
}

/// Without room, after another try; a batch that could not be erased; campaigns from files.
#[test]
fn what_is_kept_and_what_is_not() {
    let mut full = received();
    full.storage = Storage::Full { only_in_memory: 12, again: true };
    (full.refused, full.progress.counts.refused) = (Rc::default(), 0);
    let mut came = Organiser::default();
    came.campaigns_came = Rc::new(vec![campaign("春季摸底"), campaign("<i>秋季摸底</i>")]);
    let mut kept = Organiser::default();
    kept.missed = Some(Switched::NotErased);
    let mut held = Organiser::default();
    held.missed = Some(Switched::NotOpened);
    for language in LANGUAGES {
        golden("full", language, full.clone());
        golden("came", language, came.clone());
        golden("not-erased", language, kept.clone());
        golden("not-opened", language, held.clone());
    }
}

/// The minimum: promised by a campaign, the highest, or unknown of one or of several.
#[test]
fn the_minimum_keeps_what_was_promised() {
    let told = |promise, pooled| {
        let mut state = with_report("missing.json");
        let mut report = ReportInput::clone(state.report.as_ref().unwrap());
        report.promise = promise;
        report.scopes = vec![ScopeChoice {
            title: None,
            number: None,
            wave: Some((2, String::new())),
            merged: pooled,
            form: Form::Full,
            records: 3,
        }];
        state.report = Some(Rc::new(report));
        state
    };
    for language in LANGUAGES {
        golden("promised", language, told(Promise::Minimum(15), false));
        golden("promised-highest", language, told(Promise::Minimum(30), false));
        golden("promise-unknown", language, told(Promise::Unknown, false));
        golden("promise-unknown-pooled", language, told(Promise::Unknown, true));
    }
}

#[test]
fn the_camera_sees_a_code_again() {
    for language in LANGUAGES {
        let (seeing, scanned, onclick) = (Seeing::On, (3, true), Callback::noop());
        let props = ViewfinderProps { language, seeing, scanned, onclick };
        compare("camera-again", language, &rendered::<Viewfinder>(props));
    }
}

#[test]
fn fewer_records_than_the_minimum() {
    for language in LANGUAGES {
        golden("missing", language, with_report("missing.json"));
    }
}

#[test]
fn few_records_with_withheld_figures() {
    golden("few", Language::Zh, with_report("few.json"));
}

#[test]
fn both_forms_are_offered_and_never_pooled() {
    let html = render(Language::Zh, with_report("full.json"));
    assert!(html.contains("完整版，160 份") && html.contains("快速版，39 份"), "{html}");
    golden("report", Language::En, with_report("full.json"));
}

/// A report stays when more has come: how many are not in it, what a new one costs, and the button
/// for it stand above; nothing about the old one can be chosen.
#[test]
fn a_report_that_was_made_stays() {
    for language in LANGUAGES {
        let asked = Event::AskedReport(Revision::default());
        let mut state = with_report("full.json").after(asked);
        state.progress.counts.accepted += 15;
        let html = render(language, state.clone());
        let (above, report) = html.split_once("id=\"release\"").expect("the report");
        for part in ["id=\"newer\"", "id=\"make-report\"", "id=\"print-report\""] {
            assert_eq!(above.matches(part).count(), 1, "{part}");
        }
        for choice in ["id=\"scope\"", "name=\"form\"", "id=\"earlier\""] {
            assert!(!html.contains(choice), "{choice}");
        }
        assert!(above.contains("15") && report.contains("id=\"exports-title\""));
        state.stage = Stage::Reading;
        assert!(!render(language, state).contains("id=\"release\""));
    }
}

/// While files are read there is no report: reports a file apart would show what it holds.
#[test]
fn no_report_while_files_are_read() {
    let mut state = with_report("full.json");
    state.stage = Stage::Reading;
    let html = render(Language::Zh, state);
    assert!(!html.contains("data-category") && !html.contains("id=\"release\""), "{html}");
}

/// No inline style, which the policy forbids.
#[test]
fn a_view_has_no_inline_style() {
    for name in ["missing.json", "few.json", "full.json"] {
        assert!(!render(Language::Zh, with_report(name)).contains("style="), "{name}");
    }
}

/// The rows stand in the order of the instrument, whatever the scores.
#[test]
fn categories_stand_in_the_order_of_the_instrument() {
    let html = render(Language::En, with_report("full.json"));
    let row = |rest: &str| rest.split('"').next().map(str::to_owned);
    let rows: Vec<String> = html.split("data-details=\"").skip(1).filter_map(row).collect();
    let categories: Vec<String> =
        shipped_instrument().categories.iter().map(|category| category.id.clone()).collect();
    let place = rows.iter().position(|id| *id == categories[0]).unwrap();
    assert_eq!(rows[place..place + categories.len()], categories);
}

/// Below the minimum not one figure is shown.
#[test]
fn below_the_minimum_there_is_no_table() {
    let html = render(Language::Zh, with_report("missing.json"));
    assert!(html.contains("id=\"missing\""));
    assert!(!html.contains("data-category") && !html.contains("meter__fill"));
}

/// Every Chinese character of the English page belongs to the button that leads back.
#[test]
fn the_english_page_is_english() {
    let html = render(Language::En, with_report("full.json"));
    let han = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    let found: String = html.chars().filter(han).collect();
    assert_eq!(found, "中文");
}

/// What is told as received is what the sum says: tally files are told apart.
#[test]
fn tally_files_are_not_told_as_records() {
    let mut state = received();
    state.refused = Rc::default();
    for (records, told) in [(0, "Done: 5 tally files received."), (2, "Done: 2 received, and 5")] {
        state.progress.counts =
            Counts { received: records + 5, accepted: records, tallies: 5, ..Counts::default() };
        let html = render(Language::En, state.clone());
        assert!(html.contains(told), "{told}");
        assert!(html.contains(&format!("id=\"received\" class=\"sum__number number\">{records}<")));
    }
}

/// Counts that add up and one refusal of each kind that looks different.
fn received() -> Organiser {
    let refused = |name: &str, cause, place: &str| Refused {
        place: place.to_owned(),
        ..Refused::whole(name, cause)
    };
    let mut state = Organiser::default();
    state.stage = Stage::Ended;
    let line = |line: u64| Refused {
        line: Some(line),
        ..refused("c.ndjson", Cause::Record(Reason::NotJson { line: 1, column: 29 }), "")
    };
    let files = [
        (1, vec![refused("<b>名字</b>.json", Cause::Unreadable, "")]),
        (1, vec![refused("a.json", Cause::Record(Reason::NotAnAnswer), "answers.meet_hours")]),
        (1, vec![refused("b.json", Cause::Record(Reason::NotJson { line: 3, column: 1 }), "")]),
        (30_000, vec![line(2), line(3)]),
    ];
    let file = |(refused, first): (usize, Vec<Refused>)| RefusedFile {
        name: first[0].name.clone(),
        refused,
        first,
    };
    state.refused = Rc::new(RefusedFiles { files: files.map(file).to_vec(), all: 7 });
    state.progress = Progress {
        ended: true,
        counts: Counts {
            received: 30_040,
            accepted: 32,
            refused: 30_003,
            older: 2,
            identical: 2,
            conflicting: 1,
            size_bytes: 61_234,
            ..Counts::default()
        },
        ..Progress::default()
    };
    state
}

/// The page with a report of invented figures and records of both forms.
fn with_report(name: &str) -> Organiser {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/report").join(name);
    let release = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    let scope = |form, records| ScopeChoice {
        title: None,
        number: None,
        wave: None,
        merged: false,
        form,
        records,
    };
    let mut state = received();
    state.refused = Rc::default();
    state = state.after(Event::WantedReport);
    state.report = Some(Rc::new(ReportInput {
        instrument: InstrumentRef(shipped_instrument()),
        scopes: vec![scope(Form::Full, 160), scope(Form::Quick, 39)],
        scope: 0,
        release,
        held: 0,
        near: false,
        quality: None,
        earlier_choices: Vec::new(),
        earlier: None,
        waves: None,
        promise: Promise::Nothing,
        tickets: None,
        unsealed: 0,
        demo: false,
    }));
    state
}

/// A campaign with a title.
fn campaign(title: &str) -> Campaign {
    kit::campaign(kit::plain(title), Extensions::default())
}

fn render(language: Language, state: Organiser) -> String {
    let props = OrganisePageProps { language, state: Rc::new(state), on: Callback::noop() };
    rendered::<OrganisePage>(props)
}

/// Compares a view of the page with its golden file.
fn golden(name: &str, language: Language, state: Organiser) {
    compare(name, language, &render(language, state));
}

/// Compares a view with the golden file of a name.
fn compare(name: &str, language: Language, html: &str) {
    kit::golden(&["organise-", name].concat(), language, html);
}

/// Where another window has the batch open no report is made, and why is told in its place.
#[test]
fn another_window_has_the_batch_open() {
    let mut state = received();
    state.workspace = Some(3);
    assert!(state.is_settled());
    let shared = state.after(Event::Elsewhere(Some(3))).after(Event::WantedReport);
    for language in LANGUAGES {
        let words = &qingdan::i18n::organise::Messages::of(language).collect;
        let html = render(language, state.clone());
        assert!(html.contains("id=\"make-report\"") && !html.contains("report-elsewhere"));
        let html = render(language, shared.clone());
        assert!(!html.contains("id=\"make-report\"") && html.contains(words.report_other_tab));
    }
}
