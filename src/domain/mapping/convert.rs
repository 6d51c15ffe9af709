//! A record of the old instrument becomes one of the new: with the same id, revision and campaign.

use super::{Dropped, Mapping, Source};
use crate::domain::answer::{Answer, Answers, Complete, Priorities, Question};
use crate::domain::instrument::{Form, Instrument};
use crate::domain::record::Record;

/// A record of the new instrument, and what it could not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Converted<'a> {
    /// The record.
    pub record: Record,
    /// Questions of its form that the old one did not ask: they count as passed over.
    pub passed_over: usize,
    /// Questions of the old instrument that the old record answers and the mapping drops, in the
    /// order of the old instrument. A reason for having no answer is one, unless a rule gave it.
    pub lost: Vec<&'a str>,
}

/// Why a record was not converted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unconvertible {
    /// It is not of the old instrument.
    #[error("a record of another instrument")]
    Instrument,
    /// It answers a question that its form does not ask any more.
    #[error("{0} is answered, and this form does not ask it any more")]
    Form(String),
    /// A rule of the new instrument makes a question not applicable that is answered.
    #[error("{0} is answered, and a rule of the new instrument makes it not applicable")]
    Applicability(String),
}

impl<'a> Mapping<'a> {
    /// The questions of the old instrument whose answers are left behind, in its order.
    pub fn dropped(&self) -> impl Iterator<Item = &'a str> {
        self.dropped.iter().map(|one| one.id)
    }

    /// The record of the new instrument.
    pub fn convert(&self, record: &Record) -> Result<Converted<'a>, Unconvertible> {
        if record.instrument() != self.from.hash {
            return Err(Unconvertible::Instrument);
        }
        let (form, old) = (record.complete().form(), record.complete().answers());
        let mut answers = Answers::new(self.to);
        let mut passed_over = 0;
        for rule in &self.rules {
            let answer = answer(&rule.from, old);
            let asked = asks(self.to, form, rule.to);
            let answer = match answer {
                Answer::NotAsked if asked => {
                    passed_over += usize::from(!dropped(&rule.from, old));
                    Answer::Skipped
                }
                Answer::NotAsked | Answer::Skipped => answer,
                _ if !asked && !optional(rule.to) => {
                    return Err(Unconvertible::Form(self.name(rule.to)));
                }
                _ => answer,
            };
            if let Some(slot) = answers.slot(rule.to) {
                *slot = answer;
            }
        }
        answers.priorities = match &self.priorities {
            Some(categories) => renamed(&old.priorities, categories),
            None if self.to.priorities_index().is_some() => {
                passed_over += usize::from(old.priorities == Priorities::NotAsked);
                Priorities::Skipped
            }
            None => Priorities::NotAsked,
        };
        let complete = Complete::new(self.to, form, &answers);
        self.nothing_overruled(&answers, &complete)?;
        let lost = self.dropped.iter().filter(|one| self.given(one, record.complete()));
        let lost = lost.map(|one| one.id).collect();
        let record = record.of_instrument(self.to.hash, complete);
        Ok(Converted { record, passed_over, lost })
    }

    /// Whether somebody answered a question of the old instrument: with an option, or with a reason
    /// for having none that is not the work of a rule.
    fn given(&self, dropped: &Dropped<'_>, complete: &Complete) -> bool {
        let (form, answers) = (complete.form(), complete.answers());
        let Some(question) = dropped.question else {
            return !matches!(answers.priorities, Priorities::Skipped | Priorities::NotAsked);
        };
        match (answers.get(question), question) {
            (Answer::Skipped | Answer::NotAsked, _) => false,
            (Answer::NotApplicable, Question::Item(at)) => {
                !answers.inapplicable(self.from, form, usize::from(at))
            }
            _ => true,
        }
    }

    /// No answer was overruled by the new instrument's rules of applicability.
    fn nothing_overruled(
        &self,
        answers: &Answers,
        complete: &Complete,
    ) -> Result<(), Unconvertible> {
        let settled = &complete.answers().items;
        for (at, (given, settled)) in (0..).zip(answers.items.iter().zip(settled)) {
            let said = !matches!(given, Answer::Skipped | Answer::NotAsked | Answer::NotApplicable);
            if said && given != settled {
                return Err(Unconvertible::Applicability(self.name(Question::Item(at))));
            }
        }
        Ok(())
    }

    fn name(&self, question: Question) -> String {
        let found = self.to.questions().find(|(one, _)| *one == question);
        found.map(|(_, id)| id.to_owned()).unwrap_or_default()
    }
}

/// The answer that comes from the old ones.
fn answer(from: &Source, old: &Answers) -> Answer {
    let Source::Taken(from, table) = from else { return Answer::NotAsked };
    match old.get(*from) {
        Answer::Option(option) => {
            table.get(usize::from(option)).map_or(Answer::Skipped, |&new| Answer::Option(new))
        }
        other => other,
    }
}

/// Whether the old record was asked, and what it says is dropped.
fn dropped(from: &Source, old: &Answers) -> bool {
    matches!(from, Source::Dropped(question) if old.get(*question) != Answer::NotAsked)
}

/// Whether a record of a form has to say something of a question; of background it need not.
fn asks(instrument: &Instrument, form: Form, question: Question) -> bool {
    match question {
        Question::Item(at) => instrument.asks(form, usize::from(at)),
        Question::Outcome(_) => true,
        Question::Background(_) => false,
    }
}

/// Whether a record may be silent on a question whatever its form.
const fn optional(question: Question) -> bool {
    matches!(question, Question::Background(_))
}

fn renamed(priorities: &Priorities, categories: &[u8]) -> Priorities {
    match priorities {
        Priorities::Chosen(chosen) => {
            let new = chosen.iter().filter_map(|&old| categories.get(usize::from(old)).copied());
            Priorities::Chosen(new.collect())
        }
        other => other.clone(),
    }
}
