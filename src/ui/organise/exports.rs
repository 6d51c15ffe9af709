//! The report as files for other programs.

use std::rc::Rc;

use qingdan_markup::html;
use yew::prelude::*;

use super::report::ReportInput;
use crate::browser::download;
use crate::domain::report::{Context, ReleaseFile, Words, rows};
use crate::domain::shipped_instrument;
use crate::i18n::Language;
use crate::i18n::organise::Messages;
use crate::i18n::organise::exports::{self, FileWords};
use crate::worker::Subject;

/// What it is to a browser.
const fn kind(file: ReleaseFile) -> &'static str {
    match file {
        ReleaseFile::Csv | ReleaseFile::CodebookCsv => "text/csv",
        ReleaseFile::Json | ReleaseFile::TableSchema => "application/json",
        ReleaseFile::CodebookHtml => "text/html",
        ReleaseFile::Spss | ReleaseFile::R | ReleaseFile::Stata => "text/plain",
    }
}

const fn words(file: ReleaseFile, messages: &exports::Messages) -> FileWords {
    match file {
        ReleaseFile::Csv => messages.csv,
        ReleaseFile::Json => messages.json,
        ReleaseFile::CodebookCsv => messages.codebook_csv,
        ReleaseFile::CodebookHtml => messages.codebook_html,
        ReleaseFile::TableSchema => messages.table_schema,
        ReleaseFile::Spss => messages.spss,
        ReleaseFile::R => messages.r,
        ReleaseFile::Stata => messages.stata,
    }
}

/// The text of a file.
fn text(file: ReleaseFile, props: &ExportsProps) -> String {
    let ExportsProps { language, report, subject } = props;
    let instrument = shipped_instrument();
    let (words, number) = (Words::of(*language), *language as usize);
    let (id, wave) = subject.and_then(|subject| subject.campaign).unzip();
    // Tally files of several campaigns have a wave and no campaign.
    let campaign = id.filter(|_| !subject.is_some_and(Subject::is_pooled));
    let demo = report.demo;
    let context = Context { instrument, campaign, wave, demo, words, language: number };
    file.text(&context, &report.release, &rows(instrument, &report.release))
}

/// Properties of [`Exports`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ExportsProps {
    /// The language of the page and of the files' words.
    pub language: Language,
    /// What is reported.
    pub report: Rc<ReportInput>,
    /// What it is about.
    pub subject: Option<Subject>,
}

/// What became of the last file asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    HandedOver(ReleaseFile),
    Failed,
}

/// A list of files, each with what it is for.
#[component]
pub fn Exports(props: &ExportsProps) -> Html {
    let messages = &Messages::of(props.language).exports;
    let outcome = use_state(|| None::<Outcome>);
    let save = {
        let (props, outcome) = (props.clone(), outcome.setter());
        Callback::from(move |file: ReleaseFile| {
            let saved = download::save(file.name(), kind(file), text(file, &props).as_bytes());
            outcome.set(Some(saved.map_or(Outcome::Failed, |()| Outcome::HandedOver(file))));
        })
    };
    html! {
        <section class="exports screen-only" aria-labelledby="exports-title">
            <h3 id="exports-title">{ messages.heading }</h3>
            <p class="muted">{ messages.lede }</p>
            if props.report.demo {
                <p class="note">{ messages.demo }</p>
            }
            <ul class="exports__list">
                for file in ReleaseFile::ALL {
                    { row(messages, file, &save) }
                }
            </ul>
            <p id="export-status" class="status" role="status">
                {
                    match *outcome {
                        Some(Outcome::HandedOver(file)) => (messages.handed_over)(file.name()),
                        Some(Outcome::Failed) => messages.failed.to_owned(),
                        None => String::new(),
                    }
                }
            </p>
        </section>
    }
}

/// One file: what it is, and the button that saves it.
fn row(messages: &exports::Messages, file: ReleaseFile, save: &Callback<ReleaseFile>) -> Html {
    let FileWords { name, what } = words(file, messages);
    html! {
        <li key={file.name()} class="exports__file">
            <div class="exports__words">
                <span class="exports__name">{ name }</span>
                <span class="muted">{ what }</span>
            </div>
            <button type="button" class="button" data-export={file.name()}
                    aria-label={(messages.save_what)(name)}
                    onclick={save.reform(move |_| file)}>{ messages.save }</button>
        </li>
    }
}
