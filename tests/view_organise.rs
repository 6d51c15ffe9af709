//! Golden views of the organiser's page, rendered natively, and what must hold in every view.
//!
//! `QINGDAN_BLESS=1 cargo test --features ssr --test view_organise` rewrites the golden files.
#![cfg(all(feature = "ssr", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[cfg(feature = "pseudo")]
#[path = "pseudo/marked.rs"]
mod marked;

use std::path::PathBuf;
use std::rc::Rc;

use qingdan::domain::instrument::Form;
use qingdan::domain::record::Reason;
use qingdan::domain::shipped_instrument;
use qingdan::i18n::Language;
use qingdan::tasks::import_files::{Notice, Place};
use qingdan::ui::organise::{Event, OrganisePage, OrganisePageProps, Organiser};
use qingdan::worker::{Cause, Counts, Desk, Progress, Refused, Reply, Revision};
use yew::{Callback, LocalServerRenderer};

/// 201 canonical records, one after another.
const RECORDS: &str = include_str!("fixtures/oracle/records.txt");

#[test]
fn nothing_received_yet() {
    for language in [Language::Zh, Language::En] {
        golden("empty", language, Organiser::default());
    }
}

#[test]
fn reading_with_refusals_and_in_the_page() {
    let progress = Progress { done: 40, total: 210, ended: false, ..received() };
    let state = Organiser::default()
        .after(Event::Told(Notice::Place(Place::Page)))
        .after(told(Reply::Progress(progress)));
    for language in [Language::Zh, Language::En] {
        golden("reading", language, state.clone());
    }
}

#[test]
fn stopped_unexpectedly() {
    let state = Organiser::default().after(told(Reply::Crashed("unreachable".to_owned())));
    for language in [Language::Zh, Language::En] {
        golden("crashed", language, state.clone());
    }
}

#[test]
fn fewer_records_than_the_minimum() {
    for language in [Language::Zh, Language::En] {
        golden("missing", language, with_records(6, Form::Full));
    }
}

#[test]
fn few_records_with_withheld_figures() {
    golden("few", Language::Zh, with_records(14, Form::Full));
}

#[test]
fn both_forms_are_offered_and_never_pooled() {
    let html = render(Language::Zh, with_records(201, Form::Quick));
    assert!(html.contains("完整版，160 份") && html.contains("快速版，39 份"), "{html}");
    assert!(html.contains("，39 份答卷"));
    golden("quick", Language::En, with_records(201, Form::Quick));
}

/// No id and no byte of a single record is in the page; no inline style, which the policy forbids.
#[test]
fn a_view_holds_no_record_and_no_inline_style() {
    for n in [6, 14, 201] {
        let html = render(Language::Zh, with_records(n, Form::Full));
        for record in records() {
            let id = record.lines().find_map(|line| line.strip_prefix("  \"id\": \"")).unwrap();
            assert!(!html.contains(&id[..32]), "the id {id} is in the page");
        }
        assert!(!html.contains("style="), "an inline style");
    }
}

/// The rows stand in the order of the instrument, whatever the scores.
#[test]
fn categories_stand_in_the_order_of_the_instrument() {
    let html = render(Language::En, with_records(201, Form::Full));
    let rows: Vec<&str> =
        html.split("data-category=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let categories = shipped_instrument().categories.iter().map(|category| category.id.as_str());
    let expected: Vec<&str> = ["index", "weighted"].into_iter().chain(categories).collect();
    assert_eq!(rows, expected);
}

/// Below the minimum not one figure is shown.
#[test]
fn below_the_minimum_there_is_no_table() {
    let html = render(Language::Zh, with_records(9, Form::Full));
    assert!(html.contains("id=\"missing\""));
    assert!(!html.contains("data-category") && !html.contains("meter__fill"));
}

/// Every Chinese character of the English page belongs to the button that leads back.
#[test]
fn the_english_page_is_english() {
    let html = render(Language::En, with_records(201, Form::Full));
    let han = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    let found: String = html.chars().filter(han).collect();
    assert_eq!(found, "中文");
}

fn told(reply: Reply) -> Event {
    Event::Told(Notice::Reply(reply))
}

fn records() -> Vec<String> {
    let mut records = vec![String::new()];
    for line in RECORDS.lines() {
        let last = records.last_mut().unwrap();
        last.push_str(line);
        last.push('\n');
        if line == "}" {
            records.push(String::new());
        }
    }
    records.pop();
    records
}

/// Counts that add up and one refusal of each kind that looks different.
fn received() -> Progress {
    let refused = |name: &str, cause, place: &str| Refused {
        name: name.to_owned(),
        cause,
        place: place.to_owned(),
    };
    Progress {
        counts: Counts {
            received: 40,
            accepted: 32,
            refused: 3,
            older: 2,
            identical: 2,
            conflicting: 1,
            size_bytes: 61_234,
        },
        refused: vec![
            refused("<b>名字</b>.json", Cause::Unreadable, ""),
            refused("a.json", Cause::Record(Reason::NotAnAnswer), "answers.meet_hours"),
            refused("b.json", Cause::Record(Reason::NotJson { line: 3, column: 1 }), ""),
        ],
        ..Progress::default()
    }
}

/// The state after `n` files with one record each and a release of one form.
fn with_records(n: usize, form: Form) -> Organiser {
    let mut desk = Desk::new(shipped_instrument());
    for (position, record) in records().iter().take(n).enumerate() {
        assert_eq!(desk.receive(&format!("{position}.json"), record.as_bytes()), []);
    }
    let total = u32::try_from(n).unwrap();
    let counts = desk.counts();
    let progress = Progress { done: total, total, ended: true, counts, ..Progress::default() };
    let state = Organiser::default()
        .after(told(Reply::Progress(progress)))
        .after(Event::PickedForm(form))
        .after(Event::AskedRelease(Revision(1)));
    let released = desk.release(Revision(1), form, state.policy);
    state.after(told(Reply::Released(Box::new(released))))
}

fn render(language: Language, state: Organiser) -> String {
    let props = OrganisePageProps { language, state: Rc::new(state), on: Callback::noop() };
    let renderer = LocalServerRenderer::<OrganisePage>::with_props(props).hydratable(false);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    tokio::task::LocalSet::new().block_on(&runtime, renderer.render())
}

/// Compares a view with `tests/golden/organise-{name}-{language}.html`, a tag a line.
fn golden(name: &str, language: Language, state: Organiser) {
    let html = render(language, state).replace("><", ">\n<") + "\n";
    #[cfg(feature = "pseudo")]
    if language == Language::Zh {
        marked::assert_marked(name, &html);
    }
    if cfg!(feature = "pseudo") {
        return;
    }
    let file = format!("organise-{name}-{}.html", language.tag());
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(file);
    if std::env::var_os("QINGDAN_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &html).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let place = html.lines().zip(expected.lines()).position(|(a, b)| a != b);
    assert!(html == expected, "{} differs at line {:?}", path.display(), place.map(|p| p + 1));
}
