//! What records say, and what of it people answered.

use std::collections::BTreeSet;

use qingdan::domain::answer::{Answer, Priorities, Question};
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::record::Record;

/// Whether a record says something of the priorities.
fn ranked(record: &Record) -> bool {
    let priorities = &record.complete().answers().priorities;
    !matches!(priorities, Priorities::Skipped | Priorities::NotAsked)
}

/// The questions of which a record says something, be it by rule.
pub(crate) fn said<'a>(instrument: &'a Instrument, record: &Record) -> BTreeSet<&'a str> {
    let answers = record.complete().answers();
    let silent = |question| matches!(answers.get(question), Answer::Skipped | Answer::NotAsked);
    let said = instrument.questions().filter(|(question, _)| !silent(*question));
    let last = instrument.priorities_index().filter(|_| ranked(record));
    said.map(|(_, id)| id).chain(last.map(|at| instrument.outcomes[at].id.as_str())).collect()
}

/// Those that somebody answered, in the order of the instrument and the priorities last.
pub(crate) fn given<'a>(instrument: &'a Instrument, record: &Record) -> Vec<&'a str> {
    let (form, answers) = (record.complete().form(), record.complete().answers());
    let said = said(instrument, record);
    let by_rule = |question| match question {
        Question::Item(at) => answers.inapplicable(instrument, form, usize::from(at)),
        _ => false,
    };
    let single = instrument.questions().filter(|(question, _)| !by_rule(*question));
    let last = instrument.priorities_index().map(|at| instrument.outcomes[at].id.as_str());
    single.map(|(_, id)| id).chain(last).filter(|id| said.contains(id)).collect()
}

/// How many questions of a record's form the old instrument does not have, or did not ask in it.
pub(crate) fn not_asked(old: &Instrument, record: &Record, new: &Instrument) -> usize {
    let answers = record.complete().answers();
    let asked = |id| {
        let found = old.questions().find(|(_, old)| *old == id);
        found.is_some_and(|(question, _)| answers.get(question) != Answer::NotAsked)
    };
    let full = record.complete().form() == Form::Full;
    new.items.iter().filter(|item| (full || item.quick) && !asked(&item.id)).count()
}
