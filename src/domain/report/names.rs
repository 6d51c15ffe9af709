//! What codes stand for, in words.

use super::Context;
use super::codes::Variable;
use super::row::{Group, Row};
use crate::domain::instrument::ResponseOption;

/// Every code of a variable and what it stands for; empty where numbers mean themselves.
pub(super) fn value_labels(context: &Context, variable: Variable) -> Vec<(i32, String)> {
    let Context { instrument, words, .. } = context;
    let none = || vec![(0, words.none.to_owned())];
    let listed = |names: Vec<String>| none().into_iter().chain((1..).zip(names)).collect();
    let coded = |labels: &[&'static str]| -> Vec<(i32, String)> {
        (1..).zip(labels.iter().map(|&label| label.to_owned())).collect()
    };
    match variable {
        Variable::Form => coded(&words.forms),
        Variable::Table => coded(&words.tables),
        Variable::Statistic => coded(&words.statistics),
        Variable::Rule => {
            [(0, words.shown.to_owned())].into_iter().chain(coded(&words.rules)).collect()
        }
        Variable::Noise => coded(&words.noise),
        Variable::Demo => (0..).zip(words.demo.map(str::to_owned)).collect(),
        Variable::Background => {
            listed(instrument.background.iter().map(|b| context.text(&b.name).to_owned()).collect())
        }
        Variable::Group => groups(context),
        Variable::Category | Variable::Category2 => {
            listed(instrument.categories.iter().map(|c| context.text(&c.name).to_owned()).collect())
        }
        Variable::Item => listed(
            instrument.items.iter().map(|item| context.text(&item.stem).to_owned()).collect(),
        ),
        Variable::Outcome | Variable::Outcome2 => {
            listed(instrument.outcomes.iter().map(|o| context.text(&o.stem).to_owned()).collect())
        }
        Variable::Row
        | Variable::From
        | Variable::To
        | Variable::Option2
        | Variable::Value
        | Variable::Low
        | Variable::High
        | Variable::Precision
        | Variable::PrecisionInterval
        | Variable::N
        | Variable::Truth
        | Variable::Campaign
        | Variable::Wave
        | Variable::Instrument
        | Variable::Minimum
        | Variable::Label => Vec::new(),
    }
}

fn groups(context: &Context) -> Vec<(i32, String)> {
    let mut labels = vec![(0, context.words.everybody.to_owned())];
    for (background, question) in (0..).zip(&context.instrument.background) {
        let options = (0..).take(question.options.len()).map(Some).chain([None]);
        for option in options {
            let group = Group { background, option };
            labels.push((group.code(), group_label(context, group)));
        }
    }
    labels
}

fn group_label(context: &Context, group: Group) -> String {
    let question = context.instrument.background.get(usize::from(group.background));
    let option = group.option.and_then(|o| question?.options.get(usize::from(o)));
    option.map_or(context.words.none_picked, |option| context.text(&option.label)).to_owned()
}

/// A row in words.
pub(super) fn label(context: &Context, row: &Row) -> String {
    let Context { instrument, words, .. } = context;
    let mut parts = vec![words.tables[row.table as usize].to_owned()];
    if let Some(question) = row.background.and_then(|b| instrument.background.get(usize::from(b))) {
        parts.push(context.text(&question.name).to_owned());
    }
    parts.extend(row.group.map(|group| group_label(context, group)));
    for category in [row.category, row.category2].into_iter().flatten() {
        let category = instrument.categories.get(usize::from(category));
        parts.extend(category.map(|category| context.text(&category.name).to_owned()));
    }
    if let Some(item) = row.item.and_then(|item| instrument.items.get(usize::from(item))) {
        parts.push(context.text(&item.stem).to_owned());
    }
    let outcome = |place: Option<u8>| instrument.outcomes.get(usize::from(place?));
    parts.extend(outcome(row.outcome).map(|outcome| context.text(&outcome.stem).to_owned()));
    parts.extend(part_label(context, row));
    if let (Some(second), Some(option)) = (outcome(row.outcome2), row.option2) {
        parts.push(context.text(&second.stem).to_owned());
        let options = instrument.options(&second.options);
        parts.extend(options.get(usize::from(option)).map(|o| context.text(&o.label).to_owned()));
    }
    parts.push(words.statistics[row.statistic as usize].to_owned());
    parts.join(words.separator)
}

/// Options or points from … to.
fn part_label(context: &Context, row: &Row) -> Option<String> {
    let Context { instrument, words, .. } = context;
    let (from, to) = row.part?;
    let Some(question) = row.question() else {
        return Some((words.from_to)(&from.to_string(), &to.to_string()));
    };
    let options: &[ResponseOption] = instrument.options_of(question);
    let option =
        |place: u8| options.get(usize::from(place)).map(|option| context.text(&option.label));
    let (first, last) = (option(from)?, option(to)?);
    Some(if from == to { first.to_owned() } else { (words.from_to)(first, last) })
}
