//! The report as files for other programs.

use std::rc::Rc;

use qingdan_markup::html;
use yew::prelude::*;

use super::report::ReportInput;
use crate::browser::download;
use crate::domain::report::{
    Context, Words, codebook_csv, codebook_html, csv, json, r, rows, spss, stata, table_schema,
};
use crate::domain::shipped_instrument;
use crate::i18n::Language;
use crate::i18n::organise::Messages;
use crate::i18n::organise::exports::{self, FileWords};
use crate::worker::Subject;

/// A file that a report can be saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum File {
    Csv,
    Json,
    CodebookCsv,
    CodebookHtml,
    TableSchema,
    Spss,
    R,
    Stata,
}

impl File {
    const ALL: [Self; 8] = [
        Self::Csv,
        Self::Json,
        Self::CodebookCsv,
        Self::CodebookHtml,
        Self::TableSchema,
        Self::Spss,
        Self::R,
        Self::Stata,
    ];

    /// Its name on the disk. The syntax files read the CSV under this name.
    const fn name(self) -> &'static str {
        match self {
            Self::Csv => "qingdan-release.csv",
            Self::Json => "qingdan-release.json",
            Self::CodebookCsv => "qingdan-codebook.csv",
            Self::CodebookHtml => "qingdan-codebook.html",
            Self::TableSchema => "qingdan-release.schema.json",
            Self::Spss => "qingdan-release.sps",
            Self::R => "qingdan-release.R",
            Self::Stata => "qingdan-release.do",
        }
    }

    const fn kind(self) -> &'static str {
        match self {
            Self::Csv | Self::CodebookCsv => "text/csv",
            Self::Json | Self::TableSchema => "application/json",
            Self::CodebookHtml => "text/html",
            Self::Spss | Self::R | Self::Stata => "text/plain",
        }
    }

    const fn words(self, messages: &exports::Messages) -> FileWords {
        match self {
            Self::Csv => messages.csv,
            Self::Json => messages.json,
            Self::CodebookCsv => messages.codebook_csv,
            Self::CodebookHtml => messages.codebook_html,
            Self::TableSchema => messages.table_schema,
            Self::Spss => messages.spss,
            Self::R => messages.r,
            Self::Stata => messages.stata,
        }
    }

    /// Its text.
    fn write(self, props: &ExportsProps) -> String {
        let ExportsProps { language, report, subject } = props;
        let instrument = shipped_instrument();
        let (words, number) = (Words::of(*language), *language as usize);
        let (id, wave) = subject.and_then(|subject| subject.campaign).unzip();
        // Tally files of several campaigns have a wave and no campaign.
        let campaign = id.filter(|_| !subject.is_some_and(Subject::is_pooled));
        let demo = report.demo;
        let context = Context { instrument, campaign, wave, demo, words, language: number };
        let release = &report.release;
        match self {
            Self::Csv => csv(&context, release, &rows(instrument, release)),
            Self::Json => json(&context, release, &rows(instrument, release)),
            Self::CodebookCsv => codebook_csv(&context),
            Self::CodebookHtml => codebook_html(&context),
            Self::TableSchema => table_schema(&context),
            Self::Spss => spss(&context),
            Self::R => r(&context),
            Self::Stata => stata(&context),
        }
    }
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
    HandedOver(File),
    Failed,
}

/// A list of files, each with what it is for.
#[component]
pub fn Exports(props: &ExportsProps) -> Html {
    let messages = &Messages::of(props.language).exports;
    let outcome = use_state(|| None::<Outcome>);
    let save = {
        let (props, outcome) = (props.clone(), outcome.setter());
        Callback::from(move |file: File| {
            let saved = download::save(file.name(), file.kind(), file.write(&props).as_bytes());
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
                for file in File::ALL {
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
fn row(messages: &exports::Messages, file: File, save: &Callback<File>) -> Html {
    let FileWords { name, what } = file.words(messages);
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
