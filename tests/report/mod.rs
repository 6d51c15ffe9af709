//! The report rendered natively from releases with invented figures.

use std::path::Path;
use std::rc::Rc;

use qingdan::domain::instrument::Form;
use qingdan::domain::shipped_instrument;
use qingdan::i18n::Language;
use qingdan::ui::organise::{InstrumentRef, ReportInput, ReportView, ReportViewProps, ScopeChoice};
use qingdan::worker::Promise;
use serde::de::DeserializeOwned;
use yew::{Callback, LocalServerRenderer};

/// Every way of looking at a figure that is withheld: hatched and never zero.
pub(crate) const HATCHED: &str = "class=\"withheld";

/// A fixture.
pub(crate) fn read<T: DeserializeOwned>(name: &str) -> T {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/report").join(name);
    serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap()
}

/// A report with everything that there can be.
pub(crate) fn full() -> ReportInput {
    let scope = |wave: u8, records| ScopeChoice {
        title: Some("临江县减负摸底".to_owned()),
        number: None,
        wave: Some((wave, String::new())),
        merged: false,
        form: Form::Full,
        records,
    };
    ReportInput {
        instrument: InstrumentRef(shipped_instrument()),
        scopes: vec![scope(2, 160), scope(1, 145)],
        scope: 0,
        release: read("full.json"),
        held: 0,
        near: false,
        quality: Some(read("quality.json")),
        earlier_choices: vec![1],
        earlier: Some(1),
        waves: Some(read("waves.json")),
        promise: Promise::Nothing,
        tickets: None,
        unsealed: 0,
        demo: false,
    }
}

/// The whole report of an input.
pub(crate) fn render(language: Language, input: ReportInput) -> String {
    let (report, on) = (Rc::new(input), Callback::noop());
    view(ReportViewProps { language, report, on, newer: false, whole: true })
}

/// A report in its first view.
pub(crate) fn view(props: ReportViewProps) -> String {
    let renderer = LocalServerRenderer::<ReportView>::with_props(props).hydratable(false);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    tokio::task::LocalSet::new().block_on(&runtime, renderer.render())
}

/// One fold with everything in it.
pub(crate) fn fold<'a>(html: &'a str, name: &str) -> &'a str {
    let (_, rest) = html.split_once(&format!("data-details=\"{name}\"")).expect(name);
    rest.split_once("</details>").unwrap().0
}

/// The text without tags.
pub(crate) fn plain(html: &str) -> String {
    let parts = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.collect()
}
