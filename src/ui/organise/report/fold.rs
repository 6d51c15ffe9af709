//! Parts of the report that are folded on the screen. What is inside is made only when it is
//! opened or when its turn comes, so that the report itself is there at once.

use std::rc::Rc;

use qingdan_markup::html;
use yew::prelude::*;

use super::category::{category, spread};
use super::context::Context;
use super::group_means::means;
use super::groups::{differences, name};
use super::input::ReportInput;
use super::method::formulas;
use super::numbers::numbers;
use super::research::{correlations, reliability};
use crate::i18n::Language;

/// What is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The table of scores.
    Numbers,
    /// The spread of the index.
    Index,
    /// A category, counted from 0.
    Category(usize),
    /// The figures of a group table; its place in the release.
    Means(usize),
    /// Each group of a group table against everybody else; the table's place in the release.
    Differences(usize),
    /// Alpha and omega.
    Reliability,
    /// Correlations of categories.
    Correlations,
    /// Names and sources of methods.
    Formulas,
}

/// Properties of [`Fold`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct FoldProps {
    /// The language shown.
    pub(super) language: Language,
    /// What the report shows.
    pub(super) input: Rc<ReportInput>,
    /// What is folded.
    pub(super) part: Part,
    /// Whether what is inside is made although it is closed.
    pub(super) made: bool,
}

/// A fold whose inside is made when it is opened, at the latest when its turn has come.
#[component]
pub(super) fn Fold(props: &FoldProps) -> Html {
    let FoldProps { language, input, part, made } = props;
    let opened = use_state(|| false);
    let context = Context::new(*language, input);
    let ontoggle = {
        let opened = opened.clone();
        Callback::from(move |_: Event| opened.set(true))
    };
    html! {
        <details class="fold" data-details={name_of(context, *part)} {ontoggle}>
            <summary><span class="fold__title">{ title(context, *part) }</span></summary>
            if *made || *opened {
                <div class="fold__inside">{ inside(context, *part) }</div>
            }
        </details>
    }
}

/// What the fold is called in the page's structure.
fn name_of(context: Context, part: Part) -> String {
    match part {
        Part::Numbers => "numbers".to_owned(),
        Part::Index => "index".to_owned(),
        Part::Category(place) => context.instrument.categories[place].id.clone(),
        Part::Means(place) => format!("means-{place}"),
        Part::Differences(place) => format!("differences-{place}"),
        Part::Reliability => "reliability".to_owned(),
        Part::Correlations => "correlations".to_owned(),
        Part::Formulas => "formulas".to_owned(),
    }
}

fn title(context: Context, part: Part) -> String {
    let words = context.words;
    match part {
        Part::Numbers => words.scores.table.to_owned(),
        Part::Index => context.index_name().to_owned(),
        Part::Category(place) => {
            context.text(&context.instrument.categories[place].name).to_owned()
        }
        Part::Means(place) => (words.groups.means)(&background(context, place)),
        Part::Differences(place) => (words.groups.differences)(&background(context, place)),
        Part::Reliability => words.research.reliability.to_owned(),
        Part::Correlations => words.research.correlations.to_owned(),
        Part::Formulas => words.method.formulas.to_owned(),
    }
}

/// The name of the background question of a group table.
fn background(context: Context, place: usize) -> String {
    let table = context.release.groups.get(place);
    table.map(|table| name(context, table)).unwrap_or_default()
}

fn inside(context: Context, part: Part) -> Html {
    match part {
        Part::Numbers => numbers(context),
        Part::Index => spread(context, &context.release.index),
        Part::Category(place) => category(context, place),
        Part::Means(place) => means(context, place),
        Part::Differences(place) => differences(context, place),
        Part::Reliability => reliability(context),
        Part::Correlations => correlations(context),
        Part::Formulas => formulas(context),
    }
}
